#include "searchd/query/serve/warm_up.h"

#include <algorithm>
#include <utility>

#include "indexer/format/xapian_seam.h"
#include "searchd/query/reach/reach.h"

namespace callside {

namespace {

// The readers with the same visible classes. `reader` is one of them.
struct Audience {
  Access reader;
  std::vector<bool> classes;
  std::size_t last_use = 0;  // 0: the most recent
};

// Without those who see nothing. The most recent first.
std::vector<Audience> audiences_of(const std::vector<Access>& readers, const Snapshot& snapshot,
                                   const Snapshot& before) {
  const std::vector<std::vector<bool>> used = before.classes_by_use();
  std::vector<Audience> audiences;
  for (const Access& reader : readers) {
    std::vector<bool> classes = visible_classes(snapshot.generation().manifest().classes, reader);
    if (std::find(classes.begin(), classes.end(), true) == classes.end()) continue;
    // The generations number their classes differently.
    const auto use =
        std::find(used.begin(), used.end(), visible_classes(before.generation().manifest().classes, reader));
    const auto last_use = static_cast<std::size_t>(use - used.begin());
    const auto same = std::find_if(audiences.begin(), audiences.end(),
                                   [&](const Audience& one) { return one.classes == classes; });
    if (same == audiences.end()) {
      audiences.push_back({reader, std::move(classes), last_use});
    } else {
      same->last_use = std::min(same->last_use, last_use);
    }
  }
  std::stable_sort(audiences.begin(), audiences.end(),
                   [](const Audience& a, const Audience& b) { return a.last_use < b.last_use; });
  return audiences;
}

bool sees_all(const Audience& audience) {
  return std::find(audience.classes.begin(), audience.classes.end(), false) == audience.classes.end();
}

// Prepares for as many of the audiences as the snapshot can keep.
void prepare_untranslated(const std::vector<Audience>& audiences, const Snapshot& snapshot,
                          const LiveView& live, const InterruptCheck& stop) {
  const std::vector<std::string>& languages = snapshot.generation().bilingual_lexicon().languages();
  if (languages.empty()) return;
  const SuggestRequest no_filters;
  const std::size_t kept = std::max<std::size_t>(snapshot.untranslated_capacity() / languages.size(), 1);
  // Backwards, so that the most recent is dropped last when others ask.
  for (std::size_t i = std::min(kept, audiences.size()); i-- > 0;) {
    const Reach reach(snapshot, live, audiences[i].reader, no_filters);
    for (const std::string& language : languages) {
      if (stop && stop()) return;
      snapshot.prepare_untranslated(language, reach);
    }
  }
}

}  // namespace

Result<void> warm_up(const Snapshot& snapshot, const LiveView& live, const std::vector<Access>& readers,
                     const Snapshot& before, const InterruptCheck& stop) {
  return with_xapian("cannot prepare generation " + snapshot.generation().name(), [&] {
    const std::vector<Audience> audiences = audiences_of(readers, snapshot, before);
    prepare_untranslated(audiences, snapshot, live, stop);
    snapshot.prepare_tools();
    if (!std::all_of(audiences.begin(), audiences.end(), sees_all)) snapshot.prepare_counts(stop);
  });
}

void WarmUpJob::follow(const std::shared_ptr<const Snapshot>& snapshot,
                       const std::shared_ptr<const LiveView>& live, Time now) {
  constexpr auto kReadersInterval = std::chrono::seconds(2);
  if (!readers_of_) return;
  if (now >= next_look_at_readers_) {
    std::vector<Access> readers = readers_of_();
    if (!readers_ || *readers_ != readers)
      readers_ = std::make_shared<const std::vector<Access>>(std::move(readers));
    next_look_at_readers_ = now + kReadersInterval;
  }
  const Generation& generation = snapshot->generation();
  Target target{live, readers_, generation.manifest().windows > 0 ? generation.timezone().today() : 0};
  if (auto done = job_.take()) {
    prepared_ = std::move(done->target);
    if (done->is_prepared && prepared_ == target) done_(generation.name());
  }
  if (prepared_ == target || !job_.is_idle()) return;
  job_.start([snapshot, target = std::move(target)](const InterruptCheck& stop) {
    // If it fails, a request that fails in the same way reports it.
    const bool is_prepared{warm_up(*snapshot, *target.live, *target.readers, *snapshot, stop)};
    return Outcome{target, is_prepared};
  });
}

}  // namespace callside
