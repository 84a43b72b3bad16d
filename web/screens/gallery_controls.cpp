// The gallery's words and controls: normal, chosen, not available, wrong, needed, with long words.
#include <vector>

#include "web/screens/gallery.hpp"

namespace constat::screens {
namespace {

constexpr ui::Tone kTones[] = {ui::Tone::neutral, ui::Tone::accent, ui::Tone::good, ui::Tone::warning, ui::Tone::bad};

struct FieldSample {
  ui::FieldType type;
  const char *label, *value, *error;
  bool required, enabled;
};

// The keys of labels and errors are of the catalogue; values are what a person would type.
constexpr FieldSample kFields[] = {{ui::FieldType::text, "gallery.short", "", nullptr, false, true},
                                   {ui::FieldType::email, "sign_in.email", "ana@example.org", nullptr, true, true},
                                   {ui::FieldType::password, "sign_in.password", "quatre mots", nullptr, true, true},
                                   {ui::FieldType::decimal, "fill.number", "12,5", nullptr, false, true},
                                   {ui::FieldType::date, "fill.date", "2026-11-03", "gallery.wrong", false, true},
                                   {ui::FieldType::time, "fill.time", "", "gallery.needed", true, true},
                                   {ui::FieldType::text, "gallery.disabled", "2026-T4", nullptr, false, false}};

}  // namespace

void draw_gallery_text(Ui& ui, App& app) {
  const std::string_view words = t(app, "gallery.short"), longer = t(app, "gallery.long");
  ui.heading("one", 3, words, 1);
  ui.heading("two", 3, words, 2);
  ui.heading("three", 3, words, 3);
  std::int64_t index = 0;
  for (const ui::TextStyle style : {ui::TextStyle::body, ui::TextStyle::secondary, ui::TextStyle::small, ui::TextStyle::strong})
    ui.text(ui::Key("style", index++), longer, style);
  ui.begin_row();
  for (const ui::Tone tone : kTones) ui.badge(ui::Key("badge", index++), words, tone, ui::Icon::info);
  ui.end_row();
  ui.begin_columns(2, 260);
  for (const bool first : {true, false}) {
    if (!first) ui.next_column();
    ui.begin_card(first ? ui::Tone::neutral : ui::Tone::warning);
    ui.stat(ui::Key("stat", index++), t(app, "gallery.figure"), app::percent(app.language(), MicroPercent{72450000}), words, first ? ui::Tone::neutral : ui::Tone::bad);
    ui.fact(ui::Key("fact", index++), t(app, "gallery.network"), first ? words : longer);
    ui.divider();
    ui.text(ui::Key("tone", index++), longer, ui::TextStyle::body, first ? ui::Tone::accent : ui::Tone::warning);
    ui.end_card();
  }
  ui.end_columns();
}

void draw_gallery_buttons(Ui& ui, App& app) {
  const std::string_view words = t(app, "gallery.short");
  std::int64_t index = 0;
  for (const bool enabled : {true, false}) {
    ui.begin_row();
    for (const ui::ButtonKind kind : {ui::ButtonKind::primary, ui::ButtonKind::secondary, ui::ButtonKind::quiet, ui::ButtonKind::danger})
      ui.button(ui::Key("kind", index++), {.label = enabled ? words : t(app, "gallery.disabled"), .kind = kind, .icon = ui::Icon::edit, .enabled = enabled});
    ui.end_row();
  }
  ui.begin_row();
  for (const bool pressed : {true, false}) ui.button(ui::Key("toggle", index++), {.label = words, .pressed = pressed});
  ui.button("icon", {.label = words, .icon = ui::Icon::refresh, .icon_only = true});
  ui.link("link", words, "#/gallery/buttons", ui::Icon::chevron_right);
  ui.end_row();
  ui.button("long", {.label = t(app, "gallery.long"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::send, .full_width = true});
  for (const bool open : {false, true}) ui.disclosure(ui::Key("disclosure", index++), words, open);
}

void draw_gallery_choices(Ui& ui, App& app) {
  const std::vector<ui::Option> two{{"yes", t(app, "app.passed"), ui::Tone::good}, {"no", t(app, "app.not_passed"), ui::Tone::bad}};
  const std::vector<ui::Option> three{{"a", t(app, "gallery.short")}, {"b", t(app, "gallery.long")}, {"na", t(app, "app.not_applicable"), ui::Tone::neutral}};
  const std::string_view label = t(app, "fill.answer");
  for (std::size_t chosen = 0; chosen < 3; ++chosen)
    ui.choice(ui::Key("two", static_cast<std::int64_t>(chosen)), {.label = label, .options = &two, .selected = chosen < 2 ? std::optional(chosen) : std::nullopt,
                                                                  .draw_label = chosen == 0, .required = true, .enabled = chosen != 2});
  ui.choice("three", {.label = label, .options = &three, .selected = 1});
  for (const bool enabled : {true, false})
    ui.choice(ui::Key("folded", std::int64_t{enabled}), {.label = label, .options = &three, .selected = 1, .draw_label = enabled, .folds = true, .enabled = enabled});
  for (const bool ticked : {true, false}) ui.checkbox(ui::Key("box", std::int64_t{ticked}), t(app, ticked ? "gallery.long" : "gallery.short"), ticked);
  for (const double value : {0.0, 1.25, 3.0})
    ui.slider(ui::Key("slider", static_cast<std::int64_t>(value * 4)), {.label = value > 2 ? t(app, "gallery.long") : t(app, "gallery.short"), .shown = format_number(app.language(), value, 2),
                                                                        .value = value, .min = 0, .max = 3, .step = 0.05, .mark = 1, .enabled = value < 2});
  using Style = ui::ScaleSpec::Style;
  ui.scale("numbers", {.label = label, .min = 0, .max = 10, .value = 8, .low_label = t(app, "gallery.low"), .high_label = t(app, "gallery.high")});
  for (const Style style : {Style::stars, Style::smileys})
    ui.scale(ui::Key("scale", static_cast<std::int64_t>(style)), {.label = label, .style = style, .value = 4});
  const std::vector<ui::Tick> ticks{{"yes", t(app, "app.passed"), {}, ui::Icon::check, true}, {"no", t(app, "app.not_passed"), {}, ui::Icon::close, false}};
  for (const bool open : {false, true})
    ui.tick_row(ui::Key("tick", std::int64_t{open}), {.title = t(app, "gallery.list"), .figure = open ? "01:35" : "", .detail = t(app, "gallery.long"),
                                                      .open = open, .done = !open, .ticks = &ticks});
}

void draw_gallery_fields(Ui& ui, App& app) {
  std::int64_t index = 0;
  for (const FieldSample& sample : kFields) {
    const std::string shown = sample.type == ui::FieldType::date ? format_date(app.language(), sample.value) : std::string();
    ui.field(ui::Key("field", index++), {.label = t(app, sample.label), .value = sample.value, .display = shown, .type = sample.type,
                                         .hint = sample.required ? std::string_view() : t(app, "gallery.hint"),
                                         .error = sample.error ? t(app, sample.error) : std::string_view(),
                                         .unit = sample.type == ui::FieldType::decimal ? t(app, "fill.minutes_unit") : std::string_view(),
                                         .required = sample.required, .enabled = sample.enabled});
    ui.space(ui::Space::medium);
  }
  ui.field("search", {.label = t(app, "gallery.short"), .value = t(app, "gallery.site"), .type = ui::FieldType::search});
  ui.space(ui::Space::medium);
  ui.field("long", {.label = t(app, "fill.comment"), .value = t(app, "gallery.long"), .type = ui::FieldType::multiline});
}

}  // namespace constat::screens
