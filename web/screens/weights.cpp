// Other weights tried on the visits that were made: sliders beside the order of sites that follows from them.
#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "web/screens/figures.hpp"
#include "web/screens/planning.hpp"
#include "web/screens/screens.hpp"
#include "web/screens/weights.hpp"

namespace constat::screens {
namespace {

using app::SiteStanding;
using app::WeightMaterial;
using app::WeightTrial;

std::string weight_text(const App& app, Thousandths weight) {
  const int decimals = weight.value % 1000 == 0 ? 0 : weight.value % 100 == 0 ? 1 : weight.value % 10 == 0 ? 2 : 3;
  return format_number(app.language(), static_cast<double>(weight.value) / 1000, decimals);
}

double plain(Thousandths weight) { return static_cast<double>(weight.value) / 1000; }

struct Moved {
  std::size_t section = 0;
  std::optional<std::size_t> item;  // none: the section's own weight
  std::optional<Thousandths> weight;
  std::optional<CriticalPolicy> policy;
  bool rests = false;
  explicit operator bool() const { return weight || policy || rests; }
};

// How far sliders go and by what they step, so that what was published stands on a step.
struct Range {
  double most = 3, step = 0.1;
};

Range range_of(const std::vector<Thousandths>& weights) {
  std::vector<double> all;
  Range range;
  for (const Thousandths weight : weights) {
    all.push_back(plain(weight));
    if (weight.value % 100 != 0) range.step = std::min(range.step, 0.05);
    if (weight.value % 50 != 0) range.step = 0.001;
  }
  range.most = app::most_weight(all);
  return range;
}

void slide(Ui& ui, App& app, ui::Key key, std::string_view label, Thousandths now, Thousandths published, const Range& range, Moved& moved,
           std::size_t section, std::optional<std::size_t> item) {
  const std::string shown = now == published ? weight_text(app, now) : t(app, "weights.was", {weight_text(app, now), weight_text(app, published)});
  const ui::SliderEvent event = ui.slider(key, {.label = label, .shown = shown, .value = plain(now), .min = 0, .max = range.most, .step = range.step, .mark = plain(published)});
  if (!event.value && !event.committed) return;
  moved.section = section;
  moved.item = item;
  if (event.value) moved.weight = Thousandths{std::llround(*event.value * 1000)};
  moved.rests = event.committed;
}

void draw_policy(Ui& ui, App& app, const WeightTrial& trial, Moved& moved) {
  const bool has_critical = std::any_of(trial.rules.sections.begin(), trial.rules.sections.end(), [](const Section& section) {
    return std::any_of(section.items.begin(), section.items.end(), [](const Item& item) { return item.critical.has_value(); });
  });
  if (!has_critical) return;
  const CriticalPolicy& published = trial.of->scoring.critical_policy;
  std::vector<CriticalPolicy> policies{{CriticalPolicy::Kind::flag, {}}, {CriticalPolicy::Kind::zero, {}}};
  std::vector<std::string> names{std::string(t(app, "weights.policy.flag")), std::string(t(app, "weights.policy.zero"))};
  if (published.kind == CriticalPolicy::Kind::cap) {
    policies.push_back(published);
    names.push_back(t(app, "weights.policy.cap", {format_percent(app.language(), static_cast<double>(published.cap.value) / 1e6, 0)}));
  }
  std::vector<ui::Option> options;
  std::size_t selected = 0;
  static constexpr std::string_view kIds[] = {"flag", "zero", "cap"};
  for (std::size_t i = 0; i < policies.size(); ++i) {
    options.push_back({kIds[i], names[i]});
    if (policies[i].kind == trial.rules.scoring.critical_policy.kind) selected = i;
  }
  if (const auto chosen = ui.choice("policy", {.label = t(app, "weights.policy"), .options = &options, .selected = selected, .draw_label = true})) {
    moved.policy = policies[*chosen];
    moved.rests = true;
  }
  ui.space(ui::Space::medium);
}

std::string score_text(const App& app, const std::optional<double>& score) {
  return score ? percent(app, *score) : std::string(t(app, "weights.no_score"));
}

std::string rank_cell(const App& app, const std::optional<app::RankSpan>& range) {
  return range ? app::rank(app.language(), *range) : std::string(t(app, "compare.no_data"));
}

// What moves, never more than what holds: order is told apart from surely different.
std::string summary(const App& app, const WeightTrial& trial) {
  std::vector<std::string> said;
  if (!trial.changed()) said.push_back(std::string(t(app, "weights.says_none")));
  else if (trial.network_before && trial.network_after)
    said.push_back(t(app, "weights.says_network", {percent(app, *trial.network_before), percent(app, *trial.network_after)}));
  if (!trial.changed()) return joined(said);
  said.push_back(trial.gain + trial.lose == 0 ? std::string(t(app, "weights.says_still"))
                                              : t(app, "weights.says_moves", {tn(app, "weights.gain", trial.gain), tn(app, "weights.lose", trial.lose)}));
  if (trial.pairs > 0) {
    const std::string of = format_number(app.language(), static_cast<double>(trial.pairs), 0);
    said.push_back(trial.turned == 0 ? t(app, "weights.says_same_order", {of}) : tn(app, "weights.says_turned", trial.turned, {of}));
    if (trial.turned > 0 && trial.ranks_known)
      said.push_back(trial.surely_turned == 0 ? std::string(t(app, "weights.says_unsure")) : tn(app, "weights.says_sure", trial.surely_turned));
  }
  return joined(said);
}

bool differs(const Section& a, const Section& b) {
  for (std::size_t i = 0; i < a.items.size(); ++i)
    if (a.items[i].weight != b.items[i].weight) return true;
  return a.weight != b.weight;
}

void draw_sliders(Ui& ui, App& app, const WeightTrial& trial, Moved& moved, std::optional<std::size_t>& opened) {
  ui.heading("sliders-title", 2, t(app, "weights.sliders"));
  draw_policy(ui, app, trial, moved);
  const bool weighted = trial.rules.scoring.mode == ScoringMode::weighted;
  std::vector<Thousandths> of_sections, of_items;
  for (const Section& section : trial.of->sections) {
    of_sections.push_back(section.weight);
    for (const Item& item : section.items)
      if (item.scored) of_items.push_back(item.weight);
  }
  const Range section_range = range_of(of_sections), item_range = range_of(of_items);
  for (std::size_t s = 0; s < trial.rules.sections.size(); ++s) {
    const Section &section = trial.rules.sections[s], &published = trial.of->sections[s];
    if (std::none_of(section.items.begin(), section.items.end(), [](const Item& item) { return item.scored; })) continue;
    ui.push_key(ui::Key("section", section.id.value));
    ui.begin_card();
    if (weighted)
      slide(ui, app, "weight", t(app, "weights.section", {in(app, section.title)}), section.weight, published.weight, section_range, moved, s, std::nullopt);
    const bool open = app.state().weight_section == s;
    if (ui.disclosure("open", weighted ? t(app, "weights.items") : in(app, section.title), open)) opened = s;
    for (std::size_t i = 0; open && i < section.items.size(); ++i) {
      const Item& item = section.items[i];
      if (item.scored)
        slide(ui, app, ui::Key("item", item.id.value), in(app, item.prompt), item.weight, published.items[i].weight, item_range, moved, s, i);
    }
    // On a phone the order of sites is out of sight while the finger is here.
    if (ui.is_compact() && differs(section, published)) ui.text("says", summary(app, trial), ui::TextStyle::small);
    ui.end_card();
    ui.pop_key();
  }
}

void draw_standings(Ui& ui, App& app, const WeightMaterial& material, const WeightTrial& trial) {
  ui.heading("standings-title", 2, t(app, "weights.standings"));
  ui.text("summary", summary(app, trial));
  ui.space(ui::Space::small);
  const SitesOnPage shown = draw_sites_page(ui, app, trial.standings.size(), kStandingsRoom);
  const std::string title(t(app, "weights.standings"));
  const std::vector<ui::Column> columns{{t(app, "compare.site"), false, true, 1.8F}, {t(app, "weights.score"), true, false, 1.2F},
                                        {t(app, "weights.change"), true}, {t(app, "compare.rank_title"), true, false, 1.1F}};
  ui::TableSpec table;
  table.label = title;
  table.columns = &columns;
  table.row_count = shown.last - shown.first;
  table.row_key = [&](std::size_t row) { return material.sites[trial.standings[shown.first + row].site].id; };
  table.cells = [&](std::size_t row, std::vector<ui::Cell>& cells) {
    const SiteStanding& standing = trial.standings[shown.first + row];
    const app::SiteDoc& site = material.sites[standing.site];
    cells.clear();
    cells.push_back({site.name, tn(app, "compare.n_visits", standing.visits)});
    cells.push_back({score_text(app, standing.after), trial.changed() ? t(app, "weights.before", {score_text(app, standing.before)}) : std::string()});
    const bool both = standing.before && standing.after;
    const double change = both ? *standing.after - *standing.before : 0;
    cells.push_back({both ? points(app, change) : std::string(t(app, "compare.no_data")), {},
                     change >= 0.05 ? ui::Tone::good : change <= -0.05 ? ui::Tone::bad : ui::Tone::neutral});
    cells.push_back({trial.ranks_known ? rank_cell(app, standing.rank_after) : std::string(t(app, "weights.rank_waits")),
                     trial.changed() && trial.ranks_known ? t(app, "weights.before", {rank_cell(app, standing.rank_before)}) : std::string()});
  };
  ui.table("standings", table);
  ui.text("rank-what", t(app, "weights.rank_what"), ui::TextStyle::small);
}

void draw_actions(Ui& ui, App& app, const WeightTrial& trial) {
  if (trial.sent_version) ui.banner("sent", ui::Tone::good, t(app, "weights.sent", {std::to_string(*trial.sent_version)}));
  const bool publishes = app.state().session && app.state().session->role == "administrator";
  ui.begin_row();
  if (ui.button("reset", {.label = t(app, "weights.reset"), .icon = ui::Icon::undo, .enabled = trial.changed() && !trial.sending})) app.reset_weights();
  if (publishes && ui.button("publish", {.label = t(app, "weights.publish"), .icon = ui::Icon::send, .enabled = trial.changed() && !trial.sending && !trial.sent_version}))
    app.open_dialog(app::Dialog::publish_weights);
  ui.end_row();
  if (!publishes && trial.changed()) ui.text("who-publishes", t(app, "weights.who_publishes"), ui::TextStyle::small);
}

void draw_publish_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  if (state.dialog != app::Dialog::publish_weights || !state.weights.value || !state.weight_trial.of) return;
  const WeightTrial& trial = state.weight_trial;
  if (!ui.begin_dialog("publish-dialog", t(app, "weights.publish_title", {in(app, trial.rules.title)}))) return;
  ui.text("what", t(app, "weights.publish_what"));
  draw_refusal(ui, app, trial.refusal);
  ui.space(ui::Space::medium);
  if (ui.button("send", {.label = t(app, trial.sending ? "weights.publishing" : "weights.publish"), .kind = ui::ButtonKind::primary, .enabled = !trial.sending, .full_width = true}))
    app.publish_weights();
  if (ui.button("cancel", {.label = t(app, "app.cancel"), .full_width = true})) app.close_dialog();
  if (ui.end_dialog()) app.close_dialog();
}

// What to try on: a version, or all of a checklist that has several.
struct Tried {
  std::string id, version;  // the version's number, or "all"
};

std::optional<Tried> choose_version(Ui& ui, App& app, const WeightMaterial& material) {
  if (material.offered.size() < 2) return std::nullopt;
  std::vector<std::string> labels;
  std::vector<Tried> tried;
  std::optional<std::size_t> selected;
  std::map<std::string, std::pair<std::int64_t, std::int64_t>> by_id;  // versions, visits
  for (const app::OfferedVersion& offered : material.offered) {
    ++by_id[offered.id].first;
    by_id[offered.id].second += offered.visits;
  }
  const std::string shown = material.checklist ? material.checklist->id.value : std::string();
  for (std::size_t i = 0; i < material.offered.size(); ++i) {
    const app::OfferedVersion& offered = material.offered[i];
    if (material.older.empty() && shown == offered.id && material.checklist->version == offered.version) selected = labels.size();
    labels.push_back(t(app, "weights.version", {in(app, offered.title), std::to_string(offered.version), tn(app, "compare.n_visits", offered.visits)}));
    tried.push_back({offered.id, std::to_string(offered.version)});
    const bool last = i + 1 == material.offered.size() || material.offered[i + 1].id != offered.id;
    if (!last || by_id[offered.id].first < 2) continue;
    if (!material.older.empty() && shown == offered.id) selected = labels.size();
    labels.push_back(t(app, "weights.all_versions", {in(app, offered.title), tn(app, "compare.n_visits", by_id[offered.id].second)}));
    tried.push_back({offered.id, std::string(app::kAllVersions)});
  }
  std::vector<ui::Option> options;
  for (const std::string& label : labels) options.push_back({label, label});
  const auto chosen = ui.choice("version", {.label = t(app, "weights.checklist"), .options = &options, .selected = selected, .draw_label = true, .segmented = false, .folds = options.size() > kMostUnfolded});
  if (!material.older.empty()) ui.text("versions", t(app, "weights.all_versions_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  return chosen ? std::optional(tried[*chosen]) : std::nullopt;
}

void apply(App& app, const Moved& moved) {
  app.try_weights(
      [&](Checklist& rules) {
        if (moved.policy) rules.scoring.critical_policy = *moved.policy;
        if (!moved.weight) return;
        Section& section = rules.sections[moved.section];
        (moved.item ? section.items[*moved.item].weight : section.weight) = *moved.weight;
      },
      moved.rests);
}

}  // namespace

void draw_weights(Ui& ui, App& app) {
  if (app.state().route.id == app::kIndexWeights) return draw_index_weights(ui, app);
  app.begin_weights();
  const State& state = app.state();
  begin_figures(ui, app, {.title = std::string(t(app, "weights.title"))});
  const bool other = choose_weighed(ui, app);
  ChosenScope chosen;
  std::optional<app::InsightScope> scope;
  std::optional<Tried> version;
  std::optional<std::size_t> opened;
  Moved moved;
  if (is_ready(ui, app, state.weights)) {
    const WeightMaterial& material = *state.weights.value;
    scope = material.scope;
    draw_freshness(ui, app, state.weights);
    ui.text("lead", t(app, "weights.lead"), ui::TextStyle::secondary);
    ui.space(ui::Space::medium);
    chosen = draw_scope(ui, app, material.scope, Filters::sites);
    version = choose_version(ui, app, material);
    if (material.unreadable) {
      if (ui.empty_state("unreadable", ui::Icon::warning, t(app, "weights.unreadable"), t(app, "weights.unreadable_what"), t(app, "app.refresh"))) app.reload_page();
    } else if (!material.checklist || state.weight_trial.of != material.checklist) {
      if (ui.empty_state("none", ui::Icon::compare, t(app, "weights.none"), t(app, "weights.none_what"), t(app, "app.refresh"))) app.refresh();
    } else {
      const bool sliders_first = !ui.columns_fit(2, kHalfWidth);
      const auto sliders = [&] { draw_sliders(ui, app, state.weight_trial, moved, opened); };
      const auto standings = [&] { draw_standings(ui, app, material, state.weight_trial); };
      ui.begin_columns(2, kHalfWidth);
      if (sliders_first) sliders();
      else standings();
      draw_actions(ui, app, state.weight_trial);
      ui.next_column();
      if (sliders_first) standings();
      else sliders();
      ui.end_columns();
    }
  }
  draw_publish_dialog(ui, app);
  end_figures(ui, app);
  // Last: what changes takes away what was just drawn.
  if (opened) app.open_weights(*opened);
  if (moved) apply(app, moved);
  if (scope) chosen.apply(app, *scope);
  if (other) return go_to_other_weights(app);
  if (version) {
    app::Route route = state.route;
    route.part = version->id;
    route.question = version->version;
    app.go(route);
  }
}

}  // namespace constat::screens
