#pragma once

#include <span>
#include <vector>

#include "indexer/redact/folded_text.h"
#include "indexer/redact/word_detectors.h"

namespace callside {

// Appends the places where a detector finds its kind of data: in reading order, without overlap, never empty,
// never over a kTaken unit or the end of a line. Takes time linear in the view. Any thread may call it.
using Detector = void (*)(View units, std::vector<Finding>& findings);

void find_emails(View units, std::vector<Finding>& findings);      // email.cc
void find_ibans(View units, std::vector<Finding>& findings);       // iban.cc
void find_cards(View units, std::vector<Finding>& findings);       // card.cc
void find_telephones(View units, std::vector<Finding>& findings);  // telephone.cc

// A step of the search. One of the two is set.
struct DetectionStep {
  Detector by_units = nullptr;
  WordDetector by_words = nullptr;
};

// Returns all detectors except those of names and health, in the order in which they run. A detector does not
// see what earlier ones found. Therefore those with proof (a word beside the value, an at sign, check digits)
// run before those that judge by shape.
std::span<const DetectionStep> detection_steps();

}  // namespace callside
