#include "searchd/http/request_head.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

// RFC 9110, section 5.6.2.
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_ascii_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

bool has_option(std::string_view list, std::string_view option) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    if (equal_ignoring_case(trimmed(list.substr(0, comma)), option)) return true;
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return false;
}

std::string_view next_line(std::string_view& rest) {
  const std::size_t end = rest.find("\r\n");
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end + 2);
  return line;
}

// Splits the target into path and query. Returns the authority of the absolute form, which only proxies send;
// otherwise an empty string.
HttpResult<std::string> split_target(std::string_view target, HttpRequest& request) {
  std::string authority;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(target.substr(0, scheme.size()), scheme)) continue;
    target.remove_prefix(scheme.size());
    const std::size_t end = std::min(target.find_first_of("/?"), target.size());
    authority = target.substr(0, end);
    target.remove_prefix(end);
    if (authority.empty()) return refuse(400, "the address names no host");
  }
  target = target.substr(0, target.find('#'));
  const std::size_t question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string_view::npos) request.query = target.substr(question + 1);
  if (!authority.empty() && request.path.empty()) request.path = "/";
  if (request.path != "*" && (request.path.empty() || request.path.front() != '/')) {
    return refuse(400, "the path must begin with /");
  }
  return authority;
}

HttpResult<std::string> parse_request_line(std::string_view line, RequestHead& head,
                                           const HttpLimits& limits) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return refuse(400, "the request line is malformed");
  const std::string_view method = line.substr(0, first);
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  if (!is_token(method) || target.empty()) return refuse(400, "the request line is malformed");
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    if (version.substr(0, 5) == "HTTP/") return refuse(505, "only HTTP/1.1 and HTTP/1.0 are supported");
    return refuse(400, "the request line is malformed");
  }
  if (target.size() > limits.target_bytes) {
    return refuse(414, "at most " + std::to_string(limits.target_bytes) +
                           " bytes; send longer requests with POST, in the body");
  }
  if (std::any_of(target.begin(), target.end(), [](char c) { return is_ascii_control(c) || c == ' '; })) {
    return refuse(400, "the address has a blank or a control character");
  }
  head.request.method = method;
  head.keep_alive = version == "HTTP/1.1";
  return split_target(target, head.request);
}

HttpResult<void> parse_header(std::string_view line, HttpRequest& request) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return refuse(400, "a header line is malformed");
  }
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (std::any_of(value.begin(), value.end(), [](char c) { return is_ascii_control(c) && c != '\t'; })) {
    return refuse(400, "a header has a control character");
  }
  request.headers.emplace_back(lower_case(line.substr(0, colon)), value);
  return {};
}

HttpResult<void> read_framing(RequestHead& head, bool http_1_1) {
  const HttpRequest& request = head.request;
  const std::string* coding = request.header("transfer-encoding");
  const std::string* length = request.header("content-length");
  if (coding != nullptr && (length != nullptr || !http_1_1)) {
    return refuse(400, "Transfer-Encoding together with Content-Length, or in HTTP/1.0");
  }
  for (const auto& [name, value] : request.headers) {
    if (name == "transfer-encoding" && (&value != coding || !equal_ignoring_case(value, "chunked"))) {
      return refuse(501, "the only supported Transfer-Encoding is chunked");
    }
    if (name == "content-length" && value != *length)
      return refuse(400, "two different values of Content-Length");
    if (name == "content-encoding" && !equal_ignoring_case(value, "identity")) {
      return refuse(415, "send the body without Content-Encoding");
    }
  }
  head.framing.chunked = coding != nullptr;
  if (length == nullptr) return {};
  const char* end = length->data() + length->size();
  const auto parsed = std::from_chars(length->data(), end, head.framing.length);
  if (parsed.ec != std::errc() || parsed.ptr != end) return refuse(400, "Content-Length is not a number");
  return {};
}

std::string too_large(const HttpLimits& limits) {
  return "at most " + std::to_string(limits.head_bytes) + " bytes of headers";
}

}  // namespace

HttpResult<std::optional<std::size_t>> find_head_end(std::string_view bytes, std::size_t scanned,
                                                     const HttpLimits& limits) {
  for (std::size_t i = scanned; i < bytes.size(); ++i) {
    if (bytes[i] != '\n') continue;
    if (i == 0 || bytes[i - 1] != '\r') return refuse(400, "a line does not end in CR LF");
    if (i >= 3 && bytes.substr(i - 3, 4) == "\r\n\r\n") {
      if (i + 1 > limits.head_bytes) return refuse(431, too_large(limits));
      return i + 1;
    }
  }
  const std::size_t line_end = bytes.find("\r\n");
  // Besides the target, the line has a method, two blanks and a version.
  if (line_end == std::string_view::npos && bytes.size() > limits.target_bytes + 64) {
    return refuse(414, "at most " + std::to_string(limits.target_bytes) +
                           " bytes; send longer requests with POST, in the body");
  }
  if (bytes.size() > limits.head_bytes) {
    return refuse(431, too_large(limits));
  }
  return std::nullopt;
}

HttpResult<RequestHead> parse_request_head(std::string_view bytes, const HttpLimits& limits) {
  RequestHead head;
  auto authority = parse_request_line(next_line(bytes), head, limits);
  if (!authority) return tl::unexpected<Problem>(authority.error());
  const bool http_1_1 = head.keep_alive;
  for (std::string_view line = next_line(bytes); !line.empty(); line = next_line(bytes)) {
    if (head.request.headers.size() == limits.headers) {
      return refuse(431, "at most " + std::to_string(limits.headers) + " headers");
    }
    if (auto parsed = parse_header(line, head.request); !parsed) {
      return tl::unexpected<Problem>(parsed.error());
    }
  }
  auto& headers = head.request.headers;
  const auto is_host = [](const auto& header) { return header.first == "host"; };
  if (std::count_if(headers.begin(), headers.end(), is_host) != 1) {
    return refuse(400, "a request needs one Host header");
  }
  // RFC 9112, section 3.2.2: the authority in the target overrides the header.
  if (!authority->empty()) std::find_if(headers.begin(), headers.end(), is_host)->second = *authority;

  for (const auto& [name, value] : headers) {
    if (name != "connection") continue;
    if (has_option(value, "close")) head.keep_alive = false;
    if (!http_1_1 && has_option(value, "keep-alive")) head.keep_alive = true;
  }
  if (const std::string* expect = head.request.header("expect")) {
    if (!equal_ignoring_case(*expect, "100-continue"))
      return refuse(417, "the only supported Expect is 100-continue");
    head.expects_continue = http_1_1;
  }
  if (auto framed = read_framing(head, http_1_1); !framed) return tl::unexpected<Problem>(framed.error());
  return head;
}

}  // namespace callside
