#include "tests/faults/support/child_process.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <stdexcept>

namespace constat::test {
namespace {

constexpr int kOutOfMemory = 77;
constexpr unsigned kSeconds = 60;

[[noreturn]] void end_without_memory() {
  if (const std::exception_ptr thrown = std::current_exception()) {
    try {
      std::rethrow_exception(thrown);
    } catch (const std::bad_alloc&) {
      _exit(kOutOfMemory);
    } catch (...) {
    }
  }
  std::abort();
}

void write_all(int to, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    const ssize_t written = write(to, text.data() + at, text.size() - at);
    if (written <= 0) return;
    at += static_cast<std::size_t>(written);
  }
}

[[noreturn]] void run_child(int to, const std::function<std::string()>& work) {
  // Catch2's own handlers would report this process as the test's.
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGTERM, SIGINT}) std::signal(signal, SIG_DFL);
  std::set_terminate(end_without_memory);
  alarm(kSeconds);
  std::string broken;
  try {
    broken = work();
  } catch (const std::exception& error) {
    broken = std::string("exception: ") + error.what();
  }
  write_all(to, broken);
  _exit(broken.empty() ? 0 : 1);
}

}  // namespace

ChildEnd in_a_child(const std::function<std::string()>& work) {
  std::array<int, 2> ends{};
  if (pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("no fork");
  if (child == 0) {
    close(ends[0]);
    run_child(ends[1], work);
  }
  close(ends[1]);
  ChildEnd end;
  std::array<char, 4096> part{};
  for (ssize_t size = 0; (size = read(ends[0], part.data(), part.size())) > 0;) end.broken.append(part.data(), static_cast<std::size_t>(size));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status)) end.broken += "the process ended by signal " + std::to_string(WTERMSIG(status));
  end.out_of_memory = WIFEXITED(status) && WEXITSTATUS(status) == kOutOfMemory;
  if (end.broken.empty() && !end.out_of_memory && status != 0) end.broken = "the process ended with status " + std::to_string(status);
  return end;
}

}  // namespace constat::test
