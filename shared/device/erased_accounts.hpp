// A person whom the server erased leaves this phone: drafts and their logs, what waits to be sent, receipts, photos, copies of
// pages, the account. Erasure wins over what was not yet sent; how much that was is told.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "shared/device/accounts.hpp"
#include "shared/device/drafts.hpp"
#include "shared/device/photo_files.hpp"

namespace constat {

// The answer to a request of somebody who was erased.
bool tells_of_erasure(const HttpResponse& response);

class ErasedAccounts {
 public:
  ErasedAccounts(Context& context, Accounts& accounts, Drafts& drafts, PhotoFiles& files)
      : context_(context), accounts_(accounts), drafts_(drafts), files_(files) {}

  // Everything of this person. Cut at any point, it is taken up by the next answer that tells of it, or by resume(). Pushes
  // "account_erased". An error: something is left, and it is tried again.
  Result<void> erase(const std::string& user);
  // Those accounts on this phone that `marks` stand for (shared/sync/erasure_mark.hpp), but for whoever is signed in. Kept pages
  // go, whoever looked at them: they may name who was erased.
  Result<void> erase_marked(const std::set<std::string>& marks);
  // What an earlier start left. To be called once the schema stands and before anybody is shown.
  void resume();

 private:
  Result<void> remove_logs(const std::string& user, const std::vector<std::string>& visits);
  Result<void> remove_rows(const std::string& user);
  Result<void> remove_pages();
  void scrub();

  Context& context_;
  Accounts& accounts_;
  Drafts& drafts_;
  PhotoFiles& files_;
};

}  // namespace constat
