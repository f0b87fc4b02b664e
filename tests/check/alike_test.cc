// Articles with identical or similar texts.
#include "indexer/check/cross_language.h"
#include "indexer/check/near_duplicates.h"
#include "tests/check/checking.h"

using namespace callside;
using namespace callside::testing;

namespace {

// Returns `text` with every `every`th word replaced.
std::string changed(const std::string& text, std::size_t every) {
  std::string out;
  std::size_t word = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    out += ++word % every == 0 ? "other" + std::to_string(word) : text.substr(at, end - at);
    out += ' ';
    at = end + 1;
  }
  return out;
}

}  // namespace

TEST_CASE("identical and nearly identical texts are found within one language") {
  Folder folder;
  const std::string text = prose(400, 1);
  folder.article("en/a", text);
  folder.article("en/b", text);
  folder.article("en/c", changed(text, 150));
  // One word in forty changes, which leaves eight tenths of the runs.
  folder.article("en/d", changed(text, 40));
  folder.article("en/e", prose(400, 2));
  // Another language, and an archived article.
  folder.article("sl/x", text);
  folder.article("en/z", text, "confidence: archived\n");
  CHECK(folder.check() == Found{"identical b 1", "near-duplicate c 1"});
  CHECK(folder.report.findings[1].message.find("same as that of a in en") != std::string::npos);
}

TEST_CASE("short texts count only if they are identical, and very short ones never") {
  Folder folder;
  folder.article("en/a", "See the portal.");
  folder.article("en/b", "See the portal.");
  folder.article("en/c",
                 "Call the office before nine, give the name and the school of the child, and say how long "
                 "it will stay at home this time.");
  folder.article("en/d",
                 "Call the office before nine, give the name and the school of the child, and say how long "
                 "it will stay at home next time.");
  CHECK(folder.check() == Found{});
}

TEST_CASE("sketches estimate how much two texts have in common") {
  const auto sketch = [](const std::string& text) { return sketch_of({{BlockType::paragraph, 0, text}}); };
  const std::string text = prose(2000, 3);
  // Each replaced word changes four of 1,997 shingles. With 20 of them, 1,917 of 2,077 are shared.
  CHECK(sketch(text).resemblance(sketch(changed(text, 100))) == Approx(0.92).margin(0.08));
  CHECK(sketch(text).resemblance(sketch(prose(2000, 4))) < 0.05);
  CHECK(sketch(text).text == sketch(text + " ").text);
  CHECK(sketch("Ein, zwei.").text == sketch("ein zwei").text);
  CHECK(sketch("印刷する").characters == 4);
  CHECK(sketch("印刷する").words == 0);
}

TEST_CASE("an article under two ids in two languages is recognised by its numbers and codes") {
  Folder folder;
  folder.article("en/bus-pass",
                 "Form F-30 costs 12 euros. Call 555-0120 before 09:00. Error NV-4012 means wait.");
  folder.article("sl/vozovnica", "Obrazec F-30 stane 12 evrov. Pokličite 555-0120 do 09:00. Napaka NV-4012.");
  folder.article("en/other",
                 "Form F-77 costs 15 euros. Call 555-0134 before 17:30. Error NV-5001 means stop.");
  for (int i = 0; i < 40; ++i) {
    folder.article("en/filler" + std::to_string(i),
                   "Nothing to tell here about " + std::to_string(i + 1000) + ".");
  }
  CHECK(folder.check() == Found{"same-in-other-language vozovnica 1"});
  // No finding once both versions share an id.
  folder.article("sl/bus-pass", "Obrazec.");
  CHECK(folder.check() == Found{});
}
