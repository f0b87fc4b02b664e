#include "indexer/analysis/stop_words.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "tests/support/catch2.h"

namespace {

using callside::is_stop_word;

struct Language {
  std::string_view lang;
  std::string_view stop;     // must be stop words
  std::string_view content;  // must not be stop words: negations, and words that questions are about
};

// Casefolded, so Greek has no final sigma.
constexpr Language kLanguages[] = {
    {"en", "the how what where is please hello i'm",
     "not no without before after on off out invoice may never only"},
    {"de", "der wie was wo ist bitte für fur fuer müssen mussen dass",
     "nicht kein ohne vor nach aus ab rechnung nie nur"},
    {"fr", "le comment où ou est à a voilà voila bonjour l",
     "ne pas sans avant après son facture été car ni jamais"},
    {"es", "el cómo como qué que dónde está esta gracias", "no sin antes después sobre factura nada más mas"},
    {"it", "il come dove è perché perche ciao", "non senza prima dopo fattura sei ora stato cos"},
    {"pt", "o como onde são sao você voce olá", "não nao sem antes depois fatura tarde"},
    {"nl", "de hoe wat waar is alstublieft", "niet geen zonder voor na uit aan op factuur"},
    {"sv", "det hur vad är för for hej", "inte utan före efter på av faktura far"},
    {"da", "det hvordan hvad er gør gor hej", "ikke uden før efter på af fra faktura far"},
    {"nb", "det hvordan hva er når nar hei korleis", "ikke ikkje uten før etter på av faktura far"},
    {"fi", "ja miten mitä mita missä on hei", "ei ilman ennen jälkeen päälle pois lasku"},
    {"hu", "az hogyan mit hol és es van kérem kerem", "nem ne nélkül előtt után be ki számla bar"},
    {"ro", "și si cum unde este vă mulțumesc", "nu fără înainte după factură fi"},
    {"sl", "in kako kaj kje je prosim želim zelim če ce", "ne ni brez pred po kot med račun racun dan ime"},
    {"hr", "i kako gdje je molim što želim zelim", "ne ni bez prije nakon sto račun dan"},
    {"sr", "i kako gde je molim и како где је молим želim",
     "ne bez pre posle не без после račun рачун sto dan"},
    {"bs", "i kako gdje je molim želim zelim", "ne bez prije poslije račun sto dan"},
    {"mk", "и како што каде е молам ѝ", "не без пред потоа ден сметка"},
    {"bg", "и как какво къде е моля", "не без преди след ден сметка фактура"},
    {"cs", "a jak co kde je prosím prosim být", "ne bez před po byt faktura den"},
    {"sk", "a ako čo kde je prosím prosim", "nie bez pred po byt faktúra deň"},
    {"pl", "i jak co gdzie jest proszę prosze się sie", "nie bez przed po faktura dzień"},
    {"uk", "і як що де є ласка", "не без перед після до рахунок день"},
    {"ru", "и как что где это пожалуйста её ее", "не нет без до после счёт день"},
    {"el", "και πωσ πώσ τι πού που είναι ειναι τησ παρακαλώ", "δεν μη χωρίσ πριν μετά λογαριασμόσ"},
    {"tr", "ve nasıl nasil ne nerede için icin bu", "değil yok önce sonra su fatura"},
    {"ar", "في من كيف ماذا أين اين إلى الى شكرا", "لا لم ليس بدون قبل بعد فاتورة"},
    {"he", "את של איך מה איפה בבקשה", "לא אין בלי לפני אחרי שם חשבונית"},
    {"fa", "و در از چگونه کجا است می‌خواهم میخواهم",
     "نه نیست بدون قبل بعد فاکتور"},
    {"hi", "के में कैसे क्या कहाँ है कृपया", "नहीं न मत बिना पहले बाद बिल"},
    {"et", "ja kuidas mis kus on palun või voi", "ei ilma enne pärast arve"},
    {"lv", "un kā ka kur ir lūdzu ludzu", "ne bez pirms pēc rēķins"},
    {"lt", "ir kaip kas kur yra prašau prasau", "ne be prieš po sąskaita"},
    {"ca", "el com què que on és hola", "no sense abans després factura cap"},
    {"eu", "eta nola zer non da mesedez", "ez gabe aurretik ondoren faktura egun"},
    {"ga", "an agus conas cá cad tá le", "níl gan roimh sonrasc ta"},
    {"ja", "の を に は が で と も から まで する です ます 何 どこ", "ない 前 後 上 請求書 開く"},
    {"zh", "的 了 在 怎么 什么 哪里 请 怎麼 什麼 請", "不 没 没有 前 后 开 关 发票"},
    {"ko", "은 는 을 에서 어떻게 무엇 어디 안녕하세요", "안 못 없다 전 후 청구서"},
    {"vi", "và là của có ở cho", "không chưa trước sau tắt mở va la hóa đơn"},
    {"id", "yang dan bagaimana apa di tolong", "tidak bukan tanpa sebelum sesudah tagihan"},
    {"th", "และ ที่ อย่างไร อะไร ที่ไหน ครับ", "ไม่ ก่อน หลัง เปิด ปิด ใบแจ้งหนี้"},
};

template <typename Check>
void for_each_word(std::string_view words, Check check) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    check(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

}  // namespace

TEST_CASE("function words are stop words, and negations and content words are not") {
  for (const Language& language : kLanguages) {
    for_each_word(language.stop, [&](std::string_view word) {
      INFO(language.lang << ": " << word);
      CHECK(is_stop_word(language.lang, word));
    });
    for_each_word(language.content, [&](std::string_view word) {
      INFO(language.lang << ": " << word);
      CHECK_FALSE(is_stop_word(language.lang, word));
    });
  }
}

TEST_CASE("every list has 40 to 320 words") {
  for (const Language& language : kLanguages) {
    INFO(language.lang);
    CHECK(callside::stop_word_count(language.lang) >= 40);
    CHECK(callside::stop_word_count(language.lang) <= 320);
  }
}

TEST_CASE("stop words accept other codes of a language, and unknown languages have none") {
  CHECK(is_stop_word("no", "hvordan"));
  CHECK(is_stop_word("nn", "korleis"));
  CHECK(is_stop_word("iw", "של"));
  CHECK(is_stop_word("in", "yang"));
  CHECK(is_stop_word("sh", "kako"));
  for (const char* norwegian : {"no", "nn"})
    CHECK(callside::stop_word_count(norwegian) == callside::stop_word_count("nb"));
  CHECK(callside::stop_word_count("iw") == callside::stop_word_count("he"));
  CHECK(callside::stop_word_count("in") == callside::stop_word_count("id"));
  CHECK(callside::stop_word_count("sh") == callside::stop_word_count("sr"));
  CHECK_FALSE(is_stop_word("xx", "the"));
  CHECK_FALSE(is_stop_word("", "the"));
  CHECK_FALSE(is_stop_word("en", ""));
  CHECK_FALSE(is_stop_word("en", "der"));
  CHECK(callside::stop_word_count("xx") == 0);
}

TEST_CASE("separators and marks of the lists are not part of stop words") {
  for (const Language& language : kLanguages) {
    CHECK_FALSE(is_stop_word(language.lang, "!"));
    CHECK_FALSE(is_stop_word(language.lang, " "));
  }
  CHECK_FALSE(is_stop_word("cs", "být!"));
}
