// One version of a checklist: published, or looked at before it is.
#include "web/screens/admin.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_looked_at(Ui& ui, App& app, const app::PublishedChecklist& published) {
  if (!published.checklist) return;
  const Checklist& checklist = *published.checklist;
  ui.begin_card();
  ui.fact("id", t(app, "admin.id"), published.id);
  ui.fact("version", t(app, "admin.version_fact"), std::to_string(published.version));
  ui.fact("questions", t(app, "admin.questions_fact"), std::to_string(checklist.item_count()));
  std::string languages;
  for (const std::string& language : checklist.languages) languages += (languages.empty() ? "" : ", ") + language;
  ui.fact("languages", t(app, "admin.languages"), languages);
  if (checklist.scoring.pass_mark) ui.fact("pass-mark", t(app, "admin.pass_mark"), app::percent(app.language(), *checklist.scoring.pass_mark));
  ui.end_card();
  ui.space(ui::Space::large);
  draw_findings(ui, app, app::findings_of(published, app.language()));
  draw_totals(ui, app, app::totals_of(checklist, app.language()));
  draw_questions(ui, app, checklist);
}

void draw_problems(Ui& ui, App& app, const app::ChecklistUpload& upload) {
  if (upload.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *upload.failure));
  if (upload.problems.empty()) return;
  ui.space(ui::Space::small);
  ui.heading("problems", 2, tn(app, "admin.import.problems", static_cast<std::int64_t>(upload.problems.size())));
  const std::string label(t(app, "admin.import.problems_title"));
  std::vector<ui::Column> columns{{t(app, "admin.upload.where"), false, true, 1.2F}, {t(app, "admin.import.problem"), false, false, 2.0F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = upload.problems.size();
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    cells.push_back({upload.problems[i].first.empty() ? std::string(t(app, "admin.upload.whole")) : upload.problems[i].first});
    cells.push_back({app::sentence(upload.problems[i].second)});
  };
  ui.table("problems-table", table);
}

void draw_publish_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  const app::ChecklistUpload& upload = state.admin.upload;
  if (state.dialog != app::Dialog::publish_checklist || !upload.checked) return;
  if (!ui.begin_dialog("publish-dialog", t(app, "admin.publish_title", {std::to_string(upload.checked->version)}))) return;
  ui.text("what", t(app, "admin.publish_what"));
  draw_refusal(ui, app, upload.refusal);
  ui.space(ui::Space::medium);
  if (ui.button("yes", {.label = t(app, upload.busy ? "admin.saving" : "admin.publish"), .kind = ui::ButtonKind::primary,
                        .enabled = !upload.busy && state.sync.online, .full_width = true}))
    app.admin().publish_checklist();
  ui.space(ui::Space::small);
  const bool no = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !upload.busy) app.close_dialog();
}

// What stands between this file and its publication, if anything.
void draw_verdict(Ui& ui, App& app, const app::PublishedChecklist& checked) {
  if (checked.state == "same") {
    ui.banner("same", ui::Tone::good, t(app, "admin.upload.same"));
  } else if (checked.state == "taken") {
    ui.banner("taken", ui::Tone::bad, t(app, "admin.upload.taken", {std::to_string(checked.version), std::to_string(checked.newest + 1)}));
  } else {
    ui.banner("good", ui::Tone::good, checked.newest > 0 ? t(app, "admin.upload.next", {std::to_string(checked.newest)}) : std::string(t(app, "admin.upload.first")));
    ui.space(ui::Space::small);
    if (ui.button("publish", {.label = t(app, "admin.publish_version", {std::to_string(checked.version)}), .kind = ui::ButtonKind::primary,
                              .enabled = app.state().sync.online, .full_width = true}))
      app.admin().ask_publish();
  }
  ui.space(ui::Space::medium);
}

}  // namespace

void draw_checklist(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "admin.checklist")), .back_href = "#/checklists", .back_label = std::string(t(app, "admin.checklists"))});
  if (is_ready(ui, app, state.admin.checklist)) {
    const app::PublishedChecklist& published = *state.admin.checklist.value;
    ui.heading("title", 1, published.checklist ? in(app, published.checklist->title) : std::string_view(published.id));
    draw_freshness(ui, app, state.admin.checklist);
    if (state.admin.just_published) {
      ui.banner("published", ui::Tone::good, t(app, "admin.published"));
      ui.space(ui::Space::medium);
    }
    ui.link("download", t(app, "admin.download"), "api/v1/checklists/" + app::encoded_part(published.id) + "/" + std::to_string(published.version) + "/file.json",
            ui::Icon::download);
    ui.space(ui::Space::medium);
    draw_withdrawal(ui, app, published);
    draw_looked_at(ui, app, published);
  }
  end_screen(ui);
  draw_withdraw_dialog(ui, app);
}

void draw_checklist_new(Ui& ui, App& app) {
  const app::ChecklistUpload& upload = app.state().admin.upload;
  begin_screen(ui, app, {.title = std::string(t(app, "admin.upload.title")), .back_href = "#/checklists", .back_label = std::string(t(app, "admin.checklists"))});
  ui.heading("title", 1, t(app, "admin.upload.title"));
  ui.text("what", t(app, "admin.upload.what"));
  ui.space(ui::Space::medium);
  const bool chosen = upload.checked || upload.failure;
  const auto file = ui.file_button("file", {.label = t(app, upload.busy ? "admin.import.reading" : chosen ? "admin.import.another" : "admin.import.choose"),
                                            .kind = chosen ? ui::ButtonKind::secondary : ui::ButtonKind::primary, .icon = ui::Icon::list,
                                            .enabled = !upload.busy && app.state().sync.online, .camera = false, .accept = ".json,application/json", .direct = true});
  ui.space(ui::Space::medium);
  draw_problems(ui, app, upload);
  if (upload.checked && upload.checked->checklist) {
    ui.heading("checked", 2, in(app, upload.checked->checklist->title));
    draw_verdict(ui, app, *upload.checked);
    draw_looked_at(ui, app, *upload.checked);
  }
  end_screen(ui);
  draw_publish_dialog(ui, app);
  if (!file.files.empty()) app.admin().choose_checklist_file(file.files.front());
}

}  // namespace constat::screens
