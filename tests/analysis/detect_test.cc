#include "indexer/analysis/detect.h"

#include "tests/support/catch2.h"

using namespace callside;

namespace {

std::string repeated(const std::string& sentence, std::size_t min_bytes) {
  std::string text;
  while (text.size() < min_bytes) text += sentence;
  return text;
}

}  // namespace

TEST_CASE("the language of a long text is detected even if the limit splits a character") {
  const std::pair<const char*, std::string> texts[] = {
      {"ru", "Чтобы сменить пароль, откройте раздел доступа и выберите свой кабинет. "},
      {"uk", "Щоб змінити пароль, відкрийте розділ доступу і виберіть свій кабінет. "},
      {"ja", "パスワードを変更するには、設定画面を開いて新しいパスワードを入力してください。"},
      {"el", "Για να αλλάξετε τον κωδικό, ανοίξτε τις ρυθμίσεις και επιλέξτε λογαριασμό. "},
      {"sl", "Če želite zamenjati geslo, odprite nastavitve in izberite svoj račun. "}};
  for (const auto& [lang, sentence] : texts) {
    for (std::size_t shift = 0; shift < 4; ++shift) {
      INFO(lang << " moved by " << shift);
      CHECK(detect_language(std::string(shift, ' ') + repeated(sentence, 40'000)) == lang);
    }
  }
}

TEST_CASE("a guess has its reliability and the share of the text") {
  const LanguageGuess sure =
      guess_language(repeated("Press the button and wait until the light goes out. ", 500));
  CHECK(sure.tag == "en");
  CHECK(sure.is_reliable);
  CHECK(sure.percent > 90);
  CHECK(guess_language("").tag.empty());
  CHECK(guess_language("1234 5678").tag.empty());
}
