#include <catch_amalgamated.hpp>

#include "backend/cli/organisation_command.hpp"
#include "backend/cli/user_command.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

TEST_CASE("an organisation demands review from the moment that it is told to, and says so") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  REQUIRE(run(user_command(), {"add", "--data", data, "--email", "a@example.org", "--role", "administrator", "--organisation", "Nord"}).code == kExitGood);
  CHECK(run(organisation_command(), {"--data", data}).out == "Nord (nord): a visit counts as soon as it is received\n");
  CHECK(run(organisation_command(), {"--data", data, "--organisation", "Nord", "--review", "required"}).out == "Nord (nord): a visit counts once it is approved\n");
  CHECK(run(organisation_command(), {"--data", data}).out == "Nord (nord): a visit counts once it is approved\n");
  CHECK(run(organisation_command(), {"--data", data, "--review", "none"}).out == "Nord (nord): a visit counts as soon as it is received\n");

  const Outcome absent = run(organisation_command(), {"--data", data, "--organisation", "Sud"});
  CHECK(absent.code == kExitBadInput);
  CHECK(absent.err.find("“Sud”") != std::string::npos);
  CHECK(run(organisation_command(), {"--data", data, "--review", "sometimes"}).code == kExitBadUsage);
}
