// A wave of the network at a glance: in words first, then its spread, what has moved, and what needs attention.
#include <algorithm>
#include <cmath>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

using app::Overview;

constexpr std::size_t kMostMoves = 8, kMostListed = 5;

std::string of_visits(const App& app, std::int64_t visits, std::int64_t sites) {
  return t(app, "overview.visits_at_sites", {tn(app, "compare.n_visits", visits), tn(app, "figures.n_sites", sites)});
}

// The network, or the sites that were chosen.
bool is_whole(const Overview& view) { return view.scope.region.empty() && view.scope.tag.empty(); }
std::string subject(const App& app, const Overview& view) { return std::string(t(app, is_whole(view) ? "overview.the_network" : "overview.the_chosen")); }
std::string mean_title(const App& app, const Overview& view) { return std::string(t(app, is_whole(view) ? "overview.mean" : "overview.mean_chosen")); }

// Two to six sentences. None of them says more than its interval or test allows.
std::string summary(const App& app, const Overview& view) {
  std::vector<std::string> said;
  const std::string count = of_visits(app, view.mean->visits, view.mean->sites), mean = percent(app, view.mean->value);
  if (view.mean->interval) said.push_back(t(app, "overview.says_mean", {count, subject(app, view), mean, span(app, *view.mean->interval)}));
  else said.push_back(t(app, "overview.says_mean_only", {count, subject(app, view), mean}));
  const std::string before = wave_title(app, view.scope.waves, view.previous);
  if (view.change) {
    const std::string difference = points(app, view.change->difference), interval = signed_span(app, view.change->interval);
    said.push_back(t(app, view.change->sure ? "overview.says_change" : "overview.says_no_change", {before, difference, interval}));
  }
  const auto moved = std::count_if(view.moves.begin(), view.moves.end(), [](const app::Move& move) { return move.sure; });
  if (!view.moves.empty()) said.push_back(moved == 0 ? std::string(t(app, "overview.says_no_move")) : tn(app, "overview.says_moves", moved));
  if (view.pairs_tested > 0)
    said.push_back(view.pairs_sure == 0 ? std::string(t(app, "overview.says_no_pair"))
                                        : t(app, "overview.says_pairs", {count_text(app, view.pairs_sure), count_text(app, view.pairs_tested)}));
  if (view.critical_visits > 0) said.push_back(tn(app, "overview.says_critical", view.critical_visits));
  return joined(said);
}

void why_mean(App& app, const Overview& view) {
  app::Why why;
  why.title = mean_title(app, view);
  why.value = percent(app, view.mean->value);
  if (view.mean->interval) why.interval = span(app, *view.mean->interval);
  why.n = of_visits(app, view.mean->visits, view.mean->sites);
  why.formula = "network_mean";
  if (view.degrees > 0) {
    why.facts.emplace_back(t(app, "why.sigma"), t(app, "figures.n_points", {number(app, view.sigma)}));
    why.facts.emplace_back(t(app, "why.degrees"), count_text(app, view.degrees));
  }
  why.visits_query = visits_query({{"wave", view.scope.wave}, {"region", view.scope.region}, {"tag", view.scope.tag}});
  app.ask_why(std::move(why));
}

void draw_words(Ui& ui, App& app, const Overview& view) {
  ui.begin_columns(2, 420);
  ui.begin_card();
  ui.text("summary", summary(app, view));
  ui.end_card();
  ui.next_column();
  ui.begin_card();
  ui.stat("mean", mean_title(app, view), percent(app, view.mean->value),
          view.mean->interval ? t(app, "why.interval", {span(app, *view.mean->interval)}) : std::string(t(app, "overview.no_interval")));
  if (view.judged > 0)
    ui.fact("passed", t(app, "overview.passed"), t(app, "figures.of", {count_text(app, view.judged - view.not_passed), count_text(app, view.judged)}));
  if (view.responses > 0) ui.fact("responses", t(app, "overview.responses"), format_number(app.language(), static_cast<double>(view.responses), 0));
  if (view.waiting > 0) ui.fact("waiting", t(app, "overview.waiting"), tn(app, "compare.n_visits", view.waiting));
  if (why_button(ui, app, "why-mean", mean_title(app, view))) why_mean(app, view);
  ui.end_card();
  ui.end_columns();
}

