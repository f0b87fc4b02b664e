#pragma once

#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/publish/update.h"
#include "tests/support/temporary_folder.h"

namespace callside::testing {

// Yields documents as if sources had held them in this order. Line N is the Nth document.
class DocumentList final : public DocumentStream {
 public:
  explicit DocumentList(std::vector<Document> documents) : documents_(std::move(documents)) {}

  Result<std::optional<RawRecord>> next() override {
    if (next_ == documents_.size()) return std::optional<RawRecord>{};
    RawRecord record;
    record.place = {"list", ++next_};
    return std::optional<RawRecord>(std::move(record));
  }
  Parsed parse(const RawRecord& record) const override {
    Parsed parsed;
    parsed.place = record.place;
    parsed.document = documents_[record.place.line - 1];
    return parsed;
  }

 private:
  std::vector<Document> documents_;
  std::size_t next_ = 0;
};

// Makes a block of each line: "# x" is a heading, "1. x" a step, anything else a paragraph.
inline Content content_of(std::string_view text) {
  Content content;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string line(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    Block block;
    if (line.starts_with("# ")) {
      block = {BlockType::heading, 2, line.substr(2)};
    } else if (line.size() > 3 && line[1] == '.' && line[2] == ' ') {
      block = {BlockType::step, 0, line.substr(3)};
    } else {
      block = {BlockType::paragraph, 0, line};
    }
    content.html += "<p data-block=\"" + std::to_string(content.blocks.size()) + "\">" + block.text + "</p>";
    content.blocks.push_back(std::move(block));
  }
  return content;
}

inline Document article(std::string id, std::string lang, std::string title, std::string_view body) {
  Document document;
  document.id = std::move(id);
  document.lang = std::move(lang);
  document.title = std::move(title);
  document.body = content_of(body);
  document.audience = {"public"};
  return document;
}

inline Document ticket(std::string id, std::string lang, std::string subject, std::string_view question,
                       std::string_view resolution, std::string article = {}) {
  Document document;
  document.kind = Kind::ticket;
  document.id = std::move(id);
  document.lang = std::move(lang);
  document.title = std::move(subject);
  document.question = content_of(question);
  document.resolution = content_of(resolution);
  document.article = std::move(article);
  document.audience = {"public"};
  return document;
}

// An update from the same sources as `build`, with the same settings.
inline UpdateRequest update_like(const BuildRequest& build) {
  return {build.index, build.plan, false, {}, build.assembly, build.publish};
}

inline Result<BuildReport> build_index(const std::filesystem::path& index, std::vector<Document> documents,
                                       unsigned threads = 2, EditorialRules editorial = {}) {
  DocumentList stream(std::move(documents));
  BuildRequest request;
  request.index = index;
  request.plan.sources = {"list"};
  request.plan.editorial = std::move(editorial);
  request.assembly.threads = threads;
  BuildProgress progress;
  return build(stream, request, progress);
}

}  // namespace callside::testing
