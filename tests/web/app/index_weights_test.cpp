#include "web/app/index_weights.hpp"

#include <algorithm>
#include <cmath>

#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"
#include "tests/web/app/app_scenario.hpp"
#include "tests/web/app/compared_sites.hpp"

using namespace constat;
using namespace constat::app;

namespace {

std::shared_ptr<const IndexMaterial> material_of(std::string_view document) { return read_index_material(*parse_json(document)); }

const IndexStanding& standing_of(const IndexTrial& trial, std::string_view site) {
  const auto found = std::find_if(trial.standings.begin(), trial.standings.end(), [&](const IndexStanding& each) { return trial.of->sites[each.site].id == site; });
  REQUIRE(found != trial.standings.end());
  return *found;
}

const std::string kProgramme = R"({"id":"p1","title":{"fr":"Été","en":"Summer"},"index":null,"retention_months":24,"review_required":null,"live_score":true,"discreet":false,
  "appeal_days":20,"employees":{"named":false,"informed_on":"","informed_how":""},"organisation":{"index":{},"retention_months":36,"review_required":true},"waves":[]})";

// On the page of a wave's index, with the audit's weight taken away.
void start_moved(AppScenario& s, const std::string& document = kCompared) {
  s.start("#/weights?of=index&wave=w2", "administrator");
  const StoreRequest request = s.expect("fetch");
  CHECK(request.payload == R"({"path":"/api/v1/comparison?wave=w2"})");
  s.reply(request, fetched(document));
  s.app.index_weights().begin();
  s.app.index_weights().weigh(IndexPart::nps, 0.9, true);
}

}  // namespace

TEST_CASE("moving a part's weight moves the index and the order of sites as worked out by hand") {
  IndexTrial trial = begin_index_trial(material_of(kCompared));
  REQUIRE(trial.of);
  CHECK_FALSE(trial.changed());
  CHECK(trial.standings.size() == 3);
  // By 0.5 and 0.5, Arles has (80 + 40) / 2 and Brest (50 + 68) / 2.
  CHECK(standing_of(trial, "a").after.index->value == 60);
  CHECK(standing_of(trial, "b").after.index->value == 59);
  CHECK(trial.of->sites[trial.standings[0].site].id == "a");
  trial.rules.weights[static_cast<std::size_t>(IndexPart::nps)] = 1.5;
  reweigh_trial(trial, true);
  // By 0.5 and 1.5: (80 + 3 x 40) / 4 and (50 + 3 x 68) / 4.
  CHECK(standing_of(trial, "a").after.index->value == 50);
  CHECK(standing_of(trial, "b").after.index->value == 63.5);
  CHECK(standing_of(trial, "a").before.index->value == 60);
  CHECK(trial.of->sites[trial.standings[0].site].id == "b");
  CHECK(trial.pairs == 1);
  CHECK(trial.turned == 1);
  CHECK(trial.surely_turned == 0);  // 60 and 59 may differ by chance
  CHECK(trial.gain == 1);
  CHECK(trial.lose == 1);
  // Caen has too few answers for a figure: no index, last, in no pair.
  CHECK_FALSE(standing_of(trial, "c").after.index);
  CHECK(trial.of->sites[trial.standings.back().site].id == "c");
  CHECK(whole_shares(trial.rules)[static_cast<std::size_t>(IndexPart::nps)] == 75);
}

TEST_CASE("shares in whole percent make 100 together and are within one of the weights' own") {
  Rng rng(100);
  for (int round = 0; round < 500; ++round) {
    IndexRules rules;
    double sum = 0;
    for (double& weight : rules.weights) sum += weight = rng.chance(30) ? 0 : static_cast<double>(rng.below(100)) / 100;
    int whole = 0;
    for (std::size_t i = 0; i < kIndexParts; ++i) {
      const int share = whole_shares(rules)[i];
      whole += share;
      if (sum > 0) REQUIRE(std::abs(share - 100 * rules.weights[i] / sum) < 1);
    }
    REQUIRE(whole == (sum > 0 ? 100 : 0));
  }
  IndexRules plain;
  plain.weights = {0.29, 0.57, 0.14, 0, 0, 0};
  CHECK(whole_shares(plain) == std::array<int, kIndexParts>{29, 57, 14, 0, 0, 0});
}

TEST_CASE("while a finger moves over many sites their ranks wait, and come when it rests") {
  std::string sites, entries;
  for (int i = 0; i < 80; ++i) {
    const std::string id = "s" + std::to_string(i), comma = i == 0 ? "" : ",";
    sites += comma + R"({"id":")" + id + R"(","name":"Site"})";
    entries += comma + R"({"site":")" + id + R"(","parts":[{"kpi":"audit","score":)" + std::to_string(15 + i) + R"(,"se":1,"n":9,"weight":0.5},{"kpi":"nps","score":)" +
               std::to_string(90 - i / 2) + R"(,"se":1,"n":90,"weight":0.5}]})";
  }
  IndexTrial trial = begin_index_trial(material_of(R"({"wave":"w","waves":[],"sites":[)" + sites + R"(],"rules":{"format":"constat.index/1","weights":{"audit":0.5,"nps":0.5},"min_coverage":0.6},
    "comparison":{"network":{"parts":[]},"sites":[)" + entries + "]}}"));
  REQUIRE(trial.of);
  trial.rules.weights[0] = 0;
  reweigh_trial(trial, false);
  CHECK_FALSE(trial.ranks_known);
  CHECK(trial.turned > 0);
  CHECK(std::none_of(trial.standings.begin(), trial.standings.end(), [](const IndexStanding& s) { return s.after.rank.has_value(); }));
  reweigh_trial(trial, true);
  CHECK(trial.ranks_known);
  CHECK(trial.surely_turned > 0);
  CHECK(trial.surely_turned <= trial.turned);
  CHECK(std::all_of(trial.standings.begin(), trial.standings.end(), [](const IndexStanding& s) { return s.after.rank.has_value(); }));
}

