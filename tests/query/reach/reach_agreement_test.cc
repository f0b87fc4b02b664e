// "May this reader see this document now?" is answered three times: for articles by a Xapian filter, for
// tickets by a table of access classes, and for what is shown by the document's record. Over random indexes,
// readers and requests the answers must be the same for every document, or a document could be found that
// must not be shown.

#include <random>
#include <set>

#include "indexer/format/live_state.h"
#include "searchd/query/reach/reach.h"
#include "tests/support/catch2.h"
#include "tests/support/small_index.h"
#include "tests/support/thorough.h"

using namespace callside;
using namespace callside::testing;

namespace {

class RandomIndex {
 public:
  explicit RandomIndex(std::uint64_t seed) : random_(seed) {}

  bool one_in(int n) { return std::uniform_int_distribution<int>(1, n)(random_) == 1; }
  template <typename T>
  T one_of(const std::vector<T>& values) {
    return values[std::uniform_int_distribution<std::size_t>(0, values.size() - 1)(random_)];
  }
  std::vector<std::string> some_of(const std::vector<std::string>& values) {
    std::vector<std::string> some;
    for (const std::string& value : values) {
      if (one_in(2)) some.push_back(value);
    }
    return some;
  }

  std::vector<Document> documents() {
    std::vector<Document> all;
    for (int i = 0; i < 40; ++i) {
      const bool is_ticket = one_in(3);
      const std::string id = "d" + std::to_string(i / 2);
      const std::string lang = i % 2 == 0 ? "en" : one_of<std::string>({"de", "pt-BR", "sl"});
      Document document = is_ticket ? ticket("t" + std::to_string(i), lang, "Portal", "portal", "portal", id)
                                    : article(id, lang, "Portal", "portal");
      document.audience = some_of({"public", "internal", "tier-2"});
      if (document.audience.empty()) document.audience = {"public"};
      if (one_in(3)) document.brand = {one_of<std::string>({"north", "south"})};
      if (one_in(2)) document.product = {one_of<std::string>({"lunch", "bus"})};
      if (one_in(4)) document.valid_from = one_of<std::string>({"2026-11-01", "2026-11-22", "2026-11-23"});
      if (one_in(4)) document.valid_until = one_of<std::string>({"2026-11-21", "2026-11-22", "2026-12-31"});
      if (one_in(6)) document.confidence = Confidence::archived;
      all.push_back(std::move(document));
    }
    return all;
  }

  LiveState live_state() {
    LiveState state;
    for (int i = 0; i < 5; ++i) {
      if (one_in(3)) continue;
      Withdrawal withdrawal;
      withdrawal.id = (one_in(4) ? "t" : "d") + std::to_string(i * 3);
      if (one_in(3)) withdrawal.lang = "en";
      state.withdrawn.push_back(withdrawal);
    }
    return state;
  }

  Access access() {
    Access access;
    for (const std::string& audience : some_of({"public", "internal", "tier-2"}))
      access.audiences.insert(audience);
    access.all_brands = one_in(2);
    if (!access.all_brands && one_in(2)) access.brands = {"north"};
    return access;
  }

  SuggestRequest request() {
    SuggestRequest request;
    request.today = one_of<std::string>({"2026-11-20", "2026-11-22", "2026-11-23", "2027-01-01"});
    if (one_in(4)) request.only_lang = some_of({"en", "de", "pt"});
    if (one_in(4)) request.product = some_of({"lunch", "bus"});
    if (one_in(4)) request.brand = some_of({"north", "south"});
    if (one_in(4)) request.kind = one_of<Kind>({Kind::article, Kind::ticket});
    return request;
  }

 private:
  std::mt19937_64 random_;
};

std::set<std::uint32_t> found_by(const Xapian::Query& query, const Generation& generation) {
  std::set<std::uint32_t> found;
  if (query.empty()) return found;
  Xapian::Database database = *generation.open_database();
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  const Xapian::MSet all = enquire.get_mset(0, database.get_doccount());
  for (auto it = all.begin(); it != all.end(); ++it) found.insert(*it);
  return found;
}

}  // namespace

TEST_CASE("searches and the check of a document agree on every document") {
  std::size_t shown = 0, hidden = 0;
  for (std::uint64_t seed = 0; seed < thorough_or<std::uint64_t>(20, 4); ++seed) {
    RandomIndex random(seed);
    const TemporaryFolder folder;
    const IndexFolder index(folder.path() / "kb");
    REQUIRE(build_index(index.root(), random.documents()));
    const auto snapshot = Snapshot::open(index, "000001", false);
    REQUIRE(snapshot);
    for (int round = 0; round < 100; ++round) {
      const auto live = LiveView::make(random.live_state(), **snapshot);
      REQUIRE(live);
      const Access access = random.access();
      const SuggestRequest request = random.request();
      const Reach reach(**snapshot, **live, access, request);
      const std::set<std::uint32_t> found = found_by(reach.query(), (*snapshot)->generation());
      const DocumentStore& store = (*snapshot)->generation().store();
      bool finds_any = false;
      for (std::uint32_t number = 1; number <= store.size(); ++number) {
        INFO("seed " << seed << ", round " << round << ", document " << number);
        const bool is_article = store.document(number).kind() == Kind::article;
        CHECK(found.contains(number) == (is_article && reach.shows(number)));
        if (!is_article) CHECK(reach.finds_ticket(number) == reach.shows(number));
        finds_any = finds_any || (!is_article && reach.finds_ticket(number));
        // Each condition holds only if the one before does.
        CHECK((!reach.shows(number) || reach.is_current(number)));
        CHECK((!reach.is_current(number) || reach.exists(number)));
        CHECK((!reach.exists(number) || reach.is_visible(number)));
        ++(reach.shows(number) ? shown : hidden);
      }
      CHECK((!finds_any || reach.finds_tickets_in(0, store.size() + 1)));
    }
  }
  CHECK(shown > 1000);
  CHECK(hidden > 1000);
}
