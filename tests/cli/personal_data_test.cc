// Callers' personal data is in no file of an index, in no answer and in no log.
#include <catch2/catch.hpp>
#include <fstream>
#include <regex>

#include "indexer/base/files.h"
#include "tests/support/keys.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

std::string without(std::string text, std::string_view signs) {
  std::erase_if(text, [&](char c) { return signs.find(c) != std::string_view::npos; });
  return text;
}

std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// A piece of personal data in each of the shapes that an index could keep it in.
std::set<std::string> shapes_of(const std::string& personal) {
  std::set<std::string> shapes{personal, lower_case(personal)};
  // Of a number: its digits alone. (Those of "555-0134" may be anything.)
  const std::string joined = without(personal, " -/().+");
  if (personal.find('@') == std::string::npos && joined.size() > 8)
    shapes.merge(std::set{joined, lower_case(joined)});
  return shapes;
}

// What indexer/redact/PRIVACY.md says is missed: local numbers with nothing beside them that says what they
// are.
const std::set<std::string> kMissed{"555-0134", "555-0163"};

struct Ticket {
  Json record;
  std::vector<std::string> personal;
};

// The demo's tickets that hold personal data, found in another way than the redactor finds it. What articles
// say too (the desk's own numbers) is nobody's.
std::vector<Ticket> demo_tickets() {
  std::string articles;
  for (const auto& entry : fs::recursive_directory_iterator(kDemo / "articles")) {
    if (entry.is_regular_file()) articles += *callside::read_file(entry.path());
  }
  const std::vector<std::regex> patterns{std::regex(R"([A-Za-z0-9._+-]+@example\.(org|com|net))"),
                                         std::regex(R"([A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7})"),
                                         std::regex(R"(\b\d([ -]?\d){12,18}\b)"),
                                         std::regex(R"(\b555-?01\d\d\b)"), std::regex(R"(\+386[ \d]{9,})")};
  std::vector<Ticket> tickets;
  for (const auto& file : fs::directory_iterator(kDemo / "tickets")) {
    std::istringstream text(*callside::read_file(file.path()));
    for (std::string line; std::getline(text, line);) {
      Ticket ticket{Json::parse(line), {}};
      for (const char* field : {"subject", "question", "resolution"}) {
        const std::string value = ticket.record.value(field, "");
        for (const std::regex& pattern : patterns) {
          for (std::sregex_iterator at(value.begin(), value.end(), pattern), end; at != end; ++at) {
            const bool of_desk = articles.find(at->str()) != std::string::npos;
            if (!of_desk && !kMissed.contains(at->str())) ticket.personal.push_back(at->str());
          }
        }
      }
      if (ticket.record.contains("subject_ref")) ticket.personal.push_back(ticket.record["subject_ref"]);
      if (!ticket.personal.empty()) tickets.push_back(std::move(ticket));
    }
  }
  return tickets;
}

// In every field that a ticket has.
std::vector<Ticket> planted_tickets() {
  std::vector<Ticket> tickets;
  int number = 0;
  for (const std::string personal :
       {"ana.novak@example.org", "4111 1111 1111 1111", "5500-0000-0000-0004", "SI56 1910 0000 0123 438",
        "DE89370400440532013000", "+386 41 555 010", "+49 30 1234567"}) {
    Json record =
        ticket("P-" + std::to_string(++number), "I gave " + personal + " twice", "Called back: " + personal);
    record["subject"] = "about " + personal;
    record["subject_ref"] = "customer-" + std::to_string(88'000 + number);
    tickets.push_back({record, {personal, record["subject_ref"]}});
  }
  return tickets;
}

class Searched {
 public:
  explicit Searched(const std::vector<Ticket>& tickets) {
    for (const Ticket& ticket : tickets) {
      for (const std::string& personal : ticket.personal) shapes_.merge(shapes_of(personal));
    }
  }

  void check(const std::string& what, const std::string& bytes) const {
    for (const std::string& shape : shapes_) {
      if (bytes.find(shape) == std::string::npos) continue;
      INFO(what << " holds " << shape);
      CHECK(false);
    }
  }

 private:
  std::set<std::string> shapes_;
};

}  // namespace

TEST_CASE("callers' personal data is in no file and no answer and no log") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const fs::path keys = folder.path() / "keys.yaml";
  std::vector<Ticket> tickets = demo_tickets();
  // What the demo is known to hold: else the patterns above find nothing any more.
  REQUIRE(tickets.size() > 100);
  for (const char* kind : {"@example.", "4111", "555-01", "customer-"}) {
    INFO(kind);
    CHECK(std::any_of(tickets.begin(), tickets.end(), [&](const Ticket& ticket) {
      return std::any_of(ticket.personal.begin(), ticket.personal.end(),
                         [&](const std::string& text) { return text.find(kind) != std::string::npos; });
    }));
  }
  const std::vector<Ticket> planted = planted_tickets();
  std::vector<Json> records;
  for (const Ticket& ticket : planted) records.push_back(ticket.record);
  write_text(folder.path() / "planted.jsonl", lines(records));
  tickets.insert(tickets.end(), planted.begin(), planted.end());
  const Searched searched(tickets);

  const Finished built =
      callside_index({"build", "--index", index, kDemo, folder.path() / "planted.jsonl", "--json"});
  REQUIRE(built.status == 0);
  searched.check("the report", built.out + built.err);
  for (const char* kind : {"card", "email", "iban", "telephone"}) {
    INFO(kind);
    CHECK(Json::parse(built.out)["redacted"][kind] > 0);
  }
  for (const auto& entry : fs::recursive_directory_iterator(index)) {
    if (entry.is_regular_file()) searched.check(entry.path(), *callside::read_file(entry.path()));
  }

  const std::string key = new_key(keys, "Ana", "public,internal,safeguarding");
  Daemon daemon(index, {"--keys", keys, "--log-level", "debug"});
  auto client = daemon.client(key);
  for (const Ticket& ticket : tickets) {
    const std::string id = ticket.record["id"];
    INFO("ticket " << id);
    // Xapian compresses what it keeps, so bytes alone don't tell: neither the text nor the terms may have it.
    const auto whole = client.Get("/v1/tickets/" + percent_encoded(id));
    REQUIRE(whole);
    REQUIRE(whole->status == 200);
    searched.check("the ticket", whole->body);
    for (const std::string& personal : ticket.personal) {
      searched.check("an answer", suggest(client, {{"q", personal}, {"limit", 50}}).dump());
      CHECK(client.Get("/v1/suggest?q=" + percent_encoded(personal))->status == 200);
      CHECK(client.Get("/v1/tickets/" + percent_encoded(personal))->status == 404);
    }
  }
  for (const Ticket& ticket : planted) {
    searched.check(
        "inspect",
        callside_index({"inspect", "--index", index, ticket.record["id"], "--terms", "--json"}).out);
  }
  searched.check("the log", daemon.stop().err);
}
