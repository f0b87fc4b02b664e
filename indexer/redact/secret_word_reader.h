#pragma once

#include <cstddef>

#include "indexer/redact/secret_token.h"

namespace callside {

// Tells where a word that looks like any other is a secret: "the password is bluebell.", not "is wrong".
class SecretWordReader {
 public:
  explicit SecretWordReader(const Reading& reading) : reading_(reading), tokens_(reading) {}

  // "is bluebell.", ": poletje": a word of the language is one only right behind what states it, and where
  // the clause ends with it.
  bool is_told(const SecretToken& token) const;
  // Several words up to the clause's end, if digits stand in the last.
  std::size_t phrase_end(const SecretToken& token) const;
  // "wrong", "pozabljeno": where the value could stand.
  bool is_said_of_it(const SecretToken& token) const;
  bool ends_clause(std::size_t end) const;
  // "wrong", "blocked", "neveljavno": what is said of a secret.
  bool is_ordinary_word(const SecretToken& token) const;
  bool is_ordinary(const SecretToken& token) const;

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  const Reading& reading_;
  const SecretTokens tokens_;
};

}  // namespace callside
