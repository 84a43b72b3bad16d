// What this phone holds: its queue, visits that the server did not take, rescue copies, and the store that moves to
// another tab and back.
#include <algorithm>

#include "shared/visit/visit.hpp"
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"
#include "web/app/parse_queue.hpp"
#include "web/app/parse_documents.hpp"

namespace constat::app {
namespace {

std::string payload_of(std::initializer_list<std::pair<const char*, std::string>> fields) {
  Json payload = Json::object();
  for (const auto& [name, value] : fields) payload.add(name, Json::of_text(value));
  return write_json(payload);
}

}  // namespace

void App::load_queue() {
  state_.queue.loading = true;
  send("list_queue", "{}", [this](StoreReply& reply) {
    state_.queue.loading = false;
    state_.queue.failure.reset();
    if (reply.ok) state_.queue.value = read_queue(reply.result);
    else state_.queue.failure = reply.failure;
  });
}

void App::note_photo_progress(const Json& data) {
  if (!state_.queue.value) return;
  const std::string visit = text_of(data, "visit");
  // The list's own counts are right at rest; between two of them only "something moves" is shown.
  if (state_.route.page == Page::storage && state_.queue.value->find(visit) && !state_.queue.loading) load_queue();
}

void App::retry_parked(const std::string& visit) {
  if (state_.action_busy) return;
  state_.action_busy = true;
  state_.action_failure.reset();
  send("retry_parked", payload_of({{"visit", visit}}), [this](StoreReply& reply) {
    state_.action_busy = false;
    if (!reply.ok) state_.action_failure = reply.failure;
    load_visits();
    load_queue();
  });
}

void App::type_note(std::string text) { state_.note = std::move(text); }

void App::hand_over(const std::string& visit) {
  if (state_.action_busy) return;
  state_.action_busy = true;
  state_.action_failure.reset();
  send("send_parked", payload_of({{"visit", visit}, {"note", state_.note}}), [this, visit](StoreReply& reply) {
    state_.action_busy = false;
    if (!reply.ok) {
      state_.action_failure = reply.failure;
      return;
    }
    state_.dialog = Dialog::none;
    state_.note.clear();
    state_.handed_over = visit;
    load_visits();
    load_queue();
  });
}

void App::open_rescue(bool open) {
  if (!state_.rescue.busy) state_.rescue = {};
  state_.rescue.open = open;
}

void App::type_passphrase(std::string text) {
  state_.rescue.passphrase = std::move(text);
  state_.rescue.wrong.clear();
}

void App::type_passphrase_again(std::string text) {
  state_.rescue.again = std::move(text);
  state_.rescue.wrong.clear();
}

void App::rescue_everything(bool all) { state_.rescue.all = all; }

void App::save_rescue() {
  RescueForm& form = state_.rescue;
  if (form.busy) return;
  form.failure.reset();
  form.saved.reset();
  form.wrong = strength_of(form.passphrase) == Strength::too_short ? "short" : form.passphrase != form.again ? "differs" : "";
  if (!form.wrong.empty()) return;
  form.busy = true;
  Json payload = Json::object();
  payload.add("passphrase", Json::of_text(form.passphrase)).add("all", Json::of_bool(form.all));
  send("save_rescue", write_json(payload), [this](StoreReply& reply) {
    state_.rescue.busy = false;
    if (!reply.ok) {
      state_.rescue.failure = reply.failure;
      return;
    }
    // The passphrase is of no further use here; who keeps it is the person.
    state_.rescue = {};
    state_.rescue.saved = read_rescue_saved(reply.result);
  });
}

void App::open_rescue_read(bool open) {
  if (!state_.rescue_read.busy) state_.rescue_read = {};
  state_.rescue_read.open = open;
}

void App::type_read_passphrase(std::string text) {
  state_.rescue_read.passphrase = std::move(text);
  state_.rescue_read.missing = false;
}

void App::read_rescue() {
  RescueReadForm& form = state_.rescue_read;
  if (form.busy) return;
  form.failure.reset();
  form.read.reset();
  form.missing = form.passphrase.empty();
  if (form.missing) return;
  form.busy = true;
  send("read_rescue", payload_of({{"passphrase", form.passphrase}}), [this](StoreReply& reply) {
    state_.rescue_read.busy = false;
    if (!reply.ok) {
      if (reply.failure.code != "cancelled") state_.rescue_read.failure = reply.failure;
      return;
    }
    state_.rescue_read = {};
    state_.rescue_read.read = read_rescue_read(reply.result);
    load_visits();
    load_queue();
    load_missions();
  });
}

void App::lose_store() {
  state_.was_owner = state_.phase == Phase::ready;
  state_.phase = Phase::elsewhere;
  if (!open()) return;
  state_.unsaved_kept = std::count_if(open()->marks.begin(), open()->marks.end(), [](const auto& entry) {
    return entry.second.state == SaveState::saving || entry.second.state == SaveState::failed;
  });
}

void App::keep_unsaved() {
  if (!open()) return;
  for (const auto& [item, mark] : open()->marks) {
    if (mark.state != SaveState::saving && mark.state != SaveState::failed) continue;
    const Answer* answer = open()->answer(item);
    unsaved_.push_back({open()->visit.id.value, item, answer ? *answer : Answer{}, mark.base});
  }
}

void App::put_back_unsaved() {
  for (const UnsavedAnswer& unsaved : unsaved_) {
    send("open_visit", payload_of({{"visit", unsaved.visit}}), [this, unsaved](StoreReply& reply) {
      const auto stored = reply.ok ? read_open_visit(reply.result) : Parsed<OpenVisit>(tl::unexpected(std::vector<Problem>{}));
      if (!stored || stored->submitted) return;
      const Answer* now = stored->visit.find(unsaved.item);
      if (write_answer(now ? *now : Answer{}) != write_answer(unsaved.base)) return;
      send("save_answer",
           "{\"visit\":" + json_quoted(unsaved.visit) + ",\"item\":" + json_quoted(unsaved.item) + ",\"answer\":" +
               write_answer(unsaved.answer) + "}",
           [this, visit = unsaved.visit](StoreReply& saved) {
             if (saved.ok && state_.open_id == visit) load_open(visit);
           });
    });
  }
  unsaved_.clear();
}

}  // namespace constat::app
