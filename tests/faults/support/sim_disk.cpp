#include "tests/faults/support/sim_disk.hpp"

#include <algorithm>

#include "tests/faults/support/memory_faults.hpp"

namespace constat::test {
namespace {

constexpr std::uint64_t kSector = 512;

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string without_end_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

}  // namespace

struct SimDisk::File {
  // One change that is not synced, with what it takes to undo it.
  struct Change {
    std::uint64_t offset = 0;
    std::string bytes;          // empty: a truncation to `offset`
    std::string bytes_before;   // that stood in the changed range
    std::uint64_t size_before = 0;
  };
  std::string bytes;
  std::vector<Change> unsure;

  void put(std::uint64_t offset, std::string_view what) {
    if (bytes.size() < offset + what.size()) bytes.resize(offset + what.size(), '\0');
    std::copy(what.begin(), what.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset));
  }
};

SimDisk::Call SimDisk::next(bool reads) {
  if (dead_) return Call::fails;
  if (reads && !reads_count_) return Call::passes;
  ++calls_;
  if (calls_ == cut_at_) {
    dead_ = true;
    return Call::cut;
  }
  if (calls_ == fail_at_ || (fail_from_ >= 0 && calls_ >= fail_from_)) {
    ++failures_;
    return Call::fails;
  }
  return Call::passes;
}

void SimDisk::cut_power_at(std::int64_t call) {
  const std::lock_guard lock(mutex_);
  cut_at_ = calls_ + call;
}
void SimDisk::fail_at(std::int64_t call) {
  const std::lock_guard lock(mutex_);
  fail_at_ = calls_ + call;
}
void SimDisk::fail_from(std::int64_t call) {
  const std::lock_guard lock(mutex_);
  fail_from_ = calls_ + call;
}
void SimDisk::no_failures() {
  const std::lock_guard lock(mutex_);
  fail_at_ = fail_from_ = -1;
  reads_count_ = false;
}
void SimDisk::no_faults() {
  const std::lock_guard lock(mutex_);
  no_failures();
  cut_at_ = -1;
}

SimDisk::FileRef SimDisk::open(const std::string& path, bool create, bool must_be_new) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  if (dead_) return nullptr;
  const auto found = names_.find(path);
  if (found != names_.end()) return must_be_new ? nullptr : found->second;
  if (!create) return nullptr;
  const Call call = next();
  if (call == Call::fails) return nullptr;
  auto file = std::make_shared<File>();
  names_[path] = file;
  return call == Call::cut ? nullptr : file;
}

bool SimDisk::read(const FileRef& file, std::uint64_t offset, std::size_t count, std::string& bytes) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  if (next(/*reads=*/true) != Call::passes) return false;
  bytes = offset < file->bytes.size() ? file->bytes.substr(offset, count) : std::string();
  return true;
}

bool SimDisk::write(const FileRef& file, std::uint64_t offset, std::string_view bytes) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  const Call call = next();
  if (call == Call::fails) return false;
  if (bytes.empty()) return call == Call::passes;
  File::Change change{offset, std::string(bytes), {}, file->bytes.size()};
  if (offset < file->bytes.size()) change.bytes_before = file->bytes.substr(offset, bytes.size());
  if (file->unsure.empty()) unsure_.push_back(file);
  file->unsure.push_back(std::move(change));
  file->put(offset, bytes);
  return call == Call::passes;
}

bool SimDisk::truncate(const FileRef& file, std::uint64_t size) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  const Call call = next();
  if (call == Call::fails) return false;
  File::Change change{size, {}, {}, file->bytes.size()};
  if (size < file->bytes.size()) change.bytes_before = file->bytes.substr(size);
  if (file->unsure.empty()) unsure_.push_back(file);
  file->unsure.push_back(std::move(change));
  file->bytes.resize(size, '\0');
  return call == Call::passes;
}

bool SimDisk::sync(const FileRef& file) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  if (next() != Call::passes) return false;
  file->unsure.clear();
  return true;
}

std::uint64_t SimDisk::size(const FileRef& file) {
  const std::lock_guard lock(mutex_);
  return file->bytes.size();
}

bool SimDisk::rename(const std::string& from, const std::string& to) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  const auto found = names_.find(from);
  if (dead_ || found == names_.end()) return false;
  const Call call = next();
  if (call == Call::fails) return false;
  const FileRef file = found->second;
  names_.erase(found);
  names_[to] = file;
  return call == Call::passes;
}

