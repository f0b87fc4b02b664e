#include "indexer/assembly/form_merge.h"

#include <algorithm>
#include <map>
#include <thread>
#include <utility>

namespace callside {

namespace {

// Counts the documents that contain each form of one worker, in total and by access class.
class FormCounter {
 public:
  explicit FormCounter(std::vector<FormEntry>& forms) : forms_(forms), last_document_(forms.size(), 0) {}

  void add(const AnalysedDocument& document, std::uint32_t access_class) {
    ++document_;
    const StoreEntry& entry = document.entry;
    add(entry.title_words, entry.kind, access_class);
    add(entry.keyword_words, entry.kind, access_class);
    for (const StoredBlock& block : entry.blocks) add(block.words, entry.kind, access_class);
  }

 private:
  void add(const std::vector<std::uint32_t>& words, Kind kind, std::uint32_t access_class) {
    for (const std::uint32_t word : words) {
      const std::uint32_t number = word & ~kOverlayBit;
      if (std::exchange(last_document_[number], document_) == document_) continue;
      const FormCounts one = kind == Kind::article ? FormCounts{1, 0} : FormCounts{0, 1};
      forms_[number].counts += one;
      count_in_class(forms_[number].classes, access_class, one);
    }
  }

  std::vector<FormEntry>& forms_;
  std::vector<std::uint32_t> last_document_;
  std::uint32_t document_ = 0;
};

Result<void> count_forms(WorkerOutput& worker, unsigned number, const std::vector<SpooledDocument>& documents,
                         const std::vector<std::uint32_t>& classes) {
  CALLSIDE_ASSIGN(Spool spool, Spool::open(worker.spool));
  FormCounter counter(worker.forms.forms());
  for (const SpooledDocument& document : documents) {
    if (document.worker == number) counter.add(spool.read(document.position), classes[document.access]);
  }
  return ok();
}

bool same_form(const FormEntry& a, const FormEntry& b) { return !form_less(a, b) && !form_less(b, a); }

void absorb(FormEntry& into, FormEntry& from) {
  into.counts += from.counts;
  // "wifi" and the joined form of "wi-fi" are the same word.
  if (from.kind == SegmentKind::word) into.kind = SegmentKind::word;
  for (const ClassCount& one : from.classes) count_in_class(into.classes, one.number, one.counts);
}

}  // namespace

void count_in_class(std::vector<ClassCount>& classes, std::uint32_t number, const FormCounts& documents) {
  auto at = std::lower_bound(classes.begin(), classes.end(), number,
                             [](const ClassCount& one, std::uint32_t other) { return one.number < other; });
  if (at == classes.end() || at->number != number) at = classes.insert(at, {number, {}});
  at->counts += documents;
}

Result<MergedForms> merge_forms(std::vector<WorkerOutput>& workers,
                                const std::vector<SpooledDocument>& documents,
                                const std::vector<std::vector<std::uint32_t>>& classes) {
  std::vector<Result<void>> counted(workers.size());
  {
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < workers.size(); ++i) {
      threads.emplace_back([&, i] { counted[i] = count_forms(workers[i], i, documents, classes[i]); });
    }
  }
  for (auto& one : counted) CALLSIDE_TRY(std::move(one));

  MergedForms merged;
  std::map<std::string, std::uint16_t> languages;
  for (const WorkerOutput& worker : workers) {
    for (const std::string& language : worker.forms.languages())
      languages.emplace(language, std::uint16_t{0});
  }
  for (auto& [language, number] : languages) {
    number = static_cast<std::uint16_t>(merged.languages.size());
    merged.languages.push_back(language);
  }

  // Sort the forms of all workers in the vocabulary's order, so that equal ones are adjacent.
  struct Item {
    FormEntry* form;
    std::uint32_t worker, number;
  };
  std::vector<Item> items;
  for (std::uint32_t w = 0; w < workers.size(); ++w) {
    std::vector<std::uint16_t>& numbers = merged.language_numbers.emplace_back();
    for (const std::string& language : workers[w].forms.languages()) numbers.push_back(languages[language]);
    std::vector<FormEntry>& forms = workers[w].forms.forms();
    merged.form_numbers.emplace_back(forms.size(), FormTable::kNone);
    for (std::uint32_t i = 0; i < forms.size(); ++i) {
      forms[i].language = numbers[forms[i].language];
      if (forms[i].counts.articles + forms[i].counts.tickets > 0) items.push_back({&forms[i], w, i});
    }
  }
  std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) {
    if (form_less(*a.form, *b.form)) return true;
    if (form_less(*b.form, *a.form)) return false;
    return a.worker < b.worker;
  });
  for (Item& item : items) {
    if (merged.forms.empty() || !same_form(merged.forms.back(), *item.form)) {
      merged.forms.push_back(std::move(*item.form));
    } else {
      absorb(merged.forms.back(), *item.form);
    }
    merged.form_numbers[item.worker][item.number] = static_cast<std::uint32_t>(merged.forms.size() - 1);
  }
  for (std::uint32_t number = 0; number < merged.forms.size(); ++number) merged.forms[number].id = number;
  return merged;
}

}  // namespace callside
