#include "shared/device/feed.hpp"

#include <set>

namespace constat {

Result<void> Feed::start_over(const std::string& user) {
  return context_.db.all({{"UPDATE account SET cursor = NULL, \"full\" = 1, generation = generation + 1 WHERE user = ?1", {user}}});
}

Result<void> Feed::put(const std::string& user, const Change& change, std::int64_t generation) {
  if (change.doc.empty())
    return context_.db.all({{"DELETE FROM doc WHERE owner = ?1 AND type = ?2 AND id = ?3", {user, change.type, change.id}}});
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
      return context_.db.all({{"UPDATE account SET epoch = ?2 WHERE user = ?1", {user, page.epoch}},
                              {"UPDATE visit SET state = 'saved' WHERE owner = ?1 AND state = 'received' AND body IS NOT NULL", {user}}});
    });
    if (!done) return tl::unexpected(done.error());
    return Applied::start_over;
  }

  std::set<std::string> types;
  auto done = context_.db.transaction([&]() -> Result<void> {
    for (const Change& change : page.changes) {
      types.insert(change.type);
      if (auto put_one = put(user, change, state->generation); !put_one) return put_one;
    }
    const bool swept = state->full && !page.more;
    if (swept) {
      if (auto removed = context_.db.all({{"DELETE FROM doc WHERE owner = ?1 AND generation < ?2", {user, state->generation}}});
          !removed)
        return removed;
    }
    if (auto moved = context_.db.all({{"UPDATE account SET epoch = ?2, cursor = ?3, \"full\" = ?4 WHERE user = ?1",
                                       {user, page.epoch, page.cursor, std::int64_t{state->full && page.more}}}});
        !moved)
      return moved;
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
