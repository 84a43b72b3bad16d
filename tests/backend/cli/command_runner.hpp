// Runs a command of the tool on files made for the test, without a process.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "backend/cli/command.hpp"

namespace constat::test {

struct Outcome {
  int code = 0;
  std::string out, err;
};

// Without the words that the command line adds around a command; in English.
inline Outcome run(const Command& command, const std::vector<std::string>& args) {
  std::ostringstream out, err;
  Console console{out, err, Language::english};
  const int code = command.run(args, console);
  return {code, out.str(), err.str()};
}

class CommandRunner {
 public:
  explicit CommandRunner(Command command) : command_(command) {
    folder_ = std::filesystem::temp_directory_path() / ("constat-cli-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  ~CommandRunner() { std::filesystem::remove_all(folder_); }
  CommandRunner(const CommandRunner&) = delete;
  CommandRunner& operator=(const CommandRunner&) = delete;

  // The path of a new file with this content.
  std::string file(const std::string& name, const std::string& content) const {
    const std::filesystem::path path = folder_ / name;
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  Outcome run(std::vector<std::string> args) const {
    args.insert(args.begin(), std::string(command_.name));
    std::ostringstream out, err;
    const int code = run_command_line({command_}, std::move(args), "", out, err);
    return {code, out.str(), err.str()};
  }

 private:
  Command command_;
  std::filesystem::path folder_;
};

}  // namespace constat::test
