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

// Forgetting removes documents from every kept generation, with everything that was learned from them, and
// bars them from coming back.
//
// If the process is killed at any point, the index can still be served, and the operation is either undone or
// can be completed. The steps are:
//
//   1. write forgetting.jsonl: the bars as they will be
//   2. write a cleaned copy of each generation, from the oldest that needs it on, to building.NAME
//   3. name the copies, in the order of the originals; point CURRENT and HELD to copies
//   4. remove the manifests of the originals: from here on nobody opens them any more
//   5. rename forgetting.jsonl to forgotten.jsonl
//   6. remove the originals, once no reader has them open
//
// Even a generation without the document is copied: after an update removed it, its data may still be in
// segments, the model and free blocks.

struct ForgetOptions {
  std::filesystem::path index;
  ForgetRequest request;                  // if it is empty, generations are cleaned by the existing bars
  std::optional<std::int32_t> today;      // days since 1970-01-01; by default, today in the index's time zone
  std::int64_t reader_timeout_ms = 5000;  // how long to wait until readers have left the originals
  const std::atomic<bool>* interrupted = nullptr;
};

struct ForgetReceipt {
  std::string day, when, who;    // when: ISO 8601, UTC; who: user name
  std::string secret;            // BarList::secret
  std::vector<Bar> bars;         // of everything that was named, and of the named people's tickets
  std::size_t not_in_index = 0;  // number of named documents and subjects that no generation had
  std::map<std::string, std::uint64_t> forgotten;  // documents by kind; language versions count separately
  std::map<std::string, std::map<std::string, std::uint64_t>> languages;  // the same, by kind and language
  struct Cleaned {
    std::string original, copy;  // `copy` is empty if no document was left, or the original is lost
    std::optional<Error> lost;   // why the original can never be read; it is removed as a whole
    std::map<std::string, std::uint64_t> removed;  // number of documents, by kind
    bool published = false, staged = false;
  };
  std::vector<Cleaned> generations;  // oldest first
  std::vector<std::string> deleted;  // originals that were deleted
  std::vector<std::string> pending;  // originals that still exist; the next command that writes removes them
  std::optional<Error>
      delete_failure;  // why one of these could not be deleted; unset if readers have them open
  // Number of ids removed from live.json, translations.json, evaluations and the log.
  std::size_t withdrawals = 0, translations = 0, evaluations = 0, logged = 0;
  std::optional<Error> log_failure;  // set if everything was done, but the log could not be written
};

// The warning that a lost generation was removed as a whole, with the reason why it could not be cleaned.
Error deleted_entirely(const ForgetReceipt::Cleaned& generation);

// Forgets what the request names. Takes the writer's lock. Fails if an id belongs to an article and a ticket
// (usage), a receipt is from another index, the disk is full, it is interrupted, or a generation cannot be
// read now but may be later (is_lost() in format/generation.h). Unless the error says otherwise, nothing
// changed then.
Result<ForgetReceipt> forget(const ForgetOptions& options, BuildProgress& progress);

// For commands that build: removes leftovers of commands that died, completes a forgetting that was cut
// short, and removes condemned generations that no reader has open. Returns warnings about failed removals
// and about lost generations that were removed.
Result<std::vector<Error>> recover_index(const IndexFolder& folder, const WriterLock& lock);

// For commands that publish: fails with `stopped` if a forgetting was cut short. Otherwise removes condemned
// generations that no reader has open, and returns failures.
Result<std::vector<Error>> refuse_while_forgetting(const IndexFolder& folder, const WriterLock& lock);

}  // namespace callside
