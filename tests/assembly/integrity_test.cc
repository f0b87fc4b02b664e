// Damaged generations are detected, and neither published nor used as a base.

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

// An index of two generations; the second is an update of the first.
class TwoGenerations {
 public:
  TwoGenerations() {
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

TEST_CASE("a flipped bit in any file of a generation is detected, and the file is named") {
  const TwoGenerations kept;
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

TEST_CASE("a generation with a missing or truncated file is not opened") {
  const TwoGenerations kept;
  for (const std::string& file : files_of(kept.generation("000002"))) {
    if (file == "manifest.json") continue;  // without it the folder is not a generation
    INFO(file);
    const fs::path path = kept.generation("000002") / file;
    const std::string bytes = bytes_of(path);
    put_bytes(path, std::string_view(bytes).substr(0, bytes.size() - 1));
    const auto cut = Generation::open(kept.kb(), "000002");
    REQUIRE_FALSE(cut);
    CHECK(names(cut.error(), file));
    fs::remove(path);
    const auto missing = Generation::open(kept.kb(), "000002");
    REQUIRE_FALSE(missing);
    CHECK(names(missing.error(), file));
    CHECK(missing.error().hint.find("callside-index verify") != std::string::npos);
    put_bytes(path, bytes);
  }
  CHECK(Generation::open(kept.kb(), "000002"));
}

TEST_CASE("an update refuses to rewrite damaged files") {
  for (const char* file :
       {"vocabulary.bin", "counts.bin", "numbers.bin", "ledger.bin", "model.bin", "xapian/postlist.glass"}) {
    INFO(file);
    TwoGenerations kept;
    // Damage at the end, with which the file can still be read.
    const fs::path path = kept.generation("000002") / file;
    flip_bit(path, fs::file_size(path) - 1, 0);
    kept.sources.put(article("lunch", "en", "About lunch", "At noon"));
    CHECK(names(kept.update_error(), file));
    CHECK(*kept.kb().current() == "000002");
    CHECK(kept.kb().list().size() == 2);
  }
}

TEST_CASE("damage in a file that an update links unread is still detected") {
  TwoGenerations kept;
  const fs::path segment = kept.generation("000002") / "documents/000001.bin";
  flip_bit(segment, bytes_of(segment).find("at the desk"));
  kept.sources.put(article("lunch", "en", "About lunch", "At noon"));
  update_index(kept.index(), kept.sources);
  const auto sound = verify_generation(kept.kb(), "000003");
  REQUIRE_FALSE(sound);
  CHECK(names(sound.error(), "documents/000001.bin"));
}

TEST_CASE("an update verifies files that were written after the manifest, and refuses changed ones") {
  TwoGenerations kept;
  const fs::path model = kept.generation("000002") / "model.bin";
  const std::string bytes = bytes_of(model);
  // The same bytes in a new file, as after restoring a backup.
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

TEST_CASE("rollback and publish refuse a damaged generation") {
  TwoGenerations kept;
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

TEST_CASE("forget refuses to copy a damaged generation") {
  TwoGenerations kept;
  // Damage in a letter of a text, which only a digest can detect.
  const fs::path segment = kept.generation("000002") / "documents/000001.bin";
  const std::size_t at = bytes_of(segment).find("desk");
  REQUIRE(at != std::string::npos);
  flip_bit(segment, at);
  CHECK(names(failure(forgetting(kept.index(), {"bus"})), "documents/000001.bin"));
  CHECK(*kept.kb().current() == "000002");
}

TEST_CASE("a changed manifest is damaged") {
  const TwoGenerations kept;
  const fs::path path = kept.generation("000002") / kManifestFile;
  const std::string bytes = bytes_of(path);
  std::size_t found = 0;
  for (std::size_t at = 0; at < bytes.size(); at += 7) {
    std::string flipped = bytes;
    flipped[at] = static_cast<char>(flipped[at] ^ 1);
    put_bytes(path, flipped);
    if (const auto read = read_manifest(path); !read) ++found;
    // White space does not count.
    else
      CHECK(std::isspace(static_cast<unsigned char>(bytes[at])) != 0);
  }
  CHECK(found > 50);
  put_bytes(path, bytes);
  CHECK(read_manifest(path));
}
