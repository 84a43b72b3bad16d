// What the parts of the engine share during one call: the seams, the time, who is signed in, and what goes out.
#pragma once

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "shared/device/database.hpp"
#include "shared/device/device.hpp"
#include "shared/device/draft_logs.hpp"
#include "shared/sync/json_fields.hpp"

namespace constat {

struct Context {
  static constexpr std::size_t kMostRequests = 64;

  Context(SqlDatabase& sql, LogSlots& slots, Randomness& randomness, std::string version)
      : db(sql), logs(slots), random(randomness), app_version(std::move(version)) {}

  Database db;
  DraftLogs logs;
  Randomness& random;
  std::string app_version;
  Now now;
  Outbox out;
  std::string user;  // the owner of every row that may be read or written now; empty: nobody is signed in
  std::int64_t last_request = 0;
  std::map<std::int64_t, std::string> senders;  // of requests that may still be answered: who was signed in

  void reply(std::int64_t seq, std::string result) { out.replies.push_back({seq, true, std::move(result)}); }

  void refuse(std::int64_t seq, std::string_view code, std::initializer_list<std::string> args = {}) {
    Json list = Json::array();
    for (const std::string& arg : args) list.push(Json::of_text(arg));
    Json error = Json::object();
    error.add("code", Json::of_text(code)).add("args", std::move(list));
    out.replies.push_back({seq, false, write_json(error)});
  }

  void refuse(std::int64_t seq, const Error& error) { refuse(seq, error.message); }

  void push(std::string_view topic, std::string data) { out.pushes.push_back({std::string(topic), std::move(data)}); }

  void changed(std::initializer_list<std::string_view> what) {
    Json list = Json::array();
    for (std::string_view kind : what) list.push(Json::of_text(kind));
    push("changed", write_json(Json::object().add("what", std::move(list))));
  }

  // Adds what every request carries; the id answers to http_response().
  std::int64_t send(HttpRequest request) {
    request.id = ++last_request;
    senders[request.id] = user;
    // Given up without an answer.
    if (senders.size() > kMostRequests) senders.erase(senders.begin());
    request.headers.emplace_back("Constat-Protocol", "1");
    request.headers.emplace_back("Accept", "application/json");
    if (!request.body.empty()) request.headers.emplace_back("Content-Type", "application/json");
    out.requests.push_back(std::move(request));
    return last_request;
  }
};

}  // namespace constat
