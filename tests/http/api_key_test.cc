#include "searchd/http/api_key.h"

#include <sys/stat.h>

#include <set>
#include <sstream>
#include <string>

#include "searchd/http/key_command.h"
#include "searchd/http/sessions.h"
#include "tests/http/keys_file.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using callside::ApiKey;
using callside::KeyNewOptions;
using callside::make_key;
using callside::parse_keys;
using callside::read_file;
using namespace callside::testing;
using namespace std::chrono_literals;

namespace {

using Names = std::set<std::string>;

int status_with_headers(TestServer& server, const httplib::Headers& headers) {
  return server.client().Get("/v1/suggest?q=a", headers)->status;
}

std::string error_of(const std::string& yaml) {
  const auto keys = parse_keys(yaml, "keys.yaml", std::nullopt);
  return keys ? "" : keys.error().message;
}

struct Made {
  callside::Result<void> result;
  std::string out, notes;
};

Made make(const KeyNewOptions& options) {
  std::ostringstream out;
  std::ostringstream notes;
  auto result = make_key(options, out, notes);
  return {std::move(result), out.str(), notes.str()};
}

}  // namespace

TEST_CASE("with a keys file every request for data needs a good key") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  auto client = server.client();
  for (const char* path : {"/v1/suggest?q=a", "/v1/articles/a", "/v1/tickets/a"}) {
    const auto answer = client.Get(path);
    CHECK(answer->status == 401);
    CHECK(answer->get_header_value("WWW-Authenticate") == "Bearer realm=\"callside\"");
    CHECK(answer->get_header_value("Cache-Control") == "no-store");
    CHECK(json_of(answer)["status"] == 401);
  }
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  CHECK(status_with_headers(server, {{"Authorization", "bearer   " + kStaffKey + " "}}) == 200);
  for (const std::string& key :
       {kPublicKey, kStaffKey + "S", kStaffKey.substr(1), std::string(), std::string("%63s_")}) {
    CHECK(status_with_headers(server, bearer(key)) == 401);
  }
  CHECK(status_with_headers(server, {{"Authorization", "Basic " + kStaffKey}}) == 401);
  CHECK(client.Get("/v1/suggest?q=a", bearer("cs_x"))
            ->get_header_value("WWW-Authenticate")
            .find("invalid_token") != std::string::npos);
  CHECK(client.Get("/healthz")->status == 200);
  CHECK(client.Get("/openapi.json")->status == 200);
  server.stop();
  CHECK(server.log().find("key=Ana") != std::string::npos);
  CHECK(server.log().find("cs_") == std::string::npos);
}

TEST_CASE("a key opens exactly its audiences and brands") {
  KeysFile file(staff_entry() + public_entry());
  TestServer server({.keys = &file.store()});
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  CHECK(server.engine.last_access().audiences == Names{"internal", "public"});
  CHECK(server.engine.last_access().all_brands);
  CHECK(status_with_headers(server, bearer(kPublicKey)) == 200);
  CHECK(server.engine.last_access().audiences == Names{"partners", "public"});
  CHECK_FALSE(server.engine.last_access().all_brands);
  CHECK(server.engine.last_access().brands == Names{"north"});
}

TEST_CASE("staff see what is for staff, others don't, whatever the engine gives") {
  KeysFile file(staff_entry() + public_entry());
  TestServer server({.keys = &file.store()});
  auto client = server.client();
  for (const char* path : {"/v1/suggest?q=a", "/v1/articles/a", "/v1/tickets/a"}) {
    CAPTURE(path);
    const auto staff = client.Get(path, bearer(kStaffKey));
    const auto other = client.Get(path, bearer(kPublicKey));
    for (const char* field : {"\"owner\":\"billing-team\"", "\"escalate_to\":\"Billing, tier 2\"",
                              "\"before_escalating\":[\"order number\"]", "\"do_not_say\":\"Never"}) {
      CHECK(staff->body.find(field) != std::string::npos);
      CHECK(other->body.find(std::string(field).substr(0, 10)) == std::string::npos);
    }
    CHECK(other->body.find("\"verify_caller\":true") != std::string::npos);
  }
}

TEST_CASE("without a keys file anybody gets what is public, key or not") {
  TestServer server;
  CHECK(status_with_headers(server, {}) == 200);
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  CHECK(server.engine.last_access().audiences == Names{"public"});
  CHECK(server.engine.last_access().all_brands);
}

TEST_CASE("a key is good through its last day") {
  KeysFile file(staff_entry("until: 2026-10-05\n"));
  TestServer server({.keys = &file.store()});
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  server.today = "2026-10-06";
  const auto answer = server.client().Get("/v1/suggest?q=a", bearer(kStaffKey));
  CHECK(answer->status == 401);
  CHECK(json_of(answer)["detail"].get<std::string>().find("2026-10-05") != std::string::npos);
}

TEST_CASE("a changed keys file counts from the next request on, a broken one leaves the keys") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  CHECK(status_with_headers(server, bearer(kPublicKey)) == 401);
  file.write(staff_entry() + public_entry());
  CHECK(status_with_headers(server, bearer(kPublicKey)) == 200);

  file.write(public_entry() + "- name: [");
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  CHECK(file.failures() == 1);
  std::filesystem::remove(file.path());
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  CHECK(file.failures() == 2);

  file.write(public_entry());
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 401);
  CHECK(status_with_headers(server, bearer(kPublicKey)) == 200);
  file.write("[]\n");
  CHECK(status_with_headers(server, bearer(kPublicKey)) == 401);
}

