#include "searchd/query/engine.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "indexer/analysis/language.h"
#include "indexer/schema/terms.h"
#include "indexer/schema/xapian_seam.h"
#include "searchd/query/collapse.h"
#include "searchd/query/explanation.h"
#include "searchd/query/passage_choice.h"
#include "searchd/query/readings.h"
#include "searchd/query/snapshot.h"

namespace callside {

namespace {

// Candidates that are looked at closely: with 40 to 200 of them nDCG@10 is the same to 0.0005.
constexpr std::size_t kCandidates = 50;
// Asked for where collapsing leaves too few results: many tickets of one article.
constexpr std::size_t kManyCandidates = 1500;
constexpr auto kPollInterval = std::chrono::milliseconds(200);

// What is said of a document to whom `access` covers.
Suggestion describe(const Generation& generation, std::uint32_t number, const SuggestRequest& request,
                    const Access& access, const Eligible& eligible) {
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
  // Of the audiences, only those that the reader belongs to: the others' names are not theirs to know.
  for (const std::string& audience : manifest.classes[document.head().access_class].audience) {
    if (access.audiences.contains(audience)) out.audience.push_back(audience);
  }
  if (access.internal()) {
    out.owner = std::move(meta.owner);
    out.escalate_to = std::move(meta.escalate_to);
    out.do_not_say = std::move(meta.do_not_say);
    out.before_escalating = std::move(meta.before_escalating);
  }
  out.languages.push_back(out.lang);
  for (const std::uint32_t other : generation.store().group(document.head().group)) {
    const StoredDocument version = generation.store().document(other);
    if (other == number || version.kind() != Kind::article || !eligible(version)) continue;
    if (out.kind == Kind::article) {
      out.languages.push_back(manifest.language_tags[version.head().language_tag]);
    } else {
      out.article = version.id();
    }
  }
  std::sort(out.languages.begin() + 1, out.languages.end(), [&](const std::string& a, const std::string& b) {
    return std::tuple(language_rank(request.lang, a), a) < std::tuple(language_rank(request.lang, b), b);
  });
  return out;
}

// The passage of the shown version: its best; where the question was put in the words of another version, the
// one at the same place.
Passage passage_of(const Generation& generation, const Collapsed& result, const MatchTable& matches,
                   const Question& question, SentenceFinder& sentences) {
  const StoredDocument shown = generation.store().document(result.shown);
  PassageChoice choice = choose_passage(shown, matches);
  if (result.matched != result.shown) {
    const StoredDocument matched = generation.store().document(result.matched);
    const PassageChoice other = choose_passage(matched, matches);
    const bool same_cut = matched.passages().size() == shown.passages().size();
    if (matched.kind() == shown.kind() && same_cut && other.good > choice.good) choice = other;
  }
  const std::string& language = generation.manifest().language_tags[shown.head().language_tag];
  return cut_passage(shown, choice.number, matches, question, language, sentences);
}

std::vector<std::string> answer_languages(const std::vector<std::string>& tags, const SuggestRequest& request,
                                          const std::vector<Suggestion>& suggestions) {
  std::vector<std::string> languages;
  for (const std::string& want : request.lang) {
    const bool has = std::any_of(tags.begin(), tags.end(),
                                 [&](const std::string& tag) { return language_meets(want, tag); });
    if (has) languages.push_back(want);
  }
  if (!languages.empty()) return languages;
  for (const Suggestion& one : suggestions) {
    if (std::find(languages.begin(), languages.end(), one.lang) == languages.end())
      languages.push_back(one.lang);
  }
  return languages;
}

class Engine final : public Suggester {
 public:
  Engine(IndexFolder folder, EngineEvents events, std::shared_ptr<const Snapshot> snapshot)
      : folder_(std::move(folder)), events_(std::move(events)), snapshot_(std::move(snapshot)) {
    watcher_ = std::jthread([this](const std::stop_token& stop) { follow(stop); });
  }

  Result<SuggestAnswer> suggest(const SuggestRequest& request, const Access& access) const override {
    const auto snapshot = current();
    const Generation& generation = snapshot->generation();
    const auto visible = visible_classes(generation.manifest().classes, access);
    SuggestAnswer answer;
    answer.generation = generation.name();
    CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot->borrow());
    const std::vector<bool> visible_sets = generation.vocabulary().visible_class_sets(visible);
    const Lexicon lexicon{generation.vocabulary(), generation.trie(), visible_sets};
    const Eligible eligible(generation, request, visible);
    std::vector<Collapsed> results;
    CALLSIDE_ASSIGN(const Readings readings, with_xapian("cannot search " + folder_.root().string(), [&] {
                      return Readings(request, visible, generation, lexicon, tools->database, tools->reader);
                    }));
    answer.corrected = readings.typed().question.corrected;
    for (const std::size_t count : {std::max(kCandidates, 2 * request.limit), kManyCandidates}) {
      CALLSIDE_ASSIGN(const Readings::Found found, with_xapian("cannot search " + folder_.root().string(),
                                                               [&] { return readings.find(count); }));
      results = collapse(found.ranked, generation, request, eligible);
      if (found.all || results.size() >= request.limit) break;
    }
    for (const Collapsed& result : results) {
      const auto& [question, matches, query, likelihood] = readings[result.reading];
      Suggestion& shown =
          answer.suggestions.emplace_back(describe(generation, result.shown, request, access, eligible));
      shown.passage = passage_of(generation, result, matches, question, tools->sentences);
      shown.score = result.weight / (result.weight + 2.0 * readings.typed().matches.total_weight() + 1.0);
      if (request.explain)
        shown.explanation = explain(result, generation, lexicon, question, matches, eligible);
    }
    answer.nothing_good = answer.suggestions.empty();
    answer.languages = answer_languages(snapshot->languages(visible), request, answer.suggestions);
    return answer;
  }

