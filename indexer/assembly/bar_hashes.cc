#include "indexer/assembly/bar_hashes.h"

#include "indexer/base/digest.h"

namespace callside {

namespace {

// Prefixes that keep the hashes of different things apart. A subject has no prefix, so that its hash equals
// the one in the index.
constexpr std::string_view kOfDocument = "forgotten document ";
constexpr std::string_view kOfSecret = "forgotten secret";
constexpr std::size_t kSecretNameLength = 32;

}  // namespace

std::string BarHashes::document(Kind kind, std::string_view id) const {
  std::string text(kOfDocument);
  text.append(name_of(kind)) += '\0';
  text += id;
  return hmac_sha256_hex(secret_, text);
}

std::string BarHashes::subject(std::string_view reference) const {
  return hmac_sha256_hex(secret_, reference);
}

std::string BarHashes::secret_name() const {
  return hmac_sha256_hex(secret_, kOfSecret).substr(0, kSecretNameLength);
}

Result<void> require_secret(const IndexFolder& folder, const BarList& list, const BarHashes& hashes) {
  if (list.bars.empty() || list.secret == hashes.secret_name()) return ok();
  return fail(ErrorCode::io,
              folder.forgotten_file().string() + " was written with another secret than " +
                  (folder.root() / "subject.key").string() +
                  ", so forgotten documents would not be recognised",
              "restore the subject.key that belongs to it; or remove both files, build again, and name the "
              "documents to forget: callside-index forget --from FILE --index " +
                  folder.root().string());
}

}  // namespace callside
