// Photos and other things that the phone's own organs give. The order that keeps them: "a photo is awaited" is on disk,
// then the camera opens; the photo's file is on disk, then the answer names it, then it counts as saved.
#include <algorithm>
#include <utility>

#include "shared/base/json.hpp"
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

std::string visit_and_item(const OpenVisit& visit, std::string_view item) {
  return "{\"visit\":" + json_quoted(visit.visit.id.value) + ",\"item\":" + json_quoted(item);
}

}  // namespace

std::string photo_file_payload(int file) {
  return "{\"file\":" + std::to_string(file) + ",\"limit\":" + std::to_string(kPhotoSide) + "}";
}

std::optional<PhotoFacts> photo_facts_of(const Json& result, const std::string& item) {
  Json facts = Json::object();
  facts.add("item", Json::of_text(item));
  for (const char* name : {"sha256", "bytes", "type", "width", "height", "dhash", "taken_at"})
    if (const Json* value = result.find(name)) facts.add(name, *value);
  auto read = parse_photo_facts(write_json(facts));
  if (!read) return std::nullopt;
  return std::move(*read);
}

Capture* App::capture_of(std::string_view item) {
  return item_of(item) ? &open()->captures[std::string(item)] : nullptr;
}

// The open visit, unless the person has gone to another one since.
OpenVisit* App::still_open(const std::string& visit) {
  return open() && open()->visit.id.value == visit ? open() : nullptr;
}

void App::want_photo(std::string_view item, bool from_camera) {
  Capture* capture = capture_of(item);
  if (!capture || capture->preparing || capture->is_working()) return;
  capture->failure.reset();
  capture->needs_tap = false;
  capture->preparing = true;
  capture->from_camera = from_camera;
  const std::string id(item), visit = open()->visit.id.value;
  send("await_photo", visit_and_item(*open(), item) + "}", [this, id, visit](StoreReply& reply) {
    OpenVisit* still = still_open(visit);
    if (!still) return;
    Capture& now = still->captures[id];
    now.preparing = false;
    if (!reply.ok) {
      now.failure = reply.failure;
      return;
    }
    still->awaited = AwaitedPhoto{id};
    now.ready = true;
  });
}

bool App::take_picker(std::string_view item, bool from_camera) {
  Capture* capture = capture_of(item);
  if (!capture || !capture->ready || capture->from_camera != from_camera) return false;
  capture->ready = false;
  return true;
}

void App::picker_refused(std::string_view item) {
  if (Capture* capture = capture_of(item)) capture->needs_tap = true;
}

void App::forget_awaited_photo(std::string_view item) {
  Capture* capture = capture_of(item);
  if (!capture) return;
  capture->needs_tap = false;
  if (!open()->awaited || open()->awaited->item != item) return;
  open()->awaited.reset();
  send("cancel_photo", visit_and_item(*open(), item) + "}", [](StoreReply&) {});
}

void App::photos_chosen(std::string_view item, const std::vector<int>& files) {
  Capture* capture = capture_of(item);
  if (!capture || files.empty()) return;
  capture->failure.reset();
  capture->needs_tap = false;
  capture->total += files.size();
  for (const int file : files) process_file("photo", item, file);
}

void App::process_file(const char* command, std::string_view item, int file) {
  const std::string id(item), visit = open()->visit.id.value;
  ask_device(command, photo_file_payload(file), [this, id, visit](StoreReply& reply) {
    OpenVisit* still = still_open(visit);
    if (!still) return;
    const auto facts = reply.ok ? photo_facts_of(reply.result, id) : std::nullopt;
    if (facts) add_photo(*still, *facts);
    else photo_done(*still, id, reply.ok ? Failure{"photo-failed", {}, {}} : reply.failure);
  });
}

void App::add_photo(OpenVisit& visit, const PhotoFacts& facts) {
  const Item* item = item_of(facts.item);
  if (!item) return;
  ++visit.marks[facts.item].photos_in_flight;
  const std::string id = visit.visit.id.value;
  const std::string payload = visit_and_item(visit, facts.item) + ",\"as\":\"" + (keeps_files(item->type) ? "value" : "photos") +
                              "\",\"facts\":" + write_photo_facts(facts) + "}";
  send("add_photo", payload, [this, id, facts](StoreReply& reply) {
    OpenVisit* still = still_open(id);
    if (!still) return;
    if (reply.ok) {
      still->photo_facts[facts.sha256] = facts;
      if (still->awaited && still->awaited->item == facts.item) still->awaited.reset();
    }
    adopt_photos(*still, facts.item, reply);
    photo_done(*still, facts.item, reply.ok ? std::nullopt : std::optional(reply.failure));
  });
}

// The store's answer holds the files; value and comment may be newer here.
void App::adopt_photos(OpenVisit& visit, const std::string& item, const StoreReply& reply) {
  SaveMark& mark = visit.marks[item];
  if (mark.photos_in_flight > 0) --mark.photos_in_flight;
  const Json* json = reply.ok ? object_of(reply.result, "answer") : nullptr;
  const auto stored = json ? parse_answer(write_json(*json)) : Parsed<Answer>(Answer{});
  const Item* asked = item_of(item);
  if (json && stored && asked) {
    const Answer* before = visit.answer(item);
    Answer next = before ? *before : Answer{};
    next.photos = stored->photos;
    if (keeps_files(asked->type)) next.value = stored->value;
    mark.base = *stored;
    if (next.is_empty()) visit.visit.answers.erase(item);
    else visit.visit.answers[item] = std::move(next);
    rescore(visit);
    if (!mark.in_flight && !mark.dirty && mark.state != SaveState::failed) mark.state = SaveState::saved;
  }
  if (mark.dirty && !mark.in_flight && mark.photos_in_flight == 0) save(item);
}

