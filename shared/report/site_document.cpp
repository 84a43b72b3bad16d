#include "shared/report/site_document.hpp"

#include <algorithm>

#include "shared/report/kpi_words.hpp"
#include "shared/report/visit_document.hpp"

namespace constat::report {
namespace {

constexpr std::size_t kMostWeaknesses = 10, kMostPoints = 24;

class Writer {
 public:
  explicit Writer(const ReportedSite& site) : site_(site), network_(*site.network), language_(site.network->language) {
    for (const SiteComparison& each : network_.comparison->sites)
      if (each.site == site.id) row_ = &each;
  }

  Document write() {
    out_.language = language_;
    out_.title = word("report.site.title");
    out_.subtitle = site_.names.name;
    out_.author = network_.organisation;
    out_.generated_at = network_.generated_at;
    facts();
    index();
    parts();
    kpis();
    weaknesses();
    visits();
    add(Paragraph{word("report.site.foot"), Tone::quiet});
    return std::move(out_);
  }

 private:
  std::string word(std::string_view key) const { return std::string(text(language_, key)); }
  std::string number(double value) const { return format_number(language_, value, 1); }
  std::string none() const { return word("survey.none"); }
  std::string interval(double low, double high) const {
    return text(language_, "survey.interval", {number(low), number(high)});
  }
  std::string rank(const std::optional<RankRange>& range) const {
    if (!range) return none();
    const std::string low = std::to_string(range->low), high = std::to_string(range->high);
    return low == high ? low : text(language_, "survey.range", {low, high});
  }
  void add(Block block) { out_.blocks.push_back(std::move(block)); }

  void facts() {
    Facts facts;
    const auto fact = [&](std::string_view key, const std::string& value) {
      if (!value.empty()) facts.facts.push_back({word(key), value});
    };
    fact("report.network_column.city", site_.names.city);
    fact("report.network_column.region", site_.names.region);
    fact("report.visit_column.wave_title", network_.wave_title);
    const auto official = std::count_if(site_.visits.begin(), site_.visits.end(), [](const auto& each) { return each.official; });
    fact("report.site.visits_counted", std::to_string(official));
    add(std::move(facts));
  }

  void index() {
    Headline headline;
    headline.label = word("report.network_column.index");
    headline.value = row_ && row_->index ? number(row_->index->value) : none();
    if (row_ && row_->index) {
      headline.remarks.push_back(text(language_, "report.site.interval", {number(row_->index->low), number(row_->index->high)}));
      if (row_->rank) headline.remarks.push_back(text(language_, "report.site.rank", {rank(row_->rank), std::to_string(network_.comparison->sites.size())}));
      if (network_.comparison->network_index)
        headline.remarks.push_back(text(language_, "report.site.network", {number(*network_.comparison->network_index)}));
      if (row_->small_sample) headline.remarks.push_back(word("survey.small_sample"));
    } else {
      headline.remarks.push_back(word("survey.no_index"));
    }
    add(std::move(headline));
  }

  void parts() {
    if (!row_ || row_->parts.empty()) return;
    Bars bars;
    Grid grid;
    grid.columns = {{word("report.site.part"), 2.4, false}, {word("report.network_column.value"), 1.2, true},
                    {word("report.network_column.n"), 1, true}, {word("report.site.weight"), 1, true},
                    {word("report.site.network_mean"), 1.4, true}, {word("report.site.contribution"), 1.5, true}};
    for (const IndexContribution& part : row_->parts) {
      const std::string name = word("survey.part." + std::string(to_string(part.part)));
      const auto mean = std::find_if(network_.comparison->network_parts.begin(), network_.comparison->network_parts.end(),
                                     [&](const IndexContribution& each) { return each.part == part.part; });
      Bars::Bar bar{name, part.score, number(part.score), part.score - 1.96 * part.se, part.score + 1.96 * part.se, std::nullopt};
      const bool has_mean = mean != network_.comparison->network_parts.end();
      if (has_mean) bar.mark = mean->score;
      bars.bars.push_back(std::move(bar));
      grid.rows.push_back({name, number(part.score), std::to_string(part.n), format_percent(language_, 100 * part.weight, 0),
                           has_mean ? number(mean->score) : none(), part.contribution ? number(*part.contribution) : none()});
    }
    bars.mark_legend = word("report.site.network_mark");
    add(Heading{2, word("report.site.parts")});
    add(std::move(bars));
    add(std::move(grid));
  }

