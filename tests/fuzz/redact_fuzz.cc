// libFuzzer target: any bytes as the text of a ticket. Build with the preset `fuzz` and run
// build/fuzz/bin/redact_fuzz -max_len=300 -dict=tests/fuzz/redact.dict FOLDER

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/redact/properties.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string broken = callside::test::broken_property(text);
  if (!broken.empty()) {
    std::fprintf(stderr, "does not hold: %s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
