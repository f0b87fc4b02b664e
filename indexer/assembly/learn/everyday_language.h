#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/everyday_words.h"

namespace callside {

// Utterances of everyday language that ship with the program (data/everyday_LANGUAGE.txt): what people say
// over the telephone without asking anything, and what they ask elsewhere.
inline constexpr std::string_view kTalk = "talk";
struct EverydayUtterance {
  std::string_view topic;  // kTalk, or what it is about: "cooking"
  std::string_view text;
};

// Empty for an analysis language without a file.
std::vector<EverydayUtterance> everyday_utterances(std::string_view language);

// The words of everyday language in these analysis languages.
EverydayWords everyday_words(const std::vector<std::string>& languages);

}  // namespace callside
