// Requests, as the dispatcher sees them, one after the other; a line "%%" stands between two. Of each: method and target
// on the first line, then headers, an empty line, a body. "cookie: @" becomes the investigator's session and "@@" the
// manager's, and "content-digest: @" the true digest, so that the fuzzer gets behind the door. Whatever comes, the answer
// has a status of HTTP and is no failure of the server; and what was accepted is accepted again.
#include <algorithm>

#include "backend/http/cookies.hpp"
#include "shared/sync/digest.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/fuzz/support/server.hpp"

using namespace constat;
namespace http = constat::server::http;

namespace {

constexpr std::string_view kBetween = "\n%%\n";
constexpr int kMostRequests = 8;

std::string_view line_of(std::string_view& rest) {
  const std::size_t end = rest.find('\n');
  const std::string_view line = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return line;
}

void read_target(std::string_view target, http::Request& request) {
  const std::size_t question = std::min(target.find('?'), target.size());
  request.path = target.substr(0, question);
  std::string_view query = target.substr(question);
  while (!query.empty()) {
    query.remove_prefix(1);
    const std::string_view pair = query.substr(0, query.find('&'));
    if (const std::size_t equals = pair.find('='); equals != std::string_view::npos)
      request.query.emplace(pair.substr(0, equals), pair.substr(equals + 1));
    query.remove_prefix(pair.size());
  }
}

http::Request request_of(std::string_view bytes, const fuzz::Server& server) {
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
    std::string value(line.substr(colon + 2));
    if (value == "@" && line.substr(0, colon) == "cookie") value = server.investigator;
    if (value == "@@" && line.substr(0, colon) == "cookie") value = server.manager;
    request.headers.emplace(line.substr(0, colon), std::move(value));
  }
  request.body = bytes;
  if (const auto asked = request.headers.find("content-digest"); asked != request.headers.end() && asked->second == "@")
    asked->second = content_digest(request.body);
  return request;
}

// A repeated end of a session meets no session, and a repeated part of a photo the end of the part.
bool can_be_repeated(const http::Request& request) {
  return request.method == http::Method::put || (request.method == http::Method::post && request.path != "/api/v1/session");
}

bool accepts(const http::Response& answer) { return answer.status >= 200 && answer.status < 300; }

http::Response answer_of(fuzz::Server& server, http::Request request) {
  http::Response answer = server.answer(request);
  fuzz::demand(answer.status >= 200 && answer.status < 600, "an answer has a status");
  fuzz::demand(answer.status != 500 && answer.status != 503, "no request makes the server fail");
  for (const auto& [name, value] : answer.headers)
    fuzz::demand((name + value).find_first_of("\r\n") == std::string::npos, "nobody writes a header of the answer");
  return answer;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static fuzz::Server server;
  std::string_view rest = fuzz::text_of(data, size);
  bool changed = false;
  for (int i = 0; i < kMostRequests && !rest.empty(); ++i) {
    const std::size_t end = rest.find(kBetween);
    const http::Request request = request_of(rest.substr(0, end), server);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + kBetween.size());
    const bool accepted = accepts(answer_of(server, request));
    changed = changed || !http::only_reads(request.method);
    if (accepted && can_be_repeated(request))
      fuzz::demand(accepts(answer_of(server, request)), "what was accepted is accepted again");
  }
  // The next input finds what this one found: a broken one breaks alone, too.
  if (changed) server.renew();
  return 0;
}
