// Passwords, PINs, one-time codes and keys, recognised by the word beside them and by their form.
// Descriptions of a secret ("must have 12 characters", "is wrong") are not secrets.

#include <algorithm>

#include "indexer/redact/label.h"
#include "indexer/redact/secret_token.h"
#include "indexer/redact/secret_word_reader.h"
#include "indexer/redact/word_detectors.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

constexpr std::size_t kMaxWordsBetween = 12, kNearWords = 2;

bool is_one_of(std::u32string_view set, char32_t c) { return set.find(c) != std::u32string_view::npos; }

class SecretSearch {
 public:
  SecretSearch(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), tokens_(reading), words_(reading), findings_(findings) {}

  void search() {
    constexpr Roles kAny = Role::secret | Role::code | Role::weak_code | Role::token_head;
    for (std::size_t i = 0; i < reading_.cues().size(); ++i) {
      const Cue& cue = reading_.cues()[i];
      if (!cue.is(kAny) || word(cue.first).begin < floor_) continue;
      // "error code" is a longer phrase than "code", and not a secret.
      if (is_part_of_longer(i)) continue;
      if (cue.is(Role::token_head)) take_known_head(cue);
      if (cue.is(Role::secret | Role::code | Role::weak_code)) search_after(cue);
    }
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  // Returns true if a longer phrase of another cue ends or begins with this one.
  bool is_part_of_longer(std::size_t i) const {
    const Cue& cue = reading_.cues()[i];
    constexpr std::size_t kLongestPhrase = 4;
    for (std::size_t other = i; other-- > 0 && cue.first - reading_.cues()[other].first <= kLongestPhrase;) {
      const Cue& left = reading_.cues()[other];
      if (left.first < cue.first && left.last >= cue.last && left.last - left.first > cue.last - cue.first)
        return true;
    }
    for (std::size_t other = i + 1;
         other < reading_.cues().size() && reading_.cues()[other].first == cue.first; ++other) {
      if (reading_.cues()[other].last > cue.last) return true;
    }
    return false;
  }

  void take(std::size_t begin, std::size_t end) {
    if (begin < floor_ || begin >= end) return;
    findings_.push_back({PersonalKind::secret, begin, end});
    floor_ = end;
  }

  // "sk_live_51H8x..." needs no word beside it.
  void take_known_head(const Cue& cue) {
    constexpr std::size_t kShortestKey = 16;
    const std::size_t begin = word(cue.first).begin;
    if (is_word(reading_.before(begin))) return;
    const SecretToken token = tokens_.token_at(begin);
    if (token.size() >= kShortestKey && token.digits > 0 && token.letters > 4 && token.begin == begin)
      take(begin, token.end);
  }

  // "4-pin", "24pin", "a two-pin plug": the number of contacts of a part.
  bool counts_contacts(const Cue& cue) const {
    if (!names_pin(cue)) return false;
    const std::size_t begin = word(cue.first).begin;
    const bool joined = reading_.before(begin) == '-';
    if (is_digit(reading_.before(joined ? begin - 1 : begin))) return true;
    static const WordSet kNumbers = WordSet::from_data("spoken_digits.txt"),
                         kTens = WordSet::from_data("spoken_tens.txt");
    const std::size_t left = joined ? reading_.word_before(begin - 1, U"") : Reading::kNone;
    return left != Reading::kNone && (kNumbers.contains(word(left).key) || kTens.contains(word(left).key));
  }

  // A word for a PIN that also means the contact of a plug.
  bool names_pin(const Cue& cue) const {
    static const WordSet kPins("pin pins pina pinu");
    return cue.last == cue.first + 1 && kPins.contains(word(cue.first).key);
  }

  void search_after(const Cue& cue) {
    if (counts_contacts(cue)) return;
    const std::size_t cue_end = word(cue.last - 1).end;
    std::size_t unit = cue_end;
    // "PIN-Pad", "password123"
    if (reading_.at(unit) == '-' || reading_.at(unit) == '/') {
      if (!is_digit(reading_.at(unit + 1))) return;
      ++unit;
    } else if (is_digit(reading_.at(unit)) && reading_.at(unit + 1) == ' ' && cue.is(Role::code)) {
      ++unit;  // "PUK2 10993340"
    } else if (is_word(reading_.at(unit))) {
      return;
    }
    const std::size_t after = reading_.skip(unit, U" :=\"')*>.");
    bool colon = false;
    for (std::size_t i = unit; i < after; ++i) colon = colon || is_one_of(U":=>", reading_.at(i));
    std::size_t first = std::min(after, reading_.skip(unit, U" :=>"));
    // "Password:" on the line above
    if (colon && reading_.at(first) == '\n') first = reading_.skip(first + 1, U" ");
    if (try_value(cue, first, colon || (cue.is(Role::code) && first > unit), colon)) return;
    if (!find_stated_value(cue, first)) search_before(cue);
  }

  // "Tulip!42 is my password", "uso Tulip!42 como contrasena": a token that cannot be anything else.
  void search_before(const Cue& cue) {
    constexpr std::size_t kMaxWords = 3;
    std::size_t unit = word(cue.first).begin;
    bool states = false;
    for (std::size_t i = 0; i <= kMaxWords; ++i) {
      const std::size_t end = reading_.skip_back(unit, U" \"'!*)");
      if (unit - end > 4 || end == 0) return;
      std::size_t begin = end;
      while (begin > floor_ && end - begin < SecretTokens::kLongest &&
             !is_one_of(U" \n\"'(", reading_.before(begin)) && !is_taken(reading_.before(begin)))
        --begin;
      const SecretToken token = tokens_.measured(begin, end);
      const bool code = cue.is(Role::code) && token.digits >= 4 && token.letters + token.signs == 0;
      constexpr std::size_t kOneTimeDigits = 6;
      const bool once =
          cue.is(Role::weak_code) && token.digits == kOneTimeDigits && token.size() == kOneTimeDigits;
      const bool mixed = token.digits > 0 && token.letters > 2 && token.size() >= 6;
      if (states && (code || once || (mixed && !cue.is(Role::weak_code))) &&
          !tokens_.is_address_or_date(token))
        return take(token.begin, token.end);
      const std::size_t left = reading_.word_before(end, U"");
      if (left == Reading::kNone || word(left).begin != begin) return;
      if (!word(left).is(Role::states | Role::links | Role::possessive) && word(left).size() > 4) return;
      states = true;
      unit = begin;
    }
  }

  // Reads the words after the cue up to one that states its value. Returns true if a value was taken.
  bool find_stated_value(const Cue& cue, std::size_t unit) {
    bool crossed = false, stated = false;
    for (std::size_t i = 0; i < kMaxWordsBetween; ++i) {
      const std::size_t next = reading_.word_from(unit);
      if (next >= reading_.words().size()) return false;
      if (!same_clause(unit, word(next).begin)) {
        // "My password? It's Tulip!42": continues into the next sentence if that states the value at once.
        if (crossed || !reading_.words()[next].is(Role::states | Role::possessive) ||
            word(next).begin - unit > 3 || has_line_end(unit, word(next).begin))
          return false;
        crossed = true;
      }
      const CueWord& here = word(next);
      std::size_t last = next;
      bool states = here.is(Role::states);
      for (std::size_t c = cue_from(next); c < reading_.cues().size() && reading_.cues()[c].first == next;
           ++c) {
        if (!reading_.cues()[c].is(Role::states)) continue;
        states = true;
        last = std::max<std::size_t>(last, reading_.cues()[c].last - 1);
      }
      if (here.is(Role::secret | Role::code) && i > 0) return false;
      // "mi PIN es el 4471"
      const bool comma = reading_.before(reading_.skip_back(here.begin, U" ")) == ',' && cue.is(Role::code);
      const bool article = here.size() <= 3 && here.is(Role::links) && (stated || comma);
      stated = states || article;
      unit = word(last).end;
      if (is_digit(reading_.at(unit)) || is_one_of(U"-_", reading_.at(unit))) {
        unit = reading_.skip(tokens_.token_at(here.begin).end, U" ");
        continue;
      }
      // "koda za prevzem 4418", "the code for the gate, 4418"
      if (cue.is(Role::code | Role::weak_code) && opens_something(cue, next) && takes_digits(unit))
        return true;
      const std::size_t value = reading_.skip(unit, U" :=");
      bool colon = false;
      for (std::size_t k = unit; k < value; ++k) colon = colon || is_one_of(U":=", reading_.at(k));
      if ((stated || colon) && value > unit && try_value(cue, value, true, states || colon)) return true;
      if (i < kNearWords && value > unit && takes_mixed(cue, value)) return true;
    }
    return false;
  }

  // Returns true if the words from the cue to a word tell what a code is for, and such a code is secret.
  bool opens_something(const Cue& cue, std::size_t last) const {
    static const WordSet kOpen = WordSet::from_data("open_code_purposes.txt");
    if (!word(cue.last).is(Role::leads_to | Role::particle) || last <= cue.last || last > cue.last + 3)
      return false;
    for (std::size_t i = cue.last; i <= last; ++i) {
      if (kOpen.contains(word(i).key) || word(i).is(Role::states)) return false;
    }
    return true;
  }

  // "geslo pa Ljubljana.1": letters and digits this close need no word that states them.
  bool takes_mixed(const Cue& cue, std::size_t unit) {
    constexpr std::size_t kFewestLetters = 4, kShortest = 6;
    const SecretToken token = tokens_.token_at(unit);
    if (!cue.is(Role::secret) || token.digits == 0 || token.letters < kFewestLetters) return false;
    if (token.size() < kShortest || tokens_.is_address_or_date(token) ||
        is_one_of(U"-/", reading_.at(token.begin + 1)))
      return false;
    take(token.begin, token.end);
    return true;
  }

  bool takes_digits(std::size_t unit) {
    const SecretToken token = tokens_.token_at(reading_.skip(unit, U" ,:="));
    constexpr std::size_t kShortest = 4, kLongest = 8;
    if (token.letters + token.signs > 0 || token.digits < kShortest || token.digits > kLongest) return false;
    if (tokens_.is_address_or_date(token) || counts_something(token.end)) return false;
    take(token.begin, tokens_.with_groups(token));
    return true;
  }

  bool has_line_end(std::size_t from, std::size_t to) const {
    for (std::size_t i = from; i < to; ++i) {
      if (reading_.at(i) == '\n') return true;
    }
    return false;
  }

  std::size_t cue_from(std::size_t first) const {
    const auto found = std::ranges::lower_bound(reading_.cues(), first, {}, &Cue::first);
    return static_cast<std::size_t>(found - reading_.cues().begin());
  }

  bool same_clause(std::size_t from, std::size_t to) const {
    constexpr std::size_t kLongestGap = 24;
    if (to - from > kLongestGap) return false;
    for (std::size_t i = from; i < to; ++i) {
      if (is_one_of(U"\n?!;", reading_.at(i)) ||
          (reading_.at(i) == '.' && is_one_of(U" \n", reading_.at(i + 1))))
        return false;
    }
    return true;
  }

  // Takes the value that begins at a unit if it looks like a secret. `stated`: a word or sign marks it as the
  // value. `words`: an ordinary-looking word is accepted.
  bool try_value(const Cue& cue, std::size_t unit, bool stated, bool words) {
    const SecretToken token = tokens_.token_at(unit);
    if (token.size() == 0 || unit >= reading_.units().size()) return false;
    const std::size_t end = tokens_.with_groups(token);
    if (counts_something(end)) return false;
    const bool code = cue.is(Role::code), weak = cue.is(Role::weak_code) && !code && !cue.is(Role::secret);
    if (tokens_.is_address_or_date(token)) return false;
    // "polje za geslo je sivo", "the password field stays grey"
    const std::size_t cue_begin = word(cue.first).begin, cue_end = word(cue.last - 1).end;
    if (words && (!roles_before(reading_, cue_begin, Role::about, 2).empty() ||
                  !roles_after(reading_, cue_end, Role::about, 1).empty()))
      words = false;
    const bool ordinal =
        token.digits <= 2 && token.letters > 1 && reading_.at(token.begin + token.digits) == '-';
    bool found = false;
    if (token.digits > 0 && token.letters + token.signs == 0) {
      const std::size_t digits = tokens_.digits_in(token.begin, end);
      // Three digits are the security code of a card; after "pin", the number of a contact.
      found = digits >= (code && !names_pin(cue) ? 3U : 4U) && (stated || code) && (!weak || words);
      found = found || (cue.is(Role::secret) && digits >= 4);
      // A one-time code of six digits: "kodo 482 913".
      constexpr std::size_t kOneTimeDigits = 6;
      found = found || (weak && tokens_.digits_in(token.begin, end) == kOneTimeDigits);
    } else if (token.mixed()) {
      // "koda na vratih je 1958K"
      const bool door = weak && words && token.digits >= 3 && token.letters <= 2 && token.letters > 0;
      found = token.size() >= 4 && !ordinal && (stated || token.digits > 0) && (!weak || door);
      // "pin GPIO13" names a contact. A PIN with letters must be stated.
      const bool contact = names_pin(cue) && token.letters > 0 && !words;
      if (code && (contact || tokens_.is_quantity(token))) found = false;
    } else if (token.quoted) {
      found = stated && !weak && token.size() >= 4 && (cue.is(Role::secret) || code) &&
              !words_.is_ordinary_word(token);
    } else {
      constexpr std::size_t kShortestWord = 4;
      found = words && cue.is(Role::secret) && token.size() >= kShortestWord &&
              (words_.is_ordinary(token) ? words_.is_stated(token) : words_.ends_clause(token.end)) &&
              !words_.describes_secret(token);
      // "wifi key: happy dog 22"
      const std::size_t phrase = words_.phrase_end(token);
      const bool known = words_.describes_secret(token) || !cue.is(Role::secret);
      if (words && !known && phrase > token.end) {
        take(token.begin, phrase);
        return true;
      }
    }
    if (found) take_with_others(token, end);
    return found;
  }

  // "8841-2207 and 1930-5562": also takes the next ones.
  void take_with_others(const SecretToken& token, std::size_t end) {
    take(token.begin, end);
    constexpr int kMost = 10;
    std::size_t following = end;
    for (int i = 0; i < kMost; ++i) {
      std::size_t next = reading_.skip(following, U" ,/&");
      const std::size_t joint = reading_.word_after(next, U"");
      if (joint != Reading::kNone && word(joint).is(Role::conjunction) && !word(joint).capital)
        next = reading_.skip(word(joint).end, U" ");
      if (next == following || !is_visible(next)) return;
      const SecretToken other = tokens_.token_at(next);
      const bool same = token.letters == 0 ? other.letters == 0 && other.digits + 2 >= token.digits &&
                                                 other.digits <= token.digits + 2 && other.digits >= 3
                                           : other.mixed() && token.mixed() && other.size() >= 4;
      if (!same || tokens_.is_address_or_date(other) || counts_something(other.end)) return;
      take(other.begin, tokens_.with_groups(other));
      following = other.end;
    }
  }

  bool is_visible(std::size_t unit) const {
    return unit < reading_.units().size() && !is_one_of(U" \n", reading_.at(unit)) &&
           !is_taken(reading_.at(unit));
  }

  bool counts_something(std::size_t end) const {
    const std::size_t next = reading_.word_after(end, U" -");
    return next != Reading::kNone && word(next).is(Role::measures);
  }

  const Reading& reading_;
  const SecretTokens tokens_;
  const SecretWordReader words_;
  std::vector<Finding>& findings_;
  std::size_t floor_ = 0;
};

}  // namespace

void find_secrets(const Reading& reading, std::vector<Finding>& findings) {
  SecretSearch(reading, findings).search();
}

}  // namespace callside
