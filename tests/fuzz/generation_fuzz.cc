// libFuzzer target for the readers of a generation's files. The first byte selects the kind of file, the rest
// is its content. Opening it must return an error or something that can be read completely. Build with the
// preset `fuzz`; as seeds, use the files of any index, each with the byte of its kind in front.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/format/bilingual_lexicon.h"
#include "indexer/format/callers_words.h"
#include "indexer/format/document_store.h"
#include "indexer/format/editorial_rules.h"
#include "indexer/format/form_counts.h"
#include "indexer/format/index_folder.h"
#include "indexer/format/ledger.h"
#include "indexer/format/manifest.h"
#include "indexer/format/ticket_index.h"
#include "indexer/format/vocabulary.h"
#include "indexer/format/word_trie.h"

namespace {

using namespace callside;
namespace fs = std::filesystem;

fs::path make_folder() {
  std::string name = (fs::temp_directory_path() / "generation-fuzz-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) std::abort();
  for (const char* inner : {kSegmentsFolder, kTicketPartsFolder})
    fs::create_directory(fs::path(name) / inner);
  // Cases 7 and 8 replace one of the two files of this ticket index.
  auto part = TicketPostingsWriter::create(name, "000001", 0);
  TicketIndexWriter index(name);
  for (std::uint32_t ticket = 1; ticket <= 300; ++ticket) {
    const WeightedTerm terms[] = {{0, ticket}, {1 + ticket % 3, 7}};
    if (!part || !part->add(ticket, ticket % 2, terms)) std::abort();
  }
  auto written = part->finish();
  if (!written || !index.add(std::move(*written)) ||
      !index.finish({"Fen:a", "Fen:b", "Fen:c", "Fen:d"}, [](std::uint32_t) { return true; }))
    std::abort();
  for (const char* file : {kTicketIndexFile, "postings/000001.bin"})
    fs::copy_file(fs::path(name) / file, fs::path(name) / (std::string(file) + ".sound"));
  return name;
}

// Restores the files of the ticket index.
void restore_tickets(const fs::path& folder) {
  for (const char* file : {kTicketIndexFile, "postings/000001.bin"})
    fs::copy_file(folder / (std::string(file) + ".sound"), folder / file,
                  fs::copy_options::overwrite_existing);
}

void write(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << bytes;
}

void read_vocabulary(const fs::path& path) {
  const auto words = Vocabulary::open(path);
  if (!words) return;
  std::vector<FormEntry> entries = words->entries();
  (void)read_form_counts(path.parent_path() / kCountsFile, entries);
  for (std::uint32_t number = 0; number <= words->size(); ++number) {
    const Vocabulary::Form form = words->form(number);
    (void)words->find_stem(form.language, form.stem);
    (void)words->find_prefix(form.language, form.folded);
    (void)words->number_of(form.id);
  }
}

void read_trie(const WordTrie& trie, const WordTrie::Node& node, int depth) {
  (void)trie.frequent(node);
  if (depth == 0) return;
  for (const WordTrie::Node& child : trie.children(node)) read_trie(trie, child, depth - 1);
}

void read_store(const fs::path& folder) {
  const auto store = DocumentStore::open(folder);
  if (!store) return;
  (void)store->check_documents();
  for (std::uint32_t number = 0; number <= store->size(); ++number) {
    const StoredDocument document = store->document(number);
    (void)document.entry();
    (void)document.version("en");
    const std::uint32_t group = store->group_of(number);
    (void)store->versions(group);
    (void)store->resolved_tickets(group);
  }
}

void read_tickets(const fs::path& folder) {
  const auto index = TicketIndex::open(folder);
  if (!index) return;
  PostingList::Block block;
  for (std::uint32_t number = 0; number <= index->size(); ++number) {
    (void)index->find(index->term(number));
    (void)index->counts(number);
    for (std::uint32_t which = 0; which < index->lists(number); ++which) {
      const PostingList list = index->list(number, which);
      for (std::uint32_t i = 0; i < list.blocks(); ++i) list.read(i, block);
    }
  }
}

void read_callers(const fs::path& path) {
  const auto words = CallersWords::open(path);
  if (!words) return;
  (void)words->find_article("a");
  for (const CallersWords::Table& table : words->tables()) (void)table.find("en:portal");
}

void read_lexicon(const fs::path& path) {
  const auto lexicon = BilingualLexicon::open(path);
  if (!lexicon || lexicon->languages().empty()) return;
  const auto [first, last] = lexicon->find_prefix(0, "");
  for (std::uint32_t term = first; term < last; ++term) {
    for (const BilingualLexicon::Translation& one : lexicon->translations(term))
      (void)lexicon->articles(one, {true, true});
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const fs::path folder = make_folder();
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto put = [&](const char* name) {
    write(folder / name, bytes);
    return folder / name;
  };
  switch (data[0] % 10) {
    case 0:
      read_vocabulary(put(kVocabularyFile));
      break;
    case 1:
      if (const auto trie = WordTrie::open(put(kTrieFile))) read_trie(*trie, trie->root(0), 4);
      break;
    case 2:
      put(kNumbersFile);
      read_store(folder);
      break;
    case 3:
      write(folder / kSegmentsFolder / "000001.bin", bytes);
      read_store(folder);
      break;
    case 4:
      read_callers(put(kCallersFile));
      break;
    case 5:
      read_lexicon(put(kLexiconFile));
      break;
    case 6:
      (void)read_ledger(put(kLedgerFile));
      break;
    case 7:
      restore_tickets(folder);
      put(kTicketIndexFile);
      read_tickets(folder);
      break;
    case 8:
      restore_tickets(folder);
      write(folder / kTicketPartsFolder / "000001.bin", bytes);
      read_tickets(folder);
      break;
    default:
      (void)read_manifest(put(kManifestFile));
      (void)read_editorial_rules(put(kEditorialFile));
  }
  return 0;
}
