#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/format/access.h"
#include "indexer/format/generation.h"

namespace callside {

// Questions that an index makes of itself to learn how certain its answers are (score_training.h).
struct ScoreQuestion {
  enum class Kind : std::uint8_t {
    title,     // of an article, asked as if it had no title; the article answers it
    ticket,    // a held-out ticket; the article that resolved it answers it
    everyday,  // an everyday utterance; nothing answers it
  };
  Kind kind = Kind::title;
  std::string text;
  std::string lang;      // BCP 47; for an everyday utterance, its analysis language
  std::string document;  // id of the article or ticket that it is made from
  std::string article;   // id of the article that answers it; empty: nothing does
};

// Most questions of each kind for one reader. RANKING.md, Score.
inline constexpr std::size_t kMaxScoreQuestions = 300;

// At most kMaxScoreQuestions of each kind, from the documents that `access` may see. Chosen by a hash of
// their ids or texts, so that the next build chooses the same. `day`: on which articles are valid.
std::vector<ScoreQuestion> score_questions(const Generation& generation, const Access& access,
                                           std::int32_t day);

}  // namespace callside
