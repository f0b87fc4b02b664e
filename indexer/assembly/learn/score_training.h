#pragma once

#include <atomic>
#include <cstddef>
#include <string>

#include "indexer/base/error.h"
#include "indexer/format/calibration.h"
#include "indexer/format/index_folder.h"

namespace callside {

// Learns how certain answers are on one index, from questions that it makes of the index itself: titles of
// articles, asked as if they had none; held-out tickets, which the article that resolved them answers; and
// everyday language, which nothing answers. For each audience on its own, asked by a reader of that audience
// alone, so that what others may see has no influence, except through the mean lengths of fields. Readers of
// some brands get what was learned from documents that name none.
//
// Both models are logistic regressions with a Gaussian prior around general_score_model(), so an index with
// few documents keeps the general model. RANKING.md, Score.

struct ScoreTraining {
  IndexFolder folder{{}};  // with the generation that is being built (IndexFolder::of_building)
  std::string generation;
  std::size_t threads = 1;
  const std::atomic<bool>* interrupted = nullptr;
};

// Returns the generation's calibration with the tables learned. The generation must be sealed. Deterministic:
// the same documents, valid on the same day, give the same tables.
Result<Calibration> train_scores(const ScoreTraining& training);

}  // namespace callside
