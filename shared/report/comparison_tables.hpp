// The comparison of a network as tables: the sites by index, one table a KPI, the differences that hold, and how to read
// them. What the screens hide is blank here too.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "shared/compare/compare.hpp"
#include "shared/report/table.hpp"
#include "shared/text/text.hpp"

namespace constat::report {

struct SiteNames {
  std::string name, city, region;
};

struct ReportedNetwork {
  const Comparison* comparison = nullptr;
  const IndexRules* rules = nullptr;
  std::map<std::string, SiteNames> sites;  // by id; those that the reader may see: the others are left out
  std::string organisation, wave_title, generated_at;
  Language language = Language::french;
};

Table sites_table(const ReportedNetwork& network);
// One row a KPI and site.
Table kpis_table(const ReportedNetwork& network);
// The rows of kpis_table of one KPI, without its columns that are the same in every row.
Table kpi_table(const ReportedNetwork& network, const std::string& key);
// Pairs of sites whose difference holds (adjusted p < 0.05), the largest first within a KPI.
Table differences_table(const ReportedNetwork& network);
// What the figures are, from what, and when.
Table about_table(const ReportedNetwork& network);

// All of them, one a theme.
std::vector<Table> workbook_tables(const ReportedNetwork& network);

// The sites by index, highest first, those without one last.
std::vector<const SiteComparison*> sites_by_index(const Comparison& comparison);

}  // namespace constat::report
