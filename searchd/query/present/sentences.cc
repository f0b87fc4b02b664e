#include "searchd/query/present/sentences.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <map>
#include <utility>

namespace callside {

namespace {

// Accepts white space, or punctuation of a script that writes none after its full stop. ICU alone would also
// end sentences inside "(?i)" and "?id=7".
bool may_end(char last) {
  return last == ' ' || last == '\n' || (static_cast<unsigned char>(last) & 0x80U) != 0;
}

}  // namespace

struct SentenceFinder::Impl {
  std::map<std::string, std::unique_ptr<icu::BreakIterator>> by_language;

  // nullptr: ICU has no sentence data.
  icu::BreakIterator* rules_of(const std::string& language) {
    const auto [at, fresh] = by_language.try_emplace(language);
    if (fresh) {
      UErrorCode status = U_ZERO_ERROR;
      icu::Locale locale = icu::Locale::forLanguageTag(language, status);
      if (U_FAILURE(status) || locale.isBogus()) locale = icu::Locale::getRoot();
      status = U_ZERO_ERROR;
      locale.setKeywordValue("ss", "standard", status);
      status = U_ZERO_ERROR;
      std::unique_ptr<icu::BreakIterator> rules(icu::BreakIterator::createSentenceInstance(locale, status));
      if (U_SUCCESS(status)) at->second = std::move(rules);
    }
    return at->second.get();
  }
};

SentenceFinder::SentenceFinder() : impl_(std::make_unique<Impl>()) {}
SentenceFinder::SentenceFinder(SentenceFinder&&) noexcept = default;
SentenceFinder& SentenceFinder::operator=(SentenceFinder&&) noexcept = default;
SentenceFinder::~SentenceFinder() = default;

void SentenceFinder::open(const std::string& language) { impl_->rules_of(language); }

bool SentenceFinder::is_open(const std::string& language) const {
  return impl_->by_language.contains(language);
}

std::vector<std::size_t> SentenceFinder::ends(std::string_view text, const std::string& language) {
  std::vector<std::size_t> ends;
  icu::BreakIterator* rules = impl_->rules_of(language);
  UErrorCode status = U_ZERO_ERROR;
  UText utf8 = UTEXT_INITIALIZER;
  // Iterates over the UTF-8 text itself: no copy, and offsets are bytes.
  if (rules != nullptr && utext_openUTF8(&utf8, text.data(), static_cast<int64_t>(text.size()), &status)) {
    rules->setText(&utf8, status);
    if (U_SUCCESS(status)) {
      rules->first();
      for (int32_t at = rules->next(); at != icu::BreakIterator::DONE; at = rules->next()) {
        const auto end = static_cast<std::size_t>(at);
        if (end == text.size() || may_end(text[end - 1])) ends.push_back(end);
      }
    }
    utext_close(&utf8);
  }
  // Without rules the whole text is one sentence, which is cut as a long one.
  if (ends.empty() || ends.back() != text.size()) ends.push_back(text.size());
  return ends;
}

}  // namespace callside
