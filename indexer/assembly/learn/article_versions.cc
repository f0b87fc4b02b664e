#include "indexer/assembly/learn/article_versions.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "indexer/analysis/stop_words.h"

namespace callside {

namespace {

// Terms that are used of a block. A longer block tells too little about which words translate each other.
constexpr std::size_t kMostTerms = 100;

std::string_view text_of(const FormEntry& form) { return form.stem.empty() ? form.folded : form.stem; }

class VersionReader {
 public:
  VersionReader(const MergedForms& merged, const TermNumbers& terms) : merged_(merged), terms_(terms) {}

  ArticleVersion read(const SpooledDocument& spooled, Spool& spool) const {
    const AnalysedDocument document = spool.read(spooled.position);
    ArticleVersion version;
    BlockShape title;
    add(document.entry.title_words, spooled.worker, version.title, title);
    for (const StoredBlock& block : document.entry.blocks) {
      BlockShape& shape = version.shapes.emplace_back();
      shape.type = block.type;
      shape.length = static_cast<std::uint32_t>(block.text.size());
      add(block.words, spooled.worker, version.blocks.emplace_back(), shape);
      std::sort(shape.codes.begin(), shape.codes.end());
    }
    return version;
  }

 private:
  void add(const std::vector<std::uint32_t>& words, unsigned worker, std::vector<std::uint32_t>& out,
           BlockShape& shape) const {
    for (const std::uint32_t word : words) {
      if ((word & kOverlayBit) != 0) continue;
      const std::uint32_t form = merged_.form_numbers[worker][word];
      if (merged_.forms[form].language == 0) shape.codes.push_back(form);
      const auto terms = terms_.of(form);
      if (out.size() + terms.size() <= kMostTerms) out.insert(out.end(), terms.begin(), terms.end());
    }
  }

  const MergedForms& merged_;
  const TermNumbers& terms_;
};

}  // namespace

TermNumbers::TermNumbers(const MergedForms& merged) {
  std::map<std::pair<std::uint16_t, std::string_view>, std::uint32_t> numbers;
  // Skip parts that only some access classes see, so that the other classes learn nothing from them.
  const auto is_of_all = [](const CompoundPart& part, const FormEntry& form) {
    return part.classes.size() == form.classes.size();
  };
  const auto is_term = [&](const FormEntry& form) {
    // The form "wifi", joined from "wi-fi", is a term, since it may also occur as a word. Occurrences that
    // were joined are overlays, which VersionReader skips.
    return form.language != 0 && form.kind != SegmentKind::bigram &&
           !is_stop_word(merged.languages[form.language], form.normal);
  };
  for (const FormEntry& form : merged.forms) {
    if (!is_term(form)) continue;
    numbers.try_emplace({form.language, text_of(form)}, 0U);
    for (const CompoundPart& part : form.parts) {
      if (is_of_all(part, form)) numbers.try_emplace({form.language, part.stem}, 0U);
    }
  }
  for (auto& [key, number] : numbers) {
    number = static_cast<std::uint32_t>(terms_.size());
    terms_.push_back({key.first, key.second});
  }
  for (const FormEntry& form : merged.forms) {
    first_.push_back(static_cast<std::uint32_t>(of_forms_.size()));
    if (!is_term(form)) continue;
    of_forms_.push_back(numbers.at({form.language, text_of(form)}));
    for (const CompoundPart& part : form.parts) {
      if (is_of_all(part, form) && part.stem != text_of(form))
        of_forms_.push_back(numbers.at({form.language, part.stem}));
    }
  }
  first_.push_back(static_cast<std::uint32_t>(of_forms_.size()));
}

Result<std::vector<ArticleVersion>> read_versions(const ReadingResult& reading, const MergedForms& merged,
                                                  const Numbering& numbering, const TermNumbers& terms) {
  std::map<std::string_view, std::map<std::uint16_t, const SpooledDocument*>> articles;
  for (const SpooledDocument& document : reading.documents) {
    if (document.kind != Kind::article) continue;
    const std::uint16_t language = merged.language_numbers[document.worker][document.analysis_language];
    const SpooledDocument*& version = articles[document.id][language];
    if (version == nullptr || document.lang < version->lang) version = &document;
  }
  std::erase_if(articles, [](const auto& one) { return one.second.size() < 2; });
  std::vector<ArticleVersion> versions;
  if (articles.empty()) return versions;
  std::vector<Spool> spools;
  for (const WorkerOutput& worker : reading.workers) {
    CALLSIDE_ASSIGN(Spool spool, Spool::open(worker.spool));
    spools.push_back(std::move(spool));
  }
  const VersionReader reader(merged, terms);
  const std::size_t step = (articles.size() + kMaxArticles - 1) / kMaxArticles;
  std::uint32_t number = 0;
  for (const auto& [id, by_language] : articles) {
    if (number++ % step != 0) continue;
    for (const auto& [language, document] : by_language) {
      ArticleVersion& version = versions.emplace_back(reader.read(*document, spools[document->worker]));
      version.article = number - 1;
      version.language = language;
      version.access_class = numbering.class_of(*document);
    }
  }
  return versions;
}

}  // namespace callside
