#include "indexer/sources/vendors/message_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "indexer/analysis/normalize.h"
#include "indexer/base/ascii.h"
#include "indexer/format/block_html.h"
#include "indexer/sources/clean_text.h"

namespace callside {

namespace {

constexpr std::size_t kHeadBytes = 300;  // the longest header line above a quote

bool starts_with(std::string_view text, std::string_view head) { return text.substr(0, head.size()) == head; }
bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

template <std::size_t kSize>
bool holds_any(std::string_view text, const std::array<std::string_view, kSize>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) { return holds(text, part); });
}

template <std::size_t kSize>
bool starts_with_any(std::string_view text, const std::array<std::string_view, kSize>& heads) {
  return std::any_of(heads.begin(), heads.end(),
                     [&](std::string_view head) { return starts_with(text, head); });
}

// Returns the text in lower case, as in the lists below.
std::string lower(std::string_view text) {
  const bool ascii =
      std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  // A shortcut for ASCII, with the same result.
  return ascii ? lower_case(std::string(text)) : normalize(text, "und");
}

// "wrote" in the header line that mail programs put above a quote.
constexpr std::array<std::string_view, 15> kWrote = {
    "wrote",   "schrieb", "escribió", "escribio",  "a écrit", "ha scritto", "escreveu", "schreef",
    "napisal", "napísal", "napsal",   "je napisa", "skrev",   "kirjoitti",  "pisze"};

constexpr std::array<std::string_view, 9> kOriginal = {
    "original message",    "ursprüngliche nachricht", "originalnachricht",
    "izvirno sporočilo",   "mensaje original",        "message d'origine",
    "messaggio originale", "forwarded message",       "posredovano sporočilo"};

constexpr std::array<std::string_view, 5> kFrom = {"from:", "von:", "od:", "de:", "da:"};
constexpr std::array<std::string_view, 9> kSent = {"sent:",    "gesendet:", "poslano:", "enviado", "envoyé",
                                                   "inviato:", "date:",     "datum:",   "fecha:"};

constexpr std::array<std::string_view, 9> kDevices = {
    "sent from my ", "get outlook for ",  "von meinem ",    "gesendet von meine", "poslano iz ",
    "poslano z ",    "enviado desde mi ", "envoyé de mon ", "inviato da "};

// The beginnings of automatic messages. A person does not begin an answer like this.
constexpr std::array<std::string_view, 22> kAutomatic = {"automatic reply",
                                                         "auto-reply",
                                                         "autoreply",
                                                         "this is an automat",
                                                         "this is an auto-",
                                                         "out of office",
                                                         "i am out of the office",
                                                         "thank you for contacting us. we have received",
                                                         "we have received your request",
                                                         "your request has been received",
                                                         "your request (",
                                                         "delivery has failed",
                                                         "undeliverable",
                                                         "automatische antwort",
                                                         "abwesenheitsnotiz",
                                                         "dies ist eine automatische",
                                                         "samodejni odgovor",
                                                         "to je samodejno sporočilo",
                                                         "to je avtomatsko sporočilo",
                                                         "respuesta automática",
                                                         "este es un mensaje automático",
                                                         "réponse automatique"};

constexpr std::array<std::string_view, 28> kThanks = {
    "thank",  "thanks", "thx",     "cheers",   "welcome",  "hvala",    "zahvaljujem",
    "danke",  "dank",   "vielen",  "bitte",    "gern",     "gracias",  "nada",
    "merci",  "rien",   "grazie",  "prego",    "obrigado", "obrigada", "dziękuję",
    "děkuji", "děkuju", "ďakujem", "köszönöm", "tack",     "bedankt",  "kiitos"};

// Replies to thanks that contain a word of kDisqualifiers.
constexpr std::array<std::string_view, 7> kWelcomes = {"ni za kaj",      "nema na čemu", "no problem",
                                                       "not at all",     "kein problem", "keine ursache",
                                                       "pas de problème"};

