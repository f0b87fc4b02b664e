#include "searchd/http/daemon.h"
#include "searchd/page/page.h"
#include "searchd/query/engine.h"

int main(int argc, char** argv) {
  return callside::searchd_main(argc, argv, callside::open_engine, callside::page_files());
}
