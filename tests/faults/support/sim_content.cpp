#include "tests/faults/support/sim_content.hpp"

#include <stdexcept>

#include "backend/intake/checklist_cache.hpp"
#include "shared/base/rng.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::test {
namespace {

std::string checklist_json() {
  std::string items, choices;
  for (int i = 0; i < kChoices; ++i) {
    const std::string n = std::to_string(i);
    choices += std::string(i ? "," : "") + R"({"id":"v)" + n + R"(","label":{"fr":"V)" + n + R"("},"points":)" + n + "}";
  }
  for (int i = 0; i < kChoiceItems; ++i)
    items += R"({"id":"i)" + std::to_string(i) + R"(","type":"choice","prompt":{"fr":"Question"},"choices":[)" + choices + "]},";
  return R"({"format":"constat.checklist/1","id":"grid","version":1,"title":{"fr":"Grille"},"languages":["fr"],)"
         R"("scoring":{"mode":"points","pass_mark":60,"grades":[{"id":"A","label":{"fr":"Bien"},"from":0}]},)"
         R"("sections":[{"id":"s","area":"reception","title":{"fr":"Accueil"},"items":[)" +
         items +
         R"({"id":"note","type":"text","prompt":{"fr":"Note"}},{"id":"front","type":"photo","prompt":{"fr":"Photo"}}]}]})";
}

}  // namespace

const char* const kAnyDeviceScore =
    R"({"scoring_version":1,"status":"complete","score":72.5,"uncapped":72.5,"grade":"A","passed":true})";

std::string user_name(int user) { return "u" + std::to_string(user); }
std::string mission_name(int user, int mission) { return "m" + std::to_string(user) + "-" + std::to_string(mission); }

server::Mission mission_of(int user, int number) {
  server::Mission mission;
  mission.id = MissionId(mission_name(user, number));
  mission.site = SiteId(number % 2 ? "lyon" : "lille");
  mission.checklist = ChecklistId("grid");
  mission.checklist_version = 1;
  mission.wave = WaveId("w1");
  mission.contact_mode = "visit";
  mission.window_from = "2026-11-01T08:00:00+01:00";
  mission.window_to = "2026-11-30T20:00:00+01:00";
  mission.investigator = UserId(user_name(user));
  return mission;
}

void publish_content(server::Store& store, int users, int missions_each) {
  const std::string json = checklist_json();
  auto checklist = parse_checklist(json);
  if (!checklist) throw std::logic_error("the simulation's checklist has a problem");
  const server::OrganisationId id(kOrganisation);
  store.create_organisation({id, "O", false, "epoch-1", ""});
  store.write(id, [&](server::Writer& writer) {
    writer.put_site({SiteId("lyon"), "Lyon", "Lyon", "ara", {}, std::nullopt});
    writer.put_site({SiteId("lille"), "Lille", "Lille", "hdf", {}, std::nullopt});
    writer.put_wave({WaveId("w1"), "Vague 1", "2026-10-01", ""});
    writer.put_checklist(server::record_of(*checklist, json));
    writer.put_user({id, UserId("boss"), "boss@o.example", "Boss", server::Role::manager, "fr", "-", false});
    for (int user = 0; user < users; ++user) {
      const std::string name = user_name(user);
      writer.put_user({id, UserId(name), name + "@o.example", name, server::Role::investigator, "fr", "-", false});
      for (int mission = 0; mission < missions_each; ++mission) writer.put_mission(mission_of(user, mission));
    }
  });
}

std::string submission_of(const std::string& visit, int user, int mission, const std::string& answers) {
  return R"({"app":{"version":"sim"},"device_score":)" + std::string(kAnyDeviceScore) +
         R"(,"format":"constat.submission/1","visit":{"answers":)" + answers +
         R"(,"checklist":{"id":"grid","version":1},"contact_mode":"visit","ended_at":"2026-11-03T10:31:40+01:00",)"
         R"("format":"constat.visit/1","id":")" + visit + R"(","investigator":")" + user_name(user) + R"(","mission":")" +
         mission_name(user, mission) + R"(","site":"lyon","started_at":"2026-11-03T10:02:11+01:00","wave":"w1"}})";
}

// A PNG of one grey pixel, by hand: signature, IHDR, IDAT of one stored block, a private chunk that fills it up, IEND.
// Its checksums are not looked at; only its own photo store reads it.
std::string photo_bytes(std::uint64_t seed, std::size_t size) {
  std::string bytes("\x89PNG\r\n\x1a\n", 8);
  const auto chunk = [&](const std::string& type, const std::string& data) {
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(data.size() >> shift);
    bytes += type + data + std::string(4, '\0');
  };
  chunk("IHDR", std::string("\0\0\0\x01\0\0\0\x01\x08\0\0\0\0", 13));
  std::string filling;
  Rng rng(seed);
  while (filling.size() < size) filling += static_cast<char>(rng.next());
  chunk("IDAT", filling);
  chunk("IEND", {});
  return bytes;
}

}  // namespace constat::test
