// Erasing a person: nothing that says who they were stays, and no word, photo or position of theirs. The record of the sites
// stays, under a pseudonym: visits, scores, answers that a checklist asks for, amounts (docs/security.md, "Erasing a person").
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "backend/blobs/blob_store.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/store/store.hpp"

namespace constat::server {

// What goes and what stays, in numbers.
struct ErasureCounts {
  std::int64_t visits = 0;     // stay, without who made them
  std::int64_t bodies = 0;     // lose their texts
  std::int64_t events = 0;     // reviews, comments, decisions, appeals that lose their texts
  std::int64_t photos = 0;     // go
  std::int64_t parked = 0;     // what their phone could not deliver: goes
  std::int64_t missions = 0;   // not yet done: open to others again
  std::int64_t statements = 0; // of payment: stay, under the pseudonym
  std::int64_t sessions = 0;   // end, and their phones delete what they hold
};

struct ErasureOutcome {
  enum class Kind : std::uint8_t { erased, not_found, last_administrator } kind = Kind::not_found;
  UserId pseudonym;
  ErasureCounts counts;
  bool scrubbed = false;                    // no byte is left in any file; else the server tries again by itself
  std::vector<std::string> places_missing;  // of backups, where the erasure could not be noted
};

// What erase_person would do now.
ErasureCounts erasure_counts(Reader& reader, Accounts& accounts, const User& user);

struct ErasureParts {
  Store& store;
  BlobStore& blobs;
  ChecklistCache& checklists;
  std::filesystem::path data;  // the data directory
};

enum class LastAdministrator : std::uint8_t { stays, is_erased };  // by mistake nobody is locked out; what was erased before, is

// Throws StoreFailure: nothing was erased.
ErasureOutcome erase_person(const ErasureParts& parts, const OrganisationId& organisation, const UserId& person, std::int64_t now_ms,
                            LastAdministrator last = LastAdministrator::stays);

// What an erasure or a redaction leaves to do when it was cut: photo files that nobody names, bytes in files, the lists.
// Nothing when nothing is left. False: to be tried again.
bool finish_erasures(const ErasureParts& parts);

UserId new_pseudonym();

}  // namespace constat::server
