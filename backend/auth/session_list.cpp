#include "backend/auth/session_list.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "backend/platform/clock.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kNameLength = 20, kDateLength = 10;

}  // namespace

std::string session_name(const Session& session) { return session.token_hash.substr(0, kNameLength); }

std::vector<Session> live_sessions(Store& store, const OrganisationId& organisation, const UserId& user, std::int64_t now_ms) {
  std::vector<Session> sessions;
  for (Session& session : store.accounts()->sessions_of(organisation, user))
    if (now_ms < session.expires_at && now_ms - session.seen_at < kSessionIdleMs) sessions.push_back(std::move(session));
  std::stable_sort(sessions.begin(), sessions.end(), [](const Session& a, const Session& b) { return a.seen_at > b.seen_at; });
  return sessions;
}

std::optional<std::size_t> end_sessions(Store& store, const OrganisationId& organisation, const UserId& user, std::string_view name,
                                        std::string_view kept, std::int64_t now_ms) {
  std::size_t ended = 0;
  for (const Session& session : live_sessions(store, organisation, user, now_ms)) {
    if (name.empty() ? session.token_hash == kept : session_name(session) != name) continue;
    store.remove_session(session.token_hash);
    ++ended;
  }
  if (ended == 0 && !name.empty()) return std::nullopt;
  return ended;
}

std::string sessions_json(const std::vector<Session>& sessions, std::string_view own_token_hash) {
  using Doc = nlohmann::json;
  Doc list = Doc::array();
  for (const Session& session : sessions)
    list.push_back({{"id", session_name(session)},
                    {"begun_at", rfc3339(session.created_at)},
                    {"seen_on", rfc3339(session.seen_at).substr(0, kDateLength)},
                    {"device", session.device},
                    {"this", session.token_hash == own_token_hash}});
  return Doc{{"sessions", std::move(list)}}.dump(-1, ' ', false, Doc::error_handler_t::replace);
}

}  // namespace constat::server
