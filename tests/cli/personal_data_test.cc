// Personal data of customers is in no file of an index, in no answer and in no log.
#include <fstream>
#include <regex>

#include "indexer/base/files.h"
#include "tests/support/catch2.h"
#include "tests/support/keys.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/text.h"

using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

std::string without(std::string text, std::string_view signs) {
  std::erase_if(text, [&](char c) { return signs.find(c) != std::string_view::npos; });
  return text;
}

// Returns the forms in which an index could hold a piece of personal data.
std::set<std::string> forms_of(const std::string& personal) {
  std::set<std::string> forms{personal, lower_case(personal)};
  // A number as digits only, unless it is too short to be unique, like "555-0134".
  const std::string joined = without(personal, " -/().+");
  if (personal.find('@') == std::string::npos && joined.size() > 8)
    forms.merge(std::set{joined, lower_case(joined)});
  return forms;
}

struct Ticket {
  Json record;
  std::vector<std::string> personal;
};

// The demo's tickets with personal data, found independently of the redactor. Values that articles contain,
// too, are not personal, such as the numbers of the support team.
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
            const bool is_in_article = articles.find(at->str()) != std::string::npos;
            if (!is_in_article) ticket.personal.push_back(at->str());
          }
        }
      }
      if (ticket.record.contains("subject_ref")) ticket.personal.push_back(ticket.record["subject_ref"]);
      if (!ticket.personal.empty()) tickets.push_back(std::move(ticket));
    }
  }
  return tickets;
}

// Tickets with personal data in every field.
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

// A value and the words around it that tell its kind. "%" stands for the value.
struct Planted {
  const char* kind;
  const char* value;
  const char* sentence;
};

// Tickets with each kind of value that is only recognised by the words around it.
std::vector<Ticket> planted_sentences() {
  constexpr Planted kPlanted[] = {
      {"national_id", "1405016555138", "her EMSO is %, please check"},
      {"national_id", "12345678Z", "DNI % does not pass"},
      {"ip", "203.0.113.77", "logins from IP % all night"},
      {"ip", "2001:db8:4f:1::9a2", "and from %, too"},
      {"mac", "00:00:5E:00:53:1F", "the sticker says MAC %"},
      {"address", "14 Larkspur Close, Otterford, QX4 7ZZ", "we live at % now"},
      {"address", "Lipova ulica 7, 1099 Podgrič", "nov naslov je %"},
      {"birth_date", "14/09/1987", "date of birth %, they say"},
      {"birth_date", "4. November 2016", "geboren am % in der Klinik"},
      {"secret", "Tulip!Garden42", "my password is % and it is refused"},
      {"secret", "774190", "der Einmalcode % wird abgelehnt"},
      {"name", "Nnamdi Ezekwesili", "this is %, I cannot log in"},
      {"name", "Korbinian Moosrainer", "Mit freundlichen Grüßen\n\n%"},
      {"name", "Thandiwe", "my daughter % in 3a lost her card"},
      {"health", "epilepsijo", "moj sin ima % in rabi spremstvo"},
  };
  std::vector<Ticket> tickets;
  int number = 0;
  for (const Planted& planted : kPlanted) {
    std::string sentence = planted.sentence;
    sentence.replace(sentence.find('%'), 1, planted.value);
    tickets.push_back({ticket("S-" + std::to_string(++number), sentence, sentence), {planted.value}});
  }
  return tickets;
}

class PersonalDataSearch {
 public:
  explicit PersonalDataSearch(const std::vector<Ticket>& tickets) {
    for (const Ticket& ticket : tickets) {
      for (const std::string& personal : ticket.personal) forms_.merge(forms_of(personal));
    }
  }

  void check(const std::string& what, const std::string& bytes) const {
    for (const std::string& form : forms_) {
      if (bytes.find(form) == std::string::npos) continue;
      INFO(what << " holds " << form);
      CHECK(false);
    }
  }

 private:
  std::set<std::string> forms_;
};

}  // namespace