void draw_spread(Ui& ui, App& app, const Overview& view) {
  std::vector<ui::HistogramBar> bars;
  ui::HistogramSpec spec;
  for (std::size_t i = 0; i < view.histogram.size(); ++i) {
    const std::string low = std::to_string(10 * i), high = std::to_string(10 * (i + 1));
    bars.push_back({t(app, "app.interval", {low, high}), view.histogram[i]});
    spec.edges.push_back(low);
  }
  spec.edges.push_back("100");
  const std::string label(t(app, "overview.score")), count(t(app, "overview.visits")), mark = t(app, "overview.mark", {mean_title(app, view), percent(app, view.mean->value)});
  spec.label_title = label;
  spec.count_title = count;
  spec.mark = view.mean->value / 100;
  spec.mark_label = mark;
  if (view.mean->interval) {
    spec.mark_low = view.mean->interval->low / 100;
    spec.mark_high = view.mean->interval->high / 100;
  }
  ui.begin_card();
  ui::histogram_chart(ui, "spread", t(app, "overview.spread"), bars, spec);
  ui.text("spread-what", t(app, "overview.spread_what"), ui::TextStyle::small);
  ui.end_card();
}

void why_move(App& app, const Overview& view, const app::Move& move) {
  app::Why why;
  why.title = t(app, "overview.move_of", {move.site.name});
  why.value = t(app, "figures.n_points", {points(app, move.difference)});
  why.interval = signed_span(app, move.interval);
  why.n = t(app, move.sure ? "overview.sure" : "overview.not_sure");
  why.formula = "move";
  why.facts.emplace_back(wave_title(app, view.scope.waves, view.previous), t(app, "overview.mean_of", {percent(app, move.before), tn(app, "compare.n_visits", move.n_before)}));
  why.facts.emplace_back(wave_title(app, view.scope.waves, view.scope.wave), t(app, "overview.mean_of", {percent(app, move.after), tn(app, "compare.n_visits", move.n_after)}));
  why.facts.emplace_back(t(app, "why.sigma"), t(app, "figures.n_points", {number(app, view.sigma)}));
  why.facts.emplace_back(t(app, "why.degrees"), count_text(app, view.degrees));
  why.facts.emplace_back(t(app, "why.compared"), tn(app, "figures.n_sites", static_cast<std::int64_t>(view.moves.size())));
  why.visits_query = visits_query({{"wave", view.scope.wave}, {"site", move.site.id}});
  why.href = app::to_hash({.page = app::Page::difference, .id = move.site.id, .wave = view.scope.wave, .other = move.site.id, .other_wave = view.previous});
  why.href_label = t(app, "overview.compare_waves");
  app.ask_why(std::move(why));
}

void draw_moves(Ui& ui, App& app, const Overview& view) {
  if (view.previous.empty()) return;
  ui.space(ui::Space::medium);
  ui.begin_card();
  if (view.moves.empty()) {
    ui.heading("moves-title", 2, t(app, "overview.moves", {wave_title(app, view.scope.waves, view.previous)}), 3);
    ui.text("no-moves", t(app, "overview.no_moves"), ui::TextStyle::secondary);
    ui.end_card();
    return;
  }
  std::vector<ui::IntervalRow> rows;
  double reach = 5;
  for (std::size_t i = 0; i < view.moves.size() && i < kMostMoves; ++i) {
    const app::Move& move = view.moves[i];
    ui::IntervalRow row{move.site.name, points(app, move.difference),
                        signed_span(app, move.interval) + " · " + std::string(t(app, move.sure ? "overview.sure" : "overview.not_sure")),
                        move.difference, move.interval.low, move.interval.high, !move.sure, {}};
    row.pressable = true;
    reach = std::max({reach, std::fabs(move.interval.low), std::fabs(move.interval.high)});
    rows.push_back(std::move(row));
  }
  reach = 5 * std::ceil(reach / 5);
  const auto pressed = ui::interval_chart(ui, "moves", t(app, "overview.moves", {wave_title(app, view.scope.waves, view.previous)}), t(app, "overview.difference"),
                                          t(app, "compare.interval"), rows, -reach, reach, 0.0, t(app, "overview.unchanged"));
  ui.text("moves-what", t(app, "overview.moves_what"), ui::TextStyle::small);
  if (view.moves.size() > kMostMoves) ui.text("moves-more", tn(app, "overview.moves_more", static_cast<std::int64_t>(view.moves.size() - kMostMoves)), ui::TextStyle::small);
  ui.end_card();
  if (pressed) why_move(app, view, view.moves[*pressed]);
}

// A kind of thing that needs attention: what it is, how many, and the first of them with their pages.
void begin_kind(Ui& ui, App& app, const char* key, std::int64_t count, const char* what) {
  ui.space(ui::Space::medium);
  ui.heading(ui::Key("kind", key), 3, t(app, key, {std::to_string(count)}));
  ui.text(ui::Key("what", key), t(app, what, {std::to_string(count)}), ui::TextStyle::small);
  ui.begin_group(ui::Key("list", key), ui::GroupRole::list, t(app, key, {std::to_string(count)}));
}

