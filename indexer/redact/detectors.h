#pragma once

#include <span>
#include <vector>

#include "indexer/redact/folded_text.h"
#include "indexer/redact/word_detectors.h"

namespace callside {

// A detector appends the places where it sees its kind of data: in reading order, without overlap, never
// empty, never over a kTaken unit or a line's end. It takes time linear in the view, keeps no state, and any
// thread may call it.
using Detector = void (*)(View units, std::vector<Finding>& findings);

void find_emails(View units, std::vector<Finding>& findings);      // email.cc
void find_ibans(View units, std::vector<Finding>& findings);       // iban.cc
void find_cards(View units, std::vector<Finding>& findings);       // card.cc
void find_telephones(View units, std::vector<Finding>& findings);  // telephone.cc

// A step of the search: one of the two.
struct DetectionStep {
  Detector by_units = nullptr;
  WordDetector by_words = nullptr;
};

// All detectors but those of names and health, in the order in which they run. What one finds is out of sight
// of those after it, so those that can prove what they see (by a word beside it, an at sign, check digits)
// stand before those that judge by shape.
std::span<const DetectionStep> detection_steps();

}  // namespace callside
