#include "indexer/publish/forget/forget_request.h"

#include <nlohmann/json.hpp>
#include <sstream>

#include "indexer/base/files.h"
#include "indexer/base/utf8.h"

namespace callside {

using nlohmann::json;

namespace {

constexpr std::uint64_t kLargest = std::uint64_t{64} << 20U;
constexpr std::string_view kSubject = "subject:";

Result<void> add_bar(const std::string& place, std::string_view of, std::string_view hash,
                     std::string_view day, ForgetRequest& request) {
  auto bar = bar_of(of, hash, day);
  if (!bar) {
    return fail(ErrorCode::invalid_input, place + ": not a line of a receipt",
                "use the receipt as forget printed it, as text or with --json");
  }
  request.bars.push_back(std::move(*bar));
  return ok();
}

// Hashes from different indexes cannot be compared.
Result<void> take_secret(const std::string& place, const std::string& secret, ForgetRequest& request) {
  if (secret.empty() || (!request.secret.empty() && request.secret != secret)) {
    return fail(ErrorCode::invalid_input, place + ": the receipts are from two indexes, or from none",
                "use the receipts of one index at a time");
  }
  request.secret = secret;
  return ok();
}

Result<void> add_json(const std::string& name, const std::string& bytes, ForgetRequest& request) {
  std::istringstream in(bytes);
  try {
    while (in >> std::ws && in.peek() != std::istringstream::traits_type::eof()) {
      json receipt;
      in >> receipt;
      CALLSIDE_TRY(take_secret(name, receipt.at("secret").get<std::string>(), request));
      for (const json& bar : receipt.at("bars")) {
        CALLSIDE_TRY(add_bar(name, bar.at("of").get<std::string>(), bar.at("hash").get<std::string>(),
                             bar.at("day").get<std::string>(), request));
      }
    }
  } catch (const json::exception&) {
    return fail(ErrorCode::invalid_input, name + ": not a receipt of forget --json",
                "use the receipt as it was printed");
  }
  return ok();
}

Result<void> add_receipt_line(const std::string& place, std::string_view line, ForgetRequest& request) {
  if (line.starts_with(kReceiptSecret))
    return take_secret(place, std::string(line.substr(kReceiptSecret.size())), request);
  // Other lines of a receipt are for people.
  if (!line.starts_with(kReceiptBar)) return ok();
  std::istringstream words{std::string(line.substr(kReceiptBar.size()))};
  std::string of, hash, day;
  words >> of >> hash >> day;
  return add_bar(place, of, hash, day, request);
}

void add_name(std::string_view line, std::optional<Kind> kind, ForgetRequest& request) {
  if (line.starts_with(kSubject)) {
    request.subjects.emplace_back(line.substr(kSubject.size()));
  } else {
    request.documents.push_back({kind, std::string(line)});
  }
}

}  // namespace

Result<void> add_from_file(const std::filesystem::path& path, std::optional<Kind> kind,
                           ForgetRequest& request) {
  CALLSIDE_ASSIGN(std::string bytes, read_file(path, kLargest));
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  if (bytes.starts_with('{')) return add_json(path.string(), bytes, request);
  const bool is_receipt = bytes.starts_with(kReceiptTitle);
  std::istringstream in(bytes);
  std::size_t number = 0;
  std::size_t named = 0;
  for (std::string line; std::getline(in, line);) {
    const std::string place = path.string() + ":" + std::to_string(++number);
    if (line.ends_with('\r')) line.pop_back();
    if (find_invalid_utf8(line) != std::string_view::npos)
      return fail(ErrorCode::invalid_input, place + ": not UTF-8", "save the file as UTF-8");
    if (line.empty() || line == kSubject) continue;
    ++named;
    if (is_receipt) {
      CALLSIDE_TRY(add_receipt_line(place, line, request));
    } else {
      add_name(line, kind, request);
    }
  }
  if (named == 0)
    return fail(ErrorCode::invalid_input, path.string() + " names no document", "write one id per line");
  return ok();
}

}  // namespace callside
