#pragma once

#include <vector>

#include "indexer/redact/name_run.h"

namespace callside {

// Common base of the searches for names beside cues.
class NameContext {
 public:
  NameContext(const Reading& reading, std::vector<NameRange>& ranges)
      : reading_(reading), names_(reading), ranges_(ranges) {}

 protected:
  static constexpr std::size_t kNone = Reading::kNone;

  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  std::size_t begin_of(const Cue& cue) const { return word(cue.first).begin; }

  std::size_t end_of(const Cue& cue) const { return word(cue.last - 1).end; }

  static bool is_phrase(const Cue& cue) { return cue.last - cue.first > 1; }

  void take(const NameRun& run) { names_.take(run, ranges_); }

  bool is_word_only(const NameRun& run) const {
    if (run.words > 1) return false;
    const CueWord& only = word(run.first);
    return only.is(Role::descriptive | Role::organisation) || (only.is(Role::compound) && only.size() > 6);
  }

  bool has(std::size_t from, std::size_t to, std::u32string_view signs) const {
    for (std::size_t i = from; i < to; ++i) {
      if (signs.find(reading_.at(i)) != std::u32string_view::npos) return true;
    }
    return false;
  }

  bool is_described(const NameRun& run) const {
    for (std::size_t i = run.first; i < reading_.words().size() && word(i).end <= run.end; ++i) {
      if (word(i).is(Role::descriptive | Role::compound)) return true;
    }
    return false;
  }

  const Reading& reading_;
  const NameReader names_;
  std::vector<NameRange>& ranges_;
};

}  // namespace callside
