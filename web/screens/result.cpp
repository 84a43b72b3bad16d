// A visit's score explained: "Pourquoi 72 % ?".
#include <vector>

#include "web/screens/answers.hpp"
#include "web/screens/appeals.hpp"
#include "web/screens/decision.hpp"
#include "web/screens/photos.hpp"
#include "web/screens/reviewing.hpp"
#include "web/screens/report_links.hpp"
#include "web/screens/screens.hpp"
#include "web/screens/second_look.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::screens {
namespace {

std::string grade_label(const App& app, const Checklist& checklist, const std::string& id) {
  for (const Grade& grade : checklist.scoring.grades)
    if (grade.id.value == id) return std::string(in(app, grade.label));
  return id;
}

// A second look is not told what the first one decided.
bool is_blind(const App& app) { return app.state().route.page == app::Page::second_look; }

// A score that does not count is not called official.
const char* score_label(const App& app, const app::VisitResult& result) {
  if (is_blind(app)) return "looks.score";
  if (result.is_official) return "trace.official";
  return result.status == "received" ? "trace.not_official" : "trace.score_not_counted";
}

void draw_head(Ui& ui, App& app, const app::VisitResult& result) {
  const Language language = app.language();
  const auto& score = result.server_score;
  const bool has_score = score && score->score;
  ui.heading("title", 1, has_score ? t(app, "trace.why", {app::percent(language, *score->score)})
                                   : std::string(t(app, "trace.why_none")));
  ui.text("where", result.site.name, ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  ui.begin_card(score ? tone_of_passed(score->passed) : ui::Tone::neutral);
  ui.stat("score", t(app, score_label(app, result)), score ? app::percent(language, score->score) : app::percent(language, std::optional<MicroPercent>{}),
          score ? passed_text(app, score->passed) : std::string(), score ? tone_of_passed(score->passed) : ui::Tone::neutral);
  if (score && score->grade && result.checklist) ui.fact("grade", t(app, "trace.grade"), grade_label(app, *result.checklist, *score->grade));
  if (score && score->uncapped && score->uncapped != score->score)
    ui.fact("uncapped", t(app, "trace.uncapped"), app::percent(language, *score->uncapped));
  if (result.checklist) ui.fact("checklist", t(app, "trace.checklist"), in(app, result.checklist->title));
  if (result.visit) ui.fact("date", t(app, "trace.date"), app::moment(language, result.visit->started_at, app.state().zone));
  if (!result.investigator.empty()) ui.fact("investigator", t(app, "trace.investigator"), result.investigator);
  ui.fact("received", t(app, "trace.received"), app::moment(language, result.received_at, app.state().zone));
  ui.end_card();
}

void draw_both_scores(Ui& ui, App& app, const app::VisitResult& result) {
  if (!result.device_score || !result.before_appeal.empty()) return;  // an appeal has changed what the phone could not know
  const Language language = app.language();
  ui.space(ui::Space::medium);
  if (!result.score_differs) {
    ui.banner("scores", ui::Tone::good, t(app, "trace.scores_equal", {app::percent(language, result.device_score->score)}));
    return;
  }
  ui.banner("scores", ui::Tone::warning,
            t(app, "trace.scores_differ", {app::percent(language, result.device_score->score),
                                           result.server_score ? app::percent(language, result.server_score->score)
                                                               : std::string(t(app, "app.not_assessable"))}));
}

// The sections under their own pass mark, for which a visit fails whatever its score.
std::string missed_sections(const App& app, const Checklist& checklist, const VisitScore& score) {
  std::string names;
  for (std::size_t i = 0; i < score.sections.size() && i < checklist.sections.size(); ++i) {
    const auto& mark = checklist.sections[i].pass_mark;
    if (score.sections[i].passed != false || !mark || !score.sections[i].score) continue;
    names += (names.empty() ? "" : ", ") + t(app, "trace.missed_section", {in(app, checklist.sections[i].title), app::percent(app.language(), *score.sections[i].score), app::percent(app.language(), *mark)});
  }
  return names;
}

void draw_sections(Ui& ui, App& app, const Checklist& checklist, const VisitScore& score) {
  const Language language = app.language();
  std::vector<ui::ShareBar> bars;
  for (std::size_t i = 0; i < score.sections.size() && i < checklist.sections.size(); ++i) {
    const SectionScore& section = score.sections[i];
    ui::ShareBar bar;
    bar.label = in(app, checklist.sections[i].title);
    // Only what fell short stands out.
    bar.tone = section.passed == false ? ui::Tone::bad : ui::Tone::neutral;
    if (section.score) {
      bar.share = static_cast<double>(section.score->value) / 1e8;
      bar.value_text = t(app, section.zeroed_or_capped ? "trace.section_value_capped" : "trace.section_value",
                         {app::percent(language, *section.score), app::earned_of_possible(language, section.earned, section.possible)});
    } else {
      bar.value_text = t(app, "app.not_assessable");
    }
    bars.push_back(std::move(bar));
  }
  ui.space(ui::Space::large);
  ui::share_chart(ui, "sections", t(app, "trace.sections"), bars);
  ui.text("total", t(app, checklist.scoring.mode == ScoringMode::weighted ? "trace.total_weighted" : "trace.total_points",
                     {app::earned_of_possible(language, score.earned, score.possible)}), ui::TextStyle::secondary);
  if (const std::string missed = missed_sections(app, checklist, score); !missed.empty())
    ui.text("missed", t(app, "trace.missed_sections", {missed}), ui::TextStyle::strong);
}

void draw_criticals(Ui& ui, App& app, const Checklist& checklist, const VisitScore& score) {
  if (score.critical.empty()) return;
  const CriticalPolicy& policy = checklist.scoring.critical_policy;
  ui.space(ui::Space::large);
  ui.heading("critical-title", 2, t(app, "trace.criticals"));
  ui.text("critical-effect",
          policy.kind == CriticalPolicy::Kind::flag   ? std::string(t(app, "trace.policy_flag"))
          : policy.kind == CriticalPolicy::Kind::zero ? std::string(t(app, "trace.policy_zero"))
                                                      : t(app, "trace.policy_cap", {app::percent(app.language(), policy.cap)}),
          ui::TextStyle::secondary);
  ui.begin_group("criticals", ui::GroupRole::list, t(app, "trace.criticals"));
  for (const ItemId& id : score.critical)
    if (const auto ref = checklist.find(id.value)) {
      ui.begin_group(ui::Key("critical", id.value), ui::GroupRole::list_item);
      ui.badge("name", in(app, checklist.at(*ref).prompt), ui::Tone::bad, ui::Icon::warning);
      ui.end_group();
    }
  ui.end_group();
}

void draw_changes(Ui& ui, App& app, const Checklist& checklist, const app::Explanation& explanation) {
  if (!explanation.target) return;
  const Language language = app.language();
  const app::Explanation::Target& target = *explanation.target;
  ui.space(ui::Space::large);
  ui.heading("changes-title", 2,
             target.grade ? t(app, "trace.to_grade", {grade_label(app, checklist, target.grade->value), app::percent(language, target.at)})
                          : t(app, "trace.to_pass", {app::percent(language, target.at)}));
  if (!target.change.reached) {
    ui.text("unreachable", t(app, "trace.unreachable"), ui::TextStyle::secondary);
    return;
  }
  ui.text("changes-what", tn(app, "trace.changes", static_cast<std::int64_t>(target.change.steps.size())), ui::TextStyle::secondary);
  for (const SmallestChange::Step& step : target.change.steps) {
    const Item& item = checklist.at(step.ref);
    ui.fact(ui::Key("step", item.id.value), in(app, item.prompt), t(app, "trace.then", {app::percent(language, step.score_after)}));
  }
}

void draw_invalid(Ui& ui, App& app, const app::VisitResult& result) {
  if (result.problems.empty()) return;
  ui.space(ui::Space::medium);
  ui.banner("invalid", ui::Tone::bad, t(app, "trace.invalid"));
  std::int64_t index = 0;
  for (const Problem& problem : result.problems)
    ui.text(ui::Key("problem", index++), describe(app.language(), problem), ui::TextStyle::secondary);
}

}  // namespace

void draw_result(Ui& ui, App& app) {
  const State& state = app.state();
  const bool known = state.result.value.has_value();
  const bool blind = is_blind(app);
  begin_screen(ui, app, {.title = std::string(t(app, blind ? "looks.title" : "trace.bar_title")),
                         .back_href = blind ? "#/second-looks" : known ? app::site_hash(state.result.value->site.id, "") : "#/compare",
                         .back_label = std::string(t(app, blind ? "looks.title" : "trace.back"))});
  if (is_ready(ui, app, state.result)) {
    const app::VisitResult& result = *state.result.value;
    draw_freshness(ui, app, state.result);
    if (state.decided && state.decided->visit == result.id) {
      ui.banner("decided", ui::Tone::good, t(app, state.decided->accepted ? "quarantine.accepted" : "quarantine.rejected"));
      ui.space(ui::Space::medium);
    }
    draw_reviewed(ui, app);
    draw_head(ui, app, result);
    if (!result.quarantined.empty()) {
      ui.space(ui::Space::small);
      ui.banner("quarantined", ui::Tone::warning, app::coded(app.language(), "quarantine.reason", result.quarantined));
    }
    if (!blind && state.session && (state.session->takes_figures_home() || state.session->decides()) && state.sync.online) {
      ui.link("report", t(app, "trace.report"),
              app::download_of("/api/v1/visits/" + app::encoded_part(result.id) + "/report.pdf", app.language(), {}), ui::Icon::download);
      draw_link_button(ui, app, "visit", result.id, {});
    }
    if (blind) {
      draw_second_look_panel(ui, app, result);
    } else {
      draw_review_panel(ui, app, result);
      draw_appeals(ui, app, result);
      draw_events(ui, app);
    }
    draw_both_scores(ui, app, result);
    draw_invalid(ui, app, result);
    if (state.explanation) {
      const Checklist& checklist = *result.checklist;
      const VisitScore& score = state.explanation->score;
      if (!state.explanation->same_as_server) {
        ui.space(ui::Space::medium);
        ui.banner("recomputed", ui::Tone::warning, t(app, "trace.recomputed"));
      }
      draw_sections(ui, app, checklist, score);
      draw_criticals(ui, app, checklist, score);
      draw_changes(ui, app, checklist, *state.explanation);
      ui.space(ui::Space::large);
      ui.heading("items-title", 2, t(app, "trace.items"));
      draw_answers(ui, app, {checklist, *result.visit, score, true, result.photos, &result.before_appeal, !blind && can_contest(app, result)});
    } else {
      ui.banner("no-trace", ui::Tone::warning, t(app, "trace.no_checklist"));
    }
  }
  end_screen(ui);
  draw_photo_dialogs(ui, app);
  draw_link_dialog(ui, app);
  if (!state.result.value) return;
  if (blind) return draw_second_look_dialog(ui, app, *state.result.value);
  draw_review_dialog(ui, app, *state.result.value);
  draw_appeal_dialogs(ui, app, *state.result.value);
}

}  // namespace constat::screens
