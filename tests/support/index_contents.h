#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/format/document_terms.h"
#include "indexer/format/generation.h"
#include "tests/support/catch2.h"

namespace callside::testing {

// Names an access class by its audiences and brands, since numbers differ between indexes.
inline std::string name_of_class(const AccessClass& access) {
  std::string name;
  for (const std::string& one : access.audience) name += one + ",";
  for (const std::string& one : access.brand) name += "/" + one;
  return name;
}

// Dumps everything that an index holds about each document, with words and names instead of ids and numbers.
inline std::map<std::string, std::string> contents(const Generation& generation) {
  std::map<std::string, std::string> all;
  const Manifest& manifest = generation.manifest();
  const Vocabulary& vocabulary = generation.vocabulary();
  std::map<std::uint32_t, std::string> words;
  for (std::uint32_t number = 0; number < vocabulary.size(); ++number) {
    const Vocabulary::Form form = vocabulary.form(number);
    words[form.id] = vocabulary.languages()[form.language] + ":" + std::string(form.normal);
  }
  // The terms of each ticket, and how many tickets of each class have each term.
  std::map<std::uint32_t, std::map<std::string, std::uint32_t>> tickets;
  const TicketIndex& index = generation.tickets();
  for (std::uint32_t number = 0; number < index.size(); ++number) {
    const std::string term(index.term(number));
    for (const TicketCount& one : index.counts(number)) {
      all["tickets with " + term + " of " + name_of_class(manifest.classes[one.access_class])] =
          std::to_string(one.tickets);
    }
    PostingList::Block block;
    for (std::uint32_t which = 0; which < index.lists(number); ++which) {
      const PostingList list = index.list(number, which);
      for (std::uint32_t i = 0; i < list.blocks(); ++i) {
        list.read(i, block);
        for (std::uint32_t j = 0; j < block.size; ++j) tickets[block.documents[j]][term] = block.wdfs[j];
      }
    }
  }
  const auto database = generation.open_database();
  REQUIRE(database);
  for (std::uint32_t number = 1; number <= generation.store().size(); ++number) {
    if (!generation.store().has(number)) continue;
    const StoredDocument document = generation.store().document(number);
    std::string text;
    for (const std::uint32_t word : document.words())
      text += words.at(word & ~kOverlayBit) + ((word & kOverlayBit) != 0 ? "^ " : " ");
    for (std::size_t block = 0; block < document.blocks().size(); ++block)
      text += "\n" + std::string(document.block_text(block));
    text += "\n" + name_of_class(manifest.classes[document.head().access_class]) + "\n";
    for (auto term = database->termlist_begin(number); term != database->termlist_end(number); ++term) {
      if ((*term)[0] == 'C') continue;
      text += *term + "=" + std::to_string(term.get_wdf()) + " ";
    }
    for (const auto& [term, wdf] : tickets[number]) text += term + "=" + std::to_string(wdf) + " ";
    if (document.kind() == Kind::ticket) {
      // The terms that are spelt from the words are those that were written.
      const TermSpeller speller(vocabulary, {&document, 1});
      std::vector<std::string> written;
      for (const auto& [term, wdf] : tickets[number]) written.push_back(term);
      CHECK(speller.terms_of(document) == written);
    }
    text += "\n" + database->get_document(number).get_data() + "\n";
    std::set<std::string> shown_with;
    for (const std::uint32_t other : generation.store().group(generation.store().group_of(number)))
      shown_with.insert(std::string(generation.store().document(other).id()));
    for (const std::string& one : shown_with) text += one + " ";
    const std::string& tag = manifest.language_tags[document.head().language_tag];
    all[std::string(name_of(document.kind())) + ":" + std::string(document.id()) + ":" + tag] = text;
  }
  return all;
}

}  // namespace callside::testing