// Words that show that a message says more than thanks.
constexpr std::array<std::string_view, 40> kDisqualifiers = {
    "but",   "not",  "t",      "cannot", "still",  "however", "again",  "yet",  "unfortunately", "aber",
    "nicht", "noch", "kein",   "keine",  "leider", "jedoch",  "wieder", "a",    "ampak",         "vendar",
    "ne",    "ni",   "še",     "žal",    "pa",     "nisem",   "pero",   "no",   "todavía",       "aún",
    "mais",  "pas",  "encore", "ma",     "non",    "ancora",  "ali",    "nije", "mas",           "não"};

bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

// Returns true if the line contains a year ("2026") or a time of day ("10:00", "10.00"), as the header line
// of a quote does.
bool holds_time(std::string_view line) {
  for (std::size_t at = 0; at + 3 < line.size(); ++at) {
    const bool year =
        line.substr(at, 2) == "20" && is_ascii_digit(line[at + 2]) && is_ascii_digit(line[at + 3]);
    const bool time = is_ascii_digit(line[at]) && (line[at + 1] == ':' || line[at + 1] == '.') &&
                      is_ascii_digit(line[at + 2]) && is_ascii_digit(line[at + 3]);
    if (year || time) return true;
  }
  return false;
}

// "On Mon, 5 Jan 2026 at 10:00, Ana <ana@example.org> wrote:"; not "As I wrote on 5 January:".
bool is_quote_head(std::string_view line) {
  if (line.size() > kHeadBytes || line.empty()) return false;
  if (line.back() != ':' && !ends_with(line, ": >")) return false;
  return (line.find('@') != std::string_view::npos || holds_time(line)) && holds_any(line, kWrote);
}

bool is_original_line(std::string_view line) {
  return line.size() < kHeadBytes &&
         (starts_with(line, "---") || starts_with(line, "___") || starts_with(line, "begin ")) &&
         holds_any(line, kOriginal);
}

bool is_signature_line(std::string_view line) { return line == "--" || line == "—" || line == "__"; }
bool is_device_line(std::string_view line) { return line.size() < 80 && starts_with_any(line, kDevices); }
// The line "##- Please type your reply above this line -##", which help desks put above their mails.
bool is_desk_line(std::string_view line) { return starts_with(line, "##-") && ends_with(line, "-##"); }

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// Returns true if a quote begins at line `at`. Its header may be wrapped over three lines.
bool begins_quote(const std::vector<std::string>& lines, std::size_t at) {
  const std::string& line = lines[at];
  if (line.empty()) return false;
  if (is_original_line(line)) return true;
  std::string joined;
  for (std::size_t i = at; i < std::min(at + 3, lines.size()) && !lines[i].empty(); ++i) {
    joined += (joined.empty() ? "" : " ") + lines[i];
    if (is_quote_head(joined)) return true;
  }
  if (!starts_with_any(line, kFrom)) return false;
  for (std::size_t i = at + 1; i < std::min(at + 5, lines.size()); ++i) {
    if (starts_with_any(lines[i], kSent)) return true;
  }
  return false;
}

std::string own_lines(std::string_view text) {
  const std::vector<std::string_view> raw = lines_of(text);
  std::vector<std::string> lines;
  lines.reserve(raw.size());
  for (const std::string_view line : raw) lines.push_back(lower(collapse(line)));
  std::string own;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_signature_line(lines[i]) || begins_quote(lines, i)) break;
    if (starts_with(lines[i], ">") || is_desk_line(lines[i]) || is_device_line(lines[i])) continue;
    own.append(raw[i]).append("\n");
  }
  return own;
}

// Markup with which mail programs and help desks begin a quote or signature that runs to the end of the
// message: Gmail, Zammad (two), Outlook on the web, Outlook, Yahoo, Thunderbird.
constexpr std::array<std::string_view, 7> kHtmlEnds = {
    "class=\"gmail_quote", "data-signature=\"true\"", "class=\"js-signaturemarker", "id=\"divrplyfwdmsg\"",
    "id=\"appendonsend\"", "class=\"yahoo_quoted",    "class=\"moz-cite-prefix"};

