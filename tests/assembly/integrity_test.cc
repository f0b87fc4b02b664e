// A damaged generation is named, and is neither published nor made another one of.

#include <fstream>

#include "indexer/base/files.h"
#include "indexer/format/generation_files.h"
#include "indexer/publish/publish.h"
#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/edited_sources.h"
#include "tests/support/forgetting_index.h"

using namespace callside;
using namespace callside::testing;

namespace {

// An index of two generations, the second an update of the first.
class Kept {
 public:
  Kept() {
    for (const char* id : {"card", "snow", "fees"})
      sources.put(article(id, "en", std::string("About ") + id, "Ask at the desk"));
    build_all(index(), sources);
    sources.put(article("bus", "en", "About bus", "It is late"));
    update_index(index(), sources);
  }
  fs::path index() const { return folder_.path() / "kb"; }
  IndexFolder kb() const { return IndexFolder(index()); }
  fs::path generation(const std::string& name) const { return kb().generation(name); }
  Error update_error() const {
    auto stream = sources.stream();
    BuildProgress progress;
    const auto report = update(stream, update_like(request_for(index())), progress);
    REQUIRE_FALSE(report);
    return report.error();
  }

  Sources sources;

 private:
  TemporaryFolder folder_;
};

bool names(const Error& error, const std::string& file) {
  return error.code == ErrorCode::damaged && error.message.find(file) != std::string::npos;
}

}  // namespace

TEST_CASE("a flipped bit in any file of a generation is found, and the file is named") {
  const Kept kept;
  REQUIRE(verify_generation(kept.kb(), "000001"));
  REQUIRE(verify_generation(kept.kb(), "000002"));
  const std::vector<std::string> files = files_of(kept.generation("000002"));
  CHECK(files.size() > 12);
  for (const std::string& file : files) {
    INFO(file);
    const fs::path path = kept.generation("000002") / file;
    flip_in_the_middle(path);
    const auto sound = verify_generation(kept.kb(), "000002");
    REQUIRE_FALSE(sound);
    CHECK(names(sound.error(), file));
    CHECK(sound.error().hint.find("callside-index rollback") != std::string::npos);
    flip_in_the_middle(path);
  }
  CHECK(verify_generation(kept.kb(), "000002"));
}

TEST_CASE("a generation with a file missing or cut short is not opened") {
  const Kept kept;
  for (const std::string& file : files_of(kept.generation("000002"))) {
    if (file == "manifest.json") continue;  // without it the folder is no generation
    INFO(file);
    const fs::path path = kept.generation("000002") / file;
    const std::string bytes = bytes_of(path);
    put_bytes(path, std::string_view(bytes).substr(0, bytes.size() - 1));
    const auto cut = Generation::open(kept.kb(), "000002");
    REQUIRE_FALSE(cut);
    CHECK(names(cut.error(), file));
    fs::remove(path);
    const auto gone = Generation::open(kept.kb(), "000002");
    REQUIRE_FALSE(gone);
    CHECK(names(gone.error(), file));
    CHECK(gone.error().hint.find("callside-index verify") != std::string::npos);
    put_bytes(path, bytes);
  }
  CHECK(Generation::open(kept.kb(), "000002"));
}

TEST_CASE("what an update writes anew is not made of a damaged file") {
  for (const char* file :
       {"vocabulary.bin", "counts.bin", "numbers.bin", "ledger.bin", "model.bin", "xapian/postlist.glass"}) {
    INFO(file);
    Kept kept;
    // At the end, where it can be read all the same.
    const fs::path path = kept.generation("000002") / file;
    flip_bit(path, fs::file_size(path) - 1, 0);
    kept.sources.put(article("lunch", "en", "About lunch", "At noon"));
    CHECK(names(kept.update_error(), file));
    CHECK(*kept.kb().current() == "000002");
    CHECK(kept.kb().list().size() == 2);
  }
}

TEST_CASE("a damaged file that is passed on unread stays known as damaged") {
  Kept kept;
  const fs::path segment = kept.generation("000002") / "documents/000001.bin";
  flip_bit(segment, bytes_of(segment).find("at the desk"));
  kept.sources.put(article("lunch", "en", "About lunch", "At noon"));
  update_index(kept.index(), kept.sources);
  const auto sound = verify_generation(kept.kb(), "000003");
  REQUIRE_FALSE(sound);
  CHECK(names(sound.error(), "documents/000001.bin"));
}

TEST_CASE("an update reads again what was written after its manifest, and refuses it if it is another") {
  Kept kept;
  const fs::path model = kept.generation("000002") / "model.bin";
  const std::string bytes = bytes_of(model);
  // Put back by a backup: the same bytes in a new file.
  put_bytes(model, bytes);
  kept.sources.put(article("lunch", "en", "About lunch", "At noon"));
  update_index(kept.index(), kept.sources);
  CHECK(verify_generation(kept.kb(), "000003"));
  std::string other = bytes;
  other.back() = static_cast<char>(other.back() ^ 1);
  const fs::path newest = kept.generation("000003") / "model.bin";
  put_bytes(newest, other);
  fs::last_write_time(newest, fs::file_time_type::clock::now() + std::chrono::hours(1));
  kept.sources.put(article("dinner", "en", "About dinner", "At six"));
  CHECK(names(kept.update_error(), "model.bin"));
}

TEST_CASE("nobody goes back to a damaged generation, nor publishes one") {
  Kept kept;
  flip_in_the_middle(kept.generation("000001") / "trie.bin");
  const auto lock = WriterLock::take(kept.kb(), "test");
  REQUIRE(lock);
  const auto back = roll_back(kept.kb(), "", "", *lock);
  REQUIRE_FALSE(back);
  CHECK(names(back.error(), "trie.bin"));
  CHECK(*kept.kb().current() == "000002");
  flip_in_the_middle(kept.generation("000001") / "trie.bin");
  REQUIRE(roll_back(kept.kb(), "", "", *lock));
  flip_in_the_middle(kept.generation("000002") / "numbers.bin");
  PublishStagedOptions options;
  options.resume = true;
  options.generation = "000002";
  const auto published = publish_generation(kept.kb(), options, *lock);
  REQUIRE_FALSE(published);
  CHECK(names(published.error(), "numbers.bin"));
  CHECK(*kept.kb().current() == "000001");
}

TEST_CASE("a copy without what is forgotten is not made of a damaged generation") {
  Kept kept;
  // A letter of a text: nothing else would show it.
  const fs::path segment = kept.generation("000002") / "documents/000001.bin";
  const std::size_t at = bytes_of(segment).find("desk");
  REQUIRE(at != std::string::npos);
  flip_bit(segment, at);
  CHECK(names(failure(forgetting(kept.index(), {"bus"})), "documents/000001.bin"));
  CHECK(*kept.kb().current() == "000002");
}

TEST_CASE("a manifest that is not what was written is damaged") {
  const Kept kept;
  const fs::path path = kept.generation("000002") / kManifestFile;
  const std::string bytes = bytes_of(path);
  std::size_t found = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    put_bytes(path, flipped);
    if (const auto read = read_manifest(path); !read) ++found;
    // White space is not content.
    else
      CHECK(std::isspace(static_cast<unsigned char>(bytes[at])) != 0);
  }
  CHECK(found > 50);
  put_bytes(path, bytes);
  CHECK(read_manifest(path));
}
