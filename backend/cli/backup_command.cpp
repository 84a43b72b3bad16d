#include "backend/cli/backup_command.hpp"

#include <charconv>
#include <ostream>

#include "backend/cli/data_folder.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/recovery_text.hpp"
#include "backend/http/version.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/recovery/backup.hpp"

namespace constat {
namespace {

int back_up(Console& console, const Options& options, std::size_t keep) {
  try {
    const auto result =
        server::recovery::back_up(options.value("--data"), options.value("--to"), keep, std::string(server::kVersion),
                                  server::system_clock(), show_progress(console));
    print_findings(console, result.findings);
    if (result.done)
      console.out << text(console.language, "cli.backup.done",
                          {result.made.string(), std::to_string(result.photos), in_megabytes(console.language, result.bytes)})
                  << "\n"
                  << text(console.language, "recovery.content_hash", {result.content_hash}) << "\n";
    if (result.removed > 0)
      console.out << text(console.language, "cli.backup.removed", {std::to_string(result.removed)}) << "\n";
    if (has_problem(result.findings))
      console.err << text(console.language, result.done ? "cli.backup.not_safe" : "cli.backup.failed") << "\n";
    return result.done && !has_problem(result.findings) ? kExitGood : kExitBadInput;
  } catch (const server::DataDirectoryBusy& busy) {
    report_error(console, {ErrorCode::busy, "cli.backup.busy", {busy.what()}, {}});
    return kExitBadInput;
  }
}

int run_backup(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(
      args, {{"--data", Kind::value, true, {}}, {"--to", Kind::value, true, {}}, {"--keep", Kind::value, false, {}}}, false);
  if (!options) return bad_usage(console, "backup", options.error());
  std::size_t keep = 0;
  if (options->has("--keep")) {
    const std::string given = options->value("--keep");
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), keep);
    if (error != std::errc() || end != given.data() + given.size() || keep == 0)
      return bad_usage(console, "backup", {ErrorCode::invalid, "cli.backup.bad_keep", {given}, {}});
  }
  return run_on_data_folder(console, options->value("--data"), [&] { return back_up(console, *options, keep); });
}

}  // namespace

Command backup_command() { return {"backup", run_backup}; }

}  // namespace constat
