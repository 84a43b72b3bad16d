// Visits on this phone, from the first answer to the fixed bytes of a submission.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/device/context.hpp"
#include "shared/device/photo_files.hpp"
#include "shared/device/photo_rows.hpp"
#include "shared/sync/photo_facts.hpp"
#include "shared/visit/visit.hpp"

namespace constat {

class Drafts {
 public:
  Drafts(Context& context, PhotoFiles& files) : context_(context), files_(files) {}

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
  // A visit that a reviewer returned becomes the draft of its next revision, with its answers and photos: those of this phone,
  // or, where another one sent it, those that the pull brought.
  void reopen(std::int64_t seq, const std::string& visit);
  void submit(std::int64_t seq, const std::string& visit, const std::string& device_score);

  // "Awaiting photo" is on disk before the camera opens: the system may end the page behind it.
  void await_photo(std::int64_t seq, const std::string& visit, const std::string& item);
  void cancel_photo(std::int64_t seq, const std::string& visit, const std::string& item);
  // The file is written and verified before; `role` is "value" or "photos". The same photo again changes nothing.
  void add_photo(std::int64_t seq, const std::string& visit, const std::string& item, const std::string& role, const Json& facts);
  void remove_photo(std::int64_t seq, const std::string& visit, const std::string& item, const std::string& sha256);

  void tick();
  std::optional<std::int64_t> wake_at() const;  // monotonic ms

  // Once the server has the visit and all of its photos, the second copy may go.
  void release_log_when_sent(const std::string& visit);

  // What waits in memory for these visits: they are no more.
  void forget(const std::vector<std::string>& visits);

  // A visit from a rescue copy: its log records, of which the first is the start. Written like one that was made here.
  Result<void> adopt(const std::string& visit, const std::vector<std::string>& records);

 private:
  struct Row {
    std::string id, owner, mission, state, start, ui, ended_at, body, sha256, awaiting;
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
  // As reply_open, of a returned visit whose answers only the pull brought; `otherwise`: the refusal where it brought none.
  void reply_returned(std::int64_t seq, const std::string& visit, std::string_view otherwise);
  // The reviewer's word {"type","at","revision","text","items"} while the visit is with its investigator; "null" otherwise.
  Result<std::string> returned(const std::string& visit);
  // Makes the draft from what the pull brought of a returned visit. `row`: what this phone has of it; unsent photos of it stay
  // where they are, and nothing is made.
  void take_over(std::int64_t seq, const std::string& visit, const std::optional<Row>& row);
  // The draft of this user, or none after `seq` was refused.
  std::optional<Row> draft_or_refuse(std::int64_t seq, const std::string& visit);

  // One change: its log record, flushed, then what the record says, in a transaction. `record` is given the change's n.
  template <class Record>
  Result<void> change(const Row& row, Record record) {
    const std::int64_t n = next_n(row.id, row.log_n);
    const std::string text = record(n);
    if (!context_.logs.has(row.id))
      if (auto written = rewrite_log(row); !written) return written;
    if (auto logged = context_.logs.append(row.id, text); !logged) return logged;
    return context_.db.transaction([&] { return apply(row.id, json_fields::parse(text)); });
  }
  // What a record of the log does to the database, now or when it is replayed.
  Result<void> apply(const std::string& visit, const Json& record);
  Result<void> apply_answer(const std::string& visit, const Json& record, std::int64_t n);
  Result<void> apply_photo(const std::string& visit, const Json& record, std::int64_t n);
  Result<void> apply_submit(const std::string& visit, const Json& record, std::int64_t n);
  // In place of what there was of the visit, if anything.
  Result<void> insert(const std::string& visit, const std::string& start);

  Result<void> write_answer(const std::string& visit, const std::string& item, const std::string& answer);
  Result<Answer> answer_now(const std::string& visit, const std::string& item);
  std::int64_t next_n(const std::string& visit, std::int64_t log_n);
  // False while something is still not on disk.
  bool flush_waiting();
  // A discard that was refused may stand in the log, where the next start would obey it. A record after it undoes it: the
  // visit is not shown again before that one is on disk.
  Result<void> settle_failed_discard(const Row& row);

  Result<void> rewrite_log(const Row& row);
  Result<bool> replay(const DraftLogs::Found& log);
  bool is_sent(const std::string& visit);

  Context& context_;
  PhotoFiles& files_;
  std::map<AnswerKey, Waiting> waiting_;
  std::map<std::string, std::int64_t> last_n_;
  std::set<std::string> discard_failed_, start_failed_;  // reported as failed, and perhaps in the database all the same
  std::optional<std::int64_t> retry_at_;
  int failures_ = 0;
  bool storage_reported_ = false;
};

}  // namespace constat
