#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "indexer/format/document.h"
#include "indexer/format/forgotten.h"

namespace callside {

// What bars are compared by: HMAC-SHA-256 with the index's own secret (subject_key.h), in lower-case
// hexadecimal. A plain value; any thread.
class BarHashes {
 public:
  explicit BarHashes(std::string secret) : secret_(std::move(secret)) {}

  // Of a document in all its languages.
  std::string document(Kind kind, std::string_view id) const;
  // Of whom a ticket is about: the same hash that the index has of `subject_ref`.
  std::string subject(std::string_view reference) const;
  // BarList::secret.
  std::string secret_name() const;

 private:
  std::string secret_;
};

inline Bar::Of bar_of(Kind kind) { return kind == Kind::article ? Bar::Of::article : Bar::Of::ticket; }

// Whether a list of bars was made with this secret; with another, nothing of it would be known again.
Result<void> require_secret(const IndexFolder& folder, const BarList& list, const BarHashes& hashes);

}  // namespace callside
