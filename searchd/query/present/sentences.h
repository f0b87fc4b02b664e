#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace callside {

// Finds where sentences end, by the rules of a language (UAX #29, with ICU's lists of abbreviations: no
// sentence ends with "Mr."). Not thread-safe. A language's rules are opened when it is first asked for: a
// question all of whose passages are short opens none.
class SentenceFinder {
 public:
  SentenceFinder();
  SentenceFinder(SentenceFinder&&) noexcept;
  SentenceFinder& operator=(SentenceFinder&&) noexcept;
  ~SentenceFinder();

  // The byte offsets behind the sentences of `text` (UTF-8), which include the white space that follows them:
  // the last is the text's size. `language`: BCP 47; one that ICU doesn't know has the common rules.
  std::vector<std::size_t> ends(std::string_view text, const std::string& language);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace callside
