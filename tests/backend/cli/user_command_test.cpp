#include <catch_amalgamated.hpp>

#include <iostream>
#include <sstream>

#include "backend/cli/user_command.hpp"
#include "tests/backend/cli/command_runner.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::test;

namespace {

// What a command reads from standard input, for as long as this stands.
struct Typed {
  explicit Typed(const std::string& text) : in(text), before(std::cin.rdbuf(in.rdbuf())) {}
  ~Typed() { std::cin.rdbuf(before); }
  std::istringstream in;
  std::streambuf* before;
};

std::unique_ptr<server::Application> open_data(const std::string& data) {
  server::ApplicationOptions options;
  options.data = data;
  return std::make_unique<server::Application>(std::move(options));
}

}  // namespace

TEST_CASE("a password that is set by command ends sessions, and makes no deactivated account active") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  const std::vector<std::string> add{"add", "--data", data, "--email", "ana@example.org", "--role", "manager", "--organisation", "Nord"};
  const server::OrganisationId nord("nord");
  REQUIRE(run(user_command(), add).code == kExitGood);
  {
    const auto application = open_data(data);
    application->store().put_session({"hash", nord, UserId("ana"), 1'800'000'000'000, 1'800'000'000'000, 1'900'000'000'000, ""});
    application->store().write(nord, [](server::Writer& writer) {
      auto user = *writer.user(UserId("ana"));
      user.disabled = true;
      writer.put_user(user);
    });
    application->stop();
  }
  const Outcome again = run(user_command(), add);
  REQUIRE(again.code == kExitGood);
  CHECK(again.err.find("deactivated") != std::string::npos);
  const auto application = open_data(data);
  CHECK(application->store().read(nord)->user(UserId("ana"))->disabled);
  CHECK(application->store().accounts()->sessions_of(nord, UserId("ana")).empty());
  application->stop();
}

TEST_CASE("a password on standard input follows the same rules as everywhere") {
  TemporaryFolder folder;
  const std::string data = (folder.path() / "data").string();
  const auto set = [&](const std::string& password) {
    const Typed typed(password + "\n");
    return run(user_command(), {"add", "--data", data, "--email", "ana@example.org", "--role", "manager", "--organisation", "Nord", "--password-stdin"});
  };
  for (const char* bad : {"short", "aaaaaaaaaaaa", "ana@example.org", "basketball2026"}) {
    INFO(bad);
    const Outcome refused = set(bad);
    CHECK(refused.code == kExitBadInput);
    CHECK(refused.err.find("the password is refused") != std::string::npos);
  }
  CHECK(set("nine cows on a meadow").code == kExitGood);
}
