#include "indexer/assembly/editorial_remarks.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/analysis/keyed_text.h"
#include "indexer/analysis/language.h"
#include "indexer/format/editorial_faults.h"
#include "indexer/format/find_documents.h"
#include "indexer/format/generation.h"
#include "indexer/format/xapian_seam.h"

namespace callside {

namespace {

class IndexedWords {
 public:
  explicit IndexedWords(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  // True if all words of `text` that count are indexed in one of the languages `lang` (empty: in any).
  bool contain(const std::string& text, const std::vector<std::string>& lang) {
    // Language 0 holds codes, which has() looks up for every language.
    for (std::uint16_t language = 1; language < vocabulary_.languages().size(); ++language) {
      const std::string& name = vocabulary_.languages()[language];
      const bool is_asked_for =
          lang.empty() || std::any_of(lang.begin(), lang.end(),
                                      [&](const std::string& tag) { return analysis_language(tag) == name; });
      if (!is_asked_for) continue;
      const std::vector<KeyedWord> words = keys_.words_of(text, name);
      const std::vector<std::size_t> counted = content_word_positions(words);
      const bool all =
          std::all_of(counted.begin(), counted.end(), [&](std::size_t i) { return has(words[i], language); });
      if (all && !counted.empty()) return true;
    }
    return false;
  }

 private:
  bool has(const KeyedWord& word, std::uint16_t own_language) const {
    const std::uint16_t language = word.kind == SegmentKind::code ? std::uint16_t{0} : own_language;
    if (!vocabulary_.find_folded(language, false, word.word.folded).empty()) return true;
    return std::any_of(word.keys.begin(), word.keys.end(),
                       [&](const std::string& key) { return !vocabulary_.find_stem(language, key).empty(); });
  }

  const Vocabulary& vocabulary_;
  TextKeys keys_;
};

EditorialSurroundings::Article state_of(const Generation& generation, const Xapian::Database& database,
                                        const std::string& id) {
  using Article = EditorialSurroundings::Article;
  const auto versions = find_documents(generation, database, Kind::article, id);
  if (versions.empty()) return Article::missing;
  const bool shown = std::any_of(versions.begin(), versions.end(), [&](std::uint32_t number) {
    const StoredDocument document = generation.store().document(number);
    return document.confidence() != Confidence::archived &&
           document.head().valid_until >= generation.timezone().today();
  });
  return shown ? Article::shown : Article::not_shown;
}

Result<std::vector<EditorialFault>> faults_in(const EditorialRules& rules, const IndexFolder& folder,
                                              const std::string& name) {
  CALLSIDE_ASSIGN(const Generation generation, Generation::open(folder, name));
  CALLSIDE_ASSIGN(const Xapian::Database database, generation.open_database());
  IndexedWords words(generation.vocabulary());
  const EditorialSurroundings around{
      [&](const std::string& text, const std::vector<std::string>& lang) {
        return words.contain(text, lang);
      },
      [&](const std::string& id) { return state_of(generation, database, id); }};
  return with_xapian("cannot read generation " + name,
                     [&] { return editorial_faults(rules, around, now()); });
}

}  // namespace

EditorialRules without_forgotten(EditorialRules rules, const Admission& admission) {
  for (std::vector<WordsRule>* list : {&rules.pins, &rules.never_for}) {
    for (WordsRule& rule : *list) {
      std::erase_if(rule.articles,
                    [&](const std::string& id) { return admission.is_forgotten(Kind::article, id, {}, {}); });
    }
    std::erase_if(*list, [](const WordsRule& rule) { return rule.articles.empty(); });
  }
  return rules;
}

std::vector<Remark> editorial_remarks(const EditorialRules& rules, const IndexFolder& folder,
                                      const std::string& generation) {
  std::vector<Remark> remarks;
  if (rules.empty()) return remarks;
  const auto faults = faults_in(rules, folder, generation);
  if (!faults) return remarks;
  for (const EditorialFault& fault : *faults) {
    remarks.push_back({Remark::Level::warning,
                       {rules.file.string(), fault.line},
                       fault.reason,
                       fault.hint,
                       Remark::Topic::other});
  }
  return remarks;
}

}  // namespace callside
