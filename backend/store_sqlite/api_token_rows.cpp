#include "backend/store_sqlite/api_token_rows.hpp"

#include "backend/store_sqlite/sqlite_repository.hpp"
#include "backend/store_sqlite/text_lists.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::string_view kColumns =
    "SELECT organisation, id, user, name, scopes, token_hash, made_by, made_at, expires_at, used_on, revoked_at FROM api_token";

ApiToken read_token(const Statement& row) {
  ApiToken token{OrganisationId(row.text(0)), row.text(1), UserId(row.text(2)), row.text(3),    list_of(row.text(4)), row.text(5),
                 UserId(row.text(6)),         row.integer(7), row.integer(8),   {},             {}};
  if (!row.is_null(9)) token.used_on = row.integer(9);
  if (!row.is_null(10)) token.revoked_at = row.integer(10);
  return token;
}

void bind_moment(Statement& row, const std::optional<std::int64_t>& moment) {
  if (moment) row.bind(*moment);
  else row.bind_null();
}

}  // namespace

std::optional<ApiToken> api_token_by_id(Database& database, std::string_view id) {
  auto row = database.prepare(std::string(kColumns) + " WHERE id = ?");
  row.bind(id);
  if (!row.step()) return std::nullopt;
  return read_token(row);
}

std::vector<ApiToken> Repository::api_tokens(const std::optional<UserId>& user) {
  static const std::string sql = std::string(kColumns) + " WHERE organisation = ?1 AND (?2 IS NULL OR user = ?2) ORDER BY made_at DESC, id";
  auto row = ask(sql);
  if (user) row.bind(user->value);
  else row.bind_null();
  std::vector<ApiToken> tokens;
  while (row.step()) tokens.push_back(read_token(row));
  return tokens;
}

void Repository::put_api_token(const ApiToken& token) {
  auto row = ask(
      "INSERT INTO api_token (organisation, id, user, name, scopes, token_hash, made_by, made_at, expires_at, used_on, revoked_at)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (organisation, id) DO UPDATE SET used_on = excluded.used_on,"
      " revoked_at = excluded.revoked_at");
  row.bind(token.id).bind(token.user.value).bind(token.name).bind(list_text(token.scopes)).bind(token.token_hash).bind(token.made_by.value)
      .bind(token.made_at).bind(token.expires_at);
  bind_moment(row, token.used_on);
  bind_moment(row, token.revoked_at);
  row.run();
}

}  // namespace constat::server::sqlite
