// Applies pages of the pull feed: a page and its cursor in one transaction, never touching what is not yet sent.
#pragma once

#include "shared/device/accounts.hpp"
#include "shared/device/erased_accounts.hpp"
#include "shared/sync/changes.hpp"

namespace constat {

class Feed {
 public:
  Feed(Context& context, Accounts& accounts, ErasedAccounts& erased) : context_(context), accounts_(accounts), erased_(erased) {}

  enum class Applied {
    page,        // the cursor moved on
    start_over,  // another epoch: nothing was applied, everything is to be pulled and pushed again
    out_of_date  // the page does not continue from where this person's pull stands
  };
  // `cursor` is the one that the page was asked with.
  Result<Applied> apply(const std::string& user, const std::string& cursor, const ChangePage& page);

  // After 410: the next pull begins at the beginning.
  Result<void> start_over(const std::string& user);

 private:
  Result<void> put(const std::string& user, const Change& change, std::int64_t generation);

  Context& context_;
  Accounts& accounts_;
  ErasedAccounts& erased_;
};

}  // namespace constat
