#include "indexer/sources/typed_list.h"

#include <array>
#include <cstring>
#include <string>
#include <utility>

#include "indexer/base/ascii.h"

namespace callside {

namespace {

constexpr std::array<std::string_view, 8> kBullets = {"-", "*", "•", "·", "–", "◦", "▪", "‣"};

std::optional<ListMarker> typed_marker(const Piece& piece) {
  if (piece.type != Piece::Type::block || piece.block.type != BlockType::paragraph ||
      std::strcmp(piece.element, "p") != 0) {
    return std::nullopt;
  }
  return list_marker(piece.block.text);
}

bool continues(const ListMarker& before, const ListMarker& marker) {
  if (before.ordered != marker.ordered) return false;
  return before.ordered ? marker.number == before.number + 1 : marker.sign == before.sign;
}

// Makes a list item of a paragraph. Removes the marker if the HTML begins with the same bytes; inside an
// element (<b>1.</b>) both keep it.
void make_item(Piece& piece, const ListMarker& marker) {
  piece.element = "li";
  if (marker.ordered) piece.block.type = BlockType::step;
  const std::string_view text = std::string_view(piece.block.text).substr(0, marker.length);
  if (std::string_view(piece.html).substr(0, marker.length) == text) {
    piece.html.erase(0, marker.length);
    piece.block.text.erase(0, marker.length);
  }
}

// Returns the number of pieces from `first` on that form one list.
std::size_t list_length(const Outline& outline, std::size_t first) {
  auto before = typed_marker(outline[first]);
  if (!before) return 0;
  std::size_t last = first + 1;
  for (; last < outline.size(); ++last) {
    const auto marker = typed_marker(outline[last]);
    if (!marker || !continues(*before, *marker)) break;
    before = marker;
  }
  return last - first;
}

}  // namespace

std::optional<ListMarker> list_marker(std::string_view line) {
  ListMarker marker;
  std::size_t at = 0;
  while (at < line.size() && at < 4 && is_ascii_digit(line[at])) {
    marker.number = marker.number * 10 + static_cast<unsigned>(line[at++] - '0');
  }
  if (at > 0) {
    if (at > 3 || at >= line.size() || (line[at] != '.' && line[at] != ')')) return std::nullopt;
    marker.ordered = true;
    ++at;
  } else {
    for (const std::string_view bullet : kBullets) {
      if (line.substr(0, bullet.size()) != bullet) continue;
      marker.sign = bullet;
      at = bullet.size();
    }
    if (at == 0) return std::nullopt;
  }
  const std::size_t text = line.find_first_not_of(" \t", at);
  if (text == at || text == std::string_view::npos) return std::nullopt;
  marker.length = text;
  return marker;
}

void make_typed_lists(Outline& outline) {
  Outline result;
  bool changed = false;
  for (std::size_t at = 0; at < outline.size();) {
    const std::size_t length = list_length(outline, at);
    if (length < 2) {
      if (changed) result.push_back(std::move(outline[at]));
      ++at;
      continue;
    }
    if (!changed) {
      result.reserve(outline.size() + 8);
      std::move(outline.begin(), outline.begin() + static_cast<std::ptrdiff_t>(at),
                std::back_inserter(result));
      changed = true;
    }
    const ListMarker first = *typed_marker(outline[at]);
    const char* list = first.ordered ? "ol" : "ul";
    result.push_back(open_piece(
        list, first.ordered && first.number != 1 ? " start=\"" + std::to_string(first.number) + '"' : ""));
    for (const std::size_t end = at + length; at < end; ++at) {
      make_item(outline[at], *list_marker(outline[at].block.text));
      result.push_back(std::move(outline[at]));
    }
    result.push_back(close_piece(list));
  }
  if (changed) outline = std::move(result);
}

}  // namespace callside
