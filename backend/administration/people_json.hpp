// People as an administrator reads them, page by page.
#pragma once

#include <string>

#include "backend/administration/people.hpp"

namespace constat::server {

inline constexpr std::size_t kPeoplePage = 50;

struct PeopleFilter {
  std::string text;  // in name, address or id, without case or accents
  std::string role, status;
  std::size_t page = 0;
};

std::string people_json(Reader& reader, const PeopleFilter& filter, std::int64_t now_ms);
std::string person_json(Reader& reader, const User& user, std::int64_t now_ms);

}  // namespace constat::server
