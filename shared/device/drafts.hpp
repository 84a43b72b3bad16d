// Visits on this phone, from the first answer to the fixed bytes of a submission.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/device/context.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

class Drafts {
 public:
  explicit Drafts(Context& context) : context_(context) {}

  // Brings database and logs to the same state, each from what the other has more.
  struct Recovered {
    std::int64_t visits = 0;  // that were missing in the database
    std::string session;  // of the device log; empty: none
    bool active = false;
  };
  Result<Recovered> recover();

  void start(std::int64_t seq, const std::string& mission);
  void open(std::int64_t seq, const std::string& visit);
  // Answered when the answer is on disk, in both places. Until then it is kept here and tried again.
  void save_answer(std::int64_t seq, const std::string& visit, const std::string& item, const std::string& answer);
  void save_state(std::int64_t seq, const std::string& visit, const std::string& ui);
  void discard(std::int64_t seq, const std::string& visit);
  void submit(std::int64_t seq, const std::string& visit, const std::string& device_score);

  // Bytes, receipt and checklist copy leave; what list_visits shows stays. `server_time` in unix ms.
  void purge(std::int64_t server_time);

  void tick();
  std::optional<std::int64_t> wake_at() const;  // monotonic ms

  // After the database holds the receipt.
  void release_log(const std::string& visit) { (void)context_.logs.remove(visit); }

 private:
  struct Row {
    std::string id, owner, mission, state, start, ui, ended_at, body, sha256;
    std::int64_t revision = 1, log_n = 0;
  };
  struct Waiting {
    std::string answer;
    std::vector<std::int64_t> seqs;
  };
  using AnswerKey = std::pair<std::string, std::string>;  // visit, item

  Result<std::optional<Row>> find(const std::string& visit);
  Result<Visit> assemble(const Row& row);
  void reply_open(std::int64_t seq, const Row& row);
  // The draft of this user, or none after `seq` was refused.
  std::optional<Row> draft_or_refuse(std::int64_t seq, const std::string& visit);

  Result<void> write_answer(const std::string& visit, const std::string& item, const std::string& answer);
  Result<void> apply_answer(const std::string& visit, const std::string& item, const std::string& answer, std::int64_t n);
  Result<void> apply_submit(const std::string& visit, const std::string& ended_at, const std::string& body,
                            const std::string& sha256, std::int64_t n);
  Result<void> insert(const std::string& visit, const std::string& start);
  std::int64_t next_n(const std::string& visit, std::int64_t log_n);
  // False while something is still not on disk.
  bool flush_waiting();

  Result<void> rewrite_log(const Row& row);
  Result<bool> replay(const DraftLogs::Found& log);

  Context& context_;
  std::map<AnswerKey, Waiting> waiting_;
  std::map<std::string, std::int64_t> last_n_;
  std::optional<std::int64_t> retry_at_;
  int failures_ = 0;
  bool storage_reported_ = false;
};

}  // namespace constat
