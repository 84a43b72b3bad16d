// Other weights tried on visits, in every state.
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

}  // namespace

void add_weights_states(std::vector<ScreenState>& all) {
  const auto add = [&](const char* name, std::string document, const char* role, bool moved) {
    all.push_back({name, [document = std::move(document), role, moved](AppScenario& s) {
                     start_with(s, document, role);
                     if (moved) move(s);
                   }});
  };
  const std::string programme = app::Programme(kSeed, 9, 80).document;
  std::string damaged = programme;
  damaged.erase(damaged.find("\"batch\":\"") + 9, 4);
  add("weights, loading", "", "manager", false);
  add("weights, no visit", R"({"wave":"all","waves":[],"regions":[],"tags":[],"region":"","tag":"","checklists":[],"checklist":null,"sites":[],"visits":0,"site_of":"","batch":""})", "manager", false);
  add("weights, unreadable", damaged, "manager", false);
  add("weights as published", programme, "manager", false);
  add("weights moved", programme, "manager", true);
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
