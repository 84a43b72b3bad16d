#include "web/app/weights.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <catch_amalgamated.hpp>

#include "shared/checklist/parse.hpp"
#include "shared/scoring/score.hpp"
#include "tests/support/reweighted.hpp"
#include "tests/support/small_checklist.hpp"
#include "tests/web/app/app_scenario.hpp"
#include "tests/web/app/programme.hpp"

using namespace constat;
using namespace constat::app;

TEST_CASE("under any weights a site's mean is that of its visits, scored one by one") {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    Programme programme(seed);
    const WeightMaterial material = programme.material();
    REQUIRE(material.checklist);
    WeightTrial trial = begin_trial(material);
    CHECK_FALSE(trial.changed());
    trial.rules = test::reweighted(programme.rng, trial.rules);
    rescore(material, trial, true);
    std::map<std::size_t, std::pair<double, double>> means;
    for (const SiteStanding& standing : trial.standings) {
      const auto before = programme.mean_of(standing.site, programme.checklist), after = programme.mean_of(standing.site, trial.rules);
      INFO("seed " << seed << ", site " << standing.site);
      REQUIRE(standing.before.has_value() == before.has_value());
      REQUIRE(standing.after.has_value() == after.has_value());
      if (before) REQUIRE(std::abs(*standing.before - *before) < 1e-9);
      if (after) REQUIRE(std::abs(*standing.after - *after) < 1e-9);
      if (before && after) means[standing.site] = {*before, *after};
      REQUIRE(standing.rank_after.has_value() == after.has_value());
    }
    std::int64_t turned = 0, pairs = 0;
    for (auto a = means.begin(); a != means.end(); ++a) {
      for (auto b = std::next(a); b != means.end(); ++b) {
        ++pairs;
        if ((a->second.first - b->second.first) * (a->second.second - b->second.second) < -1e-12) ++turned;
      }
    }
    CHECK(trial.pairs == pairs);
    CHECK(trial.turned == turned);
    CHECK(trial.surely_turned <= trial.turned);
    CHECK(std::is_sorted(trial.standings.begin(), trial.standings.end(), [](const SiteStanding& a, const SiteStanding& b) { return a.after.value_or(-1) > b.after.value_or(-1); }));
  }
}

namespace {

// The checklist as an older version had it: every weight another one.
std::string older_version(const std::string& text, Rng& rng) {
  Json document = *parse_json(text);
  const auto member = [](Json& object, std::string_view name) -> Json* {
    for (JsonMember& each : object.members)
      if (each.name == name) return &each.value;
    return nullptr;
  };
  const auto weigh = [&](Json& object) {
    std::erase_if(object.members, [](const JsonMember& each) { return each.name == "weight"; });
    object.add("weight", Json::of_integer(rng.between(0, 4)));
  };
  for (Json& section : member(document, "sections")->elements) {
    weigh(section);
    for (Json& item : member(section, "items")->elements) weigh(item);
  }
  return write_json(document);
}

}  // namespace

TEST_CASE("over several versions a site's mean is that of all its visits, each by the moved weights and else by its own version's") {
  int told_apart = 0;
  for (std::uint64_t seed = 200; seed < 230; ++seed) {
    INFO("seed " << seed);
    Programme newest(seed);
    const std::string old_text = older_version(newest.text, newest.rng);
    if (!parse_checklist(old_text)) continue;  // weights that leave nothing to score
    const Programme older(seed + 1000, old_text, 5, 40), oldest(seed + 2000, newest.text, 5, 7);
    const WeightMaterial material = read_weight_material(*parse_json(newest.document_with("\"older\":[{" + older.columns + "},{" + oldest.columns + "}]")));
    REQUIRE(material.older.size() == 2);
    WeightTrial trial = begin_trial(material);
    Section& section = trial.rules.sections[0];
    section.items[0].weight.value += 1500;
    section.weight.value += 500;
    rescore(material, trial, true);
    Checklist moved = older.checklist;
    moved.sections[0].items[0].weight = section.items[0].weight;
    moved.sections[0].weight = section.weight;
    const auto mean = [&](std::size_t site, const Checklist& now, const Checklist& then) -> std::optional<double> {
      double sum = 0, count = 0;
      const auto add = [&](const Programme& programme, const Checklist& rules) {
        for (std::size_t v = 0; v < programme.all.size(); ++v) {
          const auto score = programme.site_of[v] == site ? score_visit(rules, programme.all[v]).score : std::nullopt;
          if (!score) continue;
          sum += static_cast<double>(score->value) / 1e6;
          ++count;
        }
      };
      add(newest, now);
      add(older, then);
      add(oldest, now);  // the newest again: the same weights there
      return count == 0 ? std::nullopt : std::optional(sum / count);
    };
    for (const SiteStanding& standing : trial.standings) {
      const auto before = mean(standing.site, newest.checklist, older.checklist), after = mean(standing.site, trial.rules, moved);
      INFO("site " << standing.site);
      REQUIRE(standing.before.has_value() == before.has_value());
      if (before) REQUIRE(std::abs(*standing.before - *before) < 1e-9);
      REQUIRE(standing.after.has_value() == after.has_value());
      if (after) REQUIRE(std::abs(*standing.after - *after) < 1e-9);
      const auto alone = newest.mean_of(standing.site, newest.checklist);
      told_apart += before && alone && std::abs(*before - *alone) > 1e-9;
    }
  }
  CHECK(told_apart > 20);
}

