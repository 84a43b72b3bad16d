#include <catch_amalgamated.hpp>

#include "backend/auth/report_links.hpp"
#include "backend/cli/link_command.hpp"
#include "backend/cli/user_command.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

TEST_CASE("links to reports are listed and revoked by command, and no secret is printed") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  REQUIRE(run(user_command(), {"add", "--data", data, "--email", "a@example.org", "--role", "manager", "--organisation", "Nord"}).code == kExitGood);
  CHECK(run(link_command(), {"list", "--data", data}).err.find("No link") != std::string::npos);
  std::string id, hash;
  {
    server::ApplicationOptions options;
    options.data = folder.path() / "data";
    server::Application application(std::move(options));
    const auto user = application.store().accounts()->user_by_email("a@example.org");
    const auto made = server::make_report_link(*user, {"site", "lyon", "all"}, "", 14, application.services().clock());
    id = made.link.id, hash = made.link.token_hash;
    application.store().write(user->organisation, [&](server::Writer& writer) { writer.put_report_link(made.link); });
  }
  const Outcome listed = run(link_command(), {"list", "--data", data});
  CHECK(listed.out.find(id + "\tactive\ta\t") == 0);
  CHECK(listed.out.find("\t0\t-\tsite\tlyon\tall\n") != std::string::npos);
  CHECK(listed.out.find(hash) == std::string::npos);

  CHECK(run(link_command(), {"revoke", "--data", data, "--id", id}).code == kExitGood);
  CHECK(run(link_command(), {"list", "--data", data}).out.find(id + "\trevoked\t") == 0);
  CHECK(run(link_command(), {"revoke", "--data", data, "--id", id}).out.find("already") != std::string::npos);
  CHECK(run(link_command(), {"revoke", "--data", data, "--id", "rnothing"}).code == kExitBadInput);
  CHECK(run(link_command(), {"revoke", "--data", data}).code == kExitBadUsage);
  CHECK(run(link_command(), {"make", "--data", data}).code == kExitBadUsage);
}
