#include "searchd/query/present/description.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "indexer/analysis/language.h"
#include "indexer/base/day.h"
#include "indexer/format/freshness.h"
#include "searchd/query/present/say_aloud.h"

namespace callside {

namespace {

// Returns true if an ISO day is in the past; false for text that is not a day.
bool is_past(const std::string& last_day, std::int32_t today) {
  const auto day = parse_day(last_day);
  return day && *day < today;
}

}  // namespace

Suggestion describe(const Generation& generation, std::uint32_t number, const Access& access,
                    const Reach& reach, const Translations& translations) {
  const StoredDocument document = generation.store().document(number);
  const Manifest& manifest = generation.manifest();
  DocumentMeta meta = document.meta();
  Suggestion out;
  out.kind = document.kind();
  out.id = std::move(meta.id);
  out.lang = manifest.language_tags[document.head().language_tag];
  out.title = std::move(meta.title);
  out.url = std::move(meta.url);
  out.product = std::move(meta.product);
  out.confidence = document.confidence();
  out.updated = std::move(meta.updated);
  out.verify_caller = meta.verify_caller;
  out.stale = generation.store().is_stale(number);
  // Names only audiences that the reader belongs to; the names of others are not for them.
  for (const std::string& audience : manifest.classes[document.head().access_class].audience) {
    if (access.audiences.contains(audience)) out.audience.push_back(audience);
  }
  const AloudState aloud{reach.is_valid_today(number), is_past(meta.review_by, reach.today()),
                         !reach.internal() && !meta.do_not_say.empty()};
  if (reach.internal()) {
    out.owner = std::move(meta.owner);
    out.escalate_to = std::move(meta.escalate_to);
    out.do_not_say = std::move(meta.do_not_say);
    out.before_escalating = std::move(meta.before_escalating);
  }
  out.languages.push_back(out.lang);
  for (const std::uint32_t other : generation.store().versions(generation.store().group_of(number))) {
    const StoredDocument version = generation.store().document(other);
    if (other == number || !reach.is_current(other)) continue;
    if (out.kind == Kind::article) {
      out.languages.push_back(manifest.language_tags[version.head().language_tag]);
    } else {
      out.article = version.id();
    }
  }
  std::sort(out.languages.begin() + 1, out.languages.end(), [&](const std::string& a, const std::string& b) {
    const std::vector<std::string>& wanted = reach.request().lang;
    return std::tuple(language_rank(wanted, a), a) < std::tuple(language_rank(wanted, b), b);
  });
  const MaySee may_see = [&](std::uint32_t other) { return reach.exists(other); };
  if (out.kind == Kind::article)
    out.resolved_tickets = reach.resolved_tickets(generation.store().group_of(number));
  out.outdated = freshness_of(generation, number, translations, may_see).why != Outdated::no;
  out.read_aloud_obstacle = read_aloud_obstacle(out, aloud, reach.request().lang);
  return out;
}

}  // namespace callside
