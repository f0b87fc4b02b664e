#include "indexer/quality/evaluation.h"

#include <set>
#include <utility>

namespace callside {

namespace {

Result<Answered> ask(const Suggester& suggester, const JudgedQuery& query, const Access& access,
                     const std::string& day, std::string& generation) {
  SuggestRequest request;
  request.text = query.text;
  request.lang = {query.lang};
  request.limit = kDepth;
  request.today = day;
  request.without_ticket = query.ticket;
  CALLSIDE_ASSIGN(const SuggestAnswer answer, suggester.suggest(request, access));
  if (generation.empty()) generation = answer.generation;
  if (generation != answer.generation) {
    return fail(ErrorCode::changed, "generation " + answer.generation + " was published meanwhile",
                "run it again");
  }
  Answered answered{query, {}, answer.nothing_good, {}};
  for (const Suggestion& one : answer.suggestions) answered.ids.push_back(one.id);
  if (!answer.suggestions.empty()) answered.score = answer.suggestions.front().score;
  return answered;
}

void count(const Answered& answered, Evaluation& evaluation) {
  if (answered.query.off_topic()) {
    ++evaluation.off_topic;
    if (answered.nothing_good) ++evaluation.refused;
    return;
  }
  evaluation.all.add(answered.ids, answered.query.grades);
  evaluation.by_language[answered.query.lang].add(answered.ids, answered.query.grades);
  if (answered.nothing_good) ++evaluation.wrongly_refused;
}

}  // namespace

Access access_to_all(const Manifest& manifest) {
  Access access;
  for (const AccessClass& one : manifest.classes) {
    access.audiences.insert(one.audience.begin(), one.audience.end());
  }
  return access;
}

Result<Evaluation> evaluate(const Suggester& suggester, const std::vector<JudgedQuery>& queries,
                            const Access& access, const std::string& day) {
  Evaluation evaluation;
  evaluation.day = day;
  std::set<std::string> wanted;
  for (const JudgedQuery& query : queries) {
    CALLSIDE_ASSIGN(Answered answered, ask(suggester, query, access, day, evaluation.generation));
    count(answered, evaluation);
    for (const auto& [id, grade] : query.grades) wanted.insert(id);
    // Ids in the answers need no look-up.
    for (const std::string& id : answered.ids) wanted.erase(id);
    evaluation.answers.push_back(std::move(answered));
  }
  for (const std::string& id : wanted) {
    CALLSIDE_ASSIGN(const bool held, suggester.holds(id, access));
    if (!held) evaluation.missing.push_back(id);
  }
  return evaluation;
}

}  // namespace callside
