#include "indexer/redact/ticket_text.h"

#include "indexer/format/block_html.h"

namespace callside {
namespace {

constexpr std::string_view kBlocksApart = "\n\n", kFieldsApart = "\n\n\n\n";

}  // namespace

TicketText::TicketText(Document& document) {
  for (std::string* text :
       {&document.title, &document.url, &document.escalate_to, &document.do_not_say, &document.owner}) {
    add(*text, kFieldsApart);
  }
  for (auto* list : {&document.keywords, &document.before_escalating}) {
    for (std::string& text : *list) add(text, kFieldsApart);
  }
  for (Content* content : {&document.question, &document.resolution, &document.body}) add(*content);
}

void TicketText::add(std::string& text, std::string_view apart) {
  if (!text_.empty()) text_ += apart;
  pieces_.push_back({&text, text_.size()});
  text_ += text;
}

void TicketText::add(Content& content) {
  contents_.push_back(&content);
  bool first = true;
  for (Block& block : content.blocks) {
    add(block.text, first ? kFieldsApart : kBlocksApart);
    first = false;
  }
}

void TicketText::make_html() {
  for (Content* content : contents_) content->html = html_of(content->blocks);
}

}  // namespace callside
