#include "indexer/sources/record_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

constexpr std::size_t kSampleBytes = 1024;

bool is_name_character(char c) { return is_ascii_alphanumeric(c) || c == '-' || c == '_'; }

// Returns the encoding that a page declares; Windows-1252, the most common, if it declares none or a wrong
// one.
std::string declared_encoding(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  const std::size_t found = sample.find("charset=");
  if (found == std::string_view::npos) return "WINDOWS-1252";
  std::string name;
  for (const char c : sample.substr(found + 8)) {
    if (is_name_character(c) && name.size() < 20) {
      name += c;
    } else if (!name.empty() || (c != '"' && c != '\'')) {
      break;
    }
  }
  const bool utf8 = name == "utf-8" || name == "UTF-8" || name == "utf8";
  return name.empty() || utf8 ? "WINDOWS-1252" : name;
}

// Returns true if there is a UTF-16 byte order mark, or if more than a quarter of the first bytes are NUL.
bool is_utf16(std::string_view bytes) {
  const std::string_view mark = bytes.substr(0, 2);
  if (mark == "\xFF\xFE" || mark == "\xFE\xFF") return true;
  const std::string_view sample = bytes.substr(0, kSampleBytes);
  return std::count(sample.begin(), sample.end(), '\0') * 4 > static_cast<std::ptrdiff_t>(sample.size());
}

}  // namespace

Parsed rejected(Remark remark) {
  Parsed parsed;
  parsed.place = remark.place;
  parsed.remarks.push_back(std::move(remark));
  return parsed;
}

Parsed rejected(const Place& place, std::string reason, std::string hint) {
  return rejected(Remark{Remark::Level::rejected, place, std::move(reason), std::move(hint)});
}

std::optional<Remark> refuse_encoding(const RawRecord& record, std::string_view unit) {
  const auto hint = [](const std::string& encoding) {
    return "convert it: iconv -f " + encoding + " -t UTF-8 FILE; or remove it if it is not text";
  };
  const std::string of_unit = " of the " + std::string(unit);
  if (is_utf16(record.bytes)) {
    return Remark{Remark::Level::rejected, record.place,
                  "not UTF-8 from byte 1" + of_unit + " on: probably UTF-16 or a binary file",
                  hint("UTF-16")};
  }
  const std::size_t invalid = find_invalid_utf8(record.bytes);
  if (invalid == std::string_view::npos) return std::nullopt;
  return Remark{Remark::Level::rejected, record.place,
                "not UTF-8 at byte " + std::to_string(invalid + 1) + of_unit,
                hint(declared_encoding(record.bytes))};
}

}  // namespace callside
