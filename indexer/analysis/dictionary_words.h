#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace callside {

// Where a word begins in a run of text.
struct WordStart {
  std::uint32_t code_point = 0;  // offset in code points
  std::size_t byte = 0;          // offset in bytes
};

// Finds the words of text without spaces between them (Chinese, Japanese, Thai, Lao, Khmer, Burmese) with
// ICU's dictionaries. One thread; construction takes about a millisecond.
class DictionaryWords {
 public:
  DictionaryWords();
  DictionaryWords(DictionaryWords&&) noexcept;
  DictionaryWords& operator=(DictionaryWords&&) noexcept;
  ~DictionaryWords();

  // `run` is valid UTF-8 of one script. Half-width Katakana are looked up as full-width ones if
  // `is_ideographic`; NFKC would take vowels of Thai and Lao apart, which their dictionaries have whole. A
  // mark belongs to the character before it, so no word begins with one. Sorted; the first is 0.
  std::vector<WordStart> find(std::string_view run, bool is_ideographic);

 private:
  struct Iterator;
  std::unique_ptr<Iterator> iterator_;
};

}  // namespace callside
