#include "searchd/http/api_key_store.h"

#include <sys/resource.h>
#include <sys/stat.h>

#include <algorithm>
#include <string>

#include "searchd/http/failed_key_limiter.h"
#include "tests/http/keys_file.h"
#include "tests/http/test_server.h"
#include "tests/support/catch2.h"
#include "tests/support/text.h"

using namespace callside::testing;
using namespace std::chrono_literals;

namespace {

int status_with(TestServer& server, const std::string& key) {
  return server.client().Get("/v1/suggest?q=a", bearer(key))->status;
}

// While it exists, the process cannot open files, because its limit of descriptors is 0.
class NoDescriptors {
 public:
  NoDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit none = before_;
    none.rlim_cur = 0;
    ::setrlimit(RLIMIT_NOFILE, &none);
  }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;
  ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

}  // namespace

TEST_CASE("a keys file that could not be read is read again after a few seconds") {
  KeysFile file(staff_entry() + public_entry());
  file.write(staff_entry());  // the public key is revoked
  {
    const NoDescriptors no_descriptors;
    file.store().refresh();
    file.store().refresh();
  }
  CHECK(file.failures() == 1);
  CHECK(file.store().find(kPublicKey));
  const auto alarm = file.store().alarm();
  REQUIRE(alarm);
  CHECK(alarm->code == "keys");
  CHECK(holds(alarm->detail, file.path().string()));

  file.passed = 5s;
  file.store().refresh();
  CHECK_FALSE(file.store().find(kPublicKey));
  CHECK(file.store().find(kStaffKey));
  CHECK_FALSE(file.store().alarm());
}

TEST_CASE("a lasting failure is retried every few seconds and reported once") {
  KeysFile file(staff_entry());
  file.write("- name: [\n");
  file.store().refresh();
  const auto since = file.store().alarm()->since;
  for (file.passed = 5s; file.passed.load() < 60s; file.passed = file.passed.load() + 5s) {
    file.store().refresh();
    REQUIRE(file.store().alarm());
    CHECK(file.store().alarm()->since == since);
  }
  CHECK(file.failures() == 1);
  CHECK(file.store().find(kStaffKey));
  file.write(public_entry());
  file.store().refresh();
  CHECK_FALSE(file.store().alarm());
  CHECK_FALSE(file.store().find(kStaffKey));
}

TEST_CASE("a blank keys file is an error and signs nobody out") {
  for (const char* blank : {"", "\n", "# keys of the team\n\n  # none yet", "---\n", "null\n"}) {
    CAPTURE(blank);
    KeysFile file(staff_entry());
    TestServer server({.keys = &file.store()});
    auto client = server.client();
    const auto signed_in = client.Post("/v1/session", bearer(kStaffKey), "", "");
    REQUIRE(signed_in->status == 200);
    const std::string set = signed_in->get_header_value("Set-Cookie");
    const httplib::Headers cookie = {{"Cookie", set.substr(0, set.find(';'))}};
    file.write_in_place(blank);
    CHECK(status_with(server, kStaffKey) == 200);
    CHECK(client.Get("/v1/suggest?q=a", cookie)->status == 200);
    CHECK(file.failures() == 1);
    CHECK(client.Get("/readyz")->status == 503);
    file.write_in_place(staff_entry() + "# the end\n");
    CHECK(client.Get("/v1/suggest?q=a", cookie)->status == 200);
    CHECK(client.Get("/readyz")->status == 200);
  }
}

TEST_CASE("a session survives while its key is missing from a file that is being saved") {
  KeysFile file(public_entry() + staff_entry());
  TestServer server({.keys = &file.store()});
  auto client = server.client();
  const auto signed_in = client.Post("/v1/session", bearer(kStaffKey), "", "");
  const std::string set = signed_in->get_header_value("Set-Cookie");
  const httplib::Headers cookie = {{"Cookie", set.substr(0, set.find(';'))}};
  file.write_in_place(public_entry());
  CHECK(client.Get("/v1/suggest?q=a", cookie)->status == 401);
  file.write_in_place(public_entry() + staff_entry());
  CHECK(client.Get("/v1/suggest?q=a", cookie)->status == 200);
}

TEST_CASE("an explicit empty list removes all keys") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  file.write("[]\n");
  CHECK(status_with(server, kStaffKey) == 401);
  CHECK(server.client().Get("/readyz")->status == 200);
}

