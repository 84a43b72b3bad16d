#include "tests/reliability/support/server_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace constat::test {
namespace {

constexpr int kStartMs = 60'000;  // a sanitized build recovers a killed database slowly

std::string program() {
  const char* own = std::getenv("CONSTAT_PROGRAM");
  return own ? own : CONSTAT_PROGRAM;
}

std::string end_of(const std::filesystem::path& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  const std::string all = text.str();
  return all.size() > 2000 ? all.substr(all.size() - 2000) : all;
}

// fork and exec with these ends; everything that allocates happens before the fork.
pid_t spawn(const std::vector<std::string>& arguments, const std::vector<std::string>& environment, int out, int err,
            pid_t namespaces_of = 0) {
  const std::string of = "/proc/" + std::to_string(namespaces_of) + "/ns/", users = of + "user", mounts = of + "mnt";
  const std::string path = program();
  std::vector<char*> argv{const_cast<char*>(path.c_str())}, envp;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  for (const std::string& variable : environment) envp.push_back(const_cast<char*>(variable.c_str()));
  for (char** variable = environ; *variable; ++variable) envp.push_back(*variable);
  envp.push_back(nullptr);
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test that dies leaves no server behind
    if (namespaces_of != 0) {
      // The user namespace may be the own one already: only the mounts must be the other's.
      setns(open(users.c_str(), O_RDONLY | O_CLOEXEC), CLONE_NEWUSER);
      if (setns(open(mounts.c_str(), O_RDONLY | O_CLOEXEC), CLONE_NEWNS) != 0) _exit(126);
    }
    dup2(out, STDOUT_FILENO);
    dup2(err, STDERR_FILENO);
    execve(argv[0], argv.data(), envp.data());
    _exit(127);
  }
  return child;
}

// The port of the first line that names an address; 0 when the output ends or `kStartMs` pass without one.
int port_in(int output) {
  std::string text;
  for (;;) {
    pollfd ready{output, POLLIN, 0};
    if (poll(&ready, 1, kStartMs) <= 0) return 0;
    char buffer[512];
    const ssize_t count = read(output, buffer, sizeof buffer);
    if (count <= 0) return 0;
    text.append(buffer, static_cast<std::size_t>(count));
    constexpr std::string_view kAddress = "http://127.0.0.1:";
    const auto at = text.find(kAddress);
    if (at != std::string::npos && text.find('/', at + kAddress.size()) != std::string::npos)
      return std::atoi(text.c_str() + at + kAddress.size());
  }
}

}  // namespace

ServerProcess::ServerProcess(const ServerSettings& settings) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe failed");
  const std::string log = settings.log.empty() ? "/dev/null" : settings.log.string();
  const int err = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  process_ = spawn({"serve", "--port", "0", "--data", settings.data.string(), "--web", ""}, settings.environment, ends[1], err,
                   settings.namespaces_of);
  close(ends[1]);
  close(err);
  output_ = ends[0];
  port_ = port_in(output_);
  if (port_ != 0) return;
  kill();
  throw std::runtime_error("the server does not start: " + end_of(settings.log));
}

int ServerProcess::wait() {
  int status = 0;
  waitpid(process_, &status, 0);
  process_ = 0;
  close(output_);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void ServerProcess::kill() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  wait();
}

int ServerProcess::stop() {
  ::kill(process_, SIGTERM);
  return wait();
}

ProgramRun run_program(const std::vector<std::string>& arguments) {
  std::string names[2];
  int files[2];
  for (int i = 0; i < 2; ++i) {
    names[i] = (std::filesystem::temp_directory_path() / "constat-run-XXXXXX").string();
    files[i] = mkostemp(names[i].data(), O_CLOEXEC);
  }
  const pid_t child = spawn(arguments, {"LANG=en_GB.UTF-8"}, files[0], files[1]);
  int status = 0;
  waitpid(child, &status, 0);
  ProgramRun run;
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  for (int i = 0; i < 2; ++i) {
    close(files[i]);
    std::ifstream in(names[i]);
    std::stringstream text;
    text << in.rdbuf();
    (i == 0 ? run.out : run.err) = text.str();
    std::filesystem::remove(names[i]);
  }
  return run;
}

}  // namespace constat::test
