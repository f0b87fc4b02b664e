#include "indexer/format/document_meta.h"

namespace callside {

namespace {

void write_member(ByteWriter& out, const std::string& value) { out.string(value); }
void write_member(ByteWriter& out, const std::vector<std::string>& value) { out.strings(value); }
void write_member(ByteWriter& out, bool value) { out.number(static_cast<std::uint8_t>(value)); }

void read_member(ByteReader& in, std::string& value) { value = in.string(); }
void read_member(ByteReader& in, std::vector<std::string>& value) { value = in.strings(); }
void read_member(ByteReader& in, bool& value) { value = in.number<std::uint8_t>() != 0; }

// Fails to compile if DocumentMeta has more members than kMetaMembers: a missing one would be lost silently.
[[maybe_unused]] void name_every_member(const DocumentMeta& meta) {
  [[maybe_unused]] const auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = meta;
  static_assert(std::tuple_size_v<decltype(kMetaMembers)> == 15);
}

}  // namespace

void DocumentMeta::write(ByteWriter& out) const {
  std::apply([&](const auto... member) { (write_member(out, this->*member), ...); }, kMetaMembers);
}

DocumentMeta DocumentMeta::read(std::string_view bytes) {
  ByteReader in(bytes);
  DocumentMeta meta;
  std::apply([&](const auto... member) { (read_member(in, meta.*member), ...); }, kMetaMembers);
  return meta;
}

}  // namespace callside
