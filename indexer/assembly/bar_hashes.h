#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "indexer/format/document.h"
#include "indexer/format/forgotten.h"

namespace callside {

// Computes the hashes that bars are compared by: HMAC-SHA-256 with the index's own secret (subject_key.h), in
// lower-case hexadecimal. A plain value; any thread may use it.
class BarHashes {
 public:
  explicit BarHashes(std::string secret) : secret_(std::move(secret)) {}

  // Hash of a document, the same for all its languages.
  std::string document(Kind kind, std::string_view id) const;
  // Hash of the person whom a ticket is about. Equals the hash of `subject_ref` in the index.
  std::string subject(std::string_view reference) const;
  // BarList::secret.
  std::string secret_name() const;

 private:
  std::string secret_;
};

inline Bar::Of bar_of(Kind kind) { return kind == Kind::article ? Bar::Of::article : Bar::Of::ticket; }

// Fails if a list of bars was hashed with another secret: none of its entries could then match a document.
Result<void> require_secret(const IndexFolder& folder, const BarList& list, const BarHashes& hashes);

}  // namespace callside
