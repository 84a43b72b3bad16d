// What every store must do, whatever it is made of. A new store adds one line to `stores`.
#include <catch_amalgamated.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <map>
#include <set>
#include <thread>

#include <nlohmann/json.hpp>

#include "backend/store_sqlite/sqlite_store.hpp"
#include "tests/backend/support/random_writes.hpp"
#include "tests/backend/support/test_server.hpp"

using namespace constat;
using namespace constat::server;
using constat::test::TemporaryFolder;

namespace {

const OrganisationId kNorth("north"), kSouth("south");

struct Opened {
  TemporaryFolder folder;
  std::unique_ptr<Store> store;
  Opened() { open(); }
  void open() {
    store.reset();
    store = open_sqlite_store(folder.path() / "constat.sqlite");
  }
};

Site site(const std::string& id) {
  Site made;
  made.id = SiteId(id);
  made.name = "Site " + id;
  return made;
}

void put_site(Store& store, const OrganisationId& organisation, const std::string& id) {
  store.write(organisation, [&](Writer& writer) { writer.put_site(site(id)); });
}

void make_organisations(Store& store) {
  store.create_organisation({kNorth, "North", false, "e1", ""});
  store.create_organisation({kSouth, "South", true, "e2", ""});
}

}  // namespace

TEST_CASE("a store keeps what was written when it opens again") {
  Opened opened;
  make_organisations(*opened.store);
  Site full{SiteId("a"), "Nom « é »", "Lyon", "ara", {"x", "y"}, Position{45.764, -4.8357}};
  opened.store->write(kNorth, [&](Writer& writer) { writer.put_site(full); });
  opened.open();
  const auto found = opened.store->read(kNorth)->site(SiteId("a"));
  REQUIRE(found);
  CHECK(found->name == full.name);
  CHECK(found->tags == full.tags);
  REQUIRE(found->position);
  CHECK(found->position->longitude == -4.8357);
  CHECK(opened.store->accounts()->organisations().size() == 2);
}

TEST_CASE("a store never shows one organisation what another has") {
  Opened opened;
  make_organisations(*opened.store);
  put_site(*opened.store, kNorth, "same");
  put_site(*opened.store, kNorth, "only-north");
  put_site(*opened.store, kSouth, "same");
  const auto south = opened.store->read(kSouth);
  CHECK(south->sites().size() == 1);
  CHECK_FALSE(south->site(SiteId("only-north")));
  CHECK(south->feed(UserId("x"), true, 0, 100).size() == 1);
}

TEST_CASE("a change that throws leaves nothing behind, and harms no other change") {
  Opened opened;
  make_organisations(*opened.store);
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        const std::string id = "s" + std::to_string(t) + "-" + std::to_string(i);
        try {
          opened.store->write(kNorth, [&](Writer& writer) {
            writer.put_site(site(id));
            if (i % 5 == 0) throw std::runtime_error("no");
          });
        } catch (const std::runtime_error&) {
          ++failed;
        }
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(failed == 20);
  CHECK(opened.store->read(kNorth)->sites().size() == 80);
}

TEST_CASE("a reader sees one moment, whatever is written meanwhile") {
  Opened opened;
  make_organisations(*opened.store);
  put_site(*opened.store, kNorth, "before");
  const auto reader = opened.store->read(kNorth);
  CHECK(reader->sites().size() == 1);
  put_site(*opened.store, kNorth, "after");
  CHECK(reader->sites().size() == 1);
  CHECK(opened.store->read(kNorth)->sites().size() == 2);
}

TEST_CASE("what a write returned from is seen by every later reader") {
  Opened opened;
  make_organisations(*opened.store);
  for (int i = 0; i < 50; ++i) {
    put_site(*opened.store, kNorth, "s" + std::to_string(i));
    REQUIRE(opened.store->read(kNorth)->site(SiteId("s" + std::to_string(i))));
  }
}

