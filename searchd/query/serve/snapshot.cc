#include "searchd/query/serve/snapshot.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <thread>
#include <utility>

#include "indexer/format/generation_files.h"
#include "indexer/format/xapian_seam.h"
#include "searchd/query/reach/reach.h"

namespace callside {

namespace {

// A search takes far less time than this.
constexpr std::chrono::seconds kMaxWaitForDatabase{5};

}  // namespace

Result<std::shared_ptr<const Snapshot>> Snapshot::open(const IndexFolder& folder, const std::string& name,
                                                       bool held_out, const InterruptCheck& stop) {
  CALLSIDE_ASSIGN(Generation generation, Generation::open(folder, name));
  if (held_out) CALLSIDE_TRY(generation.leave_out_trial());
  if (auto sound = generation.store().check_documents(); !sound) {
    sound.error().hint = repair_hint(folder, name);
    return tl::unexpected<Error>(std::move(sound).error());
  }
  std::shared_ptr<Snapshot> snapshot(new Snapshot(std::move(generation)));
  // Prepare one set of tools: a damaged Xapian database fails here, and the first request finds everything
  // ready.
  CALLSIDE_ASSIGN(Xapian::Database database, snapshot->generation_.open_database(stop));
  CALLSIDE_TRY(with_xapian("cannot read generation " + name, [&] {
    snapshot->pins_ = Pins(snapshot->generation_.editorial(), snapshot->generation_, database);
  }));
  snapshot->idle_.push_back(std::make_unique<Tools>(Tools{std::move(database), {}, {}, {}}));
  return snapshot;
}

Snapshot::Snapshot(Generation generation)
    : generation_(std::move(generation)),
      synonyms_(generation_.editorial().synonyms, generation_.vocabulary().languages()),
      filters_(generation_.store()),
      counts_(generation_.store(), generation_.tickets(), filters_, generation_.manifest().classes.size(),
              generation_.manifest().language_tags.size(), generation_.vocabulary().languages().size()) {
  const DocumentStore& store = generation_.store();
  for (std::uint32_t number = 1; number <= store.size(); ++number) {
    if (!store.has(number)) continue;
    if (store.document(number).kind() == Kind::article) {
      articles_.push_back(number);
    } else if (store.versions(store.group_of(number)).empty()) {
      unlinked_.emplace(filters_[number].access_class, filters_[number].analysis_language);
    }
  }
  untranslated_ =
      std::make_unique<UntranslatedCache>(UntranslatedCache::capacity_for(store.size(), articles_.size()));
}

UntranslatedCache::Key Snapshot::key_of(const std::string& language, const Reach& reach) const {
  // In most indexes no document has validity dates, and one entry serves for all days.
  const std::int32_t day = generation_.manifest().windows > 0 ? reach.today() : 0;
  return {language, reach.classes(), reach.live().withdrawn_articles(), day};
}

std::shared_ptr<const Untranslated> Snapshot::untranslated(const std::string& language,
                                                           const Reach& reach) const {
  UntranslatedCache::Key key = key_of(language, reach);
  if (auto known = untranslated_->find(key)) return known;
  ++computed_on_request_;
  std::shared_ptr<const Untranslated> found = find_untranslated(language, reach);
  untranslated_->insert(std::move(key), found);
  return found;
}

void Snapshot::prepare_untranslated(const std::string& language, const Reach& reach) const {
  UntranslatedCache::Key key = key_of(language, reach);
  if (!untranslated_->find(key)) untranslated_->insert(std::move(key), find_untranslated(language, reach));
}

void Snapshot::prepare_tools() const {
  // As in Api: a search uses a core. A set takes a few milliseconds and five open files.
  const std::size_t count = std::clamp(std::thread::hardware_concurrency(), 2U, 8U);
  const auto open_sentences = [&](Tools& tools) {
    for (const std::string& language : generation_.manifest().language_tags) tools.sentences.open(language);
  };
  std::unique_ptr<Tools> first;
  std::size_t missing = 0;
  {
    const std::lock_guard lock(mutex_);
    if (std::exchange(tools_are_prepared_, true)) return;
    missing = count - std::min(count, idle_.size() + loans_);
    first = take_idle();
  }
  // The set that was opened with the snapshot.
  if (first) open_sentences(*Loan(*this, std::move(first)));
  for (; missing > 0; --missing) {
    auto database = generation_.open_database();
    if (!database) return;
    auto tools = std::make_unique<Tools>(Tools{std::move(*database), {}, {}, {}});
    open_sentences(*tools);
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(tools));
    given_back_.notify_one();
  }
}

