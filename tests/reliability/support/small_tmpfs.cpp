#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <stdexcept>

#include "tests/reliability/support/small_disk.hpp"

namespace constat::test {
namespace {

constexpr const char* kSize = "size=256m";

void write_text(const char* file, const std::string& text) {
  const int out = open(file, O_WRONLY | O_CLOEXEC);
  if (out < 0) return;
  if (write(out, text.data(), text.size()) < 0) _exit(1);
  close(out);
}

// Mounts in a mount namespace of its own, in a user namespace where that needs one, and stays as the mount's owner.
[[noreturn]] void hold(const char* where, int end) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  const uid_t user = getuid();
  const gid_t group = getgid();
  bool apart = unshare(CLONE_NEWNS) == 0;
  if (!apart && unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0) {
    write_text("/proc/self/setgroups", "deny");
    write_text("/proc/self/uid_map", "0 " + std::to_string(user) + " 1");
    write_text("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
    apart = true;
  }
  const bool mounted = apart && mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                       mount("tmpfs", where, "tmpfs", 0, kSize) == 0;
  const char word = mounted ? 'y' : 'n';
  if (write(end, &word, 1) != 1 || !mounted) _exit(1);
  for (;;) pause();
}

class Tmpfs final : public SmallDisk {
 public:
  Tmpfs(pid_t holder, std::filesystem::path mounted) : holder_(holder), mounted_(std::move(mounted)) {}
  ~Tmpfs() override {
    kill(holder_, SIGKILL);
    waitpid(holder_, nullptr, 0);
  }

  std::string kind() const override { return "tmpfs"; }
  std::filesystem::path data() const override { return outside() / "data"; }
  ServerSettings settings(const std::filesystem::path& log) const override {
    ServerSettings settings{mounted_ / "data", log, {}};
    settings.namespaces_of = holder_;
    return settings;
  }

  void leave(std::int64_t bytes) override {
    struct statvfs facts {};
    if (statvfs(outside().c_str(), &facts) != 0) throw std::runtime_error("statvfs failed");
    const auto free = static_cast<std::int64_t>(facts.f_bavail) * static_cast<std::int64_t>(facts.f_frsize);
    const int ballast = open((outside() / "ballast").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    if (free > bytes && posix_fallocate(ballast, 0, free - bytes) != 0) throw std::runtime_error("no ballast");
    close(ballast);
  }
  void give_back() override { std::filesystem::remove(outside() / "ballast"); }

 private:
  std::filesystem::path outside() const {
    return "/proc/" + std::to_string(holder_) + "/root" + mounted_.string();
  }
  pid_t holder_;
  std::filesystem::path mounted_;
};

}  // namespace

std::unique_ptr<SmallDisk> small_tmpfs(const std::filesystem::path& folder) {
  const auto where = folder / "mounted";
  std::filesystem::create_directories(where);
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) return nullptr;
  const pid_t holder = fork();
  if (holder == 0) hold(where.c_str(), ends[1]);
  close(ends[1]);
  char word = 'n';
  const bool mounted = read(ends[0], &word, 1) == 1 && word == 'y';
  close(ends[0]);
  if (mounted) return std::make_unique<Tmpfs>(holder, where);
  waitpid(holder, nullptr, 0);
  return nullptr;
}

}  // namespace constat::test
