#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/data_files.h"
#include "indexer/analysis/stop_words.h"
#include "tests/support/catch2.h"
#include "tests/support/data_files.h"

TEST_CASE("the lists of stop words are well-formed") {
  for (const callside::DataFile& file : callside::analysis_data()) {
    CHECK(faults_of(file) == std::vector<std::string>());
    REQUIRE(file.name.starts_with("stop_words_"));
    const std::string lang(file.name.substr(11, file.name.size() - 15));
    CHECK(callside::stop_word_count(lang) > 0);
    callside::for_each_entry(file.text, [&](std::string_view section, std::string_view word) {
      INFO(file.name << ": " << word);
      CHECK(section.empty());
      CHECK(word.find(' ') == std::string_view::npos);
      CHECK((word.find('!') == std::string_view::npos || word.find('!') == word.size() - 1));
    });
  }
}