// Returns the HTML up to the first of kHtmlEnds, without <blockquote>s.
std::string own_html(std::string_view html) {
  const std::string small = lower_case(std::string(html));
  std::size_t end = html.size();
  for (const std::string_view mark : kHtmlEnds) {
    const std::size_t found = small.find(mark);
    const std::size_t tag = found == std::string::npos ? found : small.rfind('<', found);
    if (tag != std::string::npos) end = std::min(end, tag);
  }
  std::string own;
  std::size_t depth = 0;
  for (std::size_t at = 0; at < end;) {
    const bool opens = small.compare(at, 11, "<blockquote") == 0;
    const bool closes = small.compare(at, 12, "</blockquote") == 0;
    if (opens || closes) {
      if (opens) ++depth;
      if (closes && depth > 0) --depth;
      at = std::min(small.find('>', at), end - 1) + 1;
      continue;
    }
    const std::size_t next = std::min(small.find('<', at + 1), end);
    if (depth == 0) own.append(html, at, next - at);
    at = next;
  }
  return own;
}

// Drops quotes and signatures that are recognised by their text.
void drop_quoted_blocks(std::vector<Block>& blocks) {
  std::vector<Block> kept;
  for (Block& block : blocks) {
    const std::string line = block.text.size() < 4 * kHeadBytes ? lower(block.text) : std::string();
    const bool head = is_quote_head(line) || is_original_line(line) ||
                      (starts_with_any(line, kFrom) && holds_any(line, kSent));
    if (head || is_signature_line(line) || starts_with(line, "-- ")) break;
    if (is_desk_line(line) || is_device_line(line)) continue;
    kept.push_back(std::move(block));
  }
  blocks = std::move(kept);
}

// Returns the beginning of the message as one line in lower case.
std::string words_of(const Content& message) {
  std::string words;
  for (const Block& block : message.blocks) {
    if (words.size() > 4 * kHeadBytes) break;
    words += (words.empty() ? "" : " ") + lower(block.text);
  }
  return words;
}

}  // namespace

Result<Content> read_message(std::string_view text, TextFormat format) {
  Content content;
  const bool html = format == TextFormat::html;
  const std::string own = html ? own_html(text) : own_lines(text);
  CALLSIDE_ASSIGN(content, read_content(own, format, {false, ""}));
  if (html) drop_quoted_blocks(content.blocks);
  if (content.blocks.empty()) {
    CALLSIDE_ASSIGN(content, read_content(text, format, {false, ""}));
  }
  content.html = html_of(content.blocks);
  return content;
}

bool is_automatic(const Content& message) {
  return !message.blocks.empty() && starts_with_any(words_of(message), kAutomatic);
}

bool is_courtesy(const Content& message) {
  constexpr std::size_t kMaxWords = 12;
  std::string words = words_of(message);
  if (words.empty() || words.size() > kHeadBytes) return false;
  if (words.find_first_of("?0123456789") != std::string::npos || holds(words, "http")) return false;
  bool thanks = false;
  for (const std::string_view welcome : kWelcomes) {
    const std::size_t at = words.find(welcome);
    if (at == std::string::npos) continue;
    words.erase(at, welcome.size());
    thanks = true;
  }
  std::size_t count = 0;
  for (std::size_t at = 0; at < words.size();) {
    constexpr std::string_view kBetween = " .,;:!-'\"()\n\t";
    const std::size_t begin = std::min(words.find_first_not_of(kBetween, at), words.size());
    at = std::min(words.find_first_of(kBetween, begin), words.size());
    const std::string_view word = std::string_view(words).substr(begin, at - begin);
    if (word.empty()) break;
    ++count;
    thanks = thanks || std::find(kThanks.begin(), kThanks.end(), word) != kThanks.end();
    if (std::find(kDisqualifiers.begin(), kDisqualifiers.end(), word) != kDisqualifiers.end()) return false;
  }
  return thanks && count <= kMaxWords;
}

}  // namespace callside
