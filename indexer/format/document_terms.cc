#include "indexer/format/document_terms.h"

#include <algorithm>

#include "indexer/format/terms.h"

namespace callside {

TermSpeller::TermSpeller(const Vocabulary& vocabulary, std::span<const StoredDocument> documents)
    : vocabulary_(vocabulary) {
  std::vector<std::uint32_t> forms;
  for (const StoredDocument& document : documents) {
    for (const std::uint32_t word : document.words())
      forms.push_back(vocabulary.number_of(word & ~kOverlayBit));
  }
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  if (forms.empty()) return;
  for (const Vocabulary::Part& part : vocabulary.parts_of(forms)) parts_[part.form].push_back(part);
}

std::vector<std::string> TermSpeller::terms_of(const StoredDocument& document) const {
  std::vector<std::string> terms;
  for (const std::uint32_t word : document.words()) {
    const std::uint32_t number = vocabulary_.number_of(word & ~kOverlayBit);
    const Vocabulary::Form form = vocabulary_.form(number);
    const std::string& language = vocabulary_.languages()[form.language];
    terms.push_back(form_term(language, form.kind, form.folded));
    for (const std::string_view stem : {form.stem, form.folded_stem}) {
      if (is_stem_written(form.folded, stem)) terms.push_back(stem_term(language, stem));
    }
    const auto parts = parts_.find(number);
    if (parts == parts_.end()) continue;
    for (const Vocabulary::Part& part : parts->second) {
      const std::vector<std::uint32_t>& classes = vocabulary_.class_sets()[part.class_set];
      if (std::binary_search(classes.begin(), classes.end(), document.head().access_class))
        terms.push_back(part_term(language, part.stem));
    }
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

}  // namespace callside
