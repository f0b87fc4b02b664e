// Exports of help desks: the invented fixtures, and large or broken ones.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/support/catch2.h"
#include "tests/support/damage.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

const fs::path kFixtures = fs::path(CALLSIDE_SOURCE_DIR) / "tests/fixtures";

struct Expected {
  const char* name;
  Json by_kind, by_language, by_audience, left_out;
};

const std::vector<Expected>& fixtures() {
  static const std::vector<Expected> kAll = {
      {"zendesk",
       {{"article", 7}, {"ticket", 3}},
       {{"en-US", 4}, {"sl", 1}, {"de", 3}, {"en", 2}},
       {{"public", 5}, {"partners", 1}, {"internal", 4}, {"tier-2", 1}},
       {{"drafts", 2},
        {"private comments", 3},
        {"open tickets", 1},
        {"deleted tickets", 1},
        {"older versions", 1},
        {"resolved tickets without messages in the export", 1}}},
      {"freshdesk",
       {{"article", 5}, {"ticket", 2}},
       {{"en", 5}, {"sl", 1}, {"es", 1}},
       {{"public", 2}, {"customers", 1}, {"internal", 3}, {"partners", 1}},
       {{"drafts", 2},
        {"private notes", 2},
        {"open tickets", 1},
        {"spam tickets", 1},
        {"deleted tickets", 1}}},
      {"zammad",
       {{"article", 6}, {"ticket", 1}},
       {{"en-US", 4}, {"de-DE", 1}, {"sl", 1}, {"de", 1}},
       {{"public", 3}, {"internal", 3}, {"tier-2", 1}},
       {{"drafts", 2},
        {"internal ticket articles", 1},
        {"open tickets", 1},
        {"merged or removed tickets", 1},
        {"records of other kinds", 1}}},
      {"intercom",
       {{"article", 5}},
       {{"en", 4}, {"pt-BR", 1}},
       {{"public", 3}, {"internal", 1}, {"tier-2", 1}},
       {{"drafts", 2}}},
      {"csv",
       {{"article", 4}, {"ticket", 2}},
       {{"en", 3}, {"de", 1}, {"sl", 2}},
       {{"public", 2}, {"internal", 3}, {"partners", 1}},
       Json::object()},
  };
  return kAll;
}

// Returns true if a file below the folder contains the word in any case.
bool contains_word(const fs::path& folder, const std::string& word) {
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::string bytes = bytes_of(entry.path());
    std::transform(bytes.begin(), bytes.end(), bytes.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (bytes.find(word) != std::string::npos) return true;
  }
  return false;
}

Json help_desk_ticket(int id, const std::string& subject) {
  return {{"id", id},
          {"subject", subject},
          {"status", "solved"},
          {"requester_id", 7},
          {"brand_id", 1},
          {"custom_fields", Json::array()},
          {"updated_at", "2026-01-01T00:00:00Z"}};
}

Json comment(int id, int of, int author, const std::string& body) {
  return {{"id", id},
          {"ticket_id", of},
          {"author_id", author},
          {"public", true},
          {"body", body},
          {"created_at", "2026-01-01T00:0" + std::to_string(author) + ":00Z"}};
}

}  // namespace

TEST_CASE("each help desk's export and each table builds without options") {
  const TemporaryFolder folder;
  for (const Expected& expected : fixtures()) {
    INFO(expected.name);
    const fs::path index = folder.path() / expected.name;
    const Finished built = callside_index({"build", "--index", index, kFixtures / expected.name, "--json"});
    INFO(built.err);
    REQUIRE(built.status == 0);
    CHECK(Json::parse(built.out)["left_out"] == expected.left_out);
    const Json status = status_of(index);
    CHECK(status["by_kind"] == expected.by_kind);
    CHECK(status["by_language"] == expected.by_language);
    CHECK(status["by_audience"] == expected.by_audience);
    CHECK(status["rejected"] == 0);
    // Also with --as, if all files of the folder have that format.
    const Finished named =
        callside_index({"build", "--index", index, kFixtures / expected.name, "--as", expected.name});
    CHECK(named.status == 0);
    CHECK(status_of(index)["by_kind"] == expected.by_kind);
  }
}

TEST_CASE("private comments and drafts are in no file of the index") {
  const TemporaryFolder folder;
  for (const Expected& expected : fixtures()) {
    const fs::path index = folder.path() / expected.name;
    build(index, kFixtures / expected.name);
    // All invented words that begin with the name of the help desk.
    std::set<std::string> words;
    for (const auto& entry : fs::directory_iterator(kFixtures / expected.name)) {
      if (entry.path().filename() == "callside.yaml") continue;
      const std::string bytes = bytes_of(entry.path());
      for (const std::string kind : {"private", "draft", "forward"}) {
        const std::string begin = expected.name + kind;
        for (std::size_t at = bytes.find(begin); at != std::string::npos; at = bytes.find(begin, at + 1)) {
          std::size_t end = at;
          while (end < bytes.size() && bytes[end] >= 'a' && bytes[end] <= 'z') ++end;
          words.insert(bytes.substr(at, end - at));
        }
      }
    }
    CHECK(words.size() >= 2);
    for (const std::string& word : words) {
      INFO(expected.name << ": " << word);
      CHECK_FALSE(contains_word(index, word));
    }
  }
  // The search finds words that must be there.
  CHECK(contains_word(folder.path() / "zendesk", "wholesale"));
}

