// Any request, as the dispatcher sees it: method and target on the first line, then headers, an empty line, a body.
// The header "cookie: @" becomes a real session, so that the fuzzer gets behind the door. Whatever comes, the answer has
// a status of HTTP, and never 500.
#include <algorithm>
#include <memory>

#include "backend/application/application.hpp"
#include "backend/http/dispatcher.hpp"
#include "shared/sync/digest.hpp"
#include "tests/backend/support/test_server.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/reliability/support/world.hpp"

using namespace constat;
using namespace constat::server;

namespace {

struct World {
  World() {
    if (!std::freopen("/dev/null", "a", stdout)) std::abort();
    ApplicationOptions options;
    options.data = folder.path() / "data";
    application = std::make_unique<Application>(std::move(options));
    test::seed(application->store(), application->passwords().hash(test::kPassword));
    for (const char* role : {"investigator", "manager"})
      cookies.push_back(test::open_session(application->store(), "north", std::string("north-") + role));
    files = std::make_unique<http::StaticFiles>(folder.path() / "web");
    dispatcher = std::make_unique<http::Dispatcher>(application->services(), *files, http::route_table());
  }
  test::TemporaryFolder folder;
  std::unique_ptr<Application> application;
  std::vector<std::string> cookies;
  std::unique_ptr<http::StaticFiles> files;
  std::unique_ptr<http::Dispatcher> dispatcher;
};

std::string_view line_of(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return line;
}

void read_target(std::string_view target, http::Request& request) {
  const std::size_t query = target.find('?');
  request.path = target.substr(0, query);
  while (query != std::string_view::npos && !target.empty()) {
    target = target.substr(std::min(target.size(), target.find_first_of("?&") == std::string_view::npos ? target.size() : target.find_first_of("?&") + 1));
    const std::string_view pair = target.substr(0, target.find('&'));
    if (const std::size_t equals = pair.find('='); equals != std::string_view::npos)
      request.query.emplace(pair.substr(0, equals), pair.substr(equals + 1));
    if (target.find('&') == std::string_view::npos) return;
  }
}

http::Request request_of(std::string_view bytes, const World& world) {
  http::Request request;
  request.on_loopback = true;
  request.address = "127.0.0.1";
  const std::string_view first = line_of(bytes);
  const std::size_t space = first.find(' ');
  request.method = http::method_of(first.substr(0, space)).value_or(http::Method::put);
  read_target(space == std::string_view::npos ? "/" : first.substr(space + 1), request);
  for (std::string_view line = line_of(bytes); !line.empty(); line = line_of(bytes)) {
    const std::size_t colon = line.find(": ");
    if (colon == std::string_view::npos) continue;
    std::string name(line.substr(0, colon)), value(line.substr(colon + 2));
    if (name == "cookie" && (value == "@" || value == "@@")) value = world.cookies[value.size() - 1];
    request.headers.emplace(std::move(name), std::move(value));
  }
  request.body = bytes;
  // A digest nobody could guess is given where the input asks for it.
  if (const auto asked = request.headers.find("content-digest"); asked != request.headers.end() && asked->second == "@")
    asked->second = content_digest(request.body);
  return request;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static World world;
  http::Request request = request_of(fuzz::text_of(data, size), world);
  auto admitted = world.dispatcher->admit(request);
  const http::Response answer = std::holds_alternative<http::Response>(admitted)
                                    ? std::get<http::Response>(std::move(admitted))
                                    : world.dispatcher->answer(std::get<http::Admission>(admitted), request);
  fuzz::demand(answer.status >= 200 && answer.status < 600, "an answer has a status");
  fuzz::demand(answer.status != 500 && answer.status != 503, "no request makes the server fail");
  for (const auto& [name, value] : answer.headers)
    fuzz::demand((name + value).find_first_of("\r\n") == std::string::npos, "nobody writes a header of the answer");
  return 0;
}
