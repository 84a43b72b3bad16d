#include "backend/intake/checklist_cache.hpp"

#include "shared/base/json.hpp"
#include "shared/base/sha256.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kKept = 256;

}  // namespace

std::shared_ptr<const Checklist> ChecklistCache::get(const ChecklistRecord& record) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = by_hash_.find(record.hash);
    if (found != by_hash_.end()) return found->second;
  }
  auto parsed = parse_checklist(record.json);
  if (!parsed) return nullptr;
  auto checklist = std::make_shared<const Checklist>(std::move(*parsed));
  const std::lock_guard lock(mutex_);
  if (by_hash_.size() >= kKept) by_hash_.clear();
  by_hash_[record.hash] = checklist;
  return checklist;
}

std::shared_ptr<const Checklist> ChecklistCache::published(Store& store, const OrganisationId& organisation,
                                                           const ChecklistId& id, std::int64_t version) {
  const std::string name = organisation.value + "\n" + id.value + "\n" + std::to_string(version);
  {
    const std::lock_guard lock(mutex_);
    const auto found = by_name_.find(name);
    if (found != by_name_.end()) return found->second;
  }
  const auto record = store.read(organisation)->checklist(id, version);
  auto checklist = record ? get(*record) : nullptr;
  if (!checklist) return nullptr;
  const std::lock_guard lock(mutex_);
  if (by_name_.size() >= kKept) by_name_.clear();
  by_name_[name] = checklist;
  return checklist;
}

ChecklistRecord record_of(const Checklist& checklist, std::string_view json) {
  const auto parsed = parse_json(json);
  std::string canonical = parsed ? canonical_json(*parsed) : std::string(json);
  std::string hash = sha256_hex(canonical);
  return {checklist.id, checklist.version, std::move(hash), std::move(canonical)};
}

}  // namespace constat::server
