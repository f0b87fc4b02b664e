#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/check/facts.h"
#include "indexer/format/translations.h"

namespace callside {

// A task for an editor about an article.
struct TodoItem {
  enum class Task : std::uint8_t {
    renew,        // valid_until has passed or is near
    retranslate,  // the source version has changed since
    review,       // review_by has passed or is near
    translate,    // a version in a language of the knowledge base is missing
  };
  Task task = Task::review;
  std::string id, lang;       // of the version to work on, or for `translate` to write
  std::string title;          // for `translate`, of the version to translate from
  std::string owner;          // empty if there is none
  std::int32_t due = kNoDay;  // for `renew` and `review`, days since 1970-01-01
  std::uint64_t tickets = 0;  // number of tickets that the article resolved
  std::string why;            // "valid until 2026-10-31", "the en version was updated later"
};

const char* name_of(TodoItem::Task task);

struct TodoOptions {
  std::int32_t today = 0;
  std::int32_t soon_days = 30;         // dates at most this many days ahead are near
  std::vector<std::string> languages;  // that every article should have; usual_languages() if empty
  Translations translations;
};

// Returns the languages in which at least a fifth of the articles have a version.
std::vector<std::string> usual_languages(const std::vector<ArticleFacts>& articles);

// Returns the tasks, most urgent first: overdue dates, oldest first; outdated translations; dates that are
// near; missing translations. Among equally urgent tasks, articles that resolved more tickets come first.
// `tickets` holds the number of resolved tickets by article. Archived articles get no tasks, and expired ones
// no `translate` tasks.
std::vector<TodoItem> make_todo(const std::vector<ArticleFacts>& articles,
                                const std::map<std::string, std::uint64_t, std::less<>>& tickets,
                                const TodoOptions& options);

}  // namespace callside
