// `forget` when a generation cannot be read, for now or for good.
#include <cerrno>

#include "tests/support/catch2.h"
#include "tests/support/faults.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Two generations with the ticket T-1.
class IndexWithTicket {
 public:
  IndexWithTicket() {
    for (const char* title : {"Bus", "Train"}) {
      write_text(folder_.path() / "kb.jsonl",
                 lines({article("a", title, "It is late."), ticket("T-1", "zanzibar", "told so")}));
      build(index(), folder_.path() / "kb.jsonl");
    }
  }
  fs::path index() const { return folder_.path() / "kb"; }
  std::set<std::string> generations() const { return names_in(index() / "generations"); }
  Finished forget(const Process::Options& options = {}) const {
    return callside_index({"forget", "T-1", "--index", index()}, options);
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("a generation that cannot be read now is not removed, and nothing is forgotten", "[faults]") {
  const IndexWithTicket kb;
  const auto before = names_in(kb.index());
  for (const int reason : {EIO, EMFILE, EACCES}) {
    for (const char* file : {"manifest.json", "IN_USE", "numbers.bin", "ledger.bin"}) {
      const std::string path = std::string("generations/000001/") + file;
      const Finished forgot = kb.forget(with_fault({"open", path, 0, std::to_string(reason)}));
      INFO(path << ": " << reason << ": " << forgot.err);
      CHECK(forgot.status == 1);
      CHECK(holds(forgot.err, path));
      CHECK(kb.generations() == std::set<std::string>{"000001", "000002"});
      CHECK(names_in(kb.index()) == before);
      CHECK(callside_index({"inspect", "T-1", "--index", kb.index()}).status == 0);
    }
  }
  CHECK(kb.forget().status == 0);
  CHECK(kb.generations() == std::set<std::string>{"000003", "000004"});
}

TEST_CASE("a damaged generation is deleted entirely, with a warning", "[faults]") {
  const IndexWithTicket kb;
  fs::resize_file(kb.index() / "generations/000001/vocabulary.bin", 10);
  const Finished forgot = kb.forget();
  INFO(forgot.err);
  CHECK(forgot.status == 0);
  CHECK(holds(forgot.err, "warning: generation 000001 can never be read, so it was deleted"));
  CHECK(holds(forgot.err, "vocabulary.bin has 10 bytes, not "));
  CHECK(kb.generations() == std::set<std::string>{"000003"});
  CHECK(callside_index({"inspect", "T-1", "--index", kb.index()}).status == 1);
}

TEST_CASE("forget fails if it cannot delete the replaced files", "[faults]") {
  const IndexWithTicket kb;
  const Finished forgot =
      kb.forget(with_fault({"unlinkat", "generations/000001/numbers.bin", 0, std::to_string(EBUSY)}));
  INFO(forgot.err);
  CHECK(forgot.status == 1);
  CHECK(holds(forgot.err, "generations/000001"));
  CHECK(holds(forgot.out, "pending     000001"));
  // Builds still work, and the next command that writes deletes it.
  CHECK(callside_index({"forget", "--again", "--index", kb.index()}).status == 0);
  CHECK(kb.generations() == std::set<std::string>{"000003", "000004"});
}
