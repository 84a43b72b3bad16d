// Payment: what is owed by visits and missions, and the rows of what was decided over it.
#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {

// A rejection without an event of its own was a decision over a body that had been set aside.
std::vector<PayableVisit> Repository::payable_visits(const std::optional<UserId>& investigator) {
  auto row = ask(
      "SELECT v.id, v.site, v.wave, v.investigator, v.mission, v.status, v.started_at, v.revision, m.fee, m.expenses_cap,"
      " (SELECT MAX(e.at) FROM event e WHERE e.organisation = v.organisation AND e.visit = v.id AND (e.type = v.status OR"
      "   (v.status = 'rejected' AND e.type = 'decision')))"
      " FROM visit v JOIN mission m ON m.organisation = v.organisation AND m.id = v.mission"
      " WHERE v.organisation = ?1 AND (?2 IS NULL OR v.mission IN"
      "   (SELECT w.mission FROM visit w WHERE w.organisation = ?1 AND w.investigator = ?2))"
      " AND ((v.status = 'approved' AND (m.fee > 0 OR m.expenses_cap > 0)) OR EXISTS"
      "   (SELECT 1 FROM payment_line l WHERE l.organisation = v.organisation AND l.visit = v.id))"
      " ORDER BY v.id");
  if (investigator) row.bind(investigator->value);
  else row.bind_null();
  std::vector<PayableVisit> visits;
  while (row.step()) {
    PayableVisit visit{VisitId(row.text(0)), SiteId(row.text(1)), WaveId(row.text(2)), UserId(row.text(3)), MissionId(row.text(4)),
                       row.text(5), row.text(6), row.is_null(10) ? std::string() : row.text(10), row.integer(7), {}, {}};
    if (!row.is_null(8)) visit.fee = row.integer(8);
    if (!row.is_null(9)) visit.expenses_cap = row.integer(9);
    visits.push_back(std::move(visit));
  }
  return visits;
}

std::vector<PaymentLine> Repository::payment_lines(const std::optional<UserId>& investigator) {
  auto row = ask(
      "SELECT visit, kind, investigator, mission, site, cents, stated, dated, statement, decided_by, decided_at, reason"
      " FROM payment_line WHERE organisation = ?1 AND (?2 IS NULL OR investigator = ?2 OR mission IN"
      "   (SELECT w.mission FROM visit w WHERE w.organisation = ?1 AND w.investigator = ?2)) ORDER BY visit, kind");
  if (investigator) row.bind(investigator->value);
  else row.bind_null();
  std::vector<PaymentLine> lines;
  while (row.step())
    lines.push_back({VisitId(row.text(0)), row.text(1), UserId(row.text(2)), MissionId(row.text(3)), SiteId(row.text(4)), row.integer(5),
                     row.integer(6), row.text(7), row.text(8), UserId(row.text(9)), row.text(10), row.text(11)});
  return lines;
}

std::vector<PaymentStatement> Repository::payment_statements(const std::optional<UserId>& investigator) {
  auto row = ask(
      "SELECT id, run, investigator, period_from, period_to, cents, lines, status, made_by, made_at, paid_on, reference,"
      " closed_by, closed_at, reason FROM payment_statement WHERE organisation = ?1 AND (?2 IS NULL OR investigator = ?2)"
      " ORDER BY id DESC");
  if (investigator) row.bind(investigator->value);
  else row.bind_null();
  std::vector<PaymentStatement> statements;
  while (row.step())
    statements.push_back({row.text(0), row.text(1), UserId(row.text(2)), row.text(3), row.text(4), row.integer(5), row.integer(6),
                          row.text(7), UserId(row.text(8)), row.text(9), row.text(10), row.text(11), UserId(row.text(12)),
                          row.text(13), row.text(14)});
  return statements;
}

void Repository::add_payment_line(const PaymentLine& line) {
  ask("INSERT INTO payment_line (organisation, visit, kind, investigator, mission, site, cents, stated, dated, statement, decided_by,"
      " decided_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(line.visit.value).bind(line.kind).bind(line.investigator.value).bind(line.mission.value).bind(line.site.value)
      .bind(line.cents).bind(line.stated).bind(line.dated).bind(line.statement).bind(line.decided_by.value).bind(line.decided_at)
      .bind(line.reason).run();
}

void Repository::remove_payment_line(const VisitId& visit, std::string_view kind) {
  ask("DELETE FROM payment_line WHERE organisation = ? AND visit = ? AND kind = ?").bind(visit.value).bind(kind).run();
}

void Repository::put_payment_statement(const PaymentStatement& statement) {
  ask("INSERT INTO payment_statement (organisation, id, run, investigator, period_from, period_to, cents, lines, status,"
      " made_by, made_at, paid_on, reference, closed_by, closed_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (organisation, id) DO UPDATE SET status = excluded.status, paid_on = excluded.paid_on,"
      " reference = excluded.reference, closed_by = excluded.closed_by, closed_at = excluded.closed_at, reason = excluded.reason")
      .bind(statement.id).bind(statement.run).bind(statement.investigator.value).bind(statement.period_from)
      .bind(statement.period_to).bind(statement.cents).bind(statement.lines).bind(statement.status).bind(statement.made_by.value)
      .bind(statement.made_at).bind(statement.paid_on).bind(statement.reference).bind(statement.closed_by.value)
      .bind(statement.closed_at).bind(statement.reason).run();
}

}  // namespace constat::server::sqlite
