#include "indexer/analysis/segmenter.h"

#include <algorithm>
#include <span>
#include <utility>

#include "indexer/analysis/character_class.h"
#include "indexer/analysis/dictionary_words.h"
#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

// Longer runs are not words (base64, for example) and are dropped. The limit in bytes keeps terms below
// Xapian's 245 bytes.
constexpr std::uint32_t kMaxSegmentCodePoints = 60;
constexpr std::size_t kMaxSegmentBytes = 200;

// A maximal sequence of code points of one class.
struct Run {
  CharacterClass type = CharacterClass::sign;
  std::uint32_t start = 0;   // code points
  std::uint32_t length = 0;  // code points
  std::size_t begin = 0;     // bytes
  std::size_t end = 0;       // bytes
};

bool is_part(CharacterClass type) { return type == CharacterClass::letter || type == CharacterClass::digit; }

// True at the beginning of a text, and for signs.
bool separates(char32_t c) {
  if (c == 0 || c == kInvalid) return true;
  const CharacterClass type = character_class(static_cast<UChar32>(c));
  return type == CharacterClass::sign || type == CharacterClass::joiner;
}

// Signs that are written between groups of three digits: 1,000 1.000 1 000 1'000.
bool separates_thousands(char32_t c) {
  return c == U',' || c == U'.' || c == U' ' || c == U'\u00A0' || c == U'\u2009' || c == U'\u202F' ||
         is_apostrophe(c);
}

