#include "tests/faults/support/shift.hpp"

#include <algorithm>
#include <stdexcept>

#include "shared/base/sha256.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/json_fields.hpp"
#include "tests/faults/support/memory_faults.hpp"
#include "tests/faults/support/sim_content.hpp"

namespace constat::test {
namespace {

const std::string kFirst = "01936d2e-7c1b-7d0a-b1f2-000000000001", kSecond = "01936d2e-7c1b-7d0a-b1f2-000000000002",
                  kOdd = "01936d2e-7c1b-7d0a-b1f2-000000000003";
constexpr std::size_t kPhotoBytes = 9000;
const std::string& photo() {
  static const std::string bytes = photo_bytes(7, kPhotoBytes);
  return bytes;
}

HttpRequest request_of(const std::string& method, const std::string& path) {
  HttpRequest request;
  request.method = method;
  request.path = path;
  request.headers = {{"Constat-Protocol", "1"}};
  return request;
}

const std::string& first_body() {
  static const std::string body =
      submission_of(kFirst, 0, 0, R"({"front":{"value":["sha256:)" + sha256_hex(photo()) + R"("]},"i0":{"value":"v1"}})");
  return body;
}
const std::string& other_body() {
  static const std::string body = submission_of(kFirst, 0, 0, R"({"i0":{"value":"v2"}})");
  return body;
}

}  // namespace

std::string Shift::step_at(std::int64_t call) const {
  std::string name = "start";
  for (const auto& [at, step] : steps_)
    if (at < call) name = step;
  return name;
}

void Shift::end_faults() {
  server.disk.no_failures();
  MemoryFaults::none();
}

// What was refused is not what the intake log gets next: its numbers are used for something else.
void Shift::change_something_else() {
  if (!server.is_up()) return;
  try {
    server.store().write(server::OrganisationId(kOrganisation), [&](server::Writer& writer) {
      writer.put_site({SiteId("other-" + std::to_string(refusals)), "Other", "", "", {}, std::nullopt});
    });
  } catch (const std::exception& failure) {
    if (server.is_up()) faults_.push_back(std::string("a change does not work after the fault: ") + failure.what());
  }
}

HttpResponse Shift::ask(std::string& token, HttpRequest request, const std::string& body, std::vector<int> accepted) {
  const std::string name = request.method + " " + request.path;
  const auto good = [&](const HttpResponse& response) { return std::count(accepted.begin(), accepted.end(), response.status) > 0; };
  if (!server.is_up()) return {};
  HttpResponse response = server.handle(token, request, body);
  if (!server.is_up() || good(response)) return response;
  ++refusals;
  const Json problem = json_fields::parse(response.body);
  if (response.status < 500 || json_fields::text_or(problem, "detail").empty())
    faults_.push_back(name + ": " + std::to_string(response.status) + " " + response.body);
  end_faults();
  change_something_else();
  response = server.handle(token, request, body);
  if (server.is_up() && !good(response)) faults_.push_back(name + " does not work after the fault: " + std::to_string(response.status) + " " + response.body);
  return response;
}

void Shift::sign_in(std::string& token, const std::string& user) {
  step("sign in");
  ask(token, request_of("POST", "/api/v1/session"), "{\"email\":\"" + user + "@o.example\",\"password\":\"x\"}", {200});
}

void Shift::push(std::string& token, const std::string& visit, const std::string& body, std::vector<int> accepted) {
  step("push " + visit.substr(visit.size() - 1));
  HttpRequest request = request_of("PUT", "/api/v1/visits/" + visit + "/revisions/1");
  request.headers.emplace_back("Content-Digest", content_digest(body));
  const HttpResponse response = ask(token, request, body, std::move(accepted));
  if (!server.is_up() || response.status < 200 || response.status >= 500) return;
  const std::string sha256 = sha256_hex(body);
  const auto known = pushed_.find(sha256);
  if (known != pushed_.end() && known->second.receipt != response.body) faults_.push_back("the same push has another receipt");
  pushed_[sha256] = {visit, body, response.body};
}

void Shift::chunk(std::string& token, const std::string& bytes, std::size_t from, std::size_t to) {
  step("photo chunk at " + std::to_string(from));
  const std::string part = bytes.substr(from, to - from);
  HttpRequest request = request_of("PATCH", "/api/v1/blobs/" + sha256_hex(bytes));
  request.headers.emplace_back("Content-Digest", content_digest(part));
  request.headers.emplace_back("Content-Type", "application/offset+octet-stream");
  request.headers.emplace_back("Upload-Offset", std::to_string(from));
  request.headers.emplace_back("Upload-Length", std::to_string(bytes.size()));
  const HttpResponse response = ask(token, request, part, {204, 409});
  if (!server.is_up() || response.status == 0) return;
  if (response.status == 409 && std::string(response.header("upload-offset")).empty()) faults_.push_back("409 without an offset");
  if (response.status != 204) return;
  photo_offset_ = std::max(photo_offset_, static_cast<std::int64_t>(to));
  photo_complete_ = photo_complete_ || response.header("upload-complete") == "?1";
}

// As a phone does it: from where the server says, until it is complete.
void Shift::send_photo(std::string& token, const std::string& bytes) {
  for (int round = 0; round < 8 && server.is_up(); ++round) {
    step("photo state");
    const HttpResponse state = ask(token, request_of("HEAD", "/api/v1/blobs/" + sha256_hex(bytes)), {}, {200});
    if (!server.is_up() || state.status != 200) return;
    const auto offset = std::strtoull(std::string(state.header("upload-offset")).c_str(), nullptr, 10);
    // A whole photo that lost power before its row is asked for again; a part goes on where it was.
    const bool whole = server.photo(sha256_hex(bytes)) == bytes;
    if (static_cast<std::int64_t>(offset) < photo_offset_ && !photo_complete_ && !whole)
      faults_.push_back("acknowledged bytes of a photo are gone: " + std::to_string(offset) + " of " + std::to_string(photo_offset_));
    if (state.header("upload-complete") == "?1") return;
    if (photo_complete_) faults_.push_back("a complete photo is not complete any more");
    const std::size_t half = bytes.size() / 2;
    chunk(token, bytes, offset, offset < half ? half : bytes.size());
    if (!faults_.empty()) return;
  }
  if (server.is_up()) faults_.push_back("a photo never becomes complete");
}

void Shift::decide(const std::string& visit, const std::string& body) {
  step("decision");
  const std::string event = R"({"id":"01936d2e-7c1b-7d0a-b1f2-0000000000ee","type":"decision","revision":1,"sha256":")" +
                            sha256_hex(body) + R"(","decision":"accept","reason":"vu sur place"})";
  const HttpResponse response = ask(boss_, request_of("POST", "/api/v1/visits/" + visit + "/events"), event, {200, 201});
  decided_ = decided_ || (server.is_up() && (response.status == 200 || response.status == 201));
}

