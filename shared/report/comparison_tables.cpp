#include "shared/report/comparison_tables.hpp"

#include <algorithm>

#include "shared/compare/pairs.hpp"
#include "shared/report/kpi_words.hpp"

namespace constat::report {
namespace {

class Builder {
 public:
  Builder(const ReportedNetwork& network, std::string key, std::string name) : network_(network) {
    table_.sheet.key = std::move(key);
    table_.sheet.name = std::move(name);
  }
  std::string word(std::string_view key) const { return std::string(text(network_.language, key)); }
  void column(std::string key, std::string title, Kind kind, Total total = Total::none) {
    table_.sheet.columns.push_back({std::move(key), std::move(title), kind, total});
  }
  void named_column(const std::string& key, Kind kind, Total total = Total::none) {
    column(key, word("report.network_column." + key), kind, total);
  }
  void site_columns() {
    for (const char* key : {"site", "name", "city", "region"}) named_column(key, Kind::text);
  }
  // None: the reader may not see this site.
  const SiteNames* names_of(const std::string& site) const {
    const auto found = network_.sites.find(site);
    return found == network_.sites.end() ? nullptr : &found->second;
  }
  Row site_cells(const std::string& site, const SiteNames& names) const {
    return {text_cell(site), text_cell(names.name), text_cell(names.city), text_cell(names.region)};
  }
  void row(Row row) { table_.rows.push_back(std::move(row)); }
  Table take() { return std::move(table_); }

 private:
  const ReportedNetwork& network_;
  Table table_;
};

Cell rank_cell(const std::optional<RankRange>& rank, int RankRange::*end) {
  if (!rank) return Blank{};
  return Integer{(*rank).*end};
}

const IndexContribution* find(const std::vector<IndexContribution>& parts, IndexPart part) {
  const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& each) { return each.part == part; });
  return found == parts.end() ? nullptr : &*found;
}

void part_columns(const ReportedNetwork& network, Builder& builder) {
  for (const IndexContribution& part : network.comparison->network_parts) {
    const std::string key(to_string(part.part)), name = builder.word("survey.part." + key);
    const auto title = [&](const char* text_key) { return text(network.language, text_key, {name}); };
    builder.column(key + ".score", title("report.part_column.score"), Kind::decimal, Total::mean);
    builder.column(key + ".n", title("report.part_column.n"), Kind::integer, Total::sum);
    builder.column(key + ".contribution", title("report.part_column.contribution"), Kind::decimal);
  }
}

void part_cells(const ReportedNetwork& network, const SiteComparison& site, Row& row) {
  for (const IndexContribution& each : network.comparison->network_parts) {
    const IndexContribution* part = find(site.parts, each.part);
    row.push_back(part ? decimal_cell(std::optional<double>(part->score)) : Cell(Blank{}));
    row.push_back(part ? Cell(Integer{part->n}) : Cell(Blank{}));
    row.push_back(part ? decimal_cell(part->contribution) : Cell(Blank{}));
  }
}

void index_cells(const ReportedNetwork& network, const SiteComparison& site, Row& row) {
  if (!site.index) {
    row.resize(row.size() + 7);
    return;
  }
  const auto number = [](double value) { return decimal_cell(std::optional<double>(value)); };
  row.push_back(number(site.index->value));
  row.push_back(number(site.index->low));
  row.push_back(number(site.index->high));
  row.push_back(rank_cell(site.rank, &RankRange::low));
  row.push_back(rank_cell(site.rank, &RankRange::high));
  row.push_back(percent_cell(std::optional<double>(100 * site.index->coverage)));
  const auto& mean = network.comparison->network_index;
  row.push_back(mean ? number(site.index->value - *mean) : Cell(Blank{}));
}

// The same words as on the screens.
std::string note_of(const ReportedNetwork& network, const std::string& kpi, const SiteKpi& site) {
  if (kpi == "audit") return site.n == 1 ? std::string(text(network.language, "survey.one_visit")) : std::string();
  if (site.suppressed) return std::string(text(network.language, "survey.suppressed"));
  return site.small_sample ? std::string(text(network.language, "survey.small_sample")) : std::string();
}

void kpi_columns(Builder& builder) {
  builder.named_column("n", Kind::integer, Total::sum);
  for (const char* key : {"value", "low", "high", "shrunk"})
    builder.named_column(key, Kind::decimal, std::string_view(key) == "value" ? Total::mean : Total::none);
  builder.named_column("rank_low", Kind::integer);
  builder.named_column("rank_high", Kind::integer);
  builder.named_column("note", Kind::text);
}

void kpi_cells(const ReportedNetwork& network, const std::string& key, const SiteKpi& site, Row& row) {
  const auto shown = [&](double value) { return site.suppressed ? Cell(Blank{}) : decimal_cell(std::optional<double>(value)); };
  row.emplace_back(Integer{site.n});
  row.push_back(shown(site.value));
  row.push_back(shown(site.low));
  row.push_back(shown(site.high));
  row.push_back(site.suppressed ? Cell(Blank{}) : decimal_cell(site.shrunk));
  row.push_back(rank_cell(site.rank, &RankRange::low));
  row.push_back(rank_cell(site.rank, &RankRange::high));
  row.push_back(text_cell(note_of(network, key, site)));
}

