// What the server's answers to a push and to a pull mean for the queue.
#include "shared/device/sync_cycle.hpp"

#include <algorithm>

#include "shared/device/backoff.hpp"
#include "shared/device/photo_rows.hpp"
#include "shared/sync/problem_json.hpp"
#include "shared/sync/receipt.hpp"

namespace constat {
namespace {

constexpr int kPagesAtMost = 10'000;  // a server that says "more" for ever is a fault of the server

}  // namespace

bool SyncCycle::accept_receipt(const InFlight& request, const HttpResponse& response) {
  const auto receipt = parse_receipt(response.body);
  if (!receipt || receipt->visit != request.visit || receipt->revision != request.revision || receipt->sha256 != request.sha256)
    return false;
  Json missing = Json::array();
  for (const std::string& photo : receipt->photos_missing) missing.push(Json::of_text(photo));
  // The receipt is kept as it came, with its signature.
  const auto done = context_.db.transaction([&] {
    return context_.db.all({{"UPDATE visit SET state = 'received', receipt = ?3, problem = NULL WHERE id = ?1 AND sha256 = ?2",
                             {request.visit, request.sha256, response.body}},
                            {kHeldByServer, {request.visit, write_json(missing)}},
                            {kQueueAgain, {request.visit, write_json(missing)}}});
  });
  if (!done) {
    cycle_error_ = done.error().message;
    return true;
  }
  // The network works again: the next request it loses is a first one. The queue is shorter, so this cannot go on for ever.
  failures_ = 0;
  accounts_.note_server_time(receipt->received_at);
  drafts_.release_log_when_sent(request.visit);
  context_.changed({"visits", "missions"});
  return true;
}

void SyncCycle::park(const InFlight& request, const std::string& code) {
  auto done = context_.db.run("UPDATE visit SET state = 'parked', problem = ?2 WHERE id = ?1 AND state = 'saved'",
                              {request.visit, code});
  if (!done) cycle_error_ = done.error().message;
  context_.changed({"visits"});
}

void SyncCycle::on_push(const InFlight& request, const HttpResponse& response) {
  const int status = response.status;
  const auto problem = parse_problem_json(response.body);
  const bool accepted = status == 200 || status == 201 || status == 409;
  if (accepted && accept_receipt(request, response)) return next();
  if (status == 409) {
    park(request, "revision-conflict");
  } else if (status == 413 || (status >= 400 && status < 500 && !is_for_later(status) && problem)) {
    park(request, problem ? problem->code : "too-large");
  } else {
    // A fault of the server, a proxy's page, or a receipt for something else: this item waits, the others go on.
    cycle_error_ = accepted ? "receipt-mismatch" : "server";
    at_least_ms_ = std::max(at_least_ms_, retry_after_ms(response));
  }
  next();
}

void SyncCycle::on_pull(const InFlight& request, const HttpResponse& response) {
  if (response.status == 410) {
    if (auto done = feed_.start_over(request.user); !done) {
      cycle_error_ = done.error().message;
      return finish();
    }
    return ++pages_ > kPagesAtMost ? finish() : pull_next();
  }
  auto page = parse_change_page(response.body);
  if (response.status != 200 || !page) {
    cycle_error_ = "server";
    at_least_ms_ = std::max(at_least_ms_, retry_after_ms(response));
    return finish();
  }
  auto applied = feed_.apply(request.user, request.cursor, *page);
  if (!applied) {
    cycle_error_ = applied.error().message;
    return finish();
  }
  if (*applied == Feed::Applied::start_over) {
    context_.changed({"visits"});
    tried_.clear();
    return next();
  }
  if (page->more && ++pages_ > kPagesAtMost) {
    cycle_error_ = "server";
    return finish();
  }
  if (page->more || *applied == Feed::Applied::out_of_date) return pull_next();
  pulled_ = true;
  next();
}

}  // namespace constat
