#include "searchd/http/authenticator.h"

#include <algorithm>

#include "indexer/base/ascii.h"
#include "indexer/base/digest.h"
#include "searchd/http/address.h"

namespace callside {

namespace {

constexpr std::string_view kScheme = "bearer ";

tl::unexpected<Problem> unauthorized(std::string detail, bool has_key) {
  // RFC 6750, section 3.
  std::string challenge = R"(Bearer realm="callside")";
  if (has_key) challenge += R"(, error="invalid_token")";
  return tl::unexpected<Problem>(Problem{401, std::move(detail), {{"WWW-Authenticate", challenge}}});
}

tl::unexpected<Problem> nothing_to_sign_in_to() {
  return refuse(400, "this daemon runs without keys; there is nothing to sign in to");
}

// Browsers send a host's cookies to all of its ports. The port in the name keeps two daemons on one host from
// signing each other's agents out.
std::string cookie_name(const HttpRequest& request) {
  const std::string* host = request.header("host");
  const auto address = Address::parse(host == nullptr ? std::string_view() : *host);
  return "callside_session" + (address && address->port ? "_" + std::to_string(*address->port) : "");
}

std::optional<std::string_view> cookie_of(const HttpRequest& request) {
  const std::string name = cookie_name(request);
  for (const auto& [header, value] : request.headers) {
    if (header != "cookie") continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::string_view pair = trimmed(rest.substr(0, rest.find(';')));
      rest.remove_prefix(std::min(rest.find(';'), rest.size() - 1) + 1);
      const std::size_t equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
  }
  return std::nullopt;
}

std::string set_cookie(const HttpRequest& request, std::string_view id, std::chrono::seconds age) {
  std::string cookie = cookie_name(request) + "=" + std::string(id) +
                       "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(age.count());
  // A page loaded over TLS, through a proxy in front of the daemon, has an https origin.
  const std::string* origin = request.header("origin");
  if (origin != nullptr && equal_ignoring_case(origin->substr(0, 8), "https://")) cookie += "; Secure";
  return cookie;
}

bool only_reads(const HttpRequest& request) { return request.method == "GET" || request.method == "HEAD"; }

}  // namespace

std::optional<std::string_view> Authenticator::bearer(const HttpRequest& request) {
  const std::string* value = request.header("authorization");
  if (value == nullptr || !equal_ignoring_case(std::string_view(*value).substr(0, kScheme.size()), kScheme)) {
    return std::nullopt;
  }
  return trimmed(std::string_view(*value).substr(kScheme.size()));
}

HttpResult<Client> Authenticator::client_of(const std::optional<ApiKey>& key) const {
  if (!key) return unauthorized("unknown API key", true);
  if (key->ended(clock_.today())) return unauthorized("this key ended on " + key->until, true);
  return Client{key->access, key->name, key->sha256};
}

HttpResult<ApiKey> Authenticator::find_key(const HttpRequest& request, std::string_view key_text) {
  auto key = keys_->find(key_text);
  if (key) return std::move(*key);
  if (const auto wait = failed_keys_.failed(request.peer, clock_.now())) {
    return tl::unexpected<Problem>(Problem{429,
                                           "too many unknown keys were sent from this address",
                                           {{"Retry-After", std::to_string(wait->count())}}});
  }
  return unauthorized("unknown API key", true);
}

HttpResult<Client> Authenticator::authenticate(const HttpRequest& request, bool extends_session) {
  if (keys_ == nullptr) return Client{Access{{"public"}, true, {}}, {}, {}};
  keys_->refresh();
  if (const auto key_text = bearer(request)) {
    const auto key = find_key(request, *key_text);
    if (!key) return tl::unexpected<Problem>(key.error());
    return client_of(*key);
  }
  const auto cookie = cookie_of(request);
  if (!cookie) return unauthorized("send Authorization: Bearer KEY, or sign in on the page", false);
  const auto sha256 = sessions_.use(*cookie, extends_session);
  if (!sha256) return unauthorized("the session has ended: sign in again", false);
  const auto key = keys_->find_sha256(*sha256);
  auto client = client_of(key);
  if (!client) {
    // The key may be missing for a moment only: Sessions::end_for_removed_keys() decides.
    if (key) sessions_.end(*cookie);
    return client;
  }
  client->session = sha256_hex(*cookie);
  if (!only_reads(request)) {
    if (auto page = origins_.check_own_page(request); !page) return tl::unexpected<Problem>(page.error());
  }
  return client;
}

void Authenticator::log(const char* what, const Error& error) const {
  log_.error("{}: {}{}{}", what, error.message, error.hint.empty() ? "" : "; ", error.hint);
}

Authenticator::SignedIn Authenticator::begin_session(const HttpRequest& request, const ApiKey& key,
                                                     Client client) {
  // Signing in again ends the previous session.
  const std::string id = sessions_.begin(key.sha256, cookie_of(request).value_or(""));
  client.session = sha256_hex(id);
  // A failed save must not keep an agent who is on a call from signing in.
  if (const auto saved = sessions_.save(); !saved)
    log("a session would not survive a restart", saved.error());
  return {std::move(client), set_cookie(request, id, Sessions::kTotal)};
}

HttpResult<Authenticator::SignedIn> Authenticator::sign_in(const HttpRequest& request,
                                                           std::string_view key_text) {
  if (keys_ == nullptr) return nothing_to_sign_in_to();
  keys_->refresh();
  const auto key = find_key(request, key_text);
  if (!key) return tl::unexpected<Problem>(key.error());
  auto client = client_of(*key);
  if (!client) return tl::unexpected<Problem>(client.error());
  return begin_session(request, *key, std::move(*client));
}

HttpResult<Authenticator::SignedIn> Authenticator::sign_in_by_code(const HttpRequest& request,
                                                                   std::string_view code) {
  if (keys_ == nullptr) return nothing_to_sign_in_to();
  if (codes_ == nullptr) {
    return refuse(400, "sign-in links need a daemon that runs with --state: sign in with a key");
  }
  if (!failed_codes_.begin(request.peer)) {
    return tl::unexpected<Problem>(
        Problem{429, "too many sign-in links were refused: wait a minute", {{"Retry-After", "60"}}});
  }
  keys_->refresh();
  const auto key_sha256 = codes_->take(code, clock_.moment());
  if (!key_sha256) {
    failed_codes_.succeeded(request.peer);
    log("a sign-in link was refused", key_sha256.error());
    return tl::unexpected<Problem>(
        Problem{503, "sign-in links do not work right now; try again", {{"Retry-After", "10"}}});
  }
  const auto key = *key_sha256 ? keys_->find_sha256(**key_sha256) : std::nullopt;
  auto client = client_of(key);
  if (!client) {
    return unauthorized(
        "this sign-in link has been used, has expired, or belongs to another daemon: ask for a new one",
        true);
  }
  failed_codes_.succeeded(request.peer);
  return begin_session(request, *key, std::move(*client));
}

HttpResult<std::string> Authenticator::sign_out(const HttpRequest& request) {
  if (const auto cookie = cookie_of(request)) {
    if (auto page = origins_.check_own_page(request); !page) return tl::unexpected<Problem>(page.error());
    sessions_.end(*cookie);
  }
  // Needed without a session, too: an earlier attempt may have ended it and failed to save.
  if (const auto saved = sessions_.save(); !saved) {
    log("a sign-out would not survive a restart", saved.error());
    return tl::unexpected<Problem>(
        Problem{503, "a restart would undo this sign-out; try again", {{"Retry-After", "1"}}});
  }
  return set_cookie(request, {}, std::chrono::seconds(0));
}

}  // namespace callside