std::vector<const SiteKpi*> by_value(const KpiComparison& kpi) {
  std::vector<const SiteKpi*> sites;
  for (const SiteKpi& site : kpi.sites) sites.push_back(&site);
  // Hidden values do not order anything.
  std::stable_sort(sites.begin(), sites.end(), [](const SiteKpi* a, const SiteKpi* b) {
    if (a->suppressed != b->suppressed) return b->suppressed;
    return !a->suppressed && a->value > b->value;
  });
  return sites;
}

}  // namespace

std::vector<const SiteComparison*> sites_by_index(const Comparison& comparison) {
  std::vector<const SiteComparison*> sites;
  for (const SiteComparison& site : comparison.sites) sites.push_back(&site);
  std::stable_sort(sites.begin(), sites.end(), [](const SiteComparison* a, const SiteComparison* b) {
    return a->index && (!b->index || a->index->value > b->index->value);
  });
  return sites;
}

Table sites_table(const ReportedNetwork& network) {
  Builder builder(network, "sites", std::string(text(network.language, "report.sheet.sites")));
  builder.site_columns();
  builder.named_column("index", Kind::decimal, Total::mean);
  for (const char* key : {"index_low", "index_high"}) builder.named_column(key, Kind::decimal);
  for (const char* key : {"rank_low", "rank_high"}) builder.named_column(key, Kind::integer);
  builder.named_column("coverage", Kind::percent);
  builder.named_column("distance", Kind::decimal);
  part_columns(network, builder);
  builder.named_column("composition", Kind::decimal);
  builder.named_column("note", Kind::text);
  for (const SiteComparison* site : sites_by_index(*network.comparison)) {
    const SiteNames* names = builder.names_of(site->site);
    if (!names) continue;
    Row row = builder.site_cells(site->site, *names);
    index_cells(network, *site, row);
    part_cells(network, *site, row);
    const bool has_composition = site->index && network.comparison->network_index;
    row.push_back(has_composition ? decimal_cell(std::optional<double>(site->composition)) : Cell(Blank{}));
    row.push_back(text_cell(!site->index         ? builder.word("survey.no_index")
                            : site->small_sample ? builder.word("survey.small_sample")
                                                 : std::string()));
    builder.row(std::move(row));
  }
  return builder.take();
}

Table kpis_table(const ReportedNetwork& network) {
  Builder builder(network, "kpis", std::string(text(network.language, "report.sheet.kpis")));
  builder.named_column("kpi", Kind::text);
  builder.named_column("kpi_title", Kind::text);
  builder.site_columns();
  kpi_columns(builder);
  for (const auto& [key, kpi] : network.comparison->kpis)
    for (const SiteKpi* site : by_value(kpi)) {
      const SiteNames* names = builder.names_of(site->site);
      if (!names) continue;
      Row row = {text_cell(key), text_cell(kpi_title(network.language, key, kpi.label))};
      for (Cell& cell : builder.site_cells(site->site, *names)) row.push_back(std::move(cell));
      kpi_cells(network, key, *site, row);
      builder.row(std::move(row));
    }
  return builder.take();
}

Table kpi_table(const ReportedNetwork& network, const std::string& key) {
  const KpiComparison& kpi = network.comparison->kpis.at(key);
  Builder builder(network, key, kpi_title(network.language, key, kpi.label));
  builder.site_columns();
  kpi_columns(builder);
  for (const SiteKpi* site : by_value(kpi)) {
    const SiteNames* names = builder.names_of(site->site);
    if (!names) continue;
    Row row = builder.site_cells(site->site, *names);
    kpi_cells(network, key, *site, row);
    builder.row(std::move(row));
  }
  return builder.take();
}

Table differences_table(const ReportedNetwork& network) {
  Builder builder(network, "differences", std::string(text(network.language, "report.sheet.differences")));
  for (const char* key : {"kpi", "kpi_title", "better", "better_name", "other", "other_name"}) builder.named_column(key, Kind::text);
  builder.named_column("difference", Kind::decimal);
  builder.named_column("p_adjusted", Kind::decimal);
  for (const auto& [key, kpi] : network.comparison->kpis) {
    std::vector<const PairTest*> pairs;
    for (const PairTest& pair : kpi.pairs)
      if (pair.p_adjusted < kSignificance && builder.names_of(pair.a) && builder.names_of(pair.b)) pairs.push_back(&pair);
    const auto size = [](const PairTest* pair) { return pair->difference < 0 ? -pair->difference : pair->difference; };
    std::stable_sort(pairs.begin(), pairs.end(), [&](const PairTest* a, const PairTest* b) { return size(a) > size(b); });
    for (const PairTest* pair : pairs) {
      const std::string& better = pair->difference > 0 ? pair->a : pair->b;
      const std::string& other = pair->difference > 0 ? pair->b : pair->a;
      builder.row({text_cell(key), text_cell(kpi_title(network.language, key, kpi.label)), text_cell(better),
                   text_cell(builder.names_of(better)->name), text_cell(other), text_cell(builder.names_of(other)->name),
                   decimal_cell(std::optional<double>(size(pair))), probability_cell(pair->p_adjusted)});
    }
  }
  return builder.take();
}

std::vector<Table> workbook_tables(const ReportedNetwork& network) {
  std::vector<Table> tables = {sites_table(network)};
  for (const auto& [key, kpi] : network.comparison->kpis) tables.push_back(kpi_table(network, key));
  tables.push_back(differences_table(network));
  tables.push_back(about_table(network));
  return tables;
}

}  // namespace constat::report
