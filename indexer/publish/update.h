#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "indexer/assembly/document_changes.h"
#include "indexer/publish/build.h"

namespace callside {

// `callside-index update`: applies changes in the sources to a copy of the published generation. The result
// equals a build of all sources with BuildRequest::same_model, document by document and answer by answer. Its
// cost depends on how much changed, not on the size of the index.

struct UpdateRequest {
  std::filesystem::path index;
  SourcePlan plan;
  // Start from the newest generation that is staged after the published one, if there is any.
  bool from_newest = false;
  // Called once all sources are read. Returns true if the sources changed meanwhile, so that a file may have
  // been read half-written: the update then fails with `changed`. May be empty.
  std::function<bool()> is_outdated;
  AssemblyOptions assembly;
  PublishOptions publish;
};

struct UpdateReport {
  BuildReport build;  // if nothing changed, describes the generation that the update started from
  bool unchanged = false;
  DocumentChanges changes;
};

// Returns the generation that an update starts from: the published one, or with `from_newest` the newest one
// staged after it (the newest staged one if none is published). If there is none, fails as
// IndexFolder::current() does.
Result<std::string> generation_to_update(const IndexFolder& folder, bool from_newest);

// Like build(). Also fails if nothing is published yet, or if the published generation has another format
// version.
Result<UpdateReport> update(DocumentStream& stream, const UpdateRequest& request, BuildProgress& progress);

}  // namespace callside
