// Difficult SOURCEs: given twice, with circular links, in another encoding, endless.
#include <fstream>

#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

const char* const kPage = "---\naudience: public\n---\n# Refund\n\nMoney comes back.\n";

}  // namespace

TEST_CASE("a source given twice is indexed once, and the second record is reported with the first") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "kb";
  const fs::path index = folder.path() / "index";
  write_text(source / "one.jsonl", lines({article("a", "Refund", "Money."), article("b", "Bus", "Late.")}));
  for (const fs::path& again : {source, source / "one.jsonl", folder.path() / "kb/../kb"}) {
    const Finished built = callside_index({"build", "--index", index, source, again});
    INFO(built.err);
    CHECK(built.status == 3);
    CHECK(status_of(index)["documents"] == 2);
    CHECK(status_of(index)["rejected"] == 2);
    for (const char* line : {":1", ":2"}) {
      const std::size_t rejected = built.err.find("one.jsonl" + std::string(line) + ": rejected: ");
      REQUIRE(rejected != std::string::npos);
      const std::string result = built.err.substr(rejected, built.err.find('\n', rejected) - rejected);
      CHECK(holds(result.substr(20), (source / "one.jsonl").string() + line));
    }
  }
}

TEST_CASE("the configuration is never indexed") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "kb";
  const fs::path index = folder.path() / "index";
  write_text(source / "callside.yaml", "# secretword\ngroups: [tier-2]\n");
  write_text(source / "deeper/callside.yaml", "# secretword\n");
  write_text(source / "a.md", "# Refund\n\nMoney comes back.\n");
  for (const std::vector<std::string>& as :
       {std::vector<std::string>{}, {"--as", "text"}, {"--as", "markdown"}}) {
    std::vector<std::string> command{"build", "--index", index, source, "--default", "audience=public"};
    command.insert(command.end(), as.begin(), as.end());
    const Finished built = callside_index(command);
    INFO(built.err);
    CHECK(built.status == 0);
    CHECK(status_of(index)["documents"] == 1);
    CHECK(callside_index({"inspect", "--index", index, "callside"}).status == 1);
  }
  // A shell's * includes it, too.
  for (const char* as : {"text", "markdown", "jsonl"}) {
    const Finished named =
        callside_index({"build", "--index", index, "--as", as, source / "a.md", source / "callside.yaml"});
    INFO(named.err);
    CHECK(named.status == 2);
    CHECK(holds(named.err, "callside.yaml"));
  }
}

TEST_CASE("circular links are followed once") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "kb";
  const fs::path index = folder.path() / "index";
  write_text(source / "articles/en/a.md", kPage);
  write_text(folder.path() / "elsewhere/b.md", kPage);
  fs::create_directory_symlink("..", source / "articles/up");
  fs::create_directory_symlink(source, source / "articles/en/top");
  fs::create_symlink("itself.md", source / "itself.md");
  fs::create_directory_symlink(folder.path() / "elsewhere", source / "linked");
  const Finished built = callside_index({"build", "--index", index, source});
  INFO(built.err);
  CHECK((built.status == 0 || built.status == 3));
  CHECK(status_of(index)["documents"] == 2);
}

TEST_CASE("text that is not UTF-8 is rejected with its place, and the rest is indexed") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "kb";
  const fs::path index = folder.path() / "index";
  write_text(source / "good.md", kPage);
  write_text(source / "latin.md",
             "---\naudience: public\n---\n# R\xFC"
             "ckgabe\n\nGeld zur\xFC"
             "ck.\n");
  write_text(source / "utf16.md", std::string("\xFF\xFE#\0 \0a\0", 8));
  write_text(source / "binary.md", std::string(5000, '\0') +
                                       "\x7F"
                                       "ELF");
  const std::string bad_line = "{\"kind\":\"article\",\"id\":\"x\",\"title\":\"caf\xE9\",\"body\":\"b\"}\n";
  write_text(source / "mixed.jsonl",
             lines({article("a", "Refund", "Money.")}) + bad_line + lines({article("b", "Bus", "Late.")}));
  write_text(source / "name-\xE9.md", kPage);
  const Finished built = callside_index({"build", "--index", index, source});
  CHECK(built.status == 3);
  const Json status = status_of(index);
  CHECK(status["documents"] == 3);
  CHECK(status["rejected"] == 5);
  INFO(built.err);
  for (const char* place : {"latin.md:", "utf16.md:", "binary.md:", "mixed.jsonl:2:", "name-"}) {
    INFO(place);
    CHECK(holds(built.err, place));
  }
  CHECK(holds(built.err, "iconv"));
  // The report is valid JSON in any case.
  const Json report = Json::parse(callside_index({"build", "--index", index, source, "--json"}).out);
  CHECK(report["remarks"].size() >= 5);
}

TEST_CASE("a record without end is rejected in bounded memory, and the rest is indexed") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "kb";
  const fs::path index = folder.path() / "index";
  write_text(source / "a.jsonl", lines({article("first", "Refund", "Money.")}));
  write_text(source / "good.md", kPage);
  {
    std::ofstream file(source / "a.jsonl", std::ios::app);
    file << R"({"kind":"article","id":"endless","title":"x","body":")";
    const std::string megabyte(1U << 20U, 'x');
    for (int i = 0; i < 200; ++i) file << megabyte;
    file << "\"}\n" << lines({article("last", "Bus", "Late.")});
  }
  // The same as a Markdown page.
  fs::create_hard_link(source / "a.jsonl", source / "endless.md");
  const Finished built = callside_index({"build", "--index", index, source});
  INFO(built.err);
  CHECK(built.status == 3);
  CHECK(holds(built.err, (source / "a.jsonl").string() + ":2: rejected: the line is longer than 16 MiB"));
  CHECK(holds(built.err, (source / "endless.md").string() + ":1: rejected: the file is larger than 16 MiB"));
  CHECK(status_of(index)["documents"] == 3);
  CHECK(status_of(index)["rejected"] == 2);
#ifndef __SANITIZE_ADDRESS__  // which needs as much memory itself
  CHECK(built.peak_bytes < 600'000'000);
#endif
}
