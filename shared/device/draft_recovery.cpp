// At every start: database and logs are brought to the same state, whichever of them is missing, older or torn.
#include <algorithm>

#include "shared/device/draft_records.hpp"
#include "shared/device/drafts.hpp"

namespace constat {

using draft_records::Record;

Result<void> Drafts::rewrite_log(const Row& row) {
  std::vector<std::pair<std::int64_t, std::string>> changes;
  auto answers = context_.db.run("SELECT item, answer, n FROM answer WHERE visit = ?1", {row.id});
  if (!answers) return tl::unexpected(answers.error());
  for (const SqlRow& answer : *answers)
    changes.emplace_back(integer_at(answer, 2), draft_records::answer(integer_at(answer, 2), text_at(answer, 0), text_at(answer, 1)));
  auto photos = photos_of(context_.db, row.id);
  if (!photos) return tl::unexpected(photos.error());
  for (const PhotoRow& photo : *photos)
    changes.emplace_back(photo.n, draft_records::photo(photo.n, photo.item, photo.role, photo.facts, {}));
  std::stable_sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

  std::vector<std::string> records{row.start};
  // The start tells the revision with which it began here.
  if (row.revision > 1) records.push_back(draft_records::reopen(draft_records::start_n(row.start), row.revision));
  for (auto& [n, record] : changes) records.push_back(std::move(record));
  if (!row.ui.empty()) records.push_back(draft_records::ui(row.log_n, row.ui));
  if (!row.awaiting.empty()) records.push_back(draft_records::awaiting(row.log_n, row.awaiting));
  if (row.state != "draft") records.push_back(draft_records::submit(row.log_n, row.ended_at, row.sha256, row.body));
  return context_.logs.replace(row.id, records);
}

// True when the visit was missing in the database.
Result<bool> Drafts::replay(const DraftLogs::Found& log) {
  const std::vector<Record> records = draft_records::in_order(log.records);
  auto row = find(log.name);
  if (!row) return tl::unexpected(row.error());
  const bool missing = !row->has_value();
  std::int64_t known = missing ? -1 : (*row)->log_n;
  if (!records.empty()) last_n_[log.name] = std::max(records.back().n, known);

  // A discard that the database refused was refused to the user as well: what was saved after it stands, and the rest with it.
  if (!records.empty() && records.back().type == "discard" && records.back().n > known) {
    auto deleted = context_.db.run("DELETE FROM visit WHERE id = ?1 AND state = 'draft'", {log.name});
    if (!deleted) return tl::unexpected(deleted.error());
    (void)context_.logs.remove(log.name);
    return false;
  }
  // The last start counts: a visit that was taken over from the server begins anew, and what came before it is no more.
  const auto start = std::find_if(records.rbegin(), records.rend(), [](const Record& record) { return record.type == "start"; });
  const bool anew = start != records.rend() && start->n > known;
  // What the log has more than the database is a returned visit's next revision, and not sent.
  const bool has_more = !records.empty() && records.back().n > known;
  if (!missing && !has_more && is_sent(log.name)) {
    (void)context_.logs.remove(log.name);
    return false;
  }
  // Without its first record a log cannot be given to anybody; it stays where it is, for the rescue copy.
  if (missing && !anew) return false;
  if (anew) known = start->n - 1;

  // What the database lacks was written when the phone was cut off, and may not be durable yet: before the database counts on
  // it, the log is written anew. Where that fails it is as sure as it was.
  if (has_more) (void)context_.logs.replace(log.name, log.records);
  auto applied = context_.db.transaction([&]() -> Result<void> {
    if (anew) {
      if (auto done = insert(log.name, write_json(start->json)); !done) return done;
    }
    for (const Record& record : records) {
      if (record.n <= known) continue;
      if (auto done = apply(log.name, record.json); !done) return done;
    }
    return {};
  });
  if (!applied) return tl::unexpected(applied.error());
  return missing;
}

Result<void> Drafts::adopt(const std::string& visit, const std::vector<std::string>& records) {
  if (auto logged = context_.logs.replace(visit, records); !logged) return logged;
  DraftLogs::Found log;
  log.name = visit;
  log.records = records;
  auto stored = replay(log);
  if (stored) return {};
  (void)context_.logs.remove(visit);
  return tl::unexpected(stored.error());
}

Result<Drafts::Recovered> Drafts::recover() {
  last_n_.clear();
  auto logs = context_.logs.scan();
  if (!logs) return tl::unexpected(logs.error());
  Recovered recovered;
  std::vector<std::string> torn;
  for (const DraftLogs::Found& log : *logs) {
    if (log.name == kDeviceLog) {
      for (const std::string& text : log.records) {
        const Json record = json_fields::parse(text);
        const Json* session = json_fields::member(record, "session");
        recovered.active = json_fields::boolean(record, "active").value_or(false);
        recovered.session = session ? write_json(*session) : std::string();
      }
      continue;
    }
    auto missing = replay(log);
    if (!missing) return tl::unexpected(missing.error());
    recovered.visits += *missing ? 1 : 0;
    if (!log.clean) torn.push_back(log.name);
  }
  // A log that is torn, doubled or gone is written anew from the database, which now has everything.
  auto rows = context_.db.run(
      "SELECT id FROM visit WHERE (state <> 'received' OR EXISTS(SELECT 1 FROM photo WHERE photo.visit = visit.id AND "
      "photo.state NOT IN ('sent', 'purged'))) AND (state = 'draft' OR body IS NOT NULL)");
  if (!rows) return tl::unexpected(rows.error());
  for (const SqlRow& entry : *rows) {
    const std::string id = text_at(entry, 0);
    if (context_.logs.has(id) && std::find(torn.begin(), torn.end(), id) == torn.end()) continue;
    auto row = find(id);
    if (!row) return tl::unexpected(row.error());
    // When no slot is free or the disk is full, the next save_answer tries again.
    if (*row) (void)rewrite_log(**row);
  }
  return recovered;
}

}  // namespace constat
