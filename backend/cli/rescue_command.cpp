#include "backend/cli/rescue_command.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "backend/cli/data_folder.hpp"
#include "backend/cli/options.hpp"
#include "backend/rescue/rescue_import.hpp"

namespace constat {
namespace {

int fail(Console& console, std::string key, std::vector<std::string> args = {}) {
  report_error(console, {ErrorCode::invalid, std::move(key), std::move(args), {}});
  return kExitBadInput;
}

// Never an argument: other users of the machine can read those.
std::string passphrase_given() {
  if (const char* variable = std::getenv("CONSTAT_RESCUE_PASSPHRASE")) return variable;
  std::string line;
  std::getline(std::cin, line);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

int import_file(Console& console, const Options& options) {
  const std::string& path = options.positionals().front();
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(console, "cli.cannot_read", {path});
  char beginning[512] = {};
  in.read(beginning, sizeof beginning);
  const bool encrypted = !server::is_tar({beginning, static_cast<std::size_t>(in.gcount())});
  in.clear();
  in.seekg(0);
  const auto rescued = server::read_rescued(in, encrypted ? passphrase_given() : std::string());
  if (!rescued) return fail(console, "error." + rescued.error().message);

  server::ApplicationOptions wanted;
  wanted.data = options.value("--data");
  server::Application application(std::move(wanted));
  const std::string email = server::lower_case_email(options.value("--user"));
  const auto sender = application.store().accounts()->user_by_email(email);
  if (!sender) {
    application.stop();
    return fail(console, "cli.import.rescue_no_user", {email});
  }
  const server::RescueCounts counts = server::import_rescued(application, *sender, *rescued);
  report_problems(console, path, counts.problems);
  const std::pair<const char*, std::int64_t> lines[] = {{"cli.import.visits", counts.visits},
                                                        {"cli.import.visits_known", counts.known},
                                                        {"cli.import.visits_quarantined", counts.quarantined},
                                                        {"cli.import.rescue_drafts", counts.drafts},
                                                        {"cli.import.rescue_photos", counts.photos}};
  for (const auto& [key, count] : lines) console.out << text(console.language, key, {std::to_string(count)}) << "\n";
  application.stop();
  return counts.problems.empty() ? kExitGood : kExitBadInput;
}

}  // namespace

int run_rescue_import(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args, {{"--data", Kind::value, true, {}}, {"--user", Kind::value, true, {}}}, true);
  if (!options) return bad_usage(console, "import", options.error());
  if (options->positionals().size() != 1) return bad_usage(console, "import", {ErrorCode::invalid, "cli.import.rescue_one_file", {}, {}});
  return run_on_data_folder(console, options->value("--data"), [&] { return import_file(console, *options); });
}

}  // namespace constat
