// Whatever the files of a generation contain, opening and searching it gives an error or an answer and never
// ends the process. Digests would stop most of this early, so each damaged file gets a manifest that fits it.

#include <nlohmann/json.hpp>
#include <random>

#include "indexer/base/digest.h"
#include "indexer/format/generation_files.h"
#include "searchd/query/engine.h"
#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/small_index.h"
#include "tests/support/thorough.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Everything that a generation can contain: languages, compounds, translations, tickets that teach, editors'
// rules.
void build_full_index(const fs::path& index) {
  std::vector<Document> documents;
  const char* const topics[] = {"password", "invoice", "printer", "holiday"};
  const char* const german[] = {"Kennwort", "Rechnung", "Drucker", "Urlaub"};
  for (int i = 0; i < 4; ++i) {
    const std::string id = "a" + std::to_string(i);
    const std::string topic = topics[i], thema = german[i];
    documents.push_back(article(id, "en", "Your " + topic,
                                "# About the " + topic + "\nAsk the desk for the " + topic + ", model AB-12" +
                                    std::to_string(i) + ".\n1. Open the page\n2. Choose " + topic));
    documents.push_back(article(id, "de", "Ihr " + thema,
                                "# Zum " + thema + "\nFragen Sie nach dem " + thema +
                                    "formular, Modell AB-12" + std::to_string(i) +
                                    ".\n1. Seite \xC3\xB6"
                                    "ffnen\n2. " +
                                    thema + " w\xC3\xA4hlen"));
    for (int t = 0; t < 6; ++t) {
      documents.push_back(ticket("t" + std::to_string(i) + std::to_string(t), "en", "Trouble",
                                 "my " + topic + " has vanished again number " + std::to_string(t),
                                 "We sent a new " + topic, id));
    }
  }
  documents.push_back(ticket("alone", "en", "Odd noise", "the radiator sings", "It was bled"));
  Document internal = article("staff", "en", "Internal password rules", "Only for staff");
  internal.audience = {"internal"};
  documents.push_back(internal);
  EditorialRules rules;
  rules.synonyms.push_back({1, true, {"passphrase"}, {"password"}, {}});
  rules.synonyms.push_back({2, false, {"time off"}, {"holiday"}, {}});
  rules.pins.push_back({3, {"printer broken"}, {"a2"}, {}, {}, std::nullopt, std::nullopt});
  rules.never_for.push_back({4, {"radiator"}, {"a1"}, {}, {}, std::nullopt, std::nullopt});
  REQUIRE(build_index(index, std::move(documents), 1, std::move(rules)));
}

// Asks everything, as staff and as the public, and accepts any answer. Returns what `audience` was shown.
std::string ask_everything(const fs::path& index, const std::string& audience = "public") {
  const auto engine = open_engine(index);
  if (!engine) return {};
  std::string shown;
  for (const std::string reader : {"internal", "public"}) {
    Access access;
    access.audiences = {"public", reader};
    for (const char* text :
         {"password", "passw", "pasword vanished", "printer broken", "time off", "Rechnungsformular",
          "urlaub form", "AB-122", "my invoice has vanished again", "radiator", "internal rules", "q"}) {
      SuggestRequest request;
      request.text = text;
      request.lang = {"de"};
      request.today = "2026-11-22";
      request.limit = 10;
      request.explain = true;
      const auto answer = (*engine)->suggest(request, access);
      if (!answer) continue;
      for (const Suggestion& one : reader == audience ? answer->suggestions : std::vector<Suggestion>()) {
        shown += one.title + '\n' + one.passage.heading + '\n' + one.passage.text + '\n';
        for (const SimilarTicket& near : one.tickets) shown += near.question.text + '\n';
      }
    }
    for (const char* id : {"a0", "a2", "staff"}) {
      const auto article = (*engine)->article(id, {"en"}, access);
      if (article && reader == audience) shown += article->about.title + '\n' + article->html + '\n';
    }
    const auto ticket = (*engine)->ticket("t00", access);
    if (ticket && reader == audience) shown += ticket->html + '\n';
    (void)(*engine)->census(access);
  }
  return shown;
}