TEST_CASE("the values of the requester's fields are redacted as personal data") {
  const TemporaryFolder folder;
  build(folder.path() / "kb", kFixtures / "zendesk");
  CHECK_FALSE(contains_word(folder.path() / "kb", "ana.novak@example.org"));
}

TEST_CASE("an export of 60 MB is joined in bounded memory, and leaves nothing behind") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "x";
  const fs::path temporary = folder.path() / "tmp";
  fs::create_directories(source);
  fs::create_directories(temporary);
  // Few large tickets, to measure the reading: the memory for indexing grows with the number of words.
  constexpr int kTickets = 3000;
  const std::string filler(18'000, ' ');
  {
    std::ofstream tickets(source / "tickets.json");
    tickets << "{\"tickets\":[";
    for (int i = 1; i <= kTickets; ++i)
      tickets << (i > 1 ? ",\n" : "") << help_desk_ticket(i, "Slow printer").dump();
    tickets << "],\"count\":" << kTickets << "}";
    // In the reverse order of the tickets, and on a single line.
    std::ofstream comments(source / "comments.json");
    comments << "{\"comments\":[";
    for (int i = kTickets; i > 0; --i) {
      comments << (i < kTickets ? "," : "") << comment(2 * i, i, 7, "It prints slowly." + filler).dump()
               << "," << comment(2 * i + 1, i, 8, "Update the driver." + std::string(2000, ' ')).dump();
    }
    comments << "]}";
  }
  REQUIRE(fs::file_size(source / "comments.json") > 60'000'000);
  Process::Options options;
  options.environment = {{"TMPDIR", temporary.string()}, {"SQLITE_TMPDIR", temporary.string()}};
  const Finished built = callside_index({"build", "--index", folder.path() / "kb", source}, options);
  INFO(built.err);
  CHECK(built.status == 0);
  CHECK(status_of(folder.path() / "kb")["by_kind"] == Json{{"ticket", kTickets}});
  CHECK(fs::is_empty(temporary));
#ifndef __SANITIZE_ADDRESS__  // which needs as much memory itself
  Process::Options small;
  fs::create_directories(folder.path() / "y");
  write_text(folder.path() / "y/t.ndjson", help_desk_ticket(1, "x").dump() + "\n");
  write_text(folder.path() / "y/c.ndjson",
             comment(1, 1, 7, "Slow.").dump() + "\n" + comment(2, 1, 8, "Update.").dump() + "\n");
  const Finished least =
      callside_index({"build", "--index", folder.path() / "least", folder.path() / "y"}, small);
  CHECK(least.status == 0);
  // A window of 16 MiB and its growth, a queue of 32 MiB and the SQLite cache, but not the export.
  CHECK(built.peak_bytes < least.peak_bytes + 150'000'000);
#endif
}

TEST_CASE("a record of 200 MB in an export is rejected with its line, and the rest is read") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "x";
  fs::create_directories(source);
  write_text(source / "comments.ndjson",
             comment(1, 1, 7, "Slow.").dump() + "\n" + comment(2, 1, 8, "Update.").dump() + "\n");
  {
    std::ofstream tickets(source / "tickets.json");
    tickets << "{\"tickets\":[" << help_desk_ticket(1, "Slow").dump()
            << ",\n{\"id\":2,\"status\":\"solved\",\"requester_id\":7,\"subject\":\"";
    const std::string megabyte(1U << 20U, 'x');
    for (int i = 0; i < 200; ++i) tickets << megabyte;
    tickets << "\"},\n" << help_desk_ticket(3, "Cut").dump().substr(0, 20);
  }
  const Finished built = callside_index({"build", "--index", folder.path() / "kb", source});
  INFO(built.err);
  CHECK(built.status == 3);
  const std::string file = (source / "tickets.json").string();
  CHECK(built.err.find(file + ":2: rejected: the record is longer than 16 MiB") != std::string::npos);
  CHECK(built.err.find(file + ":3: rejected: the export is cut off") != std::string::npos);
  CHECK(status_of(folder.path() / "kb")["documents"] == 1);
#ifndef __SANITIZE_ADDRESS__
  CHECK(built.peak_bytes < 400'000'000);
#endif
}

TEST_CASE("a build of an export without usable records tells why") {
  const TemporaryFolder folder;
  Json open = help_desk_ticket(1, "Slow");
  open["status"] = "open";
  write_text(folder.path() / "x/t.ndjson", open.dump() + "\n");
  const Finished built = callside_index({"build", "--index", folder.path() / "kb", folder.path() / "x"});
  CHECK(built.status == 1);
  CHECK(built.err.find("left out: 1 open ticket") != std::string::npos);
}

TEST_CASE("invalid options for exports are wrong usage") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "kb";
  const Finished format = callside_index({"build", "--index", index, kFixtures / "csv", "--as", "osticket"});
  CHECK(format.status == 2);
  CHECK(format.err.find("zendesk,freshdesk,zammad,intercom") != std::string::npos);
  CHECK(callside_index({"build", "--index", index, kFixtures / "csv", "--encoding", "klingon"}).status == 2);
  CHECK(callside_index({"build", "--index", index, kFixtures / "zendesk", "--encoding", "windows-1250"})
            .status == 2);
  CHECK(callside_index({"build", "--index", index, kFixtures / "csv", "--encoding", "windows-1250"}).status ==
        0);
  const Finished help = callside_index({"build", "--help"});
  for (const char* word : {"zendesk", "freshdesk", "zammad", "intercom", "csv", "--encoding"}) {
    CHECK(help.out.find(word) != std::string::npos);
  }
}
