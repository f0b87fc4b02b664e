#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "indexer/base/bytes.h"

namespace callside {

// Everything that is stored for displaying a document, except its text.
struct DocumentMeta {
  std::string id, title, url, updated, owner, escalate_to, do_not_say, article, source_lang, review_by;
  std::vector<std::string> product, before_escalating;
  bool verify_caller = false;
  std::string text_digest;       // content_digest() of an article; empty for a ticket
  bool marked_outdated = false;  // Document::outdated

  void write(ByteWriter& out) const;
  // Leaves members empty if `bytes` ends before them.
  static DocumentMeta read(std::string_view bytes);
};

// The members in storage order. Writing, reading and read_member() all use this list. A member that is
// missing here does not compile. Changing the list changes the file format.
inline constexpr std::tuple kMetaMembers{&DocumentMeta::id,
                                         &DocumentMeta::title,
                                         &DocumentMeta::url,
                                         &DocumentMeta::updated,
                                         &DocumentMeta::owner,
                                         &DocumentMeta::escalate_to,
                                         &DocumentMeta::do_not_say,
                                         &DocumentMeta::article,
                                         &DocumentMeta::source_lang,
                                         &DocumentMeta::review_by,
                                         &DocumentMeta::product,
                                         &DocumentMeta::before_escalating,
                                         &DocumentMeta::verify_caller,
                                         &DocumentMeta::text_digest,
                                         &DocumentMeta::marked_outdated};

namespace detail {

template <typename A, typename B>
constexpr bool is_equal(A a, B b) {
  if constexpr (std::is_same_v<A, B>) {
    return a == b;
  } else {
    return false;
  }
}

template <std::size_t... I>
constexpr bool are_distinct(std::index_sequence<I...>) {
  // Each member equals exactly one entry: itself.
  const auto count = [](auto one) { return ((is_equal(std::get<I>(kMetaMembers), one) ? 1 : 0) + ...); };
  return ((count(std::get<I>(kMetaMembers)) == 1) && ...);
}

template <typename Member>
using MemberOf = std::remove_cvref_t<decltype(std::declval<DocumentMeta>().*std::declval<Member>())>;

template <typename T>
void skip_member(ByteReader& in) {
  if constexpr (std::is_same_v<T, std::string>) {
    in.string();
  } else if constexpr (std::is_same_v<T, bool>) {
    in.number<std::uint8_t>();
  } else {
    in.skip_strings();
  }
}

template <auto Wanted, std::size_t Index = 0>
auto read_member_from(ByteReader& in) {
  static_assert(Index < std::tuple_size_v<decltype(kMetaMembers)>, "the member is not in kMetaMembers");
  constexpr auto kMember = std::get<Index>(kMetaMembers);
  using T = MemberOf<decltype(kMember)>;
  if constexpr (!is_equal(Wanted, kMember)) {
    skip_member<T>(in);
    return read_member_from<Wanted, Index + 1>(in);
  } else if constexpr (std::is_same_v<T, bool>) {
    return in.number<std::uint8_t>() != 0;
  } else {
    if constexpr (std::is_same_v<T, std::string>) {
      return in.string();
    } else {
      return in.strings();
    }
  }
}

static_assert(are_distinct(std::make_index_sequence<std::tuple_size_v<decltype(kMetaMembers)>>()));

}  // namespace detail

// Reads one member of stored metadata and skips the others:
// read_member<&DocumentMeta::article>(bytes). Strings are views into `bytes`.
template <auto Member>
auto read_member(std::string_view bytes) {
  ByteReader in(bytes);
  return detail::read_member_from<Member>(in);
}

}  // namespace callside
