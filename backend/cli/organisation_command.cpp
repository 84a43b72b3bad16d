#include "backend/cli/organisation_command.hpp"

#include <ostream>

#include "backend/application/application.hpp"
#include "backend/cli/cli_audit.hpp"
#include "backend/cli/data_folder.hpp"
#include "backend/cli/options.hpp"

namespace constat {
namespace {

int show_or_change(Console& console, const Options& options) {
  server::ApplicationOptions wanted;
  wanted.data = options.value("--data");
  server::Application application(std::move(wanted));
  server::Store& store = application.store();
  const std::string name = options.value("--organisation");
  bool any = false;
  for (server::Organisation organisation : store.accounts()->organisations()) {
    if (!name.empty() && organisation.name != name && organisation.id.value != name) continue;
    any = true;
    if (options.has("--review")) {
      organisation.review_required = options.value("--review") == "required";
      store.write(organisation.id, [&](server::Writer& writer) {
        writer.set_review_required(organisation.review_required);
        writer.add_audit(cli_audit("organisation-review", "organisation", organisation.id.value, {{"review", options.value("--review")}}));
      });
    }
    console.out << text(console.language, organisation.review_required ? "cli.organisation.required" : "cli.organisation.none",
                        {organisation.name, organisation.id.value})
                << "\n";
  }
  application.stop();
  if (any) return kExitGood;
  report_error(console, {ErrorCode::not_found, "cli.organisation.absent", {name}, {}});
  return kExitBadInput;
}

int run_organisation(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--review", Kind::value, false, {"required", "none"}}},
                                      false);
  if (!options) return bad_usage(console, "organisation", options.error());
  return run_on_data_folder(console, options->value("--data"), [&] { return show_or_change(console, *options); });
}

}  // namespace

Command organisation_command() { return {"organisation", run_organisation}; }

}  // namespace constat
