#include <catch_amalgamated.hpp>

#include "backend/cli/token_command.hpp"
#include "backend/cli/user_command.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

TEST_CASE("a token is made, listed and revoked by command, and its secret is printed once") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  REQUIRE(run(user_command(), {"add", "--data", data, "--email", "a@example.org", "--role", "manager", "--organisation", "Nord"}).code == kExitGood);
  CHECK(run(token_command(), {"list", "--data", data}).err.find("No token yet") != std::string::npos);

  const Outcome made = run(token_command(), {"add", "--data", data, "--user", "A@example.org", "--name", "Wall screen", "--scope", "figures:read", "sites:read", "--days", "30"});
  REQUIRE(made.code == kExitGood);
  CHECK(made.out.find("constat_t") == 0);
  const std::string id = made.out.substr(8, made.out.find('.') - 8), secret = made.out.substr(made.out.find('.') + 1, 43);
  const Outcome listed = run(token_command(), {"list", "--data", data});
  CHECK(listed.out.find(id + "\tactive\ta\t") == 0);
  CHECK(listed.out.find("\t-\tfigures:read,sites:read\tWall screen\n") != std::string::npos);
  CHECK(listed.out.find(secret) == std::string::npos);

  CHECK(run(token_command(), {"revoke", "--data", data, "--id", id}).code == kExitGood);
  CHECK(run(token_command(), {"list", "--data", data}).out.find(id + "\trevoked\t") == 0);
  CHECK(run(token_command(), {"revoke", "--data", data, "--id", id}).out.find("already") != std::string::npos);
  CHECK(run(token_command(), {"revoke", "--data", data, "--id", "tnothing"}).code == kExitBadInput);
}

TEST_CASE("a token that cannot be made by command says everything that is wrong") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  REQUIRE(run(user_command(), {"add", "--data", data, "--email", "a@example.org", "--role", "manager", "--organisation", "Nord"}).code == kExitGood);
  const Outcome refused = run(token_command(), {"add", "--data", data, "--user", "a@example.org", "--scope", "everything", "--days", "many"});
  CHECK(refused.code == kExitBadInput);
  for (const char* part : {"name", "everything", "days"}) CHECK(refused.err.find(part) != std::string::npos);
  CHECK(run(token_command(), {"add", "--data", data, "--user", "b@example.org", "--name", "x", "--scope", "sites:read"}).code == kExitBadInput);
  CHECK(run(token_command(), {"add", "--data", data}).code == kExitBadUsage);
  CHECK(run(token_command(), {"remove", "--data", data}).code == kExitBadUsage);
}
