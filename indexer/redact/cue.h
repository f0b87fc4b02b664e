#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace callside {

// What a word or phrase tells about the text beside it: "dear" greets, "my name is" introduces a name,
// "street" ends the name of a street. data/cues_*.txt list the phrases of each role under its name, for all
// languages together; data/ordinary_words_*.txt and data/common_words_*.txt those of the first four.
enum class Role : std::uint8_t {
  // Ordinary words of a language; and a word that is one in the language that most of the text's are of.
  english,
  german,
  slovenian,
  spanish,
  ordinary,  // never a name on weak evidence

  // Names: name_contexts.cc
  introduces,    // "my name is": a name follows, however it is written
  presents,      // "this is", "ich bin": a name follows if it is written as one
  greets,        // "dear"
  closes,        // "kind regards"
  title,         // "Mrs", "gospod"
  relative,      // "son", "neighbour": a person whom a name may follow
  possessive,    // "my", "moj"
  holder,        // "account holder", "a nombre de": a name follows
  name_word,     // "name": a name follows a colon, a verb or nothing
  calls,         // "called", "namens": whom a relative is
  talks,         // "spoke with": whom a note says was spoken to
  follows,       // "Ana here", "Ana speaking": what stands behind a name
  wrote,         // "Ana Novak wrote:"
  mail_head,     // "From:"
  particle,      // "von", "de la"
  organisation,  // "team", "Ltd": what bears a name and is no person
  verb,          // "is", "has": what a sentence says of the name before it
  contact,       // "tel.", "e-mail": stands between a name and a value
  conjunction,   // "and"
  descriptive,   // formed as words are that say how something is
  compound,      // ends as a known word: a German noun
  acts,          // "promised", "mi je rekla": what only a person does
  promised,      // "zugesagt": what is done by a person, behind or before who did it
  agent,         // "by", "von": who did it follows
  thing,         // "model", "dog": what stands before it names no person
  leads_to,      // "for", "von": a whole name may follow
  sender,        // "i.A.", "p.p.": before a name in a signature

  // Places: address.cc
  street_before,  // "calle", "trg": the street's name follows
  street_after,   // "street", "ulica": the street's name precedes
  lives,          // "live at", "naslov je"
  dwelling,       // "flat", "Apt": a number of a flat follows
  premises,       // "shop", "branch": whose address is published

  // Dates of birth: birth_date.cc
  birth,
  cut_off,  // "before", "until"
  month,
  number_word,  // "fourth", "neunzehnhundert"
  links,        // "is", "on", "je", "am": words that join a value to what says what it is

  // Secrets: secret.cc
  secret,      // "password": a value may follow
  code,        // "one-time code", "PIN": digits may follow
  weak_code,   // "code": digits may follow a word that states them
  states,      // "is", "lautet", "set to": the value follows
  measures,    // "characters", "digits": what is counted before it is no secret
  token_head,  // "sk", "ghp": a key that a service made begins so

  // Health: health.cc
  condition,  // "dementia"
  against,
  allergy,      // "allergic to": what it is follows
  self,         // "I have", "tengo": the writer's own, or "she has" of whom was spoken before
  pronoun,      // "I", "her": beside a condition, whose it is
  acute,        // "heart attack": a figure of speech behind "nearly"
  has,          // "has", "ima": what a person has follows
  exaggerates,  // "nearly", "skoraj"
  machine,      // "laptop", "dog": what has conditions that are nobody's
  addressee,    // "all", "Monday": capital or not, nobody in particular
  about,        // "form", "page": what only is about a condition

  // Numbers: national_id.cc, network_address.cc
  personal_number,  // EMSO, social security: told apart by their lengths
  dni,
  tax,
  version,  // "firmware", "chapter": a dotted number is none of an address
  network,  // "IP"

  kCount
};

// A set of roles.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr Roles(Role one) { (index(one) < 64 ? low_ : high_) = std::uint64_t{1} << (index(one) % 64); }

  constexpr bool empty() const { return (low_ | high_) == 0; }
  constexpr bool has_any(Roles of) const { return ((low_ & of.low_) | (high_ & of.high_)) != 0; }

  constexpr Roles operator|(Roles other) const { return {low_ | other.low_, high_ | other.high_}; }
  constexpr Roles operator&(Roles other) const { return {low_ & other.low_, high_ & other.high_}; }
  constexpr Roles operator~() const { return {~low_, ~high_}; }
  constexpr Roles& operator|=(Roles other) { return *this = *this | other; }
  constexpr Roles& operator&=(Roles other) { return *this = *this & other; }
  constexpr bool operator==(const Roles&) const = default;

 private:
  constexpr Roles(std::uint64_t low, std::uint64_t high) : low_(low), high_(high) {}
  static constexpr unsigned index(Role one) { return static_cast<unsigned>(one); }

  std::uint64_t low_ = 0, high_ = 0;  // a bit for each role
};
static_assert(static_cast<unsigned>(Role::kCount) <= 128);
constexpr Roles operator|(Role a, Role b) { return Roles(a) | b; }
constexpr Roles operator~(Role one) { return ~Roles(one); }

// Returns the role of that name ("street_after"), or nullopt if there is none.
std::optional<Role> role_named(std::string_view name);

}  // namespace callside
