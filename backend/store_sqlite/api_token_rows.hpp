// A token is found before anybody knows of which organisation it is.
#pragma once

#include "backend/store/api_tokens.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

std::optional<ApiToken> api_token_by_id(Database& database, std::string_view id);

}  // namespace constat::server::sqlite