TEST_CASE("without any weight there is no index, and nothing to publish") {
  AppScenario s;
  start_moved(s);
  for (std::size_t i = 0; i < kIndexParts; ++i) s.app.index_weights().weigh(static_cast<IndexPart>(i), 0, true);
  const IndexTrial& trial = s.app.state().index_trial;
  CHECK(trial.is_empty());
  CHECK(trial.changed());
  for (const IndexStanding& standing : trial.standings) CHECK_FALSE(standing.after.index);
  s.app.index_weights().publish();
  CHECK_FALSE(s.has("fetch"));
}

TEST_CASE("weights of the index are set in the programme of the wave, and everything else of it stays") {
  AppScenario s;
  start_moved(s);
  const IndexTrial& trial = s.app.state().index_trial;
  s.app.index_weights().publish();
  s.app.index_weights().publish();
  const StoreRequest wave = s.expect("fetch");
  CHECK(wave.payload == R"({"path":"/api/v1/waves/w2"})");
  CHECK_FALSE(s.has("fetch"));
  s.reply(wave, fetched(R"({"id":"w2","programme":"p1"})"));
  const StoreRequest programme = s.expect("fetch");
  CHECK(programme.payload == R"({"path":"/api/v1/programmes/p1"})");
  s.reply(programme, fetched(kProgramme));
  const StoreRequest post = s.expect("post");
  const Json sent = *parse_json(post.payload);
  CHECK(sent.find("path")->text == "/api/v1/programmes/p1");
  const Json& body = *sent.find("body");
  CHECK(write_json(*body.find("title")) == R"({"fr":"Été","en":"Summer"})");
  CHECK(write_json(*body.find("employees")) == R"({"named":false})");
  CHECK(body.find("retention_months")->text == "24");
  CHECK(body.find("appeal_days")->text == "20");
  CHECK_FALSE(body.find("review_required"));  // the organisation's: what is left out stays so
  CHECK_FALSE(body.find("organisation"));
  const auto rules = parse_index_rules(write_json(*body.find("index")));
  REQUIRE(rules);
  // 0.5 and 0.9 of 1.4, in whole percent.
  CHECK(rules->weights[0] == 0.36);
  CHECK(rules->weights[1] == 0.64);
  CHECK(rules->min_coverage == trial.rules.min_coverage);
  CHECK(rules->min_responses == 30);
  s.reply(post, fetched("{}"));
  CHECK(trial.published == "w2");
  // The comparison is asked for anew: these are the weights in force.
  const StoreRequest again = s.expect("fetch");
  CHECK(again.payload == R"({"path":"/api/v1/comparison?wave=w2"})");
  s.reply(again, fetched(kCompared));
  s.app.index_weights().begin();
  CHECK_FALSE(trial.changed());
  CHECK(trial.published == "w2");
}

TEST_CASE("a programme that is only known from earlier is not sent back, and a refusal is shown") {
  AppScenario s;
  start_moved(s);
  const IndexTrial& trial = s.app.state().index_trial;
  s.app.index_weights().publish();
  s.reply_to("fetch", fetched(R"({"id":"w2","programme":"p1"})"));
  s.reply_to("fetch", fetched(kProgramme, 200, true));
  CHECK_FALSE(s.has("post"));
  REQUIRE(trial.refusal);
  CHECK_FALSE(trial.sending);
  s.app.index_weights().publish();
  s.reply_to("fetch", fetched(R"({"id":"w2","programme":"p1"})"));
  s.reply_to("fetch", fetched(kProgramme));
  s.reply_to("post", fetched(R"({"code":"bad-programme","detail":"Corrigez.","problems":[]})", 400));
  CHECK(trial.refusal);
  CHECK(trial.published.empty());
  CHECK(trial.changed());
  s.app.index_weights().reset();
  CHECK_FALSE(trial.changed());
  CHECK_FALSE(trial.refusal);
}

TEST_CASE("over all waves nothing is published: a programme is of some of them") {
  AppScenario s;
  std::string document = kCompared;
  document.replace(document.find("\"wave\":\"w2\""), 11, "\"wave\":\"all\"");
  start_moved(s, document);
  CHECK(s.app.state().index_trial.changed());
  s.app.index_weights().publish();
  CHECK_FALSE(s.has("fetch"));
}

TEST_CASE("a comparison of a newer kind is said to be unreadable, and nothing is tried on it") {
  std::string document = kCompared;
  document.replace(document.find("constat.index/1"), 15, "constat.index/9");
  const auto material = material_of(document);
  CHECK(material->unreadable);
  CHECK_FALSE(begin_index_trial(material).of);
}
