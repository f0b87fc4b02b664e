#include "indexer/check/todo.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/base/day.h"

namespace callside {

namespace {

using Task = TodoItem::Task;
using Tickets = std::map<std::string, std::uint64_t, std::less<>>;

constexpr std::size_t kUsualShare =
    5;  // a language is usual if one in this many articles has a version in it

class TodoMaker {
 public:
  TodoMaker(const std::vector<ArticleFacts>& articles, const Tickets& tickets, const TodoOptions& options)
      : articles_(articles), tickets_(tickets), options_(options), versions_(versions_of(articles)) {}

  std::vector<TodoItem> make() {
    for (const ArticleFacts& article : articles_) {
      if (article.archived) continue;
      add_due_dates(article);
      add_retranslation(article);
    }
    const std::vector<std::string> languages =
        options_.languages.empty() ? usual_languages(articles_) : options_.languages;
    // Handle each id once, in the order of the articles.
    std::set<std::string_view> seen;
    for (const ArticleFacts& article : articles_) {
      if (seen.insert(article.id).second) add_missing_languages(article.id, languages);
    }
    std::stable_sort(items_.begin(), items_.end(),
                     [&](const TodoItem& a, const TodoItem& b) { return urgency(a) < urgency(b); });
    return std::move(items_);
  }

 private:
  TodoItem item(Task task, const ArticleFacts& article, std::string why) const {
    TodoItem one;
    one.task = task;
    one.id = article.id;
    one.lang = article.lang;
    one.title = article.title;
    one.owner = article.owner;
    one.why = std::move(why);
    const auto found = tickets_.find(article.id);
    one.tickets = found == tickets_.end() ? 0 : found->second;
    return one;
  }

  bool is_due_soon(std::int32_t day) const {
    return day != kNoDay && day <= options_.today + options_.soon_days;
  }

  void add_due_dates(const ArticleFacts& article) {
    if (is_due_soon(article.valid_until)) {
      items_.push_back(item(Task::renew, article, "valid until " + format_day(article.valid_until)));
      items_.back().due = article.valid_until;
    }
    if (is_due_soon(article.review_by)) {
      items_.push_back(item(Task::review, article, "review by " + format_day(article.review_by)));
      items_.back().due = article.review_by;
    }
  }

  void add_retranslation(const ArticleFacts& article) {
    const Translation* recorded = options_.translations.find(article.id, article.lang);
    const VersionState state = state_of(article);
    const std::string lang(source_language(state, recorded));
    const std::size_t source =
        lang.empty() ? SIZE_MAX : version_in(articles_, versions_.at(article.id), lang);
    Outdated why = Outdated::no;
    if (source == SIZE_MAX) {
      why = callside::outdated(state, nullptr, recorded);
    } else if (&articles_[source] != &article) {
      const VersionState other = state_of(articles_[source]);
      why = callside::outdated(state, &other, recorded);
    }
    if (why != Outdated::no) items_.push_back(item(Task::retranslate, article, describe(why, lang)));
  }

  void add_missing_languages(std::string_view id, const std::vector<std::string>& languages) {
    const std::vector<std::uint32_t>& versions = versions_.at(id);
    // The version to translate from. A version that is not itself a translation is preferred.
    const ArticleFacts* from = nullptr;
    for (const std::uint32_t number : versions) {
      const ArticleFacts& version = articles_[number];
      const bool is_over = version.valid_until < options_.today;
      if (version.archived || is_over) continue;
      const bool is_source =
          version.source_lang.empty() || language_matches(version.source_lang, version.lang);
      if (from == nullptr || (is_source && !from->source_lang.empty())) from = &version;
    }
    if (from == nullptr) return;
    for (const std::string& lang : languages) {
      if (version_in(articles_, versions, lang) != SIZE_MAX) continue;
      items_.push_back(
          item(Task::translate, *from, "there is no " + lang + " version; translate from " + from->lang));
      items_.back().lang = lang;
    }
  }

  // Smaller values are more urgent.
  std::tuple<int, std::int32_t, std::uint64_t> urgency(const TodoItem& one) const {
    const bool is_over = one.due < options_.today;
    const int step = is_over ? 0 : one.task == Task::retranslate ? 1 : one.task == Task::translate ? 3 : 2;
    return {step, one.due, UINT64_MAX - one.tickets};
  }

  const std::vector<ArticleFacts>& articles_;
  const Tickets& tickets_;
  const TodoOptions& options_;
  Versions versions_;
  std::vector<TodoItem> items_;
};

}  // namespace

const char* name_of(TodoItem::Task task) {
  switch (task) {
    case Task::renew:
      return "renew";
    case Task::retranslate:
      return "retranslate";
    case Task::review:
      return "review";
    case Task::translate:
      return "translate";
  }
  return "";
}

std::vector<std::string> usual_languages(const std::vector<ArticleFacts>& articles) {
  std::set<std::string_view> ids;
  std::map<std::string, std::size_t> counts;
  for (const ArticleFacts& article : articles) {
    ids.insert(article.id);
    ++counts[article.lang];
  }
  std::vector<std::string> languages;
  for (const auto& [lang, count] : counts) {
    if (lang != "und" && count * kUsualShare >= ids.size()) languages.push_back(lang);
  }
  return languages;
}

std::vector<TodoItem> make_todo(const std::vector<ArticleFacts>& articles, const Tickets& tickets,
                                const TodoOptions& options) {
  return TodoMaker(articles, tickets, options).make();
}

}  // namespace callside
