#include "indexer/sources/native_record.h"

#include <utility>

#include "indexer/format/terms.h"
#include "indexer/sources/article_language.h"
#include "indexer/sources/clean_text.h"
#include "indexer/sources/html/allowed_html.h"
#include "indexer/sources/record_fields.h"

namespace callside {

namespace {

// Turns one record into a Document. Each step returns false once the record is rejected.
class RecordMaker {
 public:
  RecordMaker(const Config& config, const RecordDefaults& defaults, RecordFields& fields, Given given)
      : config_(config), defaults_(defaults), fields_(fields), given_(std::move(given)) {}

  bool make(KeyNotices& notices) {
    if (!fields_.sort(config_, given_.kind, notices)) return false;
    if (!fields_.state().left_out().empty()) return leave_out();
    if (!read_kind()) return false;
    fields_.drop_keys_of_other_kind(document_.kind, notices);
    if (!read_id() || !read_restrictions()) return false;
    is_restricted_ = true;
    if (!read_scope() || !read_url()) return false;
    if (is_article() ? !read_article() : !read_ticket()) return false;
    if (document_.lang.empty()) document_.lang = defaults_.lang;
    if (document_.lang.empty()) detect_language_of(document_);
    return fits_terms();
  }

  // Set if the record is not live. make() then returns false although the record has no error.
  const std::optional<Removal>& removal() const { return removal_; }
  Document take() { return std::move(document_); }
  // Returns true once the document's identity and its readers are known.
  bool is_restricted() const { return is_restricted_; }

 private:
  bool is_article() const { return document_.kind == Kind::article; }

  // Reads only the document's identity, as far as possible. Other errors in a draft do not matter.
  bool leave_out() {
    std::string kind, id = given_.id, lang = given_.lang;
    (void)(fields_.take_line(NativeKey::kind, kind) && fields_.take_line(NativeKey::id, id) &&
           fields_.take_language(NativeKey::lang, lang));
    const auto known = callside::read_kind(kind);
    const Kind guess = given_.kind.value_or(Kind::article);
    removal_ = Removal{known ? *known : guess, std::move(id), std::move(lang), fields_.state().left_out()};
    return false;
  }

  bool read_kind() {
    std::string word;
    if (!fields_.take_line(NativeKey::kind, word)) return false;
    if (!fields_.has(NativeKey::kind)) {
      // Never guessed: a ticket that is mistaken for an article would not be redacted.
      if (!given_.kind) {
        return fields_.reject_missing(NativeKey::kind, "add \"kind\":\"article\" or \"kind\":\"ticket\"");
      }
      document_.kind = *given_.kind;
      return true;
    }
    const auto read = callside::read_kind(word);
    if (!read) return fields_.reject(NativeKey::kind, read.error());
    document_.kind = *read;
    if (given_.kind && *given_.kind != *read) {
      return fields_.reject(fields_.line_of(NativeKey::kind), "a file of this format always holds an article",
                            "put tickets into JSON Lines");
    }
    return true;
  }

  bool read_id() {
    document_.id = given_.id;
    if (!fields_.take_line(NativeKey::id, document_.id)) return false;
    if (!fits_id(NativeKey::id, document_.id)) return false;
    if (!document_.id.empty()) return true;
    const std::string hint = "give each article or ticket a unique id";
    if (!fields_.has(NativeKey::id)) return fields_.reject_missing(NativeKey::id, hint);
    return fields_.reject(fields_.line_of(NativeKey::id), "the id is empty", hint);
  }

  // Reads everything that limits who may see the document, and when. Comes first, so that an error in any
  // other key does not withdraw the published version.
  bool read_restrictions() {
    document_.lang = given_.lang;
    if (!fields_.take_language(NativeKey::lang, document_.lang) ||
        !take_tags(NativeKey::brand, document_.brand)) {
      return false;
    }
    if (document_.brand.empty()) document_.brand = defaults_.brand;
    return read_audiences() && (!is_article() || (read_state() && read_validity()));
  }

  bool read_scope() {
    document_.keywords = std::move(given_.keywords);
    if (!fields_.take_names(NativeKey::keywords, document_.keywords) ||
        !take_tags(NativeKey::product, document_.product)) {
      return false;
    }
    if (document_.product.empty()) document_.product = defaults_.product;
    return true;
  }

  bool read_audiences() {
    document_.audience = defaults_.audience;
    const bool is_explicit = fields_.has(NativeKey::audience);
    if (is_explicit) {
      std::vector<std::string> names;
      if (!fields_.take_list(NativeKey::audience, names)) return false;
      auto audience = read_audience(names, config_);
      if (!audience) return reject_audience(audience.error());
      document_.audience = std::move(*audience);
    }
    auto narrowed = fields_.state().narrow(std::move(document_.audience), is_explicit);
    if (!narrowed) return reject_audience(narrowed.error());
    document_.audience = std::move(*narrowed);
    return true;
  }

