#include "indexer/assembly/spool.h"

#include <utility>

namespace callside {

namespace {

template <typename T>
void write_numbers(ByteWriter& out, const std::vector<T>& values) {
  out.varint(values.size());
  out.numbers(values);
}

template <typename T>
std::vector<T> read_numbers(ByteReader& in) {
  std::vector<T> values(in.varint());
  const std::string_view bytes = in.raw(values.size() * sizeof(T));
  if (!bytes.empty()) std::memcpy(values.data(), bytes.data(), bytes.size());
  return values;
}

void write_block(ByteWriter& out, const StoredBlock& block) {
  out.string(block.text);
  out.number(block.type);
  out.number(block.level);
  out.number(block.field);
  write_numbers(out, block.words);
  write_numbers(out, block.spans);
}

StoredBlock read_block(ByteReader& in) {
  StoredBlock block;
  block.text = in.string();
  block.type = in.number<BlockType>();
  block.level = in.number<std::uint8_t>();
  block.field = in.number<Field>();
  block.words = read_numbers<std::uint32_t>(in);
  block.spans = read_numbers<StoredSpan>(in);
  return block;
}

}  // namespace

Result<SpoolWriter> SpoolWriter::create(const std::filesystem::path& path) {
  CALLSIDE_ASSIGN(FileWriter file, FileWriter::create(path));
  return SpoolWriter(std::move(file));
}

Result<SpoolWriter::Position> SpoolWriter::add(const AnalysedDocument& document) {
  const StoreEntry& entry = document.entry;
  record_.clear();
  record_.number(entry.kind);
  record_.number(entry.confidence);
  record_.number(entry.analysis_language);
  record_.number(entry.valid_from);
  record_.number(entry.valid_until);
  write_numbers(record_, entry.title_words);
  write_numbers(record_, entry.keyword_words);
  record_.varint(entry.blocks.size());
  for (const StoredBlock& block : entry.blocks) write_block(record_, block);
  write_numbers(record_, entry.passages);
  ByteWriter meta;
  entry.meta.write(meta);
  record_.string(meta.bytes());
  record_.string(document.lang);
  record_.string(document.html);
  record_.string(document.subject);
  record_.strings(document.access.audience);
  record_.strings(document.access.brand);
  const Position position{file_.offset(), record_.size()};
  CALLSIDE_TRY(file_.write(record_.bytes()));
  return position;
}

Result<Spool> Spool::open(const std::filesystem::path& path) {
  Spool spool;
  CALLSIDE_ASSIGN(spool.file_, MappedFile::open(path));
  return spool;
}

AnalysedDocument Spool::read(SpoolWriter::Position position) {
  constexpr std::uint64_t kKept = 16U << 20U;
  if (position.offset > kept_from_ + kKept) {
    file_.release(kept_from_, position.offset);
    kept_from_ = position.offset;
  } else if (position.offset < kept_from_) {
    file_.release(kept_from_, file_.bytes().size());
    kept_from_ = position.offset;
  }
  ByteReader in(file_.bytes().substr(position.offset, position.size));
  AnalysedDocument document;
  StoreEntry& entry = document.entry;
  entry.kind = in.number<Kind>();
  entry.confidence = in.number<Confidence>();
  entry.analysis_language = in.number<std::uint16_t>();
  entry.valid_from = in.number<std::int32_t>();
  entry.valid_until = in.number<std::int32_t>();
  entry.title_words = read_numbers<std::uint32_t>(in);
  entry.keyword_words = read_numbers<std::uint32_t>(in);
  entry.blocks.resize(in.varint());
  for (StoredBlock& block : entry.blocks) block = read_block(in);
  entry.passages = read_numbers<StoredPassage>(in);
  entry.meta = DocumentMeta::read(in.string());
  document.lang = in.string();
  document.html = in.string();
  document.subject = in.string();
  document.access.audience = in.strings();
  document.access.brand = in.strings();
  return document;
}

}  // namespace callside