TEST_CASE("personal data of customers is in no file, answer or log") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "kb";
  const fs::path keys = folder.path() / "keys.yaml";
  std::vector<Ticket> tickets = demo_tickets();
  // The demo is known to have these, so the patterns above still work.
  REQUIRE(tickets.size() > 100);
  for (const char* kind : {"@example.", "4111", "555-01", "customer-"}) {
    INFO(kind);
    CHECK(std::any_of(tickets.begin(), tickets.end(), [&](const Ticket& ticket) {
      return std::any_of(ticket.personal.begin(), ticket.personal.end(),
                         [&](const std::string& text) { return text.find(kind) != std::string::npos; });
    }));
  }
  std::vector<Ticket> planted = planted_tickets();
  const std::vector<Ticket> sentences = planted_sentences();
  planted.insert(planted.end(), sentences.begin(), sentences.end());
  std::vector<Json> records;
  for (const Ticket& ticket : planted) records.push_back(ticket.record);
  write_text(folder.path() / "planted.jsonl", lines(records));
  tickets.insert(tickets.end(), planted.begin(), planted.end());
  const PersonalDataSearch searched(tickets);

  const fs::path counts = folder.path() / "redacted.jsonl";
  const Finished built = callside_index({"build", "--index", index, kDemo, folder.path() / "planted.jsonl",
                                         "--json", "--redact-report", counts});
  REQUIRE(built.status == 0);
  searched.check("the report", built.out + built.err);
  for (const char* kind : {"card", "email", "iban", "telephone", "national_id", "ip", "mac", "address",
                           "birth_date", "secret", "name", "health"}) {
    INFO(kind);
    CHECK(Json::parse(built.out)["redacted"][kind] > 0);
  }
  const std::string listed = *callside::read_file(counts);
  searched.check("the report of each ticket", listed);
  CHECK(listed.find("{\"file\":\"" + (folder.path() / "planted.jsonl").string() +
                    "\",\"line\":1,\"id\":\"P-1\",\"redacted\":{\"email\":3}}\n") != std::string::npos);
  for (const auto& entry : fs::recursive_directory_iterator(index)) {
    if (entry.is_regular_file()) searched.check(entry.path(), *callside::read_file(entry.path()));
  }

  const std::string key = new_key(keys, "Ana", "public,internal,safeguarding");
  Daemon daemon(index, {"--keys", keys, "--log-level", "debug"});
  auto client = daemon.client(key);
  for (const Ticket& ticket : tickets) {
    const std::string id = ticket.record["id"];
    INFO("ticket " << id);
    // Xapian compresses its data, so a search of bytes is not enough: check the text and the terms, too.
    const auto whole = client.Get("/v1/tickets/" + percent_encoded(id));
    REQUIRE(whole);
    REQUIRE(whole->status == 200);
    searched.check("the ticket", whole->body);
    for (const std::string& personal : ticket.personal) {
      Json answer = suggest(client, {{"q", personal}, {"limit", 50}});
      answer.erase("corrected");  // repeats the question in another spelling
      searched.check("an answer", answer.dump());
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

TEST_CASE("a build applies an organisation's rules, and a broken rule publishes nothing") {
  const TemporaryFolder folder;
  const fs::path source = folder.path() / "source", index = folder.path() / "kb";
  write_text(source / "tickets.jsonl",
             lines({ticket("T-1", "student N1234567 of room N0000000", "Told Linden Park, N1234567")}));
  write_text(source / "callside.yaml",
             "redact:\n  - name: student number\n    pattern: '\\bN\\d{7}\\b'\n    keep: [N0000000]\n");
  const Finished built = callside_index({"build", "--index", index, source, "--json"});
  REQUIRE(built.status == 0);
  CHECK(Json::parse(built.out)["redacted"]["student number"] == 2);
  const std::string terms = callside_index({"inspect", "--index", index, "T-1", "--terms", "--json"}).out;
  CHECK(terms.find("n1234567") == std::string::npos);
  CHECK(terms.find("n0000000") != std::string::npos);

  write_text(source / "callside.yaml", "redact:\n  - name: a\n    pattern: '('\n");
  const Finished broken = callside_index({"build", "--index", index, source});
  CHECK(broken.status != 0);
  CHECK(broken.err.find("callside.yaml:3: the pattern of \"a\" is not a valid regular expression") !=
        std::string::npos);
  CHECK(status_of(index)["documents"] == 1);
}

TEST_CASE("personal data in an article causes a warning that does not show the value") {
  const TemporaryFolder folder;
  write_text(folder.path() / "source/a.jsonl",
             lines({article("a", "Cards", "Use 4111 1111 1111 1111; the password is Tulip!Garden42."),
                    article("b", "Hotline", "Call 555-0112 or write to help@example.org.")}));
  const Finished built = callside_index({"build", "--index", folder.path() / "kb", folder.path() / "source"});
  CHECK(built.status == 0);
  CHECK(built.err.find("a.jsonl:1: warning: the article seems to contain personal data: card (1)") !=
        std::string::npos);
  CHECK(built.err.find("a.jsonl:1: warning: the article seems to contain personal data: secret (1)") !=
        std::string::npos);
  CHECK(built.err.find("a.jsonl:2") == std::string::npos);
  CHECK(built.err.find("4111") == std::string::npos);
  CHECK(built.err.find("Tulip") == std::string::npos);

  // With the same line as check reports.
  write_text(folder.path() / "pages/portal.md",
             "---\ntitle: Portal\naudience: internal\nlang: en\n---\nOpen the portal.\n\nThe password is "
             "Tulip!Garden42.\n");
  const std::string line = "portal.md:8: warning: the article seems to contain ";
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"build", "--index", (folder.path() / "pages-kb").string()}, {"check"}}) {
    std::vector<std::string> whole = command;
    whole.push_back((folder.path() / "pages").string());
    const Finished result = callside_index(whole);
    INFO(result.out << result.err);
    CHECK((result.out + result.err).find(line) != std::string::npos);
  }
}
