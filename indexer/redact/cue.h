#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace callside {

// What a word or phrase tells of what stands beside it. "dear" greets, "my name is" introduces, "street" ends
// a street's name. One table for all languages (cue_table.h) says which do.
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

using Roles = std::uint64_t;
constexpr Roles role(Role one) { return Roles{1} << static_cast<unsigned>(one); }
template <typename... More>
constexpr Roles roles(More... more) {
  return (role(more) | ...);
}
static_assert(static_cast<unsigned>(Role::kCount) <= 64);

// A list of cues: phrases separated by commas, in lower case and without accents. "word*" is the begin of a
// word, "*word" its end; a phrase of several words has neither.
struct CueList {
  Roles roles;
  std::string_view phrases;
};

std::span<const CueList> name_cues();
std::span<const CueList> act_cues();
std::span<const CueList> place_cues();
std::span<const CueList> value_cues();
std::span<const CueList> health_cues();
std::span<const CueList> health_lexicon();  // more of the same

}  // namespace callside
