#include "tests/shared/device/support/model_server.hpp"

#include "shared/base/sha256.hpp"
#include "shared/device/times.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/json_fields.hpp"
#include "shared/sync/problem_json.hpp"
#include "shared/sync/receipt.hpp"

namespace constat::test {
namespace {

HttpResponse problem(int status, const std::string& code) {
  return {status, {{"content-type", "application/problem+json"}}, write_problem_json({status, code, code, code, {}})};
}

}  // namespace

std::string ModelServer::time() const { return rfc3339(1'800'000'000'000 + (seq_ + seconds_) * 1000, 0); }

void ModelServer::publish(const std::string& type, const std::string& id, const std::string& doc) {
  for (auto entry = feed_.begin(); entry != feed_.end(); ++entry) {
    if (entry->type != type || entry->id != id) continue;
    feed_.erase(entry);
    break;
  }
  feed_.push_back({type, id, ++seq_, doc});
}

const std::set<std::string>& ModelServer::bodies(const std::string& visit) const {
  static const std::set<std::string> kNone;
  const auto found = visits_.find(visit);
  return found == visits_.end() ? kNone : found->second;
}

void ModelServer::restore(const Backup& backup) {
  visits_ = backup.visits;
  feed_ = backup.feed;
  ++epoch_;
}

HttpResponse ModelServer::handle(int client, const HttpRequest& request) {
  if (status_for_all != 0) return {status_for_all, {}, "<html>a proxy's page</html>"};
  if (request.path == "/api/v1/session") return session(client, request);
  const auto user = sessions_.find(client);
  if (user == sessions_.end()) return problem(401, "not-signed-in");
  if (request.path.rfind("/api/v1/sync", 0) == 0) return pull(request);
  if (request.path.rfind("/api/v1/comparison", 0) == 0) return {200, {}, "{\"sites\":" + std::to_string(visits_.size()) + "}"};
  constexpr std::string_view kVisits = "/api/v1/visits/";
  if (request.method == "PUT" && request.path.rfind(kVisits, 0) == 0)
    return push(user->second, request.path.substr(kVisits.size(), 36), request);
  return problem(404, "not-found");
}

HttpResponse ModelServer::session(int client, const HttpRequest& request) {
  if (request.method == "DELETE") {
    sessions_.erase(client);
    return {204, {}, {}};
  }
  const Json body = json_fields::parse(request.body);
  const std::string email = json_fields::text_or(body, "email");
  if (json_fields::text_or(body, "password") != "secret") return problem(401, "sign-in-refused");
  const std::string user = email.substr(0, email.find('@'));
  sessions_[client] = user;
  return {200, {}, "{\"user\":{\"id\":" + json_quoted(user) + ",\"name\":\"N\",\"email\":" + json_quoted(email) +
                       ",\"role\":\"investigator\",\"language\":\"fr\"},\"organisation\":{\"id\":\"o\",\"name\":\"O\",\"demo\":true},"
                       "\"epoch\":\"" + std::to_string(epoch_) + "\",\"server_time\":\"" + time() + "\"}"};
}

HttpResponse ModelServer::pull(const HttpRequest& request) const {
  const std::string base = "c" + std::to_string(epoch_) + "-" + std::to_string(cursor_base_) + "-";
  std::int64_t after = 0;
  if (const auto at = request.path.find("cursor="); at != std::string::npos) {
    const std::string cursor = request.path.substr(at + 7);
    const std::string epoch = "c" + std::to_string(epoch_) + "-";
    // A cursor of another epoch is answered like one without: the page tells of the new epoch.
    if (cursor.rfind(base, 0) == 0) after = std::stoll(cursor.substr(base.size()));
    else if (cursor.rfind(epoch, 0) == 0) return problem(410, "cursor-expired");
  }
  ChangePage page;
  page.epoch = std::to_string(epoch_);
  for (const Change& change : feed_) {
    if (change.seq <= after) continue;
    if (static_cast<int>(page.changes.size()) == page_size) {
      page.more = true;
      break;
    }
    page.changes.push_back(change);
    after = change.seq;
  }
  page.cursor = base + std::to_string(after);
  return {200, {}, write_change_page(page)};
}

HttpResponse ModelServer::push(const std::string& user, const std::string& visit, const HttpRequest& request) {
  if (const auto refused = refuse.find(visit); refused != refuse.end()) return problem(refused->second.first, refused->second.second);
  std::string digest;
  for (const auto& [name, value] : request.headers)
    if (name == "Content-Digest") digest = value;
  if (digest != content_digest(request.body)) return problem(400, "digest-mismatch");
  std::set<std::string>& bodies = visits_[visit];
  const int status = bodies.empty() ? 201 : bodies.count(request.body) ? 200 : 409;
  if (bodies.insert(request.body).second) ++accepted_;
  Receipt receipt;
  receipt.visit = visit;
  receipt.revision = 1;
  receipt.sha256 = sha256_hex(request.body);
  if (status != 200) publish("visit", visit, "{\"id\":" + json_quoted(visit) + ",\"status\":\"received\",\"investigator\":" + json_quoted(user) + "}");
  receipt.seq = seq_;
  receipt.received_at = time();
  if (status == 409) receipt.quarantined = "conflict";
  return {status, {}, write_receipt(receipt)};
}

}  // namespace constat::test