// Writes a manifest that fits the generation's files as they are now.
void reseal(const fs::path& generation, Manifest manifest) {
  REQUIRE(record_files(generation, {}, manifest));
  REQUIRE(write_manifest(generation / kManifestFile, manifest));
}

// The same for a damaged manifest; one that is not JSON is left as it is.
std::string resealed(const std::string& manifest) {
  nlohmann::json value = nlohmann::json::parse(manifest, nullptr, false);
  if (!value.is_object()) return manifest;
  value.erase("digest");
  value["digest"] = sha256_hex(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  return value.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

using Random = std::mt19937_64;

std::size_t below(std::size_t end, Random& random) {
  return std::uniform_int_distribution<std::size_t>(0, end - 1)(random);
}

// Changes a bit, a byte or a number at a random place, or cuts the bytes.
std::string damaged(std::string bytes, Random& random) {
  const std::size_t at = below(bytes.size(), random);
  switch (below(6, random)) {
    case 0:
      return bytes.substr(0, at);
    case 1:
      bytes[at] = static_cast<char>(random());
      return bytes;
    case 2:
    case 3: {
      // Numbers are aligned here.
      const std::size_t number = at / 4 * 4;
      const char fill = random() % 2 == 0 ? '\xFF' : '\0';
      for (std::size_t i = number; i < std::min(number + 4, bytes.size()); ++i) bytes[i] = fill;
      return bytes;
    }
    default:
      bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8, random)));
      return bytes;
  }
}

// For each file. A round takes half a second with AddressSanitizer.
const int kRounds = thorough_or(60, 15);

}  // namespace

TEST_CASE("no damaged file of a generation ends the process") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  build_full_index(index);
  const fs::path generation = index / "generations/000001";
  const auto manifest = read_manifest(generation / kManifestFile);
  REQUIRE(manifest);
  CHECK(ask_everything(index).find("Your password") != std::string::npos);
  CHECK(ask_everything(index, "internal").find("Only for staff") != std::string::npos);
  const std::string whole = bytes_of(generation / kManifestFile);
  put_bytes(generation / kManifestFile, resealed(whole));
  CHECK(bytes_of(generation / kManifestFile) == whole);
  for (const std::string& file : files_of(generation)) {
    // Xapian's files are excluded: without a matching digest they are never read.
    if (file.starts_with(kXapianFolder)) continue;
    const fs::path path = generation / file;
    const std::string bytes = bytes_of(path);
    Random random(std::hash<std::string>()(file));
    for (int round = 0; round < kRounds; ++round) {
      INFO(file << ", round " << round);
      const std::string other = damaged(bytes, random);
      if (file == kManifestFile) {
        put_bytes(path, resealed(other));
      } else {
        put_bytes(path, other);
        reseal(generation, *manifest);
      }
      const std::string shown = ask_everything(index);
      // A manifest that fits but names other readers is not damage.
      if (file == kManifestFile) continue;
      INFO(shown);
      CHECK(shown.find("Only for staff") == std::string::npos);
      CHECK(shown.find("Internal password") == std::string::npos);
    }
    put_bytes(path, bytes);
    reseal(generation, *manifest);
  }
}

TEST_CASE("a generation with a flipped bit in Xapian's files is not opened") {
  TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  build_full_index(index);
  const fs::path xapian = index / "generations/000001" / kXapianFolder;
  std::size_t files = 0;
  for (const std::string& file : files_of(xapian)) {
    ++files;
    const auto size = fs::file_size(xapian / file);
    for (const std::uintmax_t at : {std::uintmax_t{0}, std::uintmax_t{24}, size / 2, size - 1}) {
      INFO(file << " at " << at);
      flip_bit(xapian / file, at % size, 3);
      const auto engine = open_engine(index);
      REQUIRE_FALSE(engine);
      CHECK(engine.error().code == ErrorCode::damaged);
      CHECK(engine.error().message.find(file) != std::string::npos);
      CHECK(engine.error().hint.find("callside-index rollback") != std::string::npos);
      flip_bit(xapian / file, at % size, 3);
    }
  }
  CHECK(files >= 4);
  CHECK(open_engine(index));
}
