#include "searchd/http/sign_in_codes.h"

#include <algorithm>

#include "indexer/base/digest.h"
#include "indexer/base/file_lock.h"
#include "indexer/base/files.h"
#include "searchd/http/record_lines.h"
#include "searchd/http/secret.h"

namespace callside {

namespace {

constexpr std::string_view kCodesFirstLine = "callside sign-in codes 1";
constexpr std::uint64_t kLargestCodes = 16U << 20U;

struct SignInCode {
  std::string sha256;
  std::string key_sha256;
  Moment expires = 0;
};

// Size of a code. Texts of another size are refused without reading the file.
constexpr std::size_t kCodeBytes = 22;

Result<std::vector<SignInCode>> read_codes(const std::filesystem::path& file) {
  std::vector<SignInCode> codes;
  const auto text = read_file(file, kLargestCodes);
  if (!text && text.error().code == ErrorCode::not_found) return codes;
  if (!text) return tl::unexpected<Error>(text.error());
  const auto wrong = [&] {
    return fail(ErrorCode::invalid_input, file.string() + " is not a file of sign-in codes of this version",
                "remove it, then make new links with: callside-searchd key link");
  };
  const auto records = read_records(*text, kCodesFirstLine);
  if (!records) return wrong();
  for (const auto& fields : *records) {
    const auto expires = fields.size() == 3 ? read_moment(fields[2]) : std::nullopt;
    if (!expires || !is_sha256_hex(fields[0]) || !is_sha256_hex(fields[1])) return wrong();
    codes.push_back({std::string(fields[0]), std::string(fields[1]), *expires});
  }
  return codes;
}

// Drops expired codes.
Result<void> write_codes(const std::filesystem::path& file, const std::vector<SignInCode>& codes,
                         Moment now) {
  std::string text(kCodesFirstLine);
  text += '\n';
  for (const SignInCode& code : codes) {
    if (code.expires <= now) continue;
    text += code.sha256 + " " + code.key_sha256 + " " + std::to_string(code.expires) + "\n";
  }
  return replace_file(file, text);
}

}  // namespace

Result<std::vector<std::string>> SignInCodes::make(const std::vector<std::string>& keys_sha256, Moment now,
                                                   std::chrono::minutes lifetime) const {
  const Moment expires = now + std::chrono::seconds(lifetime).count();
  CALLSIDE_ASSIGN(const FileLock lock, FileLock::wait(folder_));
  CALLSIDE_ASSIGN(std::vector<SignInCode> codes, read_codes(file_));
  std::vector<std::string> made;
  for (const std::string& key : keys_sha256) {
    made.push_back(random_id());
    codes.push_back({sha256_hex(made.back()), key, expires});
  }
  CALLSIDE_TRY(write_codes(file_, codes, now));
  return made;
}

Result<std::optional<std::string>> SignInCodes::take(std::string_view code, Moment now) const {
  if (code.size() != kCodeBytes) return std::nullopt;
  const std::string sha256 = sha256_hex(code);
  CALLSIDE_ASSIGN(const FileLock lock, FileLock::wait(folder_));
  CALLSIDE_ASSIGN(std::vector<SignInCode> codes, read_codes(file_));
  const auto found =
      std::find_if(codes.begin(), codes.end(), [&](const SignInCode& one) { return one.sha256 == sha256; });
  std::optional<std::string> key;
  if (found != codes.end() && found->expires > now) {
    key = found->key_sha256;
    found->expires = now;
  }
  const bool changed =
      std::any_of(codes.begin(), codes.end(), [&](const SignInCode& one) { return one.expires <= now; });
  if (changed) CALLSIDE_TRY(write_codes(file_, codes, now));
  return key;
}

}  // namespace callside
