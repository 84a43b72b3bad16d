// Rows that both the repository and the accounts read.
#pragma once

#include "backend/store/records.hpp"
#include "backend/store_sqlite/database.hpp"
#include "backend/store_sqlite/text_lists.hpp"

namespace constat::server::sqlite {

// The audience of what every phone of the organisation hears; no person has this id.
inline constexpr std::string_view kEverybody = "*";

inline constexpr std::string_view kUserColumns =
    "SELECT organisation, id, email, name, role, language, password_hash, disabled, regions, skills FROM user";

inline User read_user(const Statement& row) {
  User user;
  user.organisation = OrganisationId(row.text(0));
  user.id = UserId(row.text(1));
  user.email = row.text(2);
  user.name = row.text(3);
  // A role that this version does not know gets the least of them.
  user.role = role_of(row.text(4)).value_or(Role::client);
  user.language = row.text(5);
  user.password_hash = row.text(6);
  user.disabled = row.integer(7) != 0;
  user.regions = list_of(row.text(8));
  user.skills = list_of(row.text(9));
  return user;
}

inline constexpr std::string_view kRevisionColumns =
    "SELECT visit, revision, sha256, main, body, sender, received_at, client_time, quarantined, receipt, seq, decision, redacted"
    " FROM revision";

inline Revision read_revision(const Statement& row) {
  return {VisitId(row.text(0)), row.integer(1), row.text(2),          row.integer(3) != 0, row.text(4),     UserId(row.text(5)),
          row.text(6),          row.text(7),    row.optional_text(8), row.text(9),         row.integer(10), row.optional_text(11), row.integer(12) != 0};
}

inline constexpr std::string_view kOrganisationColumns = "SELECT id, name, demo, epoch, index_rules, review_required, retention_months, second_share FROM organisation";

inline Organisation read_organisation(const Statement& row) {
  return {OrganisationId(row.text(0)), row.text(1), row.integer(2) != 0, row.text(3), row.text(4), row.integer(5) != 0, row.integer(6), row.integer(7)};
}

// How the feed names a version of a checklist.
inline std::string checklist_key(const ChecklistId& id, std::int64_t version) {
  return id.value + "@" + std::to_string(version);
}

}  // namespace constat::server::sqlite
