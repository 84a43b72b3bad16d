// Managers' figures beyond the comparison, in every state.
#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;

const std::string kScope = R"("wave":"w2","waves":[{"id":"w1","title":"Vague d'automne"},{"id":"w2","title":"Vague d'hiver"}],
  "regions":["Hauts-de-France","Sud"],"tags":["centre-ville","gare"],"region":"","tag":"")";
const std::string kSiteA = R"({"id":"a","name":"Arles","city":"Arles","region":"Sud"})";
const std::string kSiteB = R"({"id":"b","name":"Brest, rue de Siam","city":"Brest","region":"Ouest"})";

std::string move(const std::string& site, const char* sure) {
  return R"({"site":)" + site + R"(,"before":70.2,"after":78.4,"n_before":3,"n_after":2,"difference":8.2,"interval":[1.1,15.3],"p_adjusted":0.04,"sure":)" + sure + "}";
}

const std::string kOverview = "{" + kScope + R"(,"previous":"w1","sites":12,"responses":1450,"waiting":2,
 "mean":{"value":74.2,"interval":[71.0,77.4],"visits":18,"sites":9},"spread":{"sigma":9.1,"degrees":22},"change":)" + move("{}", "false") +
 R"(,"histogram":[0,0,0,1,0,2,4,6,3,2],"pairs":{"tested":36,"sure":2,"sites":3},"moves":[)" + move(kSiteA, "true") + "," + move(kSiteB, "false") +
 R"(],"passed":{"judged":18,"not_passed":5},"critical":{"visits":1,"list":[{"site":)" + kSiteA + R"(,"visit":"v1","started_at":"2026-11-01T09:00:00+01:00",
  "items":[{"fr":"Le client a-t-il été salué ?","en":"Was the customer greeted?"}]}]},
 "unvisited":{"count":1,"list":[{"site":)" + kSiteB + R"(,"waiting":1}]},"small":{"count":1,"list":[{"site":)" + kSiteA + R"(,"visits":1,"responses":12,"few_responses":true}]},
 "weaknesses":{"count":61,"list":[{"site":)" + kSiteA + R"(,"checklist":{"fr":"Accueil","en":"Reception"},"question":{"fr":"Attente au comptoir","en":"Wait at the counter"},"lost":3,"asked":4,"share":38.5}]}})";
const std::string kBareOverview = "{" + kScope + R"(,"previous":null,"sites":2,"responses":0,"waiting":0,"mean":{"value":74.2,"interval":null,"visits":2,"sites":2},"spread":null,"change":null,
 "histogram":[0,0,0,0,0,0,0,2,0,0],"pairs":{"tested":0,"sure":0,"sites":0},"moves":[],"critical":{"visits":0,"list":[]},"unvisited":{"count":0,"list":[]},"small":{"count":0,"list":[]},"weaknesses":{"count":0,"list":[]}})";
const std::string kNoOverview = "{" + kScope + R"(,"mean":null,"unvisited":{"count":2,"list":[{"site":)" + kSiteA + R"(,"waiting":0}]}})";

const std::string kGroups = "{" + kScope + R"(,"by":"region","previous":"w1","mean":{"value":74.2,"interval":[71.0,77.4],"visits":18,"sites":9},"spread":{"sigma":9.1,"degrees":22},"sites":12,"outside":1,
 "kpi_labels":{"nps":"nps_0_10","csat":"csat_top2"},"groups":[
 {"name":"Sud","sites":5,"mean":{"value":63.4,"interval":[58.8,68.0],"visits":9,"sites":5},"change":)" + move("{}", "true") + R"(,
  "distance":{"difference":-13.1,"interval":[-20.2,-6.0],"p_adjusted":0.003,"sure":true,"others":76.5,"visits":9,"sites":4},"index":58.9,
  "kpis":{"nps":{"n":140,"value":12.4,"low":2.1,"high":22.7,"small_sample":false,"suppressed":false},"csat":{"n":7,"small_sample":true,"suppressed":true}}},
 {"name":"Bourgogne-Franche-Comté","sites":3,"mean":{"value":81.0,"interval":null,"visits":3,"sites":3},"change":null,
  "distance":{"difference":4.0,"interval":[-6,14],"p_adjusted":0.4,"sure":false,"others":77,"visits":15,"sites":6},"index":null,"kpis":{}},
 {"name":"Outre-mer","sites":1,"mean":null,"change":null,"distance":null,"index":null,"kpis":{}}]})";
