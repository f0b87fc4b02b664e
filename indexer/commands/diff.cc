#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <utility>

#include "indexer/commands/command.h"
#include "indexer/quality/answer_diff.h"
#include "indexer/quality/document_diff.h"
#include "indexer/quality/evaluation.h"
#include "indexer/sources/language_tag.h"
#include "searchd/query/engine.h"

namespace callside {

namespace {

using nlohmann::json;
namespace fs = std::filesystem;

struct DiffArguments {
  fs::path index;
  std::vector<std::string> generations;  // FROM, TO
  fs::path queries;
  bool all = false;
  Output output;
};

// Changes that the text report lists without --all.
constexpr std::size_t kMaxShown = 50;

struct GenerationPair {
  std::string from, to;
};

// Returns the two `given` generations, or fills in the rest: compares the published one with the newest
// staged one or, if none is staged, the published one with its predecessor.
Result<GenerationPair> choose_generations(const IndexFolder& folder, const std::vector<std::string>& given) {
  for (const std::string& name : given) CALLSIDE_TRY(folder.require(name));
  if (given.size() == 2) return GenerationPair{given[0], given[1]};
  CALLSIDE_ASSIGN(const std::string published, folder.current());
  std::string staged, before;
  for (const std::string& name : folder.list()) {
    if (is_older(published, name)) staged = name;
    if (is_older(name, published) && !folder.is_staged(name)) before = name;
  }
  if (given.size() == 1 && given[0] != published) return GenerationPair{given[0], published};
  if (!staged.empty()) return GenerationPair{published, staged};
  if (given.empty() && !before.empty()) return GenerationPair{before, published};
  return fail(ErrorCode::not_found,
              "generation " + published + " is published, and there is no other to compare it with",
              "make one: callside-index build --stage --index " + folder.root().string() + " SOURCE...");
}

const char* name_of(DocumentChange::What what) {
  switch (what) {
    case DocumentChange::What::added:
      return "added";
    case DocumentChange::What::changed:
      return "changed";
    case DocumentChange::What::removed:
      return "removed";
  }
  return "";
}

json to_json_value(const DocumentChange& change) {
  json out{{"change", name_of(change.what)},
           {"kind", name_of(change.kind)},
           {"id", change.id},
           {"lang", change.lang},
           {"title", change.title}};
  if (change.what == DocumentChange::What::changed) out["fields"] = change.fields;
  return out;
}

json to_json_value(const ChangeCounts& counts) {
  return json{{"added", counts.added}, {"changed", counts.changed}, {"removed", counts.removed}};
}

json to_json_value(const std::map<std::string, ChangeCounts>& counts) {
  json out = json::object();
  for (const auto& [name, one] : counts) out[name] = to_json_value(one);
  return out;
}

json to_json_value(const std::vector<AnswerLine>& lines) {
  json out = json::array();
  for (const AnswerLine& line : lines) {
    out.push_back(
        {{"kind", name_of(line.kind)}, {"id", line.id}, {"lang", line.lang}, {"title", line.title}});
  }
  return out;
}

json to_json_value(const AnswerDiff& diff) {
  json changed = json::array();
  for (const AnswerChange& one : diff.changed) {
    changed.push_back({{"query", one.query.text},
                       {"lang", one.query.lang.empty() ? json() : json(one.query.lang)},
                       {"before", to_json_value(one.before)},
                       {"after", to_json_value(one.after)}});
  }
  return json{{"asked", diff.asked}, {"changed", changed}};
}

// Counts the entries of search.yaml that were added or removed. A move to another line is not a change.
template <typename Rule>
ChangeCounts count_rules(const std::vector<Rule>& from, const std::vector<Rule>& to) {
  const auto without_lines = [](const std::vector<Rule>& all) {
    std::set<Rule> rules;
    for (Rule rule : all) {
      rule.line = 0;
      rules.insert(std::move(rule));
    }
    return rules;
  };
  const std::set<Rule> before = without_lines(from), after = without_lines(to);
  ChangeCounts counts;
  for (const Rule& rule : after) counts.added += before.contains(rule) ? 0 : 1;
  for (const Rule& rule : before) counts.removed += after.contains(rule) ? 0 : 1;
  return counts;
}

std::map<std::string, ChangeCounts> count_rules(const EditorialRules& from, const EditorialRules& to) {
  return {{"synonyms", count_rules(from.synonyms, to.synonyms)},
          {"pins", count_rules(from.pins, to.pins)},
          {"never_for", count_rules(from.never_for, to.never_for)}};
}

std::string to_line(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

// Prints the report as one JSON object or as text. Prints each change at once instead of collecting them,
// since there may be a million.
class Printer {
 public:
  Printer(const Output& output, bool all) : output_(output), all_(all) {}

  void begin(const IndexFolder& folder, const GenerationPair& compared) const {
    if (output_.json) {
      std::cout << "{\"from\":" << to_line(compared.from) << ",\"to\":" << to_line(compared.to)
                << ",\"changes\":[";
    } else if (!output_.quiet) {
      const auto named = [&](const std::string& name) {
        const std::string state = name == folder.current().value_or("") ? " (published)"
                                  : folder.is_staged(name)              ? " (staged)"
                                                                        : "";
        return name + state;
      };
      std::cout << "from " << named(compared.from) << " to " << named(compared.to) << '\n';
    }
  }

  void change(const DocumentChange& change) {
    ++count_;
    if (output_.json) {
      std::cout << (count_ > 1 ? ",\n" : "\n") << to_line(to_json_value(change));
    } else if (!output_.quiet && (all_ || count_ <= kMaxShown)) {
      constexpr const char* kSigns[] = {"+ ", "~ ", "- "};
      std::cout << kSigns[static_cast<std::size_t>(change.what)] << name_of(change.kind) << ' ' << change.id
                << " [" << change.lang << "]  " << change.title;
      for (std::size_t i = 0; i < change.fields.size(); ++i)
        std::cout << (i == 0 ? "  (" : ", ") << change.fields[i]
                  << (i + 1 == change.fields.size() ? ")" : "");
      std::cout << '\n';
    }
  }

  void summary(const DiffSummary& summary) const {
    if (output_.json) {
      std::cout << "],\n\"documents\":" << to_line(to_json_value(summary.all))
                << ",\"by_kind\":" << to_line(to_json_value(summary.by_kind))
                << ",\"by_language\":" << to_line(to_json_value(summary.by_language));
    } else if (!output_.quiet) {
      if (!all_ && count_ > kMaxShown)
        std::cout << "and " << count_ - kMaxShown << " more; --all shows them\n";
      print("documents", summary.all);
      for (const auto* counts : {&summary.by_kind, &summary.by_language}) {
        for (const auto& [name, one] : *counts) print("  " + name, one);
      }
    }
  }

  void editors(const std::map<std::string, ChangeCounts>& counts) const {
    if (output_.json) {
      std::cout << ",\"editors\":" << to_line(to_json_value(counts));
    } else if (!output_.quiet) {
      for (const auto& [name, one] : counts) {
        if (one.added + one.removed > 0) print(name, one);
      }
    }
  }

  void answers(const std::optional<AnswerDiff>& diff) const {
    if (output_.json) {
      std::cout << ",\"queries\":" << to_line(diff ? to_json_value(*diff) : json()) << "}\n";
    } else if (diff && !output_.quiet) {
      std::cout << "\nthe first three answers change for " << diff->changed.size() << " of " << diff->asked
                << " queries\n";
      for (const AnswerChange& one : diff->changed) print(one);
    }
  }

 private:
  static void print(const std::string& name, const ChangeCounts& counts) {
    std::cout << name << ": " << counts.added << " added, " << counts.changed << " changed, "
              << counts.removed << " removed\n";
  }

  static void print(const AnswerChange& change) {
    std::cout << "\n  " << change.query.text;
    if (!change.query.lang.empty()) std::cout << "  [" << change.query.lang << ']';
    std::cout << '\n';
    const auto side = [](const char* sign, const std::vector<AnswerLine>& lines) {
      if (lines.empty()) std::cout << "    " << sign << " nothing\n";
      for (std::size_t i = 0; i < lines.size(); ++i) {
        std::cout << "    " << sign << ' ' << i + 1 << "  " << lines[i].id << " [" << lines[i].lang << "]  "
                  << lines[i].title << '\n';
      }
    };
    side("-", change.before);
    side("+", change.after);
  }

  const Output& output_;
  const bool all_;
  std::size_t count_ = 0;
};

Access access_to_both(const Manifest& a, const Manifest& b) {
  Access access = access_to_all(a);
  access.audiences.merge(access_to_all(b).audiences);
  return access;
}

Result<AnswerDiff> diff_answers(const DiffArguments& arguments, const std::vector<DiffQuery>& queries,
                                const Generation& from, const Generation& to) {
  CALLSIDE_ASSIGN(const auto before, open_engine(arguments.index, {from.name(), {}}));
  CALLSIDE_ASSIGN(const auto after, open_engine(arguments.index, {to.name(), {}}));
  return compare_answers(*before, *after, queries, access_to_both(from.manifest(), to.manifest()),
                         after->today());
}

Result<int> run_diff(const DiffArguments& arguments) {
  const IndexFolder folder(arguments.index);
  if (folder.list().empty()) CALLSIDE_TRY(folder.current());
  std::vector<DiffQuery> queries;
  if (!arguments.queries.empty()) {
    CALLSIDE_ASSIGN(queries, read_diff_queries(arguments.queries, canonical_language));
  }
  CALLSIDE_ASSIGN(const GenerationPair compared, choose_generations(folder, arguments.generations));
  CALLSIDE_ASSIGN(const Generation from, Generation::open(folder, compared.from));
  CALLSIDE_ASSIGN(const Generation to, Generation::open(folder, compared.to));
  std::optional<AnswerDiff> answers;
  if (!queries.empty()) {
    CALLSIDE_ASSIGN(answers, diff_answers(arguments, queries, from, to));
  }
  Printer printer(arguments.output, arguments.all);
  printer.begin(folder, compared);
  CALLSIDE_ASSIGN(const DiffSummary summary,
                  compare_documents(from, to, [&](const DocumentChange& change) { printer.change(change); }));
  printer.summary(summary);
  printer.editors(count_rules(from.editorial(), to.editorial()));
  printer.answers(answers);
  return 0;
}

}  // namespace

Command add_diff(CLI::App& program) {
  auto arguments = std::make_shared<DiffArguments>();
  CLI::App* command =
      program.add_subcommand("diff", "Show what publishing would change: documents, and answers to queries");
  add_index_option(*command, arguments->index);
  command
      ->add_option(
          "GENERATION", arguments->generations,
          "Generations to compare, old and new; default: the published and the newest staged one, or the one "
          "before the published and the published one if none is staged")
      ->expected(0, 2);
  command
      ->add_option(
          "--queries", arguments->queries,
          "Queries, one per line, or judged queries as for eval; list those whose first three answers change")
      ->type_name("FILE");
  command->add_flag("--all", arguments->all,
                    "List all documents, not only the first " + std::to_string(kMaxShown));
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_diff(*arguments); }};
}

}  // namespace callside