void Shift::park() {
  step("parked item");
  const std::string text = "no visit at all";
  const std::string body = R"({"visit":"x","revision":1,"problem":"not-a-visit","note":"","sha256":")" + sha256_hex(text) +
                           R"(","body":")" + text + "\"}";
  const HttpResponse response = ask(ben_, request_of("POST", "/api/v1/parked"), body, {200, 201});
  parked_ = parked_ || (server.is_up() && (response.status == 200 || response.status == 201));
}

void Shift::change(const std::function<void(server::Writer&)>& work, bool& acknowledged) {
  for (int tries = 0; tries < 2 && server.is_up(); ++tries) {
    try {
      const MemoryFaults::Watched watched;
      server.store().write(server::OrganisationId(kOrganisation), work);
      acknowledged = acknowledged || server.is_up();
      return;
    } catch (const std::exception& failure) {
      if (!server.is_up()) return;
      ++refusals;
      if (tries == 1) faults_.push_back(std::string("a change does not work after the fault: ") + failure.what());
      end_faults();
      change_something_else();
    }
  }
}

void Shift::cancel_mission() {
  step("mission cancelled");
  server::Mission mission = mission_of(1, 1);
  mission.status = "cancelled";
  change([&](server::Writer& writer) { writer.put_mission(mission); }, cancelled_);
}

