// Contesting an answer of a visit, and deciding over it.
#include <algorithm>

#include "web/app/app.hpp"
#include "web/app/event_id.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {
namespace {

bool is_blank_text(const std::string& text) { return text.find_first_not_of(" \n\t") == std::string::npos; }

template <class Form>
Json event_of(const Form& form, const char* type) {
  Json body = Json::object();
  body.add("id", Json::of_text(form.id))
      .add("type", Json::of_text(type))
      .add("revision", Json::of_integer(form.revision))
      .add("sha256", Json::of_text(form.sha256))
      .add("text", Json::of_text(form.text));
  return body;
}

}  // namespace

void App::ask_appeal(const std::string& item) {
  if (!state_.result.value) return;
  const VisitResult& result = *state_.result.value;
  AppealForm& form = state_.appeal_form;
  // What was written about this answer is not lost by a look elsewhere.
  if (form.visit != result.id || form.item != item || form.sha256 != result.sha256) {
    form = {};
    form.visit = result.id;
    form.sha256 = result.sha256;
    form.revision = result.revision;
    form.item = item;
    form.id = event_id(state_.session ? state_.session->user_id : std::string(), "appeal " + result.id + " " + item, state_.now_ms);
  }
  form.failure.reset();
  open_dialog(Dialog::appeal, result.id);
}

void App::type_appeal(std::string text) {
  state_.appeal_form.text = std::move(text);
  state_.appeal_form.text_missing = false;
}

void App::add_appeal_photos(const std::vector<int>& files) {
  const std::string about = state_.appeal_form.id;
  for (const int file : files) {
    if (state_.appeal_form.photos.size() + static_cast<std::size_t>(state_.appeal_form.preparing) >= kMostAppealPhotos) return;
    ++state_.appeal_form.preparing;
    state_.appeal_form.failure.reset();
    ask_device("photo", photo_file_payload(file), [this, about](StoreReply& reply) {
      AppealForm& form = state_.appeal_form;
      if (form.id != about) return;
      --form.preparing;
      const auto facts = reply.ok ? photo_facts_of(reply.result, form.item) : std::nullopt;
      if (!facts) {
        form.failure = reply.ok ? Failure{"photo-failed", {}, {}} : reply.failure;
        return;
      }
      const bool known = std::any_of(form.photos.begin(), form.photos.end(), [&](const PhotoFacts& each) { return each.sha256 == facts->sha256; });
      if (!known) form.photos.push_back(*facts);
    });
  }
}

void App::remove_appeal_photo(const std::string& sha256) {
  auto& photos = state_.appeal_form.photos;
  photos.erase(std::remove_if(photos.begin(), photos.end(), [&](const PhotoFacts& each) { return each.sha256 == sha256; }), photos.end());
}

void App::send_appeal() {
  AppealForm& form = state_.appeal_form;
  if (form.busy || form.preparing > 0) return;
  form.failure.reset();
  form.text_missing = is_blank_text(form.text);
  if (form.text_missing) return;
  Json body = event_of(form, "appeal");
  body.add("item", Json::of_text(form.item));
  if (!form.photos.empty()) {
    Json photos = Json::array();
    for (const PhotoFacts& photo : form.photos) photos.push(photo_facts_json(photo));
    body.add("photos", std::move(photos));
  }
  form.busy = true;
  post_event(form.visit, std::move(body), [this](std::optional<Failure> failure) {
    state_.appeal_form.failure = std::move(failure);
    state_.appeal_form.taken = state_.appeal_form.taken || !state_.appeal_form.failure;
    if (state_.appeal_form.failure) state_.appeal_form.busy = false;
    else send_appeal_photos(0);
  });
}

// The appeal is there; the server takes its photos now. One that does not arrive is sent by the next press of the button,
// with the same appeal, which counts once.
void App::send_appeal_photos(std::size_t next) {
  AppealForm& form = state_.appeal_form;
  if (next < form.photos.size()) {
    Json payload = Json::object();
    payload.add("sha256", Json::of_text(form.photos[next].sha256));
    return ask_device("send_photo", write_json(payload), [this, next](StoreReply& reply) {
      if (reply.ok) return send_appeal_photos(next + 1);
      state_.appeal_form.busy = false;
      state_.appeal_form.failure = reply.failure;
    });
  }
  form = {};
  state_.dialog = Dialog::none;
  load_result();
}

void App::ask_appeal_decision(const ContestedAnswer& contested) {
  if (!state_.result.value) return;
  const VisitResult& result = *state_.result.value;
  AppealDecisionForm& form = state_.appeal_decision;
  if (form.appeal != contested.id || form.sha256 != result.sha256) {
    form = {};
    form.visit = result.id;
    form.sha256 = result.sha256;
    form.revision = result.revision;
    form.item = contested.item;
    form.appeal = contested.id;
    form.id = event_id(state_.session ? state_.session->user_id : std::string(), "appeal_decision " + contested.id, state_.now_ms);
  }
  form.failure.reset();
  open_dialog(Dialog::appeal_decision, result.id);
}

void App::choose_verdict(bool accepted) {
  state_.appeal_decision.accepted = accepted;
  state_.appeal_decision.verdict_missing = false;
  if (!accepted) state_.appeal_decision.answer.reset();
}

void App::choose_correction(std::size_t answer) {
  state_.appeal_decision.answer = answer;
  state_.appeal_decision.answer_missing = false;
}

void App::type_appeal_decision(std::string text) {
  state_.appeal_decision.text = std::move(text);
  state_.appeal_decision.text_missing = false;
}

void App::send_appeal_decision() {
  AppealDecisionForm& form = state_.appeal_decision;
  if (form.busy || !state_.result.value || !state_.result.value->checklist) return;
  const auto ref = state_.result.value->checklist->find(form.item);
  const auto corrections = ref ? possible_corrections(state_.result.value->checklist->at(*ref)) : std::vector<AnswerValue>{};
  form.failure.reset();
  form.verdict_missing = !form.accepted;
  form.text_missing = is_blank_text(form.text);
  form.answer_missing = form.accepted.value_or(false) && !corrections.empty() && !form.answer;
  if (form.verdict_missing || form.text_missing || form.answer_missing) return;
  Json body = event_of(form, "appeal_decision");
  body.add("appeal", Json::of_text(form.appeal)).add("accepted", Json::of_bool(*form.accepted));
  if (form.answer && *form.answer < corrections.size()) {
    Answer answer;
    answer.value = corrections[*form.answer];
    if (auto json = parse_json(write_answer(answer))) body.add("answer", std::move(*json));
  }
  form.busy = true;
  post_event(form.visit, std::move(body), [this](std::optional<Failure> failure) {
    state_.appeal_decision.busy = false;
    state_.appeal_decision.failure = std::move(failure);
    if (state_.appeal_decision.failure) return;
    state_.appeal_decision = {};
    state_.dialog = Dialog::none;
    load_result();
    load_review_queue();
  });
}

}  // namespace constat::app
