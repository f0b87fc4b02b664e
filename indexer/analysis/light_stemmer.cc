#include "indexer/analysis/light_stemmer.h"

#include <algorithm>
#include <tuple>

#include "indexer/analysis/light_stems.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; }

std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> parts;
  while (!list.empty()) {
    const std::size_t space = std::min(list.find(' '), list.size());
    if (space > 0) parts.push_back(list.substr(0, space));
    list.remove_prefix(std::min(space + 1, list.size()));
  }
  return parts;
}

std::uint8_t key_of(std::string_view affix, StemStep::Kind kind) {
  return static_cast<std::uint8_t>(kind == StemStep::Kind::beginning ? affix.front() : affix.back());
}

// Returns true if `text` has at least `count` code points.
bool has_code_points(std::string_view text, unsigned count) {
  for (const char byte : text) {
    if (count == 0) return true;
    if (!is_continuation(byte)) --count;
  }
  return count == 0;
}

// Offset of the last code point of text[0, end).
std::size_t before(std::string_view text, std::size_t end) {
  while (end > 0 && is_continuation(text[--end])) {
  }
  return end;
}

void drop_fleeting(const StemStep& step, std::string& word) {
  const std::size_t last = before(word, word.size());
  const std::size_t middle = before(word, last);
  if (middle == 0) return;
  const auto letter = [&](std::size_t at) { return next_code_point(word, at); };
  if (step.letters.find(letter(middle)) == std::u32string_view::npos) return;
  const auto is_vowel = [&](std::size_t at) {
    return step.not_beside.find(letter(at)) != std::u32string_view::npos;
  };
  if (is_vowel(last) || is_vowel(before(word, middle))) return;
  if (has_code_points(std::string_view(word).substr(0, last), step.min_left))
    word.erase(middle, last - middle);
}

}  // namespace

LightStemmer::LightStemmer(const StemTable& table) {
  for (const StemStep& plan : table.steps) {
    Step& step = steps_.emplace_back();
    step.plan = plan;
    for (const EndingRule& rule : plan.rules) {
      for (const std::string_view affix : split(rule.endings)) {
        step.affixes.push_back({affix, rule.replacement, rule.min_left});
      }
    }
    std::stable_sort(step.affixes.begin(), step.affixes.end(), [&](const Affix& a, const Affix& b) {
      return std::tuple(key_of(a.text, plan.kind), b.text.size()) <
             std::tuple(key_of(b.text, plan.kind), a.text.size());
    });
    for (const Affix& affix : step.affixes) ++step.first[key_of(affix.text, plan.kind) + 1U];
    for (std::size_t i = 1; i < step.first.size(); ++i) {
      step.first[i] = static_cast<std::uint16_t>(step.first[i] + step.first[i - 1]);
    }
  }
}

std::string LightStemmer::operator()(std::string_view folded) const {
  std::string word(folded);
  for (const Step& step : steps_) {
    if (word.empty()) break;
    if (step.plan.kind == StemStep::Kind::fleeting) {
      drop_fleeting(step.plan, word);
      continue;
    }
    const std::uint8_t key = key_of(word, step.plan.kind);
    for (std::size_t i = step.first[key]; i < step.first[key + 1U]; ++i) {
      const auto& [text, replacement, min_left] = step.affixes[i];
      const std::string_view whole(word);
      if (step.plan.kind == StemStep::Kind::whole) {
        if (whole == text) return std::string(replacement);
        continue;
      }
      if (step.plan.kind == StemStep::Kind::ending) {
        if (!whole.ends_with(text)) continue;
        const std::size_t rest = whole.size() - text.size();
        if (!has_code_points(whole.substr(0, rest), min_left)) continue;
        word.replace(rest, text.size(), replacement);
      } else {
        if (!whole.starts_with(text) || !has_code_points(whole.substr(text.size()), min_left)) continue;
        word.replace(0, text.size(), replacement);
      }
      break;
    }
  }
  return word;
}

const LightStemmer* light_stemmer(std::string_view language) {
  struct Entry {
    std::string_view language;
    LightStemmer stemmer;
  };
  static const std::vector<Entry> entries = [] {
    std::vector<Entry> made;
    for (const StemTable& table : light_stem_tables()) {
      for (const std::string_view name : split(table.languages)) made.push_back({name, LightStemmer(table)});
    }
    return made;
  }();
  for (const Entry& entry : entries) {
    if (entry.language == language) return &entry.stemmer;
  }
  return nullptr;
}

}  // namespace callside