bool is_number(const Segment& segment) {
  return segment.kind == SegmentKind::code && !segment.overlay &&
         std::all_of(segment.text.begin(), segment.text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

struct Segmenter::Impl {
  std::string_view text;
  std::vector<Segment>* out = nullptr;
  std::vector<Run> chunk;  // runs of letters and digits, written together or with one joiner between
  bool elided = false;     // the chunk has an elision (l'article), so its whole is not a word
  bool dotted = false;     // a dot stands before the chunk, and nothing before the dot (.net)
  std::vector<std::pair<std::size_t, Segment>> whole_numbers;  // scratch: where to insert which
  std::deque<std::string> whole_texts;  // texts of overlay segments, which point into them
  std::size_t wholes_used = 0;
  DictionaryWords words;

  std::string_view slice(std::size_t begin, std::size_t end) const { return text.substr(begin, end - begin); }

  void add(std::uint32_t start, std::uint32_t length, SegmentKind kind, bool overlay,
           std::string_view bytes) const {
    if (length > kMaxSegmentCodePoints || bytes.size() > kMaxSegmentBytes) return;
    out->push_back(Segment{start, length, kind, overlay, bytes});
  }

  std::string& next_whole() {
    if (wholes_used == whole_texts.size()) whole_texts.emplace_back();
    std::string& whole = whole_texts[wholes_used++];
    whole.clear();
    return whole;
  }

  // Ends the chunk. Adds its parts, and the whole as an overlay after the first part's word.
  void flush_chunk() {
    if (chunk.empty()) return;
    const Run first = chunk.front();
    const Run last = chunk.back();
    bool digits = false;
    for (const Run& part : chunk) digits = digits || part.type == CharacterClass::digit;
    bool whole_pending = digits || !elided;
    if (dotted && first.type == CharacterClass::letter)
      add(first.start - 1, first.length + 1, SegmentKind::code, true, slice(first.begin - 1, first.end));
    for (std::size_t begin = 0; begin < chunk.size();) {
      const std::size_t end = end_of_number(begin);
      const Run part = from_to(begin, end);
      const bool number = part.type == CharacterClass::digit;
      const SegmentKind kind = number ? SegmentKind::code : SegmentKind::word;
      const bool is_dotted_number = end - begin > 1;
      // A longer one is a list of numbers.
      const bool is_word = !is_dotted_number || part.length <= kMaxSegmentCodePoints;
      if (is_word) add(part.start, part.length, kind, false, slice(part.begin, part.end));
      if (whole_pending && end - begin < chunk.size()) {
        add(first.start, last.start + last.length - first.start,
            digits ? SegmentKind::code : SegmentKind::joined, true, whole_of_chunk());
      }
      whole_pending = false;
      if (is_dotted_number) add_parts_of_number(begin, end, is_word);
      begin = end;
    }
    chunk.clear();
    elided = false;
    dotted = false;
  }

  // The runs from `begin` on that are numbers with a dot between. A version or an address is one word, since
  // no part of it means anything by itself.
  std::size_t end_of_number(std::size_t begin) const {
    std::size_t end = begin + 1;
    if (chunk[begin].type != CharacterClass::digit) return end;
    while (end < chunk.size() && chunk[end].type == CharacterClass::digit &&
           slice(chunk[end - 1].end, chunk[end].begin) == ".")
      ++end;
    return end;
  }
  // The runs [begin, end) and the signs between them as one.
  Run from_to(std::size_t begin, std::size_t end) const {
    const Run& first = chunk[begin];
    const Run& last = chunk[end - 1];
    return {first.type, first.start, last.start + last.length - first.start, first.begin, last.end};
  }

  // Adds the parts of a number with dots, and the number without them if they may separate thousands.
  void add_parts_of_number(std::size_t begin, std::size_t end, bool as_overlays) {
    const Run first = chunk[begin];
    const auto parts = std::span(chunk).subspan(begin, end - begin);
    const bool has_thousands =
        first.length <= 3 && text[first.begin] != '0' &&
        std::all_of(parts.begin() + 1, parts.end(), [](const Run& part) { return part.length == 3; });
    if (has_thousands && as_overlays) {
      std::string& whole = next_whole();
      for (const Run& part : parts) whole += slice(part.begin, part.end);
      add(first.start, from_to(begin, end).length, SegmentKind::code, true, whole);
    }
    for (const Run& part : parts)
      add(part.start, part.length, SegmentKind::code, as_overlays, slice(part.begin, part.end));
  }

  // Without its signs, except the dots between digits.
  const std::string& whole_of_chunk() {
    std::string& whole = next_whole();
    for (std::size_t i = 0; i < chunk.size(); ++i) {
      const Run& part = chunk[i];
      if (i > 0 && part.type == CharacterClass::digit && chunk[i - 1].type == CharacterClass::digit &&
          slice(chunk[i - 1].end, part.begin) == ".")
        whole += '.';
      whole += slice(part.begin, part.end);
    }
    return whole;
  }

  // Adds numbers without the signs between their thousands as overlays. Takes linear time.
  void add_whole_numbers() {
    std::vector<Segment>& all = *out;
    whole_numbers.clear();
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!is_number(all[i]) || all[i].length > 3 || all[i].text.front() == '0') continue;
      const std::size_t first = i;
      std::string whole(all[first].text);
      std::size_t next = first + 1;
      bool goes_on = false;  // with a number that is no group (1 000 00)
      char32_t sign = 0;
      for (; next < all.size(); ++next) {
        const Segment& one = all[next];
        if (one.overlay) continue;
        const char32_t before = code_point_before(offset_of(one));
        goes_on = is_number(one) && one.start == end_of(all[i]) + 1 && separates_thousands(before) &&
                  (sign == 0 || sign == before);
        sign = before;
        if (!goes_on || one.length != 3) break;
        whole += one.text;
        goes_on = false;
        i = next;
      }
      const std::uint32_t length = end_of(all[i]) - all[first].start;
      if (i == first || goes_on || length > kMaxSegmentCodePoints || touches_letter(all[first], all[i]))
        continue;
      std::size_t place = first + 1;
      bool is_known = false;
      for (; place < all.size() && all[place].start == all[first].start; ++place)
        is_known = is_known || all[place].text == whole;
      if (is_known) continue;
      std::string& kept = next_whole();
      kept = std::move(whole);
      whole_numbers.emplace_back(place, Segment{all[first].start, length, SegmentKind::code, true, kept});
    }
    insert_whole_numbers();
  }

  // Moves each segment once.
  void insert_whole_numbers() {
    std::vector<Segment>& all = *out;
    std::size_t from = all.size();
    all.resize(all.size() + whole_numbers.size());
    std::size_t to = all.size();
    for (auto one = whole_numbers.rbegin(); one != whole_numbers.rend(); ++one) {
      while (from > one->first) all[--to] = all[--from];
      all[--to] = one->second;
    }
  }

  static std::uint32_t end_of(const Segment& segment) { return segment.start + segment.length; }
  // In bytes, of a segment whose text is a part of the segmented text.
  std::size_t offset_of(const Segment& segment) const {
    return static_cast<std::size_t>(segment.text.data() - text.data());
  }
  // The character before byte `at`; 0 at the beginning.
  char32_t code_point_before(std::size_t at) const {
    if (at == 0) return 0;
    while (at > 0) {
      if ((static_cast<unsigned char>(text[--at]) & 0xC0U) != 0x80) break;
    }
    return next_code_point(text, at);
  }
  // True if a letter stands directly before the first or behind the last of them: it is a part of a code.
  bool touches_letter(const Segment& first, const Segment& last) const {
    const auto is_letter = [](char32_t c) {
      return c != kInvalid && character_class(static_cast<UChar32>(c)) == CharacterClass::letter;
    };
    std::size_t end = offset_of(last) + last.text.size();
    return is_letter(code_point_before(offset_of(first))) ||
           (end < text.size() && is_letter(next_code_point(text, end)));
  }

  // Adds "c++" or "c#" as an overlay if the signs at `next` follow a single letter.
  void add_signed_letter(const Run& letter, std::size_t next) const {
    const std::string_view rest = text.substr(next);
    const std::size_t signs = rest.starts_with("++") ? 2 : rest.starts_with("#") ? 1 : 0;
    if (signs == 0 || letter.length != 1) return;
    if (rest.size() > signs && is_ascii_alphanumeric(rest[signs])) return;
    add(letter.start, letter.length + static_cast<std::uint32_t>(signs), SegmentKind::code, true,
        slice(letter.begin, letter.end + signs));
  }

  // Adds the words of a run and, if `bigrams`, all its bigrams. ICU's dictionary finds the words; a Hangul
  // run is one word.
  void add_dictionary_run(const Run& run, bool bigrams) {
    std::vector<WordStart> starts{{0, 0}};
    if (run.type != CharacterClass::hangul)
      starts = words.find(slice(run.begin, run.end), run.type == CharacterClass::ideographic);
    starts.push_back({run.length, run.end - run.begin});
    std::size_t word = 0;
    std::size_t at = run.begin;
    for (std::uint32_t i = run.start; i < run.start + run.length; ++i) {
      while (word + 1 < starts.size() && run.start + starts[word].code_point == i) {
        add(i, starts[word + 1].code_point - starts[word].code_point, SegmentKind::word, false,
            slice(run.begin + starts[word].byte, run.begin + starts[word + 1].byte));
        ++word;
      }
      std::size_t after = at;
      const bool is_mark = is_extend(next_code_point(text, after));
      if (bigrams && !is_mark && !is_last_character(after, run)) add_bigram(i, at, run);
      at = after;
    }
  }

  // Returns true if only marks follow.
  bool is_last_character(std::size_t at, const Run& run) const {
    while (at < run.end) {
      if (!is_extend(next_code_point(text, at))) return false;
    }
    return true;
  }

  // Adds the character that begins at code point `start` and byte `begin` with the next one of the run, and
  // the marks of both.
  void add_bigram(std::uint32_t start, std::size_t begin, const Run& run) const {
    std::uint32_t length = 0;
    std::size_t end = begin;
    for (int characters = 0; end < run.end; ++length) {
      std::size_t after = end;
      if (!is_extend(next_code_point(text, after)) && ++characters > 2) break;
      end = after;
    }
    add(start, length, SegmentKind::bigram, true, slice(begin, end));
  }

  void end_run(const Run& run) {
    switch (run.type) {
      case CharacterClass::letter:
      case CharacterClass::digit:
        chunk.push_back(run);
        break;
      case CharacterClass::ideographic:
      case CharacterClass::hangul:
        flush_chunk();
        add_dictionary_run(run, true);
        break;
      case CharacterClass::dictionary:
        flush_chunk();
        add_dictionary_run(run, false);
        break;
      case CharacterClass::sign:
      case CharacterClass::joiner:
      case CharacterClass::extend:
        break;
    }
  }

  // A single joiner between two parts continues the chunk. Any other sign ends it.
  void end_signs(const Run& signs, CharacterClass next) {
    end_chunk_at(signs, next);
    if (!chunk.empty()) return;
    const char32_t before = code_point_before(signs.end - 1);
    dotted =
        next == CharacterClass::letter && text[signs.end - 1] == '.' && before != U'.' && separates(before);
  }

  void end_chunk_at(const Run& signs, CharacterClass next) {
    if (chunk.empty()) return;
    if (signs.type == CharacterClass::joiner && signs.length == 1 && is_part(next)) {
      std::size_t at = signs.begin;
      const std::string_view part = slice(chunk.back().begin, chunk.back().end);
      // O'Neill and o'clock are words, not elisions.
      if (is_apostrophe(next_code_point(text, at)) && chunk.back().length <= 2 && part != "o" && part != "O")
        elided = true;
      return;
    }
    if (chunk.back().type == CharacterClass::letter) {
      const Run letter = chunk.back();
      const bool alone = chunk.size() == 1;
      flush_chunk();
      if (alone) add_signed_letter(letter, signs.begin);
      return;
    }
    flush_chunk();
  }
};

