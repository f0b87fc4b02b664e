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

// The facts that are kept of each record, to judge the records together once all are read. They take two to
// three kilobytes per article (CHECKS.md) and a tenth of a kilobyte per ticket, however long the texts are.

inline constexpr std::int32_t kNoDay = kForever;

struct FactPlace {
  std::uint32_t file = 0;  // index in Facts::files
  std::uint32_t line = 1;
};

struct LinkFacts {
  std::string target;  // as written by the author
  std::uint32_t line = 1;
};

struct ArticleFacts {
  std::uint64_t sequence = 0;  // position in the order of the sources
  FactPlace place;
  std::uint32_t source = 0;
  std::string path;  // below the source; empty unless the record is a file of its own
  std::string id, lang, title, url, owner, source_lang, updated;
  std::string digest;  // content_digest()
  std::int32_t review_by = kNoDay, valid_until = kNoDay;
  std::uint32_t review_line = 1, until_line = 1, source_line = 1;
  bool lang_detected = false;
  bool archived = false;
  bool marked_outdated = false;
  Sketch sketch;
  std::vector<LinkFacts> links;
  std::vector<std::uint64_t> neutral_tokens;  // neutral_tokens_of() (cross_language.h)
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
  // Sources and paths of files whose records were rejected. They exist, but are not articles.
  std::vector<std::pair<std::uint32_t, std::string>> refused;

  Place place(const FactPlace& place, std::uint32_t line) const { return {files[place.file], line}; }
  Place place(const FactPlace& at) const { return place(at, at.line); }
};

// The versions of each article, by id, as indices into Facts::articles.
using Versions = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;
Versions versions_of(const std::vector<ArticleFacts>& articles);

// Returns the one of `versions` that is in `lang`, preferring the exact tag to a wider or narrower one.
// SIZE_MAX if there is none.
std::size_t version_in(const std::vector<ArticleFacts>& articles, const std::vector<std::uint32_t>& versions,
                       std::string_view lang);

VersionState state_of(const ArticleFacts& article);

}  // namespace callside
