#include "shared/base/double_text.hpp"
#include "shared/base/json.hpp"
#include "shared/survey/kpi.hpp"

namespace constat {
namespace {

Json number_or_null(const std::optional<double>& value, bool hidden) {
  return value && !hidden ? json_double(*value) : Json{};
}

Json counts_of(const KpiResult& kpi) {
  if (kpi.suppressed) return Json{};
  Json counts = Json::object();
  if (kpi.kpi == Kpi::nps) {
    counts.add("promoters", Json::of_integer(kpi.promoters));
    counts.add("passives", Json::of_integer(kpi.passives));
    counts.add("detractors", Json::of_integer(kpi.detractors));
  } else {
    counts.add("yes", Json::of_integer(kpi.yes));
    counts.add("total", Json::of_integer(kpi.n));
  }
  return counts;
}

Json weighted_of(const KpiResult& kpi) {
  if (kpi.suppressed || !kpi.weighted) return Json{};
  Json weighted = Json::object();
  weighted.add("value", json_double(kpi.weighted->value));
  weighted.add("se", json_double(kpi.weighted->se));
  weighted.add("n_eff", json_double(kpi.weighted->n_eff));
  return weighted;
}

Json kpi_json(const KpiResult& kpi) {
  const bool hidden = kpi.suppressed;
  Json out = Json::object();
  out.add("column", Json::of_text(kpi.column));
  out.add("kpi", Json::of_text(to_string(kpi.kpi)));
  out.add("label", Json::of_text(kpi.label));
  if (!kpi.theme.empty()) out.add("theme", Json::of_text(kpi.theme));
  out.add("n", Json::of_integer(kpi.n));
  out.add("value", number_or_null(kpi.value, hidden));
  out.add("low", number_or_null(kpi.low, hidden));
  out.add("high", number_or_null(kpi.high, hidden));
  out.add("method", Json::of_text(kpi.method));
  out.add("se", number_or_null(kpi.se, hidden));
  out.add("margin", number_or_null(kpi.margin, hidden));
  out.add("mean", number_or_null(kpi.mean, hidden));
  out.add("mean_low", number_or_null(kpi.mean_low, hidden));
  out.add("mean_high", number_or_null(kpi.mean_high, hidden));
  out.add("pomp", number_or_null(kpi.pomp, hidden));
  out.add("counts", counts_of(kpi));
  out.add("weighted", weighted_of(kpi));
  out.add("small_sample", Json::of_bool(kpi.small_sample));
  out.add("suppressed", Json::of_bool(kpi.suppressed));
  return out;
}

Json kpis_json(const std::vector<KpiResult>& kpis) {
  Json list = Json::array();
  for (const KpiResult& kpi : kpis) list.push(kpi_json(kpi));
  Json out = Json::object();
  out.add("kpis", std::move(list));
  return out;
}

Json rows_json(const ResponseSet& set) {
  Json rejected = Json::array();
  for (const RejectedValue& value : set.rejected) {
    Json entry = Json::object();
    entry.add("row", Json::of_integer(value.row));
    entry.add("column", Json::of_text(value.column));
    entry.add("value", Json::of_text(value.value));
    rejected.push(std::move(entry));
  }
  Json rows = Json::object();
  rows.add("read", Json::of_integer(set.read));
  rows.add("accepted", Json::of_integer(set.accepted));
  rows.add("blank", Json::of_integer(set.blank));
  rows.add("rejected", std::move(rejected));
  return rows;
}

}  // namespace

std::string write_kpi_report(const Survey& survey, const ResponseSet& set, const KpiReport& report, GroupBy group) {
  Json groups = Json::object();
  for (const auto& [name, kpis] : report.groups) groups.add(name, kpis_json(kpis));
  Json out = Json::object();
  out.add("survey", Json::of_text(survey.id.value));
  out.add("rows", rows_json(set));
  out.add("all", kpis_json(report.all));
  out.add("sites", group == GroupBy::site ? groups : Json::object());
  if (group == GroupBy::wave) out.add("waves", std::move(groups));
  return write_json(out);
}

}  // namespace constat
