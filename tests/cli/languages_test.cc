// The language of records that do not declare one, over builds and updates.
#include "tests/support/catch2.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

const std::string kEnglish =
    "Open the settings of your account and choose the new device from the list. Then press the button, and "
    "wait until the light on the front goes out. The device is ready for use when it is green again.\n";

Json languages_of(const fs::path& index) { return status_of(index)["by_language"]; }

}  // namespace

TEST_CASE("updates decide doubtful languages as the last build did, until --relearn") {
  const TemporaryFolder folder;
  const fs::path kb = folder.path() / "kb", articles = folder.path() / "articles";
  write_text(articles / "list.md", "# Meny\n\n- Set skrive-beskyttelse\n- Velg skriver\n");
  for (int i = 0; i < 5; ++i)
    write_text(articles / ("guide" + std::to_string(i) + ".md"), "# Guide\n\n" + kEnglish);
  build(kb, articles);
  CHECK(languages_of(kb) == Json({{"en", 6}}));

  const auto run = [&](std::vector<std::string> command) {
    command.insert(command.end(), {"--index", kb.string(), "--allow-removals", "--quiet"});
    const Finished done = callside_index(command);
    INFO(done.err);
    CHECK(done.status == 0);
  };
  // Two guides are too few to learn from.
  for (int i = 0; i < 3; ++i) fs::remove(articles / ("guide" + std::to_string(i) + ".md"));
  write_text(articles / "list.md", "# Meny\n\n- Set skrive-beskyttelse\n- Velg skriver\n- Lagre\n");
  run({"update"});
  CHECK(languages_of(kb) == Json({{"en", 3}}));
  run({"build", articles.string(), "--model", "same"});
  CHECK(languages_of(kb) == Json({{"en", 3}}));
  run({"update", "--relearn"});
  CHECK(languages_of(kb) == Json({{"en", 2}, {"nb", 1}}));
}

TEST_CASE("a long text has its own language, in any script") {
  const TemporaryFolder folder;
  std::string russian, japanese;
  while (russian.size() < 60'000)
    russian += "Чтобы сменить пароль, откройте раздел доступа и выберите кабинет. ";
  while (japanese.size() < 60'000) japanese += "設定画面を開いて新しいパスワードを入力してください。";
  for (const char* shift : {"", "a", "ab"}) {
    write_text(folder.path() / "articles" / (std::string("ru") + shift + ".md"),
               "# T" + (shift + ("\n\n" + russian)));
    write_text(folder.path() / "articles" / (std::string("ja") + shift + ".md"),
               "# T" + (shift + ("\n\n" + japanese)));
  }
  build(folder.path() / "kb", folder.path() / "articles");
  CHECK(languages_of(folder.path() / "kb") == Json({{"ja", 3}, {"ru", 3}}));
}
