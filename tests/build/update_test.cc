#include "indexer/build/update.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "indexer/schema/generation.h"
#include "searchd/query/engine.h"
#include "tests/support/index_contents.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

namespace fs = std::filesystem;

// Sources that are edited: every document is a record of a file of its own.
class Sources {
 public:
  void put(Document document) {
    const std::string name = std::string(name_of(document.kind)) + ":" + document.id + ":" + document.lang;
    texts_[name] = std::move(document);
  }
  void remove(const std::string& name) { texts_.erase(name); }
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& [name, document] : texts_) out.push_back(name);
    return out;
  }

  // Files in the order of their names, but for their bytes as a reader of files would give them.
  class Stream final : public DocumentStream {
   public:
    explicit Stream(const std::map<std::string, Document>& texts) : texts_(texts), next_(texts_.begin()) {}
    Result<std::optional<RawRecord>> next() override {
      if (next_ == texts_.end()) return std::optional<RawRecord>{};
      RawRecord record;
      record.place = {next_->first, 1};
      record.path = next_->first;
      const Document& document = next_->second;
      record.bytes = document.title + "|" + document.body.html + "|" + document.question.html + "|" +
                     document.resolution.html + "|" + document.article + "|" + document.valid_until;
      for (const std::string& one : document.audience) record.bytes += "|" + one;
      ++next_;
      return std::optional<RawRecord>(std::move(record));
    }
    Parsed parse(const RawRecord& record) const override {
      parsed_.insert(record.path);
      Parsed parsed;
      parsed.place = record.place;
      parsed.document = texts_.at(record.path);
      return parsed;
    }
    mutable std::set<std::string> parsed_;

   private:
    const std::map<std::string, Document>& texts_;
    std::map<std::string, Document>::const_iterator next_;
  };
  Stream stream() const { return Stream(texts_); }

 private:
  std::map<std::string, Document> texts_;
};

BuildOptions options_for(const fs::path& index, bool same_model = false) {
  BuildOptions options;
  options.index = index;
  options.sources = {"sources"};
  options.threads = 1;
  options.same_model = same_model;
  options.publish.allow_removals = true;
  return options;
}

UpdateReport update_index(const fs::path& index, const Sources& sources) {
  auto stream = sources.stream();
  BuildProgress progress;
  auto report = update(stream, options_for(index), progress);
  if (!report) FAIL(report.error().message);
  return std::move(*report);
}

BuildReport build_all(const fs::path& index, const Sources& sources, bool same_model = false) {
  auto stream = sources.stream();
  BuildProgress progress;
  auto report = build(stream, options_for(index, same_model), progress);
  if (!report) FAIL(report.error().message);
  return std::move(*report);
}

Generation open(const fs::path& index) {
  const IndexFolder folder(index);
  auto generation = Generation::open(folder, *folder.current());
  if (!generation) FAIL(generation.error().message);
  return std::move(*generation);
}

std::map<std::string, std::string> vocabulary_of(const Generation& generation, const fs::path& folder) {
  std::map<std::string, std::string> all;
  std::vector<FormEntry> entries = generation.vocabulary().entries();
  REQUIRE(read_form_counts(folder / kCountsFile, entries));
  for (const FormEntry& form : entries) {
    std::string text = form.folded + " " + form.stem + " " + form.folded_stem + " " +
                       std::to_string(form.counts.articles) + " " + std::to_string(form.counts.tickets);
    std::set<std::string> classes;
    for (const ClassCount& one : form.classes)
      classes.insert(name_of_class(generation.manifest().classes[one.number]) +
                     std::to_string(one.documents));
    for (const std::string& one : classes) text += " " + one;
    for (const std::string& part : form.parts) text += " +" + part;
    all[generation.vocabulary().languages()[form.language] + ":" + form.normal] = text;
  }
  return all;
}

