#include "tests/shared/device/support/scenario.hpp"

#include <stdexcept>

namespace constat::test {

const char* const kDeviceScore =
    R"({"scoring_version":1,"status":"complete","score":72.5,"uncapped":72.5,"grade":"b","passed":false})";

void publish_missions(ModelServer& server, int missions) {
  server.publish("site", "s1", R"({"id":"s1","name":"Site","city":"Lyon","region":"ARA","tags":[],"position":null})");
  server.publish("checklist", "accueil@1",
                 R"({"hash":"h","checklist":{"format":"constat.checklist/1","id":"accueil","version":1,"title":{"fr":"Accueil"},"sections":[]}})");
  for (int i = 0; i < missions; ++i) {
    const std::string id = "m" + std::to_string(i);
    server.publish("mission", id, "{\"id\":\"" + id + R"(","site":"s1","checklist":{"id":"accueil","version":1},"wave":"w1",)"
                                  R"("contact_mode":"visit","window":{"from":"2026-11-01","to":"2026-11-30"},)"
                                  R"("scenario":{"fr":"x"},"status":"assigned","live_score":true})");
  }
}

Scenario::Scenario(std::uint64_t seed, int missions) : phone(seed) {
  publish_missions(server, missions);
  ok("open");
}

void Scenario::exchange() {
  for (int round = 0; round < 1000; ++round) {
    const auto requests = phone.take_requests();
    if (requests.empty()) return;
    for (const HttpRequest& request : requests)
      phone.respond(request.id, network ? server.handle(client, request) : HttpResponse());
  }
  throw std::logic_error("the phone never stops asking");
}

Answered Scenario::call(const std::string& name, const std::string& payload) {
  const std::int64_t seq = phone.send(name, payload);
  exchange();
  const Answered* answer = phone.answer(seq);
  if (!answer) throw std::logic_error(name + " was not answered");
  return *answer;
}

Json Scenario::ok(const std::string& name, const std::string& payload) {
  Answered answer = call(name, payload);
  if (!answer.ok) throw std::logic_error(name + " was refused: " + answer.code());
  return answer.value;
}

void Scenario::sign_in(const std::string& user) {
  ok("sign_in", "{\"email\":\"" + user + "@example.org\",\"password\":\"secret\"}");
}

std::string Scenario::start(const std::string& mission) {
  return ok("start_visit", "{\"mission\":\"" + mission + "\"}").find("visit")->find("id")->text;
}

Answered Scenario::save(const std::string& visit, const std::string& item, const std::string& value) {
  return call("save_answer", "{\"visit\":\"" + visit + "\",\"item\":\"" + item + "\",\"answer\":{\"value\":\"" + value + "\"}}");
}

std::string Scenario::value_of(const std::string& visit, const std::string& item) {
  const Json opened = ok("open_visit", "{\"visit\":\"" + visit + "\"}");
  const Json* answer = opened.find("visit")->find("answers")->find(item);
  return answer && answer->find("value") ? answer->find("value")->text : std::string();
}

Json Scenario::submit(const std::string& visit) {
  return ok("submit_visit", "{\"visit\":\"" + visit + "\",\"device_score\":" + kDeviceScore + "}");
}

std::string Scenario::photograph(const std::string& visit, const std::string& item, const std::string& bytes, const std::string& role) {
  const std::string place = "\"visit\":\"" + visit + "\",\"item\":\"" + item + "\"";
  ok("await_photo", "{" + place + "}");
  const std::string facts = phone.take_photo(bytes, item);
  ok("add_photo", "{" + place + ",\"as\":\"" + role + "\",\"facts\":" + facts + "}");
  return parse_json(facts)->find("sha256")->text;
}

std::string Scenario::state_of(const std::string& visit) {
  const Json list = ok("list_visits");
  for (const Json& entry : list.find("visits")->elements)
    if (entry.find("id")->text == visit) return entry.find("state")->text;
  return {};
}

void Scenario::reopen() {
  phone.restart();
  ok("open");
}

}  // namespace constat::test
