// The frame of the command line: `constat COMMAND [OPTIONS]`. A command is a name, its catalogue texts and a function;
// main.cpp lists them. Streams and the environment come as arguments, so that tests run commands without a process.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.hpp"
#include "shared/text/text.hpp"

namespace constat {

// Exit codes of every command.
inline constexpr int kExitGood = 0;
inline constexpr int kExitBadInput = 1;
inline constexpr int kExitBadUsage = 2;

struct Console {
  std::ostream& out;
  std::ostream& err;
  Language language;
};

struct Command {
  std::string_view name;
  // Texts: "cli.<name>.summary" (one line) and "cli.<name>.help" (usage and options).
  int (*run)(const std::vector<std::string>& args, Console& console);
};

// Runs what `args` (without the program's name) ask for. `--help` and `--lang fr|en` stand anywhere; the language is
// otherwise that of `lang_variable` (as "fr_FR.UTF-8"), else English. `--version` prints the versions.
int run_command_line(const std::vector<Command>& commands, std::vector<std::string> args,
                     std::string_view lang_variable, std::ostream& out, std::ostream& err);

// "constat kpi: sentence" and how to get help, on standard error. Returns kExitBadUsage.
int bad_usage(Console& console, std::string_view command, const Error& error);

// One line per problem on standard error: "file:path: what is wrong; what to do".
void report_problems(Console& console, std::string_view file, const std::vector<Problem>& problems);
void report_error(Console& console, const Error& error);

}  // namespace constat
