#include "backend/cli/compare_command.hpp"

#include <algorithm>
#include <ostream>
#include <set>

#include "backend/cli/checklist_set.hpp"
#include "backend/cli/comparison_table.hpp"
#include "backend/cli/files.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/survey_files.hpp"
#include "shared/compare/compare.hpp"
#include "shared/scoring/score.hpp"

namespace constat {
namespace {

// Reads visits and keeps the scores that count: those of complete visits. Incomplete and not assessable ones are
// counted and left out; invalid ones are reported with their problems, as are ids that come twice.
class AuditReader {
 public:
  AuditReader(const ChecklistSet& checklists, std::string wave, Console& console)
      : checklists_(checklists), wave_(std::move(wave)), console_(console) {}

  void read_file(const std::string& path) {
    const Result<std::string> content = read_input(path);
    if (!content) {
      report_error(console_, content.error());
      good_ = false;
      return;
    }
    const JsonRecords records = json_records(*content);
    incomplete_ = not_assessable_ = 0;
    for (const JsonRecord& record : records.records) {
      const std::vector<Problem> problems = read_record(record.text);
      report_problems(console_, location_of(path, records, record), problems);
      good_ = good_ && problems.empty();
    }
    note(path, "cli.compare.incomplete", incomplete_);
    note(path, "cli.compare.not_assessable", not_assessable_);
  }

  bool good() const { return good_; }
  const std::vector<AuditScore>& audits() const { return audits_; }

 private:
  std::vector<Problem> read_record(std::string_view json) {
    const Parsed<Visit> visit = parse_visit(json);
    if (!visit) return visit.error();
    const Checklist* checklist = checklists_.find(*visit);
    if (!checklist) return {checklists_.not_found(*visit)};
    if (!seen_.insert(visit->id.value).second) return {{"id", "visit-twice", {visit->id.value}}};
    const VisitScore score = score_visit(*checklist, *visit);
    switch (score.status) {
      case VisitStatus::invalid:
        return score.problems;
      case VisitStatus::incomplete:
        ++incomplete_;
        return {};
      case VisitStatus::not_assessable:
        ++not_assessable_;
        return {};
      case VisitStatus::complete:
        break;
    }
    if (score.score && (wave_.empty() || visit->wave.value == wave_)) {
      audits_.push_back({visit->site.value, visit->wave.value, static_cast<double>(score.score->value) / 1e6});
    }
    return {};
  }

  void note(const std::string& path, std::string_view key, std::int64_t count) {
    if (count > 0) console_.err << path << ": " << text_plural(console_.language, key, count) << "\n";
  }

  const ChecklistSet& checklists_;
  std::string wave_;
  Console& console_;
  std::vector<AuditScore> audits_;
  std::set<std::string> seen_;
  std::int64_t incomplete_ = 0, not_assessable_ = 0;
  bool good_ = true;
};

// Reads the surveys; with a wave, keeps its responses only. False when anything could not be read.
bool read_surveys(const Options& options, Console& console, std::vector<SurveyFile>& files) {
  const std::vector<std::string> surveys = options.values("--survey"), responses = options.values("--responses");
  const std::string wave = options.value("--wave");
  bool good = true;
  for (std::size_t i = 0; i < surveys.size(); ++i) {
    std::optional<SurveyFile> file = read_survey_file(surveys[i], responses[i], console);
    good = good && file;
    if (!file) continue;
    std::vector<Problem> problems;
    if (file->survey.csv.site.empty()) problems.push_back({"csv.site", "survey-no-group", {"site"}});
    if (!wave.empty() && file->survey.csv.wave.empty()) problems.push_back({"csv.wave", "survey-no-group", {"wave"}});
    report_problems(console, surveys[i], problems);
    good = good && problems.empty();
    const auto other = [&](const Response& response) { return !wave.empty() && response.wave != wave; };
    std::vector<Response>& kept = file->responses.responses;
    kept.erase(std::remove_if(kept.begin(), kept.end(), other), kept.end());
    const auto rejected = static_cast<std::int64_t>(file->responses.rejected.size());
    if (rejected > 0) {
      console.err << responses[i] << ": " << text_plural(console.language, "cli.compare.rejected", rejected) << "\n";
    }
    files.push_back(std::move(*file));
  }
  return good;
}

std::optional<IndexRules> read_rules(const std::string& path, Console& console) {
  if (path.empty()) return IndexRules{};
  const Result<std::string> json = read_input(path);
  if (!json) {
    report_error(console, json.error());
    return std::nullopt;
  }
  const Parsed<IndexRules> rules = parse_index_rules(*json);
  if (!rules) report_problems(console, path, rules.error());
  return rules ? std::optional<IndexRules>(*rules) : std::nullopt;
}

// What fits together: visits with checklists, surveys with responses, and at least one of the two.
std::optional<Error> usage_error(const Options& options) {
  const auto error = [](const char* key) { return Error{ErrorCode::invalid, key, {}, {}}; };
  if (options.has("--checklist") != options.has("--visits")) return error("cli.compare.visits_and_checklist");
  if (options.values("--survey").size() != options.values("--responses").size()) {
    return error("cli.compare.surveys_and_responses");
  }
  if (!options.has("--visits") && !options.has("--survey")) return error("cli.compare.nothing");
  return std::nullopt;
}

int run(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const Result<Options> options = Options::parse(args,
                                                 {{"--checklist", Kind::list, false, {}},
                                                  {"--visits", Kind::list, false, {}},
                                                  {"--survey", Kind::list, false, {}},
                                                  {"--responses", Kind::list, false, {}},
                                                  {"--index", Kind::value, false, {}},
                                                  {"--wave", Kind::value, false, {}},
                                                  {"--format", Kind::value, false, {"json", "table"}}},
                                                 false);
  if (!options) return bad_usage(console, "compare", options.error());
  if (const std::optional<Error> error = usage_error(*options)) return bad_usage(console, "compare", *error);

  const std::optional<IndexRules> rules = read_rules(options->value("--index"), console);
  bool good = rules.has_value();
  ChecklistSet checklists;
  for (const std::string& path : options->values("--checklist")) good = checklists.load(path, console) && good;
  std::vector<SurveyFile> surveys;
  good = read_surveys(*options, console, surveys) && good;
  if (!good) return kExitBadInput;

  AuditReader audits(checklists, options->value("--wave"), console);
  for (const std::string& path : options->values("--visits")) audits.read_file(path);
  std::vector<SurveyInput> inputs;
  for (const SurveyFile& file : surveys) inputs.push_back({&file.survey, &file.responses});
  const Comparison comparison = compare_sites(*rules, audits.audits(), inputs);
  if (options->value("--format", "json") == "json") {
    console.out << write_comparison(comparison) << "\n";
  } else {
    write_comparison_tables(comparison, console.language, console.out);
  }
  return audits.good() ? kExitGood : kExitBadInput;
}

}  // namespace

Command compare_command() { return {"compare", run}; }

}  // namespace constat
