// The SQL seam over native SQLite, in memory: what was committed survives a crash of the engine, the rest does not.
#pragma once

#include <memory>
#include <string>

#include <sqlite3.h>

#include "shared/device/seams.hpp"
#include "tests/shared/device/support/faults.hpp"

namespace constat::test {

class NativeSql : public SqlDatabase {
 public:
  explicit NativeSql(Faults& faults);
  ~NativeSql() override;
  NativeSql(const NativeSql&) = delete;
  NativeSql& operator=(const NativeSql&) = delete;

  Result<SqlRows> run(std::string_view sql, const std::vector<SqlValue>& parameters) override;

  void forget_uncommitted();
  std::string bytes() const;  // of every page, as the file has them
  void lose();  // the file is gone: an empty database
  // The next COMMIT does its work and is reported as failed, like one whose journal could not be synced at its very end.
  void misreport_commit() { misreports_commit_ = true; }

 private:
  void open();

  Faults& faults_;
  sqlite3* connection_ = nullptr;
  bool misreports_commit_ = false;
};

}  // namespace constat::test
