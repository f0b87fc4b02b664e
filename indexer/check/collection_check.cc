#include "indexer/check/collection_check.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "indexer/base/day.h"
#include "indexer/check/cross_language.h"
#include "indexer/check/link_check.h"
#include "indexer/check/near_duplicates.h"
#include "indexer/format/terms.h"

namespace callside {

namespace {

std::string percent(double share) { return std::to_string(static_cast<int>(std::floor(share * 100))) + " %"; }

class CollectionCheck {
 public:
  CollectionCheck(Facts& facts, const CheckOptions& options, std::vector<OrderedFinding>& findings)
      : facts_(facts), options_(options), findings_(findings) {}

  void judge() {
    drop_duplicates();
    versions_ = versions_of(facts_.articles);
    judge_links();
    judge_texts();
    for (const ArticleFacts& article : facts_.articles) {
      if (article.archived) continue;
      judge_source(article);
      judge_days(article);
    }
    judge_languages();
    judge_tickets();
  }

 private:
  void add(const ArticleFacts& article, CheckCode code, std::uint32_t line, std::string message,
           std::string hint) {
    findings_.push_back({article.sequence,
                         {code, CheckLevel::note, facts_.place(article.place, line), Kind::article,
                          article.id, article.lang, std::move(message), std::move(hint)}});
  }
  void add(const TicketFacts& ticket, CheckCode code, std::string message, std::string hint) {
    findings_.push_back({ticket.sequence,
                         {code, CheckLevel::note, facts_.place(ticket.place), Kind::ticket, ticket.id,
                          ticket.lang, std::move(message), std::move(hint)}});
  }

  // "billing/refund in en (billing/refund.md:1)"
  std::string name_of_article(std::uint32_t number) const {
    const ArticleFacts& article = facts_.articles[number];
    return article.id + " in " + article.lang + " (" + to_string(facts_.place(article.place)) + ")";
  }

  template <typename Kept>
  void drop_duplicates_of(Kind kind, std::vector<Kept>& all) {
    std::unordered_map<std::string, std::size_t> seen;
    seen.reserve(all.size());
    std::vector<Kept> kept;
    kept.reserve(all.size());
    for (Kept& one : all) {
      const auto [first, is_new] = seen.try_emplace(document_term(kind, one.id, one.lang), kept.size());
      if (is_new) {
        kept.push_back(std::move(one));
        continue;
      }
      findings_.push_back(
          {one.sequence,
           {CheckCode::duplicate, CheckLevel::error, facts_.place(one.place), kind, one.id, one.lang,
            std::string("the ") + name_of(kind) + " at " +
                to_string(facts_.place(kept[first->second].place)) + " has the same id and language",
            "keep one of the two, or change the id or lang of one"}});
    }
    all = std::move(kept);
  }

  void drop_duplicates() {
    drop_duplicates_of(Kind::article, facts_.articles);
    drop_duplicates_of(Kind::ticket, facts_.tickets);
  }

  void judge_links() {
    const LinkCheck links(facts_, versions_);
    for (const ArticleFacts& article : facts_.articles) {
      if (article.archived) continue;
      std::set<std::string> judged;
      for (const LinkFacts& link : article.links) {
        if (judged.insert(link.target).second) judge_link(article, link, links.judge(article, link.target));
      }
    }
  }

  void judge_link(const ArticleFacts& article, const LinkFacts& link, LinkCheck::Verdict verdict) {
    const std::string name = "the link to " + link.target;
    switch (verdict) {
      case LinkCheck::Verdict::outside:
      case LinkCheck::Verdict::good:
        return;
      case LinkCheck::Verdict::dead:
        return add(article, CheckCode::dead_link, link.line, name + " leads to no article",
                   "correct it, or remove it");
      case LinkCheck::Verdict::refused:
        return add(article, CheckCode::dead_link, link.line, name + " leads to a file that is rejected",
                   "fix that file first");
      case LinkCheck::Verdict::doubtful:
        return add(article, CheckCode::doubtful_link, link.line,
                   name + " leads to a folder of articles, but to none of them",
                   "correct it; if the page exists, list this article under check: ignore in callside.yaml");
      case LinkCheck::Verdict::archived:
        return add(article, CheckCode::archived_but_linked, link.line, name + " leads to an archived article",
                   "link to its replacement, or remove the link");
    }
  }

  void judge_texts() {
    for (const NearPair& pair : near_duplicates(facts_.articles)) {
      const ArticleFacts& article = facts_.articles[pair.second];
      const bool same = pair.resemblance >= 1;
      add(article, same ? CheckCode::identical : CheckCode::near_duplicate, article.place.line,
          "its text is " + (same ? "identical to that" : percent(pair.resemblance) + " the same as that") +
              " of " + name_of_article(pair.first),
          "keep one, and merge into it what only the other has");
    }
    for (const CrossPair& pair : same_in_other_languages(facts_.articles)) {
      const ArticleFacts& article = facts_.articles[pair.second];
      add(article, CheckCode::same_in_other_language, article.place.line,
          "it seems to be the same article as " + name_of_article(pair.first) + ", under another id",
          "give both one id, so that each reader gets the version in their language");
    }
  }