const std::string kTags = "{" + kScope + R"(,"by":"tag","previous":null,"mean":{"value":74.2,"interval":null,"visits":2,"sites":2},"spread":null,"sites":2,"outside":1,"kpi_labels":{},
 "groups":[{"name":"gare","sites":1,"mean":{"value":74.2,"interval":null,"visits":1,"sites":1},"change":null,"distance":null,"index":null,"kpis":{}}]})";
const std::string kNoGroups = "{" + kScope + R"(,"by":"region","previous":null,"mean":null,"spread":null,"sites":2,"outside":2,"kpi_labels":{},"groups":[]})";

const std::string kHeatMap = "{" + kScope + R"(,"checklist":"welcome","checklists":[{"id":"welcome","title":{"fr":"Accueil en boutique","en":"Shop reception"}},{"id":"sav","title":{"fr":"SAV","en":"After sales"}}],
 "columns":[)" + kSiteA + "," + kSiteB + R"(],"suppress_below":10,"sections":[{"id":"door","title":{"fr":"Accueil","en":"Reception"},"items":[
  {"id":"greeted","prompt":{"fr":"Avez-vous été salué dans les trente secondes ?","en":"Were you greeted within thirty seconds?"},"network":{"value":61.5,"n":6},"cells":[{"value":33.3,"n":3},{"value":89.7,"n":3}]},
  {"id":"smile","prompt":{"fr":"Sourire","en":"Smile"},"network":{"value":55,"n":3},"cells":[null,{"value":55,"n":3}]}]}],
 "customers":[{"id":"s/price","code":"price","survey":{"fr":"Enquête","en":"Survey"},"network":{"value":71.2,"n":80},"cells":[{"value":null,"n":6,"suppressed":true},{"value":72.4,"n":74}]}]})";
const std::string kNoHeatMap = "{" + kScope + R"(,"checklist":"","checklists":[],"columns":[],"sections":[],"customers":[]})";

const std::string kDrivers = "{" + kScope + R"(,"outcome":"nps","level":"responses","label":"nps_0_10","rows":4000,"known":9120,"left_out":["after_sales"],"refused":null,
 "result":{"method":"lmg","r2":0.52,"r2_interval":[0.49,0.56],"few":true,"draws":1000,"drivers":[{"code":"price","share":0.14,"interval":[0.1,0.17],"correlation":0.4},
  {"code":"unheard-of","share":0.38,"interval":[0.13,0.41],"correlation":0.66}]}})";
const std::string kRefused = "{" + kScope + R"(,"outcome":"csat","level":"sites","rows":3,"known":3,"result":null,"refused":{"key":"error.drivers-collinear","args":["after_sales"]}})";

const std::string kGaps = "{" + kScope + R"(,"site":"a","sites":[)" + kSiteA + "," + kSiteB + R"(],"suppress_below":10,"criteria":[
 {"id":"reception","voices":[{"voice":"mystery_visit","n":6,"value":62,"interval":[51,73]},{"voice":"own_audit","n":3,"value":94,"interval":[88,99]},{"voice":"customers","n":140,"value":71,"interval":[63,78]}],"silent":[],
  "gaps":[{"a":"mystery_visit","b":"own_audit","difference":-32,"interval":[-44,-19],"sure":true},{"a":"mystery_visit","b":"customers","difference":-9,"interval":[-22,5],"sure":false}],"widest":32},
 {"id":"after_sales","voices":[{"voice":"mystery_visit","n":4,"value":80,"interval":[70,90]}],"silent":[{"voice":"customers","n":4}],"gaps":[],"widest":0}]})";
