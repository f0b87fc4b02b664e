#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "indexer/format/generation.h"
#include "indexer/publish/update.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

namespace callside::testing {

// A record of a scripted source. Records with the same bytes count as unchanged.
struct ScriptedRecord {
  std::string file;
  std::string bytes;
  std::optional<Document> document;
  std::optional<Removal> removal;
  std::optional<Document> intended;
};

using SourceRecords = std::vector<ScriptedRecord>;

// Sources with the records that a test gives them.
class Scripted final : public DocumentStream {
 public:
  Scripted(std::vector<SourceRecords> sources, std::set<std::size_t> deltas)
      : sources_(std::move(sources)), deltas_(std::move(deltas)) {}

  Result<std::optional<RawRecord>> next() override {
    while (source_ < sources_.size() && record_ == sources_[source_].size()) {
      ++source_;
      record_ = 0;
    }
    if (source_ == sources_.size()) return std::optional<RawRecord>{};
    const ScriptedRecord& scripted = sources_[source_][record_];
    RawRecord record;
    record.place = {scripted.file, record_ + 1};
    record.path = scripted.file;
    record.source = source_;
    record.bytes = scripted.bytes;
    record.pieces.push_back({record.place, record_});
    ++record_;
    return std::optional<RawRecord>(std::move(record));
  }
  Parsed parse(const RawRecord& record) const override {
    const ScriptedRecord& scripted = sources_[record.source][record.pieces.front().begin];
    Parsed parsed;
    parsed.place = record.place;
    parsed.document = scripted.document;
    parsed.removal = scripted.removal;
    parsed.intended = scripted.intended;
    if (!scripted.document && !scripted.removal)
      parsed.remarks.push_back({Remark::Level::rejected, record.place, "it is broken", "mend it"});
    return parsed;
  }
  std::set<Kind> deltas(std::size_t source) const override {
    return deltas_.contains(source) ? std::set<Kind>{Kind::article} : std::set<Kind>{};
  }
  bool may_be_delta(std::size_t source) const override { return deltas_.contains(source); }

 private:
  std::vector<SourceRecords> sources_;
  std::set<std::size_t> deltas_;
  std::size_t source_ = 0, record_ = 0;
};

// A valid record of a document.
inline ScriptedRecord valid(Document document) {
  ScriptedRecord scripted;
  scripted.file = document.id + "." + document.lang;
  scripted.bytes = document.title + "|" + document.body.html;
  for (const std::string& one : document.audience) scripted.bytes += "|" + one;
  scripted.document = std::move(document);
  return scripted;
}

// A broken record whose identity and audience are still known.
inline ScriptedRecord broken(Document document) {
  ScriptedRecord scripted = valid(document);
  scripted.bytes += "|broken";
  scripted.document.reset();
  document.body = {};
  scripted.intended = std::move(document);
  return scripted;
}

// A broken record of which nothing is known.
inline ScriptedRecord unknown(Document document) {
  ScriptedRecord scripted = broken(std::move(document));
  scripted.intended.reset();
  return scripted;
}

// A record of a delta export that removes an article.
inline ScriptedRecord removal(const std::string& id, const std::string& lang = "") {
  ScriptedRecord scripted;
  scripted.file = "delta";
  scripted.bytes = "removed|" + id + "|" + lang;
  scripted.removal = Removal{Kind::article, id, lang, "deleted articles", true};
  return scripted;
}

// An index of scripted sources.
struct Index {
  TemporaryFolder folder;
  std::filesystem::path path = folder.path() / "kb";

  BuildRequest request(std::vector<std::filesystem::path> sources) const {
    BuildRequest request;
    request.index = path;
    request.plan.sources = std::move(sources);
    request.publish.allow_removals = true;
    return request;
  }
  BuildReport build_all(SourceRecords records, bool same_model = false) const {
    Scripted stream({std::move(records)}, {});
    BuildRequest how = request({"/src"});
    how.same_model = same_model;
    BuildProgress progress;
    auto report = build(stream, how, progress);
    if (!report) FAIL(report.error().message);
    return std::move(*report);
  }
  UpdateReport update_all(SourceRecords records) const {
    Scripted stream({std::move(records)}, {});
    BuildProgress progress;
    auto report = update(stream, update_like(request({"/src"})), progress);
    if (!report) FAIL(report.error().message);
    return std::move(*report);
  }

  Generation open() const {
    const IndexFolder index(path);
    auto generation = Generation::open(index, *index.current());
    if (!generation) FAIL(generation.error().message);
    return std::move(*generation);
  }
  // Titles by id and language, with a star after stale ones.
  std::map<std::string, std::string> titles() const {
    std::map<std::string, std::string> all;
    const Generation generation = open();
    for (std::uint32_t number = 1; number <= generation.store().size(); ++number) {
      if (!generation.store().has(number)) continue;
      const StoredDocument document = generation.store().document(number);
      all[std::string(document.id()) + "." +
          generation.manifest().language_tags[document.head().language_tag]] =
          document.meta().title + (generation.store().is_stale(number) ? "*" : "");
    }
    return all;
  }
};

using Titles = std::map<std::string, std::string>;

inline std::string text_of(const Titles& titles) {
  std::string text;
  for (const auto& [key, title] : titles) text += key + ": " + title + "; ";
  return text;
}

}  // namespace callside::testing
