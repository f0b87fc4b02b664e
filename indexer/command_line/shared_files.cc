#include "indexer/command_line/shared_files.h"

#include <fstream>
#include <string>
#include <system_error>

#include "indexer/command_line/man_page.h"
#include "indexer/command_line/shell_completion.h"

namespace callside {

namespace {

namespace fs = std::filesystem;

Result<void> write(const fs::path& path, const std::string& text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  file << text;
  if (!file.flush()) return fail(ErrorCode::io, "cannot write " + path.string());
  return ok();
}

}  // namespace

Result<void> write_shared_files(const CommandEntry& program, bool has_pages, const fs::path& share) {
  const fs::path pages = share / "man/man1";
  CALLSIDE_TRY(write(pages / (program.name + ".1"), man_page(program, program, has_pages)));
  if (has_pages) {
    for (const CommandEntry& command : program.commands)
      CALLSIDE_TRY(write(pages / (man_page_name(program, command) + ".1"), man_page(program, command, true)));
  }
  CALLSIDE_TRY(
      write(share / "bash-completion/completions" / (program.name + ".bash"), bash_completion(program)));
  CALLSIDE_TRY(write(share / "zsh/site-functions" / ("_" + program.name), zsh_completion(program)));
  return write(share / "fish/vendor_completions.d" / (program.name + ".fish"), fish_completion(program));
}

}  // namespace callside