const std::string kNoGaps = "{" + kScope + R"(,"site":"","sites":[],"criteria":[]})";

const std::string kInvestigators = "{" + kScope + R"(,"visits":48,"sigma":8.4,"degrees":20,"groups":1,"investigators":[
 {"id":"i1","name":"Léa Marchand","visits":9,"sites":4,"mean":81.2,"expected":75.1,"leniency":6.1,"interval":[1.2,11.0]},
 {"id":"i2","name":"Karim Benali","visits":8,"sites":4,"mean":72,"expected":74,"leniency":-2,"interval":[-7,3]},
 {"id":"i3","name":"Sophie Lacombe","visits":1,"sites":1,"mean":72,"expected":null,"leniency":null,"interval":null}],
 "agreement":{"ac1":{"value":0.78,"observed":0.86,"units":214,"interval":[0.7,0.84]},"kappa":null}})";
const std::string kNobody = "{" + kScope + R"(,"visits":0,"sigma":0,"degrees":0,"groups":0,"investigators":[],"agreement":{"ac1":null,"kappa":null}})";

const std::string kDifference = R"({"waves":[{"id":"w1","title":"Vague d'automne"},{"id":"w2","title":"Vague d'hiver"}],"sites":[)" + kSiteA + "," + kSiteB + R"(],
 "a":{"site":)" + kSiteA + R"(,"wave":"w2"},"b":{"site":)" + kSiteB + R"(,"wave":"w2"},"rows":[
 {"kpi":"audit","label":"audit","a":{"n":6,"value":82.1,"interval":[77,87],"suppressed":false},"b":{"n":5,"value":61,"interval":[54,68],"suppressed":false},"difference":{"value":21.1,"interval":[12,30],"p_adjusted":0.001,"sure":true}},
 {"kpi":"nps","label":"nps_0_10","a":{"n":60,"value":30,"interval":[12,48],"suppressed":false},"b":{"n":7,"value":null,"interval":null,"suppressed":true},"difference":null}]})";
const std::string kComparison = "{" + kScope + R"(,"sites":[)" + kSiteA + "," + kSiteB + R"(],"comparison":{"sites":[],"kpis":{}}})";

const std::string kVisits = R"({"wave":"w2","count":40,"visits":[{"id":"v1","started_at":"2026-11-01T09:00:00+01:00","score":72.5,"site":)" + kSiteA + R"(,"points":33.3},
 {"id":"v2","started_at":"2026-11-02T09:00:00+01:00","score":88,"site":)" + kSiteB + R"(,"points":null}]})";

const std::string kTrend = R"({"site":)" + kSiteA + R"(,"wave":"w2","visits":{"visits":5,"fewest":5,"chart":{"center":71.5,"sigma":8,"points":[
 {"at":"2026-08-01T09:00:00+01:00","wave":"w1","score":70,"value":71.2,"limits":[66.7,76.3],"out":false,"visit":"v1"},
 {"at":"2026-11-01T09:00:00+01:00","wave":"w2","score":98,"value":77.9,"limits":[65.4,77.6],"out":true,"visit":"v2"}]}},
 "customers":{"periods":2,"hidden":1,"fewest":3,"suppress_below":10,"chart":null},
 "weaknesses":[{"site":"a","checklist":{"fr":"Accueil","en":"Reception"},"question":{"fr":"Attente au comptoir","en":"Wait at the counter"},"lost":3,"asked":4,"share":38.5}]})";
const std::string kNoTrend = R"({"site":)" + kSiteA + R"(,"wave":"w2","visits":{"visits":1,"fewest":5,"chart":null},"customers":{"periods":4,"hidden":0,"fewest":3,"suppress_below":10,"chart":{"center":70,
 "points":[{"period":"2026-08","yes":30,"n":40,"value":75,"limits":[48,92],"out":false},{"period":"2026-09","yes":30,"n":40,"value":75,"limits":[48,92],"out":false},{"period":"2026-10","yes":10,"n":40,"value":25,"limits":[48,92],"out":true}]}},"weaknesses":[]})";
