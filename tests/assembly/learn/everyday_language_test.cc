#include "indexer/assembly/learn/everyday_language.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "indexer/analysis/language.h"
#include "indexer/assembly/learn/data_files.h"
#include "tests/support/catch2.h"
#include "tests/support/data_files.h"

using namespace callside;

namespace {

constexpr std::string_view kEverydayPrefix = "everyday_";

// Longer ones are no questions that somebody types, and no small talk.
constexpr std::ptrdiff_t kMostWords = 14;

const std::set<std::string_view> kEverydayTopics{
    "animals",   "banking", "cars", "clothes", "cooking", "culture", "devices",  "family",
    "gardening", "health",  "home", "law",     "money",   "news",    "religion", "school",
    "shopping",  "sport",   "talk", "travel",  "weather", "work"};

std::string language_of_file(const DataFile& file) {
  return std::string(file.name.substr(kEverydayPrefix.size(), file.name.size() - kEverydayPrefix.size() - 4));
}

}  // namespace

TEST_CASE("the files of everyday language are well-formed") {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(CALLSIDE_SOURCE_DIR "/indexer/assembly/learn/data"))
    files += entry.is_regular_file() ? 1 : 0;
  CHECK(files > 0);
  CHECK(learn_data().size() == files);
  for (const DataFile& file : learn_data()) {
    CHECK(file.name.starts_with(kEverydayPrefix));
    CHECK(faults_of(file) == std::vector<std::string>());
  }
}

TEST_CASE("everyday language has utterances on every topic, short and each once") {
  for (const DataFile& file : learn_data()) {
    std::map<std::string_view, std::string_view> topics;
    std::set<std::string_view> seen;
    for_each_entry(file.text, [&](std::string_view topic, std::string_view text) {
      INFO(file.name << " [" << topic << "] " << text);
      CHECK(kEverydayTopics.contains(topic));
      CHECK(std::count(text.begin(), text.end(), ' ') < kMostWords);
      CHECK(topics.emplace(text, topic).second);
      seen.insert(topic);
    });
    INFO(file.name);
    CHECK(seen == kEverydayTopics);
  }
}

TEST_CASE("every file of everyday language is read for its analysis language") {
  for (const DataFile& file : learn_data()) {
    const std::string language = language_of_file(file);
    INFO(language);
    CHECK(analysis_language(language) == language);
    const std::vector<EverydayUtterance> utterances = everyday_utterances(language);
    CHECK(utterances.size() > 50);
    const EverydayWords words = everyday_words({language});
    REQUIRE(words.find(language) != nullptr);
    CHECK(words.find(language)->size() == utterances.size());
  }
}

TEST_CASE("everyday words are known in the languages asked for, in every form of the word") {
  const EverydayWords words = everyday_words({"en", "sl", "none"});
  CHECK(everyday_utterances("none").empty());
  CHECK(words.find("none") == nullptr);
  CHECK(words.find("de") == nullptr);
  REQUIRE(words.find("en") != nullptr);
  REQUIRE(words.find("sl") != nullptr);
  WordAnalyzer analyzer;
  const auto is_known = [&](const char* text, const char* language) {
    return words.find(language)->find(analyzer.analyze(text, SegmentKind::word, language)) != nullptr;
  };
  CHECK(is_known("Hello", "en"));
  CHECK(is_known("hearing", "en"));
  CHECK_FALSE(is_known("invoicing", "en"));
  CHECK_FALSE(is_known("hello", "sl"));
}
