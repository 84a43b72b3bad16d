#include "tests/backend/support/api_tokens.hpp"

#include "backend/auth/scopes.hpp"
#include "backend/auth/tokens.hpp"

namespace constat::test {
namespace {

std::string made_at(TestServer& fixture, const std::string& account, const std::vector<std::string>& scopes, std::int64_t days, std::int64_t days_ago) {
  const server::OrganisationId organisation(account.substr(0, account.find('-')));
  std::string text;
  fixture.application().store().write(organisation, [&](server::Writer& writer) {
    const std::int64_t then = fixture.application().services().clock() - days_ago * server::kDayMs;
    const auto made = server::make_api_token(*writer.user(UserId(account)), "tests", scopes, days, UserId(), then);
    writer.put_api_token(made.token);
    text = made.text;
  });
  return text;
}

}  // namespace

std::string api_token(TestServer& fixture, const std::string& account, const std::vector<std::string>& scopes) {
  return made_at(fixture, account, scopes, server::kLongestTokenDays, 0);
}

std::string expired_token(TestServer& fixture, const std::string& account, const std::vector<std::string>& scopes) {
  return made_at(fixture, account, scopes, 1, 2);
}

std::vector<std::string> scopes_but(const std::string& left_out) {
  std::vector<std::string> scopes;
  for (const server::TokenScope scope : server::all_scopes())
    if (server::to_string(scope) != left_out) scopes.emplace_back(server::to_string(scope));
  return scopes;
}

}  // namespace constat::test