TEST_CASE("a wrong keys file is refused whole, naming the line") {
  const std::string good = staff_entry();
  CHECK(error_of(good).empty());
  CHECK(error_of("").empty());
  CHECK(error_of("# none yet\n[]\n").empty());
  CHECK(error_of(good + "- name: B\n  sha256: " + std::string(64, 'a') +
                 "\n  audiences: [public]\n  untill: 2027-01-01\n")
            .find("keys.yaml:7: unknown: untill") == 0);
  CHECK(error_of(good + good).find("keys.yaml:4: the name Ana stands twice") == 0);
  CHECK(error_of(good + KeysFile::entry("B", kStaffKey, "audiences: public\n")).find("keys.yaml:4:") == 0);
  CHECK(error_of("name: Ana\n").find("keys.yaml:1:") == 0);
  CHECK(error_of("- Ana\n").find("keys.yaml:1:") == 0);
  CHECK(error_of("- name: [a\n").find("keys.yaml:2:") == 0);
  for (const char* more :
       {"audiences: []\n", "audiences: [[a]]\n", "audiences:\n", "audiences: {public: 1}\n",
        "audiences: public\nbrands: []\n", "audiences: public\nuntil: 2027-02-30\n",
        "audiences: public\nuntil: tomorrow\n", "audiences: public\nuntil:\n", "brands: north\n"}) {
    CAPTURE(more);
    CHECK_FALSE(error_of(KeysFile::entry("B", kPublicKey, more)).empty());
  }
  CHECK_FALSE(error_of("- name: B\n  sha256: abc\n  audiences: public\n").empty());
  CHECK_FALSE(error_of("- name: B\n  sha256: " + std::string(64, 'g') + "\n  audiences: public\n").empty());
}

TEST_CASE("where groups are declared, a key can't name another") {
  CHECK(parse_keys(public_entry(), "keys.yaml", Names{"partners"}));
  const auto keys = parse_keys(public_entry(), "keys.yaml", Names{"press"});
  REQUIRE_FALSE(keys);
  CHECK(keys.error().message.find("keys.yaml:3: the group partners") == 0);
}

TEST_CASE("key new makes a key that works, shows it once, and keeps what stood in the file") {
  TemporaryFolder folder;
  KeyNewOptions options;
  options.keys = folder.path() / "keys.yaml";
  options.name = "Ana: 'the first' #1";
  options.audiences = {"public", "internal"};
  const Made first = make(options);
  REQUIRE(first.result);
  const std::string key = first.out.substr(0, first.out.find('\n'));
  CHECK(first.out == key + "\n");
  CHECK(callside::is_key_text(key));
  struct stat info {};
  REQUIRE(::stat(options.keys.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  CHECK(read_file(options.keys)->find(key) == std::string::npos);

  REQUIRE(callside::replace_file(options.keys, "# staff\n" + *read_file(options.keys) + "# end"));
  options.name = "Bo";
  options.audiences = {"partners"};
  options.brands = {"north", "south"};
  options.until = "2027-01-31";
  const Made second = make(options);
  REQUIRE(second.result);
  CHECK(second.notes.find("public") != std::string::npos);
  CHECK(second.out != first.out);
  const std::string text = *read_file(options.keys);
  CHECK(text.find("# staff\n") == 0);
  CHECK(text.find("# end\n") != std::string::npos);
  const auto keys = parse_keys(text, "keys.yaml", std::nullopt);
  REQUIRE(keys);
  REQUIRE(keys->size() == 2);
  CHECK(keys->at(0).name == "Ana: 'the first' #1");
  CHECK(keys->at(0).sha256 == callside::sha256_hex(key));
  CHECK(keys->at(0).access.all_brands);
  CHECK(keys->at(0).until.empty());
  CHECK(keys->at(1).access.audiences == Names{"partners"});
  CHECK(keys->at(1).access.brands == Names{"north", "south"});
  CHECK(keys->at(1).until == "2027-01-31");

  const Made again = make(options);
  REQUIRE_FALSE(again.result);
  CHECK(again.result.error().code == callside::ErrorCode::usage);
  CHECK(again.out.empty());
  CHECK(*read_file(options.keys) == text);
}

TEST_CASE("key new without a file prints the entry, and refuses a file that it does not understand") {
  KeyNewOptions options;
  options.name = "Ana";
  options.audiences = {"public"};
  const Made printed = make(options);
  REQUIRE(printed.result);
  const std::size_t line = printed.out.find('\n');
  const auto keys = parse_keys(printed.out.substr(line + 1), "keys.yaml", std::nullopt);
  REQUIRE(keys);
  CHECK(keys->at(0).sha256 == callside::sha256_hex(printed.out.substr(0, line)));

  TemporaryFolder folder;
  options.keys = folder.path() / "keys.yaml";
  for (const std::string& old : {std::string("keys: 1\n"), std::string("- name: [\n"),
                                 "[{name: Bo, audiences: public, sha256: " + std::string(64, 'a') + "}]\n"}) {
    REQUIRE(callside::replace_file(options.keys, old));
    const Made refused = make(options);
    CHECK_FALSE(refused.result);
    CHECK(refused.out.empty());
    CHECK(*read_file(options.keys) == old);
  }
  REQUIRE(callside::replace_file(options.keys, "[]\n"));
  CHECK(make(options).result);
}
