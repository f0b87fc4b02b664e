#include "searchd/http/key_command.h"

#include <string>
#include <utility>
#include <vector>

#include "indexer/base/digest.h"
#include "indexer/base/file_lock.h"
#include "indexer/base/files.h"
#include "indexer/config/api_key_file.h"
#include "searchd/http/api_key.h"

namespace callside {

namespace {

Result<void> add_to_file(const std::filesystem::path& file, const ApiKeyEntry& entry) {
  // Keeps two commands that run at once from overwriting each other's key.
  CALLSIDE_ASSIGN(const FileLock lock, FileLock::wait(file.has_parent_path() ? file.parent_path() : "."));
  auto old = read_file(file, kMaxApiKeyFileBytes);
  if (!old && old.error().code != ErrorCode::not_found) return tl::unexpected<Error>(old.error());
  std::string text = old ? *old : "";
  CALLSIDE_ASSIGN(const ApiKeyFile before, parse_api_key_file(text, file, std::nullopt));
  for (const ApiKeyEntry& other : before.entries) {
    if (other.name == entry.name) {
      return fail(ErrorCode::usage, file.string() + " already has a key named " + entry.name,
                  "use another --name, or remove that entry first");
    }
  }
  if (before.entries.empty() && text.find('#') == std::string::npos)
    text.clear();  // nothing can be appended to "[]"
  if (!text.empty() && text.back() != '\n') text += '\n';
  text += format_api_key_entry(entry);
  const auto after = parse_api_key_file(text, file, std::nullopt);
  if (!after || after->entries.size() != before.entries.size() + 1) {
    return fail(ErrorCode::invalid_input,
                file.string() + " is not a plain list of entries that begin with '- '",
                "run the command without --keys and add the entry by hand");
  }
  return replace_file(file, text);
}

}  // namespace

Result<void> make_api_key(const KeyNewOptions& options, std::ostream& out, std::ostream& notes) {
  const std::string text = new_api_key_text();
  ApiKeyEntry entry;
  entry.name = options.name;
  entry.sha256 = sha256_hex(text);
  entry.audiences.insert(options.audiences.begin(), options.audiences.end());
  if (!options.brands.empty()) entry.brands.emplace(options.brands.begin(), options.brands.end());
  entry.until = options.until;
  if (!options.keys.empty()) CALLSIDE_TRY(add_to_file(options.keys, entry));
  out << text << "\n";
  if (options.keys.empty()) out << format_api_key_entry(entry);
  if (!entry.audiences.contains("public")) {
    notes << "note: this key may see " << *entry.audiences.begin()
          << " but not public; add public to --audiences to include public documents\n";
  }
  notes << "The key is shown only now; " << (options.keys.empty() ? "the entry" : options.keys.string())
        << " holds only its SHA-256.\n";
  return ok();
}

}  // namespace callside
