#include "searchd/query/present/say_aloud.h"

#include <algorithm>

#include "indexer/analysis/language.h"

namespace callside {

std::string read_aloud_obstacle(const Suggestion& document, const AloudState& state,
                                const std::vector<std::string>& lang) {
  if (document.kind != Kind::article) return "a ticket is for agents alone";
  if (std::find(document.audience.begin(), document.audience.end(), "public") == document.audience.end()) {
    return "it is not public";
  }
  // Requests do not say yet whether the customer is verified.
  if (document.verify_caller) return "verify the caller first";
  // The reader cannot follow a restriction that they may not see.
  if (state.has_hidden_limits) return "ask a colleague with staff access first";
  if (!state.valid_today) return "it is not valid today";
  if (document.stale) return "it is an earlier version: the present one could not be read";
  if (document.outdated) return "the translation is outdated: its source changed since";
  if (document.confidence != Confidence::validated) return "it is not validated";
  if (state.past_review) return "it is past its review date";
  const bool asked = lang.empty() || std::any_of(lang.begin(), lang.end(), [&](const std::string& want) {
                       return language_matches(want, document.lang);
                     });
  return asked ? std::string() : "it is in another language than those asked for";
}

}  // namespace callside
