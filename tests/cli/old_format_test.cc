// An index of an earlier format: no program misreads it, and each names the command that replaces it.

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// The index kb of format 5, with one article in two languages and one ticket.
class OldIndex {
 public:
  OldIndex() {
    const fs::path packed = fs::path(CALLSIDE_SOURCE_DIR) / "tests/fixtures/index-format-5.tar.gz";
    const Finished unpacked =
        run({"/usr/bin/env", "tar", "-xzf", packed.string(), "-C", folder_.path().string()}, {});
    if (unpacked.status != 0)
      throw std::runtime_error("cannot unpack " + packed.string() + ": " + unpacked.err);
  }
  fs::path root() const { return folder_.path(); }
  std::string index() const { return folder_.path() / "kb/kb"; }
  std::string sources() const { return folder_.path() / "kb/articles"; }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("an index of format 5 is refused with the command that builds it again") {
  const OldIndex old;
  const std::string way_out = "build it again: callside-index build --index " + old.index() + " SOURCE...";
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"status"}, {"inspect", "refund"}, {"update"}, {"update", old.sources()}}) {
    std::vector<std::string> arguments = command;
    arguments.insert(arguments.end(), {"--index", old.index()});
    const Finished refused = callside_index(arguments);
    CAPTURE(command, refused.err);
    CHECK(refused.status == 11);
    CHECK(holds(refused.err, "has format 5, this program reads format 8"));
    CHECK(holds(refused.err, way_out));
  }
  const Finished daemon = callside_searchd({"--index", old.index(), "--listen", "127.0.0.1:0"});
  CHECK(daemon.status == 11);
  CHECK(holds(daemon.err, way_out));
}

TEST_CASE("building over an index of format 5 keeps it until the new one is published") {
  const OldIndex old;
  CHECK(callside_index({"build", "--index", old.index(), old.root() / "nothing"}).status != 0);
  CHECK(fs::exists(fs::path(old.index()) / "generations/000001/manifest.json"));
  const Finished built = callside_index({"build", "--index", old.index(), old.sources()});
  CAPTURE(built.err);
  CHECK(built.status == 0);
  CHECK(status_of(old.index())["documents"] == 3);
}
