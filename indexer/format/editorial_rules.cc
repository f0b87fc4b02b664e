#include "indexer/format/editorial_rules.h"

#include <cstdint>
#include <nlohmann/json.hpp>

#include "indexer/base/files.h"
#include "indexer/format/damaged_file.h"

namespace callside {

using nlohmann::json;

namespace {

// Well above the size limit of the editors' file (editorial_file.cc).
constexpr std::uint64_t kLargestRules = std::uint64_t{64} << 20U;

json moment_value(const std::optional<Moment>& moment) { return moment ? json(format_utc(*moment)) : json(); }

json to_json_value(const SynonymRule& rule) {
  return json{{"line", rule.line},
              {"mutual", rule.is_mutual},
              {"said", rule.said},
              {"meant", rule.meant},
              {"lang", rule.lang}};
}

json to_json_value(const WordsRule& rule) {
  return json{{"line", rule.line},
              {"words", rule.words},
              {"articles", rule.articles},
              {"lang", rule.lang},
              {"product", rule.product},
              {"from", moment_value(rule.from)},
              {"until", moment_value(rule.until)}};
}

template <typename Rule>
json list_of(const std::vector<Rule>& rules) {
  json list = json::array();
  for (const Rule& rule : rules) list.push_back(to_json_value(rule));
  return list;
}

// These functions throw json::exception if a key is missing or has the wrong type.

std::optional<Moment> moment_of(const json& in) {
  if (in.is_null()) return std::nullopt;
  const auto moment = parse_utc(in.get<std::string>());
  if (!moment) throw json::other_error::create(501, "no moment", nullptr);
  return moment;
}

void read_rule(const json& in, SynonymRule& rule) {
  in.at("line").get_to(rule.line);
  in.at("mutual").get_to(rule.is_mutual);
  in.at("said").get_to(rule.said);
  in.at("meant").get_to(rule.meant);
  in.at("lang").get_to(rule.lang);
}

void read_rule(const json& in, WordsRule& rule) {
  in.at("line").get_to(rule.line);
  in.at("words").get_to(rule.words);
  in.at("articles").get_to(rule.articles);
  in.at("lang").get_to(rule.lang);
  in.at("product").get_to(rule.product);
  rule.from = moment_of(in.at("from"));
  rule.until = moment_of(in.at("until"));
}

template <typename Rule>
void read_list(const json& in, std::vector<Rule>& rules) {
  for (const json& one : in) read_rule(one, rules.emplace_back());
}

}  // namespace

Result<void> write_editorial_rules(const std::filesystem::path& path, const EditorialRules& rules) {
  const json out{{"synonyms", list_of(rules.synonyms)},
                 {"pins", list_of(rules.pins)},
                 {"never_for", list_of(rules.never_for)}};
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  CALLSIDE_TRY(file.write(out.dump(1, ' ', false, json::error_handler_t::replace) + "\n"));
  return file.finish();
}

Result<EditorialRules> read_editorial_rules(const std::filesystem::path& path) {
  CALLSIDE_ASSIGN(const std::string bytes, read_file(path, kLargestRules));
  try {
    const json in = json::parse(bytes);
    EditorialRules rules;
    read_list(in.at("synonyms"), rules.synonyms);
    read_list(in.at("pins"), rules.pins);
    read_list(in.at("never_for"), rules.never_for);
    return rules;
  } catch (const json::exception&) {
    return damaged_file(path);
  }
}

}  // namespace callside
