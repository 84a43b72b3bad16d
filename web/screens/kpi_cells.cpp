#include "web/screens/kpi_cells.hpp"

#include <vector>

namespace constat::screens {

KpiText kpi_text(const App& app, std::string_view kpi, const app::KpiFigure* figure) {
  const Language language = app.language();
  if (!figure) return {std::string(t(app, "compare.no_data")), {}, {}, false};
  const std::string count = kpi == "audit" ? tn(app, "compare.n_visits", figure->n)
                                           : t(app, "compare.n", {format_number(language, static_cast<double>(figure->n), 0)});
  if (figure->suppressed || !figure->value) return {std::string(t(app, "compare.suppressed")), count, {}, true};
  KpiText out{app::kpi_value(language, kpi, *figure->value), count, {}, figure->small_sample};
  if (figure->low && figure->high) out.interval = app::kpi_interval(language, kpi, *figure->low, *figure->high);
  if (figure->small_sample) out.count += " · " + std::string(t(app, "compare.small_sample"));
  return out;
}

std::string KpiText::detail(std::string_view separator) const {
  return interval.empty() ? count : count + std::string(separator) + interval;
}

std::string rank_text(const App& app, const std::optional<app::RankSpan>& rank) {
  return rank ? t(app, "compare.rank", {app::rank(app.language(), *rank)}) : std::string(t(app, "compare.not_ranked"));
}

std::optional<std::string> draw_waves(Ui& ui, App& app, const std::vector<app::Wave>& waves, const std::string& current) {
  if (waves.size() < 2) return std::nullopt;
  std::vector<ui::Option> options;
  std::optional<std::size_t> selected;
  for (const app::Wave& wave : waves) {
    if (wave.id == current) selected = options.size();
    options.push_back({wave.id, in(app, wave.title)});
  }
  if (current == "all") selected = options.size();
  options.push_back({"all", t(app, "compare.all_waves")});
  const auto chosen = ui.choice("wave", {.label = t(app, "compare.wave"), .options = &options, .selected = selected, .draw_label = true, .folds = true});
  ui.space(ui::Space::medium);
  if (!chosen || (selected && *chosen == *selected)) return std::nullopt;
  return *chosen < waves.size() ? waves[*chosen].id : std::string("all");
}

}  // namespace constat::screens
