#include "tests/faults/support/sim_vfs.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <new>
#include <vector>

#include "tests/faults/support/memory_faults.hpp"

namespace constat::test {

struct SimVfs::Shared {
  int readers = 0;                           // connections with SHARED or more
  const void* reserved = nullptr;            // holder of RESERVED, PENDING or EXCLUSIVE
  bool pending = false;
  std::vector<std::unique_ptr<char[]>> regions;  // of the WAL index
  std::array<int, SQLITE_SHM_NLOCK> shm{};   // readers of each; -1: taken alone
};

namespace {

struct SimFile {
  sqlite3_file base;
  SimVfs* vfs;
  SimDisk::FileRef* file;
  std::shared_ptr<SimVfs::Shared>* shared;
  std::string* path;
  int level;
  int shm_shared, shm_alone;  // bit masks of what this connection holds
  bool sync_name;             // the next sync makes the folder's names sure
  bool delete_on_close;
};

SimFile& of(sqlite3_file* file) { return *reinterpret_cast<SimFile*>(file); }
SimVfs& of(sqlite3_vfs* vfs) { return *static_cast<SimVfs*>(vfs->pAppData); }
using Lock = std::lock_guard<std::recursive_mutex>;

int shm_unlock_all(SimFile& self) {
  for (int i = 0; i < SQLITE_SHM_NLOCK; ++i) {
    int& state = (*self.shared)->shm[static_cast<std::size_t>(i)];
    if (self.shm_alone >> i & 1) state = 0;
    else if (self.shm_shared >> i & 1) --state;
  }
  self.shm_alone = self.shm_shared = 0;
  return SQLITE_OK;
}

int unlock(sqlite3_file* file, int level) {
  SimFile& self = of(file);
  const Lock lock(self.vfs->disk().mutex());
  SimVfs::Shared& shared = **self.shared;
  if (shared.reserved == file && level < SQLITE_LOCK_RESERVED) {
    shared.reserved = nullptr;
    shared.pending = false;
  }
  if (self.level >= SQLITE_LOCK_SHARED && level == SQLITE_LOCK_NONE) --shared.readers;
  self.level = level;
  return SQLITE_OK;
}

int lock_level(sqlite3_file* file, int level) {
  SimFile& self = of(file);
  const Lock lock(self.vfs->disk().mutex());
  if (self.vfs->disk().is_dead()) return SQLITE_IOERR_LOCK;
  SimVfs::Shared& shared = **self.shared;
  if (level <= self.level) return SQLITE_OK;
  const bool others_write = shared.reserved && shared.reserved != file;
  if (level == SQLITE_LOCK_SHARED) {
    if (others_write && shared.pending) return SQLITE_BUSY;
    ++shared.readers;
  } else {
    if (others_write) return SQLITE_BUSY;
    shared.reserved = file;
    if (level == SQLITE_LOCK_EXCLUSIVE) {
      shared.pending = true;
      if (shared.readers > 1) return SQLITE_BUSY;
    }
  }
  self.level = level;
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* out) {
  SimFile& self = of(file);
  const Lock lock(self.vfs->disk().mutex());
  *out = (*self.shared)->reserved != nullptr;
  return SQLITE_OK;
}

int close_file(sqlite3_file* file) {
  const MemoryFaults::Exempt exempt;
  SimFile& self = of(file);
  const Lock lock(self.vfs->disk().mutex());
  unlock(file, SQLITE_LOCK_NONE);
  shm_unlock_all(self);
  if (self.delete_on_close) (void)self.vfs->disk().remove(*self.path);
  delete self.file;
  delete self.shared;
  delete self.path;
  return SQLITE_OK;
}

int read_file_at(sqlite3_file* file, void* out, int count, sqlite3_int64 offset) {
  const MemoryFaults::Exempt exempt;
  SimFile& self = of(file);
  std::string bytes;
  if (!self.vfs->disk().read(*self.file, static_cast<std::uint64_t>(offset), static_cast<std::size_t>(count), bytes)) return SQLITE_IOERR_READ;
  std::memcpy(out, bytes.data(), bytes.size());
  if (bytes.size() == static_cast<std::size_t>(count)) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + bytes.size(), 0, static_cast<std::size_t>(count) - bytes.size());
  return SQLITE_IOERR_SHORT_READ;
}

int write_file_at(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
  SimFile& self = of(file);
  const std::string_view view(static_cast<const char*>(bytes), static_cast<std::size_t>(count));
  return self.vfs->disk().write(*self.file, static_cast<std::uint64_t>(offset), view) ? SQLITE_OK : SQLITE_FULL;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  SimFile& self = of(file);
  return self.vfs->disk().truncate(*self.file, static_cast<std::uint64_t>(size)) ? SQLITE_OK : SQLITE_IOERR_TRUNCATE;
}

std::string folder_of(const std::string& path) { return path.substr(0, path.rfind('/') == std::string::npos ? 0 : path.rfind('/')); }

int sync_file(sqlite3_file* file, int) {
  const MemoryFaults::Exempt exempt;
  SimFile& self = of(file);
  if (!self.vfs->disk().sync(*self.file)) return SQLITE_IOERR_FSYNC;
  if (!self.sync_name) return SQLITE_OK;
  if (!self.vfs->disk().sync_directory(folder_of(*self.path))) return SQLITE_IOERR_DIR_FSYNC;
  self.sync_name = false;
  return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(of(file).vfs->disk().size(*of(file).file));
  return SQLITE_OK;
}

int file_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
  const MemoryFaults::Exempt exempt;
  SimFile& self = of(file);
  const Lock lock(self.vfs->disk().mutex());
  auto& regions = (*self.shared)->regions;
  *out = nullptr;
  if (self.vfs->disk().is_dead()) return SQLITE_IOERR_SHMMAP;
  if (static_cast<std::size_t>(region) >= regions.size() && !extend) return SQLITE_OK;
  while (regions.size() <= static_cast<std::size_t>(region)) regions.emplace_back(new char[static_cast<std::size_t>(size)]());
  *out = regions[static_cast<std::size_t>(region)].get();
  return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int first, int count, int flags) {
  SimFile& self = of(file);
  const Lock lock(self.vfs->disk().mutex());
  auto& states = (*self.shared)->shm;
  const bool alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  if (flags & SQLITE_SHM_UNLOCK) {
    for (int i = first; i < first + count; ++i) {
      int& state = states[static_cast<std::size_t>(i)];
      if (self.shm_alone >> i & 1) state = 0;
      else if (self.shm_shared >> i & 1) --state;
      self.shm_alone &= ~(1 << i);
      self.shm_shared &= ~(1 << i);
    }
    return SQLITE_OK;
  }
  if (self.vfs->disk().is_dead()) return SQLITE_IOERR_SHMLOCK;
  for (int i = first; i < first + count; ++i) {
    const int state = states[static_cast<std::size_t>(i)];
    if (self.shm_alone >> i & 1 || (!alone && self.shm_shared >> i & 1)) continue;
    if (alone ? state != 0 : state < 0) return SQLITE_BUSY;
  }
  for (int i = first; i < first + count; ++i) {
    int& state = states[static_cast<std::size_t>(i)];
    if (alone) {
      state = -1;
      self.shm_alone |= 1 << i;
    } else if (!(self.shm_shared >> i & 1)) {
      ++state;
      self.shm_shared |= 1 << i;
    }
  }
  return SQLITE_OK;
}

