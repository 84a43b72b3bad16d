// What a phone cannot deliver: the rescue copy, and handing over to a manager.
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <stdexcept>

#include "shared/sync/json_fields.hpp"
#include "tests/shared/device/support/scenario.hpp"

using namespace constat;
using namespace constat::test;

namespace {

std::string rescue_of(Scenario& s, const std::string& payload = "{}") { return write_json(s.ok("export_rescue", payload)); }

Json import(Scenario& s, const std::string& rescue) { return s.ok("import_rescue", "{\"rescue\":" + rescue + "}"); }

Json& part(Json& object, std::string_view name) {
  for (JsonMember& member : object.members)
    if (member.name == name) return member.value;
  throw std::runtime_error("no member " + std::string(name));
}

std::string answer_of(Scenario& s, const std::string& visit, const std::string& item) {
  const Json draft = s.ok("open_visit", "{\"visit\":\"" + visit + "\"}");
  const Json* found = draft.find("visit")->find("answers")->find(item);
  return found ? write_json(*found) : std::string();
}

}  // namespace

TEST_CASE("a rescue copy brings drafts, queued visits and photos to another phone, where they go on") {
  Scenario from(1, 3);
  from.sign_in();
  const std::string done = from.start("m0");
  from.submit(done);
  from.ok("sync");
  from.network = false;
  const std::string draft = from.start("m1");
  from.save(draft, "a", "oui");
  const std::string beside = from.photograph(draft, "a", "one"), value = from.photograph(draft, "p", "two", "value");
  from.ok("save_draft_state", "{\"visit\":\"" + draft + R"(","ui":{"section":3}})");
  const std::string queued = from.start("m2");
  const std::string sha256 = from.submit(queued).find("sha256")->text;
  const std::string rescue = rescue_of(from);

  Scenario to(2);
  to.sign_in();
  const Json imported = import(to, rescue);
  CHECK(imported.find("visits")->text == "3");
  CHECK(imported.find("known")->text == "0");
  CHECK(imported.find("photos")->elements.size() == 2);
  CHECK(answer_of(to, draft, "a") == answer_of(from, draft, "a"));
  CHECK(answer_of(to, draft, "p") == "{\"value\":[\"sha256:" + value + "\"]}");
  CHECK(to.ok("open_visit", "{\"visit\":\"" + draft + "\"}").find("ui")->find("section")->text == "3");
  CHECK(to.server.bodies(queued).size() == 1);

  to.phone.files = from.phone.files;
  to.ok("check_photos", "{\"files\":[{\"sha256\":\"" + beside + "\",\"bytes\":3},{\"sha256\":\"" + value + "\",\"bytes\":3}]}");
  to.submit(draft);
  to.ok("sync");
  CHECK(to.server.photos().size() == 2);
  // Both phones send the same bytes: once.
  from.network = true;
  CHECK(import(to, rescue).find("known")->text == "3");
  to.phone.sql.lose();
  to.reopen();
  CHECK(to.server.bodies(queued).size() == 1);
  CHECK_FALSE(sha256.empty());
}

TEST_CASE("an import never overwrites what the phone has") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.save(visit, "a", "old");
  const std::string rescue = rescue_of(s);
  s.save(visit, "a", "new");
  const Json imported = import(s, rescue);
  CHECK(imported.find("visits")->text == "0");
  CHECK(imported.find("known")->text == "1");
  CHECK(s.value_of(visit, "a") == "new");
}

TEST_CASE("a rescue copy of somebody else, and what is none, are refused whole") {
  Scenario s;
  s.sign_in("anna");
  s.start();
  const std::string rescue = rescue_of(s);
  CHECK(s.call("import_rescue", R"({"rescue":{"format":"other"}})").code() == "rescue-format");
  CHECK(s.call("import_rescue", R"({"rescue":{"format":"constat.rescue/1","visits":{}}})").code() == "rescue-format");

  Scenario other(2);
  other.sign_in("bob");
  CHECK(other.call("import_rescue", "{\"rescue\":" + rescue + "}").code() == "rescue-of-another");
  // Where the copy does not name its person, its visits do.
  Json nameless = Json::object();
  for (const JsonMember& member : json_fields::parse(rescue).members)
    if (member.name != "user") nameless.add(member.name, member.value);
  CHECK(other.call("import_rescue", "{\"rescue\":" + write_json(nameless) + "}").code() == "rescue-of-another");
  CHECK(other.ok("list_visits").find("visits")->elements.empty());
  other.ok("sign_out");
  other.sign_in("anna");
  CHECK(import(other, write_json(nameless)).find("visits")->text == "1");
}

