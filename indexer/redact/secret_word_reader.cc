#include "indexer/redact/secret_word_reader.h"

#include "indexer/redact/word_set.h"

namespace callside {
namespace {

bool is_among(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

}  // namespace

bool SecretWordReader::is_stated(const SecretToken& token) const {
  const std::size_t next = reading_.skip(token.end, U" \"')*\u201D\u201C");
  const std::size_t joint = reading_.word_after(token.end, U" ");
  const bool ends = is_among(U"\n.,;!", reading_.at(next)) ||
                    (joint != Reading::kNone && word(joint).is(Role::conjunction));
  const std::size_t left = reading_.skip_back(token.begin, U" \"'*");
  if (!ends) return false;
  if (is_among(U":=", reading_.before(left))) return true;
  static const WordSet kCopulas("is s was ist lautet lautete heisst je es era war glasi bila bilo con");
  const std::size_t before = reading_.word_before(left, U"");
  return before != Reading::kNone && kCopulas.contains(word(before).key);
}

std::size_t SecretWordReader::phrase_end(const SecretToken& token) const {
  constexpr std::size_t kMaxWords = 4;
  std::size_t end = token.end;
  for (std::size_t i = 1; i < kMaxWords && reading_.at(end) == ' '; ++i) {
    const SecretToken next = tokens_.token_at(end + 1);
    if (next.size() == 0 || next.begin != end + 1) break;
    end = next.end;
    if (next.digits > 0) return is_among(U"\n.,;!)", reading_.at(end)) ? end : token.end;
  }
  return token.end;
}

bool SecretWordReader::describes_secret(const SecretToken& token) const {
  static const WordSet kDescriptions = WordSet::from_data("secret_descriptions.txt");
  const std::size_t i = reading_.word_from(token.begin);
  if (i >= reading_.words().size() || word(i).begin != token.begin) return false;
  const char32_t last = reading_.before(token.end), second = reading_.before(token.end - 1);
  if (last == 'o' && is_among(U"lnt", second) && !word(i).capital) return true;
  return kDescriptions.contains(word(i).key) || word(i).is(Role::secret | Role::code) ||
         (word(i).is(Role::descriptive) && !word(i).capital);
}

bool SecretWordReader::ends_clause(std::size_t end) const {
  const std::size_t next = reading_.skip(end, U" \"')*\u201D\u201C");
  if (is_among(U"\n.,;!", reading_.at(next))) return true;
  const std::size_t following = reading_.word_after(end, U" ");
  return following != Reading::kNone && word(following).is(Role::ordinary);
}

bool SecretWordReader::is_ordinary_word(const SecretToken& token) const {
  const std::size_t i = reading_.word_from(token.begin);
  if (i >= reading_.words().size() || word(i).begin != token.begin) return false;
  if (token.quoted && word(i).end < token.end) return false;
  // "geslo je poteklo", "neveljavno": a Slovenian participle or adjective in the neuter.
  const char32_t last = reading_.before(token.end), second = reading_.before(token.end - 1);
  if (last == 'o' && is_among(U"lnt", second) && !word(i).capital) return true;
  return word(i).is(Role::ordinary) || word(i).is(Role::descriptive | Role::compound);
}

bool SecretWordReader::is_ordinary(const SecretToken& token) const {
  const std::size_t i = reading_.word_from(token.begin);
  return i < reading_.words().size() && word(i).begin == token.begin &&
         word(i).is(Role::ordinary | Role::english | Role::german | Role::slovenian | Role::spanish);
}

}  // namespace callside
