#include "indexer/sources/vendors/export_records.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "indexer/base/utf8.h"
#include "indexer/sources/clean_text.h"

namespace callside {

namespace {

using nlohmann::json;

// Returns the piece of a joined record that contains byte `at`.
const RawRecord::Piece* piece_at(const RawRecord& record, std::size_t at) {
  const RawRecord::Piece* found = nullptr;
  for (const RawRecord::Piece& piece : record.pieces) {
    if (piece.begin <= at) found = &piece;
  }
  return found;
}

// Rejects the record for a fault at byte `at` of the joined record, counted from 0. Names the place of the
// piece that contains it.
Parsed rejected_at(const RawRecord& record, std::size_t at, const std::string& what, std::string hint) {
  const RawRecord::Piece* piece = piece_at(record, at);
  const Place& place = piece != nullptr ? piece->place : record.place;
  const std::size_t byte = at + 1 - (piece != nullptr ? piece->begin : 0);
  return rejected(place, what + " at byte " + std::to_string(byte) + " of the record", std::move(hint));
}

}  // namespace

bool ExportParts::has(const char* role) const { return parts_.contains(role); }

ExportObject ExportParts::one(const char* role) const { return ExportObject(parts_.at(role).at(0)); }

std::vector<ExportObject> ExportParts::all(const char* role) const {
  std::vector<ExportObject> objects;
  if (!has(role)) return objects;
  for (const json& one : parts_.at(role)) objects.emplace_back(one);
  return objects;
}

std::string ExportParts::lang() const {
  return has("lang") ? parts_.at("lang").get<std::string>() : std::string();
}

std::vector<std::string> ExportParts::known_articles() const {
  return has("known_article") ? parts_.at("known_article").get<std::vector<std::string>>()
                              : std::vector<std::string>();
}

void ExportDocument::set(std::string_view key, std::string value) {
  if (!value.empty()) set_text(key, std::move(value));
}

void ExportDocument::set_text(std::string_view key, std::string value) {
  NativeField field;
  field.key = key;
  field.type = NativeField::Type::text;
  field.text = std::move(value);
  fields.push_back(std::move(field));
}

void ExportDocument::set(std::string_view key, std::vector<std::string> values) {
  if (values.empty()) return;
  NativeField field;
  field.key = key;
  field.type = NativeField::Type::texts;
  field.texts = std::move(values);
  fields.push_back(std::move(field));
}

void ExportDocument::warn(std::string reason, std::string hint, Remark::Topic topic) {
  Remark remark;
  remark.reason = std::move(reason);
  remark.hint = std::move(hint);
  remark.topic = topic;
  given.remarks.push_back(std::move(remark));
}

void ExportDocument::remove(std::string id, std::string lang, std::string what) {
  removal = Removal{kind_, std::move(id), std::move(lang), std::move(what), true};
}

void ExportDocument::remove_unanswered(std::string id, bool messages) {
  remove(std::move(id), "",
         messages ? "resolved tickets without a public answer"
                  : "resolved tickets without messages in the export");
  removal->certain = messages;
}

Parsed ExportRecords::read(const RawRecord& record, std::string_view /*above*/) const {
  const std::size_t invalid = find_invalid_utf8(record.bytes);
  if (invalid != std::string_view::npos) {
    return rejected_at(record, invalid, "not UTF-8",
                       "JSON is UTF-8: export it again, or convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE");
  }
  json parts;
  try {
    parts = json::parse(record.bytes);
  } catch (const json::parse_error& error) {
    return rejected_at(record, std::max<std::size_t>(error.byte, 1) - 1, "not valid JSON",
                       "export it again, or write it with a JSON library");
  } catch (const json::exception&) {
    return rejected(record.place, "not valid JSON: a number in the record is too large",
                    "export it again, or write it with a JSON library");
  }
  auto made = make(ExportParts(parts));
  if (!made) return rejected(record.place, made.error().message, made.error().hint);
  if (made->removal) {
    Parsed parsed;
    parsed.place = record.place;
    parsed.removal = std::move(made->removal);
    return parsed;
  }
  for (NativeField& field : made->fields) field.line = record.place.line;
  for (Remark& remark : made->given.remarks) remark.place = record.place;
  return records().make(record.place, std::move(made->fields), std::move(made->given));
}

Result<std::vector<std::string>> ExportRecords::mapped_audience(std::string_view section,
                                                                std::string_view key, const std::string& id,
                                                                const std::string& what) const {
  if (const auto* audience = mapping_.find(key, id)) return *audience;
  return fail(
      ErrorCode::invalid_input,
      "only " + what + " " + in_quotes(id) + " may see it, but callside.yaml does not map it to an audience",
      "add to callside.yaml, for example, " + std::string(section) + ": {" + std::string(key) + ": {" +
          clip(id, 40) + ": internal}}");
}

bool ExportRecords::is_resolved(const std::string& state, const std::vector<std::string>& usual) const {
  const auto* configured = mapping_.find("resolved", "");
  const std::vector<std::string>& states = configured != nullptr ? *configured : usual;
  return std::find(states.begin(), states.end(), state) != states.end();
}

Result<std::string> ExportRecords::mapped_name(std::string_view section, std::string_view key,
                                               const std::string& id, bool closed) const {
  if (id.empty() || !mapping_.has(key)) return std::string();
  if (const auto* name = mapping_.find(key, id)) return name->front();
  if (!closed) return std::string();
  return fail(ErrorCode::invalid_input,
              "callside.yaml has no name for " + in_quotes(id) + " under " + std::string(section) + ": " +
                  std::string(key),
              "add it there: a document without a brand is shown to every brand");
}

std::string article_of_ticket(const std::string& field, const std::vector<std::string>& answers,
                              const ExportFormat& format, const ExportParts& parts) {
  if (!field.empty()) {
    const std::vector<std::string> linked = format.linked_ids(field);
    return linked.empty() ? collapse(field) : linked.back();
  }
  const std::vector<std::string> known = parts.known_articles();
  for (auto answer = answers.rbegin(); answer != answers.rend(); ++answer) {
    const std::vector<std::string> linked = format.linked_ids(*answer);
    for (auto id = linked.rbegin(); id != linked.rend(); ++id) {
      if (std::find(known.begin(), known.end(), *id) != known.end()) return *id;
    }
  }
  return {};
}

void add_known(std::vector<KnownValue>& values, KnownValue::Kind kind, const std::string& text) {
  std::string line = collapse(text);
  if (!line.empty()) values.push_back({kind, std::move(line)});
}

}  // namespace callside
