// The engine's seams in the browser: calls into the worker's JavaScript (store_host.ts), which are synchronous.
#pragma once

#include "shared/device/seams.hpp"

namespace constat::store {

class BrowserDatabase : public SqlDatabase {
 public:
  Result<SqlRows> run(std::string_view sql, const std::vector<SqlValue>& parameters) override;
};

class BrowserLogSlots : public LogSlots {
 public:
  int count() override;
  Result<std::string> read(int slot) override;
  Result<void> write(int slot, std::size_t offset, std::string_view bytes) override;
  Result<void> clear(int slot) override;
};

class BrowserRandomness : public Randomness {
 public:
  std::uint64_t next() override;
};

}  // namespace constat::store
