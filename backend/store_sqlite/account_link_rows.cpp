// Links by which a person chooses a password, and what ends with them: sessions, sites that somebody no longer manages.
#include "backend/store_sqlite/account_link_rows.hpp"

#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::string_view kColumns =
    "SELECT organisation, id, user, kind, token_hash, made_by, made_at, expires_at, used_at, revoked_at FROM account_link";

AccountLink read_link(const Statement& row) {
  AccountLink link{OrganisationId(row.text(0)), row.text(1), UserId(row.text(2)), row.text(3), row.text(4), UserId(row.text(5)),
                   row.integer(6), row.integer(7), {}, {}};
  if (!row.is_null(8)) link.used_at = row.integer(8);
  if (!row.is_null(9)) link.revoked_at = row.integer(9);
  return link;
}

void bind_moment(Statement& row, const std::optional<std::int64_t>& moment) {
  if (moment) row.bind(*moment);
  else row.bind_null();
}

}  // namespace

std::optional<AccountLink> account_link_by_id(Database& database, std::string_view id) {
  auto row = database.prepare(std::string(kColumns) + " WHERE id = ?");
  row.bind(id);
  if (!row.step()) return std::nullopt;
  return read_link(row);
}

std::vector<AccountLink> Repository::account_links(const std::optional<UserId>& user) {
  static const std::string sql = std::string(kColumns) + " WHERE organisation = ?1 AND (?2 IS NULL OR user = ?2) ORDER BY made_at DESC, id";
  auto row = ask(sql);
  if (user) row.bind(user->value);
  else row.bind_null();
  std::vector<AccountLink> links;
  while (row.step()) links.push_back(read_link(row));
  return links;
}

void Repository::put_account_link(const AccountLink& link) {
  auto row = ask(
      "INSERT INTO account_link (organisation, id, user, kind, token_hash, made_by, made_at, expires_at, used_at, revoked_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation, id) DO UPDATE SET used_at = excluded.used_at,"
      " revoked_at = excluded.revoked_at");
  row.bind(link.id).bind(link.user.value).bind(link.kind).bind(link.token_hash).bind(link.made_by.value).bind(link.made_at)
      .bind(link.expires_at);
  bind_moment(row, link.used_at);
  bind_moment(row, link.revoked_at);
  row.run();
}

void Repository::remove_user_site(const UserId& user, const SiteId& site) {
  ask("DELETE FROM user_site WHERE organisation = ? AND user = ? AND site = ?").bind(user.value).bind(site.value).run();
  if (is_announced("site", site.value, user.value)) announce("site", site.value, user.value);
}

}  // namespace constat::server::sqlite
