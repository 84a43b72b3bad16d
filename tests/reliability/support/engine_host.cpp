#include "tests/reliability/support/engine_host.hpp"

#include <stdexcept>

#include "shared/device/database.hpp"

namespace constat::test {

EngineHost::EngineHost(std::uint64_t seed, std::chrono::milliseconds patience) : phone_(seed), patience_(patience) {
  call("open");
}

HttpResponse EngineHost::send(const HttpRequest& request) {
  ++requests_;
  // A connection each, as browsers open several: every request meets the network anew.
  Client client(port_, patience_);
  client.use_cookie(cookie_);
  const auto reply = client.send(request.method, request.path, request.body, {request.headers.begin(), request.headers.end()});
  if (const std::string cookie = reply.header("set-cookie"); !cookie.empty()) cookie_ = cookie.substr(0, cookie.find(';'));
  HttpResponse response;
  response.status = reply.status;
  response.headers = {reply.headers.begin(), reply.headers.end()};
  response.body = reply.body;
  return response;
}

void EngineHost::exchange() {
  for (;;) {
    const auto requests = phone_.take_requests();
    if (requests.empty()) return;
    for (const HttpRequest& request : requests) phone_.respond(request.id, send(request));
  }
}

Answered EngineHost::call(const std::string& name, const std::string& payload) {
  const std::int64_t seq = phone_.send(name, payload);
  exchange();
  const Answered* answer = phone_.answer(seq);
  if (!answer || !answer->ok) throw std::runtime_error(name + (answer ? " was refused: " + answer->code() : " was not answered"));
  return *answer;
}

void EngineHost::sign_in(int port, const std::string& email, const std::string& password) {
  use_port(port);
  call("sign_in", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
  call("sync");
}

std::string EngineHost::make_visit(const std::string& mission, const std::map<std::string, std::string>& answers) {
  const std::string visit = call("start_visit", "{\"mission\":\"" + mission + "\"}").value.find("visit")->find("id")->text;
  for (const auto& [item, value] : answers)
    call("save_answer", "{\"visit\":\"" + visit + "\",\"item\":\"" + item + "\",\"answer\":{\"value\":" + value + "}}");
  call("submit_visit", "{\"visit\":\"" + visit + R"(","device_score":{"scoring_version":1,"status":"complete","score":75,)"
                       R"("uncapped":75,"grade":"A","passed":true}})");
  return visit;
}

bool EngineHost::queue_is_empty() {
  const auto rows = phone_.sql.run("SELECT count(*) FROM visit WHERE state <> 'received'", {});
  return rows && integer_at(rows->front(), 0) == 0;
}

bool EngineHost::run_until_received(int rounds) {
  for (int round = 0; round < rounds; ++round) {
    exchange();
    if (queue_is_empty()) return true;
    phone_.wait(phone_.wake_in_ms().value_or(1000));
  }
  return queue_is_empty();
}

void EngineHost::sync() {
  phone_.send("sync");
  exchange();
}

std::map<std::string, std::string> EngineHost::receipts() {
  std::map<std::string, std::string> all;
  if (const auto rows = phone_.sql.run("SELECT id, receipt FROM visit WHERE state = 'received'", {}))
    for (const SqlRow& row : *rows) all[text_at(row, 0)] = text_at(row, 1);
  return all;
}

std::string EngineHost::body_of(const std::string& visit) {
  const auto rows = phone_.sql.run("SELECT body FROM visit WHERE id = ?1", {visit});
  return rows && !rows->empty() ? text_at(rows->front(), 0) : std::string();
}

}  // namespace constat::test
