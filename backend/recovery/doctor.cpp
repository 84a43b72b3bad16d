#include "backend/recovery/doctor.hpp"

#include <algorithm>
#include <set>

#include "backend/auth/secrets.hpp"
#include "backend/feed/copies.hpp"
#include "backend/platform/data_directory.hpp"
#include "backend/recovery/durable_copy.hpp"
#include "backend/recovery/logged_bodies.hpp"
#include "backend/recovery/manifest.hpp"
#include "backend/store/store.hpp"
#include "backend/store_sqlite/database_view.hpp"

namespace constat::server::recovery {
namespace {

constexpr std::uint64_t kLittleSpace = std::uint64_t{1} << 30;
constexpr std::int64_t kOldCopyMs = std::int64_t{7} * 24 * 60 * 60 * 1000;
constexpr std::size_t kMostNamed = 10;  // of one kind; the rest is counted

// Names the first of a kind and counts the others.
class Counted {
 public:
  Counted(Findings& findings, std::string code) : findings_(findings), code_(std::move(code)) {}
  ~Counted() {
    if (count_ > kMostNamed) problem(findings_, "and_more", {std::to_string(count_ - kMostNamed)});
  }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  void add(std::vector<std::string> args) {
    if (++count_ <= kMostNamed) problem(findings_, code_, std::move(args));
  }

 private:
  Findings& findings_;
  std::string code_;
  std::size_t count_ = 0;
};

class Examination {
 public:
  Examination(const std::filesystem::path& data, const Clock& clock, const Progress& progress)
      : data_(data), clock_(clock), progress_(progress) {}

  Diagnosis run() {
    if (!std::filesystem::is_directory(data_)) {
      problem(found_.findings, "no_data", {data_.string()});
      return std::move(found_);
    }
    const auto view = open_database();
    // Read before the log: what is in the database then, the log must have.
    if (view) database(*view);
    log(view.get());
    if (view) photos(*view);
    if (view) copies(*view);
    space();
    return std::move(found_);
  }

 private:
  std::unique_ptr<sqlite::DatabaseView> open_database() {
    try {
      return std::make_unique<sqlite::DatabaseView>(data_ / "constat.sqlite");
    } catch (const StoreFailure& failure) {
      problem(found_.findings, "database_unreadable", {failure.what()});
      return nullptr;
    }
  }

  void database(sqlite::DatabaseView& view) {
    progress_("database", 0);
    try {
      for (const std::string& fault : view.faults()) problem(found_.findings, "database_fault", {fault});
      found_.log_seq = view.log_seq();
      found_.content_hash = view.content_hash();
    } catch (const StoreFailure& failure) {
      problem(found_.findings, "database_unreadable", {failure.what()});
    }
  }

  void log(sqlite::DatabaseView* view) {
    try {
      const ledger::LedgerReader reader(data_ / "intake", posix_files());
      const ledger::LedgerFacts& facts = reader.facts();
      found_.log_records = facts.records;
      found_.log_segments = facts.segments;
      found_.log_torn_bytes = facts.torn_bytes;
      found_.log_void = facts.voided;
      found_.log_snapshot = facts.snapshot;
      for (const ledger::Gap& gap : facts.gaps)
        problem(found_.findings, "log_gap", {std::to_string(gap.after + 1), std::to_string(gap.before - 1)});
      if (facts.snapshot == 0 && facts.first > 1)
        problem(found_.findings, "log_gap", {"1", std::to_string(facts.first - 1)});
      if (facts.last < found_.log_seq)
        problem(found_.findings, "log_behind", {std::to_string(facts.last), std::to_string(found_.log_seq)});
      if (facts.older > 0) notice(found_.findings, "older_log", {std::to_string(facts.older)});
      ledger::PersonKeys keys(data_ / "keys", posix_files());
      const LoggedBodies bodies = logged_bodies(reader, keys, progress_);
      if (bodies.damaged > 0) problem(found_.findings, "log_body_damaged", {std::to_string(bodies.damaged)});
      if (view) compare(*view, bodies);
    } catch (const ledger::LedgerDamage& damage) {
      problem(found_.findings, "log_unreadable", {damage.what()});
    } catch (const FileFailure& failure) {
      problem(found_.findings, "log_unreadable", {failure.what()});
    } catch (const StoreFailure& failure) {
      problem(found_.findings, "database_unreadable", {failure.what()});
    }
  }

