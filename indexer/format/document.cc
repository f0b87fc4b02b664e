#include "indexer/format/document.h"

namespace callside {

const char* name_of(Kind kind) { return kind == Kind::article ? "article" : "ticket"; }

const char* name_of(Confidence confidence) {
  switch (confidence) {
    case Confidence::wip:
      return "wip";
    case Confidence::not_validated:
      return "not_validated";
    case Confidence::validated:
      return "validated";
    case Confidence::archived:
      return "archived";
  }
  return "not_validated";
}

const char* name_of(BlockType type) {
  switch (type) {
    case BlockType::paragraph:
      return "p";
    case BlockType::step:
      return "step";
    case BlockType::code:
      return "code";
    case BlockType::row:
      return "row";
    case BlockType::heading:
      return "heading";
  }
  return "p";
}

}  // namespace callside
