// The audit log: its rows are added, and nothing here changes or removes one.
#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {
namespace {

constexpr std::string_view kWhere =
    " FROM audit a WHERE a.organisation = ?1 AND (?2 = '' OR a.action LIKE ?2 || '-%') AND (?3 IS NULL OR a.actor = ?3)"
    " AND (?4 = '' OR a.object LIKE ?4 ESCAPE '\\' OR a.detail LIKE ?4 ESCAPE '\\' OR a.address LIKE ?4 ESCAPE '\\' OR EXISTS"
    " (SELECT 1 FROM user u WHERE u.organisation = a.organisation AND u.id = a.actor"
    "   AND (u.name LIKE ?4 ESCAPE '\\' OR u.email LIKE ?4 ESCAPE '\\')))";

std::string pattern_of(const std::string& text) {
  if (text.empty()) return {};
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

void bind_filter(Statement& row, const AuditFilter& filter) {
  row.bind(filter.group);
  if (filter.actor) row.bind(filter.actor->value);
  else row.bind_null();
  row.bind(pattern_of(filter.text));
}

}  // namespace

AuditPage Repository::audit(const AuditFilter& filter) {
  static const std::string count_sql = "SELECT COUNT(*)" + std::string(kWhere);
  static const std::string page_sql = "SELECT a.number, a.at, a.actor, a.action, a.object_type, a.object, a.detail, a.address" +
                                      std::string(kWhere) + " ORDER BY a.number DESC LIMIT ?5 OFFSET ?6";
  AuditPage page;
  {
    auto row = ask(count_sql);
    bind_filter(row, filter);
    if (row.step()) page.count = row.integer(0);
  }
  auto row = ask(page_sql);
  bind_filter(row, filter);
  row.bind(static_cast<std::int64_t>(filter.limit)).bind(static_cast<std::int64_t>(filter.skip));
  while (row.step())
    page.entries.push_back({row.integer(0), row.text(1), UserId(row.text(2)), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7)});
  return page;
}

void Repository::add_audit(const AuditEntry& entry) {
  ask("INSERT INTO audit (organisation, number, at, actor, action, object_type, object, detail, address)"
      " SELECT ?1, COALESCE(MAX(number), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM audit WHERE organisation = ?1")
      .bind(entry.at).bind(entry.actor.value).bind(entry.action).bind(entry.object_type).bind(entry.object).bind(entry.detail)
      .bind(entry.address).run();
}

}  // namespace constat::server::sqlite
