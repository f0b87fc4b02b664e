#include "searchd/http/chunked_body.h"

#include <string>
#include <string_view>

#include "tests/support/catch2.h"

using callside::ChunkedBody;

namespace {

// Decodes `bytes` in pieces of size `piece`. Returns 200 at the end of the body, 0 if it needs more bytes, or
// the status of the problem.
int status_of(std::string_view bytes, std::size_t piece, std::size_t limit, std::string* body = nullptr,
              std::string* rest = nullptr) {
  ChunkedBody chunked(limit);
  std::string kept;
  for (std::size_t i = 0; i < bytes.size(); i += piece) {
    std::string_view part = bytes.substr(i, piece);
    if (auto taken = chunked.take(part); !taken) return taken.error().status;
    kept += part;
  }
  if (body != nullptr) *body = chunked.body();
  if (rest != nullptr) *rest = kept;
  return chunked.done() ? 200 : 0;
}

}  // namespace

TEST_CASE("chunks are joined however they arrive") {
  const std::string bytes = "4\r\n{\"q\"\r\n5;ext=\"1\"\r\n:\"a\"}\r\n0\r\nTrailer: x\r\n\r\nGET / ";
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    std::string body;
    std::string rest;
    CHECK(status_of(bytes, piece, 100, &body, &rest) == 200);
    CHECK(body == "{\"q\":\"a\"}");
    CHECK(rest == "GET / ");
  }
  CHECK(status_of("4\r\nabc", 100, 100) == 0);
  CHECK(status_of("5 ; a=b\r\nabcde\r\n0;x\r\n\r\n", 100, 100) == 200);
}

TEST_CASE("a chunked body beyond the limit is refused before it arrives") {
  CHECK(status_of("A\r\n", 100, 10) == 0);
  CHECK(status_of("B\r\n", 100, 10) == 413);
  CHECK(status_of("6\r\nabcdef\r\n6\r\n", 100, 10) == 413);
  CHECK(status_of("FFFFFFFFFFFFFFFF\r\n", 100, 10) == 413);
}

TEST_CASE("malformed chunks are refused") {
  for (const char* bytes : {"5 x\r\n", "b x\r\n", "5 \r\n", "5\t\r\n", " 5\r\n", "5x\r\n", "0x5\r\n",
                            "+5\r\n", "5;a\rb\r\n", "5\r\r\n", "0\r\nA: b\rc\r\n", "0 0\r\n", "x\r\n", "\r\n",
                            "-1\r\n", "4\nabcd", "2\r\nabc\r\n", "11111111111111111\r\n", "4 4\n"}) {
    CAPTURE(bytes);
    CHECK(status_of(bytes, 100, 100) == 400);
  }
  CHECK(status_of(std::string(5000, '1'), 100, 10) == 400);
  std::string trailers = "0\r\n";
  for (int i = 0; i < 5000; ++i) trailers += "A: b\r\n";
  CHECK(status_of(trailers, 100, 10) == 400);
}
