// A phone on a disk of its own: the real engine, SQLite and logs over a SimDisk, and a clock that ticks by hand. When its
// power was cut, or its memory was not enough, nothing more comes out of it until restart().
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/json.hpp"
#include "shared/device/device.hpp"
#include "tests/faults/support/sim_slots.hpp"
#include "tests/faults/support/sim_sql.hpp"

namespace constat::test {

struct PhoneAnswer {
  bool ok = false;
  Json value;  // the result, or the error
  std::string code() const { return value.find("code") ? value.find("code")->text : std::string(); }
};

class SimPhone : public Randomness {
 public:
  explicit SimPhone(std::uint64_t seed);
  ~SimPhone() override;

  // Sends a command; its answer is in answer(seq) when it came.
  std::int64_t send(const std::string& command, const std::string& payload = "{}");
  const PhoneAnswer* answer(std::int64_t seq) const;
  const PhoneAnswer* open();  // and what the worker does right after: the photo files are compared with what is named
  const PhoneAnswer* call(const std::string& command, const std::string& payload = "{}") { return answer(send(command, payload)); }
  void respond(std::int64_t id, const HttpResponse& response);
  void wait(std::int64_t ms);
  std::vector<HttpRequest> take_requests();
  std::optional<std::int64_t> wake_in_ms() const { return wake_in_ms_; }

  // The process ends where it stands; the disk keeps what `loss` leaves, without `lost`. `open` is to be sent anew.
  // False: the power was cut again while it started.
  enum class Copy : std::uint8_t { none, database, logs };
  bool restart(Loss loss, Copy lost = Copy::none);
  bool is_dead() const { return disk.is_dead(); }

  // A photo's file, as the media worker writes it before the engine hears of it. False: it was not written.
  bool put_photo(const std::string& sha256, const std::string& bytes);
  std::optional<std::string> photo(const std::string& sha256);
  // The bytes of a request: its body, or the slice of the photo that it names.
  std::optional<std::string> body_of(const HttpRequest& request);

  SimDisk disk;
  SimVfs vfs;
  SimSql sql;
  SimSlots slots;
  Now now{1'790'000'000'000, 60, 0};
  std::string name = "phone";  // in a trace
  std::string last_sync;      // the newest push "sync", as JSON
  bool session_lost = false;  // the engine said so; whoever reads it resets it

 private:
  std::uint64_t next() override { return rng_.next(); }
  bool start();
  void lose(const std::string& folder);
  template <class Work>
  void run(Work&& work);
  void take(Outbox out);

  Rng rng_;
  std::unique_ptr<Device> device_;
  std::int64_t last_seq_ = 0;
  std::map<std::int64_t, PhoneAnswer> answers_;
  std::vector<HttpRequest> requests_;
  std::optional<std::int64_t> wake_in_ms_;
};

}  // namespace constat::test