  Result<FullDocument> article(const std::string& id, const std::vector<std::string>& lang,
                               const Access& access) const override {
    return find(Kind::article, id, lang, access);
  }

  Result<FullDocument> ticket(const std::string& id, const Access& access) const override {
    return find(Kind::ticket, id, {}, access);
  }

  Result<Census> census(const Access& access) const override {
    const auto snapshot = current();
    const Manifest& manifest = snapshot->generation().manifest();
    const auto visible = visible_classes(manifest.classes, access);
    Census census;
    census.generation = snapshot->generation().name();
    census.published = manifest.created;
    census.documents = manifest.documents;
    for (std::size_t i = 0; i < visible.size(); ++i) {
      if (visible[i]) census.visible += manifest.class_documents[i];
    }
    census.languages = snapshot->languages(visible);
    return census;
  }

 private:
  std::shared_ptr<const Snapshot> current() const {
    const std::lock_guard lock(mutex_);
    return snapshot_;
  }

  Result<FullDocument> find(Kind kind, const std::string& id, const std::vector<std::string>& lang,
                            const Access& access) const {
    const auto snapshot = current();
    const Generation& generation = snapshot->generation();
    const DocumentStore& store = generation.store();
    const auto visible = visible_classes(generation.manifest().classes, access);
    CALLSIDE_ASSIGN(const Snapshot::Loan tools, snapshot->borrow());
    const auto versions = with_xapian("cannot read " + folder_.root().string(), [&] {
      std::vector<std::uint32_t> numbers;
      const std::string prefix = document_term_prefix(kind, id);
      for (auto term = tools->database.allterms_begin(prefix); term != tools->database.allterms_end(prefix);
           ++term) {
        for (auto at = tools->database.postlist_begin(*term); at != tools->database.postlist_end(*term);
             ++at) {
          // Another id may begin with this one and a colon.
          if (store.document(*at).id() == id) numbers.push_back(*at);
        }
      }
      return numbers;
    });
    if (!versions) return tl::unexpected<Error>(versions.error());
    std::uint32_t best = 0;
    std::size_t best_rank = 0;
    for (const std::uint32_t number : *versions) {
      const StoredDocument::Head& head = store.document(number).head();
      if (!visible[head.access_class]) continue;
      const std::size_t rank = language_rank(lang, generation.manifest().language_tags[head.language_tag]);
      if (best == 0 || rank < best_rank) {
        best = number;
        best_rank = rank;
      }
    }
    if (best == 0) return fail(ErrorCode::not_found, std::string("there is no such ") + name_of(kind));
    SuggestRequest request;
    request.lang = lang;
    FullDocument full;
    full.generation = generation.name();
    full.about = describe(generation, best, request, access, Eligible(generation, request, visible));
    CALLSIDE_ASSIGN(full.html, with_xapian("cannot read " + folder_.root().string(),
                                           [&] { return tools->database.get_document(best).get_data(); }));
    return full;
  }

  // Looks at CURRENT until it is told to stop.
  void follow(const std::stop_token& stop) {
    std::string failed;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, stop, kPollInterval, [] { return false; }) && !stop.stop_requested()) {
      const auto name = folder_.current();
      if (!name || *name == current()->generation().name() || *name == failed) continue;
      auto next = Snapshot::open(folder_, *name);
      if (!next) {
        failed = *name;
        events_.failed(next.error());
        continue;
      }
      {
        const std::lock_guard guard(mutex_);
        snapshot_ = std::move(*next);
      }
      failed.clear();
      events_.moved(*name);
    }
  }

  IndexFolder folder_;
  EngineEvents events_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Snapshot> snapshot_;  // guarded by mutex_
  std::jthread watcher_;                      // last: it uses the others
};

}  // namespace

Result<std::unique_ptr<Suggester>> open_engine(const std::filesystem::path& index, EngineEvents events) {
  IndexFolder folder(index);
  // Publishing may remove the generation between reading its name and opening it: then CURRENT names another.
  for (int attempt = 0;; ++attempt) {
    CALLSIDE_ASSIGN(const std::string name, folder.current());
    auto snapshot = Snapshot::open(folder, name);
    if (snapshot) return std::make_unique<Engine>(std::move(folder), std::move(events), std::move(*snapshot));
    const bool moved_on = folder.current().value_or(name) != name;
    if (!moved_on || attempt > 2) return tl::unexpected<Error>(snapshot.error());
  }
}

}  // namespace callside
