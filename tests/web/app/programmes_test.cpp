// Programmes and waves on the managers' screens: what is sent, what is refused before it is sent, and plans to a wave's targets.
#include <catch_amalgamated.hpp>

#include "tests/web/app/app_scenario.hpp"
#include "web/app/admin_actions.hpp"

using namespace constat;
using namespace constat::app;

namespace {

const std::string kIndex = R"({"format":"constat.index/1","weights":{"audit":0.4,"nps":0.25,"csat":0.2,"ces":0.15,"fcr":0,"retention":0},"min_coverage":0.5})";
const std::string kProgramme = R"({"id":"main","title":{"fr":"Réseau","en":"Réseau"},"index":null,"retention_months":null,"review_required":null,"live_score":true,"discreet":false,"appeal_days":14,
  "employees":{"named":false,"informed_on":"","informed_how":""},"organisation":{"index":)" + kIndex + R"(,"retention_months":6,"review_required":false},"waves":[]})";
const std::string kWave = R"({"id":"w1","programme":"main","title":{"fr":"Hiver","en":"Winter"},"starts_on":"2027-01-01","ends_on":"2027-02-28","closed":false,"visits_per_site":2,
  "exceptions":[{"tag":"gare","visits":3},{"site":"lyon","visits":4}],"progress":{},"sites":[{"site":{"id":"lyon","name":"Lyon Part-Dieu"},"target":4,"missing":4}],"programmes":[]})";

}  // namespace

TEST_CASE("a programme's form begins with what holds, and sends only what is the programme's own") {
  AppScenario s;
  s.start("#/programmes/programme/main/edit", "administrator");
  s.reply_to("fetch", fetched(kProgramme));
  s.app.admin().begin_programme();
  const ProgrammeForm& form = s.app.state().admin.programmes.form;
  CHECK(form.title_fr == "Réseau");
  CHECK(form.title_en.empty());
  CHECK(form.weights[0] == "40");
  CHECK(form.months == "6");
  s.app.admin().save_programme();
  const StoreRequest request = s.expect("post");
  const std::string& first = request.payload;
  CHECK(first.find("\"index\"") == std::string::npos);
  CHECK(first.find("retention_months") == std::string::npos);
  CHECK(first.find("review_required") == std::string::npos);
  s.reply(request, fetched(kProgramme));
  CHECK(s.app.state().route.page == Page::programme);
}

TEST_CASE("weights of its own go as fractions beside what the rules say otherwise, and must make a hundred") {
  AppScenario s;
  s.start("#/programmes/programme/main/edit", "administrator");
  s.reply_to("fetch", fetched(kProgramme));
  s.app.admin().begin_programme();
  s.app.admin().change_programme([](ProgrammeForm& form) {
    form.own_index = true;
    form.weights = {"50", "25", "20", "10", "0", "0"};
    form.employees_named = true;
    form.appeal_days = "0";
  });
  s.app.admin().save_programme();
  CHECK(s.app.state().admin.programmes.form.missing == std::set<std::string, std::less<>>{"weights", "appeal_days", "informed_on", "informed_how"});
  CHECK_FALSE(s.has("post"));
  s.app.admin().change_programme([](ProgrammeForm& form) {
    form.weights[3] = "5";
    form.employees_named = false;
    form.appeal_days = "7";
  });
  CHECK(s.app.state().admin.programmes.form.missing.empty());
  s.app.admin().save_programme();
  const std::string sent = s.expect("post").payload;
  CHECK(sent.find(R"("weights":{"audit":0.50,"nps":0.25,"csat":0.20,"ces":0.05,"fcr":0.00,"retention":0.00},"min_coverage":0.5)") != std::string::npos);
}

TEST_CASE("a wave's form keeps its exceptions, names their sites, and sends them in their order") {
  AppScenario s;
  s.start("#/waves/w1/edit", "manager");
  s.reply_to("fetch", fetched(kWave));
  s.app.admin().begin_wave();
  const WaveForm& form = s.app.state().admin.programmes.wave_form;
  REQUIRE(form.exceptions.size() == 2);
  CHECK(form.exceptions[1].name == "Lyon Part-Dieu");
  s.app.admin().change_wave([](WaveForm& changed) { changed.ends_on = "2026-12-31"; });
  s.app.admin().save_wave();
  CHECK(form.missing == std::set<std::string, std::less<>>{"ends_on"});
  s.app.admin().change_wave([](WaveForm& changed) { changed.ends_on.clear(); });
  s.app.admin().save_wave();
  const StoreRequest request = s.expect("post");
  const std::string& sent = request.payload;
  CHECK(sent.find("/api/v1/waves/w1") != std::string::npos);
  CHECK(sent.find(R"("exceptions":[{"tag":"gare","visits":3},{"site":"lyon","visits":4}],"programme":"main")") != std::string::npos);
  CHECK(sent.find("ends_on") == std::string::npos);
  s.reply(request, fetched(kWave));
  CHECK(s.app.state().route.page == Page::wave);
}

TEST_CASE("a plan from a wave's page is to its targets, with its dates and its programme's terms") {
  AppScenario s;
  s.start("#/plan/new?wave=w1", "manager");
  s.reply_to("fetch", fetched(R"({"sites":[{"id":"lyon","name":"Lyon"}],"checklists":[{"id":"c","version":1,"title":{"fr":"C"}}],"investigators":[],"waves":[
    {"id":"w1","title":{"fr":"Hiver"},"starts_on":"2099-01-01","ends_on":"2099-01-31","live_score":false,"discreet":true,"targets":{"lyon":2}},
    {"id":"w2","title":{"fr":"Été"},"starts_on":"2026-06-01","ends_on":"","live_score":true,"discreet":false,"targets":null}]})"));
  s.app.begin_plan();
  const PlanForm& form = s.app.state().plan_form;
  CHECK(form.wave == "w1");
  CHECK(form.to_targets);
  CHECK(form.from == "2099-01-01");
  CHECK(form.to == "2099-01-31");
  CHECK_FALSE(form.live_score);
  CHECK(form.discreet);
  s.app.send_plan(true);
  const StoreRequest request = s.expect("post");
  const std::string& sent = request.payload;
  CHECK(sent.find(R"("to_targets":true)") != std::string::npos);
  CHECK(sent.find("per_site") == std::string::npos);
  s.reply(request, fetched(R"({"dry_run":true,"wave":"w1","already":0,"missions":[],"unassigned":[]})"));
  s.app.change_plan([](PlanForm& changed) { changed.wave = "w2"; });
  CHECK_FALSE(form.to_targets);
  CHECK(form.live_score);
}
