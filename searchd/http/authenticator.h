#pragma once

#include <spdlog/logger.h>

#include <optional>
#include <string>
#include <string_view>

#include "searchd/http/api_key_store.h"
#include "searchd/http/clock.h"
#include "searchd/http/failed_code_limiter.h"
#include "searchd/http/failed_key_limiter.h"
#include "searchd/http/origin_check.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"
#include "searchd/http/sessions.h"
#include "searchd/http/sign_in_codes.h"
#include "searchd/query/suggester.h"

namespace callside {

// The client that sent a request, and what it may see.
struct Client {
  Access access;
  std::string key_name;  // empty if nobody signed in, because the daemon runs without keys
  // Identifies the page's session by the SHA-256 of its cookie, or, for requests with a key, the key by its
  // SHA-256; empty without either. No secret: it gives no access.
  std::string session;
};

// Authenticates requests by API key or by the page's session cookie, and signs browsers in and out. If the
// daemon runs without keys, every client may see what is public. Any thread may call it.
class Authenticator {
 public:
  // `keys` is nullptr if the daemon runs without keys, `codes` if it accepts no sign-in links. All arguments
  // must outlive the object.
  Authenticator(ApiKeyStore* keys, Sessions& sessions, const SignInCodes* codes, const OriginCheck& origins,
                const Clock& clock, spdlog::logger& log)
      : keys_(keys),
        sessions_(sessions),
        codes_(codes),
        origins_(origins),
        clock_(clock),
        log_(log),
        failed_codes_(clock.now) {}

  bool needs_key() const { return keys_ != nullptr; }

  // Returns 401 if a key is needed and the request has no valid one, 403 if another page uses a session, and
  // 429 if the client's network has sent too many unknown keys. A valid key is never refused because of
  // others from its address, which may be a whole office or a proxy. Pass `extends_session` as false for
  // requests that a page sends by itself, so that they do not keep the session alive.
  HttpResult<Client> authenticate(const HttpRequest& request, bool extends_session = true);

  // A signed-in browser: its client, and the Set-Cookie value that gives it the session.
  struct SignedIn {
    Client client;
    std::string cookie;
  };
  // Starts a session of the key with that text. Returns 401 and 429 as authenticate() does.
  HttpResult<SignedIn> sign_in(const HttpRequest& request, std::string_view key_text);
  // Starts a session with the code of a sign-in link and uses the code up. Returns 401 if the code is
  // unknown, used or expired, or its key is no longer valid, and 429 after too many failures.
  HttpResult<SignedIn> sign_in_by_code(const HttpRequest& request, std::string_view code);
  // Ends the request's session, if any. Returns a Set-Cookie value that deletes the cookie, or 503 if a
  // restart would bring the session back.
  HttpResult<std::string> sign_out(const HttpRequest& request);

  // Returns the key in the header "Authorization: Bearer KEY", or nullopt.
  static std::optional<std::string_view> bearer(const HttpRequest& request);

 private:
  HttpResult<Client> client_of(const std::optional<ApiKey>& key) const;
  SignedIn begin_session(const HttpRequest& request, const ApiKey& key, Client client);
  void log(const char* what, const Error& error) const;
  // Returns the key with that text, 401 if it is unknown, or 429 if its network has sent too many unknown
  // keys.
  HttpResult<ApiKey> find_key(const HttpRequest& request, std::string_view key_text);

  ApiKeyStore* const keys_;
  Sessions& sessions_;
  const SignInCodes* const codes_;
  const OriginCheck& origins_;
  const Clock& clock_;
  spdlog::logger& log_;
  FailedCodeLimiter failed_codes_;
  FailedKeyLimiter failed_keys_;
};

}  // namespace callside
