#pragma once

#include <cstddef>

#include "indexer/redact/personal_kind.h"

namespace callside {

// Bytes [begin, end) of a text are personal data.
struct PersonalSpan {
  PersonalKind kind;
  std::size_t begin, end;
};

}  // namespace callside
