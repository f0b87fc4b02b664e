#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>

#include "indexer/base/day.h"
#include "indexer/check/checker.h"
#include "indexer/check/todo.h"
#include "indexer/commands/checked_sources.h"
#include "indexer/commands/command.h"
#include "indexer/commands/recorded_sources.h"
#include "indexer/commands/terminal/live_report.h"
#include "indexer/format/generation.h"

namespace callside {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

struct TodoArguments {
  fs::path index;
  std::vector<fs::path> sources;
  ReadingArguments reading;
  std::optional<std::string> owner;
  std::vector<std::string> languages;
  int days = 30;
  Output output;
};

// The articles and tickets of an index or of sources.
struct ContentFacts {
  std::vector<ArticleFacts> articles;
  std::map<std::string, std::uint64_t, std::less<>> tickets;  // resolved tickets by article id
  Translations translations;
  CheckSettings settings;
  TimeZone timezone;
};

ArticleFacts facts_of(const Generation& generation, std::uint32_t number) {
  const StoredDocument document = generation.store().document(number);
  DocumentMeta meta = document.meta();
  ArticleFacts facts;
  facts.id = std::move(meta.id);
  facts.lang = generation.manifest().language_tags[document.head().language_tag];
  facts.title = std::move(meta.title);
  facts.owner = std::move(meta.owner);
  facts.source_lang = std::move(meta.source_lang);
  facts.updated = std::move(meta.updated);
  facts.digest = std::move(meta.text_digest);
  facts.review_by = parse_day(meta.review_by).value_or(kNoDay);
  facts.valid_until = document.head().valid_until == kForever ? kNoDay : document.head().valid_until;
  facts.archived = document.confidence() == Confidence::archived;
  facts.marked_outdated = meta.marked_outdated;
  return facts;
}

Result<ContentFacts> facts_from_index(const fs::path& index, const ReadingArguments& arguments) {
  const IndexFolder folder(index);
  CALLSIDE_ASSIGN(const std::string current, folder.current());
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, current));
  ContentFacts facts;
  facts.timezone = generation.timezone();
  CALLSIDE_ASSIGN(facts.translations, read_translations(folder));
  // The `check` settings come from the configuration of the sources.
  if (const auto recorded = choose_sources(generation.manifest(), {}, NamedSources::same, arguments)) {
    const std::optional<fs::path> named =
        recorded->reading.config.empty() ? std::nullopt : std::optional<fs::path>(recorded->reading.config);
    CALLSIDE_ASSIGN(const Config config, find_config(named, recorded->sources));
    facts.settings = config.check;
  }
  const DocumentStore& store = generation.store();
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (!store.has(number)) continue;
    if (store.document(number).kind() == Kind::article) {
      facts.articles.push_back(facts_of(generation, number));
    } else if (const std::string_view article = store.document(number).article(); !article.empty()) {
      ++facts.tickets[std::string(article)];
    }
  }
  return facts;
}

Result<ContentFacts> facts_from_sources(const TodoArguments& arguments) {
  CALLSIDE_ASSIGN(CheckedSources read,
                  open_checked_sources(arguments.index, arguments.sources, arguments.reading));
  CheckOptions options;
  options.redactor = read.opened.plan.redactor;
  options.threads = arguments.reading.threads();
  options.interrupted = &interrupted();
  install_interrupt();
  CALLSIDE_ASSIGN(CheckReport report, check(*read.opened.stream, options));
  ContentFacts facts;
  facts.articles = std::move(report.facts.articles);
  for (const TicketFacts& ticket : report.facts.tickets) {
    if (!ticket.article.empty()) ++facts.tickets[ticket.article];
  }
  facts.translations = std::move(read.translations);
  facts.settings = read.config.check;
  facts.timezone = read.config.timezone;
  return facts;
}

json item_json(const TodoItem& one) {
  return json{{"task", name_of(one.task)},
              {"id", one.id},
              {"lang", one.lang},
              {"title", one.title},
              {"owner", one.owner.empty() ? json() : json(one.owner)},
              {"due", one.due == kNoDay ? json() : json(format_day(one.due))},
              {"tickets", one.tickets},
              {"why", one.why}};
}

