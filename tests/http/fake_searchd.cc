// The daemon with a fake engine, for tests of the process: signals, exit status, log. With --index old or
// broken the engine does not open. With --index waiting, a search prints "searching" and waits for a line on
// the standard input. With --index readers, it prints the audiences of every reader that it is to prepare
// for.

#include <iostream>
#include <string>

#include "searchd/http/daemon.h"
#include "tests/http/fake_suggester.h"

using callside::ErrorCode;
using callside::testing::FakeSuggester;

namespace {

constexpr callside::PageFile kPage[] = {{"/", "text/html", "<!doctype html>", "\"one\""}};

callside::Result<std::unique_ptr<callside::Suggester>> open(const std::filesystem::path& index,
                                                            const callside::EngineOptions& options) {
  if (index == "old") {
    return callside::fail(ErrorCode::old_index, "index of another version", "build it anew");
  }
  if (index == "broken") return callside::fail(ErrorCode::io, "the store is broken");
  auto engine = std::make_unique<FakeSuggester>();
  if (index == "waiting") {
    engine->on_suggest = [](const callside::SuggestRequest&) {
      std::cout << "searching" << std::endl;
      std::string line;
      std::getline(std::cin, line);
      return callside::SuggestAnswer{};
    };
  }
  if (index == "readers") {
    for (const callside::Access& reader : options.readers()) {
      std::cout << "reader:";
      for (const std::string& audience : reader.audiences) std::cout << ' ' << audience;
      std::cout << std::endl;
    }
  }
  options.events.moved("000008");
  return engine;
}

}  // namespace

int main(int argc, char** argv) { return callside::searchd_main(argc, argv, open, kPage); }
