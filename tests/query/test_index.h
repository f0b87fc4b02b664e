#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "searchd/query/engine.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"

namespace callside::testing {

// An index, and the request and access with which it is searched.
class TestIndex {
 public:
  explicit TestIndex(std::vector<Document> documents, EditorialRules editorial = {}) {
    const auto report = build_index(folder_.path() / "kb", std::move(documents), 2, std::move(editorial));
    REQUIRE(report);
    auto engine = open_engine(folder_.path() / "kb");
    REQUIRE(engine);
    engine_ = std::move(*engine);
    access.audiences = {"public"};
    request.today = "2026-11-22";
    request.limit = 10;
  }

  SuggestAnswer ask(std::string text) {
    request.text = std::move(text);
    auto answer = engine_->suggest(request, access);
    REQUIRE(answer);
    return std::move(*answer);
  }
  std::vector<std::string> ids(std::string text) {
    std::vector<std::string> out;
    for (const Suggestion& one : ask(std::move(text)).suggestions) out.push_back(one.id);
    return out;
  }
  const Suggester& engine() const { return *engine_; }

  SuggestRequest request;
  Access access;

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Suggester> engine_;
};

using Ids = std::vector<std::string>;

// The suggestion with this id, or nullptr. Valid as long as the answer.
inline const Suggestion* suggestion_of(const SuggestAnswer& answer, const std::string& id) {
  for (const Suggestion& one : answer.suggestions) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

}  // namespace callside::testing
