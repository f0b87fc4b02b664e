#pragma once

#include <string>

namespace callside {

// What turns text into terms, with versions: "analysis=2;icu=72.1;unicode=15.0;xapian=1.4.22". An index made
// under another fingerprint would be asked for terms that it doesn't hold, so it is refused.
std::string analysis_fingerprint();

// The parts that differ between two fingerprints, for an error message: "icu 72.1 here, 70.1 in the index".
std::string fingerprint_difference(const std::string& here, const std::string& index);

}  // namespace callside
