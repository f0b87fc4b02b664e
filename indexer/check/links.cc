#include "indexer/check/links.h"

#include <algorithm>
#include <array>

#include "indexer/base/ascii.h"
#include "indexer/base/utf8.h"

namespace callside {

namespace {

constexpr std::string_view kHref = " href=\"";
constexpr std::size_t kLongest = 2000, kMost = 2000;

// Decodes the four character references that the sanitiser writes.
std::string decoded(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, char>, 4> kReferences = {
      {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}}};
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto* found = text[at] != '&'
                            ? kReferences.end()
                            : std::find_if(kReferences.begin(), kReferences.end(), [&](const auto& one) {
                                return text.substr(at).starts_with(one.first);
                              });
    out += found == kReferences.end() ? text[at] : found->second;
    at += found == kReferences.end() ? 1 : found->first.size();
  }
  return out;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = text[at] == '%' && at + 2 < text.size() ? hex_digit_value(text[at + 1]) : -1;
    const int low = high < 0 ? -1 : hex_digit_value(text[at + 2]);
    if (low < 0) {
      out += text[at];
      continue;
    }
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return repair_utf8(out);
}

// Returns the scheme with its colon ("http:"), or an empty view.
std::string_view scheme_of(std::string_view target) {
  const std::size_t end = target.find_first_of(":/?#");
  return end == std::string_view::npos || target[end] != ':' ? std::string_view() : target.substr(0, end + 1);
}

bool is_web(std::string_view scheme) {
  return equal_ignoring_case(scheme, "http:") || equal_ignoring_case(scheme, "https:");
}

}  // namespace

std::vector<std::string> link_targets(std::string_view html) {
  std::vector<std::string> targets;
  for (std::size_t at = html.find(kHref); at != std::string_view::npos && targets.size() < kMost;
       at = html.find(kHref, at)) {
    at += kHref.size();
    const std::size_t end = std::min(html.find('"', at), html.size());
    const std::string target = decoded(html.substr(at, end - at));
    at = end;
    const std::string_view scheme = scheme_of(target);
    const bool stays = target.empty() || target[0] == '#' || target[0] == '?';
    if (!stays && target.size() <= kLongest && (scheme.empty() || is_web(scheme))) targets.push_back(target);
  }
  return targets;
}

LinkTarget parse_link_target(std::string_view target) {
  target.remove_prefix(scheme_of(target).size());
  target = target.substr(0, target.find_first_of("?#"));
  LinkTarget out;
  if (target.starts_with("//")) {
    target.remove_prefix(2);
    const std::size_t slash = std::min(target.find('/'), target.size());
    out.host = lower_case(target.substr(0, slash));
    target.remove_prefix(slash);
    if (target.empty()) target = "/";
  }
  out.path = percent_decoded(target);
  return out;
}

std::string resolve_path(std::string_view base, std::string_view path) {
  std::string out = path.starts_with('/') ? std::string() : std::string(folder_of(base));
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view segment = path.substr(at, end - at);
    at = end + 1;
    if (segment.empty() || segment == ".") continue;
    if (segment != "..") {
      out.append(segment) += '/';
      continue;
    }
    if (out.empty()) return {};
    out.pop_back();
    out.resize(folder_of(out).size());
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string address_of(std::string_view host, std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  const std::string_view extension = extension_of(path);
  if (extension == ".html" || extension == ".htm") path.remove_suffix(extension.size());
  return "//" + std::string(host) + std::string(path);
}

std::string_view article_number(std::string_view path) {
  constexpr std::string_view kFolder = "/articles/";
  const std::size_t at = path.find(kFolder);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = path.substr(at + kFolder.size());
  const std::size_t end = std::min(rest.find_first_not_of("0123456789"), rest.size());
  const bool whole = end == rest.size() || rest[end] == '-' || rest[end] == '/';
  return whole && end >= 3 ? rest.substr(0, end) : std::string_view();
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

std::string_view extension_of(std::string_view path) {
  const std::string_view name = path.substr(folder_of(path).size());
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? std::string_view() : name.substr(dot);
}

bool is_document_name(std::string_view path) {
  constexpr std::array<std::string_view, 5> kExtensions = {".md", ".markdown", ".html", ".htm", ".txt"};
  const std::string extension = lower_case(extension_of(path));
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

std::string_view without_extension(std::string_view path) {
  return is_document_name(path) ? path.substr(0, path.size() - extension_of(path).size()) : path;
}

}  // namespace callside