// Owners in the order of their most urgent task. The empty owner comes last.
std::vector<std::string> owners_of(const std::vector<TodoItem>& items) {
  std::vector<std::string> owners;
  for (const TodoItem& one : items) {
    if (std::find(owners.begin(), owners.end(), one.owner) == owners.end()) owners.push_back(one.owner);
  }
  std::stable_partition(owners.begin(), owners.end(),
                        [](const std::string& owner) { return !owner.empty(); });
  return owners;
}

void print(const std::vector<TodoItem>& items) {
  if (items.empty()) std::cout << "nothing to do\n";
  for (const std::string& owner : owners_of(items)) {
    std::cout << (owner.empty() ? "(no owner)" : owner) << '\n';
    for (const TodoItem& one : items) {
      if (one.owner != owner) continue;
      const std::string task = name_of(one.task);
      std::cout << "  " << task << std::string(12 - task.size(), ' ') << one.id << " in " << one.lang << ": "
                << one.why;
      if (one.tickets > 0)
        std::cout << " (resolved " << one.tickets << " ticket" << (one.tickets == 1 ? ")" : "s)");
      std::cout << '\n';
    }
    std::cout << '\n';
  }
  if (items.empty()) return;
  std::map<std::string, std::size_t> counts;
  for (const TodoItem& one : items) ++counts[name_of(one.task)];
  std::string line;
  for (const auto& [task, count] : counts)
    line += (line.empty() ? "" : ", ") + std::to_string(count) + " to " + task;
  std::cout << line << '\n';
}

Result<int> run_todo(const TodoArguments& arguments) {
  CALLSIDE_ASSIGN(const ContentFacts facts, arguments.sources.empty() && !arguments.index.empty()
                                                ? facts_from_index(arguments.index, arguments.reading)
                                                : facts_from_sources(arguments));
  TodoOptions options;
  options.today = facts.timezone.today();
  options.soon_days = arguments.days;
  options.translations = facts.translations;
  const std::vector<std::string>& wanted =
      arguments.languages.empty() ? facts.settings.languages : arguments.languages;
  for (const std::string& lang : wanted) {
    CALLSIDE_ASSIGN(const std::string tag, language_option(lang));
    options.languages.push_back(tag);
  }
  std::vector<TodoItem> items = make_todo(facts.articles, facts.tickets, options);
  if (arguments.owner) {
    std::erase_if(items, [&](const TodoItem& one) { return one.owner != *arguments.owner; });
  }
  if (arguments.output.json) {
    json list = json::array();
    for (const TodoItem& one : items) list.push_back(item_json(one));
    std::cout << json{{"todo", std::move(list)}}.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    print(items);
  }
  return 0;
}

}  // namespace

Command add_todo(CLI::App& program) {
  auto arguments = std::make_shared<TodoArguments>();
  CLI::App* command =
      program.add_subcommand("todo", "List what to translate, review and renew, by owner, most urgent first");
  command->add_option("SOURCE", arguments->sources,
                      "Files or folders, read as by build; default: the articles of --index, or the sources "
                      "that callside.yaml "
                      "declares");
  command
      ->add_option("--index", arguments->index,
                   "Index to read; with SOURCE, only its records of translations")
      ->type_name("DIR");
  command
      ->add_option("--owner", arguments->owner,
                   "Only tasks of this owner; \"\" for articles without an owner")
      ->type_name("NAME");
  command
      ->add_option("--lang", arguments->languages,
                   "Language that every article needs; repeatable; default: check: languages in "
                   "callside.yaml, or else "
                   "every language that at least a fifth of the articles have")
      ->type_name("LANG")
      ->allow_extra_args(false);
  command->add_option("--days", arguments->days, "Days ahead to look for dates that come due")
      ->check(CLI::Range(0, 3650))
      ->default_str("30")
      ->type_name("N");
  add_reading_options(*command, arguments->reading);
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_todo(*arguments); }, false};
}

}  // namespace callside
