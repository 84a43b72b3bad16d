#include "shared/report/answers.hpp"

#include <utility>

namespace constat::report {
namespace {

constexpr std::pair<std::string_view, Kind> kColumns[] = {
    {"visit", Kind::text},       {"site", Kind::text},        {"site_name", Kind::text},
    {"wave", Kind::text},        {"investigator", Kind::text}, {"investigator_name", Kind::text},
    {"checklist", Kind::text},   {"checklist_version", Kind::integer}, {"started_at", Kind::moment},
    {"status", Kind::text},      {"official", Kind::integer}};

constexpr std::pair<std::string_view, Kind> kAnswerColumns[] = {
    {"section", Kind::text},   {"section_title", Kind::text}, {"item", Kind::text},      {"question", Kind::long_text},
    {"type", Kind::text},      {"value", Kind::text},         {"na", Kind::integer},     {"points", Kind::decimal},
    {"possible", Kind::decimal}, {"comment", Kind::long_text}, {"photos", Kind::integer}};

Row visit_cells(const ReportedVisit& reported, const Wording& wording) {
  const Visit& visit = reported.visit;
  Row row;
  for (const std::string& each : {visit.id.value, visit.site.value, reported.site_name, visit.wave.value,
                                  visit.investigator.value, reported.investigator_name, visit.checklist.value})
    row.push_back(text_cell(each));
  row.emplace_back(Integer{visit.checklist_version});
  row.push_back(moment_cell(visit.started_at));
  row.push_back(text_cell(status_word(reported.status, wording)));
  row.push_back(flag_cell(reported.official));
  return row;
}

}  // namespace

std::vector<Column> answer_columns(const Wording& wording) {
  std::vector<Column> columns;
  const auto add = [&](std::string_view key, Kind kind, const char* area) {
    columns.push_back({std::string(key), wording.codes ? std::string(key) : std::string(text(wording.language, area + std::string(key))),
                       kind, Total::none});
  };
  for (const auto& [key, kind] : kColumns) add(key, kind, "report.visit_column.");
  for (const auto& [key, kind] : kAnswerColumns) add(key, kind, "report.answer_column.");
  return columns;
}

std::vector<Row> answer_rows(const ReportedVisit& visit, const Wording& wording) {
  const std::string_view language = code_of(wording.language);
  const Row common = visit_cells(visit, wording);
  std::vector<Row> rows;
  for (std::size_t s = 0; s < visit.checklist->sections.size(); ++s) {
    const Section& section = visit.checklist->sections[s];
    for (std::size_t i = 0; i < section.items.size(); ++i) {
      const Item& item = section.items[i];
      const Answer* answer = visit.visit.find(item.id.value);
      if (!answer || answer->is_empty() || !is_asked(visit, {s, i})) continue;
      const ItemTrace* trace = trace_of(visit, {s, i});
      const bool counts = trace != nullptr && trace->answered && item.scored;
      Row row = common;
      row.push_back(text_cell(section.id.value));
      row.push_back(text_cell(section.title.in(language)));
      row.push_back(text_cell(item.id.value));
      row.push_back(text_cell(item.prompt.in(language)));
      row.push_back(text_cell(to_string(item.type)));
      row.push_back(answer_cell(item, *answer, wording));
      row.push_back(flag_cell(answer->is_not_applicable()));
      row.push_back(counts ? decimal_cell(trace->earned) : Cell(Blank{}));
      row.push_back(counts ? decimal_cell(trace->possible) : Cell(Blank{}));
      row.push_back(text_cell(answer->comment));
      row.emplace_back(Integer{photo_count(item, *answer)});
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace constat::report
