#pragma once

#include <string>
#include <vector>

#include "indexer/format/document.h"

namespace callside {

// Detects the language of records that do not name it. The text of a short record, or of a list of product
// names, looks like many languages. So each record is judged by its own text first, and by the rest of its
// source if that is doubtful.

// Sets lang, lang_detected and lang_doubtful from the record's text; lang stays empty if nothing is detected.
// Sentences are preferred to lists, tables and code, because product names belong to no language.
void detect_language_of(Document& document);

// Languages of a source, counted over the records whose language is certain. The first is the language of
// nearly all of them, or an empty string if there is none; the others each have several records.
using SourceLanguages = std::vector<std::string>;

// Replaces a doubtful language by the main language of the source, unless the source has several records in
// that language too or the text is in another script. A short text without a detected language also gets the
// main language.
void settle_language(const SourceLanguages& source, Document& document);

}  // namespace callside
