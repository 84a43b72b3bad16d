// Other weights tried on visits, in every state.
#include "tests/web/app/compared_sites.hpp"
#include "tests/web/app/programme.hpp"
#include "tests/web/mirror/states.hpp"

namespace constat::testing {
namespace {

using app::AppScenario;

constexpr std::uint64_t kSeed = 21;

void start_with(AppScenario& s, const std::string& document, const char* role = "administrator") {
  start(s, "#/weights", document.empty() ? Answers{} : Answers{{"/columns", document}}, role);
  s.app.begin_weights();
}

void move(AppScenario& s) {
  s.app.try_weights(
      [](Checklist& rules) {
        for (Section& section : rules.sections)
          for (Item& item : section.items) item.weight.value = item.scored ? item.weight.value / 2 : item.weight.value;
        rules.sections[0].items[0].weight.value += 2500;
      },
      true);
}

// Two versions with visits, both on trial.
std::string all_versions() {
  const app::Programme programme(kSeed), older(kSeed + 1, programme.text, 5, 30);
  std::string document = programme.document_with("\"older\":[{" + older.columns + "}]");
  const std::string first = "\"checklists\":[{\"id\":\"" + programme.checklist.id.value + "\",\"version\":";
  const std::size_t at = document.find(first);
  document.insert(at + 14, "{\"id\":\"" + programme.checklist.id.value + "\",\"version\":0,\"title\":{\"fr\":\"Grille\"},\"visits\":30},");
  return document;
}

void start_index(AppScenario& s, const std::string& document, const char* role = "administrator") {
  start(s, "#/weights?of=index", document.empty() ? Answers{} : Answers{{"/comparison", document}}, role);
  s.app.index_weights().begin();
}

void move_index(AppScenario& s, double weight = 1.5) { s.app.index_weights().weigh(IndexPart::nps, weight, true); }

void add_index_states(std::vector<ScreenState>& all) {
  const std::string compared = app::kCompared;
  std::string newer = compared, of_all = compared, none = compared;
  newer.replace(newer.find("constat.index/1"), 15, "constat.index/9");
  of_all.replace(of_all.find("\"wave\":\"w2\""), 11, "\"wave\":\"all\"");
  none.erase(none.find("{\"site\":\"a\""), none.find("],\"kpis\"") - none.find("{\"site\":\"a\""));
  all.push_back({"weights of the index, loading", [](AppScenario& s) { start_index(s, ""); }});
  all.push_back({"weights of the index, nothing to compare", [none](AppScenario& s) { start_index(s, none); }});
  all.push_back({"weights of the index, unreadable", [newer](AppScenario& s) { start_index(s, newer); }});
  all.push_back({"weights of the index, in force", [compared](AppScenario& s) { start_index(s, compared, "manager"); }});
  all.push_back({"weights of the index, moved", [compared](AppScenario& s) {
                   start_index(s, compared, "manager");
                   move_index(s);
                 }});
  all.push_back({"weights of the index, moved over all waves", [of_all](AppScenario& s) {
                   start_index(s, of_all);
                   move_index(s);
                 }});
  all.push_back({"weights of the index, none left", [compared](AppScenario& s) {
                   start_index(s, compared);
                   move_index(s, 0);
                   s.app.index_weights().weigh(IndexPart::audit, 0, true);
                 }});
  all.push_back({"weights of the index, publishing refused", [compared](AppScenario& s) {
                   start_index(s, compared);
                   move_index(s);
                   s.app.open_dialog(app::Dialog::publish_weights);
                   s.app.index_weights().publish();
                   s.reply_to("fetch", fetched(R"({"id":"w2","programme":"p1"})"));
                   s.reply_to("fetch", fetched(R"({"id":"p1","title":{"fr":"Été"}})"));
                   s.reply_to("post", fetched(R"({"code":"bad-programme","detail":"Corrigez le programme.","problems":[]})", 400));
                 }});
  all.push_back({"weights of the index, published", [compared](AppScenario& s) {
                   start_index(s, compared);
                   move_index(s);
                   s.app.index_weights().publish();
                   s.reply_to("fetch", fetched(R"({"id":"w2","programme":"p1"})"));
                   s.reply_to("fetch", fetched(R"({"id":"p1","title":{"fr":"Été"}})"));
                   s.reply_to("post", fetched("{}"));
                   s.reply_to("fetch", fetched(compared));
                   s.app.index_weights().begin();
                 }});
}

}  // namespace

void add_weights_states(std::vector<ScreenState>& all) {
  const auto add = [&](const char* name, std::string document, const char* role, bool moved) {
    all.push_back({name, [document = std::move(document), role, moved](AppScenario& s) {
                     start_with(s, document, role);
                     if (moved) move(s);
                   }});
  };
  add_index_states(all);
  const std::string programme = app::Programme(kSeed, 9, 80).document;
  std::string damaged = programme;
  damaged.erase(damaged.find("\"batch\":\"") + 9, 4);
  add("weights, loading", "", "manager", false);
  add("weights, no visit", R"({"wave":"all","waves":[],"regions":[],"tags":[],"region":"","tag":"","checklists":[],"checklist":null,"sites":[],"visits":0,"site_of":"","batch":""})", "manager", false);
  add("weights, unreadable", damaged, "manager", false);
  add("weights as published", programme, "manager", false);
  add("weights moved", programme, "manager", true);
  all.push_back({"weights of all versions", [document = all_versions()](AppScenario& s) {
                   start_with(s, document);
                   move(s);
                 }});
  all.push_back({"weights, publishing asked", [programme](AppScenario& s) {
                   start_with(s, programme);
                   move(s);
                   s.app.open_dialog(app::Dialog::publish_weights);
                 }});
  all.push_back({"weights published", [programme](AppScenario& s) {
                   start_with(s, programme);
                   move(s);
                   s.app.publish_weights();
                   s.reply_to("post", fetched(R"({"id":"c","version":2})", 201));
                 }});
  all.push_back({"weights, publishing refused", [programme](AppScenario& s) {
                   start_with(s, programme);
                   move(s);
                   s.app.open_dialog(app::Dialog::publish_weights);
                   s.app.publish_weights();
                   s.reply_to("post", fetched(R"({"code":"checklist-published","detail":"La version 2 est publiée.","problems":[]})", 409));
                 }});
}

}  // namespace constat::testing
