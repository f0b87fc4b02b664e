#include "indexer/assembly/numbering.h"

#include <cstdlib>
#include <set>
#include <unordered_map>
#include <utility>

#include "indexer/format/document_store.h"

namespace callside {

namespace {

template <typename Counts>
void add_to(Counts& counts, const std::string& name, int count) {
  auto& value = counts[name];
  value += static_cast<std::uint64_t>(static_cast<std::int64_t>(count));
  if (value == 0) counts.erase(name);
}

// Narrows a number for a document's record; nothing else does. Numbering::of() rejects numbers that do not
// fit. A bug there must end the program rather than show a document to the wrong readers.
std::uint16_t narrow(std::uint32_t number) {
  const auto narrowed = static_cast<std::uint16_t>(number);
  if (narrowed != number) std::abort();
  return narrowed;
}

Result<void> require_room(const Manifest& manifest) {
  if (manifest.classes.size() > kMaxAccessClasses) {
    return fail(ErrorCode::invalid_input,
                "the documents have " + std::to_string(manifest.classes.size()) +
                    " access classes, and an index holds at most " + std::to_string(kMaxAccessClasses) +
                    "; each distinct set of audiences and brands is one",
                "use fewer of them: leave out brands that no key is restricted to, or make an index for each "
                "part; after updates, callside-index build drops the classes that no document has any more");
  }
  if (manifest.language_tags.size() > kMaxLanguageTags) {
    return fail(ErrorCode::invalid_input,
                "the documents have " + std::to_string(manifest.language_tags.size()) +
                    " language tags, and an index holds at most " + std::to_string(kMaxLanguageTags),
                "use fewer variants and private subtags in `lang`");
  }
  return ok();
}

// Appends new names to `names` in sorted order, with their numbers in `known`.
template <typename Name>
void number_new(const std::set<Name>& fresh, std::map<Name, std::uint32_t>& known, std::vector<Name>& names) {
  for (const Name& name : fresh) {
    known.emplace(name, static_cast<std::uint32_t>(names.size()));
    names.push_back(name);
  }
}

}  // namespace

Result<Numbering> Numbering::of(const ReadingResult& reading, Manifest& manifest) {
  Numbering numbering;
  std::map<AccessClass, std::uint32_t> classes;
  for (std::size_t i = 0; i < manifest.classes.size(); ++i)
    classes.emplace(manifest.classes[i], static_cast<std::uint32_t>(i));
  for (std::size_t i = 0; i < manifest.language_tags.size(); ++i)
    numbering.tags_.emplace(manifest.language_tags[i], static_cast<std::uint32_t>(i));
  std::set<AccessClass> fresh;
  std::set<std::string> fresh_tags;
  for (const SpooledDocument& document : reading.documents) {
    const AccessClass& access = reading.workers[document.worker].classes[document.access];
    if (!classes.contains(access)) fresh.insert(access);
    if (!numbering.tags_.contains(document.lang)) fresh_tags.insert(document.lang);
  }
  number_new(fresh, classes, manifest.classes);
  number_new(fresh_tags, numbering.tags_, manifest.language_tags);
  CALLSIDE_TRY(require_room(manifest));
  for (const WorkerOutput& worker : reading.workers) {
    std::vector<std::uint32_t>& numbers = numbering.classes_.emplace_back();
    for (const AccessClass& access : worker.classes) {
      const auto it = classes.find(access);
      numbers.push_back(it == classes.end() ? 0 : it->second);
    }
  }
  manifest.class_documents.resize(manifest.classes.size(), 0);
  return numbering;
}

std::uint16_t Numbering::class_of(const SpooledDocument& document) const {
  return narrow(classes_[document.worker][document.access]);
}

std::uint16_t Numbering::tag_of(const SpooledDocument& document) const {
  return narrow(tags_.at(document.lang));
}

void count_document(const StoreEntry& document, int count, Manifest& manifest) {
  const auto signed_count = static_cast<std::uint64_t>(static_cast<std::int64_t>(count));
  manifest.documents += signed_count;
  add_to(manifest.by_kind, name_of(document.kind), count);
  add_to(manifest.by_language, manifest.language_tags[document.language_tag], count);
  manifest.class_documents[document.access_class] += signed_count;
  for (const std::string& audience : manifest.classes[document.access_class].audience)
    add_to(manifest.by_audience, audience, count);
  if (document.valid_from != kAlwaysFrom || document.valid_until != kForever)
    manifest.windows += signed_count;
}

void Groups::add(std::uint32_t number, Kind kind, std::string_view id, std::string_view article) {
  if (keys_.size() < number) keys_.resize(number);
  keys_[number - 1] = {true, kind, std::string(kind == Kind::article ? id : article)};
}

std::vector<std::uint32_t> Groups::number() const {
  std::unordered_map<std::string_view, std::uint32_t> articles;
  std::uint32_t next = 0;
  for (const Key& key : keys_) {
    if (key.present && key.kind == Kind::article && articles.try_emplace(key.article, next).second) ++next;
  }
  std::vector<std::uint32_t> groups(keys_.size(), kNoGroup);
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (!keys_[i].present) continue;
    const auto it = articles.find(keys_[i].article);
    groups[i] = it == articles.end() ? next++ : it->second;
  }
  return groups;
}

}  // namespace callside
