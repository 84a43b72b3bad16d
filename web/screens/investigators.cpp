// Investigators' leniency, and how far they say the same. For those who plan and review.
#include <algorithm>
#include <cmath>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

using app::InvestigatorReport;

bool is_apart(const InvestigatorReport::Person& person) { return person.leniency && (person.interval.low > 0 || person.interval.high < 0); }

void ask(App& app, const InvestigatorReport& report, const InvestigatorReport::Person& person) {
  app::Why why;
  why.title = t(app, "investigators.of", {person.name});
  why.value = t(app, "figures.n_points", {points(app, *person.leniency)});
  why.interval = signed_span(app, person.interval);
  why.n = t(app, "overview.visits_at_sites", {tn(app, "compare.n_visits", person.visits), tn(app, "figures.n_sites", person.sites)});
  why.formula = "leniency";
  why.facts.emplace_back(t(app, "investigators.mean"), percent(app, person.mean));
  why.facts.emplace_back(t(app, "investigators.expected"), percent(app, person.expected.value_or(0)));
  why.facts.emplace_back(t(app, "why.sigma"), t(app, "figures.n_points", {number(app, report.sigma)}));
  why.facts.emplace_back(t(app, "why.degrees"), count_text(app, report.degrees));
  why.visits_query = "-";
  app.ask_why(std::move(why));
}

void ask(App& app, const char* kind, const InvestigatorReport::Agreement& agreement) {
  app::Why why;
  why.title = t(app, std::string("investigators.") + kind);
  why.value = format_number(app.language(), agreement.value, 2);
  why.interval = t(app, "app.interval", {format_number(app.language(), agreement.interval.low, 2), format_number(app.language(), agreement.interval.high, 2)});
  why.n = tn(app, "investigators.units", agreement.units);
  why.formula = kind;
  why.facts.emplace_back(t(app, "investigators.observed"), percent(app, 100 * agreement.observed));
  why.visits_query = "-";
  app.ask_why(std::move(why));
}

std::string summary(const App& app, const InvestigatorReport& report) {
  std::vector<std::string> said;
  const auto judged = std::count_if(report.people.begin(), report.people.end(), [](const auto& each) { return each.leniency.has_value(); });
  const auto apart = std::count_if(report.people.begin(), report.people.end(), is_apart);
  said.push_back(t(app, "investigators.says_judged", {count_text(app, judged), tn(app, "investigators.people", static_cast<std::int64_t>(report.people.size())), tn(app, "compare.n_visits", report.visits)}));
  if (judged > 0) said.push_back(apart == 0 ? std::string(t(app, "investigators.says_none")) : tn(app, "investigators.says_apart", apart));
  said.push_back(std::string(t(app, "investigators.says_chance")));
  return joined(said);
}

void draw_leniency(Ui& ui, App& app, const InvestigatorReport& report) {
  std::vector<ui::IntervalRow> rows;
  double reach = 5;
  for (const InvestigatorReport::Person& person : report.people) {
    if (!person.leniency) continue;
    ui::IntervalRow row{person.name, points(app, *person.leniency), signed_span(app, person.interval), *person.leniency, person.interval.low, person.interval.high, !is_apart(person), {}};
    row.pressable = true;
    reach = std::max({reach, std::fabs(row.low), std::fabs(row.high)});
    rows.push_back(std::move(row));
  }
  reach = 5 * std::ceil(reach / 5);
  if (!rows.empty()) {
    ui.begin_card();
    const auto pressed = ui::interval_chart(ui, "leniency", t(app, "investigators.chart"), t(app, "investigators.leniency"), t(app, "compare.interval"), rows, -reach, reach, 0.0,
                                            t(app, "investigators.as_expected"));
    ui.text("chart-what", t(app, "investigators.chart_what"), ui::TextStyle::small);
    ui.end_card();
    if (pressed) ask(app, report, report.people[*pressed]);
  }
  std::string alone;
  for (const InvestigatorReport::Person& person : report.people)
    if (!person.leniency) alone += (alone.empty() ? "" : ", ") + person.name;
  if (!alone.empty()) {
    ui.space(ui::Space::small);
    ui.text("alone", t(app, "investigators.alone", {alone}), ui::TextStyle::secondary);
  }
}

void draw_agreement(Ui& ui, App& app, const InvestigatorReport& report) {
  ui.space(ui::Space::large);
  ui.heading("agreement-title", 2, t(app, "investigators.agreement"));
  ui.text("agreement-what", t(app, "investigators.agreement_what"), ui::TextStyle::secondary);
  if (!report.ac1 && !report.kappa) {
    ui.banner("no-agreement", ui::Tone::neutral, t(app, "investigators.no_agreement"));
    return;
  }
  ui.begin_columns(2, 320);
  const auto draw = [&](const char* kind, const std::optional<InvestigatorReport::Agreement>& agreement) {
    ui.push_key(ui::Key(kind));
    ui.begin_card();
    const std::string name(t(app, std::string("investigators.") + kind));
    if (!agreement) {
      ui.stat("value", name, t(app, "compare.no_data"), t(app, "investigators.by_chance"));
    } else {
      ui.stat("value", name, format_number(app.language(), agreement->value, 2),
              t(app, "why.interval", {t(app, "app.interval", {format_number(app.language(), agreement->interval.low, 2), format_number(app.language(), agreement->interval.high, 2)})}));
      ui.fact("observed", t(app, "investigators.observed"), percent(app, 100 * agreement->observed));
      if (why_button(ui, app, "why", name)) ask(app, kind, *agreement);
    }
    ui.end_card();
    ui.pop_key();
  };
  draw("ac1", report.ac1);
  ui.next_column();
  draw("kappa", report.kappa);
  ui.end_columns();
}

}  // namespace

void draw_investigators(Ui& ui, App& app) {
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "investigators.title"))});
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  if (is_ready(ui, app, state.investigators)) {
    const InvestigatorReport& report = *state.investigators.value;
    scope = report.scope;
    draw_freshness(ui, app, state.investigators);
    chosen = draw_scope(ui, app, report.scope, Filters::none);
    if (report.people.empty()) {
      if (ui.empty_state("none", ui::Icon::visits, t(app, "investigators.none"), t(app, "investigators.none_what"), t(app, "app.refresh"))) app.refresh();
    } else {
      ui.begin_card();
      ui.text("summary", summary(app, report));
      ui.end_card();
      ui.space(ui::Space::medium);
      draw_leniency(ui, app, report);
      draw_agreement(ui, app, report);
    }
  }
  end_figures(ui, app);
  // Last: another wave's figures take away those that were just drawn.
  if (scope) chosen.apply(app, *scope);
}

}  // namespace constat::screens
