#include "indexer/analysis/stop_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/analysis/data_files.h"
#include "indexer/analysis/language.h"

namespace callside {
namespace {

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

// Case-folds a letter of the lists; empty if it is folded already. The lists are in lower case.
constexpr std::string_view casefolded(char32_t c) {
  if (c == U'ß') return "ss";
  if (c == U'ς') return "σ";
  return {};
}

struct Unaccented {
  std::u32string_view letters;
  std::string_view plain;
};

// Letters that people type without their mark, and what they type instead; "" for marks and joiners.
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

// The stop words of one language: case-folded, with the spellings without accents, sorted, each once.
class Table {
 public:
  Table(std::string_view lang, std::string_view list) : lang_(lang) {
    // In Vietnamese, a word with another mark is another word.
    const bool marks_matter = lang == "vi";
    for_each_entry(list, [&](std::string_view, std::string_view word) {
      const bool only_accented = word.ends_with('!');
      if (only_accented) word.remove_suffix(1);
      add(word, false);
      if (!only_accented && !marks_matter && has_accent(word)) add(word, true);
    });
    std::ranges::sort(words_);
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
  }

  std::string_view lang() const { return lang_; }
  std::size_t size() const { return words_.size(); }
  bool contains(std::string_view word) const {
    const auto found = std::ranges::lower_bound(words_, word);
    return found != words_.end() && *found == word;
  }

 private:
  void add(std::string_view word, bool plain) {
    std::string& added = words_.emplace_back();
    for (std::size_t i = 0; i < word.size();) {
      const CodePoint point = decode(word, i);
      const Unaccented* const entry = plain ? unaccented(point.c) : nullptr;
      const std::string_view folded = casefolded(point.c);
      added += entry != nullptr ? entry->plain : folded.empty() ? word.substr(i, point.length) : folded;
      i += point.length;
    }
  }

  std::string_view lang_;
  std::vector<std::string> words_;
};

std::vector<Table> read_tables() {
  constexpr std::string_view kPrefix = "stop_words_", kSuffix = ".txt";
  std::vector<Table> tables;
  for (const DataFile& file : analysis_data()) {
    if (!file.name.starts_with(kPrefix)) continue;
    const std::size_t length = file.name.size() - kPrefix.size() - kSuffix.size();
    tables.emplace_back(file.name.substr(kPrefix.size(), length), file.text);
  }
  return tables;
}

// One list has the words of both Norwegian languages.
std::string_view canonical(std::string_view lang) {
  return lang == "nn" ? "nb" : current_language_code(lang);
}

const Table* table_of(std::string_view lang_base) {
  static const std::vector<Table> kTables = read_tables();
  const auto found = std::ranges::find(kTables, canonical(lang_base), &Table::lang);
  return found == kTables.end() ? nullptr : &*found;
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
