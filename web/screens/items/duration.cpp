#include <cstdlib>

#include "web/screens/items/item.hpp"

namespace constat::screens {
namespace {

std::int64_t whole(const std::string& text) {
  std::int64_t value = 0;
  for (const char c : text)
    if (c >= '0' && c <= '9' && value < 1000000) value = value * 10 + (c - '0');
  return value;
}

void draw_stopwatch(Ui& ui, App& app, const ItemView& view, const app::Stopwatch& watch) {
  const std::string& id = view.item.id.value;
  const std::int64_t now = app.state().now_ms;
  const bool running = watch.started_at.has_value();
  const std::int64_t elapsed = watch.elapsed_ms(now);
  ui.text("elapsed", app::clock_time(elapsed), ui::TextStyle::display, running ? ui::Tone::accent : ui::Tone::neutral);
  ui.begin_row();
  if (running) {
    if (ui.button("stop", {.label = t(app, "fill.stopwatch_stop"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::stop}))
      app.stop_stopwatch(id);
    ui.wake_in(static_cast<int>(1000 - elapsed % 1000 + 10));
  } else {
    const bool fresh = elapsed == 0;
    if (ui.button("start", {.label = t(app, fresh ? "fill.stopwatch_start" : "fill.stopwatch_continue"),
                            .kind = fresh ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .icon = ui::Icon::play}))
      app.start_stopwatch(id);
  }
  if (running || elapsed > 0) {
    if (ui.button("reset", {.label = t(app, "fill.stopwatch_reset"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::reset}))
      app.reset_stopwatch(id);
  }
  ui.end_row();
}

}  // namespace

void draw_duration(Ui& ui, App& app, const ItemView& view) {
  const std::string& id = view.item.id.value;
  const auto found = view.open.stopwatches.find(id);
  const app::Stopwatch watch = found == view.open.stopwatches.end() ? app::Stopwatch{} : found->second;
  draw_stopwatch(ui, app, view, watch);
  if (watch.started_at) return;

  const auto* number = view.answer ? std::get_if<NumberValue>(&view.answer->value) : nullptr;
  const std::int64_t seconds = number ? std::atoll(number->decimal.c_str()) : 0;
  const std::string minutes_text = number ? std::to_string(seconds / 60) : std::string();
  const std::string seconds_text = number ? std::to_string(seconds % 60) : std::string();
  ui.text("by-hand-label", t(app, "fill.duration_or_by_hand"), ui::TextStyle::small);
  ui.begin_group("by-hand", ui::GroupRole::group, t(app, "fill.duration_by_hand"));
  ui.begin_columns(2, 120);
  const auto minutes = ui.field("minutes", {.label = t(app, "fill.minutes"), .value = minutes_text,
                                            .type = ui::FieldType::integer, .unit = t(app, "fill.minutes_unit"), .max_length = 4});
  ui.next_column();
  const auto rest = ui.field("seconds", {.label = t(app, "fill.seconds"), .value = seconds_text,
                                         .type = ui::FieldType::integer, .unit = t(app, "fill.seconds_unit"), .max_length = 4});
  ui.end_columns();
  ui.end_group();
  if (!minutes.value && !rest.value) return;
  const std::string& new_minutes = minutes.value ? *minutes.value : minutes_text;
  const std::string& new_seconds = rest.value ? *rest.value : seconds_text;
  if (new_minutes.empty() && new_seconds.empty()) app.clear_answer(id);
  else app.type_duration(id, whole(new_minutes) * 60 + whole(new_seconds));
}

}  // namespace constat::screens
