#include "indexer/redact/data_files.h"

#include <algorithm>
#include <filesystem>
#include <string>

#include "indexer/redact/cue.h"
#include "tests/support/catch2.h"
#include "tests/support/data_files.h"

namespace {

using callside::DataFile;
using callside::redact_data;

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";

bool has_only(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

bool is_lower(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_number(std::string_view text) { return !text.empty() && has_only(text, "0123456789"); }

}  // namespace

TEST_CASE("the data files of redaction are well-formed") {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(CALLSIDE_SOURCE_DIR "/indexer/redact/data"))
    files += entry.is_regular_file() ? 1 : 0;
  CHECK(redact_data().size() == files);
  for (const DataFile& file : redact_data()) CHECK(faults_of(file) == std::vector<std::string>());
}

TEST_CASE("every section of a cue file names roles") {
  for (const DataFile& file : redact_data()) {
    if (!file.name.starts_with("cues_")) continue;
    callside::for_each_entry(file.text, [&](std::string_view section, std::string_view phrase) {
      INFO(file.name << " [" << section << "] " << phrase);
      CHECK_FALSE(section.empty());
      while (!section.empty()) {
        const std::size_t end = std::min(section.find(' '), section.size());
        CHECK(callside::role_named(section.substr(0, end)).has_value());
        section.remove_prefix(std::min(end + 1, section.size()));
      }
      // "word*", "*word" or words, in the form of a folded text.
      const std::size_t star = phrase.find('*');
      CHECK(has_only(phrase, std::string(kLetters) + "0123456789 *"));
      if (star != std::string_view::npos) {
        CHECK((star == 0 || star + 1 == phrase.size()));
        CHECK(phrase.size() > 1);
        CHECK(phrase.find(' ') == std::string_view::npos);
        CHECK(phrase.find('*', star + 1) == std::string_view::npos);
      }
    });
  }
}

TEST_CASE("word lists of redaction are words in lower case without accents") {
  for (const DataFile& file : redact_data()) {
    const bool words = std::ranges::any_of(
        std::initializer_list<std::string_view>{"given_", "family_", "ordinary_", "common_", "town_",
                                                "secret_", "spoken_", "open_code_", "noun_", "not_before_"},
        [&](std::string_view prefix) { return file.name.starts_with(prefix); });
    if (!words) continue;
    callside::for_each_entry(file.text, [&](std::string_view section, std::string_view word) {
      INFO(file.name << " " << word);
      CHECK(section.empty());
      CHECK(has_only(word, kLetters));
    });
  }
}

TEST_CASE("labels and units of numbers are patterns in lower case, in the sections that are read") {
  callside::for_each_entry(callside::data_text(redact_data(), "number_labels.txt"),
                           [](std::string_view section, std::string_view word) {
                             INFO("[" << section << "] " << word);
                             CHECK((section == "telephone" || section == "calling" || section == "number" ||
                                    section == "possessive" || section == "links" ||
                                    section == "identifier" || section == "owner"));
                             CHECK(word.find(' ') == std::string_view::npos);
                             CHECK(is_lower(word));
                           });
  callside::for_each_entry(callside::data_text(redact_data(), "number_units.txt"),
                           [](std::string_view section, std::string_view word) {
                             INFO(word);
                             CHECK(section.empty());
                             CHECK(word.find(' ') == std::string_view::npos);
                             CHECK(is_lower(word));
                           });
}

TEST_CASE("rows of calling codes and of IBAN lengths have their columns") {
  callside::for_each_entry(callside::data_text(redact_data(), "calling_codes.txt"),
                           [](std::string_view section, std::string_view row) {
                             INFO(row);
                             CHECK(section.empty());
                             const std::size_t least = row.find('\t'), most = row.rfind('\t');
                             const std::string_view code = row.substr(0, least);
                             CHECK(is_number(code));
                             CHECK(code.size() <= 3);
                             CHECK(code.front() != '0');
                             if (least == std::string_view::npos) return;
                             REQUIRE(most > least);
                             CHECK(is_number(row.substr(least + 1, most - least - 1)));
                             CHECK(is_number(row.substr(most + 1)));
                           });
  callside::for_each_entry(callside::data_text(redact_data(), "iban_lengths.txt"),
                           [](std::string_view section, std::string_view row) {
                             INFO(row);
                             CHECK(section.empty());
                             REQUIRE(row.size() == 5);
                             CHECK(has_only(row.substr(0, 2), "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
                             CHECK(row[2] == '\t');
                             CHECK(is_number(row.substr(3)));
                             // iban.cc keeps an IBAN in 34 characters (ISO 13616).
                             CHECK(row.substr(3) <= "34");
                           });
}

TEST_CASE("faults in a data file are found") {
  const std::string head = "# Words.\n# Source: us.\n# Licence: ours.\n";
  CHECK(faults_of({"a.txt", head + "\na\nb\n"}).empty());
  CHECK(faults_of({"a.txt", head + "[x]\nb\n[y]\na\n"}).empty());
  for (const char* body : {"b\na\n", "a\na\n", "a", "", " a\n", "a  b\n", "[x]\n[y]\na\n", "[x\na\n",
                           "a\xff\n", "a\r\n", "[x]\n"}) {
    INFO(body);
    CHECK_FALSE(faults_of({"a.txt", head + body}).empty());
  }
  CHECK_FALSE(faults_of({"a.txt", "# Words.\n# Source: us.\na\n"}).empty());
  CHECK_FALSE(faults_of({"a.txt", "# Words.\n# Licence: ours.\na\n"}).empty());
  CHECK_FALSE(faults_of({"a.txt", "a\n"}).empty());
}
