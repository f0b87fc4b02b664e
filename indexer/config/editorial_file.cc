#include "indexer/config/editorial_file.h"

#include <algorithm>
#include <cstdint>
#include <system_error>
#include <utility>

#include "indexer/analysis/segmenter.h"
#include "indexer/base/day.h"
#include "indexer/base/files.h"
#include "indexer/base/paths.h"
#include "indexer/base/utf8.h"
#include "indexer/config/yaml_reader.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kFileLimit = std::uint64_t{8} << 20U;
constexpr std::size_t kMaxRules = 20'000, kMaxTexts = 200, kTextLimit = 200, kMaxWords = 10, kIdLimit = 512;

constexpr std::string_view kSections[] = {"synonyms", "pins", "never_for"};
constexpr std::string_view kSynonymKeys[] = {"callers_say", "articles_say", "same", "lang"};
constexpr std::string_view kWordsKeys[] = {"words", "article", "from", "until", "lang", "product"};

constexpr const char* kSynonymExample =
    "write - {callers_say: dinner money, articles_say: lunch account}, or - [laptop, notebook]";
constexpr const char* kWordsExample = "write - {words: portal down, article: portal/status}";

class EditorialReader {
 public:
  EditorialReader(const fs::path& file, const CanonicalLanguage& canonical, const TimeZone& zone)
      : file_(file), canonical_(canonical), zone_(zone) {}

  Result<EditorialRules> read(const YamlValue& root) {
    rules_.file = file_;
    if (root.is_missing()) return std::move(rules_);
    if (!root.is_map()) {
      return root.fault("the file must be keys with values",
                        "begin with synonyms:, pins: or never_for:, and put its entries below");
    }
    CALLSIDE_TRY(
        root.each_key({kSections, "in this file"}, [&](const YamlValue& key_value, const YamlValue& value) {
          const std::string& key = key_value.text();
          if (key == "synonyms") return each_rule(value, key, [&](const auto& one) { return synonym(one); });
          std::vector<WordsRule>& rules = key == "pins" ? rules_.pins : rules_.never_for;
          return each_rule(value, key, [&](const auto& one) { return words_rule(one, rules); });
        }));
    return std::move(rules_);
  }

 private:
  template <typename Visit>
  Result<void> each_rule(const YamlValue& list, const std::string& section, const Visit& visit) const {
    const char* example = section == "synonyms" ? kSynonymExample : kWordsExample;
    if (list.is_missing()) return ok();
    if (!list.is_list()) return list.fault(section + " must be a list", example);
    if (list.size() > kMaxRules) {
      return list.fault(section + " has more than " + std::to_string(kMaxRules) + " entries",
                        "merge some: a list of texts is allowed wherever one text is");
    }
    for (const YamlValue& one : list.items()) CALLSIDE_TRY(visit(one));
    return ok();
  }

  Result<void> synonym(const YamlValue& node) {
    SynonymRule rule;
    rule.line = node.line();
    if (node.is_list()) {
      CALLSIDE_ASSIGN(rule.said, texts(node, "same"));
      return add_mutual(node, std::move(rule));
    }
    if (!node.is_map()) return node.fault("a synonym must be keys with values, or a list", kSynonymExample);
    CALLSIDE_TRY(node.each_key({kSynonymKeys, "in a synonym"},
                               [&](const YamlValue& key_value, const YamlValue& value) -> Result<void> {
                                 const std::string& key = key_value.text();
                                 if (key == "lang") return read_lang(value, rule.lang);
                                 CALLSIDE_ASSIGN((key == "articles_say" ? rule.meant : rule.said),
                                                 texts(value, key));
                                 return ok();
                               }));
    if (node.find("same")) {
      if (node.find("callers_say") || node.find("articles_say")) {
        return node.fault("a synonym has either same, or callers_say and articles_say",
                          "split it into two entries");
      }
      return add_mutual(node, std::move(rule));
    }
    for (const char* key : {"callers_say", "articles_say"}) {
      if (!node.find(key)) return node.fault(std::string("the synonym has no ") + key, kSynonymExample);
    }
    rules_.synonyms.push_back(std::move(rule));
    return ok();
  }

