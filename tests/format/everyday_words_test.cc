#include "indexer/format/everyday_words.h"

#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/catch2.h"

using namespace callside;

namespace {

Word everyday_word(std::string folded, std::string stem = {}) {
  Word word;
  word.normal = folded;
  word.folded = std::move(folded);
  word.stem = std::move(stem);
  return word;
}

std::vector<Word> everyday_words_in(const std::string& text) {
  std::vector<Word> words;
  std::istringstream in(text);
  for (std::string one; in >> one;) words.push_back(everyday_word(one));
  return words;
}

EverydayWords::Utterance talk_of(const std::string& text) { return {everyday_words_in(text), true}; }

// Three utterances of small talk and a question.
EverydayWords telephone_talk() {
  EverydayWords words;
  words.add("en", {talk_of("can you hear me"),
                   {everyday_words_in("can i bake a cake")},
                   talk_of("can you call me back"),
                   talk_of("good morning")});
  words.add("sl", {talk_of("dober dan")});
  return words;
}

double likeness_of(const EverydayWords::Language& language, const std::string& question,
                   bool without = false) {
  std::vector<const EverydayWords::Entry*> entries;
  for (const Word& word : everyday_words_in(question)) entries.push_back(language.find(word));
  return language.likeness(entries, without).any;
}

double talk_likeness_of(const EverydayWords::Language& language, const std::string& question) {
  std::vector<const EverydayWords::Entry*> entries;
  for (const Word& word : everyday_words_in(question)) entries.push_back(language.find(word));
  return language.likeness(entries, false).talk;
}

double share_of(const EverydayWords::Language& language, const std::string& folded) {
  const EverydayWords::Entry* entry = language.find(everyday_word(folded));
  return entry == nullptr ? 0 : language.share(*entry);
}

std::string bytes_of_everyday(const EverydayWords& words) {
  ByteWriter out;
  words.write(out);
  return out.bytes();
}

// Uses all that was read, so that a sanitizer or a bad number shows what should not have been accepted.
void check_usable(const EverydayWords& words) {
  for (const char* name : {"en", "sl"}) {
    const EverydayWords::Language* language = words.find(name);
    if (language == nullptr) continue;
    for (const char* question : {"can you hear me", "good morning", "dober dan", "can can bake"}) {
      for (const bool without : {false, true}) {
        const double likeness = likeness_of(*language, question, without);
        CHECK(std::isfinite(likeness));
        CHECK(likeness >= 0);
        CHECK(likeness <= 1);
      }
    }
  }
}

}  // namespace

TEST_CASE("the share of an everyday word is the share of the utterances that contain it") {
  const EverydayWords words = telephone_talk();
  const EverydayWords::Language* english = words.find("en");
  REQUIRE(english != nullptr);
  CHECK(english->size() == 4);
  CHECK(share_of(*english, "can") == 0.75);
  CHECK(share_of(*english, "hear") == 0.25);
  CHECK(english->find(everyday_word("dober")) == nullptr);
  CHECK(words.find("de") == nullptr);
}

TEST_CASE("an utterance that repeats a word counts once in its share") {
  EverydayWords words;
  words.add("en", {talk_of("bye bye"), talk_of("hello")});
  CHECK(share_of(*words.find("en"), "bye") == 0.5);
  CHECK(likeness_of(*words.find("en"), "bye") == Approx(1));
  CHECK(likeness_of(*words.find("en"), "bye bye bye") == Approx(1));
}

TEST_CASE("an everyday word is known by its stem, or as it is where there is none") {
  EverydayWords words;
  words.add("en", {{{everyday_word("calling", "call")}}, {{everyday_word("alright")}}});
  const EverydayWords::Language* english = words.find("en");
  REQUIRE(english != nullptr);
  CHECK(english->find(everyday_word("calls", "call")) != nullptr);
  CHECK(english->find(everyday_word("calling")) == nullptr);
  CHECK(english->find(everyday_word("alright")) != nullptr);
}

