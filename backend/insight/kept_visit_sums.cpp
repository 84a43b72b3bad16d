#include "backend/insight/kept_visit_sums.hpp"

#include <algorithm>
#include <optional>

#include "backend/insight/network.hpp"
#include "backend/store/official.hpp"

namespace constat::server {

std::vector<std::shared_ptr<const VisitSums>> KeptVisitSums::of(Reader& reader, ChecklistCache& checklists, const Scope& scope, const std::string& wave) {
  std::optional<WaveId> of_wave;
  if (wave != kAllWaves) of_wave = WaveId(wave);
  const Organisation organisation = reader.organisation();
  std::uint64_t call = 0;
  {
    const std::lock_guard lock(mutex_);
    call = ++calls_;
  }
  std::optional<VisitSource> source;  // most calls need none
  const auto visits = [&]() -> VisitSource& {
    if (!source) source.emplace(reader, checklists, Language::french);  // names are not used
    return *source;
  };
  std::vector<std::shared_ptr<const VisitSums>> out;
  // Stamps and visits are of one snapshot: sums and their stamp belong together whoever writes meanwhile.
  for (const VisitsStamp& stamp : reader.visits_stamps(of_wave)) {
    if (!scope.contains(stamp.site.value)) continue;
    const Key key{organisation.id.value, stamp.wave.value, stamp.site.value};
    const bool review = demands_review(stamp.wave, organisation);
    auto sums = find(key, stamp.changes, review, call);
    const bool completed = sums && std::any_of(sums->missing.begin(), sums->missing.end(),
                                               [&](const auto& each) { return visits().checklist(each.first, each.second) != nullptr; });
    if (!sums || completed) {
      sums = std::make_shared<const VisitSums>(sums_of_visits(reader, visits(), stamp.wave, stamp.site));
      keep(key, {stamp.changes, review, call, sums->bytes(), sums, {}});
    }
    out.push_back(std::move(sums));
  }
  return out;
}

std::shared_ptr<const VisitSums> KeptVisitSums::find(const Key& key, std::int64_t stamp, bool review, std::uint64_t call) {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(key);
  if (found == kept_.end() || found->second.stamp != stamp || found->second.review != review) return nullptr;
  found->second.used = call;
  order_.splice(order_.end(), order_, found->second.place);
  return found->second.sums;
}

void KeptVisitSums::keep(const Key& key, Entry entry) {
  const std::lock_guard lock(mutex_);
  if (const auto found = kept_.find(key); found != kept_.end()) {
    if (found->second.stamp > entry.stamp) return;  // another call has seen more
    remove(found);
  }
  while (bytes_ + entry.bytes > most_bytes_ && !order_.empty()) {
    const auto oldest = kept_.find(order_.front());
    // A page that does not fit as a whole keeps what it can: taking its own sums away would leave it none the next time.
    if (oldest->second.used == entry.used) return;
    remove(oldest);
  }
  if (bytes_ + entry.bytes > most_bytes_) return;
  bytes_ += entry.bytes;
  entry.place = order_.insert(order_.end(), key);
  kept_.emplace(key, std::move(entry));
}

void KeptVisitSums::remove(std::map<Key, Entry>::iterator entry) {
  bytes_ -= entry->second.bytes;
  order_.erase(entry->second.place);
  kept_.erase(entry);
}

}  // namespace constat::server
