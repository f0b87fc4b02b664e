#include "indexer/format/callers_words.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/base/bytes.h"
#include "indexer/base/fnv1a.h"
#include "indexer/format/damaged_file.h"

namespace callside {

namespace {

constexpr std::uint64_t kCallersMagic = 0x31574C4C41435343;  // "CSCALLW1" in memory order
// Size of the header before each table: its numbers, and the size of its strings.
constexpr std::size_t kTableHeader = 8 * sizeof(std::uint32_t);

// Concatenated strings, with an (offset, length) record for each.
class Strings {
 public:
  void add(const std::string& text, ByteWriter& out) {
    out.number(static_cast<std::uint32_t>(bytes_.size()));
    out.number(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
  }
  // Padded so that what follows is aligned to 8 bytes.
  const std::string& padded() {
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    return bytes_;
  }

 private:
  std::string bytes_;
};

Result<void> write_table(const CallersTable& table, FileWriter& file) {
  Strings strings;
  ByteWriter words, postings;
  std::uint32_t posting = 0;
  for (const CallersTable::Word& word : table.words) {
    strings.add(word.name, words);
    words.number(word.rarity);
    words.number(posting);
    posting += static_cast<std::uint32_t>(word.postings.size());
    postings.numbers(word.postings);
  }
  words.number(std::uint64_t{0});
  words.number(0.0F);
  words.number(posting);
  ByteWriter header;
  header.number(table.access_class);
  header.number(table.tickets);
  header.number(table.trust);
  header.number(table.hit_rate);
  header.number(static_cast<std::uint32_t>(table.articles.size()));
  header.number(static_cast<std::uint32_t>(table.words.size()));
  header.number(posting);
  header.number(static_cast<std::uint32_t>(strings.padded().size()));
  header.numbers(table.articles);
  for (const ByteWriter* part : {&header, &words, &postings}) CALLSIDE_TRY(file.write(part->bytes()));
  return file.write(strings.padded());
}

}  // namespace

std::string callers_word(std::string_view language, std::string_view stem) {
  return std::string(language).append(":").append(stem);
}

std::string callers_pair(std::string_view language, std::string_view first, std::string_view second) {
  return callers_word(language, first).append(" ").append(second);
}

std::uint64_t ticket_key(std::string_view id) { return fnv1a(id); }

Result<void> write_callers_words(const std::filesystem::path& path, const LearnedCallersWords& learned,
                                 bool trial) {
  const std::vector<CallersTable>& tables = trial ? learned.trial : learned.tables;
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  Strings strings;
  ByteWriter articles;
  for (const std::string& article : learned.articles) strings.add(article, articles);
  ByteWriter header;
  header.number(kCallersMagic);
  header.number(static_cast<std::uint32_t>(tables.size()));
  header.number(static_cast<std::uint32_t>(learned.articles.size()));
  header.number(static_cast<std::uint64_t>(strings.padded().size()));
  header.raw(articles.bytes());
  CALLSIDE_TRY(file.write(header.bytes()));
  CALLSIDE_TRY(file.write(strings.padded()));
  for (const CallersTable& table : tables) CALLSIDE_TRY(write_table(table, file));
  return file.finish();
}

std::uint32_t CallersWords::find_article(std::string_view id) const {
  const auto id_of = [&](const ArticleRecord& one) { return part_of(strings_, one.id, one.id_length); };
  const ArticleRecord* end = articles_ + article_count_;
  const ArticleRecord* at = std::lower_bound(
      articles_, end, id,
      [&](const ArticleRecord& one, std::string_view wanted) { return id_of(one) < wanted; });
  return at == end || id_of(*at) != id ? article_count_ : static_cast<std::uint32_t>(at - articles_);
}

CallersWords::Table::Word CallersWords::Table::find(std::string_view name) const {
  const auto name_of = [&](const WordRecord& one) { return part_of(strings_, one.name, one.name_length); };
  const WordRecord* end = words_ + word_count_;
  const WordRecord* at =
      std::lower_bound(words_, end, name,
                       [&](const WordRecord& one, std::string_view wanted) { return name_of(one) < wanted; });
  if (at == end || name_of(*at) != name) return {};
  const std::uint32_t last = std::min((at + 1)->first_posting, posting_count_);
  const std::uint32_t first = std::min(at->first_posting, last);
  return {at->rarity, {postings_ + first, postings_ + last}};
}

namespace {

// Far above every learned value. Infinities would make probabilities NaN.
constexpr float kHighest = 1e6F;
bool is_number(float value) { return std::abs(value) <= kHighest; }

}  // namespace

bool CallersWords::Table::is_sound(std::uint32_t articles) const {
  if (!is_number(trust_) || !is_number(hit_rate_)) return false;
  // A table may refer only to its own articles.
  std::vector<bool> own(articles, false);
  for (const std::uint32_t article : articles_) {
    if (article >= articles) return false;
    own[article] = true;
  }
  std::uint32_t before = 0;
  for (std::uint32_t i = 0; i <= word_count_; ++i) {
    const WordRecord& word = words_[i];
    const bool fits = std::uint64_t{word.name} + word.name_length <= strings_.size();
    if (!fits || !is_number(word.rarity) || word.first_posting < before) return false;
    before = word.first_posting;
  }
  return before == posting_count_ &&
         std::all_of(postings_, postings_ + posting_count_, [&](const CallersPosting& one) {
           return one.article < articles && own[one.article] && is_number(one.weight);
         });
}

bool CallersWords::is_sound() const {
  return std::all_of(articles_, articles_ + article_count_,
                     [this](const ArticleRecord& one) {
                       return std::uint64_t{one.id} + one.id_length <= strings_.size();
                     }) &&
         std::all_of(tables_.begin(), tables_.end(),
                     [this](const Table& one) { return one.is_sound(article_count_); });
}

Result<CallersWords> CallersWords::open(const std::filesystem::path& path) {
  static_assert(sizeof(Table::WordRecord) == 16 && sizeof(ArticleRecord) == 8 &&
                sizeof(CallersPosting) == 12);
  CALLSIDE_ASSIGN(MappedFile file, MappedFile::open(path));
  CallersWords words;
  words.file_ = std::move(file);
  ByteReader reader(words.file_.bytes());
  const auto part = [&](std::uint64_t count, std::size_t size) { return reader.raw(count * size).data(); };
  const auto magic = reader.number<std::uint64_t>();
  std::uint64_t left = reader.number<std::uint32_t>();
  words.article_count_ = reader.number<std::uint32_t>();
  const auto size = reader.number<std::uint64_t>();
  if (size % 8 != 0) return damaged_file(path);
  words.articles_ = reinterpret_cast<const ArticleRecord*>(part(words.article_count_, sizeof(ArticleRecord)));
  words.strings_ = reader.raw(size);
  for (; magic == kCallersMagic && left > 0 && reader.rest().size() >= kTableHeader; --left) {
    Table table;
    table.access_class_ = reader.number<std::uint32_t>();
    table.tickets_ = reader.number<std::uint32_t>();
    table.trust_ = reader.number<float>();
    table.hit_rate_ = reader.number<float>();
    const std::uint64_t articles = reader.number<std::uint32_t>();
    table.word_count_ = reader.number<std::uint32_t>();
    table.posting_count_ = reader.number<std::uint32_t>();
    const std::uint64_t strings = reader.number<std::uint32_t>();
    if (strings % 8 != 0) return damaged_file(path);  // misaligned
    table.articles_ = {reinterpret_cast<const std::uint32_t*>(part(articles, 4)), articles};
    table.words_ = reinterpret_cast<const Table::WordRecord*>(
        part(std::uint64_t{table.word_count_} + 1, sizeof(Table::WordRecord)));
    table.postings_ =
        reinterpret_cast<const CallersPosting*>(part(table.posting_count_, sizeof(CallersPosting)));
    table.strings_ = reader.raw(strings);
    words.tables_.push_back(table);
  }
  if (magic != kCallersMagic || left > 0 || reader.failed() || !reader.rest().empty() || !words.is_sound())
    return damaged_file(path);
  return words;
}

}  // namespace callside
