#include "indexer/format/manifest.h"

#include <nlohmann/json.hpp>

#include "indexer/analysis/fingerprint.h"
#include "indexer/base/day.h"
#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "indexer/format/document_store.h"

namespace callside {

using nlohmann::json;

static void to_json(json& out, const AccessClass& value) {
  out = json{{"audience", value.audience}, {"brand", value.brand}};
}
static void from_json(const json& in, AccessClass& value) {
  in.at("audience").get_to(value.audience);
  in.at("brand").get_to(value.brand);
}

namespace {

constexpr const char* kDigest = "digest";
// `manifest` is INDEX/generations/NAME/manifest.json or INDEX/building.NAME/manifest.json.
std::string rebuild_hint(const std::filesystem::path& manifest) {
  std::filesystem::path index = manifest.parent_path().parent_path();
  if (index.filename() == "generations") index = index.parent_path();
  return "build it again: callside-index build --index " + index.string() + " SOURCE...";
}

json to_json_value(const Manifest::Source& source) {
  json deltas = json::array();
  for (const Kind kind : source.deltas) deltas.push_back(name_of(kind));
  return {{"path", source.path},
          {"documents", source.documents},
          {"deltas", deltas},
          {"only_deltas", source.only_deltas},
          {"added", source.is_added}};
}

Manifest::Source source_from_json(const json& in) {
  Manifest::Source source;
  in.at("path").get_to(source.path);
  in.at("documents").get_to(source.documents);
  for (const json& name : in.at("deltas"))
    source.deltas.push_back(name == name_of(Kind::ticket) ? Kind::ticket : Kind::article);
  in.at("only_deltas").get_to(source.only_deltas);
  in.at("added").get_to(source.is_added);
  return source;
}

json to_json_value(const Manifest::File& file) {
  return {{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}};
}

// The path is joined to the generation's folder and must not leave it.
bool stays_below(const std::string& path) {
  return !path.empty() && path.front() != '/' && path.find("..") == std::string::npos;
}

Manifest::File file_from_json(const json& in) {
  Manifest::File file;
  in.at("path").get_to(file.path);
  in.at("bytes").get_to(file.bytes);
  in.at("sha256").get_to(file.sha256);
  if (!stays_below(file.path)) throw json::other_error::create(501, "a path leaves the folder", nullptr);
  return file;
}

// The exact bytes of a manifest file.
std::string text_of(const json& manifest) {
  return manifest.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

// Digest of a manifest that has no digest field.
std::string digest_of(const json& manifest) {
  return sha256_hex(manifest.dump(-1, ' ', false, json::error_handler_t::replace));
}

// Removes the digest from the manifest and returns true if it matches the rest.
bool take_digest(json& manifest) {
  const json digest = manifest[kDigest];
  manifest.erase(kDigest);
  return digest == digest_of(manifest);
}

json to_json_value(const Manifest& m) {
  json averages = json::object();
  for (const auto& [language, lengths] : m.average_lengths) {
    for (const FieldInfo& field : kFields) {
      averages[language][std::string(field.name)] = lengths[static_cast<std::size_t>(field.field)];
    }
  }
  json sources = json::array();
  for (const Manifest::Source& source : m.sources) sources.push_back(to_json_value(source));
  json files = json::array();
  for (const Manifest::File& file : m.files) files.push_back(to_json_value(file));
  return json{{"format_version", m.format_version},
              {"fingerprint", m.fingerprint},
              {"program", m.program},
              {"created", m.created},
              {"build_seconds", m.build_seconds},
              {"language_tags", m.language_tags},
              {"classes", m.classes},
              {"class_documents", m.class_documents},
              {"model",
               {{"generation", m.model.generation},
                {"created", m.model.created},
                {"documents", m.model.documents},
                {"changed", m.model.changed}}},
              {"average_lengths", averages},
              {"next_word_id", m.next_word_id},
              {"documents", m.documents},
              {"by_kind", m.by_kind},
              {"by_language", m.by_language},
              {"by_audience", m.by_audience},
              {"windows", m.windows},
              {"rejected", m.rejected},
              {"stale", m.stale},
              {"redacted", m.redacted},
              {"forgotten", m.forgotten},
              {"too_old", m.too_old},
              {"drafts", m.drafts},
              {"hidden", m.hidden},
              {"oldest_ticket", m.oldest_ticket == kNoTicketDay ? "" : format_day(m.oldest_ticket)},
              {"bars", {{"count", m.bars.count}, {"digest", m.bars.digest}}},
              {"copy_of", m.copy_of},
              {"sources", sources},
              {"files", files},
              {"reading",
               {{"as", m.reading.as},
                {"encoding", m.reading.encoding},
                {"defaults", m.reading.defaults},
                {"config", m.reading.config},
                {"timezone", m.reading.timezone},
                {"languages", m.reading.languages},
                {"declared", m.reading.declared}}}};
}

Manifest from_json_value(const json& in) {
  Manifest m;
  in.at("format_version").get_to(m.format_version);
  in.at("fingerprint").get_to(m.fingerprint);
  in.at("program").get_to(m.program);
  in.at("created").get_to(m.created);
  in.at("build_seconds").get_to(m.build_seconds);
  in.at("language_tags").get_to(m.language_tags);
  in.at("classes").get_to(m.classes);
  in.at("class_documents").get_to(m.class_documents);
  for (const auto& [language, lengths] : in.at("average_lengths").items()) {
    for (const FieldInfo& field : kFields) {
      m.average_lengths[language][static_cast<std::size_t>(field.field)] =
          lengths.at(std::string(field.name)).get<double>();
    }
  }
  const json& model = in.at("model");
  model.at("generation").get_to(m.model.generation);
  model.at("created").get_to(m.model.created);
  model.at("documents").get_to(m.model.documents);
  model.at("changed").get_to(m.model.changed);
  in.at("next_word_id").get_to(m.next_word_id);
  in.at("documents").get_to(m.documents);
  in.at("by_kind").get_to(m.by_kind);
  in.at("by_language").get_to(m.by_language);
  in.at("by_audience").get_to(m.by_audience);
  in.at("windows").get_to(m.windows);
  in.at("rejected").get_to(m.rejected);
  in.at("stale").get_to(m.stale);
  in.at("redacted").get_to(m.redacted);
  in.at("forgotten").get_to(m.forgotten);
  in.at("too_old").get_to(m.too_old);
  m.drafts = in.value("drafts", std::uint64_t{0});
  m.hidden = in.value("hidden", std::uint64_t{0});
  m.oldest_ticket = parse_day(in.at("oldest_ticket").get<std::string>()).value_or(kNoTicketDay);
  in.at("bars").at("count").get_to(m.bars.count);
  in.at("bars").at("digest").get_to(m.bars.digest);
  in.at("copy_of").get_to(m.copy_of);
  for (const json& source : in.at("sources")) m.sources.push_back(source_from_json(source));
  for (const json& file : in.at("files")) m.files.push_back(file_from_json(file));
  const json& reading = in.at("reading");
  reading.at("as").get_to(m.reading.as);
  reading.at("encoding").get_to(m.reading.encoding);
  reading.at("defaults").get_to(m.reading.defaults);
  reading.at("config").get_to(m.reading.config);
  m.reading.timezone = reading.value("timezone", "");
  m.reading.languages = reading.value("languages", decltype(m.reading.languages)());
  m.reading.declared = reading.value("declared", false);
  if (m.class_documents.size() != m.classes.size())
    throw json::other_error::create(501, "classes and their counts differ", nullptr);
  return m;
}

}  // namespace

Result<void> write_manifest(const std::filesystem::path& path, const Manifest& manifest) {
  json out = to_json_value(manifest);
  out[kDigest] = digest_of(out);
  return replace_file(path, text_of(out));
}

DocumentCounts counts_of(const Manifest& manifest) {
  DocumentCounts counts{manifest.documents, manifest.by_kind, manifest.by_language, {}};
  for (const Manifest::Source& source : manifest.sources) counts.by_source[source.path] += source.documents;
  return counts;
}

Result<DocumentCounts> read_counts(const std::filesystem::path& path) {
  CALLSIDE_ASSIGN(const std::string bytes, read_file(path));
  try {
    const json parsed = json::parse(bytes);
    DocumentCounts counts;
    parsed.at("documents").get_to(counts.documents);
    parsed.at("by_kind").get_to(counts.by_kind);
    parsed.at("by_language").get_to(counts.by_language);
    for (const json& source : parsed.at("sources")) {
      counts.by_source[source.at("path").get<std::string>()] += source.at("documents").get<std::uint64_t>();
    }
    return counts;
  } catch (const json::exception& error) {
    return fail(ErrorCode::damaged, path.string() + " is damaged: " + error.what(), rebuild_hint(path));
  }
}

Result<Manifest> read_manifest(const std::filesystem::path& path) {
  CALLSIDE_ASSIGN(const std::string bytes, read_file(path));
  json parsed = json::parse(bytes, nullptr, false);
  const auto damaged = [&] {
    return fail(ErrorCode::damaged, path.string() + " is damaged", rebuild_hint(path));
  };
  if (!parsed.is_object() || !parsed.contains("format_version")) return damaged();
  // Check the version first: another format may have other keys and another kind of digest.
  const json& version = parsed["format_version"];
  if (!version.is_number_integer() || version.get<int>() != kFormatVersion) {
    return fail(ErrorCode::old_index,
                path.parent_path().string() + " has format " + version.dump() +
                    ", this program reads format " + std::to_string(kFormatVersion),
                rebuild_hint(path));
  }
  // The digest covers the values. If only the bytes differ from those written, the disk or an editor changed
  // them.
  if (text_of(parsed) != bytes || !take_digest(parsed)) return damaged();
  try {
    Manifest manifest = from_json_value(parsed);
    const std::string here = analysis_fingerprint();
    if (manifest.fingerprint != here) {
      return fail(ErrorCode::old_index,
                  path.parent_path().string() +
                      " was analysed differently: " + fingerprint_difference(here, manifest.fingerprint),
                  rebuild_hint(path));
    }
    if (manifest.classes.size() > kMaxAccessClasses) {
      return fail(ErrorCode::old_index,
                  path.parent_path().string() + " has " + std::to_string(manifest.classes.size()) +
                      " access classes, more than the format allows",
                  rebuild_hint(path));
    }
    return manifest;
  } catch (const json::exception& error) {
    return fail(ErrorCode::damaged, path.string() + " is damaged: " + error.what(), rebuild_hint(path));
  }
}

}  // namespace callside
