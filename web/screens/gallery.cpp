// The gallery's frame: all groups on one page, or one of them ("#/gallery/charts").
#include "web/screens/gallery.hpp"

#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

struct Group {
  const char *id, *title;
  void (*draw)(Ui&, App&);
};

constexpr Group kGroups[] = {{"text", "gallery.text", draw_gallery_text},
                             {"buttons", "gallery.buttons", draw_gallery_buttons},
                             {"choices", "gallery.choices", draw_gallery_choices},
                             {"fields", "gallery.fields", draw_gallery_fields},
                             {"items", "gallery.items", draw_gallery_items},
                             {"capture", "gallery.capture", draw_gallery_capture},
                             {"messages", "gallery.messages", draw_gallery_messages},
                             {"lists", "gallery.lists", draw_gallery_lists},
                             {"tables", "gallery.tables", draw_gallery_tables},
                             {"charts", "gallery.charts", draw_gallery_charts}};

void draw_bars(Ui& ui, App& app, const std::string& status) {
  ui.app_bar({.title = t(app, "gallery.title"), .back_href = "#/", .back_label = t(app, "app.back"), .status = status,
              .status_tone = ui::Tone::warning, .status_icon = ui::Icon::cloud_waiting, .status_href = "#/gallery/messages",
              .progress = 0.4F, .progress_label = "12 / 30"});
}

void draw_navigation(Ui& ui, App& app) {
  const std::string& part = app.state().route.id;
  ui.navigation(t(app, "app.nav.label"), {{"all", t(app, "gallery.title"), "#/gallery", ui::Icon::visibility, part.empty()},
                                          {"items", t(app, "gallery.items"), "#/gallery/items", ui::Icon::list, part == "items"},
                                          {"charts", t(app, "gallery.charts"), "#/gallery/charts", ui::Icon::compare, part == "charts"},
                                          {"dialog", t(app, "gallery.dialog"), "#/gallery/dialog", ui::Icon::info, part == "dialog"}});
}

void draw_bottom(Ui& ui, App& app) {
  if (!ui.begin_bottom_bar()) return;
  ui.button("previous", {.label = t(app, "fill.previous"), .icon = ui::Icon::back, .icon_only = true});
  ui.badge("state", t(app, "fill.saved"), ui::Tone::good, ui::Icon::check);
  if (ui.button("next", {.label = t(app, "gallery.dialog"), .kind = ui::ButtonKind::primary})) app.go({.page = app::Page::gallery, .id = "dialog"});
  ui.end_bottom_bar();
}

void draw_dialog(Ui& ui, App& app) {
  if (!ui.begin_dialog("dialog", t(app, "review.confirm_title"))) return;
  ui.text("what", t(app, "gallery.long"));
  ui.banner("failure", ui::Tone::bad, t(app, "gallery.wrong"));
  ui.space(ui::Space::medium);
  bool close = ui.button("yes", {.label = t(app, "review.confirm_yes"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::send, .full_width = true});
  ui.space(ui::Space::small);
  close = ui.button("remove", {.label = t(app, "capture.remove"), .kind = ui::ButtonKind::danger, .full_width = true}) || close;
  ui.space(ui::Space::small);
  close = ui.button("no", {.label = t(app, "app.cancel"), .kind = ui::ButtonKind::quiet, .full_width = true}) || close;
  if (ui.end_dialog() || close) app.go({.page = app::Page::gallery}, true);
}

}  // namespace

void draw_gallery(Ui& ui, App& app) {
  const std::string part = app.state().route.id;
  const std::string status = tn(app, "app.unsent", 2);
  draw_bars(ui, app, status);
  draw_navigation(ui, app);
  ui.begin_page(t(app, "gallery.title"), ui::Width::wide);
  for (const Group& group : kGroups) {
    if (!part.empty() && part != "dialog" && part != group.id) continue;
    ui.push_key(group.id);
    ui.heading("group", 2, t(app, group.title), 1);
    ui.space(ui::Space::small);
    group.draw(ui, app);
    ui.space(ui::Space::section);
    ui.pop_key();
  }
  ui.text("what", t(app, "gallery.what"), ui::TextStyle::small);
  ui.end_page();
  draw_bottom(ui, app);
  if (part == "dialog") draw_dialog(ui, app);
}

}  // namespace constat::screens
