#include "indexer/commands/checked_sources.h"

#include <optional>
#include <utility>

#include "indexer/commands/declared_work.h"
#include "indexer/commands/recorded_sources.h"
#include "indexer/format/generation.h"

namespace callside {

namespace fs = std::filesystem;

namespace {

Result<std::set<std::string, std::less<>>> articles_of(const IndexFolder& folder, const std::string& name) {
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, name));
  std::set<std::string, std::less<>> ids;
  const DocumentStore& store = generation.store();
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (store.has(number) && store.document(number).kind() == Kind::article)
      ids.emplace(store.document(number).id());
  }
  return ids;
}

}  // namespace

Result<CheckedSources> open_checked_sources(const fs::path& index, const std::vector<fs::path>& sources,
                                            const ReadingArguments& arguments) {
  CheckedSources read;
  std::vector<fs::path> paths = sources;
  Manifest::Reading reading;
  if (index.empty()) {
    CALLSIDE_ASSIGN(RecordedSources declared, sources_to_build(sources, arguments));
    paths = std::move(declared.sources);
    reading = std::move(declared.reading);
  }
  if (!index.empty()) {
    const IndexFolder folder(index);
    CALLSIDE_ASSIGN(read.translations, read_translations(folder));
    CALLSIDE_ASSIGN(const std::string current, folder.current());
    if (sources.empty()) {
      CALLSIDE_ASSIGN(const Manifest manifest, read_manifest(folder.generation(current) / kManifestFile));
      CALLSIDE_ASSIGN(RecordedSources recorded, choose_sources(manifest, {}, NamedSources::same, arguments));
      paths = std::move(recorded.sources);
      reading = std::move(recorded.reading);
    } else {
      CALLSIDE_ASSIGN(read.known_articles, articles_of(folder, current));
    }
  }
  if (!sources.empty() && !index.empty()) {
    CALLSIDE_ASSIGN(reading, read_reading(arguments));
  }
  const std::optional<fs::path> named =
      reading.config.empty() ? std::nullopt : std::optional<fs::path>(reading.config);
  CALLSIDE_ASSIGN(read.config, find_config(named, paths));
  CALLSIDE_ASSIGN(read.opened, open_for_building(paths, std::move(reading)));
  return read;
}

}  // namespace callside