  bool reject_audience(const Error& error) {
    return fields_.reject(fields_.line_of(NativeKey::audience), error.message, error.hint);
  }

  // Reads names that each become one term of the index.
  bool take_tags(NativeKey key, std::vector<std::string>& names) {
    if (!fields_.take_names(key, names)) return false;
    for (const std::string& name : names) {
      if (name.size() <= kLongestTag) continue;
      return fields_.reject(fields_.line_of(key), too_long("the " + std::string(info(key).name), name),
                            "shorten it to at most " + std::to_string(kLongestTag) + " bytes");
    }
    return true;
  }

  bool fits_id(NativeKey key, const std::string& id) {
    if (id.size() <= kLongestId) return true;
    return fields_.reject(fields_.line_of(key), too_long("the " + std::string(info(key).name), id),
                          "an id has at most " + std::to_string(kLongestId) + " bytes");
  }

  static std::string too_long(const std::string& what, const std::string& text) {
    return what + " has " + std::to_string(text.size()) + " bytes";
  }

  // Id and language together form the term by which the document is found.
  bool fits_terms() {
    if (fits_document_term(document_.kind, document_.id, document_.lang)) return true;
    return fields_.reject(
        fields_.line_of(NativeKey::lang),
        "id and language have " + std::to_string(document_.id.size()) + " and " +
            std::to_string(document_.lang.size()) + " bytes, too many for the index",
        "shorten the id, or the language tag; a term has at most " + std::to_string(kLongestTerm) + " bytes");
  }

  bool read_url() {
    document_.url = given_.url;
    if (!fields_.take_line(NativeKey::url, document_.url)) return false;
    if (document_.url.empty() || is_safe_url(document_.url)) return true;
    document_.url.clear();
    fields_.warn(fields_.line_of(NativeKey::url), "the url is not safe to open and is not indexed",
                 "use an address that begins with https:// or http://");
    return true;
  }

  bool read_format() {
    format_ = given_.format;
    std::string word;
    if (!fields_.take_line(NativeKey::format, word)) return false;
    if (word.empty()) return true;
    const auto read = read_text_format(word);
    if (!read) return fields_.reject(NativeKey::format, read.error());
    format_ = *read;
    return true;
  }

  bool read_title(NativeKey key) {
    std::string title;
    if (!fields_.take_text(key, title)) return false;
    if (fields_.has(key)) document_.title = collapse_decoding(title);
    return true;
  }

  bool read_article() {
    return fields_.take_day(NativeKey::updated, document_.updated) &&
           fields_.take_day(NativeKey::review_by, document_.review_by) &&
           fields_.take_language(NativeKey::source_lang, document_.source_lang) &&
           fields_.take_line(NativeKey::escalate_to, document_.escalate_to) &&
           fields_.take_names(NativeKey::before_escalating, document_.before_escalating) &&
           fields_.take_line(NativeKey::do_not_say, document_.do_not_say) &&
           fields_.take_flag(NativeKey::verify_caller, document_.verify_caller) &&
           fields_.take_line(NativeKey::owner, document_.owner) && read_format() && read_article_text();
  }

  bool read_state() {
    document_.confidence = defaults_.confidence;
    document_.outdated = given_.outdated;
    std::string word;
    if (!fields_.take_line(NativeKey::confidence, word)) return false;
    if (word.empty()) return true;
    const auto read = read_confidence(word);
    if (!read) return fields_.reject(NativeKey::confidence, read.error());
    document_.confidence = *read;
    return true;
  }

  bool read_validity() {
    if (!fields_.take_day(NativeKey::valid_from, document_.valid_from) ||
        !fields_.take_day(NativeKey::valid_until, document_.valid_until)) {
      return false;
    }
    if (!document_.valid_until.empty() && document_.valid_until < document_.valid_from) {
      fields_.warn(fields_.line_of(NativeKey::valid_until), "never valid: valid_until is before valid_from",
                   "swap the two days", Remark::Topic::never_valid);
    }
    return true;
  }

