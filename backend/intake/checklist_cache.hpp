// Parsed checklists by the hash of their text. Published versions never change, so an entry is never stale.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "backend/store/store.hpp"
#include "shared/checklist/checklist.hpp"

namespace constat::server {

class ChecklistCache {
 public:
  // None when the stored text does not load in this version.
  std::shared_ptr<const Checklist> get(const ChecklistRecord& record);

  // As it is committed, without asking the store again once it was there. None: it is not there, or does not load.
  std::shared_ptr<const Checklist> published(Store& store, const OrganisationId& organisation, const ChecklistId& id,
                                             std::int64_t version);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const Checklist>, std::less<>> by_hash_;
  std::map<std::string, std::shared_ptr<const Checklist>, std::less<>> by_name_;  // organisation, id and version
};

// A checklist as it is stored: canonical text, and its SHA-256.
ChecklistRecord record_of(const Checklist& checklist, std::string_view json);

}  // namespace constat::server
