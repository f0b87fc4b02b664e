#include "indexer/redact/redactor.h"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/redact/block_html.h"
#include "indexer/redact/detectors.h"

namespace callside {
namespace {

// Bytes [begin, end) of a piece of text.
struct Span {
  PersonalKind kind;
  std::size_t begin, end;
};

// Texts are redacted in pieces of whole lines, so that the units of one stay in the processor's cache.
constexpr std::size_t kPieceBytes = 8 * 1024;

class Piece {
 public:
  // The personal data in `text`, sorted.
  std::vector<Span> search(std::string_view text) {
    std::vector<Span> spans;
    fold_text(text, units_);
    // What one finding hid can let another be seen ("tel. A, B"): once more, until nothing is new. Twice is
    // usual; the bound keeps the time linear.
    constexpr int kMostRounds = 16;
    for (int round = 0; round < kMostRounds; ++round) {
      const std::size_t known = spans.size();
      for (const Detector find : detectors()) {
        findings_.clear();
        find(units_, findings_);
        take(spans);
      }
      if (spans.size() == known) break;
    }
    std::ranges::sort(spans, {}, &Span::begin);
    return spans;
  }

 private:
  // Moves the findings to the spans, and leaves one taken unit in the view for each.
  void take(std::vector<Span>& spans) {
    if (findings_.empty()) return;
    std::size_t kept = findings_.front().begin;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      const Finding& finding = findings_[i];
      spans.push_back({finding.kind, units_[finding.begin].begin, units_[finding.end - 1].end});
      units_[kept++] = {taken_by(finding.kind), units_[finding.begin].begin, units_[finding.end - 1].end};
      const std::size_t next = i + 1 < findings_.size() ? findings_[i + 1].begin : units_.size();
      for (std::size_t unit = finding.end; unit < next; ++unit) units_[kept++] = units_[unit];
    }
    units_.resize(kept);
  }

  std::vector<Unit> units_;
  std::vector<Finding> findings_;
};

// The end of the piece that begins at `begin`: behind a line's end, or the text's.
std::size_t piece_end(std::string_view text, std::size_t begin) {
  if (text.size() - begin <= kPieceBytes) return text.size();
  const std::size_t line_end = text.find('\n', begin + kPieceBytes);
  return line_end == std::string_view::npos ? text.size() : line_end + 1;
}

RedactionCounts redact_content(const Redactor& redactor, Content& content) {
  RedactionCounts counts;
  for (Block& block : content.blocks) counts += redactor.redact(block.text);
  content.html = html_of(content.blocks);
  return counts;
}

bool names_a_person(std::string_view id) {
  return std::ranges::any_of(Piece().search(id), [id](const Span& span) {
    switch (span.kind) {
      case PersonalKind::email:
      case PersonalKind::iban:
        return true;
      case PersonalKind::telephone:
        return id[span.begin] == '+';
      default:
        return false;
    }
  });
}

}  // namespace

RedactionCounts Redactor::redact(std::string& text) const {
  RedactionCounts counts;
  Piece piece;
  std::string redacted;
  std::size_t copied = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = piece_end(text, begin);
    for (const Span& span : piece.search(std::string_view(text).substr(begin, end - begin))) {
      redacted.append(text, copied, begin + span.begin - copied).append(info_of(span.kind).mark);
      copied = begin + span.end;
      counts.add(span.kind);
    }
    begin = end;
  }
  if (counts.total() > 0) {
    redacted.append(text, copied);
    text = std::move(redacted);
  }
  return counts;
}

Result<RedactionCounts> Redactor::redact(Document& ticket) const {
  RedactionCounts counts;
  if (ticket.kind != Kind::ticket) return counts;
  if (names_a_person(ticket.id)) {
    return fail(ErrorCode::invalid_input, "the ticket's id holds personal data",
                "export the tickets with ids that say nothing of the caller");
  }
  for (std::string* text :
       {&ticket.title, &ticket.url, &ticket.escalate_to, &ticket.do_not_say, &ticket.owner}) {
    counts += redact(*text);
  }
  for (auto* list : {&ticket.keywords, &ticket.before_escalating}) {
    for (std::string& text : *list) counts += redact(text);
  }
  for (Content* content : {&ticket.question, &ticket.resolution, &ticket.body}) {
    counts += redact_content(*this, *content);
  }
  return counts;
}

}  // namespace callside
