#include "indexer/analysis/fingerprint.h"

#include <unicode/uchar.h>
#include <unicode/uversion.h>
#include <xapian.h>

#include <map>
#include <sstream>

namespace callside {

namespace {

// Increment whenever a change of this code gives the same text other terms.
constexpr int kAnalysisVersion = 3;

std::map<std::string, std::string> parts_of(const std::string& fingerprint) {
  std::map<std::string, std::string> parts;
  std::istringstream in(fingerprint);
  for (std::string part; std::getline(in, part, ';');) {
    const auto equals = part.find('=');
    if (equals != std::string::npos) parts[part.substr(0, equals)] = part.substr(equals + 1);
  }
  return parts;
}

}  // namespace

std::string analysis_fingerprint() {
  return "analysis=" + std::to_string(kAnalysisVersion) +
         ";icu=" U_ICU_VERSION ";unicode=" U_UNICODE_VERSION ";xapian=" + Xapian::version_string();
}

std::string fingerprint_difference(const std::string& here, const std::string& index) {
  const auto ours = parts_of(here);
  const auto theirs = parts_of(index);
  std::string text;
  for (const auto& [name, value] : ours) {
    const auto other = theirs.find(name);
    const std::string there = other == theirs.end() ? "nothing" : other->second;
    if (there == value) continue;
    if (!text.empty()) text += ", ";
    text += name + " " + value + " here, " + there + " in the index";
  }
  return text;
}

}  // namespace callside
