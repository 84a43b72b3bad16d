#include "web/app/app.hpp"

#include <memory>

#include "web/app/json_access.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {
namespace {

Theme theme_of(std::string_view code) {
  if (code == "light") return Theme::light;
  if (code == "dark") return Theme::dark;
  return Theme::automatic;
}

std::string_view code_of_theme(Theme theme) {
  switch (theme) {
    case Theme::light: return "light";
    case Theme::dark: return "dark";
    case Theme::automatic: break;
  }
  return "auto";
}

}  // namespace

void App::send(std::string command, std::string payload, Handler handler) {
  const std::uint32_t seq = next_seq_++;
  waiting_[seq] = std::move(handler);
  requests_.push_back({seq, std::move(command), std::move(payload)});
}

void App::ask_device(std::string command, std::string payload, Handler handler) {
  const std::uint32_t seq = next_seq_++;
  waiting_[seq] = std::move(handler);
  device_requests_.push_back({seq, std::move(command), std::move(payload)});
}

std::vector<StoreRequest> App::take_device_requests() {
  std::vector<StoreRequest> out;
  out.swap(device_requests_);
  return out;
}

std::vector<StoreRequest> App::take_store_requests() {
  std::vector<StoreRequest> out;
  out.swap(requests_);
  return out;
}

std::optional<UrlChange> App::take_url() {
  std::optional<UrlChange> out;
  out.swap(url_);
  return out;
}

bool App::take_reload() {
  const bool out = reload_;
  reload_ = false;
  return out;
}

void App::on_init(std::string_view language, std::string_view theme, std::string_view url, std::int64_t now_ms,
                  std::string zone, bool can_scan, bool keeps_nothing) {
  state_.can_scan = can_scan;
  state_.language = language_of(language, Language::english);
  state_.theme = theme_of(theme);
  on_time(now_ms, std::move(zone));
  state_.route = parse_route(url);
  if (keeps_nothing) sign_in_early();
  open_store();
}

void App::open_store() {
  Json payload = Json::object();
  payload.add("language", Json::of_text(code_of(state_.language)));
  send("open", write_json(payload), [this](StoreReply& reply) {
    if (!reply.ok) {
      state_.phase = reply.failure.code == "not-owner" ? Phase::elsewhere : Phase::unusable;
      state_.start_failure = reply.failure;
      return;
    }
    if (const Json* session = object_of(reply.result, "session")) state_.session = read_session(*session);
    if (const Json* preferences = object_of(reply.result, "preferences")) {
      if (const std::string code = text_of(*preferences, "language"); !code.empty())
        state_.language = language_of(code, state_.language);
      if (const std::string code = text_of(*preferences, "theme"); !code.empty()) state_.theme = theme_of(code);
    }
    if (const Json* storage = object_of(reply.result, "storage")) state_.storage = read_storage(*storage);
    state_.recovered = integer_of(reply.result, "recovered").value_or(0);
    apply_sync(reply.result, state_.sync);
    state_.phase = Phase::ready;
    load_meta();
    put_back_unsaved();
    after_start();
  });
}

void App::on_time(std::int64_t now_ms, std::string zone) {
  state_.now_ms = now_ms;
  if (!zone.empty()) state_.zone = std::move(zone);
}

void App::on_reply(std::string_view json) {
  auto reply = read_reply(json);
  if (!reply) return;
  const auto found = waiting_.find(reply->seq);
  if (found == waiting_.end()) return;
  const Handler handler = std::move(found->second);
  waiting_.erase(found);
  handler(*reply);
}

void App::on_push(std::string_view json) {
  const auto parsed = parse_json(json);
  if (!parsed) return;
  const std::string topic = text_of(*parsed, "push");
  static const Json kNothing = Json::object();
  const Json* object = object_of(*parsed, "data");
  const Json& data = object ? *object : kNothing;
  if (topic == "sync") {
    const bool was_online = state_.sync.online;
    apply_sync(data, state_.sync);
    if (!was_online && state_.sync.online && state_.module_unreachable) ask_for_module();
    if (!was_online && state_.sync.online && state_.route.page == Page::missions && state_.session && state_.session->is_investigator())
      load_open_missions();
  } else if (topic == "session_lost") {
    leave_session(true);
  } else if (topic == "account_erased") {
    if (!bool_of(data, "active", false)) return;
    leave_session(false);
    state_.account_erased = integer_of(data, "unsent").value_or(0);
  } else if (topic == "storage") {
    state_.storage.problem = text_of(data, "problem");
  } else if (topic == "owner") {
    if (!bool_of(data, "owner", true)) lose_store();
  } else if (topic == "photo_progress") {
    note_photo_progress(data);
    note_upload(data);
  } else if (topic == "changed" && state_.session) {
    if (const Json* what = array_of(data, "what"))
      for (const Json& kind : what->elements) {
        if (kind.text == "missions" || kind.text == "checklists") load_missions();
        if (kind.text == "visits") {
          load_visits();
          if (state_.route.page == Page::storage) load_queue();
        }
      }
  }
}

void App::set_language(Language language) {
  if (language == state_.language) return;
  state_.language = language;
  Json payload = Json::object();
  payload.add("language", Json::of_text(code_of(language)));
  send("set_preferences", write_json(payload), [](StoreReply&) {});
}

void App::set_theme(Theme theme) {
  if (theme == state_.theme) return;
  state_.theme = theme;
  Json payload = Json::object();
  payload.add("theme", Json::of_text(code_of_theme(theme)));
  send("set_preferences", write_json(payload), [](StoreReply&) {});
}

void App::sync_now() {
  state_.sync.busy = true;
  send("sync", "{}", [this](StoreReply& reply) {
    if (reply.ok) return;
    state_.sync.busy = false;
    state_.sync.last_error = reply.failure.code;
  });
}

void App::reload_page() { reload_ = true; }

// What this tab still shows may be older than what the other one wrote. Only what is no store's stays.
void App::forget_shown() {
  const auto language = state_.language;
  const auto theme = state_.theme;
  const bool can_scan = state_.can_scan;
  const auto now_ms = state_.now_ms;
  const std::string zone = state_.zone;
  const Route route = state_.route;
  // In place: moving a whole State over another would be ten kilobytes of the phone's download.
  std::destroy_at(&state_);
  std::construct_at(&state_);
  state_.language = language;
  state_.theme = theme;
  state_.can_scan = can_scan;
  state_.now_ms = now_ms;
  state_.zone = zone;
  state_.route = route;
}

void App::take_over() {
  if (state_.action_busy) return;
  state_.action_busy = true;
  state_.action_failure.reset();
  send("take_over", "{}", [this](StoreReply& reply) {
    state_.action_busy = false;
    if (!reply.ok) {
      state_.action_failure = reply.failure;
      return;
    }
    keep_unsaved();
    forget_shown();
    open_store();
  });
}

void App::open_dialog(Dialog dialog, std::string id) {
  state_.dialog = dialog;
  state_.dialog_id = std::move(id);
  state_.action_failure.reset();
}

void App::close_dialog() {
  if (state_.action_busy) return;
  state_.dialog = Dialog::none;
  state_.action_failure.reset();
}

}  // namespace constat::app
