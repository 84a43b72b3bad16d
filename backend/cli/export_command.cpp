#include "backend/cli/export_command.hpp"

#include <chrono>
#include <ostream>

#include "backend/cli/cli_audit.hpp"
#include "backend/cli/export_output.hpp"
#include "backend/cli/options.hpp"
#include "backend/export/tables.hpp"

namespace constat {
namespace {

namespace exports = server::exports;

// At most one line every two seconds.
std::function<void(std::size_t, std::size_t)> show_visits(Console& console) {
  using Time = std::chrono::steady_clock;
  return [&console, last = Time::now()](std::size_t done, std::size_t all) mutable {
    if (Time::now() - last < std::chrono::seconds(2)) return;
    last = Time::now();
    console.err << text(console.language, "cli.export.doing", {std::to_string(done), std::to_string(all)}) << std::endl;
  };
}

int write_tables(Console& console, server::Application& application, const server::OrganisationId& organisation, const Options& options,
                 exports::Subject subject) {
  exports::TableRequest request;
  request.subject = subject;
  request.format = *exports::format_of(options.value("--format", "csv"));
  request.style.language = language_of(options.value("--language"), console.language);
  request.style.codes = options.has("--codes");
  if (options.has("--delimiter")) request.style.delimiter = options.value("--delimiter") == "comma" ? ',' : ';';
  request.wave = options.value("--wave");
  request.checklist = options.value("--checklist");
  request.table = options.value("--table");
  request.now = server::rfc3339(server::system_clock()());
  request.progress = show_visits(console);

  exports::ExportCounts counts;
  const std::string path = options.value("--output");
  const bool written = write_output(console, path, [&](exports::ByteSink& out) {
    const auto reader = application.store().read(organisation);
    const auto result = exports::write_export(*reader, application.services().checklists, request, out);
    if (result) counts = *result;
    else report_error(console, result.error());
    return result.has_value();
  });
  if (written)
    note_cli(application.store(), organisation,
             cli_audit("export-downloaded", "file", options.positionals().front() + "." + options.value("--format", "csv"),
                       {{"wave", request.wave}, {"rows", std::to_string(counts.rows)}}));
  if (!written) return kExitBadInput;
  const auto say = [&](std::ostream& out, std::string_view key, std::size_t count) {
    out << text_plural(console.language, key, static_cast<std::int64_t>(count), {path}) << "\n";
  };
  if (path != "-") say(console.out, "cli.export.done", counts.rows);
  if (counts.left_out > 0) say(console.err, "cli.export.left_out", counts.left_out);
  return kExitGood;
}

int run_export(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--output", Kind::value, true, {}},
                                       {"--format", Kind::value, false, {"csv", "xlsx", "jsonl"}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--wave", Kind::value, false, {}},
                                       {"--checklist", Kind::value, false, {}},
                                       {"--table", Kind::value, false, {"sites", "kpis", "differences"}},
                                       {"--language", Kind::value, false, {"fr", "en"}},
                                       {"--delimiter", Kind::value, false, {"semicolon", "comma"}},
                                       {"--codes", Kind::flag, false, {}}},
                                      true);
  if (!options) return bad_usage(console, "export", options.error());
  const auto subject = options->positionals().size() == 1 ? exports::subject_of(options->positionals().front()) : std::nullopt;
  if (!subject) return bad_usage(console, "export", {ErrorCode::invalid, "cli.export.what", {}, {}});
  return run_on_organisation(console, *options, [&](server::Application& application, const server::OrganisationId& organisation) {
    return write_tables(console, application, organisation, *options, *subject);
  });
}

}  // namespace

Command export_command() { return {"export", run_export}; }

}  // namespace constat
