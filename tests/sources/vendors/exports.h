#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "indexer/config/config.h"
#include "tests/sources/reading.h"

namespace callside::testing {

// The result of reading an export. `list` has the documents as "id lang audience,audience", sorted; `removed`
// the removals as "id lang: what"; `rejected` the rejected records as "file:line: reason".
struct ReadExport {
  std::vector<Document> documents;
  std::vector<std::string> list, removed, rejected;
  std::map<std::string, std::uint64_t> left_out;
  bool delta = false;

  const Document& find(const std::string& id, const std::string& lang = "") const {
    for (const Document& document : documents) {
      if (document.id == id && (lang.empty() || document.lang == lang)) return document;
    }
    throw std::runtime_error("no document " + id + " " + lang);
  }
};

// Reads an export of the given files, by name, with this callside.yaml.
inline ReadExport read_export(const std::map<std::string, std::string>& files, const std::string& yaml = "",
                              SourceOptions options = {}) {
  const TemporaryFolder folder;
  for (const auto& [name, bytes] : files) write(folder, "x/" + name, bytes);
  const auto config = load_config(write(folder, "callside.yaml", yaml));
  INFO((config ? "" : config.error().message));
  REQUIRE(config);
  options.config = *config;
  auto stream = open_sources({folder.path() / "x"}, options);
  INFO((stream ? "" : stream.error().message));
  REQUIRE(stream);
  ReadExport read;
  for (;;) {
    auto record = (*stream)->next();
    INFO((record ? "" : record.error().message));
    REQUIRE(record);
    if (!*record) break;
    Parsed parsed = (*stream)->parse(**record);
    for (const Remark& remark : parsed.remarks) {
      if (remark.level != Remark::Level::rejected) continue;
      CHECK_FALSE(remark.hint.empty());
      const std::string file = std::filesystem::path(remark.place.file).filename().string();
      read.rejected.push_back(file + ":" + std::to_string(remark.place.line) + ": " + remark.reason);
    }
    if (parsed.removal && parsed.removal->certain) {
      CHECK_FALSE(parsed.document);
      read.removed.push_back(parsed.removal->id + " " + parsed.removal->lang + ": " + parsed.removal->what);
    }
    if (!parsed.document) continue;
    std::string line = parsed.document->id + " " + parsed.document->lang;
    for (const std::string& audience : parsed.document->audience)
      line += (line.back() == ',' ? "" : " ") + audience + ",";
    line.pop_back();
    read.list.push_back(line);
    read.documents.push_back(std::move(*parsed.document));
  }
  std::sort(read.list.begin(), read.list.end());
  read.delta = (*stream)->deltas(0).contains(Kind::ticket);
  read.left_out = (*stream)->left_out();
  return read;
}

inline std::string text_of(const Content& content) {
  std::string text;
  for (const Block& block : content.blocks) text += (text.empty() ? "" : " / ") + block.text;
  return text;
}

using Lines = std::vector<std::string>;

}  // namespace callside::testing
