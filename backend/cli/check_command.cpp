#include "backend/cli/check_command.hpp"

#include <ostream>

#include "backend/cli/checklist_set.hpp"
#include "backend/cli/files.hpp"
#include "backend/cli/options.hpp"
#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/compare/index.hpp"
#include "shared/lint/lint.hpp"
#include "shared/scoring/checks.hpp"
#include "shared/scoring/score.hpp"
#include "shared/survey/survey.hpp"
#include "shared/visit/validate.hpp"
#include "shared/visit/visit.hpp"

namespace constat {
namespace {

struct InputFile {
  std::string path;
  std::string content;
  JsonRecords records;
};

// "format" of a record, or "" when it cannot be read.
std::string format_of(std::string_view record) {
  const Parsed<Json> root = parse_json(record);
  const Json* format = root ? root->find("format") : nullptr;
  return format != nullptr && format->is(JsonKind::string) ? format->text : std::string();
}

template <class T>
std::vector<Problem> problems_of(const Parsed<T>& parsed) {
  return parsed ? std::vector<Problem>{} : parsed.error();
}

// Answers that contradict one another, each at the question where the phone tells it.
std::vector<Problem> contradictions(const Checklist& checklist, const Visit& visit, std::string_view language) {
  std::vector<Problem> problems;
  const std::vector<bool> visible = visible_items(checklist, visit);
  for (const Check* check : violated_checks(checklist, visit)) {
    const Item& item = checklist.at(places_of(*check, checklist, visible).back());
    problems.push_back({"answers." + item.id.value, "check-violated",
                        {check->id.value, std::string(check->message.in(language))}});
  }
  return problems;
}

// A visit's own form, and its answers when its checklist is among the files.
std::vector<Problem> check_visit(std::string_view record, const ChecklistSet& checklists, std::string_view language) {
  const Parsed<Visit> visit = parse_visit(record);
  if (!visit) return visit.error();
  const Checklist* checklist = checklists.find(*visit);
  if (checklist == nullptr) return {};
  std::vector<Problem> problems = validate_visit(*checklist, *visit);
  return problems.empty() ? contradictions(*checklist, *visit, language) : problems;
}

std::vector<Problem> check_record(std::string_view record, const ChecklistSet& checklists, std::string_view language) {
  const std::string format = format_of(record);
  if (format == "constat.visit/1") return check_visit(record, checklists, language);
  if (format == "constat.checklist/1") return problems_of(parse_checklist(record));
  if (format == "constat.survey/1") return problems_of(parse_survey(record));
  if (format == "constat.index/1") return problems_of(parse_index_rules(record));
  const Parsed<Json> root = parse_json(record);
  if (!root) return root.error();
  if (!root->is(JsonKind::object)) return {{"", "not-an-object", {}}};
  const Json* named = root->find("format");
  if (named == nullptr) return {{"", "missing-field", {"format"}}};
  if (!named->is(JsonKind::string)) return {{"format", "not-a-text", {}}};
  const std::string known = "constat.checklist/1, constat.visit/1, constat.survey/1, constat.index/1";
  return {{"format", "unknown-value", {format, known}}};
}

// False when the file has a problem. `says_good`: a line about a file without any.
bool check_file(const InputFile& file, const ChecklistSet& checklists, Console& console, bool says_good) {
  std::size_t count = 0;
  for (const JsonRecord& record : file.records.records) {
    const std::vector<Problem> problems = check_record(record.text, checklists, code_of(console.language));
    report_problems(console, location_of(file.path, file.records, record), problems);
    count += problems.size();
  }
  if (count == 0 && says_good) {
    console.out << file.path << ": "
                << text_plural(console.language, "cli.check.good",
                               static_cast<std::int64_t>(file.records.records.size()))
                << "\n";
  }
  return count == 0;
}

// False when the checklist has an error or a warning.
bool lint_checklist(const std::string& file, const Checklist& checklist, Console& console, bool as_json) {
  const auto word = [&](std::string_view key) { return text(console.language, "cli.check.lint." + std::string(key)); };
  const std::vector<Finding> findings = lint(checklist);
  bool good = true;
  for (const Finding& finding : findings) {
    good = good && finding.severity == Finding::Severity::note;
    if (as_json) {
      console.out << "{\"file\":" << json_quoted(file) << "," << write_finding(console.language, checklist, finding).substr(1) << "\n";
      continue;
    }
    std::string answers;
    for (const auto& [item, answer] : finding.example) answers += (answers.empty() ? "" : ", ") + item + " " + write_answer(answer);
    console.out << file << ":" << finding.path << ": " << word(to_string(finding.severity)) << ": " << describe(console.language, finding) << "\n";
    if (!answers.empty()) console.out << "    " << text(console.language, "cli.check.lint.example", {answers}) << "\n";
  }
  if (findings.empty() && !as_json) console.out << file << ": " << word("clean") << "\n";
  return good;
}

// What the linter says of every checklist among the files.
bool lint_all(const std::vector<InputFile>& files, Console& console, bool as_json) {
  bool good = true;
  for (const InputFile& file : files) {
    for (const JsonRecord& record : file.records.records) {
      if (const Parsed<Checklist> checklist = parse_checklist(record.text)) {
        good = lint_checklist(location_of(file.path, file.records, record), *checklist, console, as_json) && good;
      }
    }
  }
  return good;
}

int run(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const Result<Options> options =
      Options::parse(args, {{"--lint", Kind::flag, false, {}}, {"--format", Kind::value, false, {"json", "text"}}}, true);
  if (!options) return bad_usage(console, "check", options.error());
  if (options->positionals().empty()) {
    return bad_usage(console, "check", {ErrorCode::invalid, "cli.check.no_file", {}, {}});
  }
  const bool as_json = options->value("--format", "text") == "json";
  if (options->has("--format") && !options->has("--lint")) {
    return bad_usage(console, "check", {ErrorCode::invalid, "cli.check.lint.format_alone", {}, {}});
  }
  bool good = true;
  std::vector<InputFile> files;
  files.reserve(options->positionals().size());
  ChecklistSet checklists;
  for (const std::string& path : options->positionals()) {
    Result<std::string> content = read_input(path);
    if (!content) {
      report_error(console, content.error());
      good = false;
      continue;
    }
    files.push_back({path, std::move(*content), {}});
    files.back().records = json_records(files.back().content);
    if (Parsed<Checklist> checklist = parse_checklist(files.back().content)) checklists.add(std::move(*checklist));
  }
  for (const InputFile& file : files) good = check_file(file, checklists, console, !as_json) && good;
  if (options->has("--lint")) good = lint_all(files, console, as_json) && good;
  return good ? kExitGood : kExitBadInput;
}

}  // namespace

Command check_command() { return {"check", run}; }

}  // namespace constat
