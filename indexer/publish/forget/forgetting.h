#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/assembly/progress.h"
#include "indexer/format/forgotten.h"
#include "indexer/format/index_folder.h"
#include "indexer/publish/forget/forget_request.h"
#include "indexer/publish/writer_lock.h"

namespace callside {

// Forgetting: documents go out of every kept generation, with all that was learned from them, and are barred
// from coming back.
//
// In this order, so that whatever is killed at whatever moment leaves an index that is served, and an act
// that is undone or can be completed:
//
//   1. forgetting.jsonl: the bars as they will be
//   2. a cleaned copy of each generation, from the oldest that needs it on, in building.NAME
//   3. the copies get their names, in the order of the originals; CURRENT and HELD name copies
//   4. the originals lose their manifests: from here on nobody opens them any more
//   5. forgetting.jsonl becomes forgotten.jsonl
//   6. the originals go, once no reader has them
//
// Even a generation without the document is copied: what an update removed before may still lie in its
// segments, its model and its free blocks.

struct ForgetOptions {
  std::filesystem::path index;
  ForgetRequest request;              // may name nothing: then what is kept is cleaned by the bars there are
  std::optional<std::int32_t> today;  // days since 1970-01-01; none: by the index's zone
  // How long it waits for readers to leave the originals.
  std::int64_t patience_ms = 5000;
  const std::atomic<bool>* interrupted = nullptr;
};

struct ForgetReceipt {
  std::string day, when, who;    // when: ISO 8601, UTC; who: user name
  std::string secret;            // BarList::secret
  std::vector<Bar> bars;         // what was named, and the tickets of the people that were named
  std::size_t not_in_index = 0;  // named documents and subjects that no generation had
  std::map<std::string, std::uint64_t> forgotten;  // documents, in all their languages apart, by kind
  std::map<std::string, std::map<std::string, std::uint64_t>> languages;  // the same, by kind and language
  struct Cleaned {
    std::string original, copy;  // no copy: nothing of it was left, or it is lost
    std::optional<Error> lost;   // why it can never be read, and so not be cleaned: it is removed whole
    std::map<std::string, std::uint64_t> removed;  // by kind
    bool published = false, staged = false;
  };
  std::vector<Cleaned> generations;  // oldest first
  std::vector<std::string> deleted;  // originals
  std::vector<std::string>
      pending;  // originals that are still there; the next command that writes removes them
  std::optional<Error> undeleted;  // why one of these could not be deleted; else readers have them
  std::size_t withdrawals = 0, translations = 0, evaluations = 0,
              logged = 0;         // ids taken out of live.json, evaluations, the log
  std::optional<Error> unlogged;  // all is done, but the log could not be written
};

// Says that a lost generation was removed whole, and why it could not be cleaned.
Error removed_whole(const ForgetReceipt::Cleaned& generation);

// Takes the writer's lock. Fails with nothing changed, but where the failure says otherwise: an id that is an
// article's and a ticket's (usage); a receipt of another index; the disk is full; it is interrupted; a
// generation cannot be read now, though it may be later (is_lost() in format/generation.h).
Result<ForgetReceipt> forget(const ForgetOptions& options, BuildProgress& progress);

// For commands that build: removes what commands that died left behind, completes a forgetting that was cut
// short, and removes condemned generations that no reader has any more. Returns what could not be removed,
// and which generations were removed because they are lost; none of it keeps the command from its work.
Result<std::vector<Error>> clear_the_way(const IndexFolder& folder, const WriterLock& lock);

// For commands that publish: refuses while a forgetting was cut short, and removes condemned generations that
// no reader has any more. Returns what could not be removed.
Result<std::vector<Error>> refuse_while_forgetting(const IndexFolder& folder, const WriterLock& lock);

}  // namespace callside
