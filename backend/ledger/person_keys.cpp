#include "backend/ledger/person_keys.hpp"

#include <algorithm>

#include "backend/auth/sealing.hpp"
#include "backend/ledger/ledger.hpp"
#include "shared/base/sha256.hpp"

namespace constat::server::ledger {
namespace {

// Also what the seal is bound to: bytes moved to another person's record do not open.
std::string whose(std::string_view organisation, std::string_view person) {
  return std::string(organisation) + "\n" + std::string(person);
}

constexpr const char* kUnfinished = ".new";

std::string file_name(std::string_view mark) { return std::string(mark.substr(0, 32)) + ".key"; }

}  // namespace

std::optional<PersonKeys::Key> PersonKeys::load(const std::string& name) {
  const auto found = known_.find(name);
  if (found != known_.end()) return found->second;
  if (!files_.exists(directory_ / name)) return std::nullopt;
  const std::string bytes = files_.read(directory_ / name);
  Key key{};
  if (bytes.size() != key.size()) throw LedgerDamage((directory_ / name).string() + " is no key");
  std::copy(bytes.begin(), bytes.end(), key.begin());
  known_.emplace(name, key);
  return key;
}

PersonKeys::Key PersonKeys::make(const std::string& name) {
  files_.make_directory(directory_);
  Key key{};
  new_sealing_key(key);
  // Under its name only when whole: a crash leaves no half key.
  const auto unfinished = directory_ / (name + kUnfinished);
  files_.remove(unfinished);
  {
    const auto file = files_.append(unfinished, true);
    file->write(std::string_view(reinterpret_cast<const char*>(key.data()), key.size()));
    file->sync();
  }
  names_unsynced_ = true;
  files_.rename(unfinished, directory_ / name);
  known_.emplace(name, key);
  return key;
}

std::string PersonKeys::seal(std::string_view organisation, std::string_view person, std::string_view text) {
  const std::string context = whose(organisation, person);
  const std::string name = file_name(sha256_hex(context));
  const std::lock_guard lock(mutex_);
  auto key = load(name);
  if (!key) key = make(name);
  used_.insert(name);
  if (names_unsynced_) {
    files_.sync_directory(directory_);
    files_.sync_directory(directory_.parent_path());
    names_unsynced_ = false;
  }
  return server::seal(*key, context, text);
}

std::optional<std::string> PersonKeys::open(std::string_view organisation, std::string_view person,
                                            std::string_view sealed) {
  const std::string context = whose(organisation, person);
  std::optional<Key> key;
  {
    const std::lock_guard lock(mutex_);
    key = load(file_name(sha256_hex(context)));
  }
  if (!key) return std::nullopt;
  auto text = server::unseal(*key, context, sealed);
  if (!text) throw LedgerDamage("a sealed text does not open with its person's key");
  return text;
}

void PersonKeys::begin_log() {
  const std::lock_guard lock(mutex_);
  used_.clear();
}

void PersonKeys::destroy(std::string_view mark) {
  const std::string name = file_name(mark);
  const std::lock_guard lock(mutex_);
  if (!files_.exists(directory_) || used_.count(name) > 0) return;
  known_.erase(name);
  for (const std::string& each : {name, name + kUnfinished}) files_.remove(directory_ / each);
  files_.sync_directory(directory_);
}

}  // namespace constat::server::ledger