bool SimDisk::remove(const std::string& path) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  const auto found = names_.find(path);
  if (dead_ || found == names_.end()) return false;
  const Call call = next();
  if (call == Call::fails) return false;
  names_.erase(found);
  return call == Call::passes;
}

bool SimDisk::sync_directory(const std::string& directory) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  if (next() != Call::passes) return false;
  const std::string folder = without_end_slash(directory);
  for (auto name = sure_names_.begin(); name != sure_names_.end();)
    name = folder_of(name->first) == folder ? sure_names_.erase(name) : std::next(name);
  for (const auto& [path, file] : names_)
    if (folder_of(path) == folder) sure_names_[path] = file;
  return true;
}

bool SimDisk::exists(const std::string& path) {
  const std::lock_guard lock(mutex_);
  return names_.count(path) > 0;
}

std::vector<std::string> SimDisk::list(const std::string& directory) {
  const MemoryFaults::Exempt exempt;
  const std::lock_guard lock(mutex_);
  const std::string folder = without_end_slash(directory);
  std::vector<std::string> found;
  for (const auto& [path, file] : names_)
    if (folder_of(path) == folder) found.push_back(path.substr(folder.size() + 1));
  return found;
}

// Undoes what is not sure, then does again the parts of it that reached the disk.
void SimDisk::settle(File& file, Loss loss) {
  std::vector<File::Change> changes;
  changes.swap(file.unsure);
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    if (change->bytes.empty()) file.bytes.resize(change->size_before, '\0');
    file.put(change->offset, change->bytes_before);
    file.bytes.resize(change->size_before, '\0');
  }
  if (loss == Loss::unsynced) return;
  for (const File::Change& change : changes) {
    const std::uint64_t fate = rng_.below(4);
    if (fate == 0) continue;
    if (change.bytes.empty()) {
      file.bytes.resize(change.offset, '\0');
    } else if (fate == 1) {
      file.put(change.offset, change.bytes);
    } else {
      for (std::uint64_t at = 0; at < change.bytes.size();) {
        const std::uint64_t end = std::min<std::uint64_t>(((change.offset + at) / kSector + 1) * kSector - change.offset, change.bytes.size());
        if (fate == 2 ? rng_.chance(50) : rng_.chance(80))
          file.put(change.offset + at, std::string_view(change.bytes).substr(at, end - at));
        else if (fate == 3) break;
        at = end;
      }
    }
  }
}

// Each name on its own, as the folder's blocks happened to be written. A rename is one step: the old name or the new one.
void SimDisk::settle_names() {
  for (const auto& [path, file] : names_)
    if (rng_.chance(50)) sure_names_[path] = file;
  for (auto name = sure_names_.begin(); name != sure_names_.end();) {
    const FileRef& file = name->second;
    const auto is_this = [&](const auto& other) { return other.second == file; };
    const bool present = names_.count(name->first) > 0;
    const bool moved = std::any_of(names_.begin(), names_.end(), is_this);
    const bool arrived = std::any_of(sure_names_.begin(), sure_names_.end(), [&](const auto& other) {
      return other.second == file && other.first != name->first;
    });
    const bool gone = !present && (moved ? arrived : rng_.chance(50));
    name = gone ? sure_names_.erase(name) : std::next(name);
  }
}

void SimDisk::power_on(Loss loss) {
  const std::lock_guard lock(mutex_);
  dead_ = false;
  no_faults();
  if (loss == Loss::nothing) return;
  if (loss == Loss::torn) settle_names();
  names_ = sure_names_;
  for (const auto& weak : unsure_)
    if (const FileRef file = weak.lock()) settle(*file, loss);
  unsure_.clear();
}

SimDisk::Image SimDisk::image() {
  const std::lock_guard lock(mutex_);
  Image all;
  for (const auto& [path, file] : names_) all[path] = file->bytes;
  return all;
}

void SimDisk::load(const Image& image) {
  const std::lock_guard lock(mutex_);
  names_.clear();
  for (const auto& [path, bytes] : image) {
    auto file = std::make_shared<File>();
    file->bytes = bytes;
    names_[path] = std::move(file);
  }
  sure_names_ = names_;
  unsure_.clear();
}

}  // namespace constat::test
