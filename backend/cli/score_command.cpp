#include "backend/cli/score_command.hpp"

#include <ostream>

#include "backend/cli/checklist_set.hpp"
#include "backend/cli/files.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/table.hpp"
#include "shared/base/json.hpp"
#include "shared/scoring/score.hpp"
#include "shared/scoring/visit_status.hpp"

namespace constat {
namespace {

struct ScoredVisit {
  Visit visit;
  VisitScore score;
  const Checklist* checklist = nullptr;
};

// The visit's id in a record that is no JSON, as one cut off in its middle.
VisitId id_in_fragment(std::string_view json) {
  constexpr std::string_view kKey = "\"id\"";
  constexpr std::size_t kUuidLength = 36;
  for (std::size_t at = json.find(kKey); at != std::string_view::npos; at = json.find(kKey, at + 1)) {
    const std::size_t value = json.find_first_not_of(" \t:\"", at + kKey.size());
    if (value == std::string_view::npos) break;
    const std::string_view id = json.substr(value, kUuidLength);
    if (is_uuid_v7(id)) return VisitId(std::string(id));
  }
  return {};
}

// An unreadable record still says which visit it is, as far as that can be read.
Visit identity_of(std::string_view json) {
  Visit visit;
  const Parsed<Json> root = parse_json(json);
  if (!root) {
    visit.id = id_in_fragment(json);
    return visit;
  }
  const Json* id = root->find("id");
  const Json* site = root->find("site");
  if (id != nullptr && id->is(JsonKind::string)) visit.id = VisitId(id->text);
  if (site != nullptr && site->is(JsonKind::string)) visit.site = SiteId(site->text);
  return visit;
}

ScoredVisit invalid_visit(Visit visit, std::vector<Problem> problems) {
  ScoredVisit out;
  out.visit = std::move(visit);
  out.score.status = VisitStatus::invalid;
  out.score.problems = std::move(problems);
  return out;
}

ScoredVisit score_record(const ChecklistSet& checklists, std::string_view json) {
  Parsed<Visit> visit = parse_visit(json);
  if (!visit) return invalid_visit(identity_of(json), std::move(visit.error()));
  const Checklist* checklist = checklists.find(*visit);
  if (checklist == nullptr) {
    const Problem problem = checklists.not_found(*visit);
    return invalid_visit(std::move(*visit), {problem});
  }
  ScoredVisit out;
  out.score = score_visit(*checklist, *visit);
  out.visit = std::move(*visit);
  out.checklist = checklist;
  return out;
}

// Where scores go: JSON Lines at once, or a table at the end.
class Output {
 public:
  Output(Console& console, bool as_table, bool with_trace)
      : console_(console), as_table_(as_table), with_trace_(with_trace) {
    for (const char* column : {"visit", "site", "status", "score", "uncapped", "bounds", "grade", "passed", "critical"}) {
      const std::string name(column);
      const bool number = name == "score" || name == "uncapped" || name == "bounds";
      table_.add_column(word("column." + name), number ? Table::Align::right : Table::Align::left);
    }
  }

  void add(const ScoredVisit& scored) {
    if (as_table_) return table_.add_row(row(scored));
    static const Checklist kNone;
    const Checklist& checklist = scored.checklist == nullptr ? kNone : *scored.checklist;
    console_.out << write_score(checklist, scored.visit, scored.score, with_trace_) << "\n";
  }

  void finish() {
    if (as_table_) table_.write(console_.out);
  }

 private:
  std::string word(const std::string& key) const {
    return std::string(text(console_.language, "cli.score." + key));
  }

  std::string percent(const std::optional<MicroPercent>& score) const {
    if (!score) return "-";
    std::string shown = display_percent(*score);
    if (console_.language == Language::french) shown.replace(shown.find('.'), 1, ",");
    return text(console_.language, "format.percent", {shown});
  }

  std::vector<std::string> row(const ScoredVisit& scored) const {
    const VisitScore& score = scored.score;
    std::string critical;
    for (const ItemId& item : score.critical) critical += (critical.empty() ? "" : ", ") + item.value;
    return {scored.visit.id.empty() ? "-" : scored.visit.id.value,
            scored.visit.site.empty() ? "-" : scored.visit.site.value,
            std::string(text(console_.language, "cli.score.status." + std::string(to_string(score.status)))),
            score.score ? percent(score.score)
                        : score.status == VisitStatus::not_assessable ? word("none") : "-",
            percent(score.uncapped),
            score.bounds ? percent(score.bounds->low) + " - " + percent(score.bounds->high) : "-",
            score.grade ? score.grade->value : "-",
            score.passed ? word(*score.passed ? "yes" : "no") : "-",
            critical.empty() ? "-" : critical};
  }

  Console& console_;
  bool as_table_;
  bool with_trace_;
  Table table_;
};

int run(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const Result<Options> options = Options::parse(args,
                                                 {{"--checklist", Kind::list, true, {}},
                                                  {"--visits", Kind::list, true, {}},
                                                  {"--format", Kind::value, false, {"json", "table"}},
                                                  {"--trace", Kind::flag, false, {}}},
                                                 false);
  if (!options) return bad_usage(console, "score", options.error());
  bool good = true;
  ChecklistSet checklists;
  for (const std::string& path : options->values("--checklist")) good = checklists.load(path, console) && good;
  if (!good) return kExitBadInput;
  Output output(console, options->value("--format", "json") == "table", options->has("--trace"));
  for (const std::string& path : options->values("--visits")) {
    const Result<std::string> content = read_input(path);
    if (!content) {
      report_error(console, content.error());
      good = false;
      continue;
    }
    const JsonRecords records = json_records(*content);
    for (const JsonRecord& record : records.records) {
      const ScoredVisit scored = score_record(checklists, record.text);
      output.add(scored);
      report_problems(console, location_of(path, records, record), scored.score.problems);
      good = good && scored.score.problems.empty();
    }
  }
  output.finish();
  return good ? kExitGood : kExitBadInput;
}

}  // namespace

Command score_command() { return {"score", run}; }

}  // namespace constat