TEST_CASE("a visit that cannot be read is named, and the others of its rescue copy are taken in") {
  Scenario from(1, 5);
  from.sign_in();
  from.network = false;
  std::vector<std::string> visits;
  for (const char* mission : {"m0", "m1", "m2", "m3", "m4"}) visits.push_back(from.start(mission));
  std::sort(visits.begin(), visits.end());  // as the copy has them
  for (const std::string& visit : visits) from.save(visit, "a", "oui");
  for (const std::size_t queued : {1, 3}) from.submit(visits[queued]);
  const std::string rescue = rescue_of(from);
  Json damaged = json_fields::parse(rescue);
  auto& entries = part(damaged, "visits").elements;
  REQUIRE(entries.size() == 5);
  // Fixed bytes that their hash no longer fits, a visit of somebody else, and what is no visit.
  std::string& body = part(entries[1], "body").text;
  body.replace(body.find("oui"), 3, "non");
  part(part(entries[2], "start"), "owner").text = "bob";
  entries[4] = Json::of_text("?");

  Scenario to(2);
  to.sign_in();
  const Json imported = import(to, write_json(damaged));
  CHECK(imported.find("visits")->text == "2");
  CHECK(write_json(*imported.find("unreadable")) == "[\"" + visits[1] + "\",\"" + visits[2] + "\",\"#5\"]");
  CHECK(to.value_of(visits[0], "a") == "oui");
  CHECK(to.server.bodies(visits[3]).size() == 1);
  CHECK(to.server.bodies(visits[1]).empty());
  CHECK(to.ok("list_visits").find("visits")->elements.size() == 2);

  // A whole copy brings the rest, also for a phone that knows a part.
  const Json again = import(to, rescue);
  CHECK(again.find("visits")->text == "3");
  CHECK(again.find("known")->text == "2");
  CHECK(again.find("unreadable")->elements.empty());
  CHECK(to.server.bodies(visits[1]).size() == 1);
}

TEST_CASE("the rescue copy leaves out what is safe, unless all is asked for") {
  Scenario s;
  s.sign_in();
  const std::string visit = s.start();
  s.submit(visit);
  s.ok("sync");
  CHECK(s.ok("export_rescue").find("visits")->elements.size() == 1);
  s.server.copy_off();
  s.ok("sync");
  CHECK(s.ok("export_rescue").find("visits")->elements.empty());
  CHECK(s.ok("export_rescue", R"({"all":true})").find("visits")->elements.size() == 1);
}

TEST_CASE("a parked visit is handed to a manager as the very text that was refused, and stays on the phone") {
  Scenario s;
  s.sign_in();
  s.network = false;
  const std::string visit = s.start();
  const std::string sha256 = s.submit(visit).find("sha256")->text;
  s.server.refuse[visit] = {400, "not-a-visit"};
  const std::string payload = "{\"visit\":\"" + visit + R"(","note":"aide"})";
  CHECK(s.call("send_parked", payload).code() == "unknown-visit");
  s.network = true;
  s.ok("sync");
  REQUIRE(s.state_of(visit) == "parked");
  s.network = false;
  CHECK(s.call("send_parked", payload).code() == "offline");
  CHECK(s.state_of(visit) == "parked");
  s.network = true;
  s.ok("send_parked", payload);
  CHECK(s.state_of(visit) == "handed_over");
  REQUIRE(s.server.handed_over().count(sha256));
  const auto told = std::find_if(s.phone.pushes.rbegin(), s.phone.pushes.rend(), [](const Push& push) { return push.topic == "sync"; });
  REQUIRE(told != s.phone.pushes.rend());
  CHECK(json_fields::parse(told->data).find("unsent")->text == "0");
  CHECK(s.ok("open").find("unsent")->text == "0");
  s.reopen();
  CHECK(s.ok("open_visit", "{\"visit\":\"" + visit + "\"}").find("submitted")->boolean);

  // The manager took it in: the feed names these very bytes.
  s.server.publish("visit", visit, "{\"id\":\"" + visit + R"(","status":"received","revision":1,"sha256":")" + sha256 + "\"}");
  s.ok("sync");
  CHECK(s.state_of(visit) == "received");
}

TEST_CASE("one parked visit is tried again without the others") {
  Scenario s;
  s.sign_in();
  s.network = false;
  const std::string first = s.start("m0"), second = s.start("m1");
  s.submit(first);
  s.submit(second);
  for (const std::string& visit : {first, second}) s.server.refuse[visit] = {422, "odd"};
  s.network = true;
  s.ok("sync");
  s.server.refuse.clear();
  s.ok("retry_parked", "{\"visit\":\"" + first + "\"}");
  CHECK(s.state_of(first) == "received");
  CHECK(s.state_of(second) == "parked");
}
