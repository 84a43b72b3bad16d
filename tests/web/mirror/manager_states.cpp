#include "shared/base/json.hpp"
#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;
using app::Dialog;
const std::string kFigures = R"("nps":{"value":20,"se":3,"low":14,"high":26,"n":40,"rank":[1,2],"small_sample":false,"suppressed":false},
  "csat":{"value":null,"se":null,"low":null,"high":null,"n":6,"rank":null,"small_sample":true,"suppressed":true},
  "audit":{"value":72.4,"se":3,"low":66,"high":79,"n":7,"rank":[2,3],"small_sample":true,"suppressed":false})";
const std::string kRow = R"("index":{"value":68.2,"se":1,"se_dependent":2,"low":66.2,"high":70.2,"coverage":0.85,"bounds":[61,76]},
  "parts":[{"kpi":"nps","score":60,"se":1,"n":40,"weight":0.25,"contribution":-1.25},{"kpi":"audit","score":78,"se":1,"n":7,"weight":0.4,"contribution":2.1}],
  "composition":0.4,"rank":[1,2],"small_sample":true)";
const std::string kWaves = R"("wave":"w2","waves":[{"id":"w1","title":"Vague d'automne"},{"id":"w2","title":"Vague d'hiver"}])";

const std::string kComparison = "{" + kWaves + R"(,
 "sites":[{"id":"a","name":"Arles","city":"Arles","region":"Sud"},{"id":"b","name":"Brest, rue de Siam","city":"Brest","region":"Ouest"},{"id":"c","name":"Caen"}],
 "rules":{"weights":{"audit":0.4,"nps":0.25,"csat":0.2,"ces":0.15,"fcr":0,"retention":0},"min_coverage":0.6},
 "comparison":{"network":{"index":70.5,"parts":[{"kpi":"nps","score":65.0,"se":1,"n":2,"weight":0.25}]},
  "sites":[{"site":"a",)" + kRow + R"(},{"site":"b","index":{"value":72.8,"se":1,"se_dependent":2,"low":70.8,"high":74.8,"coverage":1,"bounds":[72,73]},"parts":[],"composition":0,"rank":[1,2],"small_sample":false},
           {"site":"c","index":null,"parts":[],"composition":null,"rank":null,"small_sample":true}],
  "kpis":{"nps":{"label":"nps_0_10","sites":[{"site":"a","value":20,"se":3,"low":14,"high":26,"n":40,"rank":[1,2],"small_sample":false,"suppressed":false},
     {"site":"c","value":null,"se":null,"low":null,"high":null,"n":6,"rank":null,"small_sample":true,"suppressed":true}]},
   "audit":{"label":"audit","sites":[{"site":"a","value":72.4,"se":3,"low":66,"high":79,"n":7,"rank":[2,3],"small_sample":true,"suppressed":false}]}}},
 "kpi_labels":{"nps":"nps_0_10"}})";

const std::string kSite = "{" + kWaves + R"(,"site":{"id":"a","name":"Arles","city":"Arles","region":"Sud"},"network":{"index":70.5,"parts":[{"kpi":"nps","score":65}]},
 "row":{)" + kRow + R"(},"kpis":{)" + kFigures + R"(},"kpi_labels":{"nps":"nps_0_10"},
 "visits":[{"id":"v1","started_at":"2026-11-01T09:00:00+01:00","wave":"w2","checklist":{"title":{"fr":"Accueil en point de vente","en":"Store reception"}},
   "investigator":{"id":"i","name":"Ana"},"status":"complete","score":72.4,"grade":"b","passed":false,"score_differs":true},
  {"id":"v2","started_at":"2026-11-02T09:00:00+01:00","wave":"w2","checklist":{"title":{"fr":"Accueil en point de vente","en":"Store reception"}},
   "investigator":{"id":"i","name":"Ana"},"status":"incomplete","score":null,"grade":null,"passed":null}]})";
const std::string kEmptySite = "{" + kWaves + R"(,"site":{"id":"a","name":"Arles"},"network":{"index":null,"parts":[]},"row":{"index":null,"parts":[]},"kpis":{},"visits":[]})";

const std::string kEvents = R"({"events":[{"type":"decision","decision":"accept","reason":"Vérifié par téléphone","author":{"id":"u","name":"Zoé"},"at":"2026-11-02T09:00:00Z","revision":1}]})";

const std::string kQuarantine = R"({"visits":[{"id":")" + std::string(AppScenario::kVisitId) + R"(","revision":1,"sha256":"aa","reason":"conflict","received_at":"2026-11-01T10:00:00Z",
  "site":{"id":"lyon","name":"Lyon"},"investigator":{"id":"i","name":"Ana"},"checklist":{"id":"c","version":1,"title":{"fr":"Grille","en":"Checklist"}},"score":null,"conflicts_with":"bb"}],
  "parked":[{"sha256":"cc","sender":{"id":"i","name":"Ana"},"received_at":"2026-11-01T10:00:00Z","visit":"v2","revision":1,"problem":"not-a-visit","note":"aidez-moi","bytes":12}]})";