TEST_CASE("a daemon does not start with a blank keys file") {
  KeysFile file(staff_entry());
  file.write("");
  const auto opened = file.open();
  REQUIRE_FALSE(opened);
  CHECK(holds(opened.error().message, "is empty"));
  CHECK(holds(opened.error().hint, "key new"));
}

TEST_CASE("a keys file that others can read is reported at the start and whenever its mode changes") {
  KeysFile file(staff_entry());
  CHECK(file.lines().empty());
  const auto warnings = [&](const char* about) {
    const auto lines = file.lines();
    return std::count_if(lines.begin(), lines.end(), [&](const auto& line) {
      return holds(line.text, about) && holds(line.text, "chmod 600") && !line.failed;
    });
  };
  REQUIRE(::chmod(file.path().c_str(), 0644) == 0);
  file.store().refresh();
  CHECK(warnings("others may read") == 1);
  file.store().refresh();
  CHECK(warnings("others may read") == 1);
  REQUIRE(file.open());
  CHECK(warnings("others may read") == 2);
  REQUIRE(::chmod(file.path().c_str(), 0660) == 0);
  file.store().refresh();
  CHECK(warnings("others may change") == 1);
  CHECK_FALSE(file.store().alarm());
}

TEST_CASE("a keys file that everybody may write is refused") {
  KeysFile file(staff_entry());
  file.write(staff_entry() + public_entry());
  REQUIRE(::chmod(file.path().c_str(), 0666) == 0);
  file.store().refresh();
  CHECK_FALSE(file.store().find(kPublicKey));
  CHECK(file.store().find(kStaffKey));
  CHECK(file.store().alarm());
  const auto opened = file.open();
  REQUIRE_FALSE(opened);
  CHECK(holds(opened.error().hint, "chmod 600"));
  REQUIRE(::chmod(file.path().c_str(), 0600) == 0);
  file.store().refresh();
  CHECK(file.store().find(kPublicKey));
  CHECK_FALSE(file.store().alarm());
}

TEST_CASE("a client that tries many keys is slowed down; valid keys from its address are not") {
  KeysFile file(staff_entry());
  TestServer server({.keys = &file.store()});
  auto client = server.client();
  const auto sign_in = [&](const std::string& key) {
    return client.Post("/v1/session", {{"Origin", "http://" + server.host()}}, R"({"key":")" + key + "\"}",
                       "application/json");
  };
  for (std::size_t i = 0; i < callside::FailedKeyLimiter::kMaxFailures; i += 2) {
    REQUIRE(client.Get("/v1/suggest?q=a", bearer("cs_wrong"))->status == 401);
    REQUIRE(sign_in("cs_wrong")->status == 401);
  }
  for (const auto& answer : {client.Get("/v1/suggest?q=a", bearer("cs_wrong")), sign_in("cs_wrong")}) {
    CHECK(answer->status == 429);
    CHECK(json_of(answer)["status"] == 429);
    const int wait = std::stoi(answer->get_header_value("Retry-After"));
    CHECK(wait >= 1);
    CHECK(wait <= 60);
  }
  CHECK(client.Get("/v1/suggest?q=a", bearer(kStaffKey))->status == 200);
  CHECK(sign_in(kStaffKey)->status == 200);
  CHECK(client.Get("/v1/suggest?q=a")->status == 401);
  server.passed = 61s;
  CHECK(client.Get("/v1/suggest?q=a", bearer("cs_wrong"))->status == 401);
}

TEST_CASE("unknown keys are counted per network") {
  callside::FailedKeyLimiter limiter;
  const callside::FailedKeyLimiter::Time now{};
  for (std::size_t i = 0; i < callside::FailedKeyLimiter::kMaxFailures; ++i)
    CHECK_FALSE(limiter.failed("192.0.2.1", now));
  CHECK(limiter.failed("192.0.2.1", now + 20s) == 40s);
  CHECK_FALSE(limiter.failed("192.0.2.2", now + 20s));
  CHECK_FALSE(limiter.failed("192.0.2.1", now + 60s));
  // One client usually has all addresses of an IPv6 network.
  for (std::size_t i = 0; i < callside::FailedKeyLimiter::kMaxFailures; ++i)
    CHECK_FALSE(limiter.failed("2001:db8::" + std::to_string(i), now));
  CHECK(limiter.failed("2001:db8::ffff", now));
  CHECK_FALSE(limiter.failed("2001:db8:0:1::ffff", now));
}