std::string answer_text(const Suggester& engine, const std::string& question, bool internal) {
  SuggestRequest request;
  request.text = question;
  request.lang = {"en", "de"};
  request.limit = 20;
  request.today = "2026-11-22";
  Access access;
  access.audiences = {"public"};
  if (internal) access.audiences.insert("internal");
  const auto answer = engine.suggest(request, access);
  REQUIRE(answer);
  std::string text = answer->corrected + "\n";
  std::multiset<std::string> lines;  // equal scores stand in any order
  for (const Suggestion& one : answer->suggestions) {
    std::string line = std::to_string(one.score) + " " + one.id + " " + one.lang + " " + one.passage.text;
    lines.insert(line);
  }
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

const std::vector<std::string> kWords{
    "refund",  "refunds", "card",  "Karte",      "Kartenleser", "Leser",           "printer", "print",
    "page",    "margins", "Rand",  "Seitenrand", "Seite",       "Seiten",          "portal",  "password",
    "NV-4012", "wi-fi",   "wifi",  "charge",     "charged",     "twice",           "Zahlung", "Zahlungen",
    "école",   "ecole",   "order", "Bestellung", "Rechnung",    "Rechnungsnummer", "Nummer",  "late"};

class Editor {
 public:
  explicit Editor(unsigned seed) : random_(seed) {}

  void edit(Sources& sources) {
    const std::vector<std::string> names = sources.names();
    if (names.size() > 12 && below(4) == 0) {
      sources.remove(names[below(names.size())]);
    } else {
      sources.put(document());
    }
  }
  std::string question() {
    std::string text = kWords[below(kWords.size())];
    if (below(2) == 0) text += " " + kWords[below(kWords.size())];
    return below(3) == 0 ? text.substr(0, text.size() - 1) : text;
  }

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string text(std::size_t words) {
    std::string out;
    for (std::size_t i = 0; i < words; ++i) out += (i == 0 ? "" : " ") + kWords[below(kWords.size())];
    return out;
  }
  Document document() {
    const std::string id = "d" + std::to_string(below(20));
    const std::string lang = below(2) == 0 ? "de" : "en";
    Document out;
    if (below(3) == 0) {
      out = ticket("T-" + id, lang, text(2), text(5), text(6),
                   below(2) == 0 ? "d" + std::to_string(below(20)) : "");
    } else {
      out = article(id, lang, text(3), "# " + text(2) + "\n" + text(12) + "\n1. " + text(5));
    }
    if (below(3) == 0) out.audience = {"internal"};
    if (below(6) == 0) out.valid_until = "2026-12-01";
    return out;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("an update equals a build of all sources by the same model, whatever was edited") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    TemporaryFolder folder;
    const fs::path updated = folder.path() / "updated";
    Editor editor(seed);
    Sources sources;
    for (int i = 0; i < 30; ++i) editor.edit(sources);
    build_all(updated, sources);
    for (int round = 0; round < 5; ++round) {
      for (unsigned edits = 0; edits <= seed % 5; ++edits) editor.edit(sources);
      update_index(updated, sources);
      INFO("seed " << seed << ", round " << round);
      // The same index, built anew by the same model.
      const fs::path built = folder.path() / ("built" + std::to_string(round));
      fs::copy(updated, built, fs::copy_options::recursive);
      build_all(built, sources, true);
      const Generation a = open(updated);
      const Generation b = open(built);
      CHECK(contents(a) == contents(b));
      CHECK(vocabulary_of(a, updated / "generations" / a.name()) ==
            vocabulary_of(b, built / "generations" / b.name()));
      CHECK(a.manifest().documents == b.manifest().documents);
      CHECK(a.manifest().by_kind == b.manifest().by_kind);
      CHECK(a.manifest().by_language == b.manifest().by_language);
      CHECK(a.manifest().by_audience == b.manifest().by_audience);
      CHECK(a.manifest().windows == b.manifest().windows);
      const auto left = open_engine(updated);
      const auto right = open_engine(built);
      REQUIRE(left);
      REQUIRE(right);
      for (int i = 0; i < 30; ++i) {
        const std::string question = editor.question();
        INFO(question);
        CHECK(answer_text(**left, question, i % 2 == 0) == answer_text(**right, question, i % 2 == 0));
      }
    }
  }
}

TEST_CASE("an update reads only what changed") {
  TemporaryFolder folder;
  Sources sources;
  sources.put(article("a", "en", "Refund", "Money back."));
  sources.put(article("b", "en", "Printing", "On paper."));
  sources.put(article("c", "en", "Wi-Fi", "In the air."));
  build_all(folder.path() / "kb", sources);

  const UpdateReport nothing = update_index(folder.path() / "kb", sources);
  CHECK(nothing.unchanged);
  CHECK(*IndexFolder(folder.path() / "kb").current() == "000001");

  sources.put(article("b", "en", "Printing", "On both sides."));
  sources.put(article("d", "en", "Margins", "At the edge."));
  sources.remove("article:a:en");
  auto stream = sources.stream();
  BuildProgress progress;
  const auto report = update(stream, options_for(folder.path() / "kb"), progress);
  REQUIRE(report);
  CHECK(stream.parsed_ == std::set<std::string>{"article:b:en", "article:d:en"});
  CHECK_FALSE(report->unchanged);
  REQUIRE(report->added.size() == 1);
  CHECK(report->added[0].id == "d");
  REQUIRE(report->changed.size() == 1);
  CHECK(report->changed[0].id == "b");
  REQUIRE(report->removed.size() == 1);
  CHECK(report->removed[0].id == "a");
  CHECK(report->build.manifest.documents == 3);
}

TEST_CASE("what became a duplicate, and what ceases to be one") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources;
  sources.put(article("x", "en", "First", "The first text."));
  build_all(index, sources);
  // Stands under another name behind the first.
  Document second = article("x", "en", "Second", "The second text.");
  struct Named : Sources {};
  std::map<std::string, Document> texts{{"a", article("x", "en", "First", "The first text.")}, {"b", second}};
  const auto run = [&] {
    Sources::Stream stream(texts);
    BuildProgress progress;
    auto report = update(stream, options_for(index), progress);
    REQUIRE(report);
    return std::move(*report);
  };
  CHECK(run().build.remarks.size() == 1);
  auto engine = open_engine(index);
  REQUIRE(engine);
  CHECK((*engine)->article("x", {"en"}, Access{{"public"}, true, {}})->about.title == "First");
  texts.erase("a");
  CHECK(run().build.remarks.empty());
  engine = open_engine(index);
  REQUIRE(engine);
  CHECK((*engine)->article("x", {"en"}, Access{{"public"}, true, {}})->about.title == "Second");
}

TEST_CASE("what was read while the sources changed is thrown away") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  Sources sources;
  sources.put(article("a", "en", "Refund", "Money back."));
  build_all(index, sources);
  sources.put(article("a", "en", "Refund", "Half written"));
  auto stream = sources.stream();
  BuildOptions options = options_for(index);
  options.is_outdated = [] { return true; };
  BuildProgress progress;
  const auto report = update(stream, options, progress);
  REQUIRE_FALSE(report);
  CHECK(report.error().code == ErrorCode::changed);
  CHECK(*IndexFolder(index).current() == "000001");
  CHECK(IndexFolder(index).list().size() == 1);
}
