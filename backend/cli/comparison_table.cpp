#include "backend/cli/comparison_table.hpp"

#include <algorithm>
#include <ostream>

#include "backend/cli/kpi_text.hpp"
#include "backend/cli/table.hpp"
#include "shared/compare/pairs.hpp"

namespace constat {
namespace {

using Align = Table::Align;

class ComparisonTables {
 public:
  ComparisonTables(const Comparison& comparison, Language language, std::ostream& out)
      : comparison_(comparison), language_(language), out_(out) {
    for (const SiteComparison& site : comparison.sites) sites_.push_back(&site);
    // Highest index first, sites without one last; the order by name stays among equals.
    std::stable_sort(sites_.begin(), sites_.end(), [](const SiteComparison* a, const SiteComparison* b) {
      return a->index && (!b->index || a->index->value > b->index->value);
    });
  }

  void write() {
    write_sites();
    if (comparison_.network_index) write_contributions();
    for (const auto& [key, kpi] : comparison_.kpis) write_kpi(key, kpi);
  }

 private:
  std::string word(std::string_view key) const { return std::string(text(language_, key)); }
  std::string number(double value) const { return format_number(language_, value, 1); }
  std::string part_name(std::string_view part) const { return word("survey.part." + std::string(part)); }
  std::string count(std::int64_t n) const { return format_number(language_, static_cast<double>(n), 0); }

  static const IndexContribution* find(const std::vector<IndexContribution>& parts, IndexPart part) {
    const auto found = std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.part == part; });
    return found == parts.end() ? nullptr : &*found;
  }

  std::string score_cell(const std::vector<IndexContribution>& parts, IndexPart part) const {
    const IndexContribution* found = find(parts, part);
    if (!found) return word("survey.none");
    return text(language_, "survey.score_and_n", {number(found->score), count(found->n)});
  }

  void write_sites() {
    Table table;
    table.add_column(word("survey.site"));
    for (const char* key : {"survey.index", "survey.interval95", "survey.rank", "survey.coverage", "survey.bounds"}) {
      table.add_column(word(key), Align::right);
    }
    for (const IndexContribution& part : comparison_.network_parts) {
      table.add_column(part_name(to_string(part.part)), Align::right);
    }
    table.add_column(word("survey.note"));
    const std::string none = word("survey.none");
    for (const SiteComparison* site : sites_) {
      std::vector<std::string> cells{site->site};
      if (site->index) {
        const SiteIndex& index = *site->index;
        cells.insert(cells.end(), {number(index.value), interval_text(language_, index.low, index.high),
                                   rank_text(language_, site->rank), format_percent(language_, 100 * index.coverage, 0),
                                   interval_text(language_, index.bound_low, index.bound_high)});
      } else {
        cells.insert(cells.end(), 5, none);
      }
      for (const IndexContribution& part : comparison_.network_parts)
        cells.push_back(score_cell(site->parts, part.part));
      cells.push_back(site->index ? sample_note(language_, site->small_sample, false) : word("survey.no_index"));
      table.add_row(std::move(cells));
    }
    std::vector<std::string> network{word("survey.network"),
                                     comparison_.network_index ? number(*comparison_.network_index) : none};
    network.insert(network.end(), 4, "");
    for (const IndexContribution& part : comparison_.network_parts) {
      network.push_back(score_cell(comparison_.network_parts, part.part));
    }
    table.add_row(std::move(network));
    out_ << word("cli.compare.sites") << "\n";
    table.write(out_);
    out_ << word("cli.compare.sites_legend") << "\n";
  }

  void write_contributions() {
    Table table;
    table.add_column(word("survey.site"));
    table.add_column(word("survey.distance"), Align::right);
    for (const IndexContribution& part : comparison_.network_parts) {
      table.add_column(part_name(to_string(part.part)), Align::right);
    }
    table.add_column(word("survey.composition"), Align::right);
    for (const SiteComparison* site : sites_) {
      if (!site->index) continue;
      std::vector<std::string> cells{site->site, number(site->index->value - *comparison_.network_index)};
      for (const IndexContribution& network : comparison_.network_parts) {
        const IndexContribution* part = find(site->parts, network.part);
        cells.push_back(part && part->contribution ? number(*part->contribution) : word("survey.none"));
      }
      cells.push_back(number(site->composition));
      table.add_row(std::move(cells));
    }
    out_ << "\n" << word("cli.compare.contributions") << "\n";
    table.write(out_);
  }

  void write_kpi(const std::string& key, const KpiComparison& kpi) {
    const bool points = is_in_points(kpi.label);
    Table table;
    table.add_column(word("survey.site"));
    for (const char* column : {"survey.n", "survey.value", "survey.interval95", "survey.shrunk", "survey.rank"}) {
      table.add_column(word(column), Align::right);
    }
    table.add_column(word("survey.note"));
    const std::string none = word("survey.none");
    for (const SiteKpi& site : kpi.sites) {
      const bool shown = !site.suppressed;
      const std::string note = key == "audit" ? site.n == 1 ? word("survey.one_visit") : ""
                                              : sample_note(language_, site.small_sample, site.suppressed);
      table.add_row({site.site, count(site.n), shown ? kpi_value_text(language_, points, site.value) : none,
                     shown ? interval_text(language_, site.low, site.high) : none,
                     site.shrunk ? kpi_value_text(language_, points, *site.shrunk) : none,
                     rank_text(language_, site.rank), note});
    }
    out_ << "\n" << kpi_title(language_, key, kpi.label) << "\n";
    table.write(out_);
    write_pairs(kpi);
  }

  void write_pairs(const KpiComparison& kpi) {
    if (kpi.pairs.empty()) return;
    bool any = false;
    for (const PairTest& pair : kpi.pairs) {
      if (!(pair.p_adjusted < kSignificance)) continue;
      const bool first = pair.difference > 0;
      out_ << text(language_, "cli.compare.pair",
                   {first ? pair.a : pair.b, first ? pair.b : pair.a,
                    number(first ? pair.difference : -pair.difference), format_number(language_, pair.p_adjusted, 3)})
           << "\n";
      any = true;
    }
    if (!any) out_ << word("cli.compare.no_pair") << "\n";
  }

  const Comparison& comparison_;
  Language language_;
  std::ostream& out_;
  std::vector<const SiteComparison*> sites_;
};

}  // namespace

void write_comparison_tables(const Comparison& comparison, Language language, std::ostream& out) {
  ComparisonTables(comparison, language, out).write();
}

}  // namespace constat
