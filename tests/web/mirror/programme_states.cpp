#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;

const std::string kIndex = R"({"format":"constat.index/1","weights":{"audit":0.4,"nps":0.25,"csat":0.2,"ces":0.15,"fcr":0,"retention":0},"min_coverage":0.6})";
const std::string kWave = R"("programme":"main","title":{"fr":"Automne 2026","en":"Autumn 2026"},"starts_on":"2026-10-01","ends_on":"2026-12-31","visits_per_site":2,
  "exceptions":[{"tag":"gare","visits":4},{"site":"lyon","visits":6}],"progress":{"target":48,"to_make":9,"made":31,"approved":22,"missing":8})";
const std::string kList = R"({"programmes":[{"id":"main","title":{"fr":"Programme principal","en":"Main programme"},"waves":3,"open_waves":1,"from":"2026-01-05","to":"2026-12-31"},
  {"id":"neuf","title":{"fr":"Une campagne dont le nom est plus long que la place qu’il reste","en":"New"},"waves":0,"open_waves":0,"from":"","to":""}]})";

std::string programme(std::string_view own, std::string_view waves) {
  return R"({"id":"main","title":{"fr":"Programme principal","en":"Main programme"},)" + std::string(own) + R"(,"live_score":true,"discreet":false,"appeal_days":14,
    "organisation":{"index":)" + kIndex + R"(,"retention_months":0,"review_required":true},"waves":[)" + std::string(waves) + "]}";
}

const std::string kInherits = R"("index":null,"retention_months":null,"review_required":null,"employees":{"named":false,"informed_on":"","informed_how":""})";
const std::string kOwn = R"("index":)" + kIndex + R"(,"retention_months":24,"review_required":false,"employees":{"named":true,"informed_on":"2026-09-01","informed_how":"Note de service et réunion du comité"})";

std::string wave(bool closed, std::string_view sites) {
  return std::string(closed ? R"({"id":"w0",)" : R"({"id":"w1",)") + kWave + R"(,"closed":)" + (closed ? "true" : "false") + R"(,"programmes":[],"sites":[)" + std::string(sites) + "]}";
}

const std::string kSites = R"({"site":{"id":"lyon","name":"Lyon, rue de la République","city":"Lyon","region":"Auvergne-Rhône-Alpes"},"target":6,"to_make":1,"made":3,"approved":2,"missing":2},
  {"site":{"id":"nice","name":"Nice","city":"","region":""},"target":0,"to_make":0,"made":2,"approved":2,"missing":0},
  {"site":{"id":"lille","name":"Lille","city":"Lille","region":"Nord"},"target":2,"to_make":0,"made":2,"approved":1,"missing":0})";
const std::string kFound = R"({"sites":[{"id":"lyon","name":"Lyon, rue de la République","city":"Lyon","region":"Auvergne-Rhône-Alpes","tags":[]},{"id":"nice","name":"Nice","city":"","region":"","tags":[]}],
  "count":120,"all":240,"regions":[],"tags":["gare","centre-ville"]})";
const std::string kVersion = R"({"id":"accueil","version":3,"sha256":"x","state":"same","checklist":null,"findings":[],"withdrawn":)";
const std::string kOpen = R"({"id":"accueil","version":3,"count":31,"missions":[{"id":"m1","site":{"id":"lyon","name":"Lyon, rue de la République"},"wave":"w1","window":{"from":"2026-11-20T08:00:00+01:00","to":"2026-11-20T20:00:00+01:00"},"status":"assigned","investigator":{"id":"u","name":"Marguerite Vandenbroucke"}},
  {"id":"m2","site":{"id":"nice","name":"Nice"},"wave":"w1","window":{"from":"2026-11-20T08:00:00+01:00","to":"2026-11-27T20:00:00+01:00"},"status":"open","investigator":null}]})";

void open(AppScenario& s, std::string_view url, std::string_view body, const char* role = "administrator", int status = 200) {
  s.start(url, role);
  s.reply_to("fetch", fetched(body, status));
}

void add_list_states(std::vector<ScreenState>& all) {
  all.push_back({"programmes, loading", [](AppScenario& s) { s.start("#/programmes", "manager"); }});
  all.push_back({"programmes, refused", [](AppScenario& s) { open(s, "#/programmes", R"({"code":"not-allowed"})", "manager", 403); }});
  all.push_back({"programmes", [](AppScenario& s) { open(s, "#/programmes", kList); }});
  all.push_back({"programmes, none fits", [](AppScenario& s) { open(s, "#/programmes?status=closed&text=zzz", kList, "manager"); }});
}

