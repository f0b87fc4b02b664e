#pragma once

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/format/generation.h"
#include "indexer/publish/update.h"
#include "searchd/query/engine.h"
#include "tests/support/catch2.h"
#include "tests/support/index_contents.h"
#include "tests/support/small_index.h"

namespace callside::testing {

// Random edit histories of an index, and dumps of its content, to compare indexes with different histories.

namespace fs = std::filesystem;

// Sources that can be edited. Each document is the only record of its own file.
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

  // Yields the records in the order of the file names, as a reader of files does. The bytes only stand in for
  // those of a file: they change with the document.
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
                     document.resolution.html + "|" + document.article + "|" + document.valid_until + "|" +
                     document.closed + "|" + document.subject_ref;
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

inline BuildRequest request_for(const fs::path& index, bool same_model = false) {
  BuildRequest request;
  request.index = index;
  request.plan.sources = {"sources"};
  request.same_model = same_model;
  request.publish.allow_removals = true;
  return request;
}

inline UpdateReport update_index(const fs::path& index, const Sources& sources) {
  auto stream = sources.stream();
  BuildProgress progress;
  auto report = update(stream, update_like(request_for(index)), progress);
  if (!report) FAIL(report.error().message);
  return std::move(*report);
}

inline BuildReport build_all(const fs::path& index, const Sources& sources, bool same_model = false) {
  auto stream = sources.stream();
  BuildProgress progress;
  auto report = build(stream, request_for(index, same_model), progress);
  if (!report) FAIL(report.error().message);
  return std::move(*report);
}

inline Generation open(const fs::path& index) {
  const IndexFolder folder(index);
  auto generation = Generation::open(folder, *folder.current());
  if (!generation) FAIL(generation.error().message);
  return std::move(*generation);
}

inline std::map<std::string, std::string> vocabulary_of(const Generation& generation,
                                                        const fs::path& folder) {
  std::map<std::string, std::string> all;
  std::vector<FormEntry> entries = generation.vocabulary().entries();
  REQUIRE(read_form_counts(folder / kCountsFile, entries));
  for (const FormEntry& form : entries) {
    std::string text = form.folded + " " + form.stem + " " + form.folded_stem + " " +
                       std::to_string(form.counts.articles) + " " + std::to_string(form.counts.tickets);
    std::set<std::string> classes;
    for (const ClassCount& one : form.classes)
      classes.insert(name_of_class(generation.manifest().classes[one.number]) +
                     std::to_string(one.counts.articles) + "/" + std::to_string(one.counts.tickets));
    for (const std::string& one : classes) text += " " + one;
    for (const CompoundPart& part : form.parts) {
      std::set<std::string> split_in;
      for (const std::uint32_t one : part.classes)
        split_in.insert(name_of_class(generation.manifest().classes[one]));
      text += " +" + part.stem;
      for (const std::string& one : split_in) text += "@" + one;
    }
    all[generation.vocabulary().languages()[form.language] + ":" + form.normal] = text;
  }
  return all;
}

inline std::string answer_text(const Suggester& engine, const std::string& question, bool internal) {
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
  std::multiset<std::string> lines;  // equal scores may come in any order
  for (const Suggestion& one : answer->suggestions) {
    std::string line = std::to_string(one.score) + " " + one.id + " " + one.lang + " " + one.passage.text +
                       " resolved " + std::to_string(one.resolved_tickets);
    for (const SimilarTicket& ticket : one.tickets)
      line += " " + ticket.id + " " + ticket.question.text + " " + std::to_string(ticket.similar);
    lines.insert(line);
  }
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

inline const std::vector<std::string> kWords{
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

}  // namespace callside::testing
