#include "tests/faults/support/day.hpp"

#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/submission.hpp"
#include "shared/text/text.hpp"
#include "tests/faults/support/memory_faults.hpp"
#include "tests/shared/device/support/scenario.hpp"

namespace constat::test {
namespace {

constexpr int kMissions = 4;
constexpr int kClient = 1, kOtherPhone = 2;
constexpr const char* kFromElsewhere = "01936d2e-7c1b-7d0a-b1f2-00000000e15e";

bool has_words(const std::string& code) {
  const std::string key = "app.failure." + code;
  return !code.empty() && text(Language::french, key) != key && text(Language::english, key) != key;
}

std::string visit_payload(const std::string& visit, const std::string& more = {}) {
  return "{\"visit\":\"" + visit + "\"" + more + "}";
}

bool has_answer(const std::string& body, const std::string& item, const std::string& value) {
  const auto submission = parse_json(body);
  const Json* visit = submission ? submission->find("visit") : nullptr;
  const Json* answer = visit && visit->find("answers") ? visit->find("answers")->find(item) : nullptr;
  return answer && answer->find("value") && answer->find("value")->text == value;
}

// A visit of the same person, sent from another phone with its photo, and returned.
void return_from_elsewhere(ModelServer& server) {
  const auto send = [&](const std::string& method, const std::string& path, std::vector<std::pair<std::string, std::string>> headers, const std::string& body) {
    HttpRequest request;
    request.method = method;
    request.path = path;
    request.headers = std::move(headers);
    request.headers.emplace_back("Content-Digest", content_digest(body));
    request.body = body;
    (void)server.handle(kOtherPhone, request);
  };
  const std::string photo = "JPEG from elsewhere", sha256 = sha256_hex(photo);
  Submission sent;
  sent.visit.id = VisitId(kFromElsewhere);
  sent.visit.checklist = ChecklistId("accueil");
  sent.visit.checklist_version = 1;
  sent.visit.site = SiteId("s1");
  sent.visit.investigator = UserId("anna");
  sent.visit.contact_mode = "visit";
  sent.visit.started_at = sent.visit.ended_at = "2026-11-02T10:00:00+01:00";
  sent.visit.answers["a"].value = TextValue("first");
  sent.visit.answers["b"].value = NumberValue{"12.5"};
  sent.visit.answers["b"].photos = {"sha256:" + sha256};
  sent.app_version = "0";
  sent.photos.push_back({sha256, "b", static_cast<std::int64_t>(photo.size()), "image/jpeg", 16, 16, std::nullopt, "2026-11-02T10:05:00+01:00"});
  send("POST", "/api/v1/session", {}, R"({"email":"anna@example.org","password":"secret"})");
  send("PUT", std::string("/api/v1/visits/") + kFromElsewhere + "/revisions/1", {}, write_submission(sent));
  send("PATCH", "/api/v1/blobs/" + sha256, {{"Upload-Offset", "0"}, {"Upload-Length", std::to_string(photo.size())}}, photo);
  server.return_visit(kFromElsewhere, R"({"type":"returned","at":"2026-11-03T09:00:00Z","revision":1,"text":"x","items":["a"]})");
}

std::string last_error_of(const std::string& sync) {
  const auto json = parse_json(sync);
  const Json* error = json ? json->find("last_error") : nullptr;
  return error && error->is(JsonKind::string) ? error->text : std::string();
}

}  // namespace

Day::Day(std::uint64_t seed) : phone(seed) {
  publish_missions(server, kMissions);
  return_from_elsewhere(server);
}

std::string Day::step_at(std::int64_t call) const {
  std::string name = "start";
  for (const auto& [at, step] : steps_)
    if (at < call) name = step;
  return name;
}

void Day::step(const std::string& name) { steps_.emplace_back(phone.disk.calls(), name); }

void Day::end_faults() {
  phone.disk.no_faults();
  MemoryFaults::none();
}

void Day::exchange() {
  for (int round = 0; round < 400 && !phone.is_dead(); ++round) {
    const auto requests = phone.take_requests();
    if (requests.empty()) return;
    for (HttpRequest request : requests) {
      const auto body = phone.body_of(request);
      HttpResponse response;
      response.status = kUnreadableFile;
      if (body) {
        request.body = *body;
        if (request.blob) request.headers.emplace_back("Content-Digest", content_digest(request.body));
        response = server.handle(kClient, request);
      }
      phone.respond(request.id, response);
    }
  }
  if (!phone.is_dead()) faults_.push_back("the phone never stops asking");
}

const PhoneAnswer* Day::ask(const std::string& name, const std::string& payload) {
  if (phone.is_dead()) return nullptr;
  const std::int64_t seq = phone.send(name, payload);
  exchange();
  const PhoneAnswer* answer = phone.answer(seq);
  if (phone.is_dead() || (answer && answer->ok)) return answer;
  if (answer) {
    ++refusals;
    if (!has_words(answer->code())) faults_.push_back(name + " was refused without words: " + answer->code());
  }
  end_faults();
  phone.wait(60'000);
  exchange();
  answer = phone.answer(seq);
  if (answer && answer->ok) return answer;
  const std::int64_t again = phone.send(name, payload);
  exchange();
  answer = phone.answer(again);
  // What was reported as failed may have been done: then there is nothing left to discard.
  if (name == "discard_visit" && answer && answer->code() == "unknown-visit") return nullptr;
  if (!answer || !answer->ok) faults_.push_back(name + " does not work after the fault: " + (answer ? answer->code() : "no answer"));
  return answer && answer->ok ? answer : nullptr;
}

// Until the sync cycle has ended well.
void Day::settle() {
  for (int round = 0; round < 20 && !phone.is_dead(); ++round) {
    exchange();
    if (last_error_of(phone.last_sync).empty()) return;
    ++refusals;
    end_faults();
    phone.wait(phone.wake_in_ms().value_or(1000));
  }
  if (!phone.is_dead()) faults_.push_back("sync does not end: " + last_error_of(phone.last_sync));
}

std::string Day::start(const std::string& mission) {
  step("start " + mission);
  const PhoneAnswer* answer = ask("start_visit", "{\"mission\":\"" + mission + "\"}");
  if (!answer || phone.is_dead()) return {};
  const std::string visit = answer->value.find("visit")->find("id")->text;
  visits_[visit];
  return visit;
}

void Day::save(const std::string& visit, const std::string& item, const std::string& value) {
  if (visit.empty() || phone.is_dead()) return;
  step("save " + item);
  Promised& promised = visits_[visit];
  promised.asked = {{item, value}};
  const PhoneAnswer* answer = ask("save_answer", visit_payload(visit, ",\"item\":\"" + item + "\",\"answer\":{\"value\":\"" + value + "\"}"));
  if (!answer || !answer->ok || phone.is_dead()) return;
  promised.saved[item] = value;
  promised.asked.clear();
}

// The camera takes a picture while the command that awaits it is on disk; the file is written before the engine hears of it.
void Day::photograph(const std::string& visit, const std::string& item) {
  if (visit.empty() || phone.is_dead()) return;
  const std::string place = ",\"item\":\"" + item + "\"", bytes = "JPEG of " + item, sha256 = sha256_hex(bytes);
  step("await photo");
  ask("await_photo", visit_payload(visit, place));
  step("photo file");
  for (int tries = 0; tries < 2 && !phone.is_dead() && !phone.put_photo(sha256, bytes); ++tries) end_faults();
  step("add photo");
  const std::string facts = "{\"sha256\":\"" + sha256 + "\",\"item\":\"" + item + "\",\"bytes\":" + std::to_string(bytes.size()) +
                            R"(,"type":"image/jpeg","width":16,"height":16,"dhash":null,"taken_at":"2026-11-03T10:05:00+01:00"})";
  const PhoneAnswer* answer = ask("add_photo", visit_payload(visit, place + R"(,"as":"photos","facts":)" + facts));
  if (answer && answer->ok && !phone.is_dead()) visits_[visit].photos[sha256] = bytes;
}

void Day::submit(const std::string& visit) {
  if (visit.empty() || phone.is_dead()) return;
  step("submit");
  Promised& promised = visits_[visit];
  promised.maybe_submitted = true;
  const PhoneAnswer* answer = ask("submit_visit", visit_payload(visit, std::string(",\"device_score\":") + kDeviceScore));
  if (answer && answer->ok && !phone.is_dead()) promised.sha256 = answer->value.find("sha256")->text;
  step("push and receipt");
  settle();
  if (!phone.is_dead() && faults_.empty()) promised.received = true;
}

void Day::take_over(const std::string& visit) {
  if (phone.is_dead()) return;
  step("take over");
  visits_[visit].revision = 2;
  const PhoneAnswer* answer = ask("reopen_visit", visit_payload(visit));
  if (answer && answer->ok && !phone.is_dead()) visits_[visit].saved["b"] = "12.5";
}

void Day::run() {
  step("open");
  ask("open");
  step("sign in");
  ask("sign_in", R"({"email":"anna@example.org","password":"secret"})");
  step("pull pages");
  settle();
  const std::string first = start("m0");
  for (int i = 0; i < 4; ++i) save(first, i % 2 ? "a" : "b" + std::to_string(i), "v" + std::to_string(i));
  photograph(first, "a");
  step("save draft state");
  ask("save_draft_state", visit_payload(first, ",\"ui\":{\"section\":\"s\"}"));
  submit(first);
  const std::string second = start("m1");
  save(second, "a", "x");
  if (!second.empty() && !phone.is_dead()) {
    step("discard");
    visits_[second].maybe_discarded = true;
    const PhoneAnswer* answer = ask("discard_visit", visit_payload(second));
    if (answer && answer->ok && !phone.is_dead()) visits_[second].discarded = true;
  }
  take_over(kFromElsewhere);
  save(kFromElsewhere, "a", "again");
  submit(kFromElsewhere);
  const std::string third = start("m2");
  save(third, "a", "y");
  step("purge");
  server.pass_seconds(40 * 24 * 3600);
  submit(third);
  const std::string fourth = start("m3");
  save(fourth, "a", "z");
  step("pull again");
  server.expire_cursors();
  ask("sync");
  settle();
}

bool Day::open_again() {
  const PhoneAnswer* opened = phone.open();
  return opened && opened->ok && !phone.is_dead();
}

std::vector<std::string> Day::recover(Loss loss, SimPhone::Copy lost) {
  std::vector<std::string> broken = faults_;
  bool up = phone.restart(loss, lost);
  // A cut set beforehand may hit the start itself; without one the start must work.
  for (int tries = 0; tries < 5 && (!up || !open_again()); ++tries) up = phone.restart(loss);
  if (!up || phone.is_dead() || !phone.call("open")->ok) {
    broken.push_back("the phone does not start");
    return broken;
  }
  if (lost == SimPhone::Copy::none && phone.sql.was_damaged()) broken.push_back("the database was damaged by the power cut");
  (void)phone.take_requests();
  if (phone.call("open")->value.find("session")->is(JsonKind::null))
    ask("sign_in", R"({"email":"anna@example.org","password":"secret"})");
  check_phone(broken);
  phone.wait(70'000);
  ask("sync");
  settle();
  check_server(broken);
  broken.insert(broken.end(), faults_.begin(), faults_.end());
  return broken;
}

void Day::check_phone(std::vector<std::string>& broken) {
  for (const auto& [visit, promised] : visits_) {
    const PhoneAnswer* opened = phone.call("open_visit", visit_payload(visit));
    if (promised.discarded && opened->ok) broken.push_back("a discarded draft came back");
    if (promised.maybe_discarded) continue;
    if (!opened->ok) {
      // What was received may leave: after its time, or with a lost database.
      if (!promised.received && !promised.maybe_submitted) broken.push_back("draft is gone: " + opened->code());
      continue;
    }
    const Json* answers = opened->value.find("visit")->find("answers");
    for (const auto& [photo, bytes] : promised.photos)
      if (write_json(*answers).find(photo) == std::string::npos || phone.photo(photo) != bytes) broken.push_back("a saved photo is gone");
    for (const auto& [item, value] : promised.saved) {
      const Json* answer = answers->find(item);
      const std::string found = answer && answer->find("value") ? answer->find("value")->text : std::string();
      const auto asked = promised.asked.find(item);
      if (found != value && (asked == promised.asked.end() || found != asked->second))
        broken.push_back("saved answer " + item + "=" + value + " reads " + found);
    }
  }
}

void Day::check_server(std::vector<std::string>& broken) {
  const PhoneAnswer* list = phone.call("list_visits");
  std::map<std::string, std::string> states;
  for (const Json& visit : list->value.find("visits")->elements) {
    states[visit.find("id")->text] = visit.find("state")->text;
    const std::string& state = states[visit.find("id")->text];
    if (state != "draft" && state != "received") broken.push_back("the queue is not empty: " + state);
  }
  for (const auto& [visit, promised] : visits_) {
    const auto& bodies = server.bodies(visit);
    const bool elsewhere = promised.revision > 1;
    if (bodies.size() > (elsewhere ? 2 : 1)) broken.push_back("one visit was sent with different bytes");
    const auto sent = elsewhere ? server.body(visit, promised.revision) : bodies.empty() ? std::nullopt : std::optional(*bodies.begin());
    if (promised.sha256 && !sent) broken.push_back("a submitted visit is not on the server");
    if (!sent) {
      // One that the phone was cut off from taking over is where it was.
      if (elsewhere && promised.saved.empty()) continue;
      if (!promised.maybe_discarded && !promised.sha256 && states[visit] != "draft") broken.push_back("a visit is nowhere");
      continue;
    }
    const std::string& body = *sent;
    if (promised.sha256 && sha256_hex(body) != *promised.sha256) broken.push_back("the server has other bytes than were submitted");
    for (const auto& [photo, bytes] : promised.photos) {
      const auto found = server.photos().find(photo);
      if (body.find(photo) == std::string::npos) broken.push_back("the body does not name its photo");
      if (found == server.photos().end() || found->second != bytes) broken.push_back("a photo is not on the server");
    }
    for (const auto& [item, value] : promised.saved)
      if (!has_answer(body, item, value)) broken.push_back("the body lacks " + item);
  }
}

}  // namespace constat::test
