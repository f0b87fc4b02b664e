#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "indexer/base/moment.h"
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

// Returns the language that a version was translated from: --from, or else the article's source_lang, or else
// its only other language.
Result<std::string> choose_source(const Generation& generation, std::uint32_t version,
                                  const std::vector<std::uint32_t>& versions,
                                  const TranslatedArguments& arguments) {
  if (!arguments.from.empty()) return language_option(arguments.from);
  const std::string& lang = language_of(generation, version);
  const std::string_view declared =
      source_language(generation.store().document(version).version(lang), nullptr);
  if (!declared.empty()) return std::string(declared);
  std::vector<std::string> others;
  for (const std::uint32_t other : versions) {
    if (other != version) others.push_back(language_of(generation, other));
  }
  if (others.size() == 1) return others.front();
  const std::string name = arguments.id + " in " + lang;
  if (others.empty()) {
    return fail(ErrorCode::usage, name + " is the only version of the article, so it is not a translation",
                "build the source version into the index first");
  }
  return fail(ErrorCode::usage, name + " may have been translated from any of " + joined(others),
              "name the language with --from LANG, or set source_lang in the article");
}

Result<Translation> make_record(const IndexFolder& folder, const TranslatedArguments& arguments) {
  CALLSIDE_ASSIGN(const std::string lang, language_option(arguments.lang));
  // If there is no such document, the error suggests similar ids.
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
  log_live_change(folder, "translated", "recorded",
                  record.id + " in " + record.lang + " from " + record.from);
  if (arguments.output.json) {
    const json report{{"id", record.id},         {"lang", record.lang}, {"from", record.from},
                      {"digest", record.digest}, {"when", record.when}, {"by", record.by}};
    std::cout << report.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    std::cout << record.id << " in " << record.lang << " is up to date with " << record.from
              << " as published now; it becomes outdated when that changes\n";
  }
  return 0;
}

}  // namespace

Command add_translated(CLI::App& program) {
  auto arguments = std::make_shared<TranslatedArguments>();
  CLI::App* command =
      program.add_subcommand("translated", "Mark a translation as up to date with its source");
  add_index_option(*command, arguments->index);
  command->add_option("ID", arguments->id, "Id of an article")->required();
  command->add_option("--lang", arguments->lang, "Language of the translation")
      ->required()
      ->type_name("LANG");
  command
      ->add_option(
          "--from", arguments->from,
          "Language that it was translated from; default: the article's source_lang, or its only other "
          "language")
      ->type_name("LANG");
  add_output_options(*command, arguments->output);
  command->footer(
      "\nThe mark refers to the source version as it is published now. When its title or text changes, the\n"
      "translation is outdated: answers are marked so and not offered to be read aloud, and `check` and "
      "`todo`\n"
      "list it. Running daemons follow within a second. Builds, updates and rollbacks keep the mark. Without "
      "a\n"
      "mark, a translation is outdated if its source version has a later `updated` day.");
  return {command, [arguments] { return run_translated(*arguments); }};
}

}  // namespace callside
