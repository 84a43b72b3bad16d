// What is kept in memory of sites' visits must never be seen: every page says what it would say if nothing were kept, and reads no
// more bodies than it must.
#include <catch_amalgamated.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <set>

#include "backend/auth/limits.hpp"
#include "backend/insight/driver_report.hpp"
#include "backend/insight/figure_visits.hpp"
#include "backend/insight/gap_report.hpp"
#include "backend/insight/heat_map.hpp"
#include "backend/insight/investigators.hpp"
#include "backend/insight/overview.hpp"
#include "backend/insight/site_trend.hpp"
#include "backend/store/forwarding.hpp"
#include "shared/base/sha256.hpp"
#include "shared/checklist/parse.hpp"
#include "tests/backend/support/visit_history.hpp"

using namespace constat;
using namespace constat::test;
using namespace constat::server;
using Doc = nlohmann::json;

namespace {

const OrganisationId kNorth("north");

struct Page {
  std::string path;  // the same page over HTTP
  std::function<std::optional<std::string>(Reader&, ChecklistCache&, KeptVisitSums&, const SignedIn&)> make;
};

std::vector<Page> pages() {
  std::vector<Page> all;
  for (const std::string wave : {"w1", "w2", "w3", "all"}) {
    for (const std::string region : {"", "hdf"}) {
      const Asked asked{wave, region, "", false};
      const std::string query = "?wave=" + wave + (region.empty() ? "" : "&region=" + region);
      const auto of = [asked](const SignedIn& who) { return Asked{asked.wave, asked.region, "", who.limited}; };
      all.push_back({"/overview" + query, [of](Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who) { return network_overview(reader, checklists, kept, who, of(who)); }});
      for (const std::string checklist : {"welcome", "service"})
        all.push_back({"/heatmap" + query + "&checklist=" + checklist, [of, checklist](Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who) { return heat_map(reader, checklists, kept, who, of(who), checklist); }});
      all.push_back({"/gaps" + query, [of](Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who) { return gap_report(reader, checklists, kept, who, of(who), ""); }});
      all.push_back({"/drivers" + query + "&outcome=csat&level=sites", [of](Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who) { return driver_report(reader, checklists, kept, of(who), "csat", DriverLevel::sites); }});
      if (!region.empty()) continue;
      all.push_back({"/gaps" + query + "&site=lyon", [of](Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who) { return gap_report(reader, checklists, kept, who, of(who), "lyon"); }});
      all.push_back({"/investigators" + query, [of](Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who) { return investigator_report(reader, checklists, kept, of(who)); }});
      all.push_back({"/sites/nice/trend" + query, [wave](Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who) { return site_trend(reader, checklists, kept, who, SiteId("nice"), wave); }});
      all.push_back({"/figures/visits" + query + "&item=helped", [of](Reader& reader, ChecklistCache& checklists, KeptVisitSums& kept, const SignedIn& who) { return figure_visits(reader, checklists, kept, who, {of(who), "", "", "helped"}); }});
    }
  }
  return all;
}

constexpr const char* kReaders[] = {"north-manager", "north-site_manager", "north-client", "north-limited"};

// Says whose visits are opened.
class Watched final : public Forwarding<Reader> {
 public:
  explicit Watched(Reader& to) : Forwarding(to), all_(to) {}
  std::vector<Revision> revisions(const VisitId& id) override {
    opened.insert(id.value);
    return all_.revisions(id);
  }
  std::multiset<std::string> opened;

 private:
  Reader& all_;
};

std::multiset<std::string> visits_of(Reader& reader, const std::string& site, const std::string& wave) {
  VisitFilter filter;
  filter.site = SiteId(site);
  filter.wave = WaveId(wave);
  std::multiset<std::string> ids;
  for (const VisitRecord& visit : reader.visits(filter)) ids.insert(visit.id.value);
  return ids;
}

// Six sites of four visits each, in one wave.
struct SmallNetwork {
  VisitHistory history{1};
  ChecklistCache checklists;
  KeptVisitSums kept;
  unsigned visits = 0;