  void judge_source(const ArticleFacts& article) {
    const Translation* recorded = options_.translations.find(article.id, article.lang);
    const VersionState state = state_of(article);
    const std::string lang(source_language(state, recorded));
    const std::size_t source =
        lang.empty() ? SIZE_MAX : version_in(facts_.articles, versions_.at(article.id), lang);
    if (source == SIZE_MAX) {
      if (!lang.empty() && recorded == nullptr) {
        add(article, CheckCode::source_missing, article.source_line,
            "it was translated from " + lang + ", but has no version in " + lang,
            "add that version, or correct source_lang");
      }
      if (callside::outdated(state, nullptr, recorded) != Outdated::no)
        add_outdated(article, Outdated::source_system, lang);
      return;
    }
    const VersionState source_state = state_of(facts_.articles[source]);
    const Outdated why = &facts_.articles[source] == &article
                             ? Outdated::no
                             : callside::outdated(state, &source_state, recorded);
    if (why != Outdated::no) add_outdated(article, why, lang);
  }

  void add_outdated(const ArticleFacts& article, Outdated why, const std::string& source_lang) {
    add(article, CheckCode::outdated, article.source_line, describe(why, source_lang),
        "translate the changes, then record it: callside-index translated " + article.id + " --lang " +
            article.lang);
  }

  void judge_days(const ArticleFacts& article) {
    if (article.valid_until < options_.today) {
      add(article, CheckCode::expired, article.until_line,
          "it was valid until " + format_day(article.valid_until) + ", so no answer shows it any more",
          "renew valid_until, or write confidence: archived");
    }
    if (article.review_by < options_.today) {
      add(article, CheckCode::past_review, article.review_line,
          "it was due for review by " + format_day(article.review_by),
          "review it, and set the next review_by");
    }
  }

  // Reports detected languages once per source, and names articles in a language other than the majority's.
  void judge_languages() {
    std::map<std::uint32_t, std::map<std::string_view, std::vector<const ArticleFacts*>>> sources;
    for (const ArticleFacts& article : facts_.articles) {
      if (article.lang_detected && options_.rules.level_of(CheckCode::language_detected, article.id))
        sources[article.source][article.lang].push_back(&article);
    }
    for (const auto& [source, languages] : sources) {
      const ArticleFacts* first = nullptr;
      std::size_t count = 0;
      std::size_t most = 0;
      for (const auto& [lang, articles] : languages) {
        if (first == nullptr || articles.front()->sequence < first->sequence) first = articles.front();
        count += articles.size();
        most = std::max(most, articles.size());
      }
      std::string detected;
      for (const auto& [lang, articles] : languages)
        detected += (detected.empty() ? "" : ", ") + language_summary(lang, articles, articles.size() < most);
      const bool is_one = count == 1;
      add(*first, CheckCode::language_detected, first->place.line,
          is_one
              ? "the language is not declared; detected from the text: " + first->lang
              : "the language is not declared, here and in " + std::to_string(count - 1) + " other article" +
                    (count == 2 ? "" : "s") + " of the source; detected from the texts: " + detected,
          "declare it with lang, or with --default lang=LANG");
    }
  }

  // "1,000 in en", "1 in nb (boards)".
  static std::string language_summary(std::string_view lang, const std::vector<const ArticleFacts*>& articles,
                                      bool with_ids) {
    constexpr std::size_t kMaxNamed = 3;
    std::string summary = std::to_string(articles.size()) + " in " + std::string(lang);
    if (!with_ids) return summary;
    for (std::size_t i = 0; i < std::min(articles.size(), kMaxNamed); ++i)
      summary += (i == 0 ? " (" : ", ") + articles[i]->id;
    return summary + (articles.size() > kMaxNamed ? ", ...)" : ")");
  }

  void judge_tickets() {
    std::map<std::uint32_t, std::pair<const TicketFacts*, std::uint64_t>> detected;  // by file
    // If no articles are known, their absence means nothing.
    const bool articles_known = !facts_.articles.empty() || !options_.known_articles.empty();
    for (const TicketFacts& ticket : facts_.tickets) {
      if (ticket.lang_detected) ++detected.try_emplace(ticket.place.file, &ticket, 0).first->second.second;
      if (!articles_known || ticket.article.empty() || versions_.contains(ticket.article) ||
          options_.known_articles.contains(ticket.article))
        continue;
      add(ticket, CheckCode::ticket_article_missing,
          "it was resolved by " + ticket.article + ", which is not an article",
          "correct the id, or remove the key");
    }
    for (const auto& [file, found] : detected) {
      add(*found.first, CheckCode::language_detected,
          "the language is not declared, here and in " + std::to_string(found.second - 1) +
              " other tickets of the file; it is detected from their texts",
          "declare it with lang, or with --default lang=LANG");
    }
  }

  Facts& facts_;
  const CheckOptions& options_;
  std::vector<OrderedFinding>& findings_;
  Versions versions_;
};

}  // namespace

void judge_collection(Facts& facts, const CheckOptions& options, std::vector<OrderedFinding>& findings) {
  CollectionCheck(facts, options, findings).judge();
}

}  // namespace callside