Segmenter::Segmenter() : impl_(std::make_unique<Impl>()) {}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

void Segmenter::segment(std::string_view text, std::vector<Segment>& out) {
  out.clear();
  Impl& s = *impl_;
  s.text = text;
  s.out = &out;
  s.wholes_used = 0;
  Run run;
  std::uint32_t code_point = 0;
  char32_t before = 0;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(text, i);
    CharacterClass type = c == kInvalid ? CharacterClass::sign : character_class(static_cast<UChar32>(c));
    if (run.type == CharacterClass::letter && !is_part(type)) {
      std::size_t after = i;
      if (i < text.size() && is_inside_word(before, c, next_code_point(text, after)))
        type = CharacterClass::letter;
    }
    before = c;
    if (type == CharacterClass::extend) {
      // A mark belongs to the character before it. After a sign it is part of the sign.
      type = run.type == CharacterClass::joiner ? CharacterClass::sign : run.type;
    }
    const bool separates = type == CharacterClass::sign || type == CharacterClass::joiner;
    const bool was_separating = run.type == CharacterClass::sign || run.type == CharacterClass::joiner;
    if (separates && was_separating && run.length > 0) {
      run.type = CharacterClass::sign;  // two signs in a row separate
    } else if (type != run.type || run.length == 0) {
      if (was_separating) {
        if (run.length > 0) s.end_signs(run, type);
      } else {
        s.end_run(run);
      }
      run = Run{type, code_point, 0, begin, 0};
    }
    run.end = i;
    ++run.length;
    ++code_point;
  }
  const bool ends_in_sign = run.type == CharacterClass::sign || run.type == CharacterClass::joiner;
  if (ends_in_sign) {
    if (run.length > 0) s.end_signs(run, CharacterClass::sign);
  } else {
    s.end_run(run);
  }
  s.flush_chunk();
  s.add_whole_numbers();
}

}  // namespace callside
