#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace callside {

// The role of a word or phrase for the text beside it: "dear" greets, "my name is" introduces a name,
// "street" ends the name of a street. data/cues_*.txt list the phrases of each role, for all languages
// together. The words of the first four roles are in data/ordinary_words_*.txt and data/common_words_*.txt.
enum class Role : std::uint8_t {
  // Ordinary words of a language. `ordinary` marks words of the language in which most of the text is
  // written.
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
  relative,      // "son", "neighbour": a name may follow
  possessive,    // "my", "moj"
  holder,        // "account holder", "a nombre de": a name follows
  name_word,     // "name": a name follows a colon, a verb or nothing
  calls,         // "called", "namens": the name of a relative follows
  talks,         // "spoke with": the name of a contact follows, in a note
  follows,       // "here", "speaking": follow a name
  wrote,         // "Ana Novak wrote:"
  mail_head,     // "From:"
  particle,      // "von", "de la"
  organisation,  // "team", "Ltd": has a name, but is not a person
  verb,          // "is", "has": follows the subject of a sentence, which may be a name
  contact,       // "tel.", "e-mail": between a name and a value
  conjunction,   // "and"
  descriptive,   // has the form of an adjective, verb or abstract noun: "*isch", "*ung"
  compound,      // ends with a known German word: a compound noun
  acts,          // "promised", "mi je rekla": only a person does this
  promised,      // "zugesagt": done by a person, whose name is before or after it
  agent,         // "by", "von": the name of whoever did it follows
  thing,         // "model", "dog": has a name, but is not a person of the ticket
  leads_to,      // "for", "von": a whole name may follow
  sender,        // "i.A.", "p.p.": before a name in a signature

  // Places: address.cc
  street_before,  // "calle", "trg": the name of the street follows
  street_after,   // "street", "ulica": the name of the street precedes
  lives,          // "live at", "naslov je"
  dwelling,       // "flat", "Apt": the number of a flat follows
  premises,       // "shop", "branch": its address is public

  // Dates of birth: birth_date.cc
  birth,
  cut_off,  // "before", "until"
  month,
  number_word,  // "fourth", "neunzehnhundert"
  links,        // "is", "on", "je", "am": between a label and its value

  // Secrets: secret.cc
  secret,      // "password": a value may follow
  code,        // "one-time code", "PIN": digits may follow
  weak_code,   // "code": digits may follow, after a word that states them
  states,      // "is", "lautet", "set to": the value follows
  measures,    // "characters", "digits": a number before it is not a secret
  token_head,  // "sk", "ghp": the prefix of a generated key

  // Health: health.cc
  condition,  // "dementia"
  against,
  allergy,      // "allergic to": the allergen follows
  self,         // "I have", "tengo": the writer's own; "she has": of somebody mentioned before
  pronoun,      // "I", "her": tells whose condition it is
  acute,        // "heart attack": a figure of speech after "nearly"
  has,          // "has", "ima": what a person has follows
  exaggerates,  // "nearly", "skoraj"
  machine,      // "laptop", "dog": its conditions are not personal
  addressee,    // "all", "Monday": not a name, even with a capital
  about,        // "form", "page": is about a condition, not about a person

  // Numbers: national_id.cc, network_address.cc
  personal_number,  // EMSO, social security: distinguished by their lengths
  dni,
  tax,
  version,  // "firmware", "chapter": a dotted number after it is not an IP address
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
