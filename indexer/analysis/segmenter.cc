#include "indexer/analysis/segmenter.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <utility>

#include "indexer/analysis/character_class.h"
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

}  // namespace

struct Segmenter::Impl {
  std::string_view text;
  std::vector<Segment>* out = nullptr;
  std::vector<Run> chunk;  // runs of letters and digits, written together or with one joiner between
  bool elided = false;     // the chunk has an elision (l'article), so its whole is not a word
  std::deque<std::string> whole_texts;  // texts of overlay segments, which point into them
  std::size_t wholes_used = 0;
  std::unique_ptr<icu::BreakIterator> words;

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

  // Ends the chunk. Adds its parts, and its whole as an overlay after the first part.
  void flush_chunk() {
    if (chunk.empty()) return;
    const Run first = chunk.front();
    const Run last = chunk.back();
    bool digits = false;
    for (const Run& part : chunk) digits = digits || part.type == CharacterClass::digit;
    bool whole_pending = chunk.size() > 1 && (digits || !elided);
    for (const Run& part : chunk) {
      const bool number = part.type == CharacterClass::digit;
      add(part.start, part.length, number ? SegmentKind::code : SegmentKind::word, false,
          slice(part.begin, part.end));
      if (!whole_pending) continue;
      whole_pending = false;
      std::string& whole = next_whole();
      for (const Run& piece : chunk) whole += slice(piece.begin, piece.end);
      add(first.start, last.start + last.length - first.start,
          digits ? SegmentKind::code : SegmentKind::joined, true, whole);
    }
    chunk.clear();
    elided = false;
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
    const std::string_view bytes = slice(run.begin, run.end);
    std::vector<std::pair<std::uint32_t, std::size_t>> starts;  // code point and byte offset of each word
    if (run.type == CharacterClass::hangul) {
      starts.emplace_back(run.start, run.begin);
    } else {
      find_words(run, bytes, starts);
    }
    starts.emplace_back(run.start + run.length, run.end);
    std::size_t word = 0;
    std::size_t at = run.begin;
    for (std::uint32_t i = run.start; i < run.start + run.length; ++i) {
      while (word + 1 < starts.size() && starts[word].first == i) {
        add(i, starts[word + 1].first - i, SegmentKind::word, false,
            slice(starts[word].second, starts[word + 1].second));
        ++word;
      }
      std::size_t after = at;
      next_code_point(text, after);
      if (bigrams && i + 1 < run.start + run.length) {
        std::size_t second = after;
        next_code_point(text, second);
        add(i, 2, SegmentKind::bigram, true, slice(at, second));
      }
      at = after;
    }
  }

  // Appends the code point and byte offsets at which ICU's words begin.
  void find_words(const Run& run, std::string_view bytes,
                  std::vector<std::pair<std::uint32_t, std::size_t>>& starts) {
    const auto utf16 =
        icu::UnicodeString::fromUTF8(icu::StringPiece(bytes.data(), static_cast<int32_t>(bytes.size())));
    words->setText(utf16);
    std::uint32_t code_point = run.start;
    std::size_t byte = 0;
    int32_t done = 0;
    for (int32_t at = words->first(); at != icu::BreakIterator::DONE && at < utf16.length();
         at = words->next()) {
      while (done < at) {
        done = utf16.moveIndex32(done, 1);
        next_code_point(bytes, byte);
        ++code_point;
      }
      starts.emplace_back(code_point, run.begin + byte);
    }
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
    if (chunk.empty()) return;
    if (signs.type == CharacterClass::joiner && signs.length == 1 && is_part(next)) {
      const unsigned char sign = static_cast<unsigned char>(text[signs.begin]);
      const bool apostrophe = sign == '\'' || sign == 0xE2;  // U+2019, or a hyphen of that block
      const bool hyphen =
          slice(signs.begin, signs.end) == "\u2010" || slice(signs.begin, signs.end) == "\u2011";
      if (apostrophe && !hyphen && chunk.back().length <= 2) elided = true;
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

Segmenter::Segmenter() : impl_(std::make_unique<Impl>()) {
  UErrorCode status = U_ZERO_ERROR;
  impl_->words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
}
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
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    const char32_t c = next_code_point(text, i);
    CharacterClass type = c == kInvalid ? CharacterClass::sign : character_class(static_cast<UChar32>(c));
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
}

}  // namespace callside
