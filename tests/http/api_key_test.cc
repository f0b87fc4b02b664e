#include "searchd/http/api_key.h"

#include <sys/stat.h>

#include <set>
#include <sstream>
#include <string>

#include "indexer/config/api_key_file.h"
#include "searchd/http/key_command.h"
#include "searchd/http/sessions.h"
#include "tests/http/keys_file.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"

using callside::KeyNewOptions;
using callside::make_api_key;
using callside::parse_api_key_file;
using callside::read_file;
using namespace callside::testing;
using namespace std::chrono_literals;

namespace {

using Names = std::set<std::string>;

int status_with_headers(TestServer& server, const httplib::Headers& headers) {
  return server.client().Get("/v1/suggest?q=a", headers)->status;
}

struct CommandResult {
  callside::Result<void> result;
  std::string out, notes;
};

CommandResult make(const KeyNewOptions& options) {
  std::ostringstream out;
  std::ostringstream notes;
  auto result = make_api_key(options, out, notes);
  return {std::move(result), out.str(), notes.str()};
}

}  // namespace

TEST_CASE("with a keys file every request for data needs a valid key") {
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

TEST_CASE("a key may see exactly its audiences and brands") {
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

TEST_CASE("only internal keys get the fields for staff, whatever the engine returns") {
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

TEST_CASE("without a keys file everybody gets public documents, with a key or without") {
  TestServer server;
  CHECK(status_with_headers(server, {}) == 200);
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  CHECK(server.engine.last_access().audiences == Names{"public"});
  CHECK(server.engine.last_access().all_brands);
}

TEST_CASE("a key is valid through its last day") {
  KeysFile file(staff_entry("until: 2026-10-05\n"));
  TestServer server({.keys = &file.store()});
  CHECK(status_with_headers(server, bearer(kStaffKey)) == 200);
  server.today = "2026-10-06";
  const auto answer = server.client().Get("/v1/suggest?q=a", bearer(kStaffKey));
  CHECK(answer->status == 401);
  CHECK(json_of(answer)["detail"].get<std::string>().find("2026-10-05") != std::string::npos);
}

TEST_CASE("a changed keys file takes effect with the next request, a broken one changes nothing") {
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

TEST_CASE("key new makes a valid key, shows it once, and keeps the contents of the file") {
  TemporaryFolder folder;
  KeyNewOptions options;
  options.keys = folder.path() / "keys.yaml";
  options.name = "Ana: 'the first' #1";
  options.audiences = {"public", "internal"};
  const CommandResult first = make(options);
  REQUIRE(first.result);
  const std::string key = first.out.substr(0, first.out.find('\n'));
  CHECK(first.out == key + "\n");
  CHECK(key.size() == 46);
  CHECK(key.starts_with("cs_"));
  struct stat info {};
  REQUIRE(::stat(options.keys.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777U) == 0600U);
  CHECK(read_file(options.keys)->find(key) == std::string::npos);

  REQUIRE(callside::replace_file(options.keys, "# staff\n" + *read_file(options.keys) + "# end"));
  options.name = "Bo";
  options.audiences = {"partners"};
  options.brands = {"north", "south"};
  options.until = "2027-01-31";
  const CommandResult second = make(options);
  REQUIRE(second.result);
  CHECK(second.notes.find("public") != std::string::npos);
  CHECK(second.out != first.out);
  const std::string text = *read_file(options.keys);
  CHECK(text.find("# staff\n") == 0);
  CHECK(text.find("# end\n") != std::string::npos);
  const auto keys = parse_api_key_file(text, "keys.yaml", std::nullopt);
  REQUIRE(keys);
  REQUIRE(keys->entries.size() == 2);
  CHECK(keys->entries[0].name == "Ana: 'the first' #1");
  CHECK(keys->entries[0].sha256 == callside::sha256_hex(key));
  CHECK_FALSE(keys->entries[0].brands);
  CHECK(keys->entries[0].until.empty());
  CHECK(keys->entries[1].audiences == Names{"partners"});
  CHECK(keys->entries[1].brands == Names{"north", "south"});
  CHECK(keys->entries[1].until == "2027-01-31");

  const CommandResult again = make(options);
  REQUIRE_FALSE(again.result);
  CHECK(again.result.error().code == callside::ErrorCode::usage);
  CHECK(again.out.empty());
  CHECK(*read_file(options.keys) == text);
}

TEST_CASE("key new prints the entry without a file, and refuses a malformed file") {
  KeyNewOptions options;
  options.name = "Ana";
  options.audiences = {"public"};
  const CommandResult printed = make(options);
  REQUIRE(printed.result);
  const std::size_t line = printed.out.find('\n');
  const auto keys = parse_api_key_file(printed.out.substr(line + 1), "keys.yaml", std::nullopt);
  REQUIRE(keys);
  CHECK(keys->entries[0].sha256 == callside::sha256_hex(printed.out.substr(0, line)));

  TemporaryFolder folder;
  options.keys = folder.path() / "keys.yaml";
  for (const std::string& old : {std::string("keys: 1\n"), std::string("- name: [\n"),
                                 "[{name: Bo, audiences: public, sha256: " + std::string(64, 'a') + "}]\n"}) {
    REQUIRE(callside::replace_file(options.keys, old));
    const CommandResult refused = make(options);
    CHECK_FALSE(refused.result);
    CHECK(refused.out.empty());
    CHECK(*read_file(options.keys) == old);
  }
  REQUIRE(callside::replace_file(options.keys, "[]\n"));
  CHECK(make(options).result);
}
