#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "indexer/assembly/builder.h"

namespace callside {

// What changed in the sources, into a copy of the published generation: `callside-index update`. The result
// is that of a build of all sources by the published generation's model (BuildOptions::same_model), document
// by document and answer by answer; it takes time by what changed, not by what there is. With
// BuildOptions::from_newest, the newest staged generation stands for the published one.

struct DocumentName {
  Kind kind = Kind::article;
  std::string id, lang;
  auto operator<=>(const DocumentName&) const = default;
};

struct UpdateReport {
  BuildReport build;  // where nothing changed: of the generation that it began with
  bool unchanged = false;
  std::vector<DocumentName> added, changed, removed;  // sorted
};

// The generation that an update begins with: the published one, or with `from_newest` the newest that is
// staged after it (any, where nothing is published). None: the error of IndexFolder::current().
Result<std::string> generation_to_update(const IndexFolder& folder, bool from_newest);

// Like build(), and fails as it does; options.same_model has no part in it. Nothing published yet, or by
// another version: the error of opening it.
Result<UpdateReport> update(DocumentStream& stream, const BuildOptions& options, BuildProgress& progress);

}  // namespace callside
