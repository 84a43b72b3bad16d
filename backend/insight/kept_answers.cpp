#include "backend/insight/kept_answers.hpp"

namespace constat::server {
namespace {

constexpr std::size_t kKept = 128, kKeptBytes = 64u << 20;

}  // namespace

std::string KeptAnswers::get(Reader& reader, const std::string& key, const std::function<std::string()>& make) {
  const std::uint64_t changes = reader.changes();
  {
    const std::lock_guard lock(mutex_);
    const auto found = kept_.find(key);
    if (found != kept_.end() && found->second.changes == changes) return found->second.json;
  }
  std::string json = make();
  const std::lock_guard lock(mutex_);
  if (kept_.size() >= kKept || bytes_ + json.size() > kKeptBytes) {
    kept_.clear();
    bytes_ = 0;
  }
  Entry& entry = kept_[key];
  bytes_ += json.size() - entry.json.size();
  entry = {changes, json};
  return json;
}

}  // namespace constat::server
