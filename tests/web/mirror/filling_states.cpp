#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;
using app::Dialog;
using app::Page;

std::string hex(char digit) { return std::string(64, digit); }

std::string answered() {
  return R"({"greeted":{"value":"no","comment":"Personne à l'accueil pendant trois minutes."},"why":{"value":"La vendeuse était au téléphone."},)"
         R"("wait":{"value":95},"extra":{"value":"Rien d'autre."},"amount":{"value":12.5},"offers":{"value":["card"]},)"
         R"("front":{"value":["sha256:)" + hex('a') + R"("]},"signed":{"value":["sha256:)" + hex('b') + R"("]},)"
         R"("where":{"value":{"latitude":48.8566,"longitude":2.3522,"accuracy":12.5}},"code":{"value":"3017620422003"}})";
}

std::string at(std::string_view rest) { return "#/visit/" + std::string(AppScenario::kVisitId) + std::string(rest); }

// The same, with an amount that a check refuses beside that greeting.
std::string contradictory() {
  std::string answers = answered();
  answers.replace(answers.find("12.5"), 4, "900");
  return answers;
}

void go(AppScenario& s, std::string_view rest) { s.app.on_navigate(at(rest)); }

}  // namespace

void add_filling_states(std::vector<ScreenState>& all) {
  all.push_back({"visit, loading", [](AppScenario& s) { s.start(at("")); }});
  all.push_back({"visit, gone", [](AppScenario& s) {
    s.start(at(""));
    s.fail(s.expect("open_visit"), "unknown-visit");
  }});
  all.push_back({"visit, unreadable", [](AppScenario& s) {
    s.start(at(""));
    s.fail(s.expect("open_visit"), "storage-failed");
  }});
  for (int section = 1; section <= 3; ++section) {
    const std::string place = "/section/" + std::to_string(section);
    all.push_back({"section " + std::to_string(section) + ", empty", [place](AppScenario& s) {
      s.start_filling();
      go(s, place);
    }});
    all.push_back({"section " + std::to_string(section) + ", answered", [place](AppScenario& s) {
      s.start_filling(answered());
      go(s, place);
    }});
  }
  all.push_back({"section, answers being saved", [](AppScenario& s) {
    s.start_filling("{}", "{}", false);
    s.app.answer("greeted", TextValue{"no"});
    s.app.toggle_comment("wait");
  }});
  all.push_back({"section, answers not saved", [](AppScenario& s) {
    s.start_filling();
    s.app.answer("greeted", TextValue{"no"});
    s.fail(s.expect("save_answer"), "storage-full");
  }});
  all.push_back({"section, evidence missing", [](AppScenario& s) {
    s.start_filling(R"({"greeted":{"value":"dirty"}})");
    s.app.toggle_comment("wait");
  }});
  all.push_back({"section, stopwatch running", [](AppScenario& s) {
    s.start_filling();
    s.app.start_stopwatch("wait");
    s.wait(65000);
  }});
  all.push_back({"section, stopwatch stopped", [](AppScenario& s) {
    s.start_filling();
    s.app.start_stopwatch("wait");
    s.wait(65000);
    s.app.stop_stopwatch("wait");
  }});
  all.push_back({"section, not applicable", [](AppScenario& s) { s.start_filling(R"({"greeted":{"value":null,"na":true}})"); }});
  all.push_back({"section, no number", [](AppScenario& s) {
    s.start_filling();
    go(s, "/section/3");
    s.app.type_number("amount", "12,x");
    s.app.finish_typing("amount");
  }});
  all.push_back({"scenario dialog, loading", [](AppScenario& s) {
    s.start_filling();
    s.app.open_scenario();
  }});
  all.push_back({"scenario dialog", [](AppScenario& s) {
    s.start_filling();
    s.app.open_scenario();
    if (s.has("list_missions"))
      s.reply_to("list_missions", R"({"missions":[{"id":"m1","site_doc":{"id":"s","name":"Lyon"},"scenario":{"fr":"Demandez conseil.","en":"Ask for advice."},"persona":{"fr":"Pressée","en":"In a hurry"}}]})");
  }});
  all.push_back({"unanswered", [](AppScenario& s) {
    s.start_filling();
    go(s, "/unanswered");
  }});
  all.push_back({"unanswered, none", [](AppScenario& s) {
    s.start_filling(answered());
    go(s, "/unanswered");
  }});
  all.push_back({"review, incomplete", [](AppScenario& s) {
    s.start_filling(R"({"greeted":{"value":"no"}})");
    go(s, "/review");
  }});
  all.push_back({"review, complete", [](AppScenario& s) {
    s.start_filling(answered());
    go(s, "/review");
  }});
  for (const std::string place : {"/section/1", "/section/3", "/review"})
    all.push_back({"contradictory answers, " + place, [place](AppScenario& s) {
      s.start_filling(contradictory());
      go(s, place);
    }});
  for (const std::string place : {"/section/1", "/review"})
    all.push_back({"doubtful answers, " + place, [place](AppScenario& s) {
      s.start_filling(R"({"greeted":{"value":"yes"},"wait":{"value":1800}})");
      go(s, place);
    }});
  all.push_back({"review dialog, contradictory", [](AppScenario& s) {
    s.start_filling(contradictory());
    go(s, "/review");
    s.app.open_dialog(Dialog::submit, std::string(AppScenario::kVisitId));
  }});
  for (const bool complete : {false, true})
    all.push_back({complete ? "review dialog, complete" : "review dialog, incomplete", [complete](AppScenario& s) {
      s.start_filling(complete ? answered() : "{}");
      go(s, "/review");
      s.app.open_dialog(Dialog::submit, std::string(AppScenario::kVisitId));
    }});
  all.push_back({"review dialog, sending", [](AppScenario& s) {
    s.start_filling(answered());
    go(s, "/review");
    s.app.open_dialog(Dialog::submit, std::string(AppScenario::kVisitId));
    s.app.submit_visit();
  }});
  all.push_back({"review dialog, failed", [](AppScenario& s) {
    s.start_filling(answered());
    go(s, "/review");
    s.app.open_dialog(Dialog::submit, std::string(AppScenario::kVisitId));
    s.app.submit_visit();
    s.fail(s.expect("submit_visit"), "storage-full");
  }});
}

}  // namespace constat::testing