  Result<void> add_mutual(const YamlValue& node, SynonymRule rule) {
    if (rule.said.size() < 2) {
      return node.fault("a list of synonyms must have two or more texts",
                        "write, for example, - [laptop, notebook]");
    }
    rule.is_mutual = true;
    rule.meant = rule.said;
    rules_.synonyms.push_back(std::move(rule));
    return ok();
  }

  Result<void> words_rule(const YamlValue& node, std::vector<WordsRule>& rules) {
    if (!node.is_map()) return node.fault("an entry must be keys with values", kWordsExample);
    WordsRule rule;
    rule.line = node.line();
    CALLSIDE_TRY(node.each_key({kWordsKeys, "in a pin or never_for"},
                               [&](const YamlValue& key_value, const YamlValue& value) -> Result<void> {
                                 const std::string& key = key_value.text();
                                 if (key == "lang") return read_lang(value, rule.lang);
                                 if (key == "from" || key == "until") return read_moment(value, key, rule);
                                 if (key == "words") {
                                   CALLSIDE_ASSIGN(rule.words, texts(value, key));
                                   return ok();
                                 }
                                 CALLSIDE_ASSIGN((key == "article" ? rule.articles : rule.product),
                                                 names(value, key));
                                 return ok();
                               }));
    for (const char* key : {"words", "article"}) {
      if (!node.find(key)) return node.fault(std::string("the entry has no ") + key, kWordsExample);
    }
    if (rule.from && rule.until && *rule.from >= *rule.until)
      return node.fault("it ends before it begins", "correct from or until");
    rules.push_back(std::move(rule));
    return ok();
  }

  // Reads one scalar or a list of them.
  Result<std::vector<YamlValue>> scalars(const YamlValue& node, const std::string& key) const {
    const std::string hint = "write " + key + ": one text, or " + key + ": [one, another]";
    const std::vector<YamlValue> all = node.one_or_many();
    if ((!node.is_text() && !node.is_list()) || all.empty() || all.size() > kMaxTexts)
      return node.fault(key + " must be a text, or a list of up to " + std::to_string(kMaxTexts), hint);
    for (const YamlValue& one : all) {
      if (!one.is_text()) return one.fault(key + " must be texts", hint + "; quotes may help");
    }
    return all;
  }

  // Reads texts that are matched against questions or documents. Each must contain a word.
  Result<std::vector<std::string>> texts(const YamlValue& node, const std::string& key) {
    CALLSIDE_ASSIGN(const std::vector<YamlValue> nodes, scalars(node, key));
    std::vector<std::string> out;
    for (const YamlValue& one : nodes) {
      const std::string& text = one.text();
      if (text.size() > kTextLimit || find_invalid_utf8(text) != std::string_view::npos) {
        return one.fault("the text " + quoted_text(text) + " is longer than 200 bytes, or is not UTF-8",
                         "use only the words that matter");
      }
      segmenter_.segment(text, segments_);
      const auto words = std::count_if(segments_.begin(), segments_.end(),
                                       [](const Segment& segment) { return !segment.overlay; });
      if (words == 0) return one.fault("the text " + quoted_text(text) + " contains no word", "write a word");
      if (static_cast<std::size_t>(words) > kMaxWords) {
        return one.fault("the text " + quoted_text(text) + " has more than 10 words",
                         "use only the words that matter");
      }
      out.push_back(text);
    }
    return out;
  }

  Result<std::vector<std::string>> names(const YamlValue& node, const std::string& key) const {
    CALLSIDE_ASSIGN(const std::vector<YamlValue> nodes, scalars(node, key));
    std::vector<std::string> out;
    for (const YamlValue& one : nodes) {
      const std::string& name = one.text();
      if (name.empty() || name.size() > kIdLimit || find_invalid_utf8(name) != std::string_view::npos) {
        return one.fault(key + " is empty, too long, or not UTF-8",
                         key == "article" ? "write an article's id" : "write a product's name");
      }
      out.push_back(name);
    }
    return out;
  }

