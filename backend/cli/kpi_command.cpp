#include "backend/cli/kpi_command.hpp"

#include <algorithm>
#include <ostream>

#include "backend/cli/kpi_text.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/survey_files.hpp"
#include "backend/cli/table.hpp"
#include "shared/survey/kpi.hpp"

namespace constat {
namespace {

constexpr std::size_t kShownRejections = 20;

class KpiTable {
 public:
  KpiTable(const SurveyFile& file, GroupBy group, Console& console) : file_(file), group_(group), console_(console) {}

  void write(const KpiReport& report) {
    write_heading();
    add_columns();
    add_rows(group_ == GroupBy::none ? std::string() : word("survey.everyone"), report.all);
    for (const auto& [name, kpis] : report.groups) add_rows(name.empty() ? word("survey.no_group") : name, kpis);
    table_.write(console_.out);
    console_.out << "\n" << word("cli.kpi.legend") << "\n";
    write_rejections();
  }

 private:
  std::string word(std::string_view key) const { return std::string(text(console_.language, key)); }
  std::string count(std::int64_t number) const {
    return format_number(console_.language, static_cast<double>(number), 0);
  }

  void write_heading() {
    const ResponseSet& set = file_.responses;
    const std::string_view title = file_.survey.title.in(code_of(console_.language));
    console_.out << title << " (" << file_.survey.id.value << ")\n"
                 << text(console_.language, "cli.kpi.rows",
                         {count(set.read), count(set.accepted), count(set.read - set.accepted), count(set.blank)})
                 << "\n\n";
  }

  bool is_weighted() const { return !file_.survey.csv.weight.empty(); }

  void add_columns() {
    using Align = Table::Align;
    if (group_ != GroupBy::none) table_.add_column(word(group_ == GroupBy::site ? "survey.site" : "survey.wave"));
    table_.add_column(word("survey.question"));
    table_.add_column(word("survey.kpi"));
    for (const char* key : {"survey.n", "survey.value", "survey.interval95", "survey.mean"}) {
      table_.add_column(word(key), Align::right);
    }
    if (is_weighted()) table_.add_column(word("survey.weighted"), Align::right);
    table_.add_column(word("survey.note"));
  }

  std::string label_of(const KpiResult& kpi) const {
    const std::string label = kpi_label_text(console_.language, kpi.label);
    return kpi.theme.empty() ? label : text(console_.language, "survey.theme_label", {kpi.theme, label});
  }

  void add_rows(const std::string& group, const std::vector<KpiResult>& kpis) {
    const Language language = console_.language;
    const std::string none = word("survey.none");
    for (const KpiResult& kpi : kpis) {
      const bool shown = kpi.value && !kpi.suppressed;
      const bool points = kpi.kpi == Kpi::nps;
      std::vector<std::string> cells;
      if (group_ != GroupBy::none) cells.push_back(group);
      cells.push_back(kpi.column);
      cells.push_back(label_of(kpi));
      cells.push_back(count(kpi.n));
      cells.push_back(shown ? kpi_value_text(language, points, *kpi.value) : none);
      cells.push_back(shown ? interval_text(language, *kpi.low, *kpi.high) : none);
      cells.push_back(shown && kpi.mean ? format_number(language, *kpi.mean, 2) : none);
      if (is_weighted()) {
        cells.push_back(shown && kpi.weighted ? kpi_value_text(language, points, kpi.weighted->value) : none);
      }
      cells.push_back(sample_note(language, kpi.small_sample, kpi.suppressed));
      table_.add_row(std::move(cells));
    }
  }

  void write_rejections() {
    const std::vector<RejectedValue>& rejected = file_.responses.rejected;
    if (rejected.empty()) return;
    console_.out << "\n" << text(console_.language, "cli.kpi.rejected", {count(std::int64_t(rejected.size()))}) << "\n";
    const std::size_t shown = std::min(rejected.size(), kShownRejections);
    for (std::size_t i = 0; i < shown; ++i) {
      const RejectedValue& value = rejected[i];
      const std::string row = count(value.row);
      console_.out << "  "
                   << (value.column.empty()
                           ? text(console_.language, "cli.kpi.rejected_row", {row, value.value})
                           : text(console_.language, "cli.kpi.rejected_value", {row, value.column, value.value}))
                   << "\n";
    }
    if (shown < rejected.size()) {
      const auto more = std::int64_t(rejected.size() - shown);
      console_.out << "  " << text(console_.language, "cli.kpi.rejected_more", {count(more)}) << "\n";
    }
  }

  const SurveyFile& file_;
  GroupBy group_;
  Console& console_;
  Table table_;
};

int run(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const Result<Options> options = Options::parse(args,
                                                 {{"--survey", Kind::value, true, {}},
                                                  {"--responses", Kind::value, true, {}},
                                                  {"--by", Kind::value, false, {"site", "wave"}},
                                                  {"--format", Kind::value, false, {"json", "table"}}},
                                                 false);
  if (!options) return bad_usage(console, "kpi", options.error());
  const std::string by = options->value("--by");
  const GroupBy group = by == "site" ? GroupBy::site : by == "wave" ? GroupBy::wave : GroupBy::none;
  const std::string survey_path = options->value("--survey");
  const std::optional<SurveyFile> file = read_survey_file(survey_path, options->value("--responses"), console);
  if (!file) return kExitBadInput;
  const CsvFormat& csv = file->survey.csv;
  if (group != GroupBy::none && (group == GroupBy::site ? csv.site : csv.wave).empty()) {
    report_problems(console, survey_path, {{"csv." + by, "survey-no-group", {by}}});
    return kExitBadInput;
  }
  const KpiReport report = report_kpis(file->survey, file->responses, group);
  if (options->value("--format", "json") == "json") {
    console.out << write_kpi_report(file->survey, file->responses, report, group) << "\n";
  } else {
    KpiTable(*file, group, console).write(report);
  }
  return kExitGood;
}

}  // namespace

Command kpi_command() { return {"kpi", run}; }

}  // namespace constat
