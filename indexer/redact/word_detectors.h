#pragma once

#include <vector>

#include "indexer/redact/known_names.h"
#include "indexer/redact/reading.h"

namespace callside {

// A detector that works on words. Like Detector (detectors.h): appends findings in reading order, without
// overlap, never over a taken unit; takes linear time and keeps no state.
using WordDetector = void (*)(const Reading& reading, std::vector<Finding>& findings);

void find_secrets(const Reading& reading, std::vector<Finding>& findings);            // secret.cc
void find_spoken_digits(const Reading& reading, std::vector<Finding>& findings);      // spoken_digits.cc
void find_national_ids(const Reading& reading, std::vector<Finding>& findings);       // national_id.cc
void find_network_addresses(const Reading& reading, std::vector<Finding>& findings);  // network_address.cc
void find_birth_dates(const Reading& reading, std::vector<Finding>& findings);        // birth_date.cc
void find_addresses(const Reading& reading, std::vector<Finding>& findings);          // address.cc

void find_names(const Reading& reading, const KnownNames& known,
                std::vector<Finding>& findings);                           // names.cc
void find_health(const Reading& reading, std::vector<Finding>& findings);  // health.cc

}  // namespace callside