  void kpis() {
    Grid grid;
    grid.columns = {{word("report.network_column.kpi_title"), 3, false}, {word("report.network_column.value"), 1.2, true},
                    {word("report.site.interval_title"), 1.8, true}, {word("report.network_column.n"), 0.8, true},
                    {word("report.site.rank_title"), 1, true}, {word("report.network_column.note"), 2.2, false}};
    for (const auto& [key, kpi] : network_.comparison->kpis)
      for (const SiteKpi& each : kpi.sites) {
        if (each.site != site_.id) continue;
        const bool points = is_in_points(kpi.label) || key == "audit";
        std::string note;
        if (key == "audit") note = each.n == 1 ? word("survey.one_visit") : "";
        else if (each.suppressed) note = word("survey.suppressed");
        else if (each.small_sample) note = word("survey.small_sample");
        grid.rows.push_back({kpi_title(language_, key, kpi.label),
                             each.suppressed ? none() : points ? number(each.value) : format_percent(language_, each.value, 1),
                             each.suppressed ? none() : interval(each.low, each.high), std::to_string(each.n), rank(each.rank), note});
      }
    if (grid.rows.empty()) return;
    add(Heading{2, word("report.sheet.kpis")});
    add(std::move(grid));
  }

  void weaknesses() {
    const std::vector<Weakness> all = weaknesses_of(site_.visits, language_);
    add(Heading{2, word("report.site.weaknesses")});
    if (all.empty()) {
      add(Paragraph{word("report.site.no_weakness"), Tone::plain});
      return;
    }
    Grid grid;
    grid.columns = {{word("report.answer_column.question"), 4.6, false}, {word("report.visit_column.checklist"), 2.6, false},
                    {word("report.site.lost"), 1.5, true}, {word("report.site.share"), 1.3, true}};
    for (std::size_t i = 0; i < std::min(all.size(), kMostWeaknesses); ++i)
      grid.rows.push_back({all[i].question, all[i].checklist,
                           text(language_, "report.site.of", {std::to_string(all[i].lost), std::to_string(all[i].asked)}),
                           format_percent(language_, all[i].share, 0)});
    add(std::move(grid));
  }

  void visits() {
    add(Heading{2, word("report.site.visits")});
    if (site_.visits.empty()) {
      add(Paragraph{word("report.site.no_visit"), Tone::plain});
      return;
    }
    Line line;
    Grid grid;
    // Left out where the reader must not know who came.
    const bool named = std::any_of(site_.visits.begin(), site_.visits.end(), [](const ReportedVisit& visit) { return !visit.investigator_name.empty(); });
    grid.columns = {{word("report.visit_column.started_at"), 2, false}, {word("report.visit_column.checklist"), 3.2, false}};
    if (named) grid.columns.push_back({word("report.visit_column.investigator_name"), 2, false});
    grid.columns.push_back({word("report.visit_column.status"), 1.4, false});
    grid.columns.push_back({word("report.visit_column.score"), 1.1, true});
    for (const ReportedVisit& visit : site_.visits) {
      const std::string day = format_date(language_, visit.visit.started_at), score = score_text(language_, visit.official_score);
      if (visit.official && visit.official_score)
        line.points.push_back({day, static_cast<double>(visit.official_score->value) / 1e6, score});
      std::vector<std::string> row{day, std::string(visit.checklist->title.in(code_of(language_)))};
      if (named) row.push_back(visit.investigator_name);
      row.push_back(status_word(visit.status, {language_, false}));
      row.push_back(score);
      grid.rows.push_back(std::move(row));
    }
    const bool is_cut = line.points.size() > kMostPoints;
    if (is_cut) line.points.erase(line.points.begin(), line.points.end() - kMostPoints);
    if (line.points.size() > 1) {
      add(Paragraph{is_cut ? text(language_, "report.site.line_latest", {std::to_string(kMostPoints)}) : word("report.site.line"), Tone::quiet});
      add(std::move(line));
    }
    add(std::move(grid));
  }

  const ReportedSite& site_;
  const ReportedNetwork& network_;
  Language language_;
  const SiteComparison* row_ = nullptr;
  Document out_;
};

}  // namespace

Document site_document(const ReportedSite& site) { return Writer(site).write(); }

}  // namespace constat::report
