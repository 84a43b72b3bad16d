// The SQL seam over native SQLite, in memory: what was committed survives a crash of the engine, the rest does not.
#pragma once

#include <memory>

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
  void lose();  // the file is gone: an empty database

 private:
  void open();

  Faults& faults_;
  sqlite3* connection_ = nullptr;
};

}  // namespace constat::test
