#include "indexer/base/error.h"

#include <cerrno>

#include "tests/support/catch2.h"

using callside::ErrorCode;

TEST_CASE("error codes map to the documented exit codes") {
  CHECK(callside::exit_code(ErrorCode::io) == 1);
  CHECK(callside::exit_code(ErrorCode::usage) == 2);
  CHECK(callside::exit_code(ErrorCode::rejected) == 3);
  CHECK(callside::exit_code(ErrorCode::stopped) == 4);
  CHECK(callside::exit_code(ErrorCode::old_index) == 11);
  CHECK(callside::exit_code(ErrorCode::locked) == 19);
  CHECK(callside::exit_code(ErrorCode::interrupted) == 130);
}

TEST_CASE("a full disk has its own error code and a hint") {
  errno = ENOSPC;
  const auto failure = callside::fail_errno("cannot write /kb/x").value();
  CHECK(failure.code == ErrorCode::no_space);
  CHECK(failure.message.rfind("cannot write /kb/x: ", 0) == 0);
  CHECK_FALSE(failure.hint.empty());
}

TEST_CASE("a result made from another result keeps its value or error") {
  // tl::expected would convert the other result to bool by its operator bool.
  callside::Result<bool> no(false);
  callside::Result<bool> failed = callside::fail(ErrorCode::io, "cannot read");
  const callside::Result<bool> copied(no);
  REQUIRE(copied);
  CHECK_FALSE(*copied);
  const callside::Result<bool> error(failed);
  REQUIRE_FALSE(error);
  CHECK(error.error().message == "cannot read");
}
