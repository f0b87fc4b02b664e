#pragma once

#include <string>

namespace callside {

// The versions of everything that turns text into terms: "analysis=2;icu=72.1;unicode=15.0;xapian=1.4.22". An
// index with another fingerprint is refused, because queries would look for terms that it does not hold.
std::string analysis_fingerprint();

// The differences between two fingerprints, for an error message: "icu 72.1 here, 70.1 in the index".
std::string fingerprint_difference(const std::string& here, const std::string& index);

}  // namespace callside
