#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;

const std::string kVisit(AppScenario::kVisitId);
const std::string kNothingAside = R"({"visits":[],"parked":[]})";
const std::string kNothingToReview = R"({"visits":[],"waiting":0,"with_investigators":0})";

const std::string kLooks = R"({"share":10,"waiting":[{"id":")" + kVisit + R"(","revision":1,"sha256":"aa","site":{"id":"a","name":"Arles"},"investigator":"Ana Dupré",
  "checklist":{"id":"c","version":1,"title":{"fr":"Accueil en point de vente","en":"Store reception"}},"started_at":"2026-11-01T09:00:00+01:00","score":66.7}],"count":74,"waiting_in_all":74,"with_others":2,
  "agreement":{"units":12,"same":9,"counts":[[7,1,0],[2,1,0],[0,0,1]],"kappa":{"value":0.4615,"interval":[0.02,0.8]},"alpha":{"value":0.4711,"interval":[0.05,0.79]}},
  "apart":[{"visit":"v7","site":{"id":"b","name":"Brest, rue de Siam"},"started_at":"2026-10-30T09:00:00+01:00",
    "first":{"verdict":"returned","text":"La photo est floue.","author":"Inès Moreau","at":"2026-11-01T09:00:00Z"},
    "second":{"verdict":"approved","text":"","author":"Luc Petit","at":"2026-11-02T09:00:00Z"}}],"apart_in_all":3})";
const std::string kNoLooks = R"({"share":0,"waiting":[],"with_others":0,"agreement":{"units":0,"same":0,"counts":[[0,0,0],[0,0,0],[0,0,0]],"kappa":null,"alpha":null},"apart":[],"apart_in_all":0})";

Answers with_looks(const std::string& looks) {
  return {{"/second-looks", looks}, {"/visits/", visit_result(R"(,"score_differs":false)", "returned")}, {"/review", kNothingToReview}, {"quarantine", kNothingAside}};
}

}  // namespace

void add_look_states(std::vector<ScreenState>& all) {
  const std::string at = "#/second-look/" + kVisit;
  all.push_back({"second looks, loading", [](AppScenario& s) { start(s, "#/second-looks", {}); }});
  all.push_back({"second looks, none", [](AppScenario& s) { start(s, "#/second-looks", with_looks(kNoLooks)); }});
  all.push_back({"second looks", [](AppScenario& s) { start(s, "#/second-looks", with_looks(kLooks)); }});
  all.push_back({"second looks, nothing fits", [](AppScenario& s) {
    start(s, "#/second-looks?text=Nantes", with_looks(R"({"share":10,"waiting":[],"count":0,"waiting_in_all":74,"with_others":2,"apart":[],"apart_in_all":0})"));
  }});
  all.push_back({"second looks, another share, wrong", [](AppScenario& s) {
    start(s, "#/second-looks", with_looks(kLooks), "administrator");
    s.app.looks().type_share("140");
    s.app.looks().save_share();
  }});
  all.push_back({"second look at a visit", [at](AppScenario& s) { start(s, at, with_looks(kLooks)); }});
  all.push_back({"second look, no longer open", [at](AppScenario& s) { start(s, at, with_looks(kNoLooks)); }});
  all.push_back({"second look dialog, words missing", [at](AppScenario& s) {
    start(s, at, with_looks(kLooks));
    s.app.looks().ask();
    s.app.looks().choose(1);
    s.app.looks().send();
  }});
  all.push_back({"second look given", [at](AppScenario& s) {
    start(s, at, with_looks(kLooks));
    s.app.looks().ask();
    s.app.looks().choose(0);
    s.app.looks().send();
    s.reply_to("post", fetched("{}", 201));
    answer(s, with_looks(kNoLooks));
  }});
}

}  // namespace constat::testing
