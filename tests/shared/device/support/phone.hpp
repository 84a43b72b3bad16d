// One simulated phone: the real engine over native SQLite and memory logs, with a clock that ticks by hand.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/base/rng.hpp"
#include "shared/device/device.hpp"
#include "tests/shared/device/support/memory_slots.hpp"
#include "tests/shared/device/support/native_sql.hpp"

namespace constat::test {

struct Answered {
  bool ok = false;
  Json value;  // the result, or the error
  std::string code() const { return value.find("code") ? value.find("code")->text : std::string(); }
};

class Phone : public Randomness {
 public:
  explicit Phone(std::uint64_t seed);

  // Sends a command; its answer is in answer(seq) when it came.
  std::int64_t send(const std::string& name, const std::string& payload = "{}");
  const Answered* answer(std::int64_t seq) const;
  void respond(std::int64_t id, const HttpResponse& response);
  void wait(std::int64_t ms);

  // Requests that went out and were not taken yet; a slice of a photo is in them as the host sends it. One whose file
  // cannot be read is answered here.
  std::vector<HttpRequest> take_requests();
  std::optional<std::int64_t> wake_in_ms() const { return wake_in_ms_; }

  // The process dies where it stands and is started again; `open` is to be sent anew.
  void restart();

  Faults faults;
  NativeSql sql{faults};
  MemorySlots slots{faults};
  Now now{1'790'000'000'000, 60, 0};
  std::vector<Push> pushes;
  std::map<std::string, std::string> files;  // photos, by hash; the engine says which are deleted
  // Writes a photo's file as the media worker does; its facts, as JSON.
  std::string take_photo(const std::string& bytes, const std::string& item);
  std::unique_ptr<Device> device;

 private:
  std::uint64_t next() override { return rng_.next(); }
  void collect();

  Rng rng_;
  std::int64_t last_seq_ = 0;
  std::map<std::int64_t, Answered> answers_;
  std::vector<HttpRequest> requests_;
  std::optional<std::int64_t> wake_in_ms_;
};

}  // namespace constat::test