void Shift::give_up_a_change() {
  step("a change that is given up");
  if (!server.is_up()) return;
  try {
    server.store().write(server::OrganisationId(kOrganisation), [&](server::Writer& writer) {
      writer.put_site({SiteId("nowhere"), "Nowhere", "", "", {}, std::nullopt});
      throw std::runtime_error("given up");
    });
  } catch (const std::exception&) {
  }
}

void Shift::run() {
  sign_in(anna_, user_name(0));
  sign_in(ben_, user_name(1));
  sign_in(boss_, "boss");
  push(anna_, kFirst, first_body(), {201, 200});
  push(anna_, kFirst, first_body(), {200});
  push(ben_, kSecond, submission_of(kSecond, 1, 0, R"({"i1":{"value":"v3"}})"), {201, 200});
  push(anna_, kFirst, other_body(), {409, 200});
  send_photo(anna_, photo());
  decide(kFirst, other_body());
  park();
  give_up_a_change();
  cancel_mission();
  push(ben_, kOdd, submission_of(kOdd, 1, 1, R"({"i1":{"value":"v3"}})"), {201, 200});
  step("pull");
  if (server.is_up()) ask(anna_, request_of("GET", "/api/v1/sync?limit=5"), {}, {200});
  step("stop and start");
  if (!server.is_up()) return;
  server.stop();
  if (server.disk.is_dead()) return;
  if (!server.start() && !server.disk.is_dead()) {
    ++refusals;
    end_faults();
    if (!server.start() && !server.disk.is_dead()) faults_.push_back("the server does not start after the fault: " + server.why_not());
  }
}

std::vector<std::string> Shift::recover(Loss loss, bool database_is_lost) {
  end_faults();
  server.disk.no_faults();
  std::vector<std::string> broken = faults_;
  if (!(database_is_lost ? server.restart_without_database(loss) : server.restart(loss))) {
    broken.push_back("the server does not start: " + server.why_not());
    return broken;
  }
  check_kept(broken);
  run();
  check_kept(broken);
  if (!server.is_up()) broken.push_back("the server is down after its second shift");
  else check_log(broken);
  broken.insert(broken.end(), faults_.begin(), faults_.end());
  return broken;
}

void Shift::check_kept(std::vector<std::string>& broken) {
  const auto reader = server.store().read(server::OrganisationId(kOrganisation));
  for (const auto& [sha256, kept] : pushed_) {
    int found = 0;
    for (const server::Revision& revision : reader->revisions(VisitId(kept.visit))) {
      if (revision.sha256 != sha256) continue;
      ++found;
      if (revision.body != kept.body) broken.push_back("an acknowledged body has other bytes");
      if (revision.receipt != kept.receipt) broken.push_back("an acknowledged receipt reads otherwise");
    }
    if (found != 1) broken.push_back("an acknowledged body is there " + std::to_string(found) + " times");
  }
  if (parked_ && !reader->parked(sha256_hex("no visit at all"))) broken.push_back("an acknowledged parked item is gone");
  if (cancelled_ && reader->mission(MissionId(mission_name(1, 1)))->status != "cancelled") broken.push_back("an acknowledged change is gone");
  if (reader->site(SiteId("nowhere"))) broken.push_back("a change that was given up is there");
  if (decided_)
    for (const server::Revision& revision : reader->revisions(VisitId(kFirst)))
      if (revision.main != (revision.sha256 == sha256_hex(other_body()))) broken.push_back("an acknowledged decision is gone");
  if (!photo_complete_) return;
  const std::string bytes = server.photo(sha256_hex(photo()));
  if (bytes != photo()) broken.push_back("a complete photo is gone or has other bytes");
}

void Shift::check_log(std::vector<std::string>& broken) {
  const std::string before = server.content_hash();
  if (!server.start_from_log()) broken.push_back("the database cannot be made again from the log: " + server.why_not());
  else if (server.content_hash() != before) broken.push_back("the database made again from the log has another content");
}

}  // namespace constat::test
