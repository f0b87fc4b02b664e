#include "indexer/base/bytes.h"

#include <bit>

namespace callside {

static_assert(std::endian::native == std::endian::little);

void ByteWriter::varint(std::uint64_t value) {
  while (value >= 0x80) {
    bytes_ += static_cast<char>(0x80U | (value & 0x7FU));
    value >>= 7U;
  }
  bytes_ += static_cast<char>(value);
}

std::uint64_t ByteReader::varint() {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 64; shift += 7) {
    const auto byte = number<std::uint8_t>();
    value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
    if ((byte & 0x80U) == 0) return value;
  }
  failed_ = true;
  return 0;
}

std::vector<std::string> ByteReader::strings() {
  std::vector<std::string> values;
  const std::uint64_t count = varint();
  for (std::uint64_t i = 0; i < count && !failed_; ++i) values.emplace_back(string());
  return values;
}

std::string_view ByteReader::raw(std::uint64_t size) {
  if (size > rest_.size()) {
    failed_ = true;
    rest_ = {};
    return {};
  }
  const std::string_view part = rest_.substr(0, size);
  rest_.remove_prefix(size);
  return part;
}

}  // namespace callside
