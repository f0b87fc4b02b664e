#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace callside {

// What a reader of a source makes and an index holds. All text is valid UTF-8.

enum class Kind : std::uint8_t { article, ticket };
enum class Confidence : std::uint8_t { wip, not_validated, validated, archived };

// A block is the smallest piece of text that is shown whole: a paragraph or bullet (paragraph), a numbered
// step, a run of code, a row of a table (cells joined by " | "), or a heading (level 1 to 6).
enum class BlockType : std::uint8_t { paragraph, step, code, row, heading };

struct Block {
  BlockType type = BlockType::paragraph;
  std::uint8_t level = 0;  // heading: 1-6; else 0
  std::string text;        // white space collapsed, except in code; never empty

  bool operator==(const Block&) const = default;
};

// The structure of a text: its blocks in reading order, and the same as sanitised HTML, in which the element
// that block N was read from has the attribute data-block="N".
struct Content {
  std::vector<Block> blocks;
  std::string html;
};

// Something that an export says in a field about a person in a ticket: the requester's name or address, whom
// it was sent to. The redactor takes every mention of it out of the ticket's text.
struct KnownValue {
  enum class Kind : std::uint8_t { name, email, telephone, address };
  Kind kind = Kind::name;
  std::string text;  // as the field has it: "Ana Novak", "Novak, Ana", "Trubarjeva cesta 5, 1000 Ljubljana"

  bool operator==(const KnownValue&) const = default;
};

// One language version of an article, or one resolved ticket. The keys are CONTRACT's; strings that a source
// did not give are empty. Dates are ISO 8601 days ("2026-10-01").
struct Document {
  Kind kind = Kind::article;
  std::string id;
  std::string lang;            // canonical BCP 47 ("en", "sr-Latn", "en-US"); empty: not said by the source
  bool lang_detected = false;  // lang was guessed from the text
  bool lang_doubtful = false;  // and the text is short or a list: the guess is weak
  std::string title;           // of a ticket: its subject
  std::string url;
  std::vector<std::string> keywords;
  std::vector<std::string> product;
  std::vector<std::string> brand;
  std::vector<std::string> audience;  // never empty once read: ["internal"] where the source says nothing

  // Articles
  Content body;
  Confidence confidence = Confidence::not_validated;
  std::string updated, valid_from, valid_until, review_by;
  std::string source_lang;
  bool outdated = false;  // the source system says that the text it was translated from has changed since
  std::string escalate_to;
  std::vector<std::string> before_escalating;
  std::string do_not_say;
  bool verify_caller = false;
  std::string owner;

  // Tickets
  Content question;
  Content resolution;
  std::string article;      // id of the article that resolved it; empty: none
  std::string closed;       // day
  std::string subject_ref;  // whom it is about, as the source has it: hashed before anything is written
  // The people of the ticket, from fields of the export that hold nothing else. For redaction alone: the
  // redactor empties it, and it is never written, shown or logged. Readers of vendors' exports fill it; the
  // native form has no key for it. Not the desk's own agents: their names in a ticket are found by context.
  std::vector<KnownValue> known_values;
};

const char* name_of(Kind kind);
const char* name_of(Confidence confidence);
// "p", "step", "code", "row", "heading": the words of the HTTP answer.
const char* name_of(BlockType type);

}  // namespace callside
