#include "shared/device/online_commands.hpp"

#include <algorithm>

#include "shared/device/listing.hpp"
#include "shared/sync/problem_json.hpp"

namespace constat {
namespace {

constexpr std::int64_t kTimeoutMs = 30'000, kGraceMs = 5'000;
constexpr std::int64_t kCopiesKept = 60;
constexpr const char* kSignOutPending = "sign_out_pending";

HttpRequest request(std::string method, std::string path) {
  HttpRequest out;
  out.method = std::move(method);
  out.path = std::move(path);
  out.timeout_ms = kTimeoutMs;
  return out;
}

std::string fetched(int status, const std::string& body, std::int64_t at, bool stale) {
  const bool is_json = parse_json(body).has_value();
  return "{\"status\":" + std::to_string(status) + ",\"body\":" + (is_json ? body : json_quoted(body)) +
         ",\"fetched_at\":" + std::to_string(at) + ",\"stale\":" + (stale ? "true}" : "false}");
}

}  // namespace

void OnlineCommands::send(HttpRequest request, Waiting waiting) {
  waiting.give_up_at = context_.now.monotonic_ms + request.timeout_ms + kGraceMs;
  // The server's words stand on this screen: in the language that somebody chose, else in the one the app began with.
  const std::string chosen = accounts_.setting("language");
  if (const std::string& language = chosen.empty() ? shown_language_ : chosen; !language.empty())
    request.headers.emplace_back("Accept-Language", language);
  const std::int64_t id = context_.send(std::move(request));
  waiting_[id] = std::move(waiting);
}

void OnlineCommands::sign_in(std::int64_t seq, const std::string& email, const std::string& password) {
  HttpRequest post = request("POST", "/api/v1/session");
  Json body = Json::object();
  body.add("email", Json::of_text(email)).add("password", Json::of_text(password));
  post.body = write_json(body);
  begin_session(seq, std::move(post));
}

void OnlineCommands::look_at_link(std::int64_t seq, const std::string& token) {
  HttpRequest post = request("POST", "/api/v1/link");
  post.body = write_json(Json::object().add("token", Json::of_text(token)));
  send(std::move(post), Waiting{Kind::look_at_link, seq, 0, {}, {}});
}

void OnlineCommands::join(std::int64_t seq, const std::string& token, const std::string& password) {
  HttpRequest post = request("POST", "/api/v1/link/join");
  post.body = write_json(Json::object().add("token", Json::of_text(token)).add("password", Json::of_text(password)));
  begin_session(seq, std::move(post));
}

void OnlineCommands::begin_session(std::int64_t seq, HttpRequest post) {
  Waiting waiting{Kind::sign_in, seq, 0, {}, {}};
  if (!signing_out_) return send(std::move(post), std::move(waiting));
  if (after_sign_out_) context_.refuse(after_sign_out_->first.seq, "superseded");
  after_sign_out_ = {std::move(waiting), std::move(post)};
}

void OnlineCommands::on_sign_in(const Waiting& waiting, const HttpResponse& response) {
  if (response.status == 0) return context_.refuse(waiting.seq, "offline");
  if (response.status != 200) {
    const auto problem = parse_problem_json(response.body);
    return context_.refuse(waiting.seq, problem && response.status < 500 ? problem->code : "server");
  }
  sync_.stop();
  photos_.stop();
  if (auto done = accounts_.sign_in(response.body); !done) return context_.refuse(waiting.seq, done.error());
  // The new cookie took the place of the old one: nobody is left to sign out.
  (void)accounts_.set_setting(kSignOutPending, "");
  context_.reply(waiting.seq, "{\"session\":" + accounts_.session_json() + "}");
  sync_.start();
  photos_.start();
}

void OnlineCommands::sign_out(std::int64_t seq, bool even_unsent) {
  const std::int64_t unsent = count_unsent(context_, true);
  if (unsent > 0 && !even_unsent) return context_.refuse(seq, "unsent-visits", {std::to_string(unsent)});
  if (auto done = accounts_.sign_out(); !done) return context_.refuse(seq, done.error());
  sync_.stop();
  photos_.stop();
  context_.reply(seq, "{}");
  end_session();
}

void OnlineCommands::end_session() {
  (void)accounts_.set_setting(kSignOutPending, "1");
  retry_sign_out();
}

void OnlineCommands::retry_sign_out() {
  if (signing_out_ || !context_.user.empty() || accounts_.setting(kSignOutPending).empty()) return;
  signing_out_ = true;
  send(request("DELETE", "/api/v1/session"), Waiting{Kind::sign_out, 0, 0, {}, {}});
}

void OnlineCommands::on_sign_out(const HttpResponse& response) {
  signing_out_ = false;
  const bool heard = response.status == 204 || response.status == 200 || response.status == 401;
  if (heard) (void)accounts_.set_setting(kSignOutPending, "");
  if (!after_sign_out_) return;
  auto [waiting, post] = std::move(*after_sign_out_);
  after_sign_out_.reset();
  send(std::move(post), std::move(waiting));
}

void OnlineCommands::fetch(std::int64_t seq, const std::string& path) {
  if (path.rfind("/api/v1/", 0) != 0) return context_.refuse(seq, "bad-request");
  if (context_.user.empty()) return context_.refuse(seq, "not-signed-in");
  send(request("GET", path), Waiting{Kind::fetch, seq, 0, context_.user, path});
}

void OnlineCommands::keep_copy(const Waiting& waiting, const std::string& body) {
  // A copy that cannot be kept is only missing when the network is.
  (void)context_.db.transaction([&] {
    return context_.db.all({{"INSERT INTO cache(owner, path, body, fetched_at) VALUES(?1, ?2, ?3, ?4) "
                             "ON CONFLICT(owner, path) DO UPDATE SET body = ?3, fetched_at = ?4",
                             {waiting.user, waiting.path, body, context_.now.wall_ms}},
                            {"DELETE FROM cache WHERE owner = ?1 AND path NOT IN "
                             "(SELECT path FROM cache WHERE owner = ?1 ORDER BY fetched_at DESC LIMIT ?2)",
                             {waiting.user, kCopiesKept}}});
  });
}

void OnlineCommands::on_fetch(const Waiting& waiting, const HttpResponse& response) {
  // Somebody else signed in meanwhile.
  if (waiting.user != context_.user) return context_.refuse(waiting.seq, "superseded");
  if (response.status == 200) keep_copy(waiting, response.body);
  if (response.status == 401) (void)accounts_.set_session_lost();
  if (response.status != 0 && response.status < 500)
    return context_.reply(waiting.seq, fetched(response.status, response.body, context_.now.wall_ms, false));
  auto copy = context_.db.run("SELECT body, fetched_at FROM cache WHERE owner = ?1 AND path = ?2", {waiting.user, waiting.path});
  if (copy && !copy->empty())
    return context_.reply(waiting.seq, fetched(200, text_at(copy->front(), 0), integer_at(copy->front(), 1), true));
  context_.refuse(waiting.seq, response.status == 0 ? "offline" : "server");
}

void OnlineCommands::post(std::int64_t seq, const std::string& method, const std::string& path, std::string body) {
  if (path.rfind("/api/v1/", 0) != 0) return context_.refuse(seq, "bad-request");
  if (context_.user.empty()) return context_.refuse(seq, "not-signed-in");
  HttpRequest out = request(method, path);
  out.body = std::move(body);
  send(std::move(out), Waiting{Kind::post, seq, 0, context_.user, path});
}

void OnlineCommands::on_post(const Waiting& waiting, const HttpResponse& response) {
  if (waiting.user != context_.user) return context_.refuse(waiting.seq, "superseded");
  if (response.status == 401) (void)accounts_.set_session_lost();
  if (response.status == 0) return context_.refuse(waiting.seq, "offline");
  context_.reply(waiting.seq, fetched(response.status, response.body, context_.now.wall_ms, false));
}

void OnlineCommands::send_parked(std::int64_t seq, const std::string& visit, const std::string& note) {
  auto rows = context_.db.run("SELECT revision, problem, sha256, body FROM visit WHERE id = ?1 AND owner = ?2 AND state = 'parked'",
                              {visit, context_.user});
  if (!rows) return context_.refuse(seq, rows.error());
  if (rows->empty()) return context_.refuse(seq, "unknown-visit");
  const SqlRow& row = rows->front();
  HttpRequest post = request("POST", "/api/v1/parked");
  post.body = write_json(Json::object()
                             .add("visit", Json::of_text(visit))
                             .add("revision", Json::of_integer(integer_at(row, 0)))
                             .add("problem", Json::of_text(text_at(row, 1)))
                             .add("note", Json::of_text(note))
                             .add("sha256", Json::of_text(text_at(row, 2)))
                             .add("body", Json::of_text(text_at(row, 3))));
  send(std::move(post), Waiting{Kind::handing_over, seq, 0, context_.user, visit});
}

void OnlineCommands::on_handed_over(const Waiting& waiting, const HttpResponse& response) {
  if (response.status == 401 && waiting.user == context_.user) (void)accounts_.set_session_lost();
  if (response.status == 0) return context_.refuse(waiting.seq, "offline");
  if (response.status != 200 && response.status != 201) {
    const auto problem = parse_problem_json(response.body);
    return context_.refuse(waiting.seq, problem && response.status < 500 ? problem->code : "server");
  }
  auto done = context_.db.run("UPDATE visit SET state = 'handed_over' WHERE id = ?1 AND owner = ?2 AND state = 'parked'",
                              {waiting.path, waiting.user});
  if (!done) return context_.refuse(waiting.seq, done.error());
  context_.reply(waiting.seq, "{}");
  context_.changed({"visits"});
  if (waiting.user == context_.user) sync_.report();  // it waits no longer
}

void OnlineCommands::meta(std::int64_t seq) { send(request("GET", "/api/v1/meta"), Waiting{Kind::meta, seq, 0, {}, {}}); }

bool OnlineCommands::on_response(std::int64_t id, const HttpResponse& response) {
  const auto found = waiting_.find(id);
  if (found == waiting_.end()) return false;
  const Waiting waiting = std::move(found->second);
  waiting_.erase(found);
  switch (waiting.kind) {
    case Kind::sign_in: on_sign_in(waiting, response); break;
    case Kind::sign_out: on_sign_out(response); break;
    case Kind::fetch: on_fetch(waiting, response); break;
    case Kind::post: on_post(waiting, response); break;
    case Kind::handing_over: on_handed_over(waiting, response); break;
    case Kind::look_at_link:
      if (response.status == 0) context_.refuse(waiting.seq, "offline");
      else context_.reply(waiting.seq, fetched(response.status, response.body, context_.now.wall_ms, false));
      break;
    case Kind::meta:
      context_.reply(waiting.seq, response.status == 200 && parse_json(response.body) ? response.body : "null");
      break;
  }
  return true;
}

void OnlineCommands::tick() {
  std::vector<std::int64_t> late;
  for (const auto& [id, waiting] : waiting_)
    if (context_.now.monotonic_ms >= waiting.give_up_at) late.push_back(id);
  for (std::int64_t id : late) (void)on_response(id, HttpResponse());
}

std::optional<std::int64_t> OnlineCommands::wake_at() const {
  std::optional<std::int64_t> first;
  for (const auto& entry : waiting_) first = std::min(first.value_or(entry.second.give_up_at), entry.second.give_up_at);
  return first;
}

}  // namespace constat
