// Detection of the language of articles that do not name it.
#include "indexer/sources/article_language.h"

#include <filesystem>
#include <fstream>
#include <map>

#include "indexer/sources/open_sources.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

const std::string kEnglish =
    "Open the settings of your account and choose the new device from the list. Then press the button, and "
    "wait "
    "until the light on the front goes out. The device is ready for use when it is green again.\n";
const std::string kGerman =
    "Öffnen Sie die Einstellungen Ihres Kontos und wählen Sie das neue Gerät aus der Liste. Drücken Sie dann "
    "die "
    "Taste und warten Sie, bis das Licht an der Vorderseite ausgeht.\n";
// In an English knowledge base these are titles and list entries; on their own they look Norwegian.
const std::string kNames = "- Set skrive-beskyttelse\n- Velg skriver\n";

// A folder of articles and their languages, by id.
class Folder {
 public:
  void write(const std::string& id, const std::string& text) const {
    std::ofstream(folder_.path() / (id + ".md")) << "# " << id << "\n\n" << text;
  }
  void write_many(const std::string& prefix, const std::string& text, int count) const {
    for (int i = 0; i < count; ++i) write(prefix + std::to_string(i), text);
  }
  void remove(const std::string& id) const { fs::remove(folder_.path() / (id + ".md")); }

  std::map<std::string, std::string> languages() {
    SourceOptions options;
    options.languages = known;
    auto stream = open_sources({folder_.path()}, options);
    REQUIRE(stream);
    learned = (*stream)->languages();
    std::map<std::string, std::string> found;
    for (;;) {
      const auto record = (*stream)->next();
      REQUIRE(record);
      if (!*record) return found;
      const Parsed parsed = (*stream)->parse(**record);
      REQUIRE(parsed.document);
      found[parsed.document->id] = parsed.document->lang;
    }
  }

  std::map<std::string, SourceLanguages> known, learned;

 private:
  TemporaryFolder folder_;
};

}  // namespace

TEST_CASE("an article's language comes from its sentences, not from its list of names") {
  Document document;
  document.title = "Drivers";
  std::string names;
  for (const char* name : {"Skriver Hjelp", "Nano Hver", "Velg Enhet", "Ny Tavle", "Lese Kort"}) {
    for (int i = 0; i < 12; ++i)
      document.body.blocks.push_back({BlockType::paragraph, 0, name + (" " + std::to_string(i))});
  }
  document.body.blocks.push_back(
      {BlockType::paragraph, 0,
       "These boards need the driver that is described here. Choose your board from the "
       "list, and install the driver before you connect it for the first time."});
  detect_language_of(document);
  CHECK(document.lang == "en");
  CHECK_FALSE(document.lang_doubtful);
}

TEST_CASE("a doubtful article gets the language of nearly all others of its source") {
  Folder folder;
  folder.write("list", kNames);
  CHECK(folder.languages().at("list") == "nb");
  folder.write_many("guide", kEnglish, 5);
  CHECK(folder.languages().at("list") == "en");
  CHECK(folder.languages().at("guide0") == "en");
}

TEST_CASE("a list in one paragraph is not mistaken for a long text in an unknown language") {
  Folder folder;
  folder.write_many("guide", kEnglish, 5);
  std::string ports, doors, unknown;
  for (int i = 0; i < 40; ++i) {
    ports += "TCP " + std::to_string(i) + "\n";
    doors += "QZX-" + std::to_string(i) + " zxq " + std::to_string(i) + "\n";
  }
  for (const char* word : {"mbwat", "tikolu", "zxaro", "pelunti", "qoremi", "wadiru", "xikana", "yetoga"})
    unknown += std::string(word) + " no" + word + " " + word + "ta ";
  folder.write("ports", ports);
  folder.write("doors", doors);
  folder.write("unknown", unknown + ".\n");
  const auto languages = folder.languages();
  CHECK(languages.at("ports") == "en");
  CHECK(languages.at("doors") == "en");
  CHECK(languages.at("unknown") != "en");
}

TEST_CASE("a secondary language of the source is kept") {
  Folder folder;
  folder.write("short", "Die Rechnung kommt per Post.\n");
  folder.write_many("guide", kEnglish, 20);
  CHECK(folder.languages().at("short") == "en");
  // With two articles that are certainly German, the short one counts as German too.
  folder.write_many("anleitung", kGerman, 2);
  CHECK(folder.languages().at("short") == "de");
  CHECK(folder.languages().at("anleitung0") == "de");
  // If no language prevails, nothing changes.
  folder.write_many("mehr", kGerman, 10);
  folder.write("list", kNames);
  CHECK(folder.languages().at("list") == "nb");
}

TEST_CASE("a certain detection and another script need no other articles in that language") {
  Folder folder;
  folder.write_many("guide", kEnglish, 20);
  folder.write("german", kGerman);
  folder.write("russian", "Сменить пароль можно здесь.\n");
  folder.write("japanese", "パスワードを変更する。\n");
  const auto languages = folder.languages();
  CHECK(languages.at("german") == "de");
  CHECK(languages.at("russian") != "en");
  CHECK(languages.at("japanese") != "en");
}

TEST_CASE("the languages of a source are kept until they are surveyed again") {
  Folder folder;
  folder.write_many("guide", kEnglish, 5);
  folder.write("list", kNames);
  CHECK(folder.languages().at("list") == "en");
  folder.known = folder.learned;
  for (int i = 0; i < 4; ++i) folder.remove("guide" + std::to_string(i));
  CHECK(folder.languages().at("list") == "en");
  CHECK(folder.learned == folder.known);
  folder.known.clear();
  CHECK(folder.languages().at("list") == "nb");
}
