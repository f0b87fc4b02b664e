#include "indexer/quality/judgements.h"

#include <algorithm>
#include <utility>

#include "indexer/base/files.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

constexpr std::uint64_t kFileLimit = std::uint64_t{64} << 20U;
constexpr std::string_view kColumnNames = "query\tlang\tid\tgrade";

std::vector<std::string_view> columns_of(std::string_view line) {
  std::vector<std::string_view> columns;
  for (;;) {
    const auto tab = line.find('\t');
    columns.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return columns;
    line.remove_prefix(tab + 1);
  }
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t") == std::string_view::npos; }

// Messages never quote a line, because it may be the words of a customer.
class Parser {
 public:
  explicit Parser(const CanonicalLanguage& canonical_language) : canonical_language_(canonical_language) {}

  void read(std::string_view line, std::size_t number) {
    line_ = number;
    if (find_invalid_utf8(line) != std::string_view::npos) {
      return fault("not UTF-8", "save the file as UTF-8");
    }
    if (is_blank(line) || line.starts_with('#') || (number == 1 && line == kColumnNames)) return;
    const std::vector<std::string_view> columns = columns_of(line);
    if (columns.size() != 4) {
      return fault(
          std::to_string(columns.size()) + (columns.size() == 1 ? " column" : " columns") + " instead of 4",
          "write query, lang, id and grade, separated by tabs");
    }
    if (is_blank(columns[0])) return fault("the query is empty", "write what a customer would ask");
    const auto lang = canonical_language_(columns[1]);
    if (!lang) return fault("the language is not a known tag", "write a BCP 47 tag: en, sl, pt-BR");
    if (columns[3].size() != 1 || columns[3][0] < '0' || columns[3][0] > '3') {
      return fault("the grade is not 0, 1, 2 or 3", "3 is the best answer, 0 is none");
    }
    add({std::string(columns[0]), *lang}, std::string(columns[2]), columns[3][0] - '0');
  }

  Judgements finish() {
    for (std::size_t i = 0; i < judgements_.queries.size(); ++i) {
      const auto& grades = judgements_.queries[i].grades;
      const bool wants_none = !grades.empty() && std::all_of(grades.begin(), grades.end(),
                                                             [](const auto& one) { return one.second == 0; });
      line_ = seen_[i].line;
      if (wants_none) {
        fault("the query has no answer above grade 0",
              "grade one of its ids 1 to 3, or leave one line with an empty id");
      }
    }
    std::stable_sort(judgements_.faults.begin(), judgements_.faults.end(),
                     [](const JudgementFault& a, const JudgementFault& b) { return a.line < b.line; });
    return std::move(judgements_);
  }

 private:
  using Question = std::pair<std::string, std::string>;  // text, language
  struct Seen {
    std::size_t line = 0;
    bool off_topic = false;
  };

  void fault(std::string reason, std::string hint) {
    judgements_.faults.push_back({line_, std::move(reason), std::move(hint)});
  }

  void add(const Question& question, std::string id, int grade) {
    if (id.empty() && grade != 0) {
      return fault("a grade above 0 without an id", "name the id that answers it, or write grade 0");
    }
    const auto [at, is_new] = numbers_.try_emplace(question, judgements_.queries.size());
    if (is_new) {
      judgements_.queries.push_back({question.first, question.second, {}, {}});
      seen_.push_back({line_, id.empty()});
    } else if (id.empty() || seen_[at->second].off_topic) {
      return fault("the same query as in line " + std::to_string(seen_[at->second].line) +
                       (id.empty() ? "" : ", which says that nothing answers it"),
                   "a query with an empty id can have only that line: remove one of them");
    }
    if (id.empty()) return;
    if (!judgements_.queries[at->second].grades.emplace(id, grade).second) {
      return fault("the same query and id as in an earlier line", "remove one of the lines");
    }
    judgements_.lines.try_emplace(std::move(id), line_);
  }

  const CanonicalLanguage& canonical_language_;
  Judgements judgements_;
  std::vector<Seen> seen_;  // by query
  std::map<Question, std::size_t> numbers_;
  std::size_t line_ = 0;
};

}  // namespace

Judgements parse_judgements(std::string_view text, const CanonicalLanguage& canonical_language) {
  text = without_byte_order_mark(text);
  Parser parser(canonical_language);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    parser.read(line, number);
  }
  return parser.finish();
}

Result<Judgements> read_judgements(const std::filesystem::path& path,
                                   const CanonicalLanguage& canonical_language) {
  CALLSIDE_ASSIGN(const std::string text, read_file(path, kFileLimit));
  return parse_judgements(text, canonical_language);
}

}  // namespace callside
