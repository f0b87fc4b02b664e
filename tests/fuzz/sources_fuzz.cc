// libFuzzer target for the source readers. The first byte selects the format, the rest is a record. Reading
// it must terminate with a document, or with exactly one rejection and its hint. All text must be valid
// UTF-8, and each block of a document must have its HTML element.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/base/utf8.h"
#include "indexer/sources/html/html_reader.h"
#include "indexer/sources/jsonl_reader.h"
#include "indexer/sources/markdown/markdown_reader.h"
#include "indexer/sources/native_record.h"
#include "indexer/sources/text_reader.h"

namespace {

using namespace callside;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "violated: %s\n", what);
  std::abort();
}

bool is_utf8(std::string_view text) { return find_invalid_utf8(text) == std::string_view::npos; }

void check(const Content& content) {
  require(is_utf8(content.html), "the HTML is UTF-8");
  std::size_t number = 0;
  for (const Block& block : content.blocks) {
    require(!block.text.empty() && is_utf8(block.text), "a block is text");
    require((block.type == BlockType::heading) == (block.level != 0), "only headings have levels");
    const std::string mark = " data-block=\"" + std::to_string(number++) + "\"";
    require(content.html.find(mark) != std::string::npos, "each block has its element");
  }
  require(content.html.find("<script") == std::string::npos, "no script");
}

void check(const Parsed& parsed) {
  std::size_t rejected = 0;
  for (const Remark& remark : parsed.remarks) {
    require(!remark.hint.empty() && is_utf8(remark.reason), "a remark has a reason and a hint");
    rejected += remark.level == Remark::Level::rejected ? 1U : 0U;
  }
  require(rejected == (parsed.document ? 0U : 1U), "a document, or one rejection");
  if (!parsed.document) return;
  require(!parsed.document->id.empty() && !parsed.document->audience.empty(), "id and audience");
  check(parsed.document->body);
  check(parsed.document->question);
  check(parsed.document->resolution);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const NativeRecords records{Config{}, RecordDefaults{}};
  static const JsonlReader jsonl(records);
  static const MarkdownReader markdown(records);
  static const HtmlReader html(records);
  static const TextReader text(records);
  static const RecordReader* const readers[] = {&jsonl, &markdown, &html, &text};
  if (size == 0) return 0;
  RawRecord record;
  record.place.file = "fuzz";
  record.path = "en/fuzz.x";
  record.bytes.assign(reinterpret_cast<const char*>(data) + 1, size - 1);
  check(readers[data[0] % 4]->read(record, "/"));
  return 0;
}
