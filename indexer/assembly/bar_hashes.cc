#include "indexer/assembly/bar_hashes.h"

#include "indexer/base/digest.h"

namespace callside {

namespace {

// Keeps the hashes of different things apart. The hash of a subject has none: it is the index's own.
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
              "what is barred in " + folder.forgotten_file().string() +
                  " was hashed with another secret than " + (folder.root() / "subject.key").string() +
                  ": it would not be known again",
              "put back the subject.key that belongs to it; or remove both, build again, and name what is to "
              "be forgotten: callside-index forget --from FILE --index " +
                  folder.root().string());
}

}  // namespace callside
