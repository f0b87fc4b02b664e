#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/check/sketch.h"
#include "indexer/format/document.h"
#include "indexer/format/document_store.h"
#include "indexer/format/document_stream.h"
#include "indexer/format/version_state.h"

namespace callside {

// What is kept of records, so that they can be judged together once all are read: a kilobyte an article and
// a tenth of it a ticket, however long their texts are.

inline constexpr std::int32_t kNoDay = kForever;

struct FactPlace {
  std::uint32_t file = 0;  // among Facts::files
  std::uint32_t line = 1;
};

struct LinkFacts {
  std::string target;  // as the author wrote it
  std::uint32_t line = 1;
};

struct ArticleFacts {
  std::uint64_t sequence = 0;  // in the order of the sources
  FactPlace place;
  std::uint32_t source = 0;
  std::string path;  // below the source; empty where the record is not a file of its own
  std::string id, lang, title, url, owner, source_lang, updated;
  std::string digest;  // content_digest()
  std::int32_t review_by = kNoDay, valid_until = kNoDay;
  std::uint32_t review_line = 1, until_line = 1, source_line = 1;
  bool lang_detected = false;
  bool archived = false;
  bool said_outdated = false;
  Sketch sketch;
  std::vector<LinkFacts> links;
  std::vector<std::uint64_t> marks;  // sorted; what stands alike in all languages (cross_language.h)
};

struct TicketFacts {
  std::uint64_t sequence = 0;
  FactPlace place;
  std::string id, lang, article;
  bool lang_detected = false;
};

struct Facts {
  std::vector<std::string> files;
  std::vector<ArticleFacts> articles;  // in the order of the sources
  std::vector<TicketFacts> tickets;
  // Paths of files below their sources whose records were refused: they are no articles, but they are there.
  std::vector<std::pair<std::uint32_t, std::string>> refused;

  Place place(const FactPlace& place, std::uint32_t line) const { return {files[place.file], line}; }
  Place place(const FactPlace& at) const { return place(at, at.line); }
};

// The versions of each article, by id: numbers of facts.articles.
using Versions = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;
Versions versions_of(const std::vector<ArticleFacts>& articles);

// Among `versions`, the one in `lang`: the exact tag before a wider or narrower one; nothing: SIZE_MAX.
std::size_t version_in(const std::vector<ArticleFacts>& articles, const std::vector<std::uint32_t>& versions,
                       std::string_view lang);

VersionState state_of(const ArticleFacts& article);

}  // namespace callside
