// The real program, `constat serve`, as a process of its own that can be killed; and its other commands, run to the end.
// The program is CONSTAT_PROGRAM, or the one of this build.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace constat::test {

struct ServerSettings {
  std::filesystem::path data;
  std::filesystem::path log;                   // standard error is appended here; empty: nowhere
  std::vector<std::string> environment = {};  // "NAME=value", before the own
  pid_t namespaces_of = 0;                     // enters the user and mount namespaces of this process; 0: stays here
};

class ServerProcess {
 public:
  // Returns when it listens. Throws std::runtime_error with the end of its log when it does not.
  explicit ServerProcess(const ServerSettings& settings);
  ~ServerProcess() { kill(); }
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  int port() const { return port_; }
  pid_t process() const { return process_; }
  void kill();  // SIGKILL, and waits
  int stop();   // SIGTERM, and waits; the exit status, 128 + signal when it did not end by itself

 private:
  int wait();
  pid_t process_ = 0;
  int output_ = -1;
  int port_ = 0;
};

struct ProgramRun {
  int status = 0;
  std::string out, err;
};
ProgramRun run_program(const std::vector<std::string>& arguments);

}  // namespace constat::test