const std::string kNothingAside = R"({"visits":[],"parked":[]})";

Answers for_visit() { return {{"/events", kEvents}, {"/visits/", visit_result(R"(,"score_differs":false)")}, {"parked/", R"("pas du JSON {")"}, {"quarantine", kQuarantine}}; }

const std::string kReviewQueue = R"({"visits":[{"id":")" + std::string(AppScenario::kVisitId) + R"(","revision":1,"sha256":"aa","status":"received",
  "site":{"id":"a","name":"Arles"},"investigator":{"id":"i","name":"Ana"},"checklist":{"id":"c","version":1,"title":{"fr":"Accueil en point de vente","en":"Store reception"}},
  "started_at":"2026-11-01T09:00:00+01:00","received_at":"2026-11-01T10:00:00Z","score":66.7,"score_status":"incomplete","photos_missing":0,"returned":1,
  "reasons":[{"code":"too-fast","title":{"fr":"Visite très courte","en":"Very short visit"},"meaning":{"fr":"Elle a pu être saisie après coup.","en":"It may have been entered later."},
   "fact":{"fr":"Durée : 7 s ; d’ordinaire 22 min.","en":"It took 7 s; usually 22 min."}},
   {"code":"same-photo","title":{"fr":"Même photo","en":"Same photo"},"meaning":{"fr":"La photo n’a pas été prise deux fois.","en":"The photo was not taken twice."},
   "fact":{"fr":"La même photo se trouve dans la visite du 14 nov. 2026 (Lyon).","en":"The same photo is in the visit of 14 Nov 2026 (Lyon)."},"facts":{"other_visit":"v2"}}]},
  {"id":"v2","revision":2,"sha256":"bb","status":"received","site":{"id":"b","name":"Brest, rue de Siam"},"investigator":{"id":"i","name":"Ana"},"checklist":null,
   "started_at":"2026-11-01T09:00:00+01:00","received_at":"2026-11-01T10:00:00Z","score":null,"score_status":"complete","photos_missing":2,"returned":1,"reasons":[]}],
  "waiting":3,"with_investigators":2})";
const std::string kNothingToReview = R"({"visits":[],"waiting":0,"with_investigators":0})";

Answers for_review(std::string_view status = "received") {
  return {{"/events", kEvents}, {"/visits/", visit_result(R"(,"score_differs":false)", status)}, {"/review", kReviewQueue}, {"quarantine", kNothingAside}};
}

std::string returned_list(bool can_reopen) {
  return R"({"visits":[{"id":")" + std::string(AppScenario::kVisitId) + R"(","site_doc":{"id":"a","name":"Arles"},"checklist_title":{"fr":"Accueil","en":"Reception"},
    "started_at":"2026-11-01T09:00:00+01:00","ended_at":"2026-11-01T09:30:00+01:00","state":"received","score":null,"safe":false,"photos":{"total":0,"sent":0},
    "review":"returned","reviewer_says":{"type":"returned","at":"2026-11-02T09:00:00Z","revision":1,"text":"Et l’attente ?","items":["wait","greeted"]},"can_reopen":)" +
         (can_reopen ? "true" : "false") + "}]}";
}

// One answer contested, and one corrected.
const std::string kAppeals = R"({"events":[{"id":"e1","type":"approved","author":{"id":"r","name":"Inès"},"at":"2026-11-01T12:00:00Z","revision":1,"sha256":"aa","text":""},
  {"id":"e2","type":"appeal","author":{"id":"s","name":"Zoé Lambert"},"at":"2026-11-02T09:00:00Z","revision":1,"sha256":"aa","item":"greeted","text":"La caméra montre le bonjour.","photos":[")" + std::string(64, '2') + R"("]},
  {"id":"e3","type":"appeal","author":{"id":"s","name":"Zoé Lambert"},"at":"2026-11-02T10:00:00Z","revision":1,"sha256":"aa","item":"wait","text":"Une minute, pas plus."},
  {"id":"e4","type":"appeal_decision","author":{"id":"r","name":"Inès"},"at":"2026-11-03T09:00:00Z","revision":1,"sha256":"aa","appeal":"e3","item":"wait","accepted":true,
   "text":"Vérifié.","before":{"score":66.666667},"after":{"score":83.3}}]})";

