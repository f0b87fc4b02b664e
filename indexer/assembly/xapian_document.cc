#include "indexer/assembly/xapian_document.h"

#include <string>
#include <vector>

#include "indexer/format/terms.h"

namespace callside {

namespace {

void add_filters(const AnalysedDocument& document, Xapian::Document& out) {
  const StoreEntry& entry = document.entry;
  out.add_boolean_term(class_term(entry.access_class));
  out.add_boolean_term(language_term(document.lang));
  for (const std::string& product : entry.meta.product) out.add_boolean_term(product_term(product));
  if (entry.meta.product.empty()) out.add_boolean_term(product_term(""));
  for (const std::string& brand : document.access.brand) out.add_boolean_term(brand_term(brand));
  if (document.access.brand.empty()) out.add_boolean_term(brand_term(""));
  if (entry.confidence == Confidence::archived) out.add_boolean_term(archived_term());
  if (entry.valid_from != kAlwaysFrom || entry.valid_until != kForever) {
    out.add_boolean_term(window_term());
    out.add_value(number(Slot::valid_from), Xapian::sortable_serialise(entry.valid_from));
    out.add_value(number(Slot::valid_until), Xapian::sortable_serialise(entry.valid_until));
  }
}

}  // namespace

Xapian::Document xapian_document(const AnalysedDocument& document, const std::vector<WeightedTerm>& terms,
                                 const std::vector<std::string>& texts) {
  const StoreEntry& entry = document.entry;
  Xapian::Document out;
  out.add_boolean_term(document_term(entry.kind, entry.meta.id, document.lang));
  if (!document.subject.empty()) out.add_boolean_term(subject_term(document.subject));
  if (entry.kind == Kind::ticket) return out;
  for (const auto& [term, wdf] : terms) out.add_term(texts[term], wdf);
  add_filters(document, out);
  out.set_data(document.html);
  return out;
}

}  // namespace callside