TEST_CASE("two main bodies under one number of a visit cannot be stored") {
  Opened opened;
  make_organisations(*opened.store);
  Revision revision;
  revision.visit = VisitId("v");
  revision.revision = 1;
  revision.sha256 = "one";
  opened.store->write(kNorth, [&](Writer& writer) { writer.add_revision(revision); });
  revision.sha256 = "two";
  CHECK_THROWS_AS(opened.store->write(kNorth, [&](Writer& writer) { writer.add_revision(revision); }), StoreFailure);
  revision.main = false;
  opened.store->write(kNorth, [&](Writer& writer) { writer.add_revision(revision); });
  CHECK(opened.store->read(kNorth)->revisions(VisitId("v")).size() == 2);
}

TEST_CASE("sessions are found by their hash, and end") {
  Opened opened;
  make_organisations(*opened.store);
  opened.store->write(kNorth, [](Writer& writer) {
    writer.put_user({kNorth, UserId("u"), "u@north.example", "U", Role::manager, "fr", "", false});
  });
  opened.store->put_session({"hash-1", kNorth, UserId("u"), 1, 1, 100});
  opened.store->put_session({"hash-2", kNorth, UserId("u"), 1, 1, 200});
  CHECK(opened.store->accounts()->session("hash-1")->user.value == "u");
  CHECK_FALSE(opened.store->accounts()->session("hash-3"));
  opened.store->remove_session("hash-1");
  CHECK_FALSE(opened.store->accounts()->session("hash-1"));
  opened.store->remove_expired_sessions(200);
  CHECK_FALSE(opened.store->accounts()->session("hash-2"));
}

TEST_CASE("an e-mail address belongs to one account") {
  Opened opened;
  make_organisations(*opened.store);
  const User user{kNorth, UserId("u"), "u@north.example", "U", Role::manager, "fr", "", false};
  opened.store->write(kNorth, [&](Writer& writer) { writer.put_user(user); });
  CHECK_THROWS_AS(opened.store->write(kSouth, [&](Writer& writer) { writer.put_user(user); }), StoreFailure);
  CHECK(opened.store->accounts()->user_by_email("u@north.example")->organisation == kNorth);
}

// The cursor is the promise that a phone hears of everything. The control shows what it protects from: a number that is
// taken before the transaction appears out of order, and a reader who goes by it misses rows.
TEST_CASE("a reader that follows seq misses nothing while many write, one that follows a bare counter does") {
  constexpr int kWriters = 6, kEach = 150;
  Opened opened;
  make_organisations(*opened.store);
  std::atomic<std::int64_t> counter{0};
  std::atomic<int> writing{kWriters};
  std::vector<std::thread> threads;
  for (int w = 0; w < kWriters; ++w)
    threads.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i) {
        const std::int64_t naive = ++counter;
        if ((i + w) % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(300));
        put_site(*opened.store, kNorth, "n" + std::to_string(naive));
      }
      --writing;
    });

  std::set<std::string> by_seq, by_counter;
  std::int64_t seq = 0, newest_counter = 0;
  const auto follow = [&] {
    for (;;) {
      const auto reader = opened.store->read(kNorth);
      const auto page = reader->feed(UserId("x"), true, seq, 40);
      std::int64_t highest = newest_counter;
      for (const Site& each : reader->sites()) {
        const std::int64_t number = std::stoll(each.id.value.substr(1));
        if (number <= newest_counter) continue;
        by_counter.insert(each.id.value);
        highest = std::max(highest, number);
      }
      newest_counter = highest;
      for (const FeedEntry& entry : page) {
        REQUIRE(entry.seq > seq);
        seq = entry.seq;
        by_seq.insert(entry.id);
      }
      if (page.size() < 40) return;
    }
  };
  while (writing > 0) follow();
  for (std::thread& thread : threads) thread.join();
  follow();
  CHECK(by_seq.size() == kWriters * kEach);
  CHECK(by_counter.size() < by_seq.size());
}