Answers with_appeals() {
  return {{"/events", kAppeals}, {"/visits/", visit_result(R"(,"score_differs":false,"official":true,"corrections":[{"item":"wait","answer":{"value":30},"event":"e4"}])", "approved")},
          {"/review", R"({"visits":[],"waiting":0,"with_investigators":0,"appeals":[{"visit":")" + std::string(AppScenario::kVisitId) +
              R"(","author":{"id":"s","name":"Zoé Lambert"},"at":"2026-11-02T09:00:00Z","text":"La caméra…","site":{"id":"a","name":"Arles"},"checklist":{"id":"c","version":1,"title":{"fr":"Accueil","en":"Reception"}}}]})"},
          {"quarantine", kNothingAside}};
}

const std::string kResult = "#/result/" + std::string(AppScenario::kVisitId);
const std::string kAside = "#/quarantine/visit/" + std::string(AppScenario::kVisitId) + "/aa";

}  // namespace

std::string visit_result(std::string_view more, std::string_view status) {
  const Json opened = *parse_json(AppScenario::opened(
      R"({"greeted":{"value":"no","comment":"Personne à l'accueil"},"why":{"value":"y"},"wait":{"value":60},"front":{"value":["sha256:)" + std::string(64, '0') + R"("]}})", "{}", true));
  const std::string score = R"({"scoring_version":1,"status":"complete","score":66.666667,"uncapped":66.666667,"grade":"b","passed":false,"problems":[]})";
  return R"({"id":")" + std::string(AppScenario::kVisitId) + R"(","sha256":"aa","received_at":"2026-11-01T10:00:00Z","status":")" + std::string(status) + R"(","visit":)" +
         write_json(*opened.find("visit")) + R"(,"checklist":)" + write_json(*opened.find("checklist")) + R"(,"score":)" + score +
         R"(,"device_score":)" + score + R"(,"site":{"id":"a","name":"Arles"},"investigator":{"id":"i","name":"Ana"})" + std::string(more) + "}";
}

void add_manager_states(std::vector<ScreenState>& all) {
  all.push_back({"compare, loading", [](AppScenario& s) { start(s, "#/compare", {}); }});
  all.push_back({"compare, refused", [](AppScenario& s) {
    s.start("#/compare", "manager");
    s.reply_to("fetch", fetched(R"({"title":"Interdit","status":403,"code":"forbidden"})", 403));
  }});
  all.push_back({"compare, nothing", [](AppScenario& s) { start(s, "#/compare", {{"comparison", R"({"wave":"","waves":[],"sites":[]})"}, {"quarantine", kNothingAside}}); }});
  all.push_back({"compare", [](AppScenario& s) { start(s, "#/compare", {{"comparison", kComparison}, {"quarantine", kQuarantine}}); }});
  all.push_back({"compare, older copy", [](AppScenario& s) {
    s.start("#/compare", "manager");
    s.reply_to("fetch", R"({"status":200,"stale":true,"fetched_at":1793510000000,"body":)" + kComparison + "}");
    s.app.on_push(R"({"push":"sync","data":{"online":false,"unsent":0}})");
  }});
  all.push_back({"site, loading", [](AppScenario& s) { start(s, "#/site/a", {}); }});
  all.push_back({"site", [](AppScenario& s) { start(s, "#/site/a", {{"/sites/", kSite}}); }});
  all.push_back({"site without figures", [](AppScenario& s) { start(s, "#/site/a", {{"/sites/", kEmptySite}}); }});
  all.push_back({"result, loading", [](AppScenario& s) { start(s, kResult, {}); }});
  all.push_back({"result", [](AppScenario& s) { start(s, kResult, for_visit()); }});
  all.push_back({"result, scores differ", [](AppScenario& s) {
    start(s, kResult, {{"/events", kEvents}, {"/visits/", visit_result(R"(,"score_differs":true)")}});
  }});
}

void add_quarantine_states(std::vector<ScreenState>& all) {
  all.push_back({"quarantine, loading", [](AppScenario& s) { start(s, "#/quarantine", {}); }});
  all.push_back({"quarantine, nothing", [](AppScenario& s) { start(s, "#/quarantine", {{"quarantine", kNothingAside}}); }});
  all.push_back({"quarantine", [](AppScenario& s) { start(s, "#/quarantine", for_visit()); }});
  all.push_back({"set aside", [](AppScenario& s) { start(s, kAside, for_visit()); }});
  all.push_back({"set aside, gone", [](AppScenario& s) { start(s, kAside, {{"quarantine", kNothingAside}}); }});
  all.push_back({"parked text", [](AppScenario& s) { start(s, "#/quarantine/text/cc", for_visit()); }});
  for (const Dialog dialog : {Dialog::accept, Dialog::reject})
    all.push_back({dialog == Dialog::accept ? "accept dialog" : "reject dialog", [dialog](AppScenario& s) {
      start(s, kAside, for_visit());
      s.app.ask_decision(dialog, "aa");
      s.app.decide(dialog == Dialog::accept);
    }});
  all.push_back({"accept text dialog, no visit", [](AppScenario& s) {
    start(s, "#/quarantine/text/cc", for_visit());
    s.app.ask_decision(Dialog::accept, "cc");
    s.app.type_reason("Essai");
    s.app.decide(true);
    s.reply_to("post", fetched(R"({"detail":"pas une visite","problems":[{"path":"visit","code":"x","message":"il manque la visite"}]})", 400));
  }});
}

void add_review_states(std::vector<ScreenState>& all) {
  all.push_back({"review queue, loading", [](AppScenario& s) { start(s, "#/review", {}); }});
  all.push_back({"review queue, nothing", [](AppScenario& s) { start(s, "#/review", {{"/review", kNothingToReview}, {"quarantine", kNothingAside}}); }});
  all.push_back({"review queue", [](AppScenario& s) { start(s, "#/review", for_review()); }});
  for (const char* status : {"received", "approved", "rejected", "returned"})
    all.push_back({std::string("result to review, ") + status, [status](AppScenario& s) { start(s, kResult, for_review(status)); }});
  for (const ReviewStep step : {ReviewStep::approved, ReviewStep::returned, ReviewStep::rejected, ReviewStep::reopened, ReviewStep::comment})
    all.push_back({"review dialog, " + std::string(to_string(step)), [step](AppScenario& s) {
      start(s, kResult, for_review());
      s.app.ask_review(step);
      s.app.toggle_redo("greeted");
      s.app.send_review();
      if (step == ReviewStep::approved) s.reply_to("post", fetched(R"({"code":"visit-not-complete","detail":"Il manque des réponses."})", 409));
    }});
  all.push_back({"reviewed", [](AppScenario& s) {
    start(s, kResult, for_review());
    s.app.ask_review(ReviewStep::approved);
    s.app.send_review();
    s.reply_to("post", fetched("{}", 201));
    answer(s, for_review("approved"));
  }});
  all.push_back({"result with appeals", [](AppScenario& s) { start(s, kResult, with_appeals()); }});
  all.push_back({"review queue with appeals", [](AppScenario& s) { start(s, "#/review", with_appeals()); }});
  for (const bool accepted : {true, false})
    all.push_back({accepted ? "appeal decided for the site" : "appeal decided against the site, words missing", [accepted](AppScenario& s) {
      start(s, kResult, with_appeals());
      s.app.ask_appeal_decision(contested_answers(*s.app.state().events.value).front());
      s.app.choose_verdict(accepted);
      s.app.send_appeal_decision();
    }});
  all.push_back({"result of a site manager", [](AppScenario& s) { start(s, kResult, with_appeals(), "site_manager"); }});
  all.push_back({"contesting an answer, refused", [](AppScenario& s) {
    start(s, kResult, with_appeals(), "site_manager");
    s.app.ask_appeal("greeted");
    s.app.type_appeal("La caméra montre le bonjour.");
    s.app.send_appeal();
    s.reply_to("post", fetched(R"({"code":"appeal-open","detail":"Cette réponse est déjà contestée."})", 409));
  }});
  all.push_back({"contesting an answer, photos still to be sent", [](AppScenario& s) {
    start(s, kResult, with_appeals(), "site_manager");
    s.app.ask_appeal("greeted");
    s.app.type_appeal("La caméra montre le bonjour.");
    s.app.add_appeal_photos({1});
    s.reply_to("photo", R"({"sha256":")" + std::string(64, '1') + R"(","bytes":1200,"type":"image/jpeg","width":40,"height":30,"dhash":null,"taken_at":"2026-11-01T09:00:00Z"})");
    s.app.send_appeal();
    s.reply_to("post", fetched("{}", 201));
    s.fail(s.expect("send_photo"), "photo-not-sent");
  }});
  for (const bool can_reopen : {true, false})
    all.push_back({can_reopen ? "returned visit" : "returned visit, elsewhere", [can_reopen](AppScenario& s) {
      s.start("#/my-visit/" + std::string(AppScenario::kVisitId));
      s.reply_to("list_visits", returned_list(can_reopen));
      s.reply_to("open_visit", AppScenario::opened(R"({"greeted":{"value":"yes"}})", "{}", true, true));
    }});
  all.push_back({"filling a returned visit", [](AppScenario& s) {
    s.start_filling(R"({"greeted":{"value":"yes"}})", "{}", true, R"("returned":{"type":"returned","text":"Et l’attente ?","items":["wait"]})");
  }});
}

}  // namespace constat::testing
