// One oracle for all: every item shown as Saved, Received or Safe is there, once, byte-identical; and nothing waits.
#include "shared/base/sha256.hpp"
#include "shared/sync/changes.hpp"
#include "shared/sync/receipt.hpp"
#include "tests/faults/support/sim_content.hpp"
#include "tests/simulation/world.hpp"

namespace constat::test {
namespace {

std::string write(const Json* json) { return json ? write_json(*json) : std::string("nothing"); }

// Of a visit as it was sent or stands in a draft: the answers that were saved are in it.
void check_content(const Json* visit, const Actor::Draft& content, const std::string& where, std::vector<std::string>& broken) {
  const Json* answers = visit ? visit->find("answers") : nullptr;
  for (const auto& [item, saved] : content.saved) {
    const Json* answer = answers ? answers->find(item) : nullptr;
    const auto expected = parse_json(saved);
    if (write(answer ? answer->find("value") : nullptr) != write(expected->find("value")))
      broken.push_back(where + ": " + item + " was saved as " + saved + " and is " + write(answer));
  }
  for (const auto& [item, hashes] : content.photos)
    for (const std::string& sha256 : hashes)
      if (write(answers ? answers->find(item) : nullptr).find(sha256) == std::string::npos)
        broken.push_back(where + ": " + item + " does not name photo " + sha256);
}

}  // namespace

std::vector<std::string> World::broken_promises() {
  std::vector<std::string> broken;
  for (std::size_t who = 0; who < actors_.size(); ++who)
    if (!is_quiet(who)) broken.push_back("the queue of phone " + std::to_string(who) + " does not empty");
  if (!wires_.empty()) broken.push_back("the phones never stop asking");
  if (!broken.empty()) return broken;
  check_server(broken);
  for (auto& actor : actors_) {
    check_phone(*actor, broken);
    check_feed(*actor, broken);
  }
  return broken;
}

void World::check_server(std::vector<std::string>& broken) {
  const auto reader = server_.store().read(server::OrganisationId(kOrganisation));
  std::map<std::string, std::set<std::string>> submitted;  // over all phones, copies too
  for (const auto& actor : actors_)
    for (const auto& [visit, sha256] : actor->submitted) submitted[visit].insert(sha256);
  for (const auto& [visit, hashes] : submitted) {
    const auto revisions = reader->revisions(VisitId(visit));
    std::map<std::string, int> found;
    int main = 0;
    for (const server::Revision& revision : revisions) {
      if (sha256_hex(revision.body) != revision.sha256) broken.push_back(visit + ": the stored body has other bytes than its hash");
      ++found[revision.sha256];
      main += revision.main;
      if (revision.quarantined) ++counts_.quarantined;
      const auto receipt = parse_receipt(revision.receipt);
      if (!receipt || receipt->sha256 != revision.sha256) broken.push_back(visit + ": the stored receipt is for something else");
    }
    if (main != 1) broken.push_back(visit + ": " + std::to_string(main) + " bodies count");
    if (revisions.size() > 1) ++counts_.conflicts;
    for (const std::string& sha256 : hashes) {
      ++counts_.submissions;
      if (found[sha256] != 1) broken.push_back(visit + ": submitted " + sha256 + " is on the server " + std::to_string(found[sha256]) + " times");
    }
    if (!reader->visit(VisitId(visit))) broken.push_back(visit + ": has bodies and no record");
  }
}

void World::check_phone(Actor& actor, std::vector<std::string>& broken) {
  const PhoneAnswer* list = actor.phone.call("list_visits");
  if (!list || !list->ok) return broken.push_back("list_visits fails: " + (list ? write(&list->value) : std::string("no answer")));
  std::map<std::string, std::string> states;
  for (const Json& visit : list->value.find("visits")->elements) {
    const std::string& id = visit.find("id")->text;
    states[id] = visit.find("state")->text;
    if (states[id] != "draft" && states[id] != "received") broken.push_back(id + ": still " + states[id] + " " + write(visit.find("problem")));
    // What another phone with the same draft sent in is a visit, whatever this one threw away.
    if (actor.discarded.count(id) && !(states[id] == "received" && was_closed_by_a_copy(actor, id)))
      broken.push_back(id + ": was discarded and came back as " + states[id]);
  }
  const auto visit_on_phone = [&](const std::string& id) {
    const PhoneAnswer* opened = actor.phone.call("open_visit", "{\"visit\":\"" + id + "\"}");
    return opened && opened->ok ? opened->value.find("visit") : nullptr;
  };
  for (const auto& [id, draft] : actor.drafts) {
    if (states[id] == "draft") check_content(visit_on_phone(id), draft, id + " as a draft", broken);
    else if (actor.maybe_submitted.count(id)) check_sent(actor, id, draft, states[id], broken);
    else broken.push_back(id + ": a draft that is " + states[id]);
  }
  for (const auto& [id, content] : actor.closed) {
    if (states[id] == "draft") {
      if (actor.submitted.count(id)) broken.push_back(id + ": was submitted and is a draft");
      check_content(visit_on_phone(id), content, id + " back as a draft", broken);
    } else {
      check_sent(actor, id, content, states[id], broken);
    }
  }
}

bool World::was_closed_by_a_copy(const Actor& actor, const std::string& visit) const {
  for (const auto& other : actors_)
    if (other.get() != &actor && other->user == actor.user && (other->closed.count(visit) || other->maybe_submitted.count(visit))) return true;
  return false;
}

// All that was saved is in a body on the server, and the photos beside it.
void World::check_sent(Actor& actor, const std::string& visit, const Actor::Draft& content, const std::string& state, std::vector<std::string>& broken) {
  const auto reader = server_.store().read(server::OrganisationId(kOrganisation));
  const auto submitted = actor.submitted.find(visit);
  bool found = false;
  for (const server::Revision& revision : reader->revisions(VisitId(visit))) {
    if (submitted != actor.submitted.end() && submitted->second != revision.sha256) continue;
    const auto body = parse_json(revision.body);
    std::vector<std::string> faults;
    check_content(body ? body->find("visit") : nullptr, content, visit + " on the server", faults);
    found = found || faults.empty();
  }
  for (const auto& [item, hashes] : content.photos) {
    for (const std::string& sha256 : hashes) {
      ++counts_.photos;
      if (server_.photo(sha256) != actor.photos[sha256] || !reader->blob(sha256)) broken.push_back(visit + ": photo " + sha256 + " is not on the server");
    }
  }
  if (!found) broken.push_back(visit + ": what was saved is in no body on the server (phone: " + state + ")");
}

// The phone's documents are those of a phone that pulls everything now.
void World::check_feed(Actor& actor, std::vector<std::string>& broken) {
  std::map<std::string, std::string> missions;
  std::string cursor;
  for (bool more = true; more;) {
    HttpRequest request;
    request.method = "GET";
    request.path = "/api/v1/sync?limit=50" + (cursor.empty() ? std::string() : "&cursor=" + cursor);
    const auto page = parse_change_page(server_.handle(actor.token, request, {}).body);
    if (!page) return broken.push_back("a page of the feed cannot be read");
    for (const Change& change : page->changes)
      if (change.type == "mission" && !change.doc.empty()) missions[change.id] = write(parse_json(change.doc)->find("status"));
    cursor = page->cursor;
    more = page->more;
  }
  const PhoneAnswer* list = actor.phone.call("list_missions");
  if (!list || !list->ok) return broken.push_back("list_missions fails: " + (list ? write(&list->value) : std::string("no answer")));
  std::map<std::string, std::string> shown;
  for (const Json& mission : list->value.find("missions")->elements) {
    shown[mission.find("id")->text] = write(mission.find("status"));
    if (!mission.find("checklist_ready")->boolean) broken.push_back("a mission's checklist is not on the phone");
  }
  for (const auto& [id, status] : missions) {
    const auto found = shown.find(id);
    // A visit that was sent in makes its mission done on the phone, though a cancelled one stays cancelled.
    if (found == shown.end()) broken.push_back("mission " + id + " is not on the phone");
    else if (found->second != status && !(status == "\"assigned\"" && found->second == "\"done\""))
      broken.push_back("mission " + id + " is " + status + " and the phone shows " + found->second);
  }
  if (shown.size() != missions.size()) broken.push_back("the phone shows missions that are not its own");
}

}  // namespace constat::test
