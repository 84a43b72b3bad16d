// Commands that are answered by the server: signing in and out, documents that are looked at and not kept in step.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "shared/device/accounts.hpp"
#include "shared/device/photo_queue.hpp"
#include "shared/device/sync_cycle.hpp"

namespace constat {

class OnlineCommands {
 public:
  OnlineCommands(Context& context, Accounts& accounts, SyncCycle& sync, PhotoQueue& photos)
      : context_(context), accounts_(accounts), sync_(sync), photos_(photos) {}

  void sign_in(std::int64_t seq, const std::string& email, const std::string& password);
  // A link by which somebody chooses a password: what it is for, and using it, which signs them in. Neither needs a session.
  void look_at_link(std::int64_t seq, const std::string& token);
  void join(std::int64_t seq, const std::string& token, const std::string& password);
  void sign_out(std::int64_t seq, bool even_unsent);
  void fetch(std::int64_t seq, const std::string& path);
  // Sent once, with the network only: what may be sent again without harm says so in its own id.
  void post(std::int64_t seq, const std::string& method, const std::string& path, std::string body);
  void meta(std::int64_t seq);
  void show_in(std::string language) { shown_language_ = std::move(language); }
  // Hands a visit that the server refuses to a manager, as text with a note.
  void send_parked(std::int64_t seq, const std::string& visit, const std::string& note);

  // Nobody is signed in any more: the server is told, now or later.
  void end_session();
  // Tells the server again of a sign-out that it has not heard of.
  void retry_sign_out();
  bool on_response(std::int64_t id, const HttpResponse& response);
  void tick();
  std::optional<std::int64_t> wake_at() const;

 private:
  enum class Kind { sign_in, sign_out, fetch, post, meta, handing_over, look_at_link };
  struct Waiting {
    Kind kind = Kind::fetch;
    std::int64_t seq = 0, give_up_at = 0;
    std::string user, path;  // handing_over: the visit
  };

  void send(HttpRequest request, Waiting waiting);
  void begin_session(std::int64_t seq, HttpRequest post);
  void on_sign_in(const Waiting& waiting, const HttpResponse& response);
  void on_sign_out(const HttpResponse& response);
  void on_fetch(const Waiting& waiting, const HttpResponse& response);
  void on_post(const Waiting& waiting, const HttpResponse& response);
  void on_handed_over(const Waiting& waiting, const HttpResponse& response);
  void keep_copy(const Waiting& waiting, const std::string& body);

  Context& context_;
  Accounts& accounts_;
  SyncCycle& sync_;
  PhotoQueue& photos_;
  std::map<std::int64_t, Waiting> waiting_;
  std::string shown_language_;  // of the app while nobody has chosen one
  bool signing_out_ = false;
  // A sign-in that came meanwhile: the server's answer to the sign-out would take its cookie away.
  std::optional<std::pair<Waiting, HttpRequest>> after_sign_out_;
};

}  // namespace constat
