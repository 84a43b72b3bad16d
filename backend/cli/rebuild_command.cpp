#include "backend/cli/rebuild_command.hpp"

#include <ostream>

#include "backend/cli/data_folder.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/recovery_text.hpp"
#include "backend/recovery/rebuild.hpp"

namespace constat {
namespace {

int run_rebuild(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args, {{"--data", Kind::value, true, {}}, {"--to", Kind::value, true, {}}}, false);
  if (!options) return bad_usage(console, "rebuild", options.error());
  return run_on_data_folder(console, options->value("--data"), [&] {
    const auto result =
        server::recovery::rebuild(options->value("--data"), options->value("--to"), show_progress(console));
    print_findings(console, result.findings);
    if (result.done) {
      console.out << text(console.language, "cli.rebuild.done", {std::to_string(result.records), options->value("--to")})
                  << "\n"
                  << text(console.language, "recovery.content_hash", {result.content_hash}) << "\n";
    }
    return result.done && !has_problem(result.findings) ? kExitGood : kExitBadInput;
  });
}

}  // namespace

Command rebuild_command() { return {"rebuild", run_rebuild}; }

}  // namespace constat