  bool read_article_text() {
    const bool is_file = given_.text.has_value() || given_.content.has_value();
    document_.title = given_.title;
    if (!read_title(NativeKey::title)) return false;
    if (!is_file && !fields_.has(NativeKey::title)) {
      return fields_.reject_missing(NativeKey::title, "give the article a title; it may be an empty string");
    }
    if (is_file ? !read_file_text() : !read_body()) return false;
    if (is_file && !fields_.has(NativeKey::title) && document_.title.empty()) find_title();
    const std::size_t line = fields_.place().line;
    if (document_.title.empty()) {
      fields_.warn(line, "the title is empty", "give the article a title", Remark::Topic::missing_title);
    }
    if (document_.body.blocks.empty()) {
      fields_.warn(line, "the body is empty", "add the article's text", Remark::Topic::empty_body);
    }
    return true;
  }

  bool read_file_text() {
    if (fields_.has(NativeKey::body)) {
      fields_.warn(fields_.line_of(NativeKey::body),
                   "the key \"body\" is not indexed: the body is the text below the front matter",
                   "move the text below the front matter");
    }
    if (given_.content) {
      document_.body = std::move(*given_.content);
      return true;
    }
    return read_text(fields_.place().line, "the text", *given_.text, document_.body);
  }

  bool read_body() {
    if (!fields_.has(NativeKey::body)) {
      return fields_.reject_missing(NativeKey::body, "give the article a body; it may be an empty string");
    }
    return read_field(NativeKey::body, document_.body);
  }

  void find_title() {
    for (const Block& block : document_.body.blocks) {
      if (block.type != BlockType::heading) continue;
      document_.title = block.text;
      return;
    }
    document_.title = given_.file_title;
    fields_.warn(fields_.place().line, "no title; the file name is used instead",
                 "give the article a title or a heading", Remark::Topic::title_from_file);
  }

  bool read_ticket() {
    if (!fields_.take_line(NativeKey::article, document_.article) ||
        !fits_id(NativeKey::article, document_.article) ||
        !fields_.take_day(NativeKey::closed, document_.closed) ||
        !fields_.take_line(NativeKey::subject_ref, document_.subject_ref) || !read_format()) {
      return false;
    }
    document_.known_values = std::move(given_.known_values);
    if (given_.question) document_.question = std::move(*given_.question);
    if (given_.resolution) document_.resolution = std::move(*given_.resolution);
    if (!fields_.has(NativeKey::question) && !given_.question && !fields_.has(NativeKey::subject)) {
      return fields_.reject_missing(NativeKey::question, "a ticket needs a question or a subject");
    }
    if (!fields_.has(NativeKey::resolution) && !given_.resolution) {
      return fields_.reject_missing(NativeKey::resolution,
                                    "export only resolved tickets, with their resolution");
    }
    if (!read_title(NativeKey::subject) || !read_field(NativeKey::question, document_.question) ||
        !read_field(NativeKey::resolution, document_.resolution)) {
      return false;
    }
    const std::size_t line = fields_.place().line;
    if (document_.title.empty() && document_.question.blocks.empty()) {
      fields_.warn(line, "the question is empty", "export the customer's first message as question",
                   Remark::Topic::empty_ticket);
    }
    if (document_.resolution.blocks.empty()) {
      fields_.warn(line, "the resolution is empty",
                   "export the answer that resolved the ticket as resolution", Remark::Topic::empty_ticket);
    }
    return true;
  }

  bool read_field(NativeKey key, Content& content) {
    std::string text;
    if (!fields_.take_text(key, text)) return false;
    return !fields_.has(key) || read_text(fields_.line_of(key), std::string(info(key).name), text, content);
  }

  bool read_text(std::size_t line, const std::string& what, std::string_view text, Content& content) {
    auto read = read_content(text, format_, {is_article(), document_.title});
    if (!read) return fields_.reject(line, what + ": " + read.error().message, read.error().hint);
    content = std::move(*read);
    return true;
  }

  const Config& config_;
  const RecordDefaults& defaults_;
  RecordFields& fields_;
  Given given_;
  TextFormat format_ = TextFormat::markdown;
  bool is_restricted_ = false;
  std::optional<Removal> removal_;
  Document document_;
};

}  // namespace

Parsed NativeRecords::make(const Place& place, NativeFields fields, Given given) const {
  RecordFields sorted(place, std::move(fields), std::move(given.remarks), config_.timezone);
  RecordMaker maker(config_, defaults_, sorted, std::move(given));
  Parsed parsed;
  if (maker.make(notices_)) {
    parsed.document = maker.take();
  } else if (maker.removal()) {
    parsed.removal = maker.removal();
    parsed.place = place;
    return parsed;
  } else if (maker.is_restricted()) {
    parsed.intended = maker.take();
    if (parsed.intended->lang.empty()) parsed.intended->lang = defaults_.lang;
  }
  parsed.place = place;
  parsed.remarks = sorted.take_remarks();
  return parsed;
}

}  // namespace callside
