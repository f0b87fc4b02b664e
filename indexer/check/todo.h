#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "indexer/check/facts.h"
#include "indexer/format/translations.h"

namespace callside {

// What an editor is to do about an article.
struct TodoItem {
  enum class Task : std::uint8_t {
    renew,        // valid_until is over, or will be soon
    retranslate,  // its source version changed since
    review,       // review_by is over, or will be soon
    translate,    // there is no version in a language of the knowledge base
  };
  Task task = Task::review;
  std::string id, lang;       // of the version to be worked on; translate: that is to be written
  std::string title;          // translate: of the version that there is
  std::string owner;          // empty: nobody
  std::int32_t due = kNoDay;  // renew, review: days since 1970-01-01
  std::uint64_t tickets = 0;  // that the article resolved
  std::string why;            // "valid until 2026-10-31", "the en version was updated later"
};

const char* name_of(TodoItem::Task task);

struct TodoOptions {
  std::int32_t today = 0;
  std::int32_t soon_days = 30;         // a day so near is as good as over
  std::vector<std::string> languages;  // that every article is to have; empty: usual_languages()
  Translations translations;
};

// The languages in which a fifth of the articles or more have a version.
std::vector<std::string> usual_languages(const std::vector<ArticleFacts>& articles);

// What is to be done, the most urgent first: what is over by its days, longest over first; translations that
// are outdated; what will be over soon; then what is to be translated. Of the same urgency, the article that
// resolved most tickets first. `tickets`: how many each article resolved. Archived articles need nothing, and
// those that are over are not to be translated.
std::vector<TodoItem> make_todo(const std::vector<ArticleFacts>& articles,
                                const std::map<std::string, std::uint64_t, std::less<>>& tickets,
                                const TodoOptions& options);

}  // namespace callside
