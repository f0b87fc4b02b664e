#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace callside {

// Bytes [offset, offset + length) of `bytes`, or an empty view if that range is out of bounds.
inline std::string_view part_of(std::string_view bytes, std::uint64_t offset, std::uint64_t length) {
  if (offset > bytes.size() || length > bytes.size() - offset) return {};
  return bytes.substr(offset, length);
}

// Appends little-endian numbers and length-prefixed strings to a byte string. The files of the index are made
// of these. Only little-endian machines are supported; bytes.cc has the static_assert.
class ByteWriter {
 public:
  template <typename T>
  void number(T value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  template <typename T>
  void numbers(const std::vector<T>& values) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  // Unsigned LEB128.
  void varint(std::uint64_t value);
  void string(std::string_view value) {
    varint(value.size());
    bytes_.append(value);
  }
  void strings(const std::vector<std::string>& values) {
    varint(values.size());
    for (const std::string& value : values) string(value);
  }
  void raw(std::string_view value) { bytes_.append(value); }
  // Pads with zeros to a multiple of `to` bytes.
  void align(std::size_t to) { bytes_.resize((bytes_.size() + to - 1) / to * to); }

  const std::string& bytes() const { return bytes_; }
  std::size_t size() const { return bytes_.size(); }
  void clear() { bytes_.clear(); }

 private:
  std::string bytes_;
};

// Reads what ByteWriter wrote. Reading past the end returns zeros and empty strings and sets failed(), which
// the caller may check once, after the last read. Returned views point into the bytes given to the
// constructor.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : rest_(bytes) {}

  template <typename T>
  T number() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value{};
    const std::string_view part = raw(sizeof value);
    if (part.size() == sizeof value) std::memcpy(&value, part.data(), sizeof value);
    return value;
  }
  std::uint64_t varint();
  std::string_view string() { return raw(varint()); }
  std::vector<std::string> strings();
  void skip_strings() {
    for (std::uint64_t left = varint(); left > 0 && !failed_; --left) string();
  }
  std::string_view raw(std::uint64_t size);

  std::string_view rest() const { return rest_; }
  bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace callside
