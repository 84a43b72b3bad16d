// Rows that both the repository and the accounts read.
#pragma once

#include "backend/store/records.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

inline constexpr std::string_view kUserColumns =
    "SELECT organisation, id, email, name, role, language, password_hash, disabled FROM user";

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
  return user;
}

// Columns: id, name, demo, epoch, index_rules.
inline Organisation read_organisation(const Statement& row) {
  return {OrganisationId(row.text(0)), row.text(1), row.integer(2) != 0, row.text(3), row.text(4)};
}

}  // namespace constat::server::sqlite
