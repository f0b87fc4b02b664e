// An installation by `cmake --install` is complete and runs from its prefix.

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

// Runs an installed program, with nothing else of this project in PATH.
class Installed {
 public:
  Installed() {
    const fs::path build = fs::path(CALLSIDE_BIN_DIR).parent_path();
    const Finished done = run({"cmake", "--install", build.string(), "--prefix", prefix().string()});
    if (done.status != 0) throw std::runtime_error("cmake --install failed: " + done.err);
  }

  fs::path prefix() const { return folder_.path() / "usr"; }
  fs::path scratch() const { return folder_.path() / "scratch"; }
  Finished run_installed(const std::string& program, const std::vector<std::string>& arguments,
                         const Process::Options& options = {}) const {
    return run_program((prefix() / "bin" / program).string(), arguments, options);
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("an installed copy has programs, manual pages, completions and the licence") {
  const Installed installed;
  for (const char* file :
       {"bin/callside-index", "bin/callside-searchd", "share/man/man1/callside-index.1",
        "share/man/man1/callside-searchd.1", "share/bash-completion/completions/callside-index.bash",
        "share/bash-completion/completions/callside-searchd.bash", "share/zsh/site-functions/_callside-index",
        "share/zsh/site-functions/_callside-searchd", "share/fish/vendor_completions.d/callside-index.fish",
        "share/fish/vendor_completions.d/callside-searchd.fish", "share/doc/callside/README.md",
        "share/doc/callside/CHANGELOG.md", "share/doc/callside/LICENSE"}) {
    INFO(file);
    CHECK(fs::is_regular_file(installed.prefix() / file));
  }
}

TEST_CASE("an installed copy creates a knowledge base and builds its index") {
  const Installed installed;
  const fs::path folder = installed.scratch() / "kb";
  REQUIRE(installed.run_installed("callside-index", {"init", folder.string()}).status == 0);
  Process::Options there;
  there.folder = folder;
  const Finished built = installed.run_installed("callside-index", {"update"}, there);
  INFO(built.err);
  CHECK(built.status == 0);
  CHECK(installed.run_installed("callside-searchd", {"--version"}).out.starts_with("callside-searchd "));
}
