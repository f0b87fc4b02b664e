#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "indexer/base/day.h"
#include "indexer/commands/command.h"
#include "indexer/format/document_terms.h"
#include "indexer/format/fields.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/freshness.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

using nlohmann::json;

struct InspectArguments {
  std::filesystem::path index;
  std::string id;
  bool terms = false;
  Output output;
};

json passages_of(const StoredDocument& document) {
  json passages = json::array();
  for (const StoredPassage& passage : document.passages()) {
    json blocks = json::array();
    const auto [first, last] = document.passage_blocks(passage);
    for (std::uint32_t block = first; block < last; ++block) {
      blocks.push_back({{"type", name_of(static_cast<BlockType>(document.blocks()[block].type))},
                        {"text", std::string(document.block_text(block))}});
    }
    json one{{"blocks", blocks}};
    if (passage.heading_block != kNoBlock)
      one["heading"] = std::string(document.block_text(passage.heading_block));
    passages.push_back(std::move(one));
  }
  return passages;
}

// The terms of a document, with their frequencies.
json terms_of(const Generation& generation, const Xapian::Database& database, std::uint32_t number) {
  json terms = json::object();
  for (auto term = database.termlist_begin(number); term != database.termlist_end(number); ++term) {
    terms[*term] = term.get_wdf();
  }
  const StoredDocument document = generation.store().document(number);
  if (document.kind() != Kind::ticket) return terms;
  const TermSpeller speller(generation.vocabulary(), {&document, 1});
  for (const std::string& term : speller.terms_of(document))
    terms[term] = generation.tickets().frequency(term, number);
  return terms;
}

// Adds the language that the document was translated from, and whether the translation is outdated.
void add_translation(const Generation& generation, std::uint32_t number, const Translations& translations,
                     json& out) {
  const auto all = [](std::uint32_t) { return true; };
  const Freshness freshness = freshness_of(generation, number, translations, all);
  out["outdated"] = freshness.why != Outdated::no;
  if (!freshness.source_lang.empty()) out["source_lang"] = freshness.source_lang;
  if (freshness.why != Outdated::no) out["outdated_because"] = describe(freshness.why, freshness.source_lang);
  const Translation* recorded =
      translations.find(out["id"].get<std::string>(), out["lang"].get<std::string>());
  if (recorded == nullptr) return;
  out["translated"] = {{"from", recorded->from}, {"when", recorded->when}, {"by", recorded->by}};
}

json describe(const Generation& generation, std::uint32_t number, const Translations& translations) {
  const StoredDocument document = generation.store().document(number);
  const StoredDocument::Head& head = document.head();
  const DocumentMeta meta = document.meta();
  const AccessClass& access = generation.manifest().classes[head.access_class];
  json out{{"kind", name_of(document.kind())},
           {"id", meta.id},
           {"lang", generation.manifest().language_tags[head.language_tag]},
           {"analysed_as", generation.vocabulary().languages()[head.analysis_language]},
           {"title", meta.title},
           {"audience", access.audience},
           {"brand", access.brand},
           {"product", meta.product},
           {"confidence", name_of(document.confidence())},
           {"updated", meta.updated},
           {"url", meta.url},
           {"words", head.word_count},
           {"passages", passages_of(document)}};
  if (generation.store().is_stale(number)) out["stale"] = true;
  if (head.valid_from != kAlwaysFrom) out["valid_from"] = format_day(head.valid_from);
  if (head.valid_until != kForever) out["valid_until"] = format_day(head.valid_until);
  if (!meta.review_by.empty()) out["review_by"] = meta.review_by;
  if (!meta.article.empty()) out["article"] = meta.article;
  if (document.kind() == Kind::article) add_translation(generation, number, translations, out);
  json others = json::array();
  for (const std::uint32_t other : generation.store().group(generation.store().group_of(number))) {
    if (other == number) continue;
    const StoredDocument one = generation.store().document(other);
    others.push_back(std::string(name_of(one.kind())) + " " + std::string(one.id()) + " (" +
                     generation.manifest().language_tags[one.head().language_tag] + ")");
  }
  out["shown_with"] = others;
  return out;
}

