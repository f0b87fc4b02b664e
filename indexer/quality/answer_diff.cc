#include "indexer/quality/answer_diff.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "indexer/base/files.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

constexpr std::uint64_t kLargestFile = std::uint64_t{64} << 20U;

std::vector<std::string_view> lines_of(std::string_view text) {
  text = without_byte_order_mark(text);
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (!line.empty() && line.front() != '#') lines.push_back(line);
  }
  return lines;
}

Result<std::vector<DiffQuery>> judged_queries(const std::filesystem::path& path, std::string_view text,
                                              const CanonicalLanguage& canonical_language) {
  const Judgements judgements = parse_judgements(text, canonical_language);
  if (!judgements.faults.empty()) {
    const JudgementFault& first = judgements.faults.front();
    return fail(ErrorCode::invalid_input,
                path.string() + ":" + std::to_string(first.line) + ": " + first.reason +
                    (judgements.faults.size() > 1
                         ? ", and " + std::to_string(judgements.faults.size() - 1) + " more lines"
                         : ""),
                first.hint + "; a file without tabs holds one query per line");
  }
  std::vector<DiffQuery> queries;
  for (const JudgedQuery& query : judgements.queries) queries.push_back({query.text, query.lang});
  return queries;
}

Result<std::vector<AnswerLine>> ask(const Suggester& suggester, const DiffQuery& query, const Access& access,
                                    const std::string& day) {
  SuggestRequest request;
  request.text = query.text;
  if (!query.lang.empty()) request.lang = {query.lang};
  request.limit = kComparedAnswers;
  request.today = day;
  CALLSIDE_ASSIGN(SuggestAnswer answer, suggester.suggest(request, access));
  std::vector<AnswerLine> lines;
  for (Suggestion& one : answer.suggestions)
    lines.push_back({one.kind, std::move(one.id), std::move(one.lang), std::move(one.title)});
  return lines;
}

bool same(const std::vector<AnswerLine>& a, const std::vector<AnswerLine>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const AnswerLine& x, const AnswerLine& y) {
    return std::tie(x.kind, x.id, x.lang) == std::tie(y.kind, y.id, y.lang);
  });
}

}  // namespace

Result<std::vector<DiffQuery>> read_diff_queries(const std::filesystem::path& path,
                                                 const CanonicalLanguage& canonical_language) {
  CALLSIDE_ASSIGN(const std::string text, read_file(path, kLargestFile));
  const std::vector<std::string_view> lines = lines_of(text);
  if (lines.empty()) {
    return fail(ErrorCode::invalid_input, path.string() + " holds no query", "write one query per line");
  }
  const bool has_tabs = std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
    return line.find('\t') != std::string_view::npos;
  });
  if (has_tabs) return judged_queries(path, text, canonical_language);
  std::vector<DiffQuery> queries;
  for (const std::string_view line : lines) queries.push_back({repair_utf8(line), ""});
  return queries;
}

Result<AnswerDiff> compare_answers(const Suggester& before, const Suggester& after,
                                   const std::vector<DiffQuery>& queries, const Access& access,
                                   const std::string& day) {
  AnswerDiff diff;
  for (const DiffQuery& query : queries) {
    CALLSIDE_ASSIGN(std::vector<AnswerLine> was, ask(before, query, access, day));
    CALLSIDE_ASSIGN(std::vector<AnswerLine> is, ask(after, query, access, day));
    ++diff.asked;
    if (!same(was, is)) diff.changed.push_back({query, std::move(was), std::move(is)});
  }
  return diff;
}

}  // namespace callside
