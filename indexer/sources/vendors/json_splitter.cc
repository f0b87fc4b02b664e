#include "indexer/sources/vendors/json_splitter.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/sources/vendors/json_slices.h"

namespace callside {

namespace {

constexpr std::size_t kReadBytes = std::size_t{256} << 10U;
constexpr std::size_t kEnvelopeKeyLimit = 64;

// The names of the lists in help desk exports that hold records we read. Intercom uses "data".
constexpr std::array<std::string_view, 15> kLists = {
    "articles",        "categories", "comments",        "conversations", "data",
    "deleted_tickets", "folders",    "locales",         "results",       "sections",
    "states",          "tickets",    "ticket_articles", "translations",  "users"};

bool is_json_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_list_name(std::string_view key) {
  return std::find(kLists.begin(), kLists.end(), key) != kLists.end();
}

// Returns true for the classes after which Zammad names its maps.
bool is_class_name(std::string_view key) {
  return key.substr(0, 13) == "KnowledgeBase" || key == "Ticket" || key == "TicketArticle" ||
         key == "TicketState" || key == "User" || key == "Locale";
}

bool is_bracket(char c) { return c == '{' || c == '['; }

}  // namespace

Result<JsonSplitter> JsonSplitter::open(const std::filesystem::path& path, std::size_t record_limit) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail_errno("cannot read " + path.string());
  JsonSplitter splitter(fd, path.string(), record_limit);
  CALLSIDE_TRY(splitter.fill(0));
  if (splitter.window_.starts_with(kByteOrderMark)) splitter.at_ = kByteOrderMark.size();
  return splitter;
}

