// A disk in memory on which only what was synced is sure, and a power supply that a test cuts.
//
// Bytes of a file are sure after sync(file); its name (made, moved or removed) after sync_directory of its folder. When
// the power fails, what is not sure is dropped, torn or kept, as `Loss` and the seed say: a write may survive in any of
// its sectors of 512 bytes, alone or out of order. From the cut on every call fails and changes nothing, so whatever runs
// can end in its own way; power_on() then shows what a machine would find.
//
// Every call that changes something is a point at which the power can fail or the call alone can fail; reads can be
// made to count too. Threads: any.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/rng.hpp"

namespace constat::test {

enum class Loss : std::uint8_t {
  nothing,   // the process died, the machine lives: everything written is there, though no surer than before
  unsynced,  // nothing that was not synced
  torn,      // any part of it
};

class SimDisk {
 public:
  struct File;  // the bytes, whatever their names
  using FileRef = std::shared_ptr<File>;

  explicit SimDisk(std::uint64_t seed = 1) : rng_(seed) {}

  // All false when the call failed: by a fault, by the cut, or because the name is not there.
  FileRef open(const std::string& path, bool create, bool must_be_new = false);
  bool read(const FileRef& file, std::uint64_t offset, std::size_t count, std::string& bytes);  // short at the end
  bool write(const FileRef& file, std::uint64_t offset, std::string_view bytes);
  bool truncate(const FileRef& file, std::uint64_t size);
  bool sync(const FileRef& file);
  std::uint64_t size(const FileRef& file);
  bool rename(const std::string& from, const std::string& to);
  bool remove(const std::string& path);
  bool sync_directory(const std::string& directory);

  bool exists(const std::string& path);
  std::vector<std::string> list(const std::string& directory);  // names without the folder, sorted

  // Faults. Calls are counted from the moment of asking; 1 is the next one.
  void cut_power_at(std::int64_t call);
  void fail_at(std::int64_t call);
  void fail_from(std::int64_t call);
  void count_reads(bool on) { reads_count_ = on; }
  void no_failures();  // calls pass again; a cut that was set still comes
  void no_faults();
  std::int64_t calls() const { return calls_; }
  bool is_dead() const { return dead_; }
  std::int64_t failures() const { return failures_; }  // calls that failed by a fault, the cut not counted

  void cut_power() { dead_ = true; }
  void power_on(Loss loss);

  // Everything on the disk, as a copy that shares nothing; to be taken and put back while nobody has a file open.
  using Image = std::map<std::string, std::string>;
  Image image();
  void load(const Image& image);

  // For what lives beside a file for as long as the machine runs (locks, shared memory of the database).
  std::recursive_mutex& mutex() { return mutex_; }

 private:
  enum class Call { passes, fails, cut };
  Call next(bool reads = false);
  void settle(File& file, Loss loss);
  void settle_names();

  std::recursive_mutex mutex_;
  Rng rng_;
  std::map<std::string, FileRef> names_, sure_names_;
  std::vector<std::weak_ptr<File>> unsure_;  // with writes that are not synced
  std::int64_t calls_ = 0, cut_at_ = -1, fail_at_ = -1, fail_from_ = -1, failures_ = 0;
  bool dead_ = false, reads_count_ = false;
};

}  // namespace constat::test
