#include "shared/device/feed.hpp"

#include <set>

#include "shared/device/photo_rows.hpp"
#include "shared/device/retention.hpp"
#include "shared/sync/erasure_mark.hpp"

namespace constat {

Result<void> Feed::start_over(const std::string& user) {
  return context_.db.all({{"UPDATE account SET cursor = NULL, \"full\" = 1, generation = generation + 1 WHERE user = ?1", {user}}});
}

Result<void> Feed::put(const std::string& user, const Change& change, std::int64_t generation) {
  if (change.doc.empty()) {
    // Pages that are kept for when there is no network speak of a site that this person may no longer see.
    if (change.type == "site")
      if (auto removed = context_.db.all({{"DELETE FROM cache WHERE owner = ?1", {user}}}); !removed) return removed;
    return context_.db.all({{"DELETE FROM doc WHERE owner = ?1 AND type = ?2 AND id = ?3", {user, change.type, change.id}}});
  }
  if (change.type == "visit") {
    const Json doc = json_fields::parse(change.doc);
    const Json* missing = json_fields::member(doc, "photos_missing");
    if (missing && missing->is(JsonKind::array) && !missing->elements.empty()) {
      auto queued = context_.db.run(std::string(kQueueAgain) + " AND visit IN (SELECT id FROM visit WHERE owner = ?3)",
                                    {change.id, write_json(*missing), user});
      if (!queued) return tl::unexpected(queued.error());
    }
  }
  return context_.db.all({{"INSERT INTO doc(owner, type, id, seq, generation, doc) VALUES(?1, ?2, ?3, ?4, ?5, ?6) "
                           "ON CONFLICT(owner, type, id) DO UPDATE SET seq = ?4, generation = ?5, doc = ?6",
                           {user, change.type, change.id, change.seq, generation, change.doc}}});
}

Result<Feed::Applied> Feed::apply(const std::string& user, const std::string& cursor, const ChangePage& page) {
  auto state = accounts_.pull_state(user);
  if (!state) return tl::unexpected(state.error());
  if (state->cursor != cursor) return Applied::out_of_date;
  if (!state->epoch.empty() && state->epoch != page.epoch) {
    // The server was restored from a backup: it may have lost what it had received, so all that this phone retains goes again.
    auto done = context_.db.transaction([&]() -> Result<void> {
      if (auto reset = start_over(user); !reset) return reset;
      if (auto forgotten = forget_stored(context_, user); !forgotten) return forgotten;
      return context_.db.all({{"UPDATE account SET epoch = ?2 WHERE user = ?1", {user, page.epoch}},
                              {"UPDATE photo SET state = 'queued', sent = 0, damaged = 0, problem = NULL WHERE state IN ('sent', 'parked') "
                               "AND visit IN (SELECT id FROM visit WHERE owner = ?1 AND state = 'received' AND body IS NOT NULL)",
                               {user}},
                              {"UPDATE visit SET state = 'saved' WHERE owner = ?1 AND state = 'received' AND body IS NOT NULL", {user}}});
    });
    if (!done) return tl::unexpected(done.error());
    return Applied::start_over;
  }

  // Before the page: were it cut in between, the page would tell of it again.
  std::set<std::string> marks;
  for (const Change& change : page.changes)
    if (change.type == kErasedChange) marks.insert(change.id);
  if (!marks.empty())
    if (auto erased = erased_.erase_marked(marks); !erased) return tl::unexpected(erased.error());

  std::set<std::string> types;
  auto done = context_.db.transaction([&]() -> Result<void> {
    for (const Change& change : page.changes) {
      if (change.type == kErasedChange) continue;
      types.insert(change.type);
      if (auto put_one = put(user, change, state->generation); !put_one) return put_one;
    }
    const bool swept = state->full && !page.more;
    if (swept) {
      if (auto removed = context_.db.all({{"DELETE FROM doc WHERE owner = ?1 AND generation < ?2", {user, state->generation}}});
          !removed)
        return removed;
    }
    if (auto moved = context_.db.all({{"UPDATE account SET epoch = ?2, cursor = ?3, \"full\" = ?4, safe_seq = ?5 WHERE user = ?1",
                                       {user, page.epoch, page.cursor, std::int64_t{state->full && page.more},
                                        page.safe_seq ? SqlValue(*page.safe_seq) : SqlValue()}}});
        !moved)
      return moved;
    if (auto noted = note_stored(context_, user, accounts_.server_time()); !noted) return noted;
    if (page.more) return {};
    return context_.db.all({{"UPDATE account SET last_pull = ?2 WHERE user = ?1", {user, context_.now.wall_ms}}});
  });
  if (!done) return tl::unexpected(done.error());
  if (user != context_.user) return Applied::page;
  if (state->full && !page.more) context_.changed({"missions", "visits", "checklists"});
  else if (types.count("mission") || types.count("site")) context_.changed({"missions", "visits", "checklists"});
  else if (types.count("checklist")) context_.changed({"checklists"});
  if (!types.empty() && types == std::set<std::string>{"visit"}) context_.changed({"visits"});
  return Applied::page;
}

}  // namespace constat
