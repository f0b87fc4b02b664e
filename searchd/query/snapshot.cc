#include "searchd/query/snapshot.h"

#include <utility>

namespace callside {

Result<std::shared_ptr<const Snapshot>> Snapshot::open(const IndexFolder& folder, const std::string& name) {
  CALLSIDE_ASSIGN(Generation generation, Generation::open(folder, name));
  std::shared_ptr<const Snapshot> snapshot(new Snapshot(std::move(generation)));
  // One set of tools now: an index whose Xapian part is damaged fails here, and the first request finds all
  // warm.
  CALLSIDE_TRY(snapshot->borrow());
  return snapshot;
}

Result<Snapshot::Loan> Snapshot::borrow() const {
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      Loan loan(*this, std::move(idle_.back()));
      idle_.pop_back();
      return loan;
    }
  }
  CALLSIDE_ASSIGN(Xapian::Database database, generation_.open_database());
  return Loan(*this, std::make_unique<Tools>(Tools{std::move(database), {}}));
}

Snapshot::Loan::~Loan() {
  if (!tools_) return;
  const std::lock_guard lock(from_->mutex_);
  from_->idle_.push_back(std::move(tools_));
}

}  // namespace callside