void App::photo_done(OpenVisit& visit, const std::string& item, std::optional<Failure> failure) {
  Capture& capture = visit.captures[item];
  ++capture.done;
  if (failure) {
    if (submit_when_saved_) give_up_submitting(*failure);
    capture.failure = std::move(failure);
  }
  if (capture.done >= capture.total) capture.total = capture.done = 0;
  if (state_.signing && state_.signing->item == item) signature_done(visit, capture);
  go_on_submitting();
}

void App::remove_photo(const std::string& item, const std::string& sha256) {
  if (!item_of(item)) return;
  const std::string id = open()->visit.id.value;
  ++open()->marks[item].photos_in_flight;
  send("remove_photo", visit_and_item(*open(), item) + ",\"sha256\":" + json_quoted(sha256) + "}",
       [this, item, id](StoreReply& reply) {
         OpenVisit* still = still_open(id);
         if (!still) return;
         adopt_photos(*still, item, reply);
         if (!reply.ok) still->captures[item].failure = reply.failure;
         go_on_submitting();
       });
}

void App::view_photo(ViewedPhoto photo) {
  state_.viewed = std::move(photo);
  open_dialog(Dialog::photo);
}

void App::ask_to_remove_photo() {
  if (state_.viewed && state_.viewed->removable) state_.dialog = Dialog::remove_photo;
}

void App::remove_viewed_photo() {
  if (!state_.viewed) return;
  remove_photo(state_.viewed->item, state_.viewed->sha256);
  state_.viewed.reset();
  close_dialog();
}

void App::begin_signature(std::string_view item) {
  if (!item_of(item)) return;
  state_.signing.emplace();
  state_.signing->item = std::string(item);
  open_dialog(Dialog::signature);
}

void App::drawn_on(int strokes) {
  if (state_.signing) state_.signing->strokes = strokes;
}

void App::type_signature(std::string name) {
  if (state_.signing) state_.signing->name = std::move(name);
}

void App::signature_taken(int file) {
  if (!state_.signing || state_.signing->busy || !item_of(state_.signing->item)) return;
  const std::string item = state_.signing->item;
  state_.signing->busy = true;
  state_.signing->failure.reset();
  open()->captures[item].failure.reset();
  open()->captures[item].total += 1;
  process_file("drawing", item, file);
}

// One signature a question: a new one takes the place of what was there.
void App::signature_done(OpenVisit& visit, Capture& capture) {
  Signing& signing = *state_.signing;
  signing.busy = false;
  if (capture.failure) {
    signing.failure = std::exchange(capture.failure, std::nullopt);
    return;
  }
  const std::string item = signing.item;
  const std::vector<std::string> files = photos_of(*item_of(item), visit.answer(item));
  for (std::size_t i = 0; i + 1 < files.size(); ++i) remove_photo(item, files[i]);
  state_.signing.reset();
  if (state_.dialog == Dialog::signature) close_dialog();
}

void App::locate(std::string_view item) {
  Capture* capture = capture_of(item);
  if (!capture || capture->looking) return;
  capture->looking = true;
  capture->failure.reset();
  const std::string id(item), visit = open()->visit.id.value;
  ask_device("locate", "{}", [this, id, visit](StoreReply& reply) {
    OpenVisit* still = still_open(visit);
    if (!still) return;
    still->captures[id].looking = false;
    const auto latitude = number_of(reply.result, "latitude"), longitude = number_of(reply.result, "longitude");
    if (reply.ok && latitude && longitude)
      answer(id, LocationValue{*latitude, *longitude, number_of(reply.result, "accuracy").value_or(0)});
    else
      still->captures[id].failure = reply.ok ? Failure{"location-unavailable", {}, {}} : reply.failure;
  });
}

void App::scan(std::string_view item, int file) {
  Capture* capture = capture_of(item);
  if (!capture || capture->looking) return;
  capture->looking = true;
  capture->failure.reset();
  const std::string id(item), visit = open()->visit.id.value;
  ask_device("scan", photo_file_payload(file), [this, id, visit](StoreReply& reply) {
    OpenVisit* still = still_open(visit);
    if (!still) return;
    still->captures[id].looking = false;
    const std::string code = reply.ok ? text_of(reply.result, "code") : std::string();
    if (!code.empty()) answer(id, code);
    else still->captures[id].failure = reply.ok ? Failure{"scan-nothing", {}, {}} : reply.failure;
  });
}

void App::note_upload(const Json& data) {
  Upload upload{text_of(data, "visit"), text_of(data, "sha256"), integer_of(data, "sent").value_or(0), integer_of(data, "bytes").value_or(0)};
  const bool complete = upload.sent >= upload.bytes;
  state_.upload = std::move(upload);
  if (complete && state_.route.page == Page::my_visit && !state_.visits.loading) load_visits();
}

// A draft whose page was closed behind the camera opens at the question that the photo was for.
void App::resume_awaited_photo() {
  OpenVisit* visit = open();
  if (!visit || visit->submitted || !visit->awaited) return;
  const auto ref = visit->checklist.find(visit->awaited->item);
  if (!ref) return;
  state_.route = {.page = Page::visit_section, .id = visit->visit.id.value, .section = ref->section, .item = visit->awaited->item};
  state_.reveal_item = state_.route.item;
  state_.scroll_to_top = false;
  show_in_address(true);
}

}  // namespace constat::app
