#include "backend/cli/restore_command.hpp"

#include <ostream>

#include "backend/cli/data_folder.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/recovery_text.hpp"
#include "backend/recovery/restore.hpp"

namespace constat {
namespace {

int run_restore(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args, {{"--from", Kind::value, true, {}}, {"--data", Kind::value, true, {}}, {"--erased", Kind::value, false, {}}}, false);
  if (!options) return bad_usage(console, "restore", options.error());
  return run_on_data_folder(console, options->value("--data"), [&] {
    const auto result =
        server::recovery::restore(options->value("--from"), options->value("--data"), show_progress(console), options->value("--erased"));
    print_findings(console, result.findings);
    if (!result.done) {
      console.err << text(console.language, "cli.restore.refused") << "\n";
      return kExitBadInput;
    }
    console.out << text(console.language, "cli.restore.done",
                        {result.backup.string(), result.made_at, options->value("--data")})
                << "\n"
                << text(console.language, "cli.restore.epochs",
                        {std::to_string(result.organisations), std::to_string(result.photos)})
                << "\n";
    if (result.erased_again > 0) console.out << text(console.language, "cli.restore.erased", {std::to_string(result.erased_again)}) << "\n";
    return kExitGood;
  });
}

}  // namespace

Command restore_command() { return {"restore", run_restore}; }

}  // namespace constat
