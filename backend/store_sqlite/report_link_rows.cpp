#include "backend/store_sqlite/report_link_rows.hpp"

#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::string_view kColumns =
    "SELECT organisation, id, maker, kind, subject, wave, request, token_hash, made_at, expires_at, opened, opened_at, revoked_at FROM report_link";

ReportLink read_link(const Statement& row) {
  ReportLink link{OrganisationId(row.text(0)), row.text(1), UserId(row.text(2)), row.text(3),     row.text(4), row.text(5),
                  row.text(6),                 row.text(7), row.integer(8),      row.integer(9),  row.integer(10), {}, {}};
  if (!row.is_null(11)) link.opened_at = row.integer(11);
  if (!row.is_null(12)) link.revoked_at = row.integer(12);
  return link;
}

void bind_moment(Statement& row, const std::optional<std::int64_t>& moment) {
  if (moment) row.bind(*moment);
  else row.bind_null();
}

}  // namespace

std::optional<ReportLink> report_link_by_id(Database& database, std::string_view id) {
  auto row = database.prepare(std::string(kColumns) + " WHERE id = ?");
  row.bind(id);
  if (!row.step()) return std::nullopt;
  return read_link(row);
}

std::vector<ReportLink> Repository::report_links(const std::optional<UserId>& maker) {
  static const std::string sql = std::string(kColumns) + " WHERE organisation = ?1 AND (?2 IS NULL OR maker = ?2) ORDER BY made_at DESC, id";
  auto row = ask(sql);
  if (maker) row.bind(maker->value);
  else row.bind_null();
  std::vector<ReportLink> links;
  while (row.step()) links.push_back(read_link(row));
  return links;
}

void Repository::put_report_link(const ReportLink& link) {
  auto row = ask(
      "INSERT INTO report_link (organisation, id, maker, kind, subject, wave, request, token_hash, made_at, expires_at, opened, opened_at, revoked_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation, id) DO UPDATE SET opened = excluded.opened,"
      " opened_at = excluded.opened_at, revoked_at = excluded.revoked_at");
  row.bind(link.id).bind(link.maker.value).bind(link.kind).bind(link.subject).bind(link.wave).bind(link.request).bind(link.token_hash).bind(link.made_at)
      .bind(link.expires_at).bind(link.opened);
  bind_moment(row, link.opened_at);
  bind_moment(row, link.revoked_at);
  row.run();
}

void Repository::remove_report_link(std::string_view id) {
  ask("DELETE FROM report_link WHERE organisation = ? AND id = ?").bind(id).run();
}

}  // namespace constat::server::sqlite
