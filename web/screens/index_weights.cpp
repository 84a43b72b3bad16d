// Other weights of the index's parts: sliders beside the order of sites that follows from them.
#include <algorithm>
#include <cmath>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/kpi_cells.hpp"
#include "web/screens/planning.hpp"
#include "web/screens/screens.hpp"
#include "web/screens/weights.hpp"

namespace constat::screens {
namespace {

using app::IndexMaterial;
using app::IndexStanding;
using app::IndexTrial;

constexpr double kHundredth = 100;  // sliders go by hundredths, weights are parts of about 1

struct Moved {
  std::optional<std::size_t> part;
  double weight = 0;
  bool rests = false;
};

std::string index_text(const App& app, const std::optional<SiteIndex>& index) {
  return index ? number(app, index->value) : std::string(t(app, "compare.no_data"));
}

std::optional<app::RankSpan> span_of(const std::optional<RankRange>& rank) {
  return rank ? std::optional(app::RankSpan{rank->low, rank->high}) : std::nullopt;
}

std::string rank_cell(const App& app, const ReweighedSite& site) {
  return site.rank ? app::rank(app.language(), *span_of(site.rank)) : std::string(t(app, "compare.no_data"));
}

std::string summary(const App& app, const IndexTrial& trial) {
  if (!trial.changed()) return std::string(t(app, "weights.index_says_none"));
  if (trial.is_empty()) return std::string(t(app, "weights.index_empty"));
  std::vector<std::string> said;
  if (trial.network_before && trial.network_after)
    said.push_back(t(app, "weights.index_says_network", {number(app, *trial.network_before), number(app, *trial.network_after)}));
  said.push_back(trial.gain + trial.lose == 0 ? std::string(t(app, "weights.says_still"))
                                              : t(app, "weights.says_moves", {tn(app, "weights.gain", trial.gain), tn(app, "weights.lose", trial.lose)}));
  if (trial.pairs == 0) return joined(said);
  const std::string of = format_number(app.language(), static_cast<double>(trial.pairs), 0);
  said.push_back(trial.turned == 0 ? t(app, "weights.says_same_order", {of}) : tn(app, "weights.says_turned", trial.turned, {of}));
  if (trial.turned > 0 && trial.ranks_known)
    said.push_back(trial.surely_turned == 0 ? std::string(t(app, "weights.says_unsure")) : tn(app, "weights.says_sure", trial.surely_turned));
  return joined(said);
}

void draw_sliders(Ui& ui, App& app, const IndexTrial& trial, Moved& moved) {
  ui.heading("sliders-title", 2, t(app, "weights.sliders"));
  ui.text("shares", t(app, "weights.index_shares"), ui::TextStyle::small);
  ui.begin_card();
  const auto shares = app::whole_shares(trial.rules), shares_then = app::whole_shares(trial.of->rules);
  double most = 1;
  for (const double weight : trial.of->rules.weights) most = std::max(most, weight);
  for (std::size_t i = 0; i < kIndexParts; ++i) {
    const IndexPart part = static_cast<IndexPart>(i);
    const double now = trial.rules.weights[i], then = trial.of->rules.weights[i];
    if (!trial.of->measured[i] && !(then > 0)) continue;
    const std::string name = app::kpi_name(app.language(), to_string(part)), shown = format_percent(app.language(), shares[i], 0);
    // Always there, so that nothing under the finger moves.
    const std::string detail = t(app, trial.of->measured[i] ? "weights.index_was" : "weights.index_not_measured", {format_percent(app.language(), shares_then[i], 0)});
    const ui::SliderEvent event = ui.slider(ui::Key("part", to_string(part)), {.label = name, .shown = shown, .detail = detail, .value = kHundredth * now, .min = 0,
                                            .max = std::ceil(kHundredth * most), .step = 1, .mark = kHundredth * then, .enabled = !trial.sending});
    if (!event.value && !event.committed) continue;
    moved = {i, event.value ? *event.value / kHundredth : now, event.committed};
  }
  // On a phone the order of sites is out of sight while the finger is here.
  if (ui.is_compact() && trial.changed()) ui.text("says", summary(app, trial), ui::TextStyle::small);
  ui.end_card();
}

void draw_standings(Ui& ui, App& app, const IndexTrial& trial) {
  ui.heading("standings-title", 2, t(app, "weights.standings"));
  ui.text("summary", summary(app, trial));
  ui.space(ui::Space::small);
  const SitesOnPage shown = draw_sites_page(ui, app, trial.standings.size(), kStandingsRoom);
  const std::string title(t(app, "weights.standings"));
  const std::vector<ui::Column> columns{{t(app, "compare.site"), false, true, 1.8F}, {t(app, "compare.index"), true, false, 1.2F},
                                        {t(app, "weights.change"), true}, {t(app, "compare.rank_title"), true, false, 1.1F}};
  ui::TableSpec table;
  table.label = title;
  table.columns = &columns;
  table.row_count = shown.last - shown.first;
  table.row_key = [&](std::size_t row) { return trial.of->sites[trial.standings[shown.first + row].site].id; };
  table.cells = [&](std::size_t row, std::vector<ui::Cell>& cells) {
    const IndexStanding& standing = trial.standings[shown.first + row];
    const app::SiteDoc& site = trial.of->sites[standing.site];
    const bool both = standing.before.index && standing.after.index;
    const double change = both ? standing.after.index->value - standing.before.index->value : 0;
    cells.clear();
    cells.push_back({site.name, site_line(site)});
    std::string under = trial.changed() ? t(app, "weights.before", {index_text(app, standing.before.index)}) : std::string();
    if (!standing.after.index) under = t(app, "compare.index_none");
    cells.push_back({index_text(app, standing.after.index), under});
    cells.push_back({both ? points(app, change) : std::string(t(app, "compare.no_data")), {},
                     change >= 0.05 ? ui::Tone::good : change <= -0.05 ? ui::Tone::bad : ui::Tone::neutral});
    const bool waits = !trial.ranks_known && standing.after.index && !standing.after.small_sample;
    const bool small = standing.after.index && standing.after.small_sample;
    cells.push_back({waits ? std::string(t(app, "weights.rank_waits")) : rank_cell(app, standing.after),
                     small                              ? rank_text(app, std::nullopt)
                     : trial.changed() && !waits ? t(app, "weights.before", {rank_cell(app, standing.before)})
                                                        : std::string(),
                     small ? ui::Tone::warning : ui::Tone::neutral});
  };
  ui.table("standings", table);
  ui.text("rank-what", t(app, "weights.rank_what"), ui::TextStyle::small);
}

void draw_actions(Ui& ui, App& app, const IndexTrial& trial) {
  if (!trial.published.empty()) ui.banner("sent", ui::Tone::good, t(app, "weights.index_published"));
  const bool publishes = app.state().session && app.state().session->role == "administrator";
  const bool of_wave = trial.of->is_of_wave();
  ui.begin_row();
  if (ui.button("reset", {.label = t(app, "weights.index_reset"), .icon = ui::Icon::undo, .enabled = trial.changed() && !trial.sending})) app.index_weights().reset();
  if (publishes && of_wave &&
      ui.button("publish", {.label = t(app, "weights.index_publish"), .icon = ui::Icon::send, .enabled = trial.changed() && !trial.is_empty() && !trial.sending}))
    app.open_dialog(app::Dialog::publish_weights);
  ui.end_row();
  if (!trial.changed()) return;
  if (!publishes) ui.text("who-publishes", t(app, "weights.index_who_publishes"), ui::TextStyle::small);
  else if (!of_wave) ui.text("which-wave", t(app, "weights.index_choose_wave"), ui::TextStyle::small);
}

void draw_publish_dialog(Ui& ui, App& app) {
  const IndexTrial& trial = app.state().index_trial;
  if (app.state().dialog != app::Dialog::publish_weights || !trial.of) return;
  if (!ui.begin_dialog("publish-dialog", t(app, "weights.index_publish_title"))) return;
  ui.text("what", t(app, "weights.index_publish_what", {wave_title(app, trial.of->scope.waves, trial.of->scope.wave)}));
  const auto shares = app::whole_shares(trial.rules);
  for (std::size_t i = 0; i < kIndexParts; ++i)
    if (shares[i] > 0) ui.fact(ui::Key("share", i), app::kpi_name(app.language(), to_string(static_cast<IndexPart>(i))), format_percent(app.language(), shares[i], 0));
  draw_refusal(ui, app, trial.refusal);
  ui.space(ui::Space::medium);
  if (ui.button("send", {.label = t(app, trial.sending ? "weights.publishing" : "weights.index_publish"), .kind = ui::ButtonKind::primary, .enabled = !trial.sending, .full_width = true}))
    app.index_weights().publish();
  if (ui.button("cancel", {.label = t(app, "app.cancel"), .full_width = true})) app.close_dialog();
  if (ui.end_dialog()) app.close_dialog();
}

}  // namespace

bool choose_weighed(Ui& ui, App& app) {
  const std::vector<ui::Option> options{{"checklist", t(app, "weights.of_checklist")}, {"index", t(app, "weights.of_index")}};
  const std::size_t selected = app.state().route.id == app::kIndexWeights ? 1 : 0;
  const auto chosen = ui.choice("weighed", {.label = t(app, "weights.of"), .options = &options, .selected = selected, .draw_label = true});
  ui.space(ui::Space::medium);
  return chosen && *chosen != selected;
}

void go_to_other_weights(App& app) {
  app::Route route = app.state().route;
  route.id = route.id == app::kIndexWeights ? std::string() : std::string(app::kIndexWeights);
  app.go(route);
}

void draw_index_weights(Ui& ui, App& app) {
  app.index_weights().begin();
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "weights.title"))});
  const bool other = choose_weighed(ui, app);
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  Moved moved;
  if (is_ready(ui, app, state.index_weights)) {
    const IndexMaterial& material = **state.index_weights.value;
    const IndexTrial& trial = state.index_trial;
    scope = material.scope;
    draw_freshness(ui, app, state.index_weights);
    ui.text("lead", t(app, "weights.index_lead"), ui::TextStyle::secondary);
    ui.space(ui::Space::medium);
    chosen = draw_scope(ui, app, material.scope, Filters::sites);
    const bool has_parts = std::any_of(std::begin(material.measured), std::end(material.measured), [](bool measured) { return measured; });
    if (material.unreadable) {
      if (ui.empty_state("unreadable", ui::Icon::warning, t(app, "weights.index_unreadable"), t(app, "weights.unreadable_what"), t(app, "app.refresh"))) app.reload_page();
    } else if (!has_parts || !trial.of) {
      if (ui.empty_state("none", ui::Icon::compare, t(app, "weights.index_none"), t(app, "weights.index_none_what"), t(app, "app.refresh"))) app.refresh();
    } else {
      const bool sliders_first = !ui.columns_fit(2, kHalfWidth);
      const auto sliders = [&] { draw_sliders(ui, app, trial, moved); };
      const auto standings = [&] { draw_standings(ui, app, trial); };
      ui.begin_columns(2, kHalfWidth);
      if (sliders_first) sliders();
      else standings();
      draw_actions(ui, app, trial);
      ui.next_column();
      if (sliders_first) standings();
      else sliders();
      ui.end_columns();
    }
  }
  draw_publish_dialog(ui, app);
  end_figures(ui, app);
  // Last: what changes takes away what was just drawn.
  if (moved.part) app.index_weights().weigh(static_cast<IndexPart>(*moved.part), moved.weight, moved.rests);
  if (scope) chosen.apply(app, *scope);
  if (other) go_to_other_weights(app);
}

}  // namespace constat::screens
