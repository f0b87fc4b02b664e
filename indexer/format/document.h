#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace callside {

// The documents that source readers produce and an index stores. All text is valid UTF-8.

enum class Kind : std::uint8_t { article, ticket };
enum class Confidence : std::uint8_t { wip, not_validated, validated, archived };

// A block is the smallest piece of text that is shown whole: a paragraph or bullet (paragraph), a numbered
// step, a run of code, a table row (cells joined by " | "), or a heading (level 1 to 6).
enum class BlockType : std::uint8_t { paragraph, step, code, row, heading };

struct Block {
  BlockType type = BlockType::paragraph;
  std::uint8_t level = 0;  // heading: 1-6; else 0
  std::string text;        // white space collapsed, except in code; never empty

  bool operator==(const Block&) const = default;
};

// The structure of a text: its blocks in reading order, and the same content as sanitised HTML. The element
// that block N was read from has the attribute data-block="N".
struct Content {
  std::vector<Block> blocks;
  std::string html;
};

// Personal data that an export holds in a field of its own: the requester's name or address, the recipient.
// The redactor removes every mention of it from the ticket's text.
struct KnownValue {
  enum class Kind : std::uint8_t { name, email, telephone, address };
  Kind kind = Kind::name;
  std::string text;  // as in the field: "Ana Novak", "Novak, Ana", "Trubarjeva cesta 5, 1000 Ljubljana"

  bool operator==(const KnownValue&) const = default;
};

// One language version of an article, or one resolved ticket. The keys are those of the native JSON format.
// Strings that a source does not set are empty. Dates are ISO 8601 days ("2026-10-01").
struct Document {
  Kind kind = Kind::article;
  std::string id;
  std::string lang;            // canonical BCP 47 ("en", "sr-Latn", "en-US"); empty: not set by the source
  bool lang_detected = false;  // lang was detected from the text
  bool lang_doubtful = false;  // detected from text too short, or too list-like, to be reliable
  std::string title;           // a ticket's subject
  std::string url;
  std::vector<std::string> keywords;
  std::vector<std::string> product;
  std::vector<std::string> brand;
  std::vector<std::string> audience;  // never empty once read: defaults to ["internal"]

  // Articles
  Content body;
  Confidence confidence = Confidence::not_validated;
  std::string updated, valid_from, valid_until, review_by;
  std::string source_lang;
  bool outdated = false;  // the source system reports that the text it was translated from has changed
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
  std::string subject_ref;  // the person it is about, as in the source; hashed before anything is written
  // The people of the ticket, from fields of the export that hold nothing else. Used only for redaction: the
  // redactor clears it, and it is never written, shown or logged. Filled by the readers of vendors' exports;
  // the native format has no key for it. Excludes the support agents: their names are found by context.
  std::vector<KnownValue> known_values;
};

const char* name_of(Kind kind);
const char* name_of(Confidence confidence);
// "p", "step", "code", "row", "heading": the values of the HTTP API.
const char* name_of(BlockType type);

}  // namespace callside