  SmallNetwork() {
    for (int round = 0; round < 4; ++round)
      for (const char* site : {"lyon", "lille", "nice", "brest", "metz", "tours"}) history.push(++visits, site, "w1");
  }
  // Whose bodies the two pages open that everybody begins with.
  std::multiset<std::string> opened(KeptVisitSums& by) {
    const auto reader = history.store().read(kNorth);
    Watched watched(*reader);
    const auto who = person_as_of_now(*reader, UserId("north-manager"));
    REQUIRE(network_overview(watched, checklists, by, *who, {"w1", "", ""}));
    REQUIRE(heat_map(watched, checklists, by, *who, {"w1", "", ""}, "welcome"));
    return watched.opened;
  }
};

}  // namespace

TEST_CASE("whatever happens to visits, every page says what it says when nothing is kept", "[insight]") {
  VisitHistory history(11);
  const std::vector<Page> all = pages();
  ChecklistCache checklists;
  KeptVisitSums kept, little(20'000);  // the second has no room for all
  std::map<std::string, Client> clients;
  for (const char* role : {"manager", "site_manager", "client", "limited"}) clients.emplace("north-" + std::string(role), history.server().signed_in(role));
  std::set<std::string> seen;
  std::size_t compared = 0;
  const auto compare = [&](const Page& page, const std::string& name) {
    const auto reader = history.store().read(kNorth);
    const auto who = person_as_of_now(*reader, UserId(name));
    const auto mine = limited(*reader, *who);
    Reader& sees = *mine;
    KeptVisitSums nothing;
    const auto now = page.make(sees, checklists, nothing, *who);
    CHECK(page.make(sees, checklists, kept, *who) == now);
    CHECK(page.make(sees, checklists, little, *who) == now);
    if (now) seen.insert(*now);
    ++compared;
    return now;
  };
  for (int step = 0; step < 160; ++step) {
    history.step();
    INFO("step " << step);
    for (int i = 0; i < 3; ++i) {
      const Page& page = all[history.draw(all.size())];
      const char* name = kReaders[history.draw(std::size(kReaders))];
      INFO(name << " " << page.path);
      const auto now = compare(page, name);
      if (i > 0) continue;
      const Reply reply = clients.at(name).get("/api/v1" + page.path);
      if (reply.status == 200) CHECK(reply.body == now.value_or(""));
      else CHECK((reply.status == 403 || !now));
    }
  }
  for (const Page& page : all)
    for (const char* name : {"north-manager", "north-limited"}) {
      INFO(name << " " << page.path);
      compare(page, name);
    }
  CHECK(compared > 500);
  CHECK(seen.size() > 200);  // they do change
  for (const char* each : {"push", "revision", "approved", "returned", "rejected", "correction", "quarantine decided", "organisation's rule",
                           "programme's rule", "wave's programme", "region", "role", "responses", "erased", "redacted"}) {
    INFO(each);
    const auto found = history.happened().find(each);
    CHECK((found != history.happened().end() && found->second > 0));
  }
}

TEST_CASE("after one visit has changed, a page opens the visits of its site and no others", "[insight]") {
  SmallNetwork network;
  CHECK(network.opened(network.kept).size() == 24);
  CHECK(network.opened(network.kept).empty());
  network.history.push(++network.visits, "metz", "w1");
  const auto reader = network.history.store().read(kNorth);
  CHECK(visits_of(*reader, "metz", "w1").size() == 5);
  CHECK(network.opened(network.kept) == visits_of(*reader, "metz", "w1"));
  CHECK(network.opened(network.kept).empty());
  // Another wave is none of this one's business; responses and sites neither.
  network.history.push(++network.visits, "lyon", "w2");
  network.history.store().write(kNorth, [](Writer& writer) {
    Site site = *writer.site(SiteId("lyon"));
    site.region = "hdf";
    writer.put_site(site);
  });
  CHECK(network.opened(network.kept).empty());
}

TEST_CASE("a question's visits are opened as far as they are listed", "[insight]") {
  SmallNetwork network;
  const auto behind = [&](const std::string& item) {
    const auto reader = network.history.store().read(kNorth);
    network.opened(network.kept);
    Watched watched(*reader);
    const auto who = person_as_of_now(*reader, UserId("north-manager"));
    const auto page = figure_visits(watched, network.checklists, network.kept, *who, {{"w1", "", ""}, "nice", "", item});
    return std::make_pair(Doc::parse(*page), watched.opened);
  };
  const auto reader = network.history.store().read(kNorth);
  const auto [smile, opened] = behind("smile");
  CHECK(smile["count"] == 4);
  CHECK(smile["visits"].size() == 4);
  CHECK(opened == visits_of(*reader, "nice", "w1"));
  const auto [nothing, none] = behind("front");
  CHECK(nothing["count"] == 0);
  CHECK(none.empty());
}

TEST_CASE("sums that do not fit are made again, those that fit are not", "[insight]") {
  SmallNetwork network;
  const auto reader = network.history.store().read(kNorth);
  const auto scope = scope_of(*reader, {"w1", "", ""});
  const std::size_t one = network.kept.of(*reader, network.checklists, *scope, "w1").front()->bytes();
  KeptVisitSums half(one * 7 / 2), none(one / 2);
  CHECK(network.opened(half).size() == 24 + 12);  // three of six sites stay for the second page
  CHECK(network.opened(half).size() == 12 + 12);
  CHECK(network.opened(none).size() == 48);
}

TEST_CASE("a visit counts from when its checklist is there", "[insight]") {
  VisitHistory history(1);
  const std::string id = visit_id(1), body = submission(id, "north-investigator", "lyon", "", R"({"q":{"value":"no"}})", "later");
  history.store().write(kNorth, [&](Writer& writer) {
    Revision revision;
    revision.visit = VisitId(id);
    revision.revision = 1;
    revision.sha256 = sha256_hex(body);
    revision.body = body;
    revision.sender = UserId("north-investigator");
    revision.seq = writer.next_seq();
    writer.add_revision(revision);
    VisitRecord record;
    record.id = VisitId(id);
    record.site = SiteId("lyon");
    record.wave = WaveId("w1");
    record.checklist = ChecklistId("later");
    record.checklist_version = 1;
    record.investigator = revision.sender;
    record.revision = 1;
    record.sha256 = revision.sha256;
    record.score_status = "complete";
    record.score = MicroPercent{0};
    writer.put_visit(record);
  });
  ChecklistCache checklists;
  KeptVisitSums kept;
  const auto judged = [&] {
    const auto reader = history.store().read(kNorth);
    return Doc::parse(*network_overview(*reader, checklists, kept, *person_as_of_now(*reader, UserId("north-manager")), {"w1", "", ""}))["passed"]["judged"];
  };
  CHECK(judged() == 0);
  const std::string json = R"({"format":"constat.checklist/1","id":"later","version":1,"title":{"fr":"Tard","en":"Late"},"languages":["fr","en"],
   "scoring":{"mode":"points","pass_mark":50,"grades":[{"id":"A","label":{"fr":"A","en":"A"},"from":0}]},"sections":[{"id":"s","area":"service","title":{"fr":"S","en":"S"},
   "items":[{"id":"q","type":"choice","prompt":{"fr":"Q ?","en":"Q?"},"choices":[{"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":1},{"id":"no","label":{"fr":"Non","en":"No"},"points":0}]}]}]})";
  const auto checklist = parse_checklist(json);
  REQUIRE(checklist);
  history.store().write(kNorth, [&](Writer& writer) { writer.put_checklist(record_of(*checklist, json)); });
  CHECK(judged() == 1);
}
