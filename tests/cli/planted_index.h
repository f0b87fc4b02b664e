#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/support/keys.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_folder.h"

namespace callside::testing {

// An index in which every field of every document has a unique word, besides the common word "refund". The
// words in an answer thus show which documents had a part in it.

// A unique word, and the field and document that contain it.
struct PlantedWord {
  std::string word;
  std::string field;
  std::size_t document = 0;
};

struct PlantedDocument {
  Json record;
  std::set<std::string> audiences;
  std::string brand;  // empty: all
};

// The access that a key gives.
struct KeyAccess {
  std::set<std::string> audiences;
  std::set<std::string> brands = {};  // empty: all
};

inline bool is_staff_field(const std::string& field) {
  return field == "owner" || field == "escalate_to" || field == "before_escalating" || field == "do_not_say";
}

class PlantedIndex {
 public:
  PlantedIndex() {
    const std::set<std::string> everybody{"public"};
    const std::set<std::string> staff{"internal"};
    const std::set<std::string> wardens{"nightwardens"};
    add_article("brimko", "en", everybody);
    add_article("folqua", "en", staff);
    add_article("garvex", "en", wardens);
    add_article("hustol", "en", {"public", "nightwardens"});
    add_article("jorbin", "en", everybody, "quenderbrand");
    add_article("kelsti", "en", staff, "tolvarbrand");
    // The Slovenian version of an article that everybody may read in English.
    add_article("lomvar", "sl", staff);
    share_id_of(0);
    // A language in which only nightwardens have a document.
    add_article("mirzen", "fi", wardens);
    add_ticket("norfal", everybody, documents_[2].record["id"]);
    add_ticket("pelgru", staff, documents_[0].record["id"]);
    add_ticket("rostim", wardens, documents_[0].record["id"]);
    add_ticket("sundek", everybody, documents_[1].record["id"], "tolvarbrand");
    add_ticket("tarmop", {"dawnpatrol"}, documents_[2].record["id"]);
    write_text(folder_.path() / "kb/callside.yaml", "groups: [nightwardens, dawnpatrol]\n");
    std::vector<Json> records;
    for (const PlantedDocument& document : documents_) records.push_back(document.record);
    write_text(folder_.path() / "kb/all.jsonl", lines(records));
    build(path(), folder_.path() / "kb");
  }

  std::filesystem::path path() const { return folder_.path() / "index"; }
  std::filesystem::path keys() const { return folder_.path() / "keys.yaml"; }
  const std::vector<PlantedDocument>& documents() const { return documents_; }
  const std::vector<PlantedWord>& planted() const { return planted_; }

  bool may_see(const KeyAccess& key, std::size_t number) const {
    const PlantedDocument& document = documents_[number];
    const bool audience = std::any_of(document.audiences.begin(), document.audiences.end(),
                                      [&](const std::string& one) { return key.audiences.contains(one); });
    return audience && (document.brand.empty() || key.brands.empty() || key.brands.contains(document.brand));
  }

  bool may_read(const KeyAccess& key, const PlantedWord& one) const {
    return may_see(key, one.document) && (!is_staff_field(one.field) || key.audiences.contains("internal"));
  }

  // Returns the words that no answer to that key may contain.
  std::vector<std::string> secrets(const KeyAccess& key) const {
    std::vector<std::string> words;
    for (const PlantedWord& one : planted_) {
      // The language versions of an article share its id.
      const bool may = std::any_of(planted_.begin(), planted_.end(), [&](const PlantedWord& other) {
        return other.word == one.word && may_read(key, other);
      });
      if (!may) words.push_back(one.word);
    }
    for (const char* group : {"nightwardens", "dawnpatrol"}) {
      if (!key.audiences.contains(group)) words.emplace_back(group);
    }
    // No answer tells the brand of a document.
    words.insert(words.end(), {"quenderbrand", "tolvarbrand"});
    return words;
  }

 private:
  // Makes the unique word of the next document for a field.
  std::string plant(const std::string& field, const std::string& stem, const std::string& ending) {
    planted_.push_back({stem + ending, field, documents_.size()});
    return planted_.back().word;
  }

  Json common(const std::string& stem, const std::set<std::string>& audiences, const std::string& brand) {
    Json record{{"lang", "en"}, {"audience", audiences}};
    record["id"] = plant("id", stem, "iddle") + "/one";
    record["product"] = plant("product", stem, "prodd");
    if (!brand.empty()) record["brand"] = brand;
    return record;
  }

  void add_article(const std::string& stem, const std::string& lang, const std::set<std::string>& audiences,
                   const std::string& brand = {}) {
    Json record = common(stem, audiences, brand);
    record["kind"] = "article";
    record["lang"] = lang;
    record["title"] = "Refund " + plant("title", stem, "titta");
    record["body"] = "A refund is " + plant("body", stem, "bodda") + ".\n\n## Refund " +
                     plant("heading", stem, "hedda") + "\n\nThen " + plant("second", stem, "secca") + ".";
    record["url"] = "https://kb.example/" + plant("url", stem, "urlla");
    record["keywords"] = {plant("keywords", stem, "keyya")};
    record["owner"] = plant("owner", stem, "owna");
    record["escalate_to"] = plant("escalate_to", stem, "esca");
    record["before_escalating"] = {plant("before_escalating", stem, "befa")};
    record["do_not_say"] = plant("do_not_say", stem, "dona");
    documents_.push_back({record, audiences, brand});
  }

  // Makes the last document another language version of that one.
  void share_id_of(std::size_t number) {
    const std::size_t last = documents_.size() - 1;
    documents_[last].record["id"] = documents_[number].record["id"];
    const auto id_of = [&](std::size_t document) {
      return std::find_if(planted_.begin(), planted_.end(), [&](const PlantedWord& one) {
        return one.document == document && one.field == "id";
      });
    };
    id_of(last)->word = id_of(number)->word;
  }

  void add_ticket(const std::string& stem, const std::set<std::string>& audiences, const std::string& article,
                  const std::string& brand = {}) {
    Json record = common(stem, audiences, brand);
    record["kind"] = "ticket";
    record["subject"] = "refund " + plant("subject", stem, "subba");
    record["question"] = "Where is my refund " + plant("question", stem, "quessa");
    record["resolution"] = "The refund was " + plant("resolution", stem, "ressa");
    record["article"] = article;
    documents_.push_back({record, audiences, brand});
  }

  TemporaryFolder folder_;
  std::vector<PlantedDocument> documents_;
  std::vector<PlantedWord> planted_;
};

}  // namespace callside::testing
