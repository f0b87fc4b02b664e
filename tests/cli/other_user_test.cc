// An index that two users write. Files of the other user are reported with a hint, and never cause an
// exception. Needs root, to act as two users.
#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

constexpr uid_t kNobody = 65534;

// An index that belongs to the user nobody, with two published generations.
class NobodysIndex {
 public:
  NobodysIndex() {
    fs::permissions(folder_.path(), fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    // The user nobody cannot enter the build folder.
    fs::copy_file(kIndexer, program());
    fs::create_directory(home());
    own(home());
    for (const char* title : {"Bus", "Train"}) {
      write_text(source(), lines({article("a", title, "It is late."), ticket("T-1", "zanzibar", "told so")}));
      own(source());
      REQUIRE(as_nobody({"build", source()}).status == 0);
    }
  }

  fs::path home() const { return folder_.path() / "home"; }
  fs::path index() const { return home() / "kb"; }
  std::string source() const { return home() / "kb.jsonl"; }

  Finished as_nobody(const std::vector<std::string>& arguments) const {
    std::vector<std::string> whole{"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                                   program(), arguments[0],    "--index",       index()};
    whole.insert(whole.end(), arguments.begin() + 1, arguments.end());
    return run(whole);
  }
  Finished as_root(const std::vector<std::string>& arguments) const {
    std::vector<std::string> whole = arguments;
    whole.insert(whole.end(), {"--index", index()});
    return callside_index(whole);
  }
  static void own(const fs::path& path) {
    if (::lchown(path.c_str(), kNobody, kNobody) != 0) throw std::runtime_error("cannot chown");
  }
  // Does what the hint advises: changes the owner of the folder and its content.
  static void own_all(const fs::path& path) {
    own(path);
    if (!fs::is_directory(path)) return;
    for (const auto& entry : fs::recursive_directory_iterator(path)) own(entry.path());
  }

 private:
  std::string program() const { return folder_.path() / "callside-index"; }

  TemporaryFolder folder_;
};

bool is_root() {
  if (::geteuid() == 0) return true;
  WARN("only root can be two users");
  return false;
}

}  // namespace

TEST_CASE("a generation that root staged is reported as root's and causes no exception") {
  if (!is_root()) return;
  const NobodysIndex kb;
  REQUIRE(kb.as_root({"build", kb.source(), "--stage"}).status == 0);
  const std::string theirs = "generations/000003 belongs to root";
  const std::string way_out = "sudo chown -R nobody " + (kb.index() / "generations/000003").string();

  const Finished status = kb.as_nobody({"status"});
  CHECK(status.status == 0);
  CHECK(holds(status.out, "staged      000003"));
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"publish"}, {"publish", "000003"}, {"forget", "T-1"}, {"rollback", "--to", "000003"}}) {
    const Finished result = kb.as_nobody(command);
    INFO(command[0] << ": " << result.err);
    CHECK(result.status == 1);
    CHECK(holds(result.err, theirs));
    CHECK(holds(result.err, way_out));
  }
  CHECK(names_in(kb.index() / "generations") == std::set<std::string>{"000001", "000002", "000003"});
  // Commands that do not need it still work, with a warning about the rest.
  const Finished built = kb.as_nobody({"build", kb.source(), "--keep", "1"});
  INFO(built.err);
  CHECK(built.status == 0);
  CHECK(holds(built.err, theirs));
  CHECK(kb.as_nobody({"withdraw", "a"}).status == 0);
  CHECK(kb.as_nobody({"update", kb.source()}).status == 0);
  // It cannot be known whether it was ever published.
  const Finished back = kb.as_nobody({"rollback"});
  INFO(back.err);
  CHECK((back.status == 0 || holds(back.err, theirs)));

  NobodysIndex::own_all(kb.index() / "generations/000003");
  CHECK(kb.as_nobody({"forget", "T-1"}).status == 0);
}

TEST_CASE("verify does not report unreadable files as damaged") {
  if (!is_root()) return;
  for (const std::string name : {"numbers.bin", "manifest.json", "IN_USE"}) {
    INFO(name);
    const NobodysIndex kb;
    const fs::path file = kb.index() / "generations/000002" / name;
    REQUIRE(::chown(file.c_str(), 0, 0) == 0);
    REQUIRE(::chmod(file.c_str(), 0600) == 0);
    const Finished result = kb.as_nobody({"verify"});
    INFO(result.err);
    CHECK(result.status == 3);
    CHECK(holds(result.out, "1 file could not be read"));
    CHECK_FALSE(holds(result.out + result.err, "is damaged"));
    CHECK(holds(result.err, file.string() + " could not be read"));
    const Json report = Json::parse(kb.as_nobody({"verify", "--json"}).out);
    CHECK(report["sound"].is_null());
    CHECK(report["generations"][0]["sound"] == true);
    CHECK(report["generations"][1]["faults"].empty());
    CHECK(report["generations"][1]["unreadable"][0]["file"] == name);
    // Damage takes precedence.
    fs::remove(kb.index() / "generations/000001/counts.bin");
    CHECK(kb.as_nobody({"verify"}).status == 1);
  }
}

TEST_CASE("files of an index that belong to root are reported as root's") {
  if (!is_root()) return;
  for (const std::string name : {"LOCK", "CURRENT", "live.json", "live.lock", "log.jsonl", ""}) {
    const NobodysIndex kb;
    REQUIRE(kb.as_nobody({"withdraw", "a"}).status == 0);
    const fs::path file = name.empty() ? kb.index() : kb.index() / name;
    REQUIRE(::chown(file.c_str(), 0, 0) == 0);
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"status"},
                                               {"build", kb.source()},
                                               {"rollback"},
                                               {"withdraw", "T-1"},
                                               {"log"},
                                               {"forget", "T-1"}}) {
      const Finished result = kb.as_nobody(command);
      INFO(command[0] << " with " << file << " of root: " << result.status << ' ' << result.err);
      CHECK(result.signal == 0);
      if (result.status == 1) CHECK(holds(result.err, file.string() + " belongs to root"));
      if (result.status == 1) CHECK(holds(result.err, "sudo chown"));
      CHECK((result.status == 0 || result.status == 1));
    }
  }
}
