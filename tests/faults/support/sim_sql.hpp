// The engine's SQL seam over a SimDisk, opened as web/store/database.ts opens it: a damaged file is left where it is and
// the next name is taken, which the engine fills from its logs.
#pragma once

#include <map>
#include <string>

#include "shared/device/seams.hpp"
#include "tests/faults/support/sim_vfs.hpp"

namespace constat::test {

class SimSql : public SqlDatabase {
 public:
  explicit SimSql(SimVfs& vfs) : vfs_(vfs) {}
  ~SimSql() override { close(); }
  SimSql(const SimSql&) = delete;
  SimSql& operator=(const SimSql&) = delete;

  bool open();  // false: the disk does not let it
  void close();
  bool was_damaged() const { return damaged_; }  // a file was left aside at some opening
  Result<SqlRows> run(std::string_view sql, const std::vector<SqlValue>& parameters) override;

 private:
  bool open_generation(int generation);

  SimVfs& vfs_;
  sqlite3* connection_ = nullptr;
  std::map<std::string, sqlite3_stmt*, std::less<>> statements_;
  bool damaged_ = false;
};

}  // namespace constat::test
