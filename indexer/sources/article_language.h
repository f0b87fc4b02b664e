#pragma once

#include <string>
#include <vector>

#include "indexer/format/document.h"

namespace callside {

// Which language a record is in that does not say so itself. The decision has two steps, because the text of
// a short record or of a list of product names looks like many languages: a record is judged by itself, and
// where that is doubtful, by its source.

// Sets lang, lang_detected and lang_doubtful by the record's text; lang stays empty where nothing can be
// told. Sentences count before lists, tables and code: names of products are of no language.
void detect_language_of(Document& document);

// The languages of a source, from what is certain of its records: the one that nearly all of them are in
// first, or an empty string where there is none; then the others that several of them are in.
using SourceLanguages = std::vector<std::string>;

// Replaces a doubtful language by that of the source, unless several other records are in it, too, or the
// text is written in another script. A short text of no language gets that of the source as well.
void settle_language(const SourceLanguages& source, Document& document);

}  // namespace callside
