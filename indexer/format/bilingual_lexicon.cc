#include "indexer/format/bilingual_lexicon.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "indexer/base/bytes.h"
#include "indexer/format/damaged_file.h"

namespace callside {

namespace {

constexpr std::uint64_t kLexiconMagic = 0x3158454C45445343;  // "CSDELEX1" in memory order

// Encodes LearnedFrom lists, each distinct list once: most translations share one of a few.
class LearnedPool {
 public:
  std::uint32_t add(const std::vector<LearnedFrom>& from) {
    const auto [at, is_new] = offsets_.try_emplace(from, static_cast<std::uint32_t>(bytes_.size()));
    if (is_new) {
      bytes_.varint(from.size());
      for (const LearnedFrom& one : from) {
        bytes_.varint(one.class_a);
        bytes_.varint(one.class_b);
        bytes_.varint(one.articles);
      }
    }
    return at->second;
  }
  const std::string& bytes() const { return bytes_.bytes(); }

 private:
  std::map<std::vector<LearnedFrom>, std::uint32_t> offsets_;
  ByteWriter bytes_;
};

}  // namespace

Result<void> write_bilingual_lexicon(const std::filesystem::path& path,
                                     const std::vector<std::string>& languages,
                                     const std::vector<LexiconTerm>& terms) {
  LearnedPool learned;
  ByteWriter records, translations;
  std::string strings;
  std::uint32_t count = 0;
  const auto add = [&](std::string_view text, std::uint16_t language) {
    records.number(static_cast<std::uint32_t>(strings.size()));
    records.number(count);
    records.number(language);
    records.number(static_cast<std::uint8_t>(text.size()));
    records.number(std::uint8_t{0});
    strings.append(text);
  };
  for (const LexiconTerm& term : terms) {
    add(term.text, term.language);
    for (const LexiconTerm::Translation& one : term.translations) {
      translations.number(one.term);
      translations.number(one.probability);
      translations.number(learned.add(one.from));
      ++count;
    }
  }
  add({}, 0);
  ByteWriter head;
  head.number(kLexiconMagic);
  head.number(static_cast<std::uint32_t>(terms.size()));
  head.number(count);
  head.number(static_cast<std::uint32_t>(learned.bytes().size()));
  head.number(static_cast<std::uint32_t>(strings.size()));
  head.strings(languages);
  head.align(4);
  ByteWriter size;
  size.number(static_cast<std::uint64_t>(head.size() + 8));
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  const std::string_view parts[] = {size.bytes(),         head.bytes(),    records.bytes(),
                                    translations.bytes(), learned.bytes(), strings};
  for (const std::string_view part : parts) CALLSIDE_TRY(file.write(part));
  return file.finish();
}

Result<BilingualLexicon> BilingualLexicon::open(const std::filesystem::path& path) {
  static_assert(sizeof(TermRecord) == 12 && sizeof(Translation) == 12);
  CALLSIDE_ASSIGN(MappedFile file, MappedFile::open(path));
  BilingualLexicon lexicon;
  lexicon.file_ = std::move(file);
  const std::string_view bytes = lexicon.file_.bytes();
  ByteReader in(bytes);
  const auto head = in.number<std::uint64_t>();
  const bool known = in.number<std::uint64_t>() == kLexiconMagic;
  lexicon.term_count_ = in.number<std::uint32_t>();
  lexicon.translation_count_ = in.number<std::uint32_t>();
  const auto from_bytes = in.number<std::uint32_t>();
  const auto string_bytes = in.number<std::uint32_t>();
  if (known) lexicon.languages_ = in.strings();
  const std::uint64_t terms = (std::uint64_t{lexicon.term_count_} + 1) * sizeof(TermRecord);
  const std::uint64_t translations = std::uint64_t{lexicon.translation_count_} * sizeof(Translation);
  const bool fits = known && !in.failed() && head % 4 == 0 && head <= bytes.size() &&
                    bytes.size() - head == terms + translations + from_bytes + string_bytes;
  if (fits) {
    lexicon.terms_ = reinterpret_cast<const TermRecord*>(bytes.data() + head);
    lexicon.translations_ = reinterpret_cast<const Translation*>(bytes.data() + head + terms);
    lexicon.from_ = bytes.substr(head + terms + translations, from_bytes);
    lexicon.strings_ = bytes.substr(head + terms + translations + from_bytes);
  }
  if (!fits || !lexicon.is_sound()) return damaged_file(path);
  return lexicon;
}

// Takes a millisecond for a million translations.
bool BilingualLexicon::is_sound() const {
  std::uint32_t before = 0;
  for (std::uint32_t i = 0; i <= term_count_; ++i) {
    const TermRecord& term = terms_[i];
    const bool is_within = std::uint64_t{term.text} + term.length <= strings_.size() &&
                           term.first >= before && (i == term_count_ || term.language < languages_.size());
    if (!is_within) return false;
    before = term.first;
  }
  return before == translation_count_ &&
         std::all_of(translations_, translations_ + translation_count_, [&](const Translation& one) {
           return one.term < term_count_ && one.from < from_.size() && one.probability >= 0 &&
                  one.probability <= 1;
         });
}

std::optional<std::uint16_t> BilingualLexicon::language(std::string_view name) const {
  const auto at = std::find(languages_.begin(), languages_.end(), name);
  if (at == languages_.end()) return std::nullopt;
  return static_cast<std::uint16_t>(at - languages_.begin());
}

BilingualLexicon::Term BilingualLexicon::term(std::uint32_t number) const {
  return {terms_[number].language, text(terms_[number])};
}

std::optional<std::uint32_t> BilingualLexicon::find(std::uint16_t language, std::string_view wanted) const {
  const auto key = std::tuple(language, wanted);
  const TermRecord* at = std::partition_point(terms_, terms_ + term_count_, [&](const TermRecord& one) {
    return std::tuple(one.language, text(one)) < key;
  });
  if (at == terms_ + term_count_ || std::tuple(at->language, text(*at)) != key) return std::nullopt;
  return static_cast<std::uint32_t>(at - terms_);
}

std::pair<std::uint32_t, std::uint32_t> BilingualLexicon::find_prefix(std::uint16_t language,
                                                                      std::string_view prefix) const {
  const auto key = std::tuple(language, prefix);
  const auto key_of = [&](const TermRecord& one) {
    return std::tuple(one.language, text(one).substr(0, prefix.size()));
  };
  const TermRecord* end = terms_ + term_count_;
  const TermRecord* first =
      std::partition_point(terms_, end, [&](const TermRecord& one) { return key_of(one) < key; });
  const TermRecord* last =
      std::partition_point(first, end, [&](const TermRecord& one) { return key_of(one) <= key; });
  return {static_cast<std::uint32_t>(first - terms_), static_cast<std::uint32_t>(last - terms_)};
}

std::uint32_t BilingualLexicon::articles(const Translation& translation,
                                         const std::vector<bool>& visible_classes) const {
  const auto visible = [&](std::uint64_t one) {
    return one < visible_classes.size() && visible_classes[one];
  };
  ByteReader in(from_.substr(std::min<std::size_t>(translation.from, from_.size())));
  std::uint64_t sum = 0;
  for (std::uint64_t left = in.varint(); left > 0 && !in.failed(); --left) {
    const std::uint64_t a = in.varint();
    const std::uint64_t b = in.varint();
    const std::uint64_t articles = in.varint();
    if (visible(a) && visible(b)) sum += articles;
  }
  return static_cast<std::uint32_t>(sum);
}

}  // namespace callside
