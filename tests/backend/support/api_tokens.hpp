// API tokens for the tests, made beside the routes.
#pragma once

#include <string>
#include <vector>

#include "tests/backend/support/test_server.hpp"

namespace constat::test {

// "constat_<id>.<secret>", for an account of "north" or "south" as its id begins; valid for a year.
std::string api_token(TestServer& fixture, const std::string& account, const std::vector<std::string>& scopes);
std::string expired_token(TestServer& fixture, const std::string& account, const std::vector<std::string>& scopes);

// Every scope that there is but one; "": every scope.
std::vector<std::string> scopes_but(const std::string& left_out);

}  // namespace constat::test
