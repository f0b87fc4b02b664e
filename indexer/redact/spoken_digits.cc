// Numbers dictated digit by digit: "the pin is four two one nine", "my mobile is oh seven seven double oh
// ...".

#include "indexer/redact/label.h"
#include "indexer/redact/word_detectors.h"
#include "indexer/redact/word_set.h"

namespace callside {
namespace {

// A sequence of spoken digits: words [first, last].
struct Row {
  std::size_t first, last, digits;
};

class SpokenSearch {
 public:
  SpokenSearch(const Reading& reading, std::vector<Finding>& findings)
      : reading_(reading), findings_(findings) {}

  void search() {
    const auto& words = reading_.words();
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (!is_number(words[i])) continue;
      const Row row = row_at(i);
      judge(row);
      i = row.last;
    }
  }

 private:
  const CueWord& word(std::size_t i) const { return reading_.words()[i]; }

  static bool is_number(const CueWord& word) {
    static const WordSet digits = WordSet::from_data("spoken_digits.txt"),
                         tens = WordSet::from_data("spoken_tens.txt");
    constexpr std::uint32_t kLongest = 12;
    return word.size() <= kLongest && (digits.contains(word.key) || tens.contains(word.key));
  }

  Row row_at(std::size_t first) const {
    Row row{first, first, 1};
    for (std::size_t i = first + 1; i < reading_.words().size(); ++i) {
      if (!adjoins(i - 1, i)) break;
      // "sixty-one and seventy": one word may be between two numbers.
      const bool joins = word(i).is(Role::conjunction) && i + 1 < reading_.words().size() &&
                         adjoins(i, i + 1) && is_number(word(i + 1));
      if (joins) continue;
      if (!is_number(word(i))) break;
      row.last = i;
      ++row.digits;
    }
    return row;
  }

  bool adjoins(std::size_t left, std::size_t right) const {
    const std::size_t gap = word(right).begin - word(left).end;
    if (gap > 2) return false;
    for (std::size_t unit = word(left).end; unit < word(right).begin; ++unit) {
      if (std::u32string_view(U" ,-").find(reading_.at(unit)) == std::u32string_view::npos) return false;
    }
    return true;
  }

  void judge(const Row& row) {
    constexpr std::size_t kShortestCode = 3, kShortestNumber = 6, kShortestAlone = 8, kReach = 7;
    if (row.digits < kShortestCode) return;
    const std::size_t begin = word(row.first).begin, end = word(row.last).end;
    const Roles before = roles_before(
        reading_, begin, Role::secret | Role::code | Role::weak_code | Role::contact | Role::talks, kReach);
    if (before.has_any(Role::secret | Role::code | Role::weak_code)) {
      findings_.push_back({PersonalKind::secret, begin, end});
    } else if (row.digits >= kShortestAlone || (row.digits >= kShortestNumber && !before.empty())) {
      findings_.push_back({PersonalKind::telephone, begin, end});
    }
  }

  const Reading& reading_;
  std::vector<Finding>& findings_;
};

}  // namespace

void find_spoken_digits(const Reading& reading, std::vector<Finding>& findings) {
  SpokenSearch(reading, findings).search();
}

}  // namespace callside
