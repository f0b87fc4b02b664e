// TicketSearch skips most postings. Its answers must be those of a search that reads all of them.

#include "searchd/query/retrieve/ticket_search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "indexer/format/index_folder.h"
#include "searchd/query/retrieve/saturation.h"
#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/thorough.h"

using namespace callside;
using callside::testing::TemporaryFolder;
using callside::testing::thorough_or;

namespace {

// Tickets in several parts, with terms of all frequencies.
class RandomTickets {
 public:
  // `languages`: of the tickets; each has terms of one of them, and codes.
  RandomTickets(const std::filesystem::path& folder, std::uint64_t seed, std::uint32_t tickets,
                std::uint32_t languages = 1)
      : random_(seed), last_(tickets), languages_(languages) {
    std::vector<std::string> terms;
    for (std::uint32_t language = 0; language < languages; ++language) {
      for (std::uint32_t i = 0; i < 40 / languages; ++i)
        terms.push_back("F" + language_name(language) + ":t" + std::to_string(100 + i));
    }
    codes_ = static_cast<std::uint32_t>(terms.size());
    if (languages > 1) {
      for (int i = 0; i < 6; ++i) terms.push_back("N:" + std::to_string(100 + i));
    }
    postings_.resize(terms.size());
    TicketIndexWriter index(folder);
    const std::uint32_t parts = 1 + below(3);
    for (std::uint32_t part = 0; part < parts; ++part) {
      const std::uint32_t before = tickets * part / parts;
      auto writer = TicketPostingsWriter::create(folder, std::to_string(part), before, 20'000);
      REQUIRE(writer);
      for (std::uint32_t ticket = before + 1; ticket <= tickets * (part + 1) / parts; ++ticket)
        REQUIRE(writer->add(ticket, 0, words_of(ticket)));
      auto done = writer->finish();
      REQUIRE(done);
      REQUIRE(index.add(std::move(*done)));
    }
    REQUIRE(index.finish(terms, [](std::uint32_t) { return true; }));
    auto opened = TicketIndex::open(folder);
    REQUIRE(opened);
    index_ = std::move(*opened);
    terms_ = terms;
  }

  const TicketIndex& index() const { return index_; }
  std::uint32_t last() const { return last_; }
  std::uint32_t below(std::uint32_t end) { return static_cast<std::uint32_t>(random_() % end); }

  WordsQuery query() {
    WordsQuery query;
    for (std::uint32_t words = 1 + below(5); words > 0; --words) {
      WordsQuery::Conjunction conjunction;
      for (std::uint32_t clauses = below(6) == 0 ? 2 : 1; clauses > 0; --clauses) {
        WordsQuery::Clause clause{0.1 + below(1000) / 100.0, {}};
        std::set<std::string> terms;
        for (std::uint32_t count = below(3) == 0 ? 1 + below(8) : 1; count > 0; --count)
          terms.insert(terms_[below(static_cast<std::uint32_t>(terms_.size()))]);
        // One that no ticket has.
        if (below(10) == 0) terms.insert("Fen:none");
        clause.terms.assign(terms.begin(), terms.end());
        conjunction.push_back(std::move(clause));
      }
      query.any.push_back(std::move(conjunction));
    }
    return query;
  }

  // The weight of every ticket that has any.
  std::map<std::uint32_t, double> weigh_all(const WordsQuery& query) const {
    std::map<std::uint32_t, double> weights;
    for (std::uint32_t ticket = 1; ticket <= last_; ++ticket) {
      double sum = 0;
      for (const WordsQuery::Conjunction& conjunction : query.any) {
        double all = 0;
        bool matches = true;
        for (const WordsQuery::Clause& clause : conjunction) {
          const double wdf = frequency_in(ticket, clause);
          matches = matches && wdf > 0;
          all += std::floor(clause.factor * saturated(wdf) / kTicketWeightStep + 0.5) * kTicketWeightStep;
        }
        if (matches) sum += all;
      }
      if (sum > 0) weights[ticket] = sum;
    }
    return weights;
  }

 private:
  std::vector<WeightedTerm> words_of(std::uint32_t ticket) {
    std::vector<WeightedTerm> words;
    for (std::uint32_t term = 0; term < postings_.size(); ++term) {
      const bool is_code = term >= codes_;
      if (languages_ > 1 && !is_code && term / (40 / languages_) != ticket / 3 % languages_) continue;
      // From every second ticket to about one in a thousand; some only in one region.
      if (random_() % (2 + term * term * term / 40) != 0) continue;
      if (term % 7 == 3 && ticket % 9000 > 500) continue;
      words.push_back({term, 1 + below(term % 5 == 0 ? 3 : 400)});
      postings_[term][ticket] = words.back().wdf;
    }
    return words;
  }
  double frequency_in(std::uint32_t ticket, const WordsQuery::Clause& clause) const {
    double wdf = 0;
    for (const std::string& term : clause.terms) {
      const auto at = std::find(terms_.begin(), terms_.end(), term);
      if (at == terms_.end()) continue;
      const auto& tickets = postings_[static_cast<std::size_t>(at - terms_.begin())];
      const auto found = tickets.find(ticket);
      if (found != tickets.end()) wdf += found->second;
    }
    return wdf;
  }

  static std::string language_name(std::uint32_t number) {
    return number == 0
               ? "en"
               : std::string(1, static_cast<char>('a' + number / 26)) + static_cast<char>('a' + number % 26);
  }

  std::mt19937_64 random_;
  std::uint32_t last_;
  std::uint32_t languages_;
  std::uint32_t codes_ = 0;  // number of the first code
  std::vector<std::string> terms_;
  std::vector<std::map<std::uint32_t, std::uint32_t>> postings_;  // by term
  TicketIndex index_;
};

bool accept_all(std::uint32_t) { return true; }
bool accept_any(std::uint32_t, std::uint32_t) { return true; }

}  // namespace

TEST_CASE("the heaviest tickets are found without reading all postings") {
  const TemporaryFolder folder;
  const std::uint32_t languages = GENERATE(1U, 3U, 40U);
  RandomTickets tickets(folder.path(), 11, thorough_or(40'000U, 12'000U), languages);
  for (int round = 0; round < thorough_or(60, 12); ++round) {
    const WordsQuery query = tickets.query();
    const std::size_t count = round % 3 == 0 ? 1 : round % 3 == 1 ? 50 : 1500;
    const std::uint32_t hidden = round % 4 == 0 ? 10 : 0;
    const auto accept = [&](std::uint32_t ticket) { return hidden == 0 || ticket % hidden == 0; };

    std::vector<std::pair<double, std::uint32_t>> expected;
    for (const auto& [ticket, weight] : tickets.weigh_all(query)) {
      if (accept(ticket)) expected.emplace_back(-weight, ticket);
    }
    std::sort(expected.begin(), expected.end());
    if (expected.size() > count) expected.resize(count);

    std::vector<std::pair<double, std::uint32_t>> found;
    for (const auto& [ticket, weight] :
         TicketSearch(tickets.index(), tickets.last(), query).find(count, accept))
      found.emplace_back(-weight, ticket);
    REQUIRE(found == expected);
  }
}

TEST_CASE("a search that is stopped has found the heaviest of the tickets before") {
  const TemporaryFolder folder;
  RandomTickets tickets(folder.path(), 15, 20'000);
  const WordsQuery query{{{{2.0, {"Fen:t100"}}}, {{1.0, {"Fen:t101"}}}}};
  int rounds = 0;
  const auto found =
      TicketSearch(tickets.index(), tickets.last(), query).find(20, accept_all, accept_any, [&] {
        return ++rounds <= 2;
      });
  CHECK(rounds == 3);
  REQUIRE(found.size() == 20);
  std::uint32_t last = 0;
  for (const TicketSearch::Match& match : found) last = std::max(last, match.document);
  // Two windows of at most a few thousand documents.
  CHECK(last < tickets.last() / 2);
  const auto weights = tickets.weigh_all(query);
  for (const TicketSearch::Match& match : found) CHECK(weights.at(match.document) == match.weight);
}

TEST_CASE("ranges of numbers that hold no ticket for the reader are not read") {
  const TemporaryFolder folder;
  RandomTickets tickets(folder.path(), 16, 20'000);
  const WordsQuery query{{{{2.0, {"Fen:t100"}}}, {{1.0, {"Fen:t101"}}}}};
  // The reader's tickets are numbered together, as a build does.
  const std::uint32_t first = 9'000, last = 11'000;
  const auto accept = [&](std::uint32_t ticket) { return first <= ticket && ticket <= last; };
  const auto accept_some = [&](std::uint32_t begin, std::uint32_t end) {
    return begin <= last && first < end;
  };
  int windows = 0, all_windows = 0;
  const auto found = TicketSearch(tickets.index(), tickets.last(), query).find(20, accept, accept_some, [&] {
    return ++windows > 0;
  });
  const auto expected =
      TicketSearch(tickets.index(), tickets.last(), query).find(20, accept, accept_any, [&] {
        return ++all_windows > 0;
      });
  CHECK(windows < all_windows);
  REQUIRE_FALSE(found.empty());
  REQUIRE(found.size() == expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].document == expected[i].document);
    CHECK(found[i].weight == expected[i].weight);
  }
}

TEST_CASE("tickets that are asked for are weighed as in a search") {
  const TemporaryFolder folder;
  RandomTickets tickets(folder.path(), 12, 10'000);
  for (int round = 0; round < 10; ++round) {
    const WordsQuery query = tickets.query();
    std::set<std::uint32_t> some;
    for (int i = 0; i < 30; ++i) some.insert(1 + tickets.below(tickets.last()));
    const std::vector<std::uint32_t> documents(some.begin(), some.end());
    std::map<std::uint32_t, double> found, expected;
    for (const auto& [ticket, weight] : TicketSearch(tickets.index(), tickets.last(), query).weigh(documents))
      found[ticket] = weight;
    for (const auto& [ticket, weight] : tickets.weigh_all(query)) {
      if (some.contains(ticket)) expected[ticket] = weight;
    }
    CHECK(found == expected);
  }
}

TEST_CASE("searching damaged postings ends, and stays inside the files") {
  const TemporaryFolder folder;
  RandomTickets tickets(folder.path(), 14, 6000);
  std::vector<std::filesystem::path> parts;
  for (const auto& file : std::filesystem::directory_iterator(folder.path() / kTicketPartsFolder))
    parts.push_back(file.path());
  for (int round = 0; round < thorough_or(400, 40); ++round) {
    const std::filesystem::path& part = parts[tickets.below(static_cast<std::uint32_t>(parts.size()))];
    const std::string sound = *read_file(part);
    std::string bytes = sound;
    for (int flips = 0; flips < 50; ++flips)
      bytes[8 + tickets.below(static_cast<std::uint32_t>(bytes.size() - 8))] ^=
          static_cast<char>(1U << tickets.below(8));
    REQUIRE(replace_file(part, bytes));
    const auto damaged = TicketIndex::open(folder.path());
    REQUIRE(damaged);
    const WordsQuery query = tickets.query();
    const auto found = TicketSearch(*damaged, tickets.last(), query).find(50, accept_all);
    for (const TicketSearch::Match& match : found) CHECK(match.document <= tickets.last());
    (void)TicketSearch(*damaged, tickets.last(), query).weigh(std::vector<std::uint32_t>{1, 700, 5999});
    REQUIRE(replace_file(part, sound));
  }
}

TEST_CASE("a question without a word of any ticket finds none") {
  const TemporaryFolder folder;
  RandomTickets tickets(folder.path(), 13, 100);
  const WordsQuery none{{{{1.0, {"Fen:none"}}}}};
  CHECK(TicketSearch(tickets.index(), tickets.last(), none).find(10, accept_all).empty());
  CHECK(TicketSearch(tickets.index(), tickets.last(), {}).find(10, accept_all).empty());
  CHECK(TicketSearch(tickets.index(), tickets.last(), none).weigh(std::vector<std::uint32_t>{1}).empty());
}
