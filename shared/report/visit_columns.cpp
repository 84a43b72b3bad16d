// The columns that describe a visit.
#include "shared/report/wide.hpp"

#include "shared/visit/timestamp.hpp"

namespace constat::report {
namespace {

struct VisitColumn {
  std::string_view key;
  Kind kind;
  Total total = Total::none;
};

constexpr VisitColumn kVisitColumns[] = {
    {"visit", Kind::text},          {"site", Kind::text},       {"site_name", Kind::text},
    {"city", Kind::text},           {"region", Kind::text},     {"wave", Kind::text},
    {"wave_title", Kind::text},     {"investigator", Kind::text}, {"investigator_name", Kind::text},
    {"contact_mode", Kind::text},   {"checklist", Kind::text},  {"checklist_version", Kind::integer},
    {"started_at", Kind::moment},   {"ended_at", Kind::moment}, {"minutes", Kind::integer},
    {"status", Kind::text},         {"official", Kind::integer}, {"score_status", Kind::text},
    {"score", Kind::percent, Total::mean}, {"grade", Kind::text},      {"passed", Kind::integer},
    {"revision", Kind::integer}};

// Whole minutes, rounded half up; blank while the visit has no end.
Cell minutes_of(const Visit& visit) {
  const auto from = unix_milliseconds(visit.started_at), to = unix_milliseconds(visit.ended_at);
  if (!from || !to || *to < *from) return Blank{};
  return Integer{(*to - *from + 30'000) / 60'000};
}

}  // namespace

void add_visit_columns(std::vector<Column>& columns, const Wording& wording) {
  for (const auto& [name, kind, total] : kVisitColumns) {
    const std::string key = "_" + std::string(name);
    std::string title = wording.codes ? key : std::string(text(wording.language, "report.visit_column." + std::string(name)));
    columns.push_back({key, std::move(title), kind, total});
  }
}

void add_visit_cells(Row& row, const ReportedVisit& reported, const Wording& wording) {
  const Visit& visit = reported.visit;
  for (const std::string& each : {visit.id.value, visit.site.value, reported.site_name, reported.city, reported.region,
                                  visit.wave.value, reported.wave_title, visit.investigator.value,
                                  reported.investigator_name, visit.contact_mode, visit.checklist.value})
    row.push_back(text_cell(each));
  row.emplace_back(Integer{visit.checklist_version});
  row.push_back(moment_cell(visit.started_at));
  row.push_back(moment_cell(visit.ended_at));
  row.push_back(minutes_of(visit));
  row.push_back(text_cell(status_word(reported.status, wording)));
  row.push_back(flag_cell(reported.official));
  row.push_back(text_cell(status_word(reported.score_status, wording)));
  row.push_back(percent_cell(reported.official_score));
  row.push_back(text_cell(grade_word(*reported.checklist, reported.grade, wording)));
  row.push_back(flag_cell(reported.passed));
  row.emplace_back(Integer{reported.revision});
}

}  // namespace constat::report
