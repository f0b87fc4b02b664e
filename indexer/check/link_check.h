#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/check/facts.h"
#include "indexer/check/links.h"

namespace callside {

// Where the links of a knowledge base lead. What surely leads to an article that is not there is dead; what
// leads into a folder of articles and meets none is doubtful, since a website has other pages too; all else
// leads out of the knowledge base, and is not judged. Anchors are not judged: the index keeps none.
class LinkCheck {
 public:
  enum class Verdict { outside, good, archived, refused, dead, doubtful };

  // The facts must outlive it.
  LinkCheck(const Facts& facts, const Versions& versions);

  Verdict judge(const ArticleFacts& article, const std::string& target) const;

 private:
  Verdict judge_address(const LinkTarget& target) const;
  Verdict judge_rooted(const ArticleFacts& article, const LinkTarget& target) const;
  Verdict judge_relative(const ArticleFacts& article, const std::string& path) const;
  // A file below the article's source, as the link names it.
  Verdict judge_file(std::uint32_t source, const std::string& path) const;
  Verdict judge_id(std::string_view id) const;
  Verdict judge_version(std::uint32_t number) const;

  const Facts& facts_;
  const Versions& versions_;
  std::unordered_map<std::string, std::uint32_t> files_;      // by source and path
  std::unordered_set<std::string> refused_;                   // the same
  std::unordered_map<std::string, std::uint32_t> addresses_;  // address_of()
  std::unordered_set<std::string> hosts_;
  std::unordered_set<std::string> folders_;     // of addresses, files and ids that are articles; no root
  std::unordered_set<std::string> extensions_;  // of ids
};

}  // namespace callside