void print_document(const json& document) {
  for (const auto& [key, value] : document.items()) {
    if (key == "passages" || key == "terms" || value.empty()) continue;
    std::cout << key << std::string(key.size() < 18 ? 18 - key.size() : 1, ' ')
              << (value.is_string() ? value.get<std::string>() : value.dump()) << '\n';
  }
  for (const json& passage : document["passages"]) {
    std::cout << "\n  "
              << (passage.contains("heading") ? passage["heading"].get<std::string>() : "(no heading)")
              << '\n';
    for (const json& block : passage["blocks"]) {
      std::cout << "    " << block["type"].get<std::string>() << "  " << block["text"].get<std::string>()
                << '\n';
    }
  }
  if (document.contains("terms")) {
    std::cout << "\n  terms\n";
    for (const auto& [term, wdf] : document["terms"].items())
      std::cout << "    " << term << ' ' << wdf << '\n';
  }
  std::cout << '\n';
}

Result<int> run_inspect(const InspectArguments& arguments) {
  const IndexFolder folder(arguments.index);
  CALLSIDE_ASSIGN(const std::string name, folder.current());
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, name));
  CALLSIDE_ASSIGN(const Xapian::Database database, generation.open_database());
  CALLSIDE_ASSIGN(const std::vector<std::uint32_t> numbers,
                  with_xapian("cannot read generation " + name,
                              [&] { return find_documents(generation, database, arguments.id); }));
  if (numbers.empty()) {
    return fail(ErrorCode::not_found, "generation " + name + " holds no document with id " + arguments.id,
                "ids are case-sensitive; the id of a file is its path without the extension");
  }
  CALLSIDE_ASSIGN(const Translations translations, read_translations(folder));
  json documents = json::array();
  for (const std::uint32_t number : numbers) {
    json one = describe(generation, number, translations);
    if (arguments.terms) {
      CALLSIDE_ASSIGN(one["terms"], with_xapian("cannot read generation " + name,
                                                [&] { return terms_of(generation, database, number); }));
    }
    documents.push_back(std::move(one));
  }
  if (arguments.output.json) {
    std::cout << documents.dump(2, ' ', false, json::error_handler_t::replace) << '\n';
  } else if (!arguments.output.quiet) {
    for (const json& document : documents) print_document(document);
  }
  return 0;
}

// The rows of kTerms, for the end of the help text.
std::string terms_help() {
  std::string help = "\nTerms:\n";
  for (const TermInfo& term : kTerms) {
    help += "  " + std::string(term.shape) + std::string(26 - term.shape.size(), ' ');
    help += std::string(term.help) + '\n';
  }
  help += "\nA term's frequency adds up its occurrences, in sixteenths, each weighted by its field:\n";
  for (const FieldInfo& field : kFields) {
    std::ostringstream weight;
    weight << field.weight;
    help += "  " + std::string(field.name) + std::string(12 - field.name.size(), ' ') + weight.str();
    help += std::string(6 - weight.str().size(), ' ') + std::string(field.help) + '\n';
  }
  return help;
}

}  // namespace

Command add_inspect(CLI::App& program) {
  auto arguments = std::make_shared<InspectArguments>();
  CLI::App* command =
      program.add_subcommand("inspect", "Show a document as the index holds it, in each language");
  command->footer(terms_help());
  add_index_option(*command, arguments->index);
  command->add_option("ID", arguments->id, "Id of an article or a ticket")->required();
  command->add_flag("--terms", arguments->terms, "Also show its terms with their frequencies (wdf)");
  add_output_options(*command, arguments->output);
  return {command, [arguments] { return run_inspect(*arguments); }};
}

}  // namespace callside
