#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "indexer/assembly/document_changes.h"
#include "indexer/publish/build.h"

namespace callside {

// `callside-index update`: what changed in the sources, into a copy of the published generation. The result
// equals that of a build of all sources with BuildRequest::same_model, document by document and answer by
// answer. Its cost depends on how much changed, not on how much there is.

struct UpdateRequest {
  std::filesystem::path index;
  SourcePlan plan;
  // Start from the newest generation that is staged after the published one, if there is any.
  bool from_newest = false;
  // Asked once all sources are read. If it returns true, the sources changed meanwhile and what was read may
  // be half of a file: nothing is made, and the error is `changed`. May be empty.
  std::function<bool()> is_outdated;
  AssemblyOptions assembly;
  PublishOptions publish;
};

struct UpdateReport {
  BuildReport build;  // if nothing changed, of the generation that it started from
  bool unchanged = false;
  DocumentChanges changes;
};

// The generation that an update starts from: the published one, or with `from_newest` the newest that is
// staged after it (any, if nothing is published). If there is none, the error of IndexFolder::current().
Result<std::string> generation_to_update(const IndexFolder& folder, bool from_newest);

// Like build(), and fails as it does; also if nothing is published yet, or by another version of the format.
Result<UpdateReport> update(DocumentStream& stream, const UpdateRequest& request, BuildProgress& progress);

}  // namespace callside
