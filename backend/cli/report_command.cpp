#include "backend/cli/report_command.hpp"

#include <ostream>

#include "backend/cli/export_output.hpp"
#include "backend/cli/options.hpp"
#include "backend/export/reports.hpp"
#include "backend/insight/network.hpp"

namespace constat {
namespace {

namespace exports = server::exports;

// The bytes, or the error that says what is not there.
Result<std::string> made_report(server::Application& application, const server::OrganisationId& organisation, const Options& options,
                                Language language) {
  const std::string &subject = options.positionals()[0], &id = options.positionals()[1], wave = options.value("--wave");
  const exports::ReportContext context{language, server::rfc3339(server::system_clock()())};
  const auto reader = application.store().read(organisation);
  server::ChecklistCache& checklists = application.services().checklists;
  if (subject == "visit") {
    if (auto pdf = exports::visit_report_pdf(*reader, checklists, VisitId(id), context)) return *pdf;
    return failure(ErrorCode::not_found, "export.no_visit", {id});
  }
  if (!server::chosen_wave(*reader, wave)) return failure(ErrorCode::not_found, "export.unknown_wave", {wave});
  if (auto pdf = exports::site_scorecard_pdf(*reader, checklists, SiteId(id), wave, context)) return *pdf;
  return failure(ErrorCode::not_found, "export.no_site", {id});
}

int write_report(Console& console, server::Application& application, const server::OrganisationId& organisation, const Options& options) {
  const auto pdf = made_report(application, organisation, options, language_of(options.value("--language"), console.language));
  if (!pdf) {
    report_error(console, pdf.error());
    return kExitBadInput;
  }
  const std::string path = options.value("--output");
  const bool written = write_output(console, path, [&](exports::ByteSink& out) {
    out.write(*pdf);
    return true;
  });
  if (!written) return kExitBadInput;
  if (path != "-") console.out << text(console.language, "cli.report.done", {path}) << "\n";
  return kExitGood;
}

int run_report(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--output", Kind::value, true, {}},
                                       {"--format", Kind::value, false, {"pdf"}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--wave", Kind::value, false, {}},
                                       {"--language", Kind::value, false, {"fr", "en"}}},
                                      true);
  if (!options) return bad_usage(console, "report", options.error());
  const auto& words = options->positionals();
  if (words.size() != 2 || (words[0] != "visit" && words[0] != "site"))
    return bad_usage(console, "report", {ErrorCode::invalid, "cli.report.what", {}, {}});
  return run_on_organisation(console, *options, [&](server::Application& application, const server::OrganisationId& organisation) {
    return write_report(console, application, organisation, *options);
  });
}

}  // namespace

Command report_command() { return {"report", run_report}; }

}  // namespace constat
