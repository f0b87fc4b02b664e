#include "indexer/sources/path_names.h"

#include <algorithm>
#include <optional>

#include "indexer/sources/clean_text.h"
#include "indexer/sources/language_tag.h"

namespace callside {

namespace {

constexpr std::string_view kArticles = "articles";

std::string_view without_extension(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos || dot <= begin ? path : path.substr(0, dot);
}

// Returns the path below its first folder; empty if it has no folder.
std::string_view below_first_folder(std::string_view path) {
  const std::size_t slash = path.find('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
}

std::string_view first_folder(std::string_view path) { return path.substr(0, path.find('/')); }

std::optional<PathNames> names_in_tree(std::string_view path) {
  for (std::string_view rest = path; !rest.empty(); rest = below_first_folder(rest)) {
    if (first_folder(rest) != kArticles) continue;
    const std::string_view tree = below_first_folder(rest);
    const std::string_view article = below_first_folder(tree);
    if (article.empty()) continue;
    if (auto lang = language_of_folder(first_folder(tree))) {
      return PathNames{std::string(without_extension(article)), std::move(*lang)};
    }
  }
  return std::nullopt;
}

}  // namespace

PathNames names_of_article(std::string_view above, std::string_view path) {
  if (auto names = names_in_tree(path)) return *names;
  // SOURCE is inside the tree. The innermost tree counts, so /articles/de/home/articles/en is English.
  const std::string whole = std::string(above) + '/' + std::string(path);
  std::optional<PathNames> innermost;
  for (std::string_view rest = whole; rest.size() > path.size(); rest = below_first_folder(rest)) {
    if (first_folder(rest) != kArticles) continue;
    if (auto names = names_in_tree(rest)) innermost = std::move(names);
  }
  return innermost ? *innermost : names_of_page(path);
}

PathNames names_of_page(std::string_view path) {
  if (first_folder(path) == kArticles) {
    if (auto names = names_in_tree(path)) return *names;
  }
  const std::string_view rest = below_first_folder(path);
  if (!rest.empty()) {
    if (auto lang = language_of_folder(first_folder(path))) {
      return {std::string(without_extension(rest)), std::move(*lang)};
    }
  }
  return {std::string(without_extension(path)), {}};
}

std::string title_of_file(std::string_view path) {
  const std::string_view stem = without_extension(path);
  std::string title(stem.substr(stem.rfind('/') + 1));
  std::replace_if(
      title.begin(), title.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
  return collapse(title);
}

}  // namespace callside
