#include "indexer/publish/verified_base.h"

#include <utility>

#include "indexer/format/generation_files.h"

namespace callside {

VerifiedBase::VerifiedBase(IndexFolder folder, std::string name, const std::atomic<bool>* interrupted)
    : result_(std::async(std::launch::async,
                         [this, folder = std::move(folder), name = std::move(name), interrupted] {
                           return verify_what_is_rewritten(folder, name, [this, interrupted] {
                             return abandoned_ || (interrupted != nullptr && interrupted->load());
                           });
                         })) {}

VerifiedBase::~VerifiedBase() { abandoned_ = true; }

}  // namespace callside
