#include "searchd/http/key_command.h"

#include <string>
#include <utility>
#include <vector>

#include "indexer/base/digest.h"
#include "indexer/base/file_lock.h"
#include "indexer/base/files.h"
#include "searchd/http/api_key.h"

namespace callside {

namespace {

Result<void> add_to_file(const std::filesystem::path& file, const ApiKey& key) {
  // Keeps two commands from each replacing the file that it read before the other did.
  CALLSIDE_ASSIGN(const FileLock lock, FileLock::wait(file.has_parent_path() ? file.parent_path() : "."));
  auto old = read_file(file, 16U << 20U);
  if (!old && old.error().code != ErrorCode::not_found) return tl::unexpected<Error>(old.error());
  std::string text = old ? *old : "";
  CALLSIDE_ASSIGN(const std::vector<ApiKey> keys, parse_keys(text, file.string(), std::nullopt));
  for (const ApiKey& other : keys) {
    if (other.name == key.name) {
      return fail(ErrorCode::usage, file.string() + " has a key named " + key.name + " already",
                  "give another --name, or remove that entry first");
    }
  }
  if (keys.empty() && text.find('#') == std::string::npos) text.clear();  // "[]" can't be added to
  if (!text.empty() && text.back() != '\n') text += '\n';
  text += key_entry(key);
  const auto all = parse_keys(text, file.string(), std::nullopt);
  if (!all || all->size() != keys.size() + 1) {
    return fail(ErrorCode::invalid_input,
                file.string() + " is not a plain list of entries that begin with '- '",
                "run the command without --keys and add the entry by hand");
  }
  return replace_file(file, text);
}

}  // namespace

Result<void> make_key(const KeyNewOptions& options, std::ostream& out, std::ostream& notes) {
  const std::string text = new_key_text();
  ApiKey key;
  key.name = options.name;
  key.sha256 = sha256_hex(text);
  key.access.audiences.insert(options.audiences.begin(), options.audiences.end());
  key.access.all_brands = options.brands.empty();
  key.access.brands.insert(options.brands.begin(), options.brands.end());
  key.until = options.until;
  if (!options.keys.empty()) CALLSIDE_TRY(add_to_file(options.keys, key));
  out << text << "\n";
  if (options.keys.empty()) out << key_entry(key);
  if (!key.access.audiences.contains("public")) {
    notes << "note: this key opens " << *key.access.audiences.begin()
          << " but not public: name public too if it is to see everybody's documents\n";
  }
  notes << "The key is shown this once; " << (options.keys.empty() ? "the entry" : options.keys.string())
        << " holds its SHA-256 only.\n";
  return ok();
}

}  // namespace callside
