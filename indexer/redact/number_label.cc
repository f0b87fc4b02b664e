#include "indexer/redact/number_label.h"

#include <unicode/uchar.h>

#include <array>
#include <string_view>

#include "indexer/redact/words_before.h"

namespace callside {
namespace {

using Words = std::u32string_view;

// Lists written from knowledge of the languages that support desks in Europe and the Americas write in; with
// and without accents, as people type.

constexpr std::array kTelephone{
    Words{U"tel"},        Words{U"telef*"},    Words{U"teléf*"},     Words{U"teleph*"},
    Words{U"téléph*"},    Words{U"telf*"},     Words{U"tlf*"},       Words{U"tfno"},
    Words{U"phone*"},     Words{U"gsm*"},      Words{U"mobil*"},     Words{U"móvil*"},
    Words{U"movil*"},     Words{U"mobit*"},    Words{U"mob"},        Words{U"handy*"},
    Words{U"rufnummer*"}, Words{U"rückruf*"},  Words{U"rueckruf*"},  Words{U"callback*"},
    Words{U"fax*"},       Words{U"cell"},      Words{U"cellphone*"}, Words{U"cellul*"},
    Words{U"celular*"},   Words{U"portable"},  Words{U"whatsapp*"},  Words{U"viber*"},
    Words{U"sms"},        Words{U"landline*"}, Words{U"festnetz*"},  Words{U"fijo"},
    Words{U"durchwahl*"}, Words{U"puh"},       Words{U"puhelin*"},   Words{U"тел"},
    Words{U"телефон*"},   Words{U"моб"},       Words{U"мобил*"},     Words{U"τηλ*"},
    Words{U"κινητ*"},     Words{U"전화*"},     Words{U"*電話*"},     Words{U"*电话*"},
    Words{U"*携帯*"},     Words{U"*手机*"},    Words{U"هاتف"},       Words{U"تلفن"},
    Words{U"טלפון"},      Words{U"telephone*"}};

constexpr std::array kCalling{
    Words{U"call"},       Words{U"called"},    Words{U"calling"}, Words{U"calls"},   Words{U"ring"},
    Words{U"reach"},      Words{U"dial"},      Words{U"klic*"},   Words{U"klič*"},   Words{U"poklic*"},
    Words{U"poklič*"},    Words{U"anruf*"},    Words{U"rufen"},   Words{U"ruf"},     Words{U"angerufen"},
    Words{U"erreichbar"}, Words{U"erreichen"}, Words{U"llamar*"}, Words{U"llám*"},   Words{U"llame*"},
    Words{U"llama"},      Words{U"llamad*"},   Words{U"appel*"},  Words{U"rappel*"}, Words{U"chiam*"},
    Words{U"bel"},        Words{U"bellen"},    Words{U"nazov*"},  Words{U"zovite*"}, Words{U"dosegl*"},
    Words{U"kontakt*"},   Words{U"contact*"},  Words{U"dzwon*"},  Words{U"zavolej*"}};

constexpr std::array kNumber{Words{U"number*"}, Words{U"no"},       Words{U"nr"},       Words{U"num"},
                             Words{U"št"},      Words{U"številk*"}, Words{U"stevilk*"}, Words{U"nummer*"},
                             Words{U"número*"}, Words{U"numero*"},  Words{U"numér*"},   Words{U"numer*"},
                             Words{U"broj*"},   Words{U"br"},       Words{U"номер*"},   Words{U"nº"},
                             Words{U"º"},       Words{U"n"},        Words{U"numar*"},   Words{U"číslo*"}};

constexpr std::array kPossessive{Words{U"my"},     Words{U"her"},  Words{U"his"},     Words{U"our"},
                                 Words{U"their"},  Words{U"moj*"}, Words{U"meine"},   Words{U"mein"},
                                 Words{U"unsere"}, Words{U"mi"},   Words{U"njegov*"}, Words{U"njen*"},
                                 Words{U"naša"},   Words{U"mon"},  Words{U"mio"}};

constexpr std::array kLinks{
    Words{U"is"},     Words{U"are"},    Words{U"was"},    Words{U"on"},      Words{U"at"},
    Words{U"to"},     Words{U"under"},  Words{U"the"},    Words{U"a"},       Words{U"me"},
    Words{U"us"},     Words{U"him"},    Words{U"them"},   Words{U"back"},    Words{U"please"},
    Words{U"or"},     Words{U"and"},    Words{U"also"},   Words{U"new"},     Words{U"home"},
    Words{U"work"},   Words{U"office"}, Words{U"for"},    Words{U"je"},      Words{U"na"},
    Words{U"ali"},    Words{U"in"},     Words{U"pod"},    Words{U"prek"},    Words{U"nov*"},
    Words{U"za"},     Words{U"nas"},    Words{U"ist"},    Words{U"lautet"},  Words{U"unter"},
    Words{U"der"},    Words{U"die"},    Words{U"das"},    Words{U"und"},     Words{U"oder"},
    Words{U"auf"},    Words{U"bitte"},  Words{U"mich"},   Words{U"uns"},     Words{U"an"},
    Words{U"zurück"}, Words{U"neue*"},  Words{U"für"},    Words{U"es"},      Words{U"son"},
    Words{U"el"},     Words{U"la"},     Words{U"al"},     Words{U"en"},      Words{U"y"},
    Words{U"o"},      Words{U"de"},     Words{U"por"},    Words{U"favor"},   Words{U"para"},
    Words{U"hoy"},    Words{U"mismo"},  Words{U"mañana"}, Words{U"heute"},   Words{U"morgen"},
    Words{U"danes"},  Words{U"jutri"},  Words{U"today"},  Words{U"tonight"}, Words{U"tomorrow"},
    Words{U"est"},    Words{U"le"},     Words{U"au"},     Words{U"ou"},      Words{U"et"},
    Words{U"u"},      Words{U"i"},      Words{U"ter"},    Words{U"ili"},     Words{U"privat*"},
    Words{U"nuevo"},  Words{U"direkt*"}};

// A number behind these is no telephone number, whatever its shape.
constexpr std::array kIdentifier{
    Words{U"order*"},        Words{U"ticket*"},   Words{U"case"},      Words{U"invoice*"},
    Words{U"naroč*"},        Words{U"naroc*"},    Words{U"račun*"},    Words{U"racun*"},
    Words{U"rechnung*"},     Words{U"bestell*"},  Words{U"auftrag*"},  Words{U"vorgang*"},
    Words{U"artik*"},        Words{U"art"},       Words{U"article*"},  Words{U"artículo*"},
    Words{U"articulo*"},     Words{U"item*"},     Words{U"pedido*"},   Words{U"factur*"},
    Words{U"fattur*"},       Words{U"commande*"}, Words{U"ordine"},    Words{U"serial*"},
    Words{U"seri*"},         Words{U"série"},     Words{U"imei*"},     Words{U"meid"},
    Words{U"isbn*"},         Words{U"issn"},      Words{U"ean*"},      Words{U"gtin"},
    Words{U"upc"},           Words{U"sku"},       Words{U"iccid"},     Words{U"version*"},
    Words{U"verzij*"},       Words{U"build"},     Words{U"firmware"},  Words{U"error*"},
    Words{U"napak*"},        Words{U"fehler*"},   Words{U"code*"},     Words{U"kod*"},
    Words{U"código*"},       Words{U"codigo*"},   Words{U"ref"},       Words{U"referen*"},
    Words{U"sklic*"},        Words{U"contract*"}, Words{U"pogodb*"},   Words{U"vertrag*"},
    Words{U"contrat*"},      Words{U"konto*"},    Words{U"account*"},  Words{U"cuenta*"},
    Words{U"iban"},          Words{U"bic"},       Words{U"swift"},     Words{U"pin"},
    Words{U"puk"},           Words{U"zip"},       Words{U"plz"},       Words{U"postcode*"},
    Words{U"model*"},        Words{U"part"},      Words{U"tracking*"}, Words{U"sledil*"},
    Words{U"sledenj*"},      Words{U"sendung*"},  Words{U"paket*"},    Words{U"parcel*"},
    Words{U"shipment*"},     Words{U"pošiljk*"},  Words{U"posiljk*"},  Words{U"envío*"},
    Words{U"envio*"},        Words{U"vat"},       Words{U"ddv"},       Words{U"uid"},
    Words{U"ust*"},          Words{U"nif"},       Words{U"cif"},       Words{U"dni"},
    Words{U"siren"},         Words{U"siret"},     Words{U"emšo"},      Words{U"emso"},
    Words{U"tax"},           Words{U"davčn*"},    Words{U"davcn*"},    Words{U"matičn*"},
    Words{U"maticn*"},       Words{U"steuer*"},   Words{U"licen*"},    Words{U"lizenz*"},
    Words{U"key"},           Words{U"ključ*"},    Words{U"room"},      Words{U"soba*"},
    Words{U"zimmer*"},       Words{U"barcode*"},  Words{U"patent*"},   Words{U"doi"},
    Words{U"iso"},           Words{U"din"},       Words{U"ssn"},       Words{U"passport*"},
    Words{U"reisepass*"},    Words{U"policy"},    Words{U"polic*"},    Words{U"zavarovaln*"},
    Words{U"versicherung*"}, Words{U"claim*"},    Words{U"incident*"}, Words{U"inc"},
    Words{U"request*"},      Words{U"zahtev*"},   Words{U"zadev*"},    Words{U"id"},
    Words{U"ids"},           Words{U"uuid"},      Words{U"batch"},     Words{U"lot"},
    Words{U"charge"},        Words{U"meter*"},    Words{U"števc*"},    Words{U"števec*"},
    Words{U"zähler*"},       Words{U"contador*"}, Words{U"asset*"},    Words{U"port"},
    Words{U"pid"},           Words{U"bug"},       Words{U"sn"},        Words{U"*nummer"},
    Words{U"*nummern"},      Words{U"*nr"}};

// These have telephone numbers, but a "customer number" is none.
constexpr std::array kOwner{
    Words{U"customer*"}, Words{U"client*"},  Words{U"klient*"},   Words{U"kund*"},  Words{U"strank*"},
    Words{U"member*"},   Words{U"član*"},    Words{U"mitglied*"}, Words{U"socio*"}, Words{U"uporabnik*"},
    Words{U"user*"},     Words{U"student*"}, Words{U"card*"},     Words{U"kart*"},  Words{U"tarjeta*"},
    Words{U"flight*"},   Words{U"device*"},  Words{U"naprav*"},   Words{U"gerät*"}, Words{U"opravilna"}};

// The begin of the word that ends before units[end], if it is written as names are; `end` if not.
std::size_t name_begin(View units, std::size_t end) {
  constexpr std::size_t kLongestName = 30;
  std::size_t begin = end;
  while (is_letter(before(units, begin)) && end - begin < kLongestName) --begin;
  if (end - begin < 2) return end;
  const bool capital = u_isupper(static_cast<UChar32>(units[begin].c)) != 0;
  return capital && u_islower(static_cast<UChar32>(units[begin + 1].c)) != 0 ? begin : end;
}

bool joins_in_signature(char32_t c) { return c == ',' || c == ';' || c == ' '; }

}  // namespace

bool follows_new_one(View units, std::size_t begin) {
  static constexpr std::array kNew{Words{U"new"}, Words{U"nov*"}, Words{U"neu*"}, Words{U"nuev*"}};
  static constexpr std::array kIs{Words{U"is"}, Words{U"one"}, Words{U"je"},
                                  Words{U"pa"}, Words{U"ist"}, Words{U"es"}};
  constexpr int kMostWords = 3;
  WordsBefore words(units, begin);
  for (int i = 0; i < kMostWords; ++i) {
    const std::u32string_view word = words.next();
    if (matches_any(word, kNew)) return i > 0;
    if (!matches_any(word, kIs)) return false;
  }
  return false;
}

bool stands_in_signature(View units, std::size_t begin, std::size_t end) {
  constexpr char32_t kEmail = taken_by(PersonalKind::email);
  constexpr std::size_t kMostBetween = 2;
  std::size_t left = begin, right = end;
  while (begin - left < kMostBetween && joins_in_signature(before(units, left))) --left;
  while (right - end < kMostBetween && joins_in_signature(at(units, right))) ++right;
  if (before(units, left) == kEmail || at(units, right) == kEmail) return true;
  if (before(units, left) == taken_by(PersonalKind::name)) return true;
  // "Carmen Villasenor 555-0134": without a comma if nothing but a space stands between.
  const bool comma = at(units, left) == ',', space = left + 1 == begin && at(units, left) == ' ';
  if (!comma && !space) return false;
  const std::size_t last_name = name_begin(units, left);
  if (last_name == left || (before(units, last_name) != ' ' && before(units, last_name) != '-')) return false;
  return name_begin(units, last_name - 1) != last_name - 1;
}

NumberLabel label_before(View units, std::size_t position, std::size_t telephone_end) {
  constexpr int kMostWords = 6, kMostOthers = 1;
  WordsBefore words(units, position, telephone_end);
  bool number = false;
  int others = 0;
  for (int i = 0; i < kMostWords; ++i) {
    const std::u32string_view word = words.next();
    if (word.empty()) return NumberLabel::none;
    if (word == WordsBefore::kTelephone) return others == 0 ? NumberLabel::telephone : NumberLabel::none;
    if (matches_any(word, kTelephone)) return NumberLabel::telephone;
    if (others == 0 && matches_any(word, kCalling)) return NumberLabel::telephone;
    if (matches_any(word, kNumber)) {
      number = true;
      continue;
    }
    if (matches_any(word, kIdentifier) || (number && matches_any(word, kOwner))) {
      return others == 0 && !words.passed_digits() ? NumberLabel::identifier : NumberLabel::none;
    }
    if (number && others == 0 && matches_any(word, kPossessive)) return NumberLabel::telephone;
    if (!matches_any(word, kLinks) && !matches_any(word, kPossessive) && ++others > kMostOthers) {
      return NumberLabel::none;
    }
  }
  return NumberLabel::none;
}

bool telephone_word_follows(View units, std::size_t position) {
  if (at(units, position) == ' ') ++position;
  if (at(units, position) != '(') return false;
  std::size_t end = position + 1;
  while (is_letter(at(units, end)) && end < position + 20) ++end;
  return matches_any(WordsBefore(units, end).next(), kTelephone);
}

}  // namespace callside
