#include "indexer/format/translations.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "indexer/base/ascii.h"
#include "indexer/base/files.h"

namespace callside {

using nlohmann::json;

namespace {

// Enough for a million records. A larger file is not a translations.json.
constexpr std::uint64_t kLargestTranslations = std::uint64_t{256} << 20U;

// Throws json::exception if a key is missing or has the wrong type.
Translation translation_of(const json& in) {
  Translation one;
  in.at("id").get_to(one.id);
  in.at("lang").get_to(one.lang);
  in.at("from").get_to(one.from);
  in.at("digest").get_to(one.digest);
  in.at("when").get_to(one.when);
  in.at("by").get_to(one.by);
  return one;
}

}  // namespace

// Compares languages case-insensitively. Neither part contains a newline.
std::string Translations::key_of(std::string_view id, std::string_view lang) {
  std::string key;
  key.reserve(id.size() + 1 + lang.size());
  key.append(id) += '\n';
  return key += lower_case(lang);
}

const Translation* Translations::find(std::string_view id, std::string_view lang) const {
  if (by_version_.empty()) return nullptr;
  const auto found = by_version_.find(key_of(id, lang));
  return found == by_version_.end() ? nullptr : &found->second;
}

void Translations::record(Translation translation) {
  std::string key = key_of(translation.id, translation.lang);
  by_version_.insert_or_assign(std::move(key), std::move(translation));
}

void Translations::erase(std::string_view id) {
  std::erase_if(by_version_, [&](const auto& one) { return one.second.id == id; });
}

std::vector<Translation> Translations::all() const {
  std::vector<Translation> all;
  all.reserve(by_version_.size());
  for (const auto& [key, one] : by_version_) all.push_back(one);
  std::sort(all.begin(), all.end(), [](const Translation& a, const Translation& b) {
    return std::tie(a.id, a.lang) < std::tie(b.id, b.lang);
  });
  return all;
}

Result<Translations> read_translations(const IndexFolder& folder) {
  const std::string path = folder.translations_file().string();
  const auto bytes = read_file(path, kLargestTranslations);
  if (!bytes && bytes.error().code == ErrorCode::not_found) return Translations{};
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  try {
    const json in = json::parse(*bytes);
    if (in.at("version").get<int>() != kTranslationsVersion) {
      return fail(ErrorCode::old_index,
                  path + " has version " + in.at("version").dump() + ", this program reads version " +
                      std::to_string(kTranslationsVersion),
                  "use the version of the program that wrote it");
    }
    Translations translations;
    for (const json& one : in.at("translations")) translations.record(translation_of(one));
    return translations;
  } catch (const json::exception&) {
    return fail(
        ErrorCode::io, path + " is damaged",
        "restore a copy of it; without the file, only update days show which translations are outdated");
  }
}

Result<void> write_translations(const IndexFolder& folder, const Translations& translations) {
  json list = json::array();
  for (const Translation& one : translations.all()) {
    list.push_back({{"id", one.id},
                    {"lang", one.lang},
                    {"from", one.from},
                    {"digest", one.digest},
                    {"when", one.when},
                    {"by", one.by}});
  }
  const json out{{"version", kTranslationsVersion}, {"translations", std::move(list)}};
  return replace_file(folder.translations_file(),
                      out.dump(1, ' ', false, json::error_handler_t::replace) + "\n");
}

std::string_view source_language(const VersionState& version, const Translation* recorded) {
  const std::string_view source = recorded != nullptr ? recorded->from : version.source_lang;
  return equal_ignoring_case(source, version.lang) ? std::string_view() : source;
}

Outdated outdated(const VersionState& version, const VersionState* source, const Translation* recorded) {
  if (recorded != nullptr) {
    return source != nullptr && source->digest != recorded->digest ? Outdated::source_changed : Outdated::no;
  }
  if (version.said_outdated) return Outdated::source_system;
  const bool dated = source != nullptr && !source->updated.empty() && !version.updated.empty();
  // ISO days compare as strings.
  return dated && source->updated > version.updated ? Outdated::source_newer : Outdated::no;
}

std::string describe(Outdated why, std::string_view source_lang) {
  const std::string source(source_lang);
  switch (why) {
    case Outdated::no:
      break;
    case Outdated::source_changed:
      return "the " + source + " version changed since this was recorded as its translation";
    case Outdated::source_newer:
      return "the " + source + " version was updated later";
    case Outdated::source_system:
      return "the source system marks it as outdated";
  }
  return {};
}

}  // namespace callside
