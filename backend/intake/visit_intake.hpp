// Takes in visits: never loses one, never refuses one that is a visit at all, scores each again, and answers with a
// signed receipt after the store has it: durable in the intake log and in the database.
#pragma once

#include <string>
#include <vector>

#include "backend/auth/secrets.hpp"
#include "backend/intake/checklist_cache.hpp"
#include "backend/platform/clock.hpp"
#include "backend/store/store.hpp"
#include "shared/base/result.hpp"
#include "shared/sync/submission.hpp"

namespace constat::server {

struct Push {
  std::string visit;  // of the path
  std::int64_t revision = 0;
  std::string body;
  std::string client_time;
  UserId sender;
};

struct PushOutcome {
  enum class Kind : std::uint8_t { created, repeated, conflict, refused } kind = Kind::refused;
  std::string receipt;             // JSON, signed; empty when refused
  std::vector<Problem> problems;  // refused only
};

class VisitIntake {
 public:
  VisitIntake(Store& store, const ServerKey& key, ChecklistCache& checklists, Clock clock)
      : store_(store), key_(key), checklists_(checklists), clock_(std::move(clock)) {}

  PushOutcome receive(const OrganisationId& organisation, Push push);
  // Many at once: one transaction. An outcome each, in order.
  std::vector<PushOutcome> receive(const OrganisationId& organisation, std::vector<Push> pushes);

  ChecklistCache& checklists() { return checklists_; }

 private:
  struct Item;
  PushOutcome store_one(Writer& writer, const Item& item);

  Store& store_;
  const ServerKey& key_;
  ChecklistCache& checklists_;
  Clock clock_;
};

}  // namespace constat::server