TEST_CASE("what an older version does not have is not moved in it, and what was not moved stays its own") {
  const std::string scale = R"("type":"scale","min":0,"max":4)";
  const auto newest = std::make_shared<const Checklist>(test::checklist_of({}, {{scale, scale}, {scale}}));
  Checklist older = test::checklist_of({}, {{scale}});
  older.sections[0].items[0].weight.value = 700;
  WeightTrial trial;
  trial.of = newest;
  trial.rules = *newest;
  CHECK(rules_for(older, trial).sections[0].items[0].weight.value == 700);
  trial.rules.sections[0].items[1].weight.value = 3000;
  trial.rules.sections[1].items[0].weight.value = 0;
  trial.rules.sections[1].weight.value = 9000;
  CHECK(rules_for(older, trial).sections[0].items[0].weight.value == 700);
  CHECK(rules_for(older, trial).sections.size() == 1);
  trial.rules.sections[0].items[0].weight.value = 2500;
  trial.rules.sections[0].weight.value = 4000;
  trial.rules.scoring.critical_policy.kind = CriticalPolicy::Kind::zero;
  const Checklist moved = rules_for(older, trial);
  CHECK(moved.sections[0].items[0].weight.value == 2500);
  CHECK(moved.sections[0].weight.value == 4000);
  CHECK(moved.scoring.critical_policy.kind == CriticalPolicy::Kind::zero);
}

TEST_CASE("the next version is the published checklist with the tried weights and nothing else changed") {
  for (std::uint64_t seed = 100; seed < 140; ++seed) {
    Programme programme(seed, 3, 20);
    const WeightMaterial material = programme.material();
    WeightTrial trial = begin_trial(material);
    for (Section& section : trial.rules.sections) {
      section.weight.value = programme.rng.between(0, 5000);
      for (Item& item : section.items) item.weight.value = programme.rng.between(0, 5000);
    }
    const Json document = next_version(material, trial);
    const auto parsed = parse_checklist(write_json(document));
    INFO("seed " << seed);
    REQUIRE(parsed);
    CHECK(parsed->version == programme.checklist.version + 1);
    for (std::size_t s = 0; s < parsed->sections.size(); ++s) {
      CHECK(parsed->sections[s].weight == trial.rules.sections[s].weight);
      for (std::size_t i = 0; i < parsed->sections[s].items.size(); ++i) CHECK(parsed->sections[s].items[i].weight == trial.rules.sections[s].items[i].weight);
    }
    // Back to the published weights and number, it is the published document.
    WeightTrial back = begin_trial(material);
    Json same = next_version(material, back);
    for (JsonMember& member : same.members)
      if (member.name == "version") member.value = Json::of_integer(programme.checklist.version);
    CHECK(canonical_json(same) == canonical_json(*parse_json(programme.text)));
  }
}

TEST_CASE("what cannot be read is said, and nothing is tried on it") {
  Programme programme(7);
  std::string cut = programme.document;
  const std::size_t batch = cut.find("\"batch\":\"") + 9;
  cut.erase(batch, 4);
  CHECK(read_weight_material(*parse_json(cut)).unreadable);
  std::string none = R"({"wave":"all","waves":[],"regions":[],"tags":[],"region":"","tag":"","checklists":[],"checklist":null,"sites":[],"visits":0,"site_of":"","batch":"Q0JBVA=="})";
  const WeightMaterial material = read_weight_material(*parse_json(none));
  CHECK_FALSE(material.unreadable);
  CHECK_FALSE(material.checklist);
  CHECK_FALSE(begin_trial(material).of);
}

TEST_CASE("weights are tried, published once, and a refusal is shown") {
  Programme programme(11);
  AppScenario s;
  s.start("#/weights", "administrator");
  const StoreRequest request = s.expect("fetch");
  CHECK(request.payload == R"({"path":"/api/v1/columns"})");
  s.reply(request, fetched(programme.document));
  s.app.begin_weights();
  const auto& trial = s.app.state().weight_trial;
  REQUIRE(trial.of);
  s.app.publish_weights();
  CHECK_FALSE(s.has("post"));  // nothing was changed
  s.app.try_weights([](Checklist& rules) { rules.sections[0].items[0].weight.value += 700; }, true);
  CHECK(trial.changed());
  s.app.publish_weights();
  s.app.publish_weights();
  const StoreRequest post = s.expect("post");
  CHECK_FALSE(s.has("post"));
  CHECK(post.payload.find("\"path\":\"/api/v1/checklists\"") != std::string::npos);
  s.reply(post, fetched(R"({"code":"checklist-published","detail":"Elle est publiée.","problems":[]})", 409));
  CHECK(trial.refusal);
  CHECK_FALSE(trial.sent_version);
  s.app.publish_weights();
  s.reply_to("post", fetched(R"({"id":"c","version":2,"sha256":"x"})", 201));
  CHECK(trial.sent_version == programme.checklist.version + 1);
  s.app.reset_weights();
  CHECK_FALSE(trial.changed());
}