void shm_barrier(sqlite3_file* file) { const Lock lock(of(file).vfs->disk().mutex()); }

int shm_unmap(sqlite3_file* file, int remove) {
  SimFile& self = of(file);
  const Lock lock(self.vfs->disk().mutex());
  shm_unlock_all(self);
  if (remove) (*self.shared)->regions.clear();
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kMethods = {
    2, close_file, read_file_at, write_file_at, truncate_file, sync_file, file_size, lock_level, unlock, check_reserved,
    file_control, sector_size, characteristics, shm_map, shm_lock, shm_barrier, shm_unmap, nullptr, nullptr};

int open_file(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* flags_out) {
  const MemoryFaults::Exempt exempt;
  SimVfs& owner = of(vfs);
  const Lock lock(owner.disk().mutex());
  SimFile& self = of(file);
  std::memset(&self, 0, sizeof self);
  std::string name = path ? path : "";
  if (name.empty()) name = "/temporary/" + std::to_string(owner.random());
  auto opened = owner.disk().open(name, (flags & SQLITE_OPEN_CREATE) != 0, (flags & SQLITE_OPEN_EXCLUSIVE) != 0);
  if (!opened) return SQLITE_CANTOPEN;
  self.vfs = &owner;
  self.file = new SimDisk::FileRef(std::move(opened));
  self.shared = new std::shared_ptr<SimVfs::Shared>(owner.shared(name));
  self.path = new std::string(name);
  // As SQLite's own Unix files do: whoever may have made a journal makes its name sure, whether it was there or not.
  self.sync_name = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & (SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) != 0;
  self.delete_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  self.base.pMethods = &kMethods;
  if (flags_out) *flags_out = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* path, int sync_directory) {
  const MemoryFaults::Exempt exempt;
  SimDisk& disk = of(vfs).disk();
  if (!disk.exists(path)) return SQLITE_IOERR_DELETE_NOENT;
  if (!disk.remove(path)) return SQLITE_IOERR_DELETE;
  if (sync_directory && !disk.sync_directory(folder_of(path))) return SQLITE_IOERR_DIR_FSYNC;
  return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* path, int, int* out) {
  const MemoryFaults::Exempt exempt;
  SimDisk& disk = of(vfs).disk();
  if (disk.is_dead()) return SQLITE_IOERR_ACCESS;
  *out = disk.exists(path);
  return SQLITE_OK;
}

int full_path(sqlite3_vfs*, const char* path, int count, char* out) {
  sqlite3_snprintf(count, out, "%s%s", path[0] == '/' ? "" : "/", path);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int count, char* out) {
  for (int i = 0; i < count; ++i) out[i] = static_cast<char>(of(vfs).random());
  return count;
}

int sleep_for(sqlite3_vfs*, int microseconds) { return microseconds; }
int last_error(sqlite3_vfs*, int, char*) { return 0; }

int time_of_day(sqlite3_vfs*, sqlite3_int64* out) {
  *out = 212'000'000'000'000;  // one fixed moment: nothing may depend on it
  return SQLITE_OK;
}

}  // namespace

SimVfs::SimVfs(SimDisk& disk, std::uint64_t seed) : disk_(disk), rng_(seed) {
  static std::atomic<int> count{0};
  name_ = "sim" + std::to_string(++count);
  vfs_.iVersion = 2;
  vfs_.szOsFile = sizeof(SimFile);
  vfs_.mxPathname = 512;
  vfs_.zName = name_.c_str();
  vfs_.pAppData = this;
  vfs_.xOpen = open_file;
  vfs_.xDelete = delete_file;
  vfs_.xAccess = access_file;
  vfs_.xFullPathname = full_path;
  vfs_.xRandomness = randomness;
  vfs_.xSleep = sleep_for;
  vfs_.xGetLastError = last_error;
  vfs_.xCurrentTimeInt64 = time_of_day;
  sqlite3_vfs_register(&vfs_, 0);
}

SimVfs::~SimVfs() { sqlite3_vfs_unregister(&vfs_); }

std::shared_ptr<SimVfs::Shared> SimVfs::shared(const std::string& path) {
  auto& entry = shared_[path];
  if (!entry) entry = std::make_shared<Shared>();
  return entry;
}

}  // namespace constat::test
