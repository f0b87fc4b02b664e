#include "searchd/page/page.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "tests/support/catch2.h"

using callside::page_files;

namespace {

std::string source_of(const std::string& name) {
  std::ifstream file(std::string(CALLSIDE_SOURCE_DIR "/searchd/page/") + name, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string name_of(std::string_view path) {
  return path == "/" ? "index.html" : std::string(path.substr(std::string_view("/page/").size()));
}

}  // namespace

TEST_CASE("the program holds every file of the page, byte for byte") {
  std::set<std::string> embedded;
  for (const auto& file : page_files()) {
    INFO(file.path);
    CHECK(file.bytes == source_of(name_of(file.path)));
    embedded.insert(name_of(file.path));
  }
  for (const auto& entry : std::filesystem::directory_iterator(CALLSIDE_SOURCE_DIR "/searchd/page")) {
    if (entry.path().extension() == ".h") continue;
    INFO(entry.path());
    CHECK(embedded.contains(entry.path().filename().string()));
  }
}

TEST_CASE("each file has the content type of its extension") {
  for (const auto& file : page_files()) {
    INFO(file.path);
    const std::string extension = std::filesystem::path(name_of(file.path)).extension().string();
    if (extension == ".html") CHECK(file.content_type == "text/html; charset=utf-8");
    if (extension == ".css") CHECK(file.content_type == "text/css; charset=utf-8");
    if (extension == ".js") CHECK(file.content_type == "text/javascript; charset=utf-8");
    if (extension == ".svg") CHECK(file.content_type == "image/svg+xml");
    CHECK_FALSE(file.content_type.empty());
  }
}

TEST_CASE("an ETag is quoted and each file has its own") {
  std::set<std::string_view> seen;
  for (const auto& file : page_files()) {
    INFO(file.path);
    REQUIRE(file.etag.size() > 10);
    CHECK(file.etag.front() == '"');
    CHECK(file.etag.back() == '"');
    CHECK(seen.insert(file.etag).second);
  }
}

TEST_CASE("the program holds every file that the page refers to") {
  std::set<std::string> paths;
  for (const auto& file : page_files()) paths.insert(std::string(file.path));
  REQUIRE(paths.contains("/"));
  // src="/page/app.js", '/page/icons.svg#lock', from './dom.js'
  const std::regex reference(R"(["'`](?:/page/|\./)([a-z_]+\.[a-z]+))");
  std::size_t references = 0;
  for (const auto& file : page_files()) {
    const std::string text(file.bytes);
    for (std::sregex_iterator found(text.begin(), text.end(), reference), end; found != end; ++found) {
      INFO(file.path << " refers to " << (*found)[1]);
      CHECK(paths.contains("/page/" + (*found)[1].str()));
      ++references;
    }
  }
  CHECK(references > 20);
}

TEST_CASE("the page loads nothing from other servers and has no inline scripts or styles") {
  for (const auto& file : page_files()) {
    INFO(file.path);
    const std::string text(file.bytes);
    CHECK_FALSE(std::regex_search(text, std::regex(R"((src|href)="(https?:)?//)")));
    CHECK_FALSE(std::regex_search(text, std::regex(R"(@import|url\()")));
    if (file.path != "/") continue;
    CHECK_FALSE(std::regex_search(text, std::regex(R"(<style|<script>| style=| on[a-z]+=)")));
  }
}
