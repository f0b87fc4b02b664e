#include "indexer/format/document_meta.h"

#include "tests/support/catch2.h"

using namespace callside;

namespace {

DocumentMeta full_meta() {
  DocumentMeta meta;
  meta.id = "billing/refund";
  meta.title = "Refund";
  meta.url = "https://kb.example/refund";
  meta.updated = "2026-10-01";
  meta.owner = "Billing";
  meta.escalate_to = "Tier 2";
  meta.do_not_say = "Never promise a day.";
  meta.article = "billing/refund";
  meta.source_lang = "en";
  meta.review_by = "2027-01-01";
  meta.product = {"Lunch", "Bus"};
  meta.before_escalating = {"the invoice", "the date"};
  meta.verify_caller = true;
  meta.text_digest = "ab12";
  meta.marked_outdated = true;
  return meta;
}

std::string written(const DocumentMeta& meta) {
  ByteWriter out;
  meta.write(out);
  return out.bytes();
}

}  // namespace

TEST_CASE("metadata is read as it was written") {
  const DocumentMeta meta = full_meta();
  const DocumentMeta read = DocumentMeta::read(written(meta));
  const auto is_same = [&](const auto... member) { return ((read.*member == meta.*member) && ...); };
  CHECK(std::apply(is_same, kMetaMembers));
}

TEST_CASE("one member of metadata is read without the others") {
  const std::string bytes = written(full_meta());
  CHECK(read_member<&DocumentMeta::id>(bytes) == "billing/refund");
  CHECK(read_member<&DocumentMeta::article>(bytes) == "billing/refund");
  CHECK(read_member<&DocumentMeta::review_by>(bytes) == "2027-01-01");
  CHECK(read_member<&DocumentMeta::verify_caller>(bytes));
  CHECK(read_member<&DocumentMeta::text_digest>(bytes) == "ab12");
  CHECK(read_member<&DocumentMeta::marked_outdated>(bytes));
}

TEST_CASE("missing members of truncated metadata are empty") {
  const std::string bytes = written(full_meta());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const std::string_view cut = std::string_view(bytes).substr(0, size);
    const DocumentMeta read = DocumentMeta::read(cut);
    const bool has_title = read.title.empty() || read.title == "Refund";
    CHECK(has_title);
    CHECK_FALSE(read.marked_outdated);
    CHECK(read_member<&DocumentMeta::id>(cut) == read.id);
    CHECK(read_member<&DocumentMeta::text_digest>(cut) == read.text_digest);
  }
}