JsonSplitter::JsonSplitter(JsonSplitter&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      path_(std::move(other.path_)),
      limit_(other.limit_),
      window_(std::move(other.window_)),
      base_(other.base_),
      at_(other.at_),
      line_(other.line_),
      line_at_(other.line_at_),
      levels_(std::move(other.levels_)),
      key_(std::move(other.key_)),
      envelope_keys_(std::move(other.envelope_keys_)),
      stopped_(other.stopped_) {}

JsonSplitter::~JsonSplitter() {
  if (fd_ >= 0) ::close(fd_);
}

// Reads more bytes into the window, and may drop those before `keep`; `at_` is adjusted. Returns false at the
// end of the file.
Result<bool> JsonSplitter::fill(std::size_t keep) {
  // Dropping moves the rest of the window, so it waits until at least as much is dropped as is moved.
  if (keep > 0 && keep >= window_.size() - keep) {
    line_at(keep);
    window_.erase(0, keep);
    base_ += keep;
    at_ -= keep;
    line_at_ -= keep;
  }
  const std::size_t size = window_.size();
  window_.resize(size + kReadBytes);
  const ssize_t n = ::read(fd_, window_.data() + size, kReadBytes);
  window_.resize(size + (n > 0 ? static_cast<std::size_t>(n) : 0));
  if (n < 0) {
    if (errno == EINTR) return fail(ErrorCode::interrupted, "interrupted");
    return fail_errno("cannot read " + path_);
  }
  return n > 0;
}

std::size_t JsonSplitter::line_at(std::size_t at) {
  if (at > line_at_) {
    const auto begin = window_.begin();
    line_ += static_cast<std::size_t>(std::count(begin + static_cast<std::ptrdiff_t>(line_at_),
                                                 begin + static_cast<std::ptrdiff_t>(at), '\n'));
    line_at_ = at;
  }
  return line_;
}

JsonPiece JsonSplitter::piece(JsonPiece::Type type, std::size_t at) {
  JsonPiece piece;
  piece.type = type;
  piece.offset = base_ + at;
  piece.line = line_at(at);
  return piece;
}

JsonPiece JsonSplitter::stop(JsonPiece::Type type) {
  stopped_ = true;
  JsonPiece stopped = piece(type, std::min(at_, window_.size()));
  if (!levels_.empty()) stopped.list = levels_.back().name;
  return stopped;
}

Result<bool> JsonSplitter::next_byte() {
  for (;;) {
    while (at_ < window_.size() && is_json_blank(window_[at_])) ++at_;
    if (at_ < window_.size()) return true;
    CALLSIDE_ASSIGN(const bool filled, fill(at_));
    if (!filled) return false;
  }
}

// Moves past the value at `at_`. Sets `ended` to false if the file ends inside the value. With `whole`, keeps
// the value's bytes in the window, and returns false with `at_` somewhere inside the value if they exceed the
// limit. Without `whole`, drops the bytes on the way.
Result<bool> JsonSplitter::skip_value(bool whole, bool& ended) {
  JsonDepth depth;
  std::size_t begin = at_;
  for (;;) {
    ended = depth.skip(window_, at_);
    if (whole && at_ - begin > limit_) return false;
    if (ended) return true;
    const std::uint64_t place = base_ + begin;
    CALLSIDE_ASSIGN(const bool filled, fill(whole ? begin : at_));
    begin = whole ? static_cast<std::size_t>(place - base_) : at_;
    if (!filled) return true;
  }
}

bool JsonSplitter::is_envelope(std::string_view object) const {
  bool lists = false;
  bool id = false;
  for (const JsonSlice& member : slice_object(object)) {
    id = id || member.key == "id";
    const bool map = member.value.front() == '{' && (member.key == "assets" || is_class_name(member.key));
    // Zammad puts the id of the requested object beside the maps, so an id does not rule out an envelope.
    if (map) return true;
    lists = lists || (is_bracket(member.value.front()) && is_list_name(member.key)) ||
            (member.value.front() == '[' && is_class_name(member.key));
    // The last page of an export may hold only these.
    lists = lists || member.key == "end_of_stream" || member.key == "end_time";
  }
  return lists && !id;
}

Result<JsonPiece> JsonSplitter::next() {
  while (!stopped_) {
    CALLSIDE_ASSIGN(const bool more, next_byte());
    if (!more) return stop(levels_.empty() ? JsonPiece::Type::end : JsonPiece::Type::cut_off);
    CALLSIDE_ASSIGN(JsonPiece found, levels_.empty() ? top_level() : member());
    if (found.type != JsonPiece::Type::end) return found;
  }
  return JsonPiece{};
}

// Reads a top-level value. Returns a piece of type `end` if it entered the value.
Result<JsonPiece> JsonSplitter::top_level() {
  if (window_[at_] == '[') {
    ++at_;
    levels_.push_back({Holds::list, "", true});
    return JsonPiece{};
  }
  if (window_[at_] != '{') return stop(JsonPiece::Type::broken);
  const std::uint64_t place = base_ + at_;
  bool ended = false;
  CALLSIDE_ASSIGN(const bool fits, skip_value(true, ended));
  const auto begin = static_cast<std::size_t>(place - base_);
  const std::string_view object = std::string_view(window_).substr(begin, at_ - begin);
  // An object that exceeds the limit and has no id up to there is the whole export.
  const bool large = !fits && find_slice(slice_object(object), "id").empty();
  if (is_envelope(object) || large) {
    at_ = begin + 1;
    levels_.push_back({Holds::lists, "", false});
    return JsonPiece{};
  }
  at_ = begin;
  return take_record("");
}

// Reads the value at `at_` as a record.
Result<JsonPiece> JsonSplitter::take_record(std::string_view list) {
  const std::uint64_t place = base_ + at_;
  JsonPiece record = piece(JsonPiece::Type::record, at_);
  bool ended = false;
  CALLSIDE_ASSIGN(const bool fits, skip_value(true, ended));
  if (!fits) {
    record.type = JsonPiece::Type::too_long;
    // Start again from the beginning of the value, because the state of the scan is lost.
    at_ = static_cast<std::size_t>(place - base_);
    CALLSIDE_TRY(skip_value(false, ended));
  }
  record.list = list;
  record.key = key_;
  if (!ended) {
    record.type = JsonPiece::Type::cut_off;
    stopped_ = true;
  } else if (fits) {
    const auto begin = static_cast<std::size_t>(place - base_);
    record.bytes = std::string_view(window_).substr(begin, at_ - begin);
  }
  return record;
}

// Enters the object or list `key` at `at_` if it may hold records. Returns false if not.
bool JsonSplitter::enters(const std::string& key, char bracket) {
  const bool array = bracket == '[';
  const bool of_class = is_class_name(key) || levels_.back().holds == Holds::maps;
  Holds holds = Holds::list;
  if (of_class) {
    holds = array ? Holds::list : Holds::map;
  } else if (!array && key == "assets") {
    holds = Holds::maps;
  } else if (!array && key == "data") {
    holds = Holds::lists;
  } else if (!array || !is_list_name(key)) {
    return false;
  }
  ++at_;
  levels_.push_back({holds, key, array});
  return true;
}

// Reads the next member of the innermost open list or object, or its closing bracket. Returns a piece of type
// `end` if that was neither a record nor an error.
Result<JsonPiece> JsonSplitter::member() {
  Level& level = levels_.back();
  if (window_[at_] == (level.array ? ']' : '}')) {
    ++at_;
    levels_.pop_back();
    return JsonPiece{};
  }
  bool ended = false;
  if (!std::exchange(level.first, false)) {
    if (window_[at_] != ',') return stop(JsonPiece::Type::broken);
    ++at_;
    CALLSIDE_ASSIGN(const bool more, next_byte());
    if (!more) return stop(JsonPiece::Type::cut_off);
  }
  key_.clear();
  if (!level.array) {
    if (window_[at_] != '"') return stop(JsonPiece::Type::broken);
    const std::uint64_t place = base_ + at_;
    CALLSIDE_ASSIGN(const bool fits, skip_value(true, ended));
    if (!fits || !ended) return stop(fits ? JsonPiece::Type::cut_off : JsonPiece::Type::broken);
    const auto begin = static_cast<std::size_t>(place - base_);
    key_ = window_.substr(begin + 1, at_ - begin - 2);
    CALLSIDE_ASSIGN(const bool colon, next_byte());
    if (colon && window_[at_] != ':') return stop(JsonPiece::Type::broken);
    if (colon) ++at_;
    CALLSIDE_ASSIGN(const bool more, next_byte());
    if (!colon || !more) return stop(JsonPiece::Type::cut_off);
  }
  const char c = window_[at_];
  const bool holds_records = level.holds == Holds::list || level.holds == Holds::map;
  if (holds_records && c == '{') return take_record(level.name);
  if (level.holds == Holds::lists && envelope_keys_.size() < kEnvelopeKeyLimit) envelope_keys_.insert(key_);
  if (!holds_records && is_bracket(c) && enters(key_, c)) return JsonPiece{};
  if (c == ',' || c == ':' || c == ']' || c == '}') return stop(JsonPiece::Type::broken);
  CALLSIDE_TRY(skip_value(false, ended));
  if (!ended) return stop(JsonPiece::Type::cut_off);
  return JsonPiece{};
}

}  // namespace callside