namespace {

// Visits, score and squares by site and status; answers by site and value: counted row by row.
using Scores = std::map<std::pair<std::string, std::string>, std::array<std::int64_t, 4>>;
using Answers = std::map<std::pair<std::string, std::int64_t>, std::int64_t>;

Scores counted_scores(Reader& reader, const std::optional<WaveId>& wave) {
  Scores scores;
  VisitFilter filter;
  filter.wave = wave;
  for (const VisitRecord& visit : reader.visits(filter)) {
    if (visit.score_status != "complete" || !visit.score) continue;
    const std::int64_t square = visit.score->value * visit.score->value;
    auto& sum = scores[{visit.site.value, visit.status}];
    sum[0] += 1, sum[1] += visit.score->value, sum[2] += square >> 32, sum[3] += square & 0xffffffff;
  }
  return scores;
}

Scores kept_scores(Reader& reader, const std::optional<WaveId>& wave) {
  Scores scores;
  for (const SiteScores& each : reader.site_scores(wave))
    scores[{each.site.value, each.status}] = {each.visits, each.score, each.squares_high, each.squares_low};
  return scores;
}

Answers counted_answers(Reader& reader, std::size_t question, const std::optional<WaveId>& wave) {
  Answers answers;
  for (const StoredResponse& response : reader.responses(SurveyId("q"))) {
    if (wave && !response.wave.empty() && response.wave != wave->value) continue;
    const auto values = nlohmann::json::parse(response.values);
    if (values[question].is_number_integer()) ++answers[{response.site, values[question].get<std::int64_t>()}];
  }
  return answers;
}

Answers kept_answers(Reader& reader, std::size_t question, const std::optional<WaveId>& wave) {
  Answers answers;
  for (const AnswerCount& each : reader.answer_counts(SurveyId("q"), static_cast<std::int64_t>(question), wave))
    answers[{each.site, each.value}] += each.answers;
  return answers;
}

std::map<std::string, std::int64_t> counted_responses(Reader& reader, const std::optional<WaveId>& wave) {
  std::map<std::string, std::int64_t> counts;
  for (const SurveyRecord& survey : reader.surveys())
    for (const StoredResponse& response : reader.responses(survey.id))
      if (!wave || response.wave.empty() || response.wave == wave->value) ++counts[response.site];
  return counts;
}

std::map<std::string, std::int64_t> kept_responses(Reader& reader, const std::optional<WaveId>& wave) {
  std::map<std::string, std::int64_t> counts;
  for (const ResponseCount& each : reader.response_counts(wave)) counts[each.site] = each.responses;
  return counts;
}

// All that visits of a site in a wave say, as text.
using Places = std::map<std::pair<std::string, std::string>, std::string>;
Places said_at(Reader& reader) {
  Places places;
  for (const VisitRecord& visit : reader.visits({})) {
    std::string& said = places[{visit.wave.value, visit.site.value}];
    said += visit.id.value + visit.checklist.value + std::to_string(visit.checklist_version) + visit.investigator.value + std::to_string(visit.revision) +
            visit.sha256 + visit.started_at + visit.status + visit.score_status + (visit.score ? std::to_string(visit.score->value) : "") + "\n";
    for (const Revision& body : reader.revisions(visit.id))
      if (body.main && body.revision == visit.revision) said += body.body + "\n";
    for (const VisitEvent& event : reader.events(visit.id)) said += event.id + event.type + event.body + "\n";
  }
  return places;
}

}  // namespace

TEST_CASE("a stamp rises with every change to what the visits of its site and wave say, and never falls") {
  Opened opened;
  constat::test::RandomWrites writes(7);
  std::map<std::string, Places> before;
  std::map<std::string, std::map<std::pair<std::string, std::string>, std::int64_t>> stamps;
  std::size_t changed = 0;
  for (int step = 0; step < 500; ++step) {
    writes.step(*opened.store);
    if (step == 250) opened.open();
    for (const char* name : {"a", "b"}) {
      const auto reader = opened.store->read(OrganisationId(name));
      std::map<std::pair<std::string, std::string>, std::int64_t> now;
      for (const VisitsStamp& stamp : reader->visits_stamps({})) now[{stamp.wave.value, stamp.site.value}] = stamp.changes;
      for (const auto& [place, stamp] : stamps[name]) CHECK(now[place] >= stamp);
      Places places = said_at(*reader);
      for (const auto& [place, said] : before[name]) places.try_emplace(place);  // its last visit may have gone
      for (const auto& [place, said] : places) {
        if (said == before[name][place]) continue;
        CHECK(now[place] > stamps[name][place]);
        ++changed;
      }
      std::size_t of_wave = 0;
      for (const VisitsStamp& stamp : reader->visits_stamps(WaveId("w0"))) {
        CHECK(stamp.changes == now[{"w0", stamp.site.value}]);
        ++of_wave;
      }
      CHECK(of_wave == static_cast<std::size_t>(std::count_if(now.begin(), now.end(), [](const auto& each) { return each.first.first == "w0"; })));
      before[name] = std::move(places);
      stamps[name] = std::move(now);
    }
  }
  CHECK(changed > 100);
}

