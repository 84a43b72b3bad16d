// The gap radar: mystery visits, the site's own audits and its customers on the same criterion.
#include <algorithm>
#include <cmath>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

using app::Criterion;
using app::GapReport;
using app::VoiceValue;

constexpr const char* kVoices[] = {"mystery_visit", "own_audit", "customers"};
constexpr ui::Mark kMarks[] = {ui::Mark::circle, ui::Mark::square, ui::Mark::diamond};

std::string voice_name(const App& app, std::string_view voice) { return app::coded(app.language(), "gaps.voice", voice); }
std::string criterion_name(const App& app, const Criterion& criterion) { return app::coded(app.language(), "gaps.criterion", criterion.id); }

std::string count_text(const App& app, const VoiceValue& voice) {
  return tn(app, voice.voice == "customers" ? "figures.n_responses" : "compare.n_visits", voice.n);
}

const app::VoiceDifference* widest(const Criterion& criterion) {
  const app::VoiceDifference* out = nullptr;
  for (const app::VoiceDifference& gap : criterion.gaps)
    if (gap.sure && (!out || std::fabs(gap.difference) > std::fabs(out->difference))) out = &gap;
  return out;
}

std::string verdict(const App& app, const Criterion& criterion) {
  const app::VoiceDifference* gap = widest(criterion);
  if (!gap) return criterion.gaps.empty() ? std::string(t(app, "gaps.one_voice")) : std::string(t(app, "gaps.no_gap"));
  const bool first_higher = gap->difference > 0;
  const app::Span size = first_higher ? gap->interval : app::Span{-gap->interval.high, -gap->interval.low};
  return t(app, "gaps.gap", {voice_name(app, first_higher ? gap->a : gap->b), voice_name(app, first_higher ? gap->b : gap->a),
                             number(app, std::fabs(gap->difference)), span(app, size)});
}

void ask(App& app, const GapReport& report, const Criterion& criterion) {
  app::Why why;
  const app::VoiceDifference* gap = widest(criterion);
  if (!gap && !criterion.gaps.empty()) gap = &criterion.gaps.front();
  why.title = criterion_name(app, criterion);
  why.value = gap ? t(app, "figures.n_points", {points(app, gap->difference)}) : std::string(t(app, "gaps.one_voice"));
  if (gap) {
    why.interval = signed_span(app, gap->interval);
    why.n = t(app, "gaps.between", {voice_name(app, gap->a), voice_name(app, gap->b)});
  }
  why.formula = "gap";
  for (const VoiceValue& voice : criterion.voices)
    why.facts.emplace_back(voice_name(app, voice.voice),
                           voice.value ? t(app, "gaps.heard", {percent(app, *voice.value), span(app, voice.interval), count_text(app, voice)})
                                       : t(app, "gaps.silent", {count_text(app, voice)}));
  why.facts.emplace_back(t(app, "gaps.made_of"), app::coded(app.language(), "gaps.criterion_what", criterion.id));
  why.visits_query = visits_query({{"wave", report.scope.wave}, {"site", report.site}});
  app.ask_why(std::move(why));
}

std::string summary(const App& app, const GapReport& report) {
  std::vector<std::string> said;
  std::int64_t apart = 0, compared = 0;
  for (const Criterion& criterion : report.criteria) {
    if (criterion.gaps.empty()) continue;
    ++compared;
    if (widest(criterion) == nullptr) continue;
    ++apart;
  }
  if (compared == 0) return std::string(t(app, "gaps.says_nothing"));
  said.push_back(t(app, apart == 0 ? "gaps.says_agree" : "gaps.says_apart", {std::to_string(apart), std::to_string(compared)}));
  for (const Criterion& criterion : report.criteria)
    if (widest(criterion)) said.push_back(t(app, "gaps.says_one", {criterion_name(app, criterion), verdict(app, criterion)}));
  said.push_back(std::string(t(app, "gaps.says_chance")));
  return joined(said);
}

void draw_result(Ui& ui, App& app, const GapReport& report) {
  std::vector<ui::LegendEntry> legend;
  std::vector<std::size_t> entry_of(std::size(kVoices), 0);
  for (std::size_t v = 0; v < std::size(kVoices); ++v) {
    const bool speaks = std::any_of(report.criteria.begin(), report.criteria.end(), [&](const Criterion& each) {
      return std::any_of(each.voices.begin(), each.voices.end(), [&](const VoiceValue& voice) { return voice.voice == kVoices[v]; });
    });
    entry_of[v] = legend.size();
    if (speaks) legend.push_back({voice_name(app, kVoices[v]), kMarks[v]});
  }
  std::vector<ui::GapRow> rows;
  for (const Criterion& criterion : report.criteria) {
    ui::GapRow row{criterion_name(app, criterion), verdict(app, criterion), widest(criterion) != nullptr, {}};
    for (const VoiceValue& voice : criterion.voices) {
      const auto at = static_cast<std::size_t>(std::find(std::begin(kVoices), std::end(kVoices), voice.voice) - std::begin(kVoices));
      if (!voice.value || at == std::size(kVoices)) continue;
      row.marks.push_back({entry_of[at], format_percent(app.language(), *voice.value, 0), span(app, voice.interval), *voice.value, voice.interval.low, voice.interval.high});
    }
    rows.push_back(std::move(row));
  }
  ui.begin_card();
  ui.text("summary", summary(app, report));
  ui.end_card();
  ui.space(ui::Space::medium);
  ui.begin_card();
  const auto pressed = ui::gap_chart(ui, "gaps", t(app, "gaps.chart"), legend, rows, t(app, "gaps.verdict"), 0, 100);
  ui.text("chart-what", t(app, "gaps.chart_what"), ui::TextStyle::small);
  ui.end_card();
  if (pressed) ask(app, report, report.criteria[*pressed]);
}

void draw_sites(Ui& ui, App& app, const GapReport& report) {
  ui.space(ui::Space::large);
  ui.heading("sites-title", 2, t(app, "gaps.sites"));
  ui.begin_group("sites", ui::GroupRole::list, t(app, "gaps.sites"));
  app::Route route = app.state().route;
  if (!report.site.empty()) {
    route.id.clear();
    ui.row("network", {.title = t(app, "gaps.network"), .icon = ui::Icon::compare, .href = app::to_hash(route)});
  }
  for (const app::SiteDoc& site : report.sites) {
    if (site.id == report.site) continue;
    route.id = site.id;
    ui.row(ui::Key("site", site.id), {.title = site.name, .subtitle = site_line(site), .icon = ui::Icon::store, .href = app::to_hash(route)});
  }
  ui.end_group();
}

}  // namespace

void draw_gaps(Ui& ui, App& app) {
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "gaps.title"))});
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  if (is_ready(ui, app, state.gaps)) {
    const GapReport& report = *state.gaps.value;
    scope = report.scope;
    draw_freshness(ui, app, state.gaps);
    chosen = draw_scope(ui, app, report.scope, Filters::none);
    std::string name(t(app, "gaps.network"));
    for (const app::SiteDoc& site : report.sites)
      if (site.id == report.site) name = site.name;
    ui.heading("of", 2, name);
    if (report.criteria.empty()) {
      if (ui.empty_state("none", ui::Icon::visits, t(app, "gaps.none"), t(app, "gaps.none_what"), t(app, "app.refresh"))) app.refresh();
    } else {
      draw_result(ui, app, report);
    }
    draw_sites(ui, app, report);
  }
  end_figures(ui, app);
  // Last: another wave's figures take away those that were just drawn.
  if (scope) chosen.apply(app, *scope);
}

}  // namespace constat::screens
