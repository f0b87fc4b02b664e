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

// Classifies the links of a knowledge base. A link is dead if it certainly leads to a missing article. It is
// doubtful if it leads into a folder of articles but to none of them, since a website has other pages, too.
// All other links lead out of the knowledge base. Anchors are ignored, because the index keeps none.
class LinkCheck {
 public:
  enum class Verdict { outside, good, archived, refused, dead, doubtful };

  // `facts` and `versions` must outlive the object.
  LinkCheck(const Facts& facts, const Versions& versions);

  Verdict judge(const ArticleFacts& article, const std::string& target) const;

 private:
  Verdict judge_address(const LinkTarget& target) const;
  Verdict judge_rooted(const ArticleFacts& article, const LinkTarget& target) const;
  Verdict judge_relative(const ArticleFacts& article, const std::string& path) const;
  // Judges a path below the article's source.
  Verdict judge_file(std::uint32_t source, const std::string& path) const;
  Verdict judge_id(std::string_view id) const;
  Verdict judge_version(std::uint32_t number) const;

  const Facts& facts_;
  const Versions& versions_;
  std::unordered_map<std::string, std::uint32_t> files_;      // by source and path
  std::unordered_set<std::string> refused_;                   // by source and path
  std::unordered_map<std::string, std::uint32_t> addresses_;  // by address_of()
  std::unordered_set<std::string> hosts_;
  std::unordered_set<std::string> folders_;     // of the addresses, files and ids of articles
  std::unordered_set<std::string> extensions_;  // of ids
};

}  // namespace callside
