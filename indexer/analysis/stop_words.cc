#include "indexer/analysis/stop_words.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <span>
#include <stdexcept>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/analysis/stop_word_lists.h"
#include "indexer/analysis/stop_word_lists_east.h"
#include "indexer/analysis/stop_word_lists_other.h"
#include "indexer/analysis/stop_word_lists_west.h"

namespace callside {
namespace {

// At compile time, each list becomes a sorted table of distinct words, casefolded, with and without accents.

struct CodePoint {
  char32_t c;
  std::size_t length;  // bytes
};

constexpr CodePoint decode(std::string_view text, std::size_t i) {
  const auto byte = [text](std::size_t at) {
    return static_cast<char32_t>(static_cast<unsigned char>(text[at]));
  };
  const char32_t lead = byte(i);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {((lead & 0x1F) << 6) | (byte(i + 1) & 0x3F), 2};
  return {((lead & 0x0F) << 12) | ((byte(i + 1) & 0x3F) << 6) | (byte(i + 2) & 0x3F), 3};
}

// The casefolded form of a lower-case letter, or empty if it is the letter itself.
constexpr std::string_view casefolded(char32_t c) {
  if (c == U'ß') return "ss";
  if (c == U'ς') return "σ";
  return {};
}

struct Unaccented {
  std::u32string_view letters;
  std::string_view plain;
};

// Accented letters and what people type instead. Some marks and joiners are simply omitted ("").
constexpr std::array kUnaccented{
    Unaccented{U"àáâãäåāăą", "a"}, Unaccented{U"çćč", "c"},        Unaccented{U"ďđ", "d"},
    Unaccented{U"èéêëēėęě", "e"},  Unaccented{U"ğģ", "g"},         Unaccented{U"ìíîïīįı", "i"},
    Unaccented{U"ķ", "k"},         Unaccented{U"ļľł", "l"},        Unaccented{U"ñńņň", "n"},
    Unaccented{U"òóôõöøő", "o"},   Unaccented{U"ř", "r"},          Unaccented{U"śşšș", "s"},
    Unaccented{U"ťțţ", "t"},       Unaccented{U"ùúûüūůűų", "u"},   Unaccented{U"ýÿ", "y"},
    Unaccented{U"źżž", "z"},       Unaccented{U"æ", "ae"},         Unaccented{U"œ", "oe"},
    Unaccented{U"ά", "α"},         Unaccented{U"έ", "ε"},          Unaccented{U"ή", "η"},
    Unaccented{U"ίϊΐ", "ι"},       Unaccented{U"ό", "ο"},          Unaccented{U"ύϋΰ", "υ"},
    Unaccented{U"ώ", "ω"},         Unaccented{U"ё", "е"},          Unaccented{U"ѝ", "и"},
    Unaccented{U"أإآ", "ا"},       Unaccented{U"\u064B\u200C", ""}};

constexpr const Unaccented* unaccented(char32_t c) {
  if (c < 0x80 || (c >= 0x430 && c < 0x450)) return nullptr;
  for (const Unaccented& entry : kUnaccented) {
    if (entry.letters.find(c) != std::u32string_view::npos) return &entry;
  }
  return nullptr;
}

constexpr bool has_accent(std::string_view word) {
  for (std::size_t i = 0; i < word.size(); i += decode(word, i).length) {
    if (unaccented(decode(word, i).c) != nullptr) return true;
  }
  return false;
}

class Table {
 public:
  constexpr Table() = default;

  constexpr explicit Table(const StopWordList& list) : lang_(list.lang) {
    // In Vietnamese, words that differ only in marks are different words.
    const bool marks_matter = list.lang == "vi";
    for (std::size_t begin = 0; begin < list.words.size();) {
      const std::size_t end = std::min(list.words.find(' ', begin), list.words.size());
      std::string_view word = list.words.substr(begin, end - begin);
      const bool only_accented = word.ends_with('!');
      if (only_accented) word.remove_suffix(1);
      add(word, false);
      if (!only_accented && !marks_matter && has_accent(word)) add(word, true);
      begin = end + 1;
    }
    std::sort(words_.begin(), words_.begin() + size_, Before{this});
    remove_repeated();
  }

