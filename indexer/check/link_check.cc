#include "indexer/check/link_check.h"

#include <algorithm>
#include <array>

namespace callside {

namespace {

std::string key_of(std::uint32_t source, std::string_view path) {
  return std::to_string(source) + ':' + std::string(path);
}

// Returns true if a folder address ("//host/billing/") is the host's root, which holds all kinds of pages.
bool is_root(std::string_view address) { return std::count(address.begin(), address.end(), '/') <= 3; }

}  // namespace

LinkCheck::LinkCheck(const Facts& facts, const Versions& versions) : facts_(facts), versions_(versions) {
  for (std::uint32_t i = 0; i < facts.articles.size(); ++i) {
    const ArticleFacts& article = facts.articles[i];
    if (!article.path.empty()) {
      files_.emplace(key_of(article.source, article.path), i);
      folders_.insert(key_of(article.source, folder_of(article.path)));
    }
    folders_.insert(std::string(folder_of(article.id)));
    extensions_.insert(std::string(extension_of(article.id)));
    const LinkTarget url = parse_link_target(article.url);
    if (url.host.empty()) continue;
    const std::string address = address_of(url.host, url.path);
    addresses_.emplace(address, i);
    hosts_.insert(url.host);
    folders_.insert(std::string(folder_of(address)));
  }
  for (const auto& [source, path] : facts.refused) refused_.insert(key_of(source, path));
}

LinkCheck::Verdict LinkCheck::judge(const ArticleFacts& article, const std::string& target) const {
  const LinkTarget apart = parse_link_target(target);
  if (!apart.host.empty()) return judge_address(apart);
  if (apart.path.starts_with('/')) return judge_rooted(article, apart);
  return judge_relative(article, apart.path);
}

LinkCheck::Verdict LinkCheck::judge_version(std::uint32_t number) const {
  return facts_.articles[number].archived ? Verdict::archived : Verdict::good;
}

LinkCheck::Verdict LinkCheck::judge_id(std::string_view id) const {
  const auto found = versions_.find(id);
  if (found == versions_.end()) return Verdict::outside;
  const bool archived = std::all_of(found->second.begin(), found->second.end(),
                                    [&](std::uint32_t one) { return facts_.articles[one].archived; });
  return archived ? Verdict::archived : Verdict::good;
}

LinkCheck::Verdict LinkCheck::judge_address(const LinkTarget& target) const {
  if (!hosts_.contains(target.host)) return Verdict::outside;
  const std::string address = address_of(target.host, target.path);
  if (const auto found = addresses_.find(address); found != addresses_.end())
    return judge_version(found->second);
  if (const std::string_view number = article_number(target.path); !number.empty()) {
    const Verdict verdict = judge_id(number);
    return verdict == Verdict::outside ? Verdict::dead : verdict;
  }
  const std::string_view folder = folder_of(address);
  return !is_root(folder) && folders_.contains(std::string(folder)) ? Verdict::doubtful : Verdict::outside;
}

LinkCheck::Verdict LinkCheck::judge_rooted(const ArticleFacts& article, const LinkTarget& target) const {
  const std::string path = resolve_path({}, target.path);
  for (const Verdict verdict :
       {judge_id(path), judge_id(without_extension(path)), judge_file(article.source, path)}) {
    if (verdict != Verdict::outside) return verdict;
  }
  // Resolve it as a browser would on the page that the article comes from.
  const LinkTarget own = parse_link_target(article.url);
  return own.host.empty() ? Verdict::outside : judge_address({own.host, target.path});
}

LinkCheck::Verdict LinkCheck::judge_file(std::uint32_t source, const std::string& path) const {
  constexpr std::array<std::string_view, 8> kEndings = {"",     ".md",       ".markdown",   ".html",
                                                        ".htm", "/index.md", "/index.html", "/README.md"};
  for (const std::string_view ending : kEndings) {
    const std::string key = key_of(source, path + std::string(ending));
    if (const auto found = files_.find(key); found != files_.end()) return judge_version(found->second);
    if (refused_.contains(key)) return Verdict::refused;
  }
  return Verdict::outside;
}

LinkCheck::Verdict LinkCheck::judge_relative(const ArticleFacts& article, const std::string& path) const {
  const bool names_document = is_document_name(path);
  const std::string by_id = resolve_path(article.id, path);
  const std::string by_file = article.path.empty() ? std::string() : resolve_path(article.path, path);
  for (const Verdict verdict : {by_file.empty() ? Verdict::outside : judge_file(article.source, by_file),
                                judge_id(by_id), judge_id(without_extension(by_id))}) {
    if (verdict != Verdict::outside) return verdict;
  }
  // The link leads out of the source, to files that were not read.
  if (!article.path.empty() && by_file.empty()) return Verdict::outside;
  // All files of a folder are known. In an export, the neighbours of an article are known only if ids are
  // file names.
  const bool all_known =
      !article.path.empty() || (names_document && extensions_.contains(std::string(extension_of(path))));
  if (names_document && all_known) return Verdict::dead;
  // A document that may be elsewhere, another type of file such as a picture, or a folder.
  if (names_document || !extension_of(path).empty() || path.ends_with('/') || path == "." || path == "..")
    return Verdict::outside;
  const std::string folder(folder_of(article.path.empty() ? by_id : by_file));
  const std::string key = article.path.empty() ? folder : key_of(article.source, folder);
  return !folder.empty() && folders_.contains(key) ? Verdict::doubtful : Verdict::outside;
}

}  // namespace callside
