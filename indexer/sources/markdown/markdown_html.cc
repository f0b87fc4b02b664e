#include "indexer/sources/markdown/markdown_html.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <mutex>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/markdown/markdown_cost.h"

namespace callside {

namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
struct FreeText {
  void operator()(char* text) const { std::free(text); }
};

using Extensions = std::array<cmark_syntax_extension*, 4>;

const Extensions& extensions() {
  static const Extensions found = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return Extensions{cmark_find_syntax_extension("table"), cmark_find_syntax_extension("strikethrough"),
                      cmark_find_syntax_extension("autolink"), cmark_find_syntax_extension("tasklist")};
  }();
  return found;
}

// cmark-gfm keeps the special characters of its extensions in a global table, which each parse fills and
// clears. Parallel parses would remove each other's extensions.
std::mutex& parse_mutex() {
  static std::mutex mutex;
  return mutex;
}

// Removes the data of images that some editors append to the text as references. They are dropped anyway, and
// cmark would copy them for each use.
std::string without_data_targets(std::string_view markdown) {
  constexpr std::string_view kData = "]: data:";
  constexpr std::string_view kQuotedData = "]: <data:";
  std::string text;
  std::size_t copied = 0;
  for (std::size_t at = markdown.find("]: "); at != std::string_view::npos;
       at = markdown.find("]: ", at + 3)) {
    const bool quoted = markdown.substr(at, kQuotedData.size()) == kQuotedData;
    if (!quoted && markdown.substr(at, kData.size()) != kData) continue;
    const std::size_t begin = at + (quoted ? kQuotedData.size() : kData.size());
    const std::size_t end = std::min(markdown.find_first_of(" \t\r\n>", begin), markdown.size());
    text.append(markdown, copied, begin - copied);
    copied = end;
  }
  if (copied == 0) return {};
  text.append(markdown, copied);
  return text;
}

}  // namespace

Result<std::string> markdown_to_html(std::string_view markdown) {
  std::string cleaned;
  markdown = without_controls(markdown, cleaned);
  const std::string shortened = without_data_targets(markdown);
  if (!shortened.empty()) markdown = shortened;
  if (is_too_costly_markdown(markdown)) {
    return fail(ErrorCode::invalid_input,
                "the Markdown has too many repeated references, table cells or brackets",
                "write it as HTML or plain text, and set \"format\" accordingly");
  }
  // CMARK_OPT_UNSAFE lets raw HTML through; it is sanitised later.
  const std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_UNSAFE));
  for (cmark_syntax_extension* extension : extensions()) {
    cmark_parser_attach_syntax_extension(parser.get(), extension);
  }
  std::unique_ptr<cmark_node, FreeNode> tree;
  {
    const std::lock_guard lock(parse_mutex());
    cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
    tree.reset(cmark_parser_finish(parser.get()));
  }
  const std::unique_ptr<char, FreeText> html(
      cmark_render_html(tree.get(), CMARK_OPT_UNSAFE, cmark_parser_get_syntax_extensions(parser.get())));
  return std::string(html.get());
}

}  // namespace callside
