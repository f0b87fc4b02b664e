#include "indexer/commands/terminal/forget_report.h"

#include <map>
#include <string>

#include "indexer/base/day.h"

namespace callside {

using nlohmann::json;

namespace {

std::string counted(const std::map<std::string, std::uint64_t>& counts) {
  std::string text;
  for (const auto& [name, number] : counts) {
    text += (text.empty() ? "" : ", ") + std::to_string(number) + " " + name + (number == 1 ? "" : "s");
  }
  return text;
}

// "articles: 1 in en, 1 in sl; tickets: 3 in en"
std::string languages_text(const ForgetReceipt& receipt) {
  std::string text;
  for (const auto& [kind, languages] : receipt.languages) {
    text += (text.empty() ? "" : "; ") + kind + "s:";
    const char* between = " ";
    for (const auto& [lang, count] : languages) {
      text += between + std::to_string(count) + " in " + lang;
      between = ", ";
    }
  }
  return text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

const char* state_of(const ForgetReceipt::Cleaned& one) {
  return one.published ? "published" : one.staged ? "staged" : "kept";
}

std::map<std::string, std::uint64_t> bars_by_kind(const ForgetReceipt& receipt) {
  std::map<std::string, std::uint64_t> counts;
  for (const Bar& bar : receipt.bars) ++counts[name_of(bar.of)];
  return counts;
}

void print_generations(std::ostream& out, const ForgetReceipt& receipt) {
  for (const ForgetReceipt::Cleaned& one : receipt.generations) {
    out << "generation  " << one.original << ", " << state_of(one);
    if (one.copy.empty()) {
      out << ": deleted entirely\n";
    } else {
      out << ", replaced by " << one.copy << " without "
          << (one.removed.empty() ? "it" : counted(one.removed)) << '\n';
    }
  }
  if (!receipt.deleted.empty()) out << "deleted     " << joined(receipt.deleted) << '\n';
  if (!receipt.pending.empty()) {
    out << "pending     " << joined(receipt.pending)
        << ": a program has it open; the next command that writes this index deletes it\n";
  }
}

}  // namespace

json to_json_value(const ForgetReceipt& receipt) {
  json generations = json::array();
  for (const ForgetReceipt::Cleaned& one : receipt.generations) {
    generations.push_back({{"original", one.original},
                           {"copy", one.copy.empty() ? json() : json(one.copy)},
                           {"state", state_of(one)},
                           {"removed", one.removed}});
  }
  json bars = json::array();
  for (const Bar& bar : receipt.bars)
    bars.push_back({{"of", name_of(bar.of)}, {"hash", bar.hash}, {"day", format_day(bar.day)}});
  return json{{"day", receipt.day},
              {"when", receipt.when},
              {"who", receipt.who},
              {"secret", receipt.secret},
              {"forgotten", receipt.forgotten},
              {"languages", receipt.languages},
              {"barred", bars_by_kind(receipt)},
              {"not_in_index", receipt.not_in_index},
              {"generations", generations},
              {"deleted", receipt.deleted},
              {"pending", receipt.pending},
              {"withdrawals", receipt.withdrawals},
              {"translations", receipt.translations},
              {"evaluations", receipt.evaluations},
              {"logged", receipt.logged},
              {"bars", bars}};
}

void print(std::ostream& out, const ForgetReceipt& receipt) {
  out << kReceiptTitle << '\n'
      << "day         " << receipt.day << ", by " << receipt.who << '\n'
      << "forgotten   " << (receipt.forgotten.empty() ? "nothing" : counted(receipt.forgotten)) << '\n';
  if (!receipt.languages.empty()) out << "languages   " << languages_text(receipt) << '\n';
  if (!receipt.bars.empty()) out << "barred      " << counted(bars_by_kind(receipt)) << '\n';
  if (receipt.not_in_index > 0)
    out << "not in the index: " << receipt.not_in_index
        << " of the given ids and subjects; barred nevertheless\n";
  print_generations(out, receipt);
  if (receipt.withdrawals > 0) out << "live.json   " << receipt.withdrawals << " entries removed\n";
  if (receipt.translations > 0) {
    out << "translated  " << receipt.translations << (receipt.translations == 1 ? " record" : " records")
        << " of translations removed\n";
  }
  if (receipt.evaluations > 0) out << "eval        " << receipt.evaluations << " ids removed\n";
  if (receipt.logged > 0) out << "log.jsonl   " << receipt.logged << " ids removed\n";
  out << kReceiptSecret << receipt.secret << '\n';
  for (const Bar& bar : receipt.bars)
    out << kReceiptBar << name_of(bar.of) << ' ' << bar.hash << ' ' << format_day(bar.day) << '\n';
}

}  // namespace callside
