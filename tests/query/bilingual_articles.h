#pragma once

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/small_index.h"

namespace callside::testing {

// Words with one meaning each, in English and Slovenian.
struct Pair {
  const char* en;
  const char* sl;
};
inline constexpr std::array<Pair, 12> kWords{{{"refund", "povračilo"},
                                              {"invoice", "račun"},
                                              {"password", "geslo"},
                                              {"printer", "tiskalnik"},
                                              {"delivery", "dostava"},
                                              {"warranty", "garancija"},
                                              {"holiday", "dopust"},
                                              {"parking", "parkirišče"},
                                              {"salary", "plača"},
                                              {"insurance", "zavarovanje"},
                                              {"contract", "pogodba"},
                                              {"keyboard", "tipkovnica"}}};

// Articles that exist in both languages, each with four words in varying combinations.
inline std::vector<Document> taught(std::size_t articles,
                                    const std::vector<std::string>& audience_of_sl = {"public"}) {
  std::vector<Document> documents;
  for (std::size_t i = 0; i < articles; ++i) {
    const std::size_t at[4] = {i % 12, (i * 5 + 1) % 12, (i * 7 + 3) % 12, (i * 11 + 5) % 12};
    std::string title[2], body[2];
    for (std::size_t k = 0; k < 4; ++k) {
      const Pair& word = kWords[at[k]];
      (k < 2 ? title : body)[0] += std::string(word.en) + " ";
      (k < 2 ? title : body)[1] += std::string(word.sl) + " ";
    }
    const std::string id = "taught/" + std::to_string(i);
    documents.push_back(article(id, "en", title[0], body[0] + "\n" + title[0]));
    documents.push_back(article(id, "sl", title[1], body[1] + "\n" + title[1]));
    documents.back().audience = audience_of_sl;
  }
  return documents;
}

inline std::vector<Document> operator+(std::vector<Document> documents, Document more) {
  documents.push_back(std::move(more));
  return documents;
}

inline const Document kOnlyEnglish = article("only", "en", "Refund of a keyboard",
                                             "Send it back and the refund of your keyboard is on its way.");

}  // namespace callside::testing
