#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include "tests/reliability/support/small_disk.hpp"

namespace constat::test {
namespace {

constexpr std::int64_t kPlenty = std::int64_t{1} << 40;

class Shim final : public SmallDisk {
 public:
  explicit Shim(const std::filesystem::path& folder) : data_(folder / "data"), room_file_(folder / "room") {
    const int file = open(room_file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof(std::int64_t)) != 0) throw std::runtime_error("no file for the shim");
    void* shared = mmap(nullptr, sizeof(std::int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (shared == MAP_FAILED) throw std::runtime_error("no memory for the shim");
    room_ = static_cast<std::atomic<std::int64_t>*>(shared);
    give_back();
  }
  ~Shim() override { munmap(room_, sizeof(std::int64_t)); }

  std::string kind() const override { return "a library that fails writes with ENOSPC"; }
  std::filesystem::path data() const override { return data_; }
  ServerSettings settings(const std::filesystem::path& log) const override {
    const char* asan = std::getenv("ASAN_OPTIONS");
    return {data_, log,
            {"LD_PRELOAD=" CONSTAT_FULL_DISK_SHIM, "CONSTAT_SHIM_ROOM=" + room_file_.string(), "CONSTAT_SHIM_FOLDER=" + data_.string(),
             "ASAN_OPTIONS=" + std::string(asan ? asan : "") + ":verify_asan_link_order=0"}};
  }
  void leave(std::int64_t bytes) override { *room_ = bytes; }
  void give_back() override { *room_ = kPlenty; }

 private:
  std::filesystem::path data_, room_file_;
  std::atomic<std::int64_t>* room_ = nullptr;
};

}  // namespace

std::unique_ptr<SmallDisk> small_shim(const std::filesystem::path& folder) { return std::make_unique<Shim>(folder); }

}  // namespace constat::test
