#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Finds the ends of sentences by the rules of a language (UAX #29 with ICU's abbreviation lists: "Mr." ends
// no sentence). Not thread-safe. The rules of a language are opened at first use, because most answers need
// none; that takes about half a millisecond.
class SentenceFinder {
 public:
  SentenceFinder();
  SentenceFinder(SentenceFinder&&) noexcept;
  SentenceFinder& operator=(SentenceFinder&&) noexcept;
  ~SentenceFinder();

  // Returns the byte offset after each sentence of `text` (UTF-8), including the white space that follows it;
  // the last is the text's size. `language`: BCP 47; unknown ones use the default rules.
  std::vector<std::size_t> ends(std::string_view text, const std::string& language);
  // Opens the rules of a language in advance.
  void open(const std::string& language);
  bool is_open(const std::string& language) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace callside
