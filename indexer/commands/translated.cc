#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/base/day.h"
#include "indexer/base/user_name.h"
#include "indexer/commands/command.h"
#include "indexer/commands/terminal/live_report.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/freshness.h"
#include "indexer/format/xapian_seam.h"
#include "indexer/publish/live_changes.h"

namespace callside {

namespace {

using nlohmann::json;

struct TranslatedArguments {
  std::filesystem::path index;
  std::string id, lang, from;
  Output output;
};

bool all(std::uint32_t /*document*/) { return true; }

const std::string& language_of(const Generation& generation, std::uint32_t document) {
  return generation.manifest().language_tags[generation.store().document(document).head().language_tag];
}

// The language that a version was translated from: as --from, or the article itself, says; else the only
// other one that there is.
Result<std::string> choose_source(const Generation& generation, std::uint32_t version,
                                  const std::vector<std::uint32_t>& versions,
                                  const TranslatedArguments& arguments) {
  if (!arguments.from.empty()) return language_option(arguments.from);
  const std::string& lang = language_of(generation, version);
  const std::string_view said = source_language(generation.store().document(version).version(lang), nullptr);
  if (!said.empty()) return std::string(said);
  std::vector<std::string> others;
  for (const std::uint32_t other : versions) {
    if (other != version) others.push_back(language_of(generation, other));
  }
  if (others.size() == 1) return others.front();
  const std::string name = arguments.id + " in " + lang;
  if (others.empty()) {
    return fail(ErrorCode::usage, name + " is its only version: there is nothing that it was translated from",
                "build the source version into the index first");
  }
  return fail(ErrorCode::usage,
              name + " does not say what it was translated from, and may be from any of " + joined(others),
              "say it: --from LANG; or write source_lang in the article");
}

Result<Translation> make_record(const IndexFolder& folder, const TranslatedArguments& arguments) {
  CALLSIDE_ASSIGN(const std::string lang, language_option(arguments.lang));
  // Names what it may be a slip of, where there is no such document.
  CALLSIDE_ASSIGN(const KnownDocument known, find_known_document(folder, arguments.id));
  if (!known.published) {
    return fail(ErrorCode::not_found,
                arguments.id + " is not published yet, only staged in " + known.generation,
                "publish it first: callside-index publish --index " + folder.root().string());
  }
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, known.generation));
  CALLSIDE_ASSIGN(const Xapian::Database database, generation.open_database());
  CALLSIDE_ASSIGN(const auto versions, with_xapian("cannot read generation " + generation.name(), [&] {
                    return find_documents(generation, database, Kind::article, arguments.id);
                  }));
  if (versions.empty()) {
    return fail(ErrorCode::usage, arguments.id + " is a ticket", "only articles are translated");
  }
  const auto require = [&](const std::string& wanted) -> Result<std::uint32_t> {
    if (const std::uint32_t found = version_in(generation, versions.front(), wanted, all)) return found;
    return fail(ErrorCode::not_found, arguments.id + " has no version in " + wanted,
                "it has " + joined(known.languages));
  };
  CALLSIDE_ASSIGN(const std::uint32_t version, require(lang));
  CALLSIDE_ASSIGN(const std::string from, choose_source(generation, version, versions, arguments));
  CALLSIDE_ASSIGN(const std::uint32_t source, require(from));
  if (source == version) {
    return fail(ErrorCode::usage, "a version is not translated from itself",
                "name another language with --from");
  }
  const StoredDocument stored = generation.store().document(source);
  Translation record;
  record.id = arguments.id;
  record.lang = language_of(generation, version);
  record.from = language_of(generation, source);
  record.digest = stored.meta().text_digest;
  record.when = now_utc();
  record.by = user_name();
  return record;
}

Result<int> run_translated(const TranslatedArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const Translation record, make_record(folder, arguments));
  CALLSIDE_TRY(change_translations(folder, [&](Translations& translations) {
    translations.record(record);
    return ok();
  }));
  log_at_once(folder, "translated", "recorded", record.id + " in " + record.lang + " from " + record.from);
  if (arguments.output.json) {
    const json report{{"id", record.id},         {"lang", record.lang}, {"from", record.from},
                      {"digest", record.digest}, {"when", record.when}, {"by", record.by}};
    std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    std::cout << record.id << " in " << record.lang << " corresponds to " << record.from
              << " as published now; it counts as outdated once that changes\n";
  }
  return 0;
}

}  // namespace

Command add_translated(CLI::App& program) {
  auto arguments = std::make_shared<TranslatedArguments>();
  CLI::App* command = program.add_subcommand(
      "translated", "Say that a translation corresponds to its source version as that is published now");
  add_index_option(*command, arguments->index);
  command->add_option("ID", arguments->id, "Id of an article")->required();
  command->add_option("--lang", arguments->lang, "Language of the translation")
      ->required()
      ->type_name("LANG");
  command
      ->add_option("--from", arguments->from,
                   "Language that it was translated from; else the article's source_lang, or the only other "
                   "version that there is")
      ->type_name("LANG");
  add_output_options(*command, arguments->output);
  command->footer(
      "\nOnce the title or text of the source version changes, the translation is outdated: answers say so, "
      "and\n"
      "it is not to be read aloud; `check` and `todo` list it. Running daemons follow within a second; "
      "builds,\n"
      "updates and rollbacks keep what was recorded. Without a record, a translation is outdated where its\n"
      "source version has a later day in `updated`.");
  return {command, [arguments] { return run_translated(*arguments); }};
}

}  // namespace callside