  void compare(sqlite::DatabaseView& view, const LoggedBodies& logged) {
    Counted unlogged(found_.findings, "body_not_logged");
    std::set<std::string> keyless;
    view.each_body([&](const sqlite::StoredBody& body) {
      ++found_.bodies;
      const std::string key = body_key(body.organisation, body.visit, body.revision, body.sha256);
      if (logged.closed.count(key) != 0) {
        if (!body.empty) keyless.insert(body.organisation + "/" + body.sender);
      } else if (logged.good.count(key) == 0) {
        unlogged.add({body.organisation, body.visit, std::to_string(body.revision)});
      }
    });
    Counted missing(found_.findings, "key_missing");
    for (const std::string& person : keyless) missing.add({person});
  }

  void photos(sqlite::DatabaseView& view) {
    Counted missing(found_.findings, "photo_missing"), damaged(found_.findings, "photo_damaged");
    std::set<std::string> known;
    try {
      view.each_blob([&](const sqlite::StoredBlob& blob) {
        progress_("photos", static_cast<std::uint64_t>(++found_.photos));
        known.insert(blob.sha256);
        const auto file = photo_path(data_ / "blobs", blob.sha256);
        if (!std::filesystem::exists(file)) return missing.add({blob.sha256});
        const FileFacts facts = facts_of(file);
        if (facts.sha256 != blob.sha256 || facts.bytes != static_cast<std::uint64_t>(blob.bytes)) damaged.add({blob.sha256});
      });
    } catch (const std::runtime_error& failure) {
      problem(found_.findings, "file_unreadable", {failure.what()});
    }
    std::size_t unknown = 0;
    for (const std::string& name : files_below(data_ / "blobs"))
      if (name.rfind("partial/", 0) != 0 && known.count(std::filesystem::path(name).filename().string()) == 0) ++unknown;
    if (unknown > 0) notice(found_.findings, "photo_unknown", {std::to_string(unknown)});
  }

  void copies(sqlite::DatabaseView& view) {
    Copies safe(data_ / "copies", posix_files(), clock_);
    const auto notes = read_copy_notes(posix_files(), data_ / "copies");
    if (!notes.empty()) found_.visits_not_safe = 0;
    try {
      for (const sqlite::OrganisationState& organisation : view.organisations()) {
        const auto seq = safe.safe_seq(organisation.id, organisation.epoch);
        const auto count = view.count_visits(organisation.id, seq.value_or(0));
        found_.visits += count.all;
        found_.visits_with_photos_missing += count.photos_missing;
        if (found_.visits_not_safe) *found_.visits_not_safe += count.beyond + count.photos_missing;
      }
    } catch (const StoreFailure& failure) {
      problem(found_.findings, "database_unreadable", {failure.what()});
    }
    if (notes.empty()) return notice(found_.findings, "never_copied");
    std::string newest;
    for (const CopyNote& note : notes) newest = std::max(newest, note.at);
    // RFC 3339 in UTC with fixed width: the order of the texts is the order of the times.
    if (newest < rfc3339(clock_() - kOldCopyMs)) problem(found_.findings, "copy_old", {newest});
  }

  void space() {
    std::error_code error;
    const auto space = std::filesystem::space(data_, error);
    if (error) return;
    found_.free_bytes = space.available;
    if (space.available < kLittleSpace) problem(found_.findings, "little_space", {std::to_string(space.available >> 20)});
  }

  const std::filesystem::path& data_;
  const Clock& clock_;
  const Progress& progress_;
  Diagnosis found_;
};

}  // namespace

Diagnosis examine(const std::filesystem::path& data, const Clock& clock, const Progress& progress) {
  start_crypto();
  return Examination(data, clock, progress).run();
}

}  // namespace constat::server::recovery