const std::string kSite = "{" + kScope + R"(,"site":)" + kSiteA + R"(,"network":{"index":70.5,"parts":[]},"row":{"index":null,"parts":[]},
 "kpis":{"audit":{"value":72.4,"se":3,"low":66,"high":79,"n":7,"rank":[2,3],"small_sample":true,"suppressed":false}},"kpi_labels":{"audit":"audit"},"visits":[]})";

}  // namespace

void add_insight_states(std::vector<ScreenState>& all) {
  const auto add = [&](const char* name, const char* url, Answers answers, const char* role = "manager") {
    all.push_back({name, [url, answers, role](AppScenario& s) { start(s, url, answers, role); }});
  };
  add("overview, loading", "#/overview", {});
  add("overview", "#/overview", {{"/overview", kOverview}});
  add("overview of a first wave", "#/overview", {{"/overview", kBareOverview}});
  add("overview without visits", "#/overview", {{"/overview", kNoOverview}}, "site_manager");
  all.push_back({"overview, filters open", [](AppScenario& s) {
    start(s, "#/overview", {{"/overview", kOverview}});
    s.app.toggle_filters();
  }});
  add("regions", "#/groups", {{"/groups", kGroups}});
  add("tags, one visit a site", "#/groups?by=tag", {{"/groups", kTags}}, "client");
  add("no region", "#/groups", {{"/groups", kNoGroups}});
  all.push_back({"why a region", [](AppScenario& s) {
    start(s, "#/groups", {{"/groups", kGroups}});
    app::Why why;
    why.title = "Sud";
    why.value = "63,4\u202f%";
    why.formula = "group";
    why.href = "#/overview?region=Sud";
    why.href_label = "Sud";
    s.app.ask_why(why);
  }});
  add("heat map", "#/heatmap", {{"/heatmap", kHeatMap}});
  add("heat map, one question", "#/heatmap?item=greeted", {{"/heatmap", kHeatMap}});
  add("heat map, one site", "#/heatmap?site=a", {{"/heatmap", kHeatMap}});
  add("heat map, nothing", "#/heatmap", {{"/heatmap", kNoHeatMap}});
  add("drivers", "#/drivers", {{"/drivers", kDrivers}});
  add("drivers, refused", "#/drivers?outcome=csat&level=sites", {{"/drivers", kRefused}});
  add("gaps", "#/gaps?site=a", {{"/gaps", kGaps}});
  add("gaps, nothing", "#/gaps", {{"/gaps", kNoGaps}});
  add("investigators", "#/investigators", {{"/investigators", kInvestigators}}, "reviewer");
  add("investigators, nobody", "#/investigators", {{"/investigators", kNobody}});
  add("difference", "#/difference/a/w2/b/w2", {{"/difference", kDifference}});
  add("difference, choosing", "#/difference/a/w2", {{"/comparison", kComparison}});
  add("site with its trend", "#/site/a", {{"/trend", kTrend}, {"/summary", kSite}});
  add("site without a trend of visits", "#/site/a", {{"/trend", kNoTrend}, {"/summary", kSite}});
  for (const bool there : {true, false})
    all.push_back({there ? "why" : "why, visits on their way", [there](AppScenario& s) {
      start(s, "#/overview", {{"/overview", kOverview}});
      app::Why why;
      why.title = "Score moyen du réseau";
      why.value = "74,2\u202f%";
      why.interval = "71,0 à 77,4";
      why.n = "18 visites dans 9 points de vente";
      why.facts = {{"Dispersion d’une visite", "9,1 points"}, {"Degrés de liberté", "22"}};
      why.formula = "network_mean";
      why.href = "#/site/a";
      why.href_label = "Arles";
      s.app.ask_why(why);
      if (there) answer(s, {{"/figures/visits", kVisits}});
    }});
}

}  // namespace constat::testing
