#include "indexer/sources/source_format.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/vendors/export_guess.h"

namespace callside {

namespace {

struct Extension {
  std::string_view name;
  SourceFormat format;
};

constexpr std::array<Extension, 10> kExtensions = {{
    {".jsonl", SourceFormat::jsonl},
    {".ndjson", SourceFormat::jsonl},
    {".md", SourceFormat::markdown},
    {".markdown", SourceFormat::markdown},
    {".html", SourceFormat::html},
    {".htm", SourceFormat::html},
    {".xhtml", SourceFormat::html},
    {".txt", SourceFormat::text},
    {".text", SourceFormat::text},
    {".csv", SourceFormat::csv},
}};

constexpr std::array<SourceFormat, 9> kFormats = {
    SourceFormat::jsonl,     SourceFormat::markdown, SourceFormat::html,
    SourceFormat::text,      SourceFormat::csv,      SourceFormat::zendesk,
    SourceFormat::freshdesk, SourceFormat::zammad,   SourceFormat::intercom};

bool starts_with_ignoring_case(std::string_view text, std::string_view head) {
  return equal_ignoring_case(text.substr(0, head.size()), head);
}

// Returns true if the first line is a complete object. A pretty-printed object has none on its first line.
bool looks_like_jsonl(std::string_view bytes) {
  if (bytes.empty() || bytes[0] != '{') return false;
  const std::size_t end = bytes.find('\n');
  // The line is longer than the sample.
  if (end == std::string_view::npos) return true;
  const std::size_t last = bytes.find_last_not_of(" \t\r", end - 1);
  return last != std::string_view::npos && last > 0 && bytes[last] == '}';
}

}  // namespace

const char* name_of(SourceFormat format) {
  switch (format) {
    case SourceFormat::jsonl:
      return "jsonl";
    case SourceFormat::markdown:
      return "markdown";
    case SourceFormat::html:
      return "html";
    case SourceFormat::text:
      return "text";
    case SourceFormat::csv:
      return "csv";
    case SourceFormat::zendesk:
      return "zendesk";
    case SourceFormat::freshdesk:
      return "freshdesk";
    case SourceFormat::zammad:
      return "zammad";
    case SourceFormat::intercom:
      return "intercom";
  }
  return "";
}

std::vector<std::string> source_format_names() {
  std::vector<std::string> names;
  for (const SourceFormat format : kFormats) names.emplace_back(name_of(format));
  return names;
}

Result<SourceFormat> read_source_format(std::string_view word) {
  for (const SourceFormat format : kFormats) {
    if (word == name_of(format)) return format;
  }
  return fail(ErrorCode::usage, "--as " + in_quotes(word) + ": unknown format", "use " + format_words());
}

std::string format_words() {
  std::string words;
  for (std::size_t i = 0; i < kFormats.size(); ++i) {
    const bool at_end = i + 1 == kFormats.size();
    if (i > 0) words += at_end ? " or " : ", ";
    words += name_of(kFormats[i]);
  }
  return words;
}

bool can_have_format(SourceFormat format, std::string_view file_name) {
  const std::string extension = extension_of(file_name);
  if (is_export(format)) return needs_bytes(file_name);
  if (format == SourceFormat::csv) return extension == ".csv" || extension == ".tsv" || extension == ".txt";
  return false;
}

std::string extension_of(std::string_view file_name) {
  const std::size_t dot = file_name.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return {};
  return lower_case(file_name.substr(dot));
}

bool needs_bytes(std::string_view file_name) {
  const std::string extension = extension_of(file_name);
  return extension.empty() || extension == ".json" || extension == ".jsonl" || extension == ".ndjson";
}

std::optional<SourceFormat> guess_format(std::string_view file_name, std::string_view first_bytes) {
  const std::string extension = extension_of(file_name);
  if (needs_bytes(file_name)) {
    if (const auto vendor = guess_export(first_bytes)) return vendor;
  }
  for (const Extension& known : kExtensions) {
    if (known.name == extension) return known.format;
  }
  if (!needs_bytes(file_name)) return std::nullopt;
  first_bytes = without_byte_order_mark(first_bytes);
  const std::size_t begin = std::min(first_bytes.find_first_not_of(" \t\r\n"), first_bytes.size());
  first_bytes.remove_prefix(begin);
  if (looks_like_jsonl(first_bytes)) return SourceFormat::jsonl;
  if (!extension.empty()) return std::nullopt;
  if (starts_with_ignoring_case(first_bytes, "<!doctype html") ||
      starts_with_ignoring_case(first_bytes, "<html")) {
    return SourceFormat::html;
  }
  if (starts_with_ignoring_case(first_bytes, "---\n") || starts_with_ignoring_case(first_bytes, "---\r\n")) {
    return SourceFormat::markdown;
  }
  return std::nullopt;
}

}  // namespace callside
