// One programme: its waves, and what it decides for their visits.
#include <cmath>
#include <vector>

#include "web/screens/admin.hpp"
#include "web/screens/programmes.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

std::string months_text(const App& app, std::int64_t months) { return months == 0 ? std::string(t(app, "programmes.for_ever")) : tn(app, "programmes.months", months); }
std::string of_organisation(const App& app, const std::string& value) { return t(app, "programmes.of_organisation", {value}); }

std::string weights_text(const App& app, const Json& rules) {
  const auto weights = app::index_weights(rules);
  std::string line;
  for (std::size_t i = 0; i < kIndexParts; ++i) {
    if (weights[i] < 0.5) continue;
    line += (line.empty() ? "" : ", ") + app::kpi_name(app.language(), to_string(static_cast<IndexPart>(i))) + " " + format_percent(app.language(), weights[i], 0);
  }
  return line;
}

void draw_settings(Ui& ui, App& app, const app::ProgrammeDoc& doc) {
  ui.heading("settings", 2, t(app, "programmes.settings"));
  ui.begin_card();
  const bool own = doc.index.is(JsonKind::object);
  const std::string index = weights_text(app, own ? doc.index : doc.organisation_index);
  ui.fact("index", t(app, "programmes.index"), own ? index : of_organisation(app, index));
  const std::string review(t(app, doc.review_required.value_or(doc.organisation_review) ? "programmes.review_required" : "programmes.review_none"));
  ui.fact("review", t(app, "programmes.review"), doc.review_required ? review : of_organisation(app, review));
  const std::string months = months_text(app, doc.retention_months.value_or(doc.organisation_months));
  ui.fact("retention", t(app, "programmes.retention"), doc.retention_months ? months : of_organisation(app, months));
  ui.fact("appeals", t(app, "programmes.appeal_days"), tn(app, "programmes.days", doc.appeal_days));
  ui.fact("live", t(app, "programmes.live_score"), std::string(t(app, doc.live_score ? "programmes.yes" : "programmes.no")));
  ui.fact("discreet", t(app, "programmes.discreet"), std::string(t(app, doc.discreet ? "programmes.yes" : "programmes.no")));
  ui.fact("employees", t(app, "programmes.employees"),
          doc.employees_named ? t(app, "programmes.employees_since", {format_date(app.language(), doc.informed_on), doc.informed_how}) : std::string(t(app, "programmes.no")));
  ui.end_card();
  ui.space(ui::Space::medium);
}

void draw_waves(Ui& ui, App& app, const app::ProgrammeDoc& doc) {
  ui.heading("waves", 2, t(app, "programmes.waves"));
  ui.link("new-wave", t(app, "programmes.new_wave"), app::programme_hash(doc.id) + "/wave", ui::Icon::add);
  ui.space(ui::Space::small);
  if (doc.waves.empty()) ui.empty_state("no-waves", ui::Icon::calendar, t(app, "programmes.no_waves"), t(app, "programmes.no_waves_what"));
  for (auto wave = doc.waves.rbegin(); wave != doc.waves.rend(); ++wave) {
    const std::string dates = dates_text(app, wave->starts_on, wave->ends_on), far = progress_text(app, *wave);
    ui.row(ui::Key("wave", wave->id), {.title = in(app, wave->title), .subtitle = dates, .detail = far, .badge = t(app, wave->closed ? "programmes.wave_closed" : "programmes.wave_open"),
                                       .badge_tone = wave->closed ? ui::Tone::neutral : ui::Tone::good, .icon = ui::Icon::calendar, .href = app::wave_page_hash(wave->id)});
    ui.space(ui::Space::small);
  }
  ui.space(ui::Space::medium);
}

}  // namespace

std::string progress_text(const App& app, const app::WaveDoc& wave) {
  const app::WaveProgress& progress = wave.progress;
  std::string text = wave.has_targets() ? t(app, "programmes.made_of", {std::to_string(progress.made), std::to_string(progress.target)})
                                        : tn(app, "programmes.made_only", progress.made);
  text += " · " + tn(app, "programmes.approved_count", progress.approved);
  if (progress.to_make > 0) text += " · " + tn(app, "programmes.to_make_count", progress.to_make);
  return text;
}

void draw_programme(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "programmes.programme")), .back_href = "#/programmes", .back_label = std::string(t(app, "programmes.title"))});
  if (is_ready(ui, app, state.admin.programmes.programme)) {
    const app::ProgrammeDoc& doc = *state.admin.programmes.programme.value;
    ui.heading("title", 1, in(app, doc.title));
    ui.space(ui::Space::small);
    draw_freshness(ui, app, state.admin.programmes.programme);
    if (state.admin.programmes.saved) {
      ui.banner("saved", ui::Tone::good, t(app, "programmes.saved"));
      ui.space(ui::Space::medium);
    }
    draw_waves(ui, app, doc);
    draw_settings(ui, app, doc);
    if (state.session && state.session->administers()) ui.link("edit", t(app, "programmes.edit"), app::programme_hash(doc.id) + "/edit", ui::Icon::edit);
    else ui.text("who-edits", t(app, "programmes.who_edits"), ui::TextStyle::small);
  }
  end_screen(ui);
}

}  // namespace constat::screens
