#include "searchd/http/answer_json.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "searchd/http/degraded.h"
#include "searchd/http/notice_json.h"

namespace callside {

namespace {

Json highlights_json(const std::vector<Highlight>& highlights) {
  Json json = Json::array();
  for (const Highlight& highlight : highlights) json.push_back(Json::array({highlight.start, highlight.end}));
  return json;
}

Json passage_json(const Passage& passage) {
  Json blocks = Json::array();
  for (const PassageBlock& block : passage.blocks) {
    blocks.push_back(Json{{"type", name_of(block.type)},
                          {"text", block.text},
                          {"highlights", highlights_json(block.highlights)},
                          {"block", block.block}});
  }
  return Json{{"heading", passage.heading},
              {"text", passage.text},
              {"highlights", highlights_json(passage.highlights)},
              {"blocks", std::move(blocks)}};
}

Json near_tickets_json(const std::vector<SimilarTicket>& tickets) {
  Json json = Json::array();
  for (const SimilarTicket& ticket : tickets) {
    json.push_back(Json{{"id", ticket.id},
                        {"lang", ticket.lang},
                        {"closed", ticket.closed},
                        {"question", passage_json(ticket.question)},
                        {"similar", ticket.similar}});
  }
  return json;
}

// The keys that identify a document, in suggestions and in whole documents.
Json head_json(const Suggestion& document) {
  return Json{{"kind", name_of(document.kind)}, {"id", document.id},   {"lang", document.lang},
              {"title", document.title},        {"url", document.url}, {"product", document.product}};
}

double rounded(double value, double to) { return std::round(value * to) / to; }

const char* name_of(IgnoredWord::Why why) {
  return why == IgnoredWord::Why::stop_word ? "stop word" : "rarer words were searched";
}

Json match_json(const ExplainedMatch& match) {
  Json json{{"understood", name_of(match.level)}};
  if (!match.word.empty()) json["word"] = match.word;
  if (!match.because.empty()) json["because"] = match.because;
  Json fields = Json::object();
  for (std::size_t i = 0; i < kFieldCount; ++i) {
    if (match.fields[i] > 0) fields[std::string(kFields[i].name)] = match.fields[i];
  }
  json["fields"] = std::move(fields);
  if (match.articles > 0) json["translated_articles"] = match.articles;
  return json;
}

Json explanation_json(const Explanation& explanation) {
  constexpr double kTo = 1e3;
  const RankParts& parts = explanation.parts;
  Json words = Json::array();
  for (const ExplainedWord& word : explanation.words) {
    Json found = Json::array();
    for (const ExplainedMatch& match : word.found) found.push_back(match_json(match));
    words.push_back(
        Json{{"typed", word.typed}, {"weight", rounded(word.weight, kTo)}, {"found", std::move(found)}});
  }
  Json missing = Json::array();
  for (const ExplainedWord& word : explanation.missing)
    missing.push_back(Json{{"typed", word.typed}, {"weight", rounded(word.weight, kTo)}});
  Json ignored = Json::array();
  for (const IgnoredWord& word : explanation.ignored)
    ignored.push_back(Json{{"typed", word.typed}, {"why", name_of(word.why)}});
  Json callers = Json::array();
  for (const SaidByCallers& entry : explanation.callers)
    callers.push_back(Json{{"said", entry.said}, {"tickets", entry.tickets}});
  Json json{{"weight", rounded(explanation.weight, kTo)},
            {"parts",
             {{"bm25f", rounded(parts.bm25f, kTo)},
              {"together", rounded(parts.together, kTo)},
              {"block", rounded(parts.block, kTo)},
              {"title", rounded(parts.title, kTo)},
              {"half_typed", rounded(parts.half_typed, kTo)},
              {"tickets", rounded(parts.tickets, kTo)}}},
            {"coverage", rounded(parts.coverage, kTo)},
            {"title_share", rounded(parts.title_share, kTo)},
            {"words", std::move(words)},
            {"missing", std::move(missing)},
            {"ignored", std::move(ignored)},
            {"callers", std::move(callers)}};
  if (!explanation.pinned_by.empty()) json["pinned_by"] = explanation.pinned_by;
  if (const auto& matched = explanation.matched_version) {
    json["matched_version"] =
        Json{{"kind", name_of(matched->kind)}, {"id", matched->id}, {"lang", matched->lang}};
  }
  return json;
}

void add_details(Json& json, const Suggestion& document, bool internal) {
  json["confidence"] = name_of(document.confidence);
  json["audience"] = document.audience;
  json["updated"] = document.updated;
  json["languages"] = document.languages;
  json["verify_caller"] = document.verify_caller;
  json["stale"] = document.stale;
  json["outdated"] = document.outdated;
  json["say_aloud"] = document.read_aloud_obstacle.empty();
  if (!document.read_aloud_obstacle.empty()) json["say_aloud_reason"] = document.read_aloud_obstacle;
  if (!document.article.empty()) json["article"] = document.article;
  if (document.kind == Kind::article) json["resolved_tickets"] = document.resolved_tickets;
  if (!internal) return;
  if (!document.owner.empty()) json["owner"] = document.owner;
  if (!document.escalate_to.empty()) json["escalate_to"] = document.escalate_to;
  if (!document.before_escalating.empty()) json["before_escalating"] = document.before_escalating;
  if (!document.do_not_say.empty()) json["do_not_say"] = document.do_not_say;
}

Json described(Json schema, const char* description) {
  schema["description"] = description;
  return schema;
}

Json of_type(const char* type) { return Json{{"type", type}}; }
Json text(const char* description) { return described(of_type("string"), description); }
Json list_of(Json items) { return Json{{"type", "array"}, {"items", std::move(items)}}; }

Json highlights_schema() {
  return described(list_of(list_of(of_type("integer"))),
                   "[start, end) in Unicode code points of the text beside it");
}

Json head_schema() {
  return Json{{"kind", {{"type", "string"}, {"enum", {"article", "ticket"}}}},
              {"id", of_type("string")},
              {"lang", text("BCP 47")},
              {"title", of_type("string")},
              {"url", text("empty if the source has none")},
              {"product", list_of(of_type("string"))}};
}

void add_details_schema(Json& properties) {
  properties["confidence"] = {{"type", "string"},
                              {"enum", {"wip", "not_validated", "validated", "archived"}}};
  properties["audience"] = list_of(of_type("string"));
  properties["updated"] = text("ISO day; for a ticket, the day it was closed");
  properties["languages"] =
      described(list_of(of_type("string")), "languages in which this key may see it, the shown one first");
  properties["verify_caller"] = of_type("boolean");
  properties["stale"] = described(
      of_type("boolean"), "true for an earlier version, shown because the current one could not be read");
  properties["outdated"] =
      described(of_type("boolean"),
                "true for a translation whose source version has changed since, as far as this key may see");
  properties["say_aloud"] =
      described(of_type("boolean"),
                "true for an article that is public, validated, valid today, before its "
                "review date, not outdated, in a language asked for, needs no verified "
                "caller, and has no limits that this key may not see");
  properties["say_aloud_reason"] = text("why it may not be said aloud; absent if it may");
  properties["article"] = text("id of the article that resolved the ticket; tickets only");
  properties["resolved_tickets"] = described(
      of_type("integer"), "number of tickets that the article resolved and this key may see; articles only");
  properties["owner"] = text("only for keys with the audience internal");
  properties["escalate_to"] = text("only for keys with the audience internal");
  properties["before_escalating"] =
      described(list_of(of_type("string")), "only for keys with the audience internal");
  properties["do_not_say"] = text("only for keys with the audience internal");
}

Json object(Json properties) { return Json{{"type", "object"}, {"properties", std::move(properties)}}; }

Json number(const char* description) { return described(of_type("number"), description); }

Json match_schema() {
  Json levels = Json::array();
  for (const MatchLevel level : kMatchLevels) levels.push_back(name_of(level));
  Json fields = Json::object();
  for (const FieldInfo& field : kFields) fields[std::string(field.name)] = of_type("integer");
  return object(
      {{"understood", {{"type", "string"}, {"enum", std::move(levels)}}},
       {"word", text("the document's word; absent if it was not typed and occurs in few tickets only")},
       {"because", text("for a synonym, the entry of the editors' file and its place: "
                        "kartica = card (search.yaml:12)")},
       {"fields", described(object(std::move(fields)), "number of occurrences in each field")},
       {"translated_articles",
        described(
            of_type("integer"),
            "number of articles from which the translation was learned, of those whose two versions this "
            "key may see; absent if the match is no translation")}});
}

// What the score of the first suggestion was judged by.
Json certainty_json(const ScoreFeatures& features) {
  Json json;
  for (std::size_t i = 0; i < features.size(); ++i)
    json[std::string(kScoreFeatures[i].name)] = rounded(features[i], 1e4);
  return json;
}

Json certainty_schema() {
  Json properties;
  for (const ScoreFeatureInfo& one : kScoreFeatures)
    properties[std::string(one.name)] = described(of_type("number"), one.help.data());
  return described(
      object(std::move(properties)),
      "what the score of the first suggestion that is not pinned is judged by, zeros if all are pinned; "
      "only with explain");
}

Json explanation_schema() {
  const Json weight = number("higher for words that are rarer in the index; 0 if no document has the word");
  const Json parts = object(
      {{"bm25f", number("occurrences of the words, weighted by field; less if some words are missing")},
       {"together", number("words that are near each other in the question and in the document")},
       {"block", number("the title, heading or paragraph that matches most of the question for its length")},
       {"title", number("words of the title that were asked for")},
       {"half_typed", number("adjustment for an unfinished last word; 0 if the word is complete")},
       {"tickets",
        number("the article's tickets: words that callers use in them, and the nearest tickets")}});
  return described(
      object(
          {{"weight", number("suggestions are ordered by it; comparable within one answer")},
           {"parts", described(parts, "add up to the weight")},
           {"coverage", number("0 to 1: share of the question's weight that the document matches")},
           {"title_share", number("0 to 1: share of the title's words that were asked for")},
           {"words", described(list_of(object({{"typed", of_type("string")},
                                               {"weight", weight},
                                               {"found", described(list_of(match_schema()), "best first")}})),
                               "words of the question that the document has")},
           {"missing", described(list_of(object({{"typed", of_type("string")}, {"weight", weight}})),
                                 "words of the question that the document lacks")},
           {"ignored",
            described(list_of(object({{"typed", of_type("string")},
                                      {"why",
                                       {{"type", "string"},
                                        {"enum",
                                         {name_of(IgnoredWord::Why::stop_word),
                                          name_of(IgnoredWord::Why::rarer_words_were_searched)}}}}})),
                      "words of the question that were not searched for")},
           {"callers",
            described(list_of(object({{"said", text("a word of the question, or two adjacent words")},
                                      {"tickets", described(of_type("integer"),
                                                            "number of the article's tickets that contain it "
                                                            "and that this key may see; at least 3")}})),
                      "words of callers in tickets that the article resolved, strongest first")},
           {"pinned_by", text("place of the entry in the editors' file that pins it: search.yaml:21; only "
                              "for keys with the audience internal")},
           {"matched_version",
            described(object({{"kind", {{"type", "string"}, {"enum", {"article", "ticket"}}}},
                              {"id", of_type("string")},
                              {"lang", text("BCP 47")}}),
                      "the language version or ticket that was ranked and is explained here; present if "
                      "another document is shown instead")}}),
      "only if explain was set");
}

}  // namespace

Json suggest_json(const SuggestAnswer& answer, const std::string& query_id, double took_ms, bool internal) {
  Json suggestions = Json::array();
  for (const Suggestion& suggestion : answer.suggestions) {
    Json json = head_json(suggestion);
    json["passage"] = passage_json(suggestion.passage);
    json["score"] = rounded(suggestion.score, 1e4);
    json["weak"] = suggestion.weak;
    json["pinned"] = suggestion.pinned;
    json["crosslingual"] = suggestion.crosslingual;
    add_details(json, suggestion, internal);
    if (suggestion.kind == Kind::article) json["tickets"] = near_tickets_json(suggestion.tickets);
    if (suggestion.kind == Kind::ticket) json["similar"] = suggestion.similar;
    if (suggestion.explanation) json["explain"] = explanation_json(*suggestion.explanation);
    suggestions.push_back(std::move(json));
  }
  Json json{{"query_id", query_id},
            {"revision", answer.generation},
            {"took_ms", rounded(took_ms, 1e2)},
            {"languages", answer.languages},
            {"corrected", answer.corrected.empty() ? Json() : Json(answer.corrected)},
            {"nothing_good", answer.nothing_good},
            {"notices", notices_json(answer.notices)},
            {"suggestions", std::move(suggestions)}};
  const bool is_explained = std::any_of(answer.suggestions.begin(), answer.suggestions.end(),
                                        [](const Suggestion& one) { return one.explanation.has_value(); });
  if (is_explained) json["certainty"] = certainty_json(answer.score_features);
  if (answer.q_cut) json["q_cut"] = true;
  for (const Degraded what : answer.degraded) json["degraded"].push_back(name_of(what));
  return json;
}

Json document_json(const FullDocument& document, bool internal) {
  Json json = head_json(document.about);
  json["html"] = document.html;
  add_details(json, document.about, internal);
  json["revision"] = document.generation;
  return json;
}

namespace {

Json passage_schema() {
  const Json block =
      object({{"type", {{"type", "string"}, {"enum", {"p", "step", "code", "row", "heading"}}}},
              {"text", of_type("string")},
              {"highlights", highlights_schema()},
              {"block", described(of_type("integer"), "data-block of the element in the document's html")}});
  return object({{"heading", of_type("string")},
                 {"text", text("the texts of the blocks, one per line")},
                 {"highlights", highlights_schema()},
                 {"blocks", list_of(block)}});
}

Json near_tickets_schema() {
  const Json ticket = object(
      {{"id", of_type("string")},
       {"lang", text("BCP 47")},
       {"closed", text("ISO day; may be empty")},
       {"question", described(passage_schema(), "the parts of the ticket's question that match")},
       {"similar", described(of_type("integer"), "number of further tickets found that ask the same")}});
  return described(list_of(ticket),
                   "articles only: up to three tickets that the article resolved and this key may see, "
                   "those nearest to the question, no two alike");
}

}  // namespace

Json suggest_schema() {
  Json degraded = Json::array();
  for (const Degraded what : kDegraded) degraded.push_back(name_of(what));
  Json suggestion = head_schema();
  suggestion["passage"] = passage_schema();
  suggestion["score"] = {
      {"type", "number"},
      {"minimum", 0},
      {"maximum", 1},
      {"description",
       "how likely this answers the question, on one scale for all questions; decreases with "
       "the rank, except for pinned suggestions"}};
  suggestion["weak"] =
      described(of_type("boolean"), "true if nothing good was found and this is given anyway");
  suggestion["pinned"] =
      described(of_type("boolean"), "true if an editor pinned it to this question, whatever its score");
  suggestion["crosslingual"] =
      described(of_type("boolean"),
                "true if it is in none of the languages asked for, or was found through translated words");
  add_details_schema(suggestion);
  suggestion["tickets"] = near_tickets_schema();
  suggestion["similar"] =
      described(of_type("integer"),
                "tickets only: number of further tickets found that say the same and are not suggested");
  suggestion["explain"] = explanation_schema();
  return object(
      {{"query_id", text("identifies this answer")},
       {"revision", text("generation of the index")},
       {"took_ms", of_type("number")},
       {"languages",
        described(list_of(of_type("string")),
                  "the languages asked for that the index has; if none were, those of the suggestions")},
       {"corrected",
        {{"type", {"string", "null"}},
         {"description", "the question with mistyped words corrected; null if none were"}}},
       {"nothing_good", described(of_type("boolean"),
                                  "true if the question is hardly about what the index holds; up to three "
                                  "weak suggestions are still given")},
       {"q_cut", described(of_type("boolean"),
                           "true if only the first 4,096 bytes of the question were used; absent "
                           "otherwise")},
       {"degraded", described(list_of(Json{{"type", "string"}, {"enum", std::move(degraded)}}),
                              "what there was no time for, in the order in which it is given up: not all "
                              "tickets were searched, passages may be the beginning of their document, the "
                              "question was not translated, typing errors were not corrected; absent if the "
                              "answer is complete")},
       {"notices", notices_schema()},
       {"certainty", certainty_schema()},
       {"suggestions", list_of(object(suggestion))}});
}

Json document_schema() {
  Json properties = head_schema();
  properties["html"] = text("sanitised; each block has data-block=\"N\"");
  add_details_schema(properties);
  properties["revision"] = text("generation of the index");
  return object(std::move(properties));
}

}  // namespace callside
