#include "indexer/sources/html/html_tree.h"

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/html/html_cost.h"
#include "indexer/sources/html/html_references.h"

namespace callside {

// The parser's memory, freed in one go with the tree. Gumbo frees node by node, recursively, which overflows
// the stack on deep trees and takes a third of a parse's time.
class HtmlTree::Arena {
 public:
  explicit Arena(std::size_t input_bytes)
      : limit_(std::min(kMinLimit + input_bytes * kLimitPerByte, kLargestLimit)),
        next_chunk_(std::clamp(input_bytes * 8, kMinChunk, kLargestChunk)) {}
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;
  ~Arena() {
    while (chunks_ != nullptr) std::free(std::exchange(chunks_, chunks_->next));
  }

  // Gumbo does not check for failed allocations. At the memory limit, control jumps back to the setjmp() in
  // run_gumbo(), over C frames that own nothing.
  static void* allocate(void* arena, std::size_t bytes) { return static_cast<Arena*>(arena)->take(bytes); }
  static void deallocate(void* /*arena*/, void* /*memory*/) {}

  std::jmp_buf exhausted;
  // Storage for the text that is parsed, if it differs from the input.
  std::string cleaned;
  std::string shortened;

 private:
  // Limit on the parser's memory. The parser copies unclosed formatting elements into every later paragraph,
  // so that a page of 60 kB can ask for 4 GB.
  static constexpr std::size_t kMinLimit = std::size_t{32} << 20U;
  static constexpr std::size_t kLimitPerByte = 64;
  static constexpr std::size_t kLargestLimit = std::size_t{512} << 20U;
  static constexpr std::size_t kMinChunk = std::size_t{1} << 14U;
  static constexpr std::size_t kLargestChunk = std::size_t{1} << 20U;

  struct alignas(std::max_align_t) Chunk {
    Chunk* next;
  };

  void* take(std::size_t bytes) {
    bytes = (bytes + alignof(std::max_align_t) - 1) & ~(alignof(std::max_align_t) - 1);
    if (bytes > left_) grow(bytes);
    char* memory = free_;
    free_ += bytes;
    left_ -= bytes;
    return memory;
  }

  void grow(std::size_t bytes) {
    const std::size_t size = std::max(bytes, next_chunk_);
    if (size > limit_ - std::min(used_, limit_)) std::longjmp(exhausted, 1);
    auto* chunk = static_cast<Chunk*>(std::malloc(sizeof(Chunk) + size));
    if (chunk == nullptr) std::longjmp(exhausted, 1);
    chunk->next = chunks_;
    chunks_ = chunk;
    free_ = reinterpret_cast<char*>(chunk + 1);
    left_ = size;
    used_ += size;
    next_chunk_ = std::min(next_chunk_ * 2, kLargestChunk);
  }

  Chunk* chunks_ = nullptr;
  char* free_ = nullptr;
  std::size_t left_ = 0;
  std::size_t used_ = 0;
  std::size_t limit_;
  std::size_t next_chunk_;
};

HtmlTree::HtmlTree() = default;
HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

namespace {

tl::unexpected<Error> too_costly() {
  return fail(ErrorCode::invalid_input, "the HTML is nested too deeply, or leaves too many elements open",
              "export it again, or run it through an HTML tidier");
}

bool written_in_text(const GumboNode* node) {
  return node != nullptr && node->v.element.original_tag.length > 0;
}

// A function of its own, without objects that have destructors: a longjmp() over one is undefined behaviour.
const GumboOutput* run_gumbo(const GumboOptions& options, std::string_view html, std::jmp_buf& exhausted) {
  if (setjmp(exhausted) != 0) return nullptr;
  return gumbo_parse_with_options(&options, html.data(), html.size());
}

}  // namespace

Result<HtmlTree> HtmlTree::parse(std::string_view html) {
  if (is_too_costly(html)) return too_costly();
  HtmlTree tree;
  tree.arena_ = std::make_unique<Arena>(html.size());
  html = without_controls(html, tree.arena_->cleaned);
  html = with_short_references(html, tree.arena_->shortened);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::deallocate;
  options.userdata = tree.arena_.get();
  options.max_errors = 0;
  const GumboOutput* output = run_gumbo(options, html, tree.arena_->exhausted);
  if (output == nullptr) return too_costly();
  tree.root_ = output->root;
  const GumboVector& children = tree.root_->v.element.children;
  for (unsigned i = 0; i < children.length; ++i) {
    const auto* child = static_cast<const GumboNode*>(children.data[i]);
    if (is_element(child, GUMBO_TAG_HEAD) && tree.head_ == nullptr) tree.head_ = child;
    if (is_element(child, GUMBO_TAG_BODY) && tree.body_ == nullptr) tree.body_ = child;
  }
  tree.is_page_ = written_in_text(tree.root_) || written_in_text(tree.head_) || written_in_text(tree.body_);
  return tree;
}

std::string_view attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found != nullptr ? std::string_view(found->value) : std::string_view();
}

bool has_attribute(const GumboElement& element, const char* name) {
  return gumbo_get_attribute(&element.attributes, name) != nullptr;
}

bool is_element(const GumboNode* node, GumboTag tag) {
  return node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag &&
         node->v.element.tag_namespace == GUMBO_NAMESPACE_HTML;
}

bool is_element(const GumboNode* node) {
  return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

bool is_text(const GumboNode* node) {
  return node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE ||
         node->type == GUMBO_NODE_CDATA;
}

}  // namespace callside