  constexpr std::string_view lang() const { return lang_; }
  constexpr std::size_t size() const { return size_; }

  constexpr bool contains(std::string_view word) const {
    const auto* const end = words_.data() + size_;
    const auto* const found = std::lower_bound(
        words_.data(), end, word, [this](const Word& a, std::string_view b) { return text(a) < b; });
    return found != end && text(*found) == word;
  }

  constexpr bool is_sorted() const {
    for (std::size_t i = 1; i < size_; ++i) {
      if (!(text(words_[i - 1]) < text(words_[i]))) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kMaxWords = 400, kMaxBytes = 4096;

  struct Word {
    std::uint16_t begin = 0, size = 0;
  };

  struct Before {
    const Table* table;
    constexpr bool operator()(const Word& a, const Word& b) const { return table->text(a) < table->text(b); }
  };

  constexpr std::string_view text(const Word& word) const { return {bytes_.data() + word.begin, word.size}; }

  constexpr void add(std::string_view word, bool plain) {
    if (word.empty() || size_ == kMaxWords) throw std::length_error("empty stop word or too many");
    Word& added = words_[size_++];
    added.begin = static_cast<std::uint16_t>(used_);
    for (std::size_t i = 0; i < word.size();) {
      const CodePoint point = decode(word, i);
      const Unaccented* const entry = plain ? unaccented(point.c) : nullptr;
      const std::string_view folded = casefolded(point.c);
      append(entry != nullptr ? entry->plain : folded.empty() ? word.substr(i, point.length) : folded);
      i += point.length;
    }
    added.size = static_cast<std::uint16_t>(used_ - added.begin);
  }

  constexpr void append(std::string_view bytes) {
    for (const char byte : bytes) bytes_[used_++] = byte;  // out of bounds is a compile-time error
  }

  constexpr void remove_repeated() {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      if (kept == 0 || text(words_[kept - 1]) != text(words_[i])) words_[kept++] = words_[i];
    }
    size_ = kept;
  }

  std::string_view lang_;
  std::array<char, kMaxBytes> bytes_{};
  std::array<Word, kMaxWords> words_{};
  std::size_t size_ = 0, used_ = 0;
};

// One constant per language, because compilers limit the evaluation steps of a single constant.
template <const auto& kLists, std::size_t I>
constexpr Table kTable{kLists[I]};

template <const auto& kLists, std::size_t... I>
constexpr auto tables_of(std::index_sequence<I...>) {
  static_assert((kTable<kLists, I>.is_sorted() && ...));
  return std::array<const Table*, sizeof...(I)>{&kTable<kLists, I>...};
}

template <const auto& kLists>
constexpr auto kTables = tables_of<kLists>(std::make_index_sequence<std::size(kLists)>());

// One list has the words of both Norwegian languages.
std::string_view canonical(std::string_view lang) {
  return lang == "nn" ? "nb" : current_language_code(lang);
}

const Table* find_in(std::span<const Table* const> tables, std::string_view lang) {
  const auto found = std::ranges::find(tables, lang, &Table::lang);
  return found == tables.end() ? nullptr : *found;
}

const Table* table_of(std::string_view lang_base) {
  const std::string_view lang = canonical(lang_base);
  if (const Table* table = find_in(kTables<kWestStopWords>, lang)) return table;
  if (const Table* table = find_in(kTables<kEastStopWords>, lang)) return table;
  return find_in(kTables<kOtherStopWords>, lang);
}

}  // namespace

bool is_stop_word(std::string_view lang_base, std::string_view folded_word) {
  const Table* const table = table_of(lang_base);
  return table != nullptr && table->contains(folded_word);
}

std::size_t stop_word_count(std::string_view lang_base) {
  const Table* const table = table_of(lang_base);
  return table == nullptr ? 0 : table->size();
}

}  // namespace callside
