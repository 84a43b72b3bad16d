// What screens share: texts in the current language, the frame around a page, loading and failure.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "web/app/app.hpp"
#include "web/app/format.hpp"
#include "web/ui/ui.hpp"

namespace constat::screens {

using app::App;
using app::State;
using ui::Ui;

inline std::string_view t(const App& app, std::string_view key) { return text(app.language(), key); }
inline std::string t(const App& app, std::string_view key, std::initializer_list<std::string_view> args) {
  return text(app.language(), key, args);
}
inline std::string tn(const App& app, std::string_view key, std::int64_t count, std::initializer_list<std::string_view> args = {}) {
  return text_plural(app.language(), key, count, args);
}
inline constexpr std::size_t kMostUnfolded = 5;  // options that a form shows one under the other; more fold into a list

// A count as a person reads it: "16 407".
template <class Number>
std::string count_text(const App& app, Number count) {
  return format_number(app.language(), static_cast<double>(count), 0);
}
inline std::string_view in(const App& app, const LocalizedText& localized) { return localized.in(code_of(app.language())); }

struct ScreenSpec {
  std::string title;
  std::string back_href = {};
  std::string back_label = {};
  bool filling = false;                 // no navigation, no banners but those that matter
  ui::Width width = ui::Width::narrow;
  std::optional<float> progress = {};
  std::string progress_label = {};
};
void begin_screen(Ui& ui, App& app, const ScreenSpec& spec);
void end_screen(Ui& ui);

// A failure with its reason and "try again" (which asks again for what this screen shows).
void draw_failure(Ui& ui, App& app, const app::Failure& failure);

// True when there is a value to draw. Otherwise says that it is loading, or why it failed.
template <class T>
bool is_ready(Ui& ui, App& app, const app::Loadable<T>& slot) {
  if (slot.value) {
    if (slot.failure) draw_failure(ui, app, *slot.failure);
    return true;
  }
  if (slot.failure) draw_failure(ui, app, *slot.failure);
  else ui.text("loading", t(app, "app.loading"), ui::TextStyle::secondary);
  return false;
}

// "copy of 3 nov. 2026, 10:02" above figures that may be old.
template <class T>
void draw_freshness(Ui& ui, App& app, const app::Loadable<T>& slot) {
  if (!slot.stale) return;
  const State& state = app.state();
  ui.banner("stale", ui::Tone::warning,
            t(app, "app.stale_copy", {app::ago(app.language(), state.now_ms, slot.fetched_at, state.zone)}));
  ui.space(ui::Space::medium);
}

ui::Tone tone_of_passed(std::optional<bool> passed);
std::string passed_text(const App& app, std::optional<bool> passed);
std::string site_line(const app::SiteDoc& site);  // "Lyon · Sud-Est"
std::string contact_mode(const App& app, std::string_view mode);

}  // namespace constat::screens