void add_programme_pages(std::vector<ScreenState>& all) {
  all.push_back({"programme", [](AppScenario& s) { open(s, "#/programmes/programme/main", programme(kOwn, wave(false, "") + "," + wave(true, ""))); }});
  all.push_back({"programme, without waves", [](AppScenario& s) { open(s, "#/programmes/programme/main", programme(kInherits, ""), "manager"); }});
  all.push_back({"programme, new", [](AppScenario& s) {
    open(s, "#/programmes/new", programme(kInherits, ""));
    s.app.admin().begin_programme();
  }});
  all.push_back({"programme, all to mend", [](AppScenario& s) {
    open(s, "#/programmes/programme/main/edit", programme(kOwn, ""));
    s.app.admin().begin_programme();
    s.app.admin().change_programme([](app::ProgrammeForm& form) {
      form.title_fr = form.months = form.appeal_days = form.informed_on = form.informed_how = "";
      form.weights[0] = "x";
    });
    s.app.admin().save_programme();
  }});
  all.push_back({"programme, refused", [](AppScenario& s) {
    open(s, "#/programmes/programme/main/edit", programme(kOwn, ""));
    s.app.admin().begin_programme();
    s.app.admin().save_programme();
    s.reply_to("post", fetched(R"({"code":"bad-programme","title":"Programme refusé","detail":"Voyez chaque problème.","problems":[{"path":"employees.informed_on","code":"informed-in-future","message":"le 2027-01-01 est à venir"}]})", 400));
  }});
}

void add_wave_states(std::vector<ScreenState>& all) {
  all.push_back({"wave", [](AppScenario& s) { open(s, "#/waves/w1", wave(false, kSites), "manager"); }});
  all.push_back({"wave, closed", [](AppScenario& s) { open(s, "#/waves/w0?status=reached", wave(true, kSites), "manager"); }});
  all.push_back({"wave, no site fits", [](AppScenario& s) { open(s, "#/waves/w1?status=missing&text=zzz", wave(false, kSites), "manager"); }});
  all.push_back({"wave, nothing planned", [](AppScenario& s) {
    open(s, "#/waves/w1", R"({"id":"w1","programme":"main","title":{"fr":"Hiver"},"starts_on":"2027-01-01","ends_on":"","closed":false,"visits_per_site":0,"exceptions":[],"progress":{},"sites":[],"programmes":[]})", "manager");
  }});
  all.push_back({"wave, new", [](AppScenario& s) {
    s.start("#/programmes/programme/main/wave", "manager");
    s.app.admin().begin_wave();
    s.app.admin().change_wave([](app::WaveForm& form) { form.search = "gare"; });
    s.app.admin().search_wave_sites();
    s.reply_to("fetch", fetched(kFound));
  }});
  all.push_back({"wave, all to mend", [](AppScenario& s) {
    open(s, "#/waves/w1/edit", wave(false, kSites), "manager");
    s.app.admin().begin_wave();
    s.app.admin().change_wave([](app::WaveForm& form) {
      form.title_fr = form.starts_on = form.visits = "";
      form.ends_on = "x";
      form.exceptions[0].visits = "99";
    });
    s.app.admin().save_wave();
  }});
  all.push_back({"wave, refused", [](AppScenario& s) {
    open(s, "#/waves/w1/edit", wave(false, kSites), "manager");
    s.app.admin().begin_wave();
    s.app.admin().save_wave();
    s.reply_to("post", fetched(R"({"code":"wave-of-all","title":"Réservé","detail":"Seule une personne qui voit tous les sites la change."})", 403));
  }});
}

void add_withdrawal_states(std::vector<ScreenState>& all) {
  all.push_back({"checklist, withdrawn", [](AppScenario& s) { open(s, "#/checklists/version/accueil/3", kVersion + R"({"at":"2026-11-18T09:00:00Z","reason":"Une question est fausse"}})"); }});
  all.push_back({"checklist, asked to withdraw", [](AppScenario& s) {
    open(s, "#/checklists/version/accueil/3", kVersion + "null}");
    s.app.admin().ask_withdraw();
    s.reply_to("fetch", fetched(kOpen));
    s.app.admin().withdraw_checklist(false);
  }});
  all.push_back({"checklists, none fits", [](AppScenario& s) {
    open(s, "#/checklists?status=withdrawn&text=zzz", R"({"checklists":[{"id":"accueil","title":{"fr":"Accueil"},"versions":[{"version":1,"items":1,"sections":1,"visits":0,"withdrawn":{"at":"2026-11-18T09:00:00Z","reason":"r"}}]}]})");
  }});
  all.push_back({"checklists, withdrawn", [](AppScenario& s) {
    open(s, "#/checklists?status=withdrawn", R"({"checklists":[{"id":"accueil","title":{"fr":"Accueil"},"versions":[{"version":1,"items":1,"sections":1,"visits":0,"withdrawn":{"at":"2026-11-18T09:00:00Z","reason":"r"}}]}]})");
  }});
  all.push_back({"checklist changes, withdrawn", [](AppScenario& s) {
    open(s, "#/checklists/changes/accueil/2/3", R"({"title":{"fr":"Accueil"},"from":2,"to":3,"withdrawn":{"from":{"at":"2026-11-18T09:00:00Z","reason":"r"},"to":{"at":"2026-11-18T09:00:00Z","reason":"r"}},"changes":[]})");
  }});
}

}  // namespace

void add_programme_states(std::vector<ScreenState>& all) {
  add_list_states(all);
  add_programme_pages(all);
  add_wave_states(all);
  add_withdrawal_states(all);
}

}  // namespace constat::testing
