#include "indexer/format/form_counts.h"

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;
using callside::testing::TemporaryFolder;

namespace {

FormEntry form(std::string text, std::vector<ClassCount> classes) {
  FormEntry entry;
  entry.language = 1;
  entry.normal = entry.folded = std::move(text);
  for (const ClassCount& one : classes) entry.counts += one.counts;
  entry.classes = std::move(classes);
  return entry;
}

const std::vector<FormEntry> kForms{form("alone", {{2, {3, 1}}}), form("both", {{0, {1, 0}}, {2, {0, 5}}}),
                                    form("three", {{0, {1, 1}}, {1, {2, 2}}, {7, {3, 3}}})};

}  // namespace

TEST_CASE("counts of documents by class are read as they were written") {
  const TemporaryFolder folder;
  REQUIRE(write_form_counts(folder.path() / "c", kForms));
  const auto table = FormCountTable::open(folder.path() / "c", 3);
  REQUIRE(table);
  CHECK(table->of(0).empty());  // of one class: FormEntry::counts suffices
  CHECK(std::vector<ClassCount>(table->of(1).begin(), table->of(1).end()) == kForms[1].classes);
  CHECK(std::vector<ClassCount>(table->of(2).begin(), table->of(2).end()) == kForms[2].classes);

  std::vector<FormEntry> forms = kForms;
  for (FormEntry& one : forms) {
    for (ClassCount& counted : one.classes) counted.counts = {};
  }
  REQUIRE(read_form_counts(folder.path() / "c", forms));
  for (std::size_t i = 0; i < forms.size(); ++i) CHECK(forms[i].classes == kForms[i].classes);
}

TEST_CASE("counts of another vocabulary are refused") {
  const TemporaryFolder folder;
  REQUIRE(write_form_counts(folder.path() / "c", kForms));
  CHECK_FALSE(FormCountTable::open(folder.path() / "c", 2));
  std::vector<FormEntry> other = kForms;
  other[1].classes.back().number = 3;
  CHECK_FALSE(read_form_counts(folder.path() / "c", other));
  REQUIRE(replace_file(folder.path() / "short", "CS"));
  CHECK_FALSE(FormCountTable::open(folder.path() / "short", 3));
}
