#pragma once

#include <spdlog/logger.h>

#include <optional>
#include <string>
#include <string_view>

#include "searchd/http/clock.h"
#include "searchd/http/failed_code_limiter.h"
#include "searchd/http/failed_key_limiter.h"
#include "searchd/http/api_key_store.h"
#include "searchd/http/origin_check.h"
#include "searchd/http/problem.h"
#include "searchd/http/request.h"
#include "searchd/http/sessions.h"
#include "searchd/http/sign_in_codes.h"
#include "searchd/query/suggester.h"

namespace callside {

// Who makes a request, and what that opens.
struct Client {
  Access access;
  std::string key_name;  // empty: nobody signed in, the daemon runs without keys
};

// Decides who a request comes from: by its key, by the page's session, or, where the daemon runs without
// keys, anybody, who then sees what is public. Any thread may call it.
class Authenticator {
 public:
  // `keys`: nullptr if the daemon runs without. `codes`: nullptr if it takes no sign-in links. All must
  // outlive the gate.
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

  // 401 where a key is needed and there is none that is good; 403 where a session is used by another page;
  // 429 where one address has sent many unknown keys. A good key is never refused for the sake of others from
  // its address: that may be a whole office, or a proxy. `is_use`: false for a request that a page makes by
  // itself: it does not prolong the session.
  HttpResult<Client> authenticate(const HttpRequest& request, bool is_use = true);

  // What a browser is to be told so that it keeps the session of that key: a Set-Cookie value. 401 and
  // 429 as in admit().
  struct SignedIn {
    Client client;
    std::string cookie;
  };
  HttpResult<SignedIn> sign_in(const HttpRequest& request, std::string_view key_text);
  // The same with the code of a sign-in link, which is used up. 401: unknown, used or expired, or its key is
  // no longer good. 429: too many of these.
  HttpResult<SignedIn> sign_in_by_code(const HttpRequest& request, std::string_view code);
  // Ends the request's session, if it has one; returns a Set-Cookie value that takes the cookie away. 503 if
  // a restart would bring the session back.
  HttpResult<std::string> sign_out(const HttpRequest& request);

  // The text behind "Authorization: Bearer".
  static std::optional<std::string_view> bearer(const HttpRequest& request);

 private:
  HttpResult<Client> client_of(const std::optional<ApiKey>& key) const;
  SignedIn begin_session(const HttpRequest& request, const ApiKey& key, Client client);
  void log(const char* what, const Error& error) const;
  // The key with that text. 401: it is not known; 429: nor were many others from that address.
  HttpResult<ApiKey> find_key(const HttpRequest& request, std::string_view key_text);

  ApiKeyStore* const keys_;
  Sessions& sessions_;
  const SignInCodes* const codes_;
  const OriginCheck& origins_;
  const Clock& clock_;
  spdlog::logger& log_;
  FailedCodeLimiter failed_codes_;
  FailedKeyLimiter brake_;
};

}  // namespace callside
