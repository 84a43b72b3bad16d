// The sums of sites' visits, kept in memory as long as the store's stamp of a site and wave stays the same, so that a page reads the
// bodies of those sites only whose visits have changed. At most 128 MiB; what was used longest ago goes first.
#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <vector>

#include "backend/insight/scope.hpp"
#include "backend/insight/visit_sums.hpp"

namespace constat::server {

class KeptVisitSums {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{128} << 20;
  explicit KeptVisitSums(std::size_t most_bytes = kMostBytes) : most_bytes_(most_bytes) {}

  // Of the scope's sites that have visits in that wave, or in each of all waves: by wave and site. What `reader` cannot see is not
  // there. A page that needs more than there is room for gets all of it, and makes the rest again the next time.
  std::vector<std::shared_ptr<const VisitSums>> of(Reader& reader, ChecklistCache& checklists, const Scope& scope, const std::string& wave);

 private:
  using Key = std::tuple<std::string, std::string, std::string>;  // organisation, wave, site
  struct Entry {
    std::int64_t stamp = 0;
    bool review = false;  // whether the wave demanded one: it decides what is official
    std::uint64_t used = 0;  // by which call
    std::size_t bytes = 0;
    std::shared_ptr<const VisitSums> sums;
    std::list<Key>::iterator place;
  };

  std::shared_ptr<const VisitSums> find(const Key& key, std::int64_t stamp, bool review, std::uint64_t call);
  void keep(const Key& key, Entry entry);
  void remove(std::map<Key, Entry>::iterator entry);

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::map<Key, Entry> kept_;
  std::list<Key> order_;  // used longest ago first
  std::size_t bytes_ = 0;
  std::uint64_t calls_ = 0;
};

}  // namespace constat::server
