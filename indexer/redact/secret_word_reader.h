#pragma once

#include <cstddef>

#include "indexer/redact/secret_token.h"

namespace callside {

// Decides whether an ordinary-looking word is a secret: "the password is bluebell.", but not "is wrong".
class SecretWordReader {
 public:
  explicit SecretWordReader(const Reading& reading) : reading_(reading), tokens_(reading) {}

  // Returns true for "is bluebell.", ": poletje". A word of the language is a secret only directly after a
  // colon or copula and at the end of its clause.
  bool is_stated(const SecretToken& token) const;
  // Returns the end of a phrase of several words up to the end of the clause, if the last one has digits.
  std::size_t phrase_end(const SecretToken& token) const;
  // Returns true for a description in place of the value: "wrong", "pozabljeno".
  bool describes_secret(const SecretToken& token) const;
  bool ends_clause(std::size_t end) const;
  // Returns true for a word of the language or a form of one: "wrong", "blocked", "neveljavno".
  bool is_ordinary_word(const SecretToken& token) const;
  bool is_ordinary(const SecretToken& token) const;

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  const Reading& reading_;
  const SecretTokens tokens_;
};

}  // namespace callside
