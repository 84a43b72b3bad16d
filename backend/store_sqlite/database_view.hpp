// One moment of a database file, for backup, restore and doctor: nothing is changed, and a server may be writing to it
// meanwhile. Every method throws StoreFailure when the file cannot be read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace constat::server::sqlite {

struct OrganisationState {
  std::string id, epoch;
  std::int64_t seq = 0;
};

struct StoredBody {
  std::string organisation, visit, sha256, sender;
  std::int64_t revision = 0;
  bool empty = false;  // erased
};

struct StoredBlob {
  std::string sha256;
  std::int64_t bytes = 0;
};

struct VisitCount {
  std::int64_t all = 0;
  std::int64_t photos_missing = 0;  // not stored: photos are still on phones
  std::int64_t beyond = 0;          // stored after the seq that was asked for
};

class Database;

class DatabaseView {
 public:
  // Of this version's layout, or of an earlier one that was kept with an intake log.
  explicit DatabaseView(const std::filesystem::path& file);
  ~DatabaseView();

  std::vector<std::string> faults();  // what SQLite finds wrong: pages, indexes, references; empty: nothing
  std::string content_hash();
  std::uint64_t log_seq();
  std::vector<OrganisationState> organisations();  // by id
  void each_body(const std::function<void(const StoredBody&)>& visit);
  void each_blob(const std::function<void(const StoredBlob&)>& visit);  // each file once, by hash
  VisitCount count_visits(const std::string& organisation, std::int64_t safe_seq);
  // The same moment in another file, which must not exist. Durable when it returns.
  void copy_to(const std::filesystem::path& file);

 private:
  std::unique_ptr<Database> database_;
};

}  // namespace constat::server::sqlite
