// A table of sites: chosen, looked at, and brought in only then.
#include <vector>

#include "web/screens/admin.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

void draw_counts(Ui& ui, App& app, const app::SiteImport& import) {
  ui.begin_columns(4, 130);
  const auto stat = [&](const char* id, const char* label, std::int64_t count, ui::Tone tone) {
    ui.stat(id, t(app, label), count_text(app, count), {}, count > 0 ? tone : ui::Tone::neutral);
  };
  stat("added", "admin.import.added", import.added, ui::Tone::good);
  ui.next_column();
  stat("changed", "admin.import.changed", import.changed, ui::Tone::accent);
  ui.next_column();
  stat("unchanged", "admin.import.unchanged", import.unchanged, ui::Tone::neutral);
  ui.next_column();
  stat("left-out", "admin.import.left_out", import.left_out, ui::Tone::bad);
  ui.end_columns();
  ui.space(ui::Space::medium);
}

void draw_troubles(Ui& ui, App& app, const app::SiteImport& import) {
  if (import.troubles.empty()) return;
  ui.heading("troubles-title", 2, tn(app, "admin.import.problems", static_cast<std::int64_t>(import.troubles.size())));
  ui.text("troubles-what", t(app, "admin.import.problems_what"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  const std::string label(t(app, "admin.import.problems_title"));
  std::vector<ui::Column> columns{{t(app, "admin.import.row"), true, false, 0.5F}, {t(app, "admin.import.column"), false, true, 0.8F}, {t(app, "admin.import.found"), false, false, 1.0F},
                                  {t(app, "admin.import.problem"), false, false, 2.4F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = import.troubles.size();
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::SiteImport::Trouble& trouble = import.troubles[i];
    cells.push_back({trouble.row == 0 ? std::string("—") : std::to_string(trouble.row)});
    cells.push_back({trouble.column.empty() ? std::string("—") : trouble.column});
    cells.push_back({trouble.value.empty() ? std::string("—") : trouble.value});
    cells.push_back({app::sentence(trouble.message), std::string(t(app, trouble.left_out ? "admin.import.row_lost" : "admin.import.value_lost")),
                     trouble.left_out ? ui::Tone::bad : ui::Tone::warning});
  };
  ui.table("troubles", table);
  ui.space(ui::Space::medium);
}

void draw_touched(Ui& ui, App& app, const app::SiteImport& import) {
  if (import.touched.empty()) return;
  ui.heading("touched-title", 2, t(app, "admin.import.touched"));
  const std::string label(t(app, "admin.import.touched"));
  std::vector<ui::Column> columns{{t(app, "admin.site"), false, true, 1.6F}, {t(app, "admin.import.what"), false, false, 1.4F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = import.touched.size();
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::SiteImport::Touched& touched = import.touched[i];
    std::string fields;
    for (const std::string& field : touched.fields) fields += (fields.empty() ? "" : ", ") + app::coded(app.language(), "admin.field", field);
    cells.push_back({touched.site.name, site_line(touched.site)});
    cells.push_back({touched.change == "added" ? std::string(t(app, "admin.import.is_new")) : t(app, "admin.import.is_changed", {fields}), {},
                     touched.change == "added" ? ui::Tone::good : ui::Tone::accent});
  };
  ui.table("touched", table);
  if (import.added + import.changed > static_cast<std::int64_t>(import.touched.size()))
    ui.text("cut", t(app, "admin.import.cut", {count_text(app, import.touched.size())}), ui::TextStyle::small);
  ui.space(ui::Space::medium);
}

void draw_preview(Ui& ui, App& app, const app::SiteImportForm& form) {
  const app::SiteImport& preview = *form.preview;
  ui.heading("preview", 2, t(app, "admin.import.preview", {form.name}));
  ui.text("nothing-yet", t(app, "admin.import.nothing_yet"), ui::TextStyle::secondary);
  ui.space(ui::Space::small);
  draw_counts(ui, app, preview);
  const std::int64_t count = preview.added + preview.changed;
  if (count > 0) {
    if (ui.button("import", {.label = form.busy ? std::string(t(app, "admin.saving")) : tn(app, "admin.import.do", count), .kind = ui::ButtonKind::primary,
                             .enabled = !form.busy && app.state().sync.online, .full_width = true}))
      app.admin().import_sites(false);
  } else {
    ui.text("nothing", t(app, "admin.import.nothing"), ui::TextStyle::strong);
  }
  ui.space(ui::Space::medium);
  draw_troubles(ui, app, preview);
  draw_touched(ui, app, preview);
}

}  // namespace

void draw_site_import(Ui& ui, App& app) {
  const app::SiteImportForm& form = app.state().admin.site_import;
  begin_screen(ui, app, {.title = std::string(t(app, "admin.import.title")), .back_href = "#/sites", .back_label = std::string(t(app, "admin.sites")), .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "admin.import.title"));
  ui.text("columns", t(app, "admin.import.columns"));
  ui.text("encoding", t(app, "admin.import.encoding"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  if (form.done) {
    ui.banner("done", ui::Tone::good, t(app, "admin.import.done", {std::to_string(form.done->added), std::to_string(form.done->changed), std::to_string(form.done->left_out)}));
    ui.space(ui::Space::medium);
    draw_troubles(ui, app, *form.done);
  }
  const auto file = ui.file_button("file", {.label = t(app, form.busy ? "admin.import.reading" : form.preview || form.done ? "admin.import.another" : "admin.import.choose"),
                                            .kind = form.preview || form.done ? ui::ButtonKind::secondary : ui::ButtonKind::primary, .icon = ui::Icon::list,
                                            .enabled = !form.busy && app.state().sync.online, .camera = false, .accept = ".csv,.txt,text/csv,text/plain", .direct = true});
  ui.space(ui::Space::medium);
  if (form.failure) ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  draw_refusal(ui, app, form.refusal);
  if (form.preview) draw_preview(ui, app, form);
  end_screen(ui);
  if (!file.files.empty()) app.admin().choose_site_file(file.files.front());
}

}  // namespace constat::screens
