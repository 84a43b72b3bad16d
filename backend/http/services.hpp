// What the routes work with. Wired once, by the `serve` command and by the tests.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "backend/audit/audit_trail.hpp"
#include "backend/auth/limits.hpp"
#include "backend/auth/report_links.hpp"
#include "backend/auth/sessions.hpp"
#include "backend/auth/tokens.hpp"
#include "backend/blobs/blob_store.hpp"
#include "backend/feed/copies.hpp"
#include "backend/insight/comparison.hpp"
#include "backend/intake/visit_intake.hpp"
#include "backend/review/queue.hpp"
#include "backend/store/store.hpp"

namespace constat::server::http {

struct DemoAccount {
  std::string email, password, role, name;
};

struct Services {
  Store& store;
  Sessions& sessions;
  Tokens& tokens;
  ReportLinks& report_links;
  VisitIntake& intake;
  ChecklistCache& checklists;
  Insight& insight;
  ReviewQueues& review_queues;
  BlobStore& blobs;
  AuditTrail& audit;
  const ServerKey& key;
  Clock clock;
  std::string version;
  std::vector<DemoAccount> demo_accounts;  // empty unless --demo
  Copies* copies = nullptr;                // none: nothing is copied anywhere
  std::filesystem::path data = {};         // the data directory
};

}  // namespace constat::server::http
