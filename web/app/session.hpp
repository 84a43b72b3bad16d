// Who uses the app, and how the phone is doing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace constat::app {

struct Session {
  std::string user_id, name, email, role;
  std::string organisation;
  bool demo = false;
  bool decides() const { return role == "manager" || role == "administrator" || role == "reviewer"; }  // over visits set aside
  bool administers() const { return role == "administrator"; }
  bool plans() const { return role == "manager" || role == "administrator"; }  // missions of others
  bool takes_figures_home() const { return plans() || role == "site_manager"; }  // workbooks and scorecards
  bool sees_all_sites() const { return decides() || role == "client"; }  // of the network, or of their limits
  bool is_investigator() const { return role == "investigator"; }
};

struct DemoAccount {
  std::string email, password, role, name;
};

struct Meta {
  std::string version;
  bool demo = false;
  std::vector<DemoAccount> accounts;  // one-tap sign-in of a demo organisation
};

enum class Theme : unsigned char { automatic, light, dark };

struct SyncState {
  bool online = true;
  bool busy = false;                    // pulling or pushing
  std::int64_t unsent = 0;              // visits not yet received by the server
  std::string last_error;               // code; empty: none
  std::optional<std::int64_t> next_retry_ms;
};

struct StorageHealth {
  bool persisted = false;
  std::optional<std::int64_t> quota, usage;  // bytes
  std::string problem;                       // code; not empty: answers are not being saved
};

}  // namespace constat::app
