#include "indexer/build/numbering.h"

#include <unordered_map>

namespace callside {

namespace {

template <typename Counts>
void add_to(Counts& counts, const std::string& name, int count) {
  auto& value = counts[name];
  value += static_cast<std::uint64_t>(static_cast<std::int64_t>(count));
  if (value == 0) counts.erase(name);
}

}  // namespace

Numbering::Numbering(const ReadingResult& reading, Manifest& manifest) {
  std::map<AccessClass, std::uint32_t> classes, fresh;
  for (std::size_t i = 0; i < manifest.classes.size(); ++i)
    classes.emplace(manifest.classes[i], static_cast<std::uint32_t>(i));
  for (std::size_t i = 0; i < manifest.language_tags.size(); ++i)
    tags_.emplace(manifest.language_tags[i], static_cast<std::uint16_t>(i));
  std::map<std::string, std::uint16_t> fresh_tags;
  for (const SpooledDocument& document : reading.documents) {
    const AccessClass& access = reading.workers[document.worker].classes[document.access];
    if (!classes.contains(access)) fresh.emplace(access, 0U);
    if (!tags_.contains(document.lang)) fresh_tags.emplace(document.lang, std::uint16_t{0});
  }
  for (auto& [access, number] : fresh) {
    number = static_cast<std::uint32_t>(manifest.classes.size());
    manifest.classes.push_back(access);
  }
  for (auto& [tag, number] : fresh_tags) {
    number = static_cast<std::uint16_t>(manifest.language_tags.size());
    manifest.language_tags.push_back(tag);
  }
  classes.merge(fresh);
  tags_.merge(fresh_tags);
  for (const WorkerOutput& worker : reading.workers) {
    std::vector<std::uint32_t>& numbers = classes_.emplace_back();
    for (const AccessClass& access : worker.classes) {
      const auto it = classes.find(access);
      numbers.push_back(it == classes.end() ? 0 : it->second);
    }
  }
  manifest.class_documents.resize(manifest.classes.size(), 0);
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