TEST_CASE("a question is as much like everyday language as the most similar utterance") {
  const EverydayWords words = telephone_talk();
  const EverydayWords::Language& english = *words.find("en");
  CHECK(likeness_of(english, "can you hear me") == Approx(1));
  CHECK(likeness_of(english, "me hear you can") == Approx(1));
  CHECK(likeness_of(english, "invoice printer") == 0);
  CHECK(likeness_of(english, "") == 0);
  // Words that no utterance has make a question less similar.
  const double half = likeness_of(english, "can you hear printers");
  CHECK(half > 0);
  CHECK(half < likeness_of(english, "can you hear"));
  CHECK(likeness_of(english, "can you hear printers beep") < half);
  // Rare words count more.
  CHECK(likeness_of(english, "hear invoice") > likeness_of(english, "can invoice"));
}

TEST_CASE("a question that is itself an utterance can be compared with the others only") {
  const EverydayWords words = telephone_talk();
  const EverydayWords::Language& english = *words.find("en");
  const double others = likeness_of(english, "can you hear me", true);
  CHECK(others > 0);
  CHECK(others < 0.9);
  // No other utterance shares a word.
  CHECK(likeness_of(english, "good morning", true) == 0);
  // A question that is no utterance is compared with all.
  CHECK(likeness_of(english, "can you hear", true) == likeness_of(english, "can you hear", false));
}

TEST_CASE("small talk is told from questions of daily life") {
  const EverydayWords words = telephone_talk();
  const EverydayWords::Language& english = *words.find("en");
  CHECK(talk_likeness_of(english, "good morning") == Approx(1));
  CHECK(talk_likeness_of(english, "can i bake a cake") < 0.5);
  CHECK(likeness_of(english, "can i bake a cake") == Approx(1));
}

TEST_CASE("a language without utterances is not known") {
  EverydayWords words;
  words.add("sl", {});
  CHECK(words.find("sl") == nullptr);
}

TEST_CASE("everyday words are read as they were written") {
  const EverydayWords written = telephone_talk();
  const std::string bytes = bytes_of_everyday(written);
  ByteReader in(bytes);
  const EverydayWords words = EverydayWords::read(in);
  CHECK_FALSE(in.failed());
  CHECK(in.rest().empty());
  CHECK(bytes_of_everyday(words) == bytes);
  REQUIRE(words.find("en") != nullptr);
  REQUIRE(words.find("sl") != nullptr);
  CHECK(words.find("en")->size() == 4);
  CHECK(share_of(*words.find("en"), "can") == 0.75);
  CHECK(share_of(*words.find("sl"), "dan") == 1);
  for (const char* question : {"can you hear me", "hear invoice", "good morning cake"})
    CHECK(likeness_of(*words.find("en"), question) == likeness_of(*written.find("en"), question));

  const std::string zero(1, '\0');
  ByteReader none(zero);
  CHECK(EverydayWords::read(none).find("en") == nullptr);
  CHECK_FALSE(none.failed());
}

TEST_CASE("everyday words that are truncated anywhere are damaged") {
  const std::string bytes = bytes_of_everyday(telephone_talk());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    INFO(size);
    ByteReader in(std::string_view(bytes).substr(0, size));
    EverydayWords::read(in);
    CHECK(in.failed());
  }
}

TEST_CASE("everyday words with flipped bits are damaged or usable") {
  const std::string bytes = bytes_of_everyday(telephone_talk());
  std::size_t damaged = 0;
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    INFO(bit);
    std::string flipped = bytes;
    flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
    ByteReader in(flipped);
    const EverydayWords words = EverydayWords::read(in);
    if (in.failed())
      ++damaged;
    else
      check_usable(words);
  }
  CHECK(damaged > 0);
}

TEST_CASE("everyday words that name an utterance which does not exist, or none, are damaged") {
  const auto is_damaged = [](std::uint64_t utterances, const std::vector<std::uint64_t>& named,
                             std::uint64_t talk = 1) {
    ByteWriter out;
    out.varint(1);
    out.string("en");
    out.varint(utterances);
    out.varint(talk);
    out.varint(1);
    out.string("hello");
    out.varint(named.size());
    for (const std::uint64_t one : named) out.varint(one);
    ByteReader in(out.bytes());
    EverydayWords::read(in);
    return in.failed();
  };
  CHECK_FALSE(is_damaged(3, {0, 2}));
  CHECK(is_damaged(3, {0, 2}, 4));
  CHECK(is_damaged(3, {0, 3}));
  CHECK(is_damaged(3, {65536}));
  CHECK(is_damaged(3, {}));
  CHECK(is_damaged(0, {}));
  CHECK(is_damaged(65536, {0}));
}