  Result<void> read_lang(const YamlValue& node, std::vector<std::string>& lang) const {
    CALLSIDE_ASSIGN(const std::vector<YamlValue> nodes, scalars(node, "lang"));
    for (const YamlValue& one : nodes) {
      const auto tag = canonical_(one.text());
      if (!tag || *tag == "und") {
        // The message quotes the text: YAML 1.1 reads an unquoted no as false, yaml-cpp keeps it as written.
        return one.fault(quoted_text(one.text()) + " is not a language",
                         "write a tag such as en, sl or pt-BR");
      }
      lang.push_back(*tag);
    }
    return ok();
  }

  // A day without a time means the whole day: from its beginning, until its end.
  Result<void> read_moment(const YamlValue& node, const std::string& key, WordsRule& rule) const {
    const std::string& text = node.text();
    const bool has_day = parse_day(text.substr(0, 10)).has_value();
    const bool is_day = has_day && text.size() == 10;
    std::optional<Moment> moment;
    // Times relative to now ("18:00", "+2h") are rejected: they would change with each build.
    if (has_day) moment = parse_moment(is_day && key == "from" ? text + " 00:00" : text, 0, zone_);
    if (!moment) {
      return node.fault(key + " is neither a day nor a day with a time",
                        "write " + key + ": 2026-10-01, or " + key + ": 2026-10-01 18:00");
    }
    (key == "from" ? rule.from : rule.until) = *moment;
    return ok();
  }

  const fs::path& file_;
  const CanonicalLanguage& canonical_;
  const TimeZone& zone_;
  EditorialRules rules_;
  Segmenter segmenter_;
  std::vector<Segment> segments_;
};

}  // namespace

Result<EditorialRules> load_editorial_rules(const fs::path& path, const CanonicalLanguage& canonical,
                                            const TimeZone& zone) {
  CALLSIDE_ASSIGN(const std::string bytes, read_file(path, kFileLimit));
  if (find_invalid_utf8(bytes) != std::string_view::npos) {
    const auto line =
        1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(find_invalid_utf8(bytes)),
                       '\n');
    return fail(ErrorCode::invalid_input, path.string() + ":" + std::to_string(line) + ": not UTF-8",
                "save the file as UTF-8");
  }
  CALLSIDE_ASSIGN(
      const YamlValue root,
      parse_yaml(bytes, path,
                 "put quotes around texts that contain a colon or begin with a symbol, and indent with "
                 "spaces, not tabs"));
  return EditorialReader(path, canonical, zone).read(root);
}

std::vector<fs::path> editorial_places(const std::vector<fs::path>& sources, const fs::path& config) {
  std::vector<fs::path> places;
  std::error_code ignored;
  const auto add = [&](const fs::path& folder) {
    fs::path place = absolute_path(folder / kEditorsName);
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(std::move(place));
  };
  for (const fs::path& source : sources) {
    if (fs::is_directory(source, ignored)) add(source);
  }
  if (!config.empty()) add(absolute_path(config).parent_path());
  return places;
}

Result<EditorialRules> find_editorial_rules(const std::vector<fs::path>& sources, const fs::path& config,
                                            const CanonicalLanguage& canonical, const TimeZone& zone) {
  fs::path found;
  std::error_code ignored;
  for (const fs::path& place : editorial_places(sources, config)) {
    if (!fs::exists(place, ignored)) continue;
    if (!found.empty() && !fs::equivalent(found, place, ignored)) {
      return fail(ErrorCode::invalid_input,
                  "there are two files of synonyms and pins: " + found.string() + " and " + place.string(),
                  "merge them into one");
    }
    if (found.empty()) found = place;
  }
  return found.empty() ? EditorialRules{} : load_editorial_rules(found, canonical, zone);
}

}  // namespace callside
