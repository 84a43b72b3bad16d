#include "tests/simulation/actor.hpp"

#include "shared/base/sha256.hpp"
#include "tests/faults/support/sim_content.hpp"
#include "tests/faults/support/sim_server.hpp"

namespace constat::test {
namespace {

constexpr std::int64_t kDayMs = 86'400'000;

std::string payload_of(const std::string& visit, const std::string& more = {}) { return "{\"visit\":\"" + visit + "\"" + more + "}"; }

}  // namespace

Actor::Actor(std::uint64_t seed, int the_user) : user(the_user), phone(seed) { (void)phone.open(); }

const PhoneAnswer* Actor::now(const std::string& name, const std::string& payload) {
  const PhoneAnswer* answer = phone.call(name, payload);
  return answer && answer->ok ? answer : nullptr;
}

void Actor::sign_in() {
  sign_in_seq_ = phone.send("sign_in", "{\"email\":\"" + user_name(user) + "@o.example\",\"password\":\"x\"}");
}

void Actor::note_answers() {
  if (phone.is_dead()) return;
  if (const PhoneAnswer* answer = phone.answer(sign_in_seq_); answer && sign_in_seq_) {
    signed_in = signed_in || answer->ok;
    sign_in_seq_ = 0;
  }
  if (phone.session_lost) signed_in = false;
  phone.session_lost = false;
}

void Actor::restart(Rng& rng, bool may_lose_a_copy) {
  ++life;
  sign_in_seq_ = 0;
  auto lost = SimPhone::Copy::none;
  if (may_lose_a_copy && rng.chance(10)) lost = SimPhone::Copy::database;
  else if (may_lose_a_copy && rng.chance(10)) lost = SimPhone::Copy::logs;
  const auto loss = static_cast<Loss>(rng.below(3));
  bool up = phone.restart(loss, lost);
  if (up && lost == SimPhone::Copy::none && rng.chance(20)) {
    phone.disk.cut_power_at(rng.between(1, 30));
    (void)phone.call("open");
    up = phone.restart(loss);
  }
  const PhoneAnswer* opened = up ? phone.open() : nullptr;
  signed_in = opened && opened->ok && !opened->value.find("session")->is(JsonKind::null);
  note_answers();
}

void Actor::act(Rng& rng) {
  if (!signed_in && !sign_in_seq_) return sign_in();
  if (rng.chance(12)) phone.disk.cut_power_at(rng.between(1, 60));
  else if (rng.chance(3)) phone.disk.fail_at(rng.between(1, 30));
  else if (rng.chance(2)) phone.disk.fail_from(rng.between(1, 30));
  if (rng.chance(5)) phone.now.wall_ms += rng.between(-20, 20) * kDayMs;
  switch (rng.below(10)) {
    case 0: phone.wait(rng.between(1, 400'000)); break;
    case 1: phone.wait(phone.wake_in_ms().value_or(1000)); break;
    case 2: (void)now("sync"); break;
    case 3: case 4: case 5: answer_something(rng); break;
    case 6: wants_photos ? photograph_something(rng) : answer_something(rng); break;
    case 7: submit_something(rng); break;
    case 8: rng.chance(10) ? discard_something(rng) : start_something(rng); break;
    default: start_something(rng);
  }
  // A fault passes; a cut that was not reached does not come later, out of place.
  if (!phone.is_dead()) phone.disk.no_faults();
}

std::map<std::string, Actor::Draft>::iterator Actor::any_draft(Rng& rng) {
  auto draft = drafts.begin();
  std::advance(draft, static_cast<long>(rng.below(drafts.size())));
  return draft;
}

void Actor::start_something(Rng& rng) {
  const std::string mission = mission_name(user, static_cast<int>(rng.below(SimServer::kMissionsEach)));
  const PhoneAnswer* opened = now("start_visit", "{\"mission\":\"" + mission + "\"}");
  if (!opened) return;
  const std::string visit = opened->value.find("visit")->find("id")->text;
  const auto again = closed.find(visit);
  if (again == closed.end()) {
    drafts[visit];
  } else {
    drafts[visit] = std::move(again->second);
    maybe_submitted.insert(visit);
    closed.erase(again);
  }
}

void Actor::answer_something(Rng& rng) {
  if (drafts.empty()) return start_something(rng);
  const auto draft = any_draft(rng);
  const bool note = rng.chance(20);
  const std::string item = note ? "note" : "i" + std::to_string(rng.below(kChoiceItems));
  std::string value = note ? "texte " + std::to_string(rng.below(1000)) : "v" + std::to_string(rng.below(kChoices));
  if (rng.chance(1)) value = "odd";  // no choice of that item: set aside by the server, never lost
  const std::string answer = "{\"value\":\"" + value + "\"}";
  draft->second.saved.erase(item);
  if (now("save_answer", payload_of(draft->first, ",\"item\":\"" + item + "\",\"answer\":" + answer)))
    draft->second.saved[item] = answer;
}

void Actor::photograph_something(Rng& rng) {
  if (drafts.empty()) return start_something(rng);
  const auto draft = any_draft(rng);
  const bool value = rng.chance(50);
  const std::string item = value ? "front" : "i" + std::to_string(rng.below(kChoiceItems));
  if (!now("await_photo", payload_of(draft->first, ",\"item\":\"" + item + "\""))) return;
  const std::string bytes = photo_bytes(rng.next(), rng.chance(10) ? 300'000 : 200 + rng.index(3000)), sha256 = sha256_hex(bytes);
  if (!phone.put_photo(sha256, bytes)) return;
  const std::string facts = "{\"sha256\":\"" + sha256 + "\",\"item\":\"" + item + "\",\"bytes\":" + std::to_string(bytes.size()) +
                            R"(,"type":"image/png","width":16,"height":16,"dhash":null,"taken_at":"2026-11-22T10:00:00+01:00"})";
  // Whatever is answered, what the item holds now is not known from before.
  draft->second.saved.erase(item);
  const PhoneAnswer* added = now("add_photo", payload_of(draft->first, ",\"item\":\"" + item + "\",\"as\":\"" +
                                                                           (value ? "value" : "photos") + "\",\"facts\":" + facts));
  if (!added) return;
  draft->second.photos[item].insert(sha256);
  photos[sha256] = bytes;
}

void Actor::submit_something(Rng& rng) {
  if (drafts.empty()) return start_something(rng);
  const auto draft = any_draft(rng);
  const std::string visit = draft->first;
  const Draft content = draft->second;
  drafts.erase(draft);
  const PhoneAnswer* done = phone.call("submit_visit", payload_of(visit, std::string(",\"device_score\":") + kAnyDeviceScore));
  if (done && done->ok && !phone.is_dead()) submitted[visit] = done->value.find("sha256")->text;
  closed[visit] = content;
}

void Actor::discard_something(Rng& rng) {
  if (drafts.empty()) return;
  const auto draft = any_draft(rng);
  const std::string visit = draft->first;
  drafts.erase(draft);
  maybe_discarded.insert(visit);
  if (now("discard_visit", payload_of(visit))) discarded.insert(visit);
}

}  // namespace constat::test
