#include "tests/shared/device/support/model_server.hpp"

#include "shared/base/sha256.hpp"
#include "shared/device/times.hpp"
#include "shared/sync/digest.hpp"
#include "shared/sync/erasure_mark.hpp"
#include "shared/sync/json_fields.hpp"
#include "shared/sync/problem_json.hpp"
#include "shared/sync/receipt.hpp"
#include "shared/sync/submission.hpp"
#include "shared/visit/content_hash.hpp"

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
  photos_ = backup.photos;
  parts_.clear();
  for (auto entry = main_bodies_.begin(); entry != main_bodies_.end();) entry = visits_.count(entry->first) ? std::next(entry) : main_bodies_.erase(entry);
  ++epoch_;
}

void ModelServer::erase(const std::string& user) {
  erased_.insert(user);
  publish("erased", erasure_mark("o", user), "{}");
}

HttpResponse ModelServer::handle(int client, const HttpRequest& request) {
  asked_in.clear();
  for (const auto& [name, value] : request.headers)
    if (name == "Accept-Language") asked_in = value;
  if (status_for_all != 0) return {status_for_all, {}, "<html>a proxy's page</html>"};
  if (request.path == "/api/v1/session") return session(client, request);
  if (request.path.rfind("/api/v1/link", 0) == 0) return link(client, request);
  const auto user = sessions_.find(client);
  if (user == sessions_.end()) return problem(401, "not-signed-in");
  if (erased_.count(user->second) > 0) {
    HttpResponse told = problem(401, "account-erased");
    told.headers.emplace_back("constat-problem", "account-erased");
    if (request.method == "HEAD") told.body.clear();
    return told;
  }
  if (request.path.rfind("/api/v1/sync", 0) == 0) return pull(request);
  if (request.path.rfind("/api/v1/blobs/", 0) == 0) return photo(request);
  if (request.method == "POST" && request.path == "/api/v1/parked") return park(request);
  if (request.path.rfind("/api/v1/comparison", 0) == 0) return {200, {}, "{\"sites\":" + std::to_string(visits_.size()) + "}"};
  constexpr std::string_view kVisits = "/api/v1/visits/";
  if (request.method == "PUT" && request.path.rfind(kVisits, 0) == 0)
    return push(user->second, request.path.substr(kVisits.size(), 36), std::stoll(request.path.substr(request.path.rfind('/') + 1)), request);
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

HttpResponse ModelServer::link(int client, const HttpRequest& request) {
  const Json body = json_fields::parse(request.body);
  const std::string token = json_fields::text_or(body, "token");
  if (token != "good") return problem(410, "link-used");
  if (request.path == "/api/v1/link") return {200, {}, "{\"kind\":\"invitation\",\"name\":\"Inès\"}"};
  if (json_fields::text_or(body, "password").size() < 10) return problem(400, "bad-password");
  HttpRequest sign_in = request;
  sign_in.method = "POST";
  sign_in.body = R"({"email":"ines@example.org","password":"secret"})";
  return session(client, sign_in);
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
  page.safe_seq = safe_seq;
  page.cursor = base + std::to_string(after);
  return {200, {}, write_change_page(page)};
}

std::vector<std::string> ModelServer::missing_photos(const std::string& visit) const {
  std::set<std::string> missing;
  for (const std::string& body : bodies(visit))
    if (const auto submission = parse_submission(body))
      for (const std::string& sha256 : photo_hashes(submission->visit))
        if (!photos_.count(sha256)) missing.insert(sha256);
  return {missing.begin(), missing.end()};
}

void ModelServer::publish_visit(const std::string& visit) {
  const auto missing = missing_photos(visit);
  std::string list;
  for (const std::string& sha256 : missing) list += (list.empty() ? "\"" : ",\"") + sha256 + "\"";
  publish("visit", visit, "{\"id\":" + json_quoted(visit) + ",\"status\":\"received\",\"revision\":" +
                              std::to_string(main_bodies_[visit].rbegin()->first) + ",\"sha256\":\"" +
                              sha256_hex(main_bodies_[visit].rbegin()->second) + "\",\"received_at\":\"" + time() + "\",\"photos_missing\":[" + list +
                              "],\"stored_seq\":" + (missing.empty() ? std::to_string(seq_ + 1) : "null") + "}");
}

std::optional<std::string> ModelServer::body(const std::string& visit, std::int64_t revision) const {
  const auto found = main_bodies_.find(visit);
  if (found == main_bodies_.end() || !found->second.count(revision)) return std::nullopt;
  return found->second.at(revision);
}

void ModelServer::return_visit(const std::string& visit, const std::string& review, std::string sha256) {
  const auto& [revision, body] = *main_bodies_.at(visit).rbegin();
  const bool is_main = sha256.empty();
  if (is_main) sha256 = sha256_hex(body);
  Json doc = Json::object(), list = Json::array();
  const auto missing = missing_photos(visit);
  for (const std::string& photo : missing) list.push(Json::of_text(photo));
  doc.add("id", Json::of_text(visit)).add("status", Json::of_text("returned")).add("revision", Json::of_integer(revision))
      .add("sha256", Json::of_text(sha256)).add("received_at", Json::of_text(time())).add("photos_missing", std::move(list))
      .add("stored_seq", missing.empty() ? Json::of_integer(seq_ + 1) : Json()).add("review", json_fields::parse(review));
  if (is_main) {
    const Json sent = json_fields::parse(body);
    Json submission = Json::object();
    for (const char* part : {"visit", "photos"})
      if (const Json* found = json_fields::member(sent, part)) submission.add(part, *found);
    for (const char* part : {"site", "checklist"}) doc.add(part, *json_fields::member(*json_fields::member(sent, "visit"), part));
    doc.add("submission", std::move(submission));
  }
  publish("visit", visit, write_json(doc));
}

HttpResponse ModelServer::photo(const HttpRequest& request) {
  const std::string sha256 = request.path.substr(std::string("/api/v1/blobs/").size());
  std::vector<std::string> naming;
  for (const auto& [visit, all] : visits_)
    for (const std::string& body : all)
      if (body.find("\"sha256:" + sha256 + "\"") != std::string::npos) naming.push_back(visit);
  if (naming.empty()) return problem(404, "unknown-photo");
  const auto header = [&](std::string_view wanted) {
    for (const auto& [name, value] : request.headers)
      if (name == wanted) return value;
    return std::string();
  };
  const auto state = [&](int status) {
    const bool complete = photos_.count(sha256) > 0;
    HttpResponse response = status < 400 ? HttpResponse{status, {}, {}} : problem(status, "upload-offset-mismatch");
    response.headers.emplace_back("upload-offset", std::to_string((complete ? photos_ : parts_)[sha256].size()));
    response.headers.emplace_back("upload-complete", complete ? "?1" : "?0");
    return response;
  };
  if (request.method == "HEAD") return state(200);
  if (const auto refused = refuse_photo.find(sha256); refused != refuse_photo.end()) {
    parts_.erase(sha256);
    return problem(refused->second.first, refused->second.second);
  }
  if (header("Content-Digest") != content_digest(request.body)) return problem(400, "digest-mismatch");
  if (photos_.count(sha256)) return state(204);
  std::string& part = parts_[sha256];
  if (header("Upload-Offset") != std::to_string(part.size())) return state(409);
  part += request.body;
  if (std::to_string(part.size()) != header("Upload-Length")) return state(204);
  const std::string whole = std::move(part);
  parts_.erase(sha256);
  if (sha256_hex(whole) != sha256) return problem(422, "photo-hash-mismatch");
  photos_[sha256] = whole;
  for (const std::string& visit : naming) publish_visit(visit);
  return state(204);
}

HttpResponse ModelServer::park(const HttpRequest& request) {
  const Json body = json_fields::parse(request.body);
  const std::string sha256 = json_fields::text_or(body, "sha256"), text = json_fields::text_or(body, "body");
  if (sha256_hex(text) != sha256) return problem(400, "digest-mismatch");
  return {handed_over_.emplace(sha256, text).second ? 201 : 200, {}, "{}"};
}

HttpResponse ModelServer::push(const std::string&, const std::string& visit, std::int64_t revision, const HttpRequest& request) {
  if (const auto refused = refuse.find(visit); refused != refuse.end()) return problem(refused->second.first, refused->second.second);
  std::string digest;
  for (const auto& [name, value] : request.headers)
    if (name == "Content-Digest") digest = value;
  if (digest != content_digest(request.body)) return problem(400, "digest-mismatch");
  std::set<std::string>& bodies = visits_[visit];
  const bool is_new = !body(visit, revision);
  const int status = bodies.count(request.body) ? 200 : is_new ? 201 : 409;
  if (bodies.insert(request.body).second) ++accepted_;
  Receipt receipt;
  receipt.visit = visit;
  receipt.revision = revision;
  receipt.sha256 = sha256_hex(request.body);
  main_bodies_[visit].try_emplace(revision, request.body);
  if (status != 200) publish_visit(visit);
  receipt.seq = seq_;
  receipt.photos_missing = missing_photos(visit);
  receipt.received_at = time();
  if (status == 409) receipt.quarantined = "conflict";
  return {status, {}, write_receipt(receipt)};
}

}  // namespace constat::test
