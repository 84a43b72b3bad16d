// Forgetting removals that every phone has had time to hear of.
#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {

std::int64_t Repository::oldest_cursor() {
  auto row = ask("SELECT oldest_cursor FROM organisation WHERE id = ?");
  return row.step() ? row.integer(0) : 0;
}

// The rule of documents.cpp, seen from the table: a mission or a visit is shown to its own investigator only.
RemovalScan Repository::removals(std::int64_t before, std::int64_t after, std::size_t limit) {
  auto row = ask(
      "SELECT seq, at < ?4 AND audience <> '' AND ("
      " (type = 'mission' AND NOT EXISTS (SELECT 1 FROM mission WHERE mission.organisation = feed.organisation"
      "   AND mission.id = feed.id AND mission.investigator = feed.audience)) OR"
      " (type = 'visit' AND NOT EXISTS (SELECT 1 FROM visit WHERE visit.organisation = feed.organisation"
      "   AND visit.id = feed.id AND visit.investigator = feed.audience)))"
      " FROM feed WHERE organisation = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
  row.bind(after).bind(static_cast<std::int64_t>(limit)).bind(before);
  RemovalScan scan{{}, after, false};
  std::size_t seen = 0;
  while (row.step()) {
    scan.next = row.integer(0);
    if (row.integer(1) != 0) scan.seqs.push_back(scan.next);
    ++seen;
  }
  scan.more = seen == limit;
  return scan;
}

// An entry that was announced again meanwhile has another seq and stays.
void Repository::forget_removals(const std::vector<std::int64_t>& seqs) {
  for (const std::int64_t seq : seqs) {
    ask("DELETE FROM feed WHERE organisation = ? AND seq = ?").bind(seq).run();
    if (database_.changes() == 0) continue;
    ask("UPDATE organisation SET oldest_cursor = MAX(oldest_cursor, ?2) WHERE id = ?1").bind(seq).run();
  }
}

}  // namespace constat::server::sqlite
