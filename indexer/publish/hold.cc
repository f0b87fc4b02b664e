#include "indexer/publish/hold.h"

#include <unistd.h>

#include <cerrno>
#include <nlohmann/json.hpp>

#include "indexer/base/files.h"

namespace callside {

using nlohmann::json;

std::optional<Hold> read_hold(const IndexFolder& folder) {
  const auto bytes = read_file(folder.held_file(), 1U << 16);
  if (!bytes && bytes.error().code == ErrorCode::not_found) return std::nullopt;
  Hold hold;
  const json parsed = bytes ? json::parse(*bytes, nullptr, false) : json();
  const auto text = [&](const char* key) {
    const auto it = parsed.find(key);
    return it != parsed.end() && it->is_string() ? it->get<std::string>() : std::string();
  };
  if (!parsed.is_object()) return hold;
  return Hold{text("generation"), text("since"), text("by"), text("note")};
}

Result<void> write_hold(const IndexFolder& folder, const Hold& hold, const WriterLock& /*lock*/) {
  const json out{
      {"generation", hold.generation}, {"since", hold.since}, {"by", hold.by}, {"note", hold.note}};
  return replace_file(folder.held_file(), out.dump(2, ' ', false, json::error_handler_t::replace) + "\n");
}

Result<void> end_hold(const IndexFolder& folder, const WriterLock& /*lock*/) {
  if (::unlink(folder.held_file().c_str()) != 0 && errno != ENOENT) {
    return fail_errno("cannot remove " + folder.held_file().string());
  }
  return sync_folder(folder.root());
}

std::string to_string(const Hold& hold) {
  std::string text =
      hold.generation.empty() ? "the index is held" : "generation " + hold.generation + " is held";
  if (!hold.since.empty()) text += " since " + hold.since;
  if (!hold.by.empty()) text += " by " + hold.by;
  if (!hold.note.empty()) text += " (" + hold.note + ")";
  return text;
}

Error held_error(const IndexFolder& folder, const Hold& hold) {
  const std::string index = " --index " + folder.root().string();
  return {ErrorCode::stopped, "not published: " + to_string(hold),
          "compare the generations: callside-index diff" + index +
              "; then publish the newest and end the hold: callside-index publish" + index + " --resume"};
}

}  // namespace callside
