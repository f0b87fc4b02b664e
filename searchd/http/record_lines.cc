#include "searchd/http/record_lines.h"

#include <charconv>
#include <system_error>

namespace callside {

namespace {

std::vector<std::string_view> fields_of(std::string_view line) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t space = line.find(' ');
    fields.push_back(line.substr(0, space));
    if (space == std::string_view::npos) return fields;
    line.remove_prefix(space + 1);
  }
}

}  // namespace

std::optional<std::vector<std::vector<std::string_view>>> read_records(std::string_view text,
                                                                       std::string_view first_line) {
  if (text.empty() || text.back() != '\n') return std::nullopt;
  std::vector<std::vector<std::string_view>> records;
  for (bool first = true; !text.empty(); first = false) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() + 1);
    if (!first) {
      records.push_back(fields_of(line));
    } else if (line != first_line) {
      return std::nullopt;
    }
  }
  return records;
}

bool is_sha256_hex(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<Moment> read_moment(std::string_view text) {
  Moment moment = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), moment);
  if (error != std::errc() || end != text.data() + text.size() || moment < 0) return std::nullopt;
  return moment;
}

}  // namespace callside
