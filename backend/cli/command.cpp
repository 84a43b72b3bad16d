#include "backend/cli/command.hpp"

#include <algorithm>
#include <ostream>

#include "shared/scoring/score.hpp"

namespace constat {
namespace {

constexpr std::string_view kVersion = "0.1.0";

void print_overview(const std::vector<Command>& commands, Console& console) {
  console.out << text(console.language, "cli.overview") << "\n\n";
  std::size_t width = 0;
  for (const Command& command : commands) width = std::max(width, command.name.size());
  for (const Command& command : commands) {
    const std::string key = "cli." + std::string(command.name) + ".summary";
    console.out << "  " << command.name << std::string(width + 2 - command.name.size(), ' ')
                << text(console.language, key) << "\n";
  }
  console.out << "\n" << text(console.language, "cli.overview.options") << "\n";
}

// Takes "--lang fr" or "--lang=fr" out of `args`; false when its value is no language.
bool take_language(std::vector<std::string>& args, Language& language) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    const bool joined = args[i].rfind("--lang=", 0) == 0;
    if (args[i] != "--lang" && !joined) continue;
    const bool has_value = joined || i + 1 < args.size();
    const std::string value = joined ? args[i].substr(7) : has_value ? args[i + 1] : "";
    if (value != "fr" && value != "en") return false;
    language = language_of(value);
    const auto first = args.begin() + static_cast<std::ptrdiff_t>(i);
    args.erase(first, first + (joined ? 1 : 2));
    --i;
  }
  return true;
}

bool take_flag(std::vector<std::string>& args, std::string_view name) {
  const auto found = std::find(args.begin(), args.end(), name);
  if (found == args.end()) return false;
  args.erase(found);
  return true;
}

}  // namespace

int bad_usage(Console& console, std::string_view command, const Error& error) {
  const std::string name = command.empty() ? "constat" : "constat " + std::string(command);
  console.err << name << ": " << describe(console.language, error) << "\n"
              << text(console.language, "cli.see_help", {name}) << "\n";
  return kExitBadUsage;
}

void report_problems(Console& console, std::string_view file, const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    console.err << file << (problem.path.empty() ? ": " : ":") << describe(console.language, problem) << "\n";
  }
}

void report_error(Console& console, const Error& error) { console.err << describe(console.language, error) << "\n"; }

int run_command_line(const std::vector<Command>& commands, std::vector<std::string> args,
                     std::string_view lang_variable, std::ostream& out, std::ostream& err) {
  Console console{out, err, language_of(lang_variable, Language::english)};
  if (!take_language(args, console.language)) {
    return bad_usage(console, "", {ErrorCode::invalid, "cli.bad_language", {}, {}});
  }
  const bool help = take_flag(args, "--help") || take_flag(args, "-h");
  if (args.empty()) {
    if (!help) return bad_usage(console, "", {ErrorCode::invalid, "cli.no_command", {}, {}});
    print_overview(commands, console);
    return kExitGood;
  }
  if (args[0] == "--version") {
    out << "constat " << kVersion << " (" << text(console.language, "cli.scoring_version") << " " << kScoringVersion
        << ")\n";
    return kExitGood;
  }
  const auto command =
      std::find_if(commands.begin(), commands.end(), [&](const Command& each) { return each.name == args[0]; });
  if (command == commands.end()) {
    return bad_usage(console, "", {ErrorCode::invalid, "cli.unknown_command", {args[0]}, {}});
  }
  if (help) {
    out << text(console.language, "cli." + std::string(command->name) + ".help") << "\n";
    return kExitGood;
  }
  args.erase(args.begin());
  return command->run(args, console);
}

}  // namespace constat