TEST_CASE("a body or an event that changes by itself raises its visit's stamp too, and a visit that moves both stamps") {
  Opened opened;
  make_organisations(*opened.store);
  VisitRecord visit;
  visit.id = VisitId("v");
  visit.site = SiteId("here");
  visit.wave = WaveId("w");
  visit.revision = 1;
  visit.sha256 = "first";
  Revision body;
  body.visit = visit.id;
  body.revision = 1;
  body.sha256 = "first";
  body.body = "{}";
  Revision other = body;
  other.sha256 = "second";
  other.main = false;
  const VisitEvent event{visit.id, "e", "appeal_decision", UserId("u"), "", "{}", 3};
  const auto stamp = [&](const char* site) {
    for (const VisitsStamp& each : opened.store->read(kNorth)->visits_stamps(WaveId("w")))
      if (each.site.value == site) return each.changes;
    return std::int64_t{0};
  };
  const auto raises = [&](const std::function<void(Writer&)>& change) {
    const std::int64_t before = stamp("here");
    opened.store->write(kNorth, change);
    return stamp("here") > before;
  };
  CHECK(raises([&](Writer& writer) { writer.add_revision(body), writer.add_revision(other), writer.put_visit(visit); }));
  CHECK(raises([&](Writer& writer) { writer.make_main(visit.id, 1, "second"); }));
  CHECK(raises([&](Writer& writer) { writer.redact_revision({visit.id, 1, "second", R"({"less":1})"}); }));
  CHECK(raises([&](Writer& writer) { writer.add_event(event); }));
  CHECK(raises([&](Writer& writer) { writer.replace_event(visit.id, "e", R"({"less":1})"); }));
  CHECK(raises([&](Writer& writer) { writer.hand_visit_to(visit.id, UserId("p")); }));
  CHECK_FALSE(raises([&](Writer& writer) { writer.put_site({SiteId("here"), "Here", "", "", {}, std::nullopt}); }));
  CHECK(stamp("there") == 0);
  visit.site = SiteId("there");
  CHECK(raises([&](Writer& writer) { writer.put_visit(visit); }));
  CHECK(stamp("there") > 0);
}

TEST_CASE("the sums that a store keeps are those of its visits and responses, whatever was written") {
  Opened opened;
  constat::test::RandomWrites writes(42);
  std::size_t compared = 0;
  for (int step = 0; step < 600; ++step) {
    writes.step(*opened.store);
    if (step % 40 != 0) continue;
    if (step == 320) opened.open();
    for (const char* name : {"a", "b"}) {
      const auto reader = opened.store->read(OrganisationId(name));
      for (const std::optional<WaveId>& wave : {std::optional<WaveId>(), std::optional(WaveId("w0")), std::optional(WaveId("w2"))}) {
        CHECK(kept_scores(*reader, wave) == counted_scores(*reader, wave));
        CHECK(kept_responses(*reader, wave) == counted_responses(*reader, wave));
        compared += counted_scores(*reader, wave).size();
        for (std::size_t question = 0; question < 4; ++question) {
          CHECK(kept_answers(*reader, question, wave) == counted_answers(*reader, question, wave));
          compared += counted_answers(*reader, question, wave).size();
        }
      }
    }
  }
  CHECK(compared > 500);
}
