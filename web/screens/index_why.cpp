#include "web/screens/index_why.hpp"

#include <cmath>

#include "web/screens/figures.hpp"
#include "web/screens/kpi_cells.hpp"

namespace constat::screens {
namespace {

void lead_to_site(App& app, app::Why& why, const app::SiteRow& row, const std::string& wave) {
  if (app.state().route.page == app::Page::site) return;
  why.href = app::site_hash(row.site.id, wave);
  why.href_label = t(app, "why.site_page", {row.site.name});
}

}  // namespace

void ask_index(App& app, const app::SiteRow& row, const std::string& wave) {
  if (!row.index) return;
  app::Why why;
  why.title = t(app, "why.index_of", {row.site.name});
  why.value = number(app, row.index->value);
  why.interval = span(app, {row.index->low, row.index->high});
  why.formula = "index";
  for (const app::IndexPartFigure& part : row.parts)
    why.facts.emplace_back(app::kpi_name(app.language(), part.kpi),
                           t(app, "why.part", {number(app, part.score), format_percent(app.language(), 100 * part.weight, 0),
                                               part.kpi == "audit" ? tn(app, "compare.n_visits", part.n) : tn(app, "figures.n_responses", part.n)}));
  why.facts.emplace_back(t(app, "site.coverage"), format_percent(app.language(), 100 * row.index->coverage, 0));
  why.facts.emplace_back(t(app, "compare.rank_title"), row.rank ? app::rank(app.language(), *row.rank) : std::string(t(app, "compare.not_ranked")));
  why.visits_query = visits_query({{"wave", wave}, {"site", row.site.id}});
  lead_to_site(app, why, row, wave);
  app.ask_why(std::move(why));
}

void ask_kpi(App& app, const app::SiteRow& row, const std::string& kpi, const std::map<std::string, std::string, std::less<>>& labels, const std::string& wave) {
  const auto found = row.kpis.find(kpi);
  if (found == row.kpis.end()) return;
  const KpiText words = kpi_text(app, kpi, &found->second);
  app::Why why;
  why.title = t(app, "why.kpi_of", {app::kpi_name(app.language(), kpi), row.site.name});
  why.value = words.value;
  why.interval = words.interval;
  why.n = words.count;
  why.formula = kpi == "audit" ? "kpi_audit" : kpi == "nps" ? "kpi_nps" : "kpi_share";
  if (const auto label = labels.find(kpi); label != labels.end()) why.facts.emplace_back(t(app, "why.scale"), app::coded(app.language(), "app.kpi_label", label->second));
  why.facts.emplace_back(t(app, "compare.rank_title"), found->second.rank ? app::rank(app.language(), *found->second.rank) : std::string(t(app, "compare.not_ranked")));
  why.visits_query = kpi == "audit" ? visits_query({{"wave", wave}, {"site", row.site.id}}) : "-";
  lead_to_site(app, why, row, wave);
  app.ask_why(std::move(why));
}

}  // namespace constat::screens
