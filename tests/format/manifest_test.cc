#include "indexer/format/manifest.h"

#include "indexer/analysis/fingerprint.h"
#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

Manifest example() {
  Manifest manifest;
  manifest.fingerprint = analysis_fingerprint();
  manifest.classes = {{{"internal"}, {}}, {{"public"}, {"north"}}};
  manifest.class_documents = {4, 5};
  manifest.average_lengths["en"] = {1, 2, 3, 4, 5, 6};
  manifest.documents = 9;
  manifest.by_kind["article"] = 9;
  return manifest;
}

}  // namespace

TEST_CASE("a manifest is read as it was written") {
  TemporaryFolder folder;
  REQUIRE(write_manifest(folder.path() / "manifest.json", example()));
  const auto read = read_manifest(folder.path() / "manifest.json");
  REQUIRE(read);
  CHECK(read->classes[1].brand == std::vector<std::string>{"north"});
  CHECK(read->average_lengths.at("en")[5] == 6);
  CHECK(read->documents == 9);
}

TEST_CASE("an index of another version is distinguished from a damaged one, with a hint") {
  TemporaryFolder folder;
  const auto path = folder.path() / "manifest.json";
  Manifest other = example();
  other.format_version = 999;
  REQUIRE(write_manifest(path, other));
  CHECK(read_manifest(path).error().code == ErrorCode::old_index);
  CHECK(read_manifest(path).error().message.find("999") != std::string::npos);
  CHECK(read_manifest(path).error().hint.find("callside-index build") != std::string::npos);

  other = example();
  other.fingerprint = "analysis=1;icu=1.0";
  REQUIRE(write_manifest(path, other));
  CHECK(read_manifest(path).error().code == ErrorCode::old_index);
  CHECK(read_manifest(path).error().message.find("icu") != std::string::npos);

  for (const char* broken : {"", "{", "[]", "{}", "{\"format_version\": 1}", "{\"format_version\": \"x\"}"}) {
    REQUIRE(replace_file(path, broken));
    CHECK_FALSE(read_manifest(path));
  }
}