void Snapshot::prepare_counts(const InterruptCheck& stop) const {
  if (counts_.is_prepared()) return;
  if (const auto tools = borrow()) counts_.prepare((*tools)->database, stop);
}

std::shared_ptr<const Untranslated> Snapshot::find_untranslated(const std::string& language,
                                                                const Reach& reach) const {
  const DocumentStore& store = generation_.store();
  const std::vector<std::string>& languages = generation_.vocabulary().languages();
  const auto number =
      static_cast<std::uint16_t>(std::find(languages.begin(), languages.end(), language) - languages.begin());
  const auto is_in = [&](std::uint32_t document) { return filters_[document].analysis_language == number; };
  // By group: its articles only, because a ticket is no version of its article.
  std::vector<bool> has(store.size() + 1, false), has_other(store.size() + 1, false);
  for (const std::uint32_t article : articles_) {
    if (reach.is_current(article)) (is_in(article) ? has : has_other)[store.group_of(article)] = true;
  }
  // The search checks withdrawal and validity (candidates.h).
  auto articles = std::make_shared<std::vector<std::uint32_t>>();
  bool has_tickets = std::any_of(unlinked_.begin(), unlinked_.end(), [&](const auto& one) {
    return reach.classes()[one.first] && one.second != number;
  });
  std::size_t translated = 0;
  for (std::size_t group = 0; group < has.size(); ++group)
    translated += has[group] && has_other[group] ? 1 : 0;
  for (const std::uint32_t article : articles_) {
    const std::uint32_t group = store.group_of(article);
    if (has[group]) continue;
    if (reach.classes()[filters_[article].access_class] && !is_in(article)) articles->push_back(article);
    for (const ResolvedTickets& of_class : store.resolved_tickets(group))
      has_tickets = has_tickets || reach.classes()[of_class.access_class];
  }
  return std::make_shared<const Untranslated>(store, filters_, number, std::move(articles), std::move(has),
                                              translated, has_tickets);
}

std::unique_ptr<Snapshot::Tools> Snapshot::take_idle() const {
  if (idle_.empty()) return nullptr;
  std::unique_ptr<Tools> tools = std::move(idle_.back());
  idle_.pop_back();
  ++loans_;
  return tools;
}

Result<Snapshot::Loan> Snapshot::borrow() const {
  {
    const std::lock_guard lock(mutex_);
    if (auto tools = take_idle()) return Loan(*this, std::move(tools));
  }
  auto database = generation_.open_database();
  std::unique_lock lock(mutex_);
  if (database) {
    ++computed_on_request_;
    ++loans_;
    return Loan(*this, std::make_unique<Tools>(Tools{std::move(*database), {}, {}, {}}));
  }
  // If no database is on loan, none will be returned, so do not wait.
  given_back_.wait_for(lock, kMaxWaitForDatabase, [this] { return !idle_.empty() || loans_ == 0; });
  if (auto tools = take_idle()) return Loan(*this, std::move(tools));
  return tl::unexpected<Error>(std::move(database).error());
}

Snapshot::Loan::~Loan() {
  if (!tools_) return;
  const std::lock_guard lock(from_->mutex_);
  --from_->loans_;
  from_->idle_.push_back(std::move(tools_));
  from_->given_back_.notify_one();
}

}  // namespace callside
