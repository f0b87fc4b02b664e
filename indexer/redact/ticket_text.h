#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/format/document.h"
#include "indexer/redact/personal_span.h"

namespace callside {

// All texts of a document as one text. Blank lines separate blocks, more blank lines separate fields, so that
// a detector sees what belongs together. Points into the document, which must outlive it.
class TicketText {
 public:
  explicit TicketText(Document& document);

  const std::string& text() const { return text_; }

  // Replaces each span with its mark in the fields, and rebuilds the HTML.
  template <typename MarkOf>
  void replace(const std::vector<PersonalSpan>& spans, MarkOf mark_of) {
    auto span = spans.begin();
    for (Piece& piece : pieces_) {
      std::string redacted;
      std::size_t copied = piece.begin;
      const std::size_t end = piece.begin + piece.text->size();
      for (; span != spans.end() && span->begin < end; ++span) {
        redacted.append(text_, copied, span->begin - copied).append(mark_of(span->kind));
        copied = span->end;
      }
      if (copied == piece.begin) continue;
      redacted.append(text_, copied, end - copied);
      *piece.text = std::move(redacted);
    }
    make_html();
  }

 private:
  struct Piece {
    std::string* text;
    std::size_t begin;
  };

  void add(std::string& text, std::string_view apart);
  void add(Content& content);
  void make_html();

  std::vector<Piece> pieces_;
  std::vector<Content*> contents_;
  std::string text_;
};

}  // namespace callside
