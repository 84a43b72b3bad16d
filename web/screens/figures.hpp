// What the managers' pages share: the way between them, of what they are, figures in words, and "why this figure?".
#pragma once

#include <optional>
#include <string>

#include "web/screens/common.hpp"

namespace constat::screens {

// Links to the other pages of figures, of the same wave.
void draw_figure_pages(Ui& ui, App& app);

// The frame of such a page. False: there is nothing to draw yet, and it was said why.
struct FigurePage {
  std::string title;
  std::string back_href = {}, back_label = {};
};
void begin_figures(Ui& ui, App& app, const FigurePage& page);
// The dialog with the reasons of a figure, when somebody asked; ends the page.
void end_figures(Ui& ui, App& app);

// The choice of wave, region and tag. What was chosen is done by `apply`, after everything else was drawn.
struct ChosenScope {
  std::optional<std::string> wave, region, tag;
  void apply(App& app, const app::InsightScope& scope) const;
};
enum class Filters : std::uint8_t { none, sites };
ChosenScope draw_scope(Ui& ui, App& app, const app::InsightScope& scope, Filters filters);

// Which of `total` sites stand on the page, `room` at a time, and the way to the others where they do not all fit.
struct SitesOnPage {
  std::size_t first = 0, last = 0;  // last: one past
};
SitesOnPage draw_sites_page(Ui& ui, App& app, std::size_t total, std::size_t room);

// A quiet button that asks why; true when it was pressed.
bool why_button(Ui& ui, const App& app, ui::Key key, std::string_view of);

std::string number(const App& app, double value);                         // "72,5"
std::string percent(const App& app, double value);                        // "72,5 %"
std::string points(const App& app, double value);                         // "+3,2"
std::string span(const App& app, const app::Span& interval);              // "64,1 à 79,8"
std::string signed_span(const App& app, const app::Span& interval);       // "−1,2 à +4,0"
std::string visits_query(std::initializer_list<std::pair<std::string_view, std::string_view>> parameters);
std::string wave_title(const App& app, const std::vector<app::Wave>& waves, const std::string& wave);
std::string joined(const std::vector<std::string>& sentences);

}  // namespace constat::screens
