#include "backend/cli/check_command.hpp"

#include <ostream>

#include "backend/cli/checklist_set.hpp"
#include "backend/cli/files.hpp"
#include "backend/cli/options.hpp"
#include "shared/base/json.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/compare/index.hpp"
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

// A visit's own form, and its answers when its checklist is among the files.
std::vector<Problem> check_visit(std::string_view record, const ChecklistSet& checklists) {
  const Parsed<Visit> visit = parse_visit(record);
  if (!visit) return visit.error();
  const Checklist* checklist = checklists.find(*visit);
  return checklist == nullptr ? std::vector<Problem>{} : validate_visit(*checklist, *visit);
}

std::vector<Problem> check_record(std::string_view record, const ChecklistSet& checklists) {
  const std::string format = format_of(record);
  if (format == "constat.visit/1") return check_visit(record, checklists);
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

// False when the file has a problem.
bool check_file(const InputFile& file, const ChecklistSet& checklists, Console& console) {
  std::size_t count = 0;
  for (const JsonRecord& record : file.records.records) {
    const std::vector<Problem> problems = check_record(record.text, checklists);
    report_problems(console, location_of(file.path, file.records, record), problems);
    count += problems.size();
  }
  if (count == 0) {
    console.out << file.path << ": "
                << text_plural(console.language, "cli.check.good",
                               static_cast<std::int64_t>(file.records.records.size()))
                << "\n";
  }
  return count == 0;
}

int run(const std::vector<std::string>& args, Console& console) {
  const Result<Options> options = Options::parse(args, {}, true);
  if (!options) return bad_usage(console, "check", options.error());
  if (options->positionals().empty()) {
    return bad_usage(console, "check", {ErrorCode::invalid, "cli.check.no_file", {}, {}});
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
  for (const InputFile& file : files) good = check_file(file, checklists, console) && good;
  return good ? kExitGood : kExitBadInput;
}

}  // namespace

Command check_command() { return {"check", run}; }

}  // namespace constat
