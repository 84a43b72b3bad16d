#include "backend/cli/import_command.hpp"

#include <ostream>

#include "backend/cli/cli_audit.hpp"
#include "backend/cli/data_folder.hpp"
#include "backend/cli/files.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/rescue_command.hpp"
#include "backend/import/import.hpp"

namespace constat {
namespace {

using server::Importer;
using server::InputFile;

class Inputs {
 public:
  explicit Inputs(Console& console) : console_(console) {}
  std::optional<InputFile> read(const std::string& path) {
    auto content = read_input(path);
    if (content) return InputFile{path, std::move(*content)};
    report_error(console_, content.error());
    failed_ = true;
    return std::nullopt;
  }
  bool failed() const { return failed_; }

 private:
  Console& console_;
  bool failed_ = false;
};

void read_visits(Inputs& inputs, const std::string& path, Importer& importer) {
  const auto file = inputs.read(path);
  if (!file) return;
  const JsonRecords records = json_records(file->content);
  std::vector<InputFile> each;
  for (const JsonRecord& record : records.records)
    each.push_back({location_of(path, records, record), std::string(record.text)});
  importer.visits(each);
}

void print_counts(Console& console, const server::ImportCounts& counts) {
  const std::pair<const char*, std::int64_t> lines[] = {
      {"cli.import.checklists", counts.checklists},   {"cli.import.sites", counts.sites},
      {"cli.import.visits", counts.visits},           {"cli.import.visits_known", counts.visits_known},
      {"cli.import.visits_quarantined", counts.visits_quarantined}, {"cli.import.surveys", counts.surveys},
      {"cli.import.responses", counts.responses},     {"cli.import.responses_known", counts.responses_known},
      {"cli.import.rejected", counts.rejected_values}};
  for (const auto& [key, count] : lines)
    console.out << text(console.language, key, {std::to_string(count)}) << "\n";
}

int import_into(Console& console, const Options& options) {
  server::ApplicationOptions wanted;
  wanted.data = options.value("--data");
  server::Application application(std::move(wanted));
  const auto organisation = server::find_or_make_organisation(application.store(), options.value("--organisation"),
                                                              text(console.language, "cli.import.default_organisation"));
  if (!organisation) {
    report_error(console, organisation.error());
    return kExitBadInput;
  }
  bool clean = true;
  Importer importer(application, *organisation, [&](std::string_view place, const std::vector<Problem>& problems) {
    clean = false;
    report_problems(console, place, problems);
  });
  Inputs inputs(console);
  for (const std::string& path : options.values("--checklist"))
    if (const auto file = inputs.read(path)) importer.checklist(*file);
  for (const std::string& path : options.values("--sites"))
    if (const auto file = inputs.read(path)) importer.sites(*file);
  for (const std::string& path : options.values("--visits")) read_visits(inputs, path, importer);
  const auto surveys = options.values("--survey"), responses = options.values("--responses");
  for (std::size_t i = 0; i < surveys.size(); ++i) {
    const auto description = inputs.read(surveys[i]);
    const auto answers = inputs.read(responses[i]);
    if (description && answers) importer.survey(*description, *answers);
  }
  const server::ImportCounts& counts = importer.counts();
  note_cli(application.store(), *organisation,
           cli_audit("data-imported", "organisation", organisation->value,
                     {{"checklists", std::to_string(counts.checklists)}, {"sites", std::to_string(counts.sites)},
                      {"visits", std::to_string(counts.visits)}, {"responses", std::to_string(counts.responses)}}));
  print_counts(console, counts);
  application.stop();
  return clean && !inputs.failed() ? kExitGood : kExitBadInput;
}

int run_import(const std::vector<std::string>& args, Console& console) {
  if (!args.empty() && args[0] == "rescue") return run_rescue_import({args.begin() + 1, args.end()}, console);
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--checklist", Kind::list, false, {}},
                                       {"--sites", Kind::list, false, {}},
                                       {"--visits", Kind::list, false, {}},
                                       {"--survey", Kind::list, false, {}},
                                       {"--responses", Kind::list, false, {}}},
                                      false);
  if (!options) return bad_usage(console, "import", options.error());
  if (options->values("--survey").size() != options->values("--responses").size())
    return bad_usage(console, "import", {ErrorCode::invalid, "cli.import.unpaired", {}, {}});
  return run_on_data_folder(console, options->value("--data"), [&] { return import_into(console, *options); });
}

}  // namespace

Command import_command() { return {"import", run_import}; }

}  // namespace constat
