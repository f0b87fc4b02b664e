#include "indexer/assembly/numbering.h"

#include "tests/support/catch2.h"

using namespace callside;

namespace {

// `count` documents, each in its own access class.
ReadingResult of_brands(std::size_t count) {
  ReadingResult reading;
  reading.workers.emplace_back();
  for (std::size_t i = 0; i < count; ++i) {
    reading.workers[0].classes.push_back({{"public"}, {"brand-" + std::to_string(i)}});
    SpooledDocument document;
    document.lang = "en";
    document.access = static_cast<std::uint32_t>(i);
    reading.documents.push_back(std::move(document));
  }
  return reading;
}

}  // namespace

TEST_CASE("the largest number of access classes is supported, and one more is refused") {
  ReadingResult reading = of_brands(kMaxAccessClasses);
  Manifest manifest;
  const auto numbering = Numbering::of(reading, manifest);
  REQUIRE(numbering);
  std::vector<bool> seen(kMaxAccessClasses);
  for (const SpooledDocument& document : reading.documents) {
    const std::uint16_t number = numbering->class_of(document);
    REQUIRE(manifest.classes[number] == reading.workers[0].classes[document.access]);
    seen[number] = true;
  }
  CHECK(std::find(seen.begin(), seen.end(), false) == seen.end());

  // An update with a new class.
  ReadingResult more;
  more.workers.emplace_back().classes = {{{"tier2"}, {}}};
  more.documents.emplace_back().lang = "en";
  const auto refused = Numbering::of(more, manifest);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("65537 access classes") != std::string::npos);
  CHECK(refused.error().message.find("distinct set of audiences and brands") != std::string::npos);
  CHECK_FALSE(refused.error().hint.empty());

  Manifest anew;
  CHECK_FALSE(Numbering::of(of_brands(kMaxAccessClasses + 1), anew));
}

TEST_CASE("too many language tags are refused") {
  ReadingResult reading;
  reading.workers.emplace_back().classes = {{{"public"}, {}}};
  for (std::size_t i = 0; i <= kMaxLanguageTags; ++i)
    reading.documents.emplace_back().lang = "en-x-" + std::to_string(i);
  Manifest manifest;
  const auto refused = Numbering::of(reading, manifest);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("65537 language tags") != std::string::npos);
}
