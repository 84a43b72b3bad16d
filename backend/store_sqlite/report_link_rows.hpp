// A link is found before anybody knows of which organisation it is.
#pragma once

#include "backend/store/report_links.hpp"
#include "backend/store_sqlite/database.hpp"

namespace constat::server::sqlite {

std::optional<ReportLink> report_link_by_id(Database& database, std::string_view id);

}  // namespace constat::server::sqlite
