#pragma once

#include "searchd/query/suggester.h"

namespace callside {

// What an answer can go without, in the order in which it is given up.
inline constexpr Degraded kDegraded[] = {Degraded::tickets, Degraded::passages, Degraded::translations,
                                         Degraded::corrections};

// The name in answers, metrics and the log.
constexpr const char* name_of(Degraded what) {
  switch (what) {
    case Degraded::tickets:
      return "tickets";
    case Degraded::passages:
      return "passages";
    case Degraded::translations:
      return "translations";
    case Degraded::corrections:
      break;
  }
  return "corrections";
}

}  // namespace callside
