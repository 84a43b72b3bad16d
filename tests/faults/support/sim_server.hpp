// The real server without sockets, on a disk of its own: store, ledger, intake and dispatcher as the application wires
// them. When its power was cut, it answers nothing until restart().
#pragma once

#include <map>
#include <memory>
#include <string>

#include "backend/store/store.hpp"
#include "shared/device/seams.hpp"
#include "tests/faults/support/sim_files.hpp"
#include "tests/faults/support/sim_vfs.hpp"

namespace constat::test {

class SimServer {
 public:
  explicit SimServer(std::uint64_t seed);  // with sim_content for 20 users and 4 missions each, kUsers and kMissionsEach
  ~SimServer();

  static constexpr int kUsers = 20, kMissionsEach = 4;

  // `token` is the client's cookie: signing in fills it, without a password being looked at. Status 0: no answer.
  HttpResponse handle(std::string& token, const HttpRequest& request, const std::string& body);

  bool is_up() const { return parts_ != nullptr && !disk.is_dead(); }
  server::Store& store();
  void end_sessions_of(const std::string& user);

  // The process ends where it stands, the disk keeps what `loss` leaves, the server starts again. False: the power was
  // cut again, or a fault kept it from starting.
  bool restart(Loss loss, std::int64_t cut_again_at = 0);  // at that change of the disk, while it starts
  bool restart_without_database(Loss loss);  // all that it had comes from the log
  void stop();   // as SIGTERM does it: drained, everything in the main file
  bool start();
  const std::string& why_not() const { return why_not_; }  // what start() failed of

  // SHA-256 over all that the database holds but sessions; the server goes on.
  std::string content_hash();
  // The database is gone and comes back from the log alone.
  bool start_from_log();
  std::string photo(const std::string& sha256);  // as it stands on the disk; "" when it does not

  using Backup = SimDisk::Image;
  Backup backup();
  void restore(const Backup& backup);  // as `constat restore` leaves it: older data, a new epoch

  SimDisk disk;
  SimVfs vfs;
  SimFiles files;
  std::int64_t now_ms = 1'790'000'000'000;

 private:
  void lose_database();

  struct Parts;
  std::unique_ptr<Parts> parts_;
  int tokens_ = 0, epochs_ = 1;
  std::map<std::string, std::string> sessions_;  // token -> user
  std::string why_not_;
};

}  // namespace constat::test