void draw_critical(Ui& ui, App& app, const Overview& view) {
  begin_kind(ui, app, "overview.critical", view.critical_visits, "overview.critical_what");
  for (std::size_t i = 0; i < view.critical.size() && i < kMostListed; ++i) {
    const Overview::CriticalVisit& each = view.critical[i];
    std::string items;
    for (const LocalizedText& item : each.items) items += (items.empty() ? "" : " · ") + std::string(in(app, item));
    ui.row(ui::Key("critical", static_cast<std::int64_t>(i)),
           {.title = each.site.name, .subtitle = items, .detail = app::moment(app.language(), each.started_at, app.state().zone), .icon = ui::Icon::error,
            .href = each.visit.empty() ? app::site_hash(each.site.id, view.scope.wave) : app::result_hash(each.visit)});
  }
  ui.end_group();
}

void draw_weaknesses(Ui& ui, App& app, const Overview& view) {
  begin_kind(ui, app, "overview.weaknesses", view.weaknesses_count, "overview.weaknesses_what");
  for (std::size_t i = 0; i < view.weaknesses.size() && i < kMostListed; ++i) {
    const app::RepeatWeakness& each = view.weaknesses[i];
    ui.row(ui::Key("weakness", static_cast<std::int64_t>(i)),
           {.title = each.site.name, .subtitle = in(app, each.question),
            .detail = t(app, "overview.lost", {count_text(app, each.lost), tn(app, "compare.n_visits", each.asked)}),
            .trailing = format_percent(app.language(), each.share, 0), .href = app::site_hash(each.site.id, view.scope.wave)});
  }
  ui.end_group();
}

void draw_sites(Ui& ui, App& app, const Overview& view) {
  if (view.unvisited_count > 0) {
    begin_kind(ui, app, "overview.unvisited", view.unvisited_count, "overview.unvisited_what");
    for (std::size_t i = 0; i < view.unvisited.size() && i < kMostListed; ++i) {
      const Overview::Unvisited& each = view.unvisited[i];
      ui.row(ui::Key("unvisited", each.site.id), {.title = each.site.name, .subtitle = each.waiting > 0 ? tn(app, "overview.site_waiting", each.waiting) : site_line(each.site),
                                                  .href = app::site_hash(each.site.id, view.scope.wave)});
    }
    ui.end_group();
  }
  if (view.small_count == 0) return;
  begin_kind(ui, app, "overview.small", view.small_count, "overview.small_what");
  for (std::size_t i = 0; i < view.small.size() && i < kMostListed; ++i) {
    const Overview::Small& each = view.small[i];
    ui.row(ui::Key("small", each.site.id),
           {.title = each.site.name, .subtitle = t(app, "overview.small_counts", {tn(app, "compare.n_visits", each.visits), tn(app, "figures.n_responses", each.responses)}),
            .href = app::site_hash(each.site.id, view.scope.wave)});
  }
  ui.end_group();
}

void draw_attention(Ui& ui, App& app, const Overview& view) {
  ui.space(ui::Space::large);
  ui.heading("attention", 2, t(app, "overview.attention"));
  const bool nothing = view.critical_visits == 0 && view.weaknesses.empty() && view.unvisited_count == 0 && view.small_count == 0;
  if (nothing) {
    ui.banner("nothing", ui::Tone::good, t(app, "overview.nothing"));
    return;
  }
  ui.begin_columns(2, 420);
  if (view.critical_visits > 0) draw_critical(ui, app, view);
  if (view.critical_visits > 0 && !view.weaknesses.empty()) ui.next_column();
  if (!view.weaknesses.empty()) draw_weaknesses(ui, app, view);
  ui.end_columns();
  draw_sites(ui, app, view);
}

}  // namespace

void draw_overview(Ui& ui, App& app) {
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "overview.title"))});
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  if (is_ready(ui, app, state.overview)) {
    const Overview& view = *state.overview.value;
    scope = view.scope;
    draw_freshness(ui, app, state.overview);
    chosen = draw_scope(ui, app, view.scope, Filters::sites);
    if (view.mean) {
      draw_words(ui, app, view);
      ui.space(ui::Space::medium);
      draw_spread(ui, app, view);
      draw_moves(ui, app, view);
    } else if (ui.empty_state("none", ui::Icon::visits, t(app, "overview.none"), t(app, "overview.none_what"), t(app, "app.refresh"))) {
      app.refresh();
    }
    if (view.mean || view.unvisited_count > 0) draw_attention(ui, app, view);
  }
  end_figures(ui, app);
  // Last: other figures take away those that were just drawn.
  if (scope) chosen.apply(app, *scope);
}

}  // namespace constat::screens
