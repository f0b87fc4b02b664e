#pragma once

#include <string>

#include "tests/http/test_server.h"

namespace callside::testing {

// A browser with the page of the daemon open.
class Browser {
 public:
  explicit Browser(TestServer& server) : server_(server), origin_("http://" + server.host()) {}

  httplib::Result sign_in(const std::string& key) { return post_session({{"key", key}}); }
  httplib::Result sign_in_by_code(const std::string& code) { return post_session({{"code", code}}); }
  httplib::Result get(const std::string& path) { return send("GET", path, ""); }
  httplib::Result suggest() { return send("POST", "/v1/suggest", R"({"q":"a"})"); }
  httplib::Result send(const std::string& method, const std::string& path, const std::string& body) {
    httplib::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    if (!body.empty()) request.set_header("Content-Type", "application/json");
    if (method != "GET" && !origin_.empty()) request.set_header("Origin", origin_);
    if (!cookie_.empty()) request.set_header("Cookie", "theme=dark; " + cookie_);
    return server_.client().send(request);
  }
  const std::string& cookie() const { return cookie_; }
  // Gives the browser a session, as an earlier daemon might have.
  void set_session(const std::string& id) {
    cookie_ = "callside_session_" + std::to_string(server_.port()) + "=" + id;
  }
  void set_origin(const std::string& origin) { origin_ = origin; }

 private:
  httplib::Result post_session(const nlohmann::json& body) {
    auto answer = send("POST", "/v1/session", body.dump());
    const std::string cookie = answer->get_header_value("Set-Cookie");
    if (!cookie.empty()) cookie_ = cookie.substr(0, cookie.find(';'));
    return answer;
  }

  TestServer& server_;
  std::string origin_;
  std::string cookie_;
};

}  // namespace callside::testing
