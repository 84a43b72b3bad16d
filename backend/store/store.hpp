// Where the server keeps everything. Implementations pass tests/store_contract.
// Threads: every method may be called from any thread. Errors: StoreFailure when the storage itself fails (disk full,
// damaged file); what was asked in a failed write is not stored, not even in part.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "backend/store/repository.hpp"

namespace constat::server {

struct StoreFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// What stands above organisations: who may sign in, and where they belong.
class Accounts {
 public:
  virtual ~Accounts() = default;
  virtual std::vector<Organisation> organisations() = 0;
  virtual std::optional<User> user_by_email(std::string_view lower_case_email) = 0;
  virtual std::optional<Session> session(std::string_view token_hash) = 0;
  virtual std::optional<AccountLink> account_link(std::string_view id) = 0;
  virtual std::optional<ApiToken> api_token(std::string_view id) = 0;
  virtual std::optional<ReportLink> report_link(std::string_view id) = 0;
  virtual std::vector<Session> sessions_of(const OrganisationId& organisation, const UserId& user) = 0;  // oldest first
  virtual bool is_erased_session(std::string_view token_hash) = 0;  // of a person who was erased
  virtual bool holds_blob(std::string_view sha256) = 0;             // in any organisation
};

class Store {
 public:
  virtual ~Store() = default;

  // A snapshot of one organisation, valid while the object lives. Short-lived: it holds a connection.
  virtual std::unique_ptr<Reader> read(const OrganisationId& organisation) = 0;
  virtual std::unique_ptr<Accounts> accounts() = 0;

  // Runs `change` in a transaction and returns when it is durable. An exception from `change` undoes it alone and
  // comes out here.
  virtual void write(const OrganisationId& organisation, const std::function<void(Writer&)>& change) = 0;

  virtual void create_organisation(const Organisation& organisation) = 0;
  virtual void put_session(const Session& session) = 0;
  virtual void remove_session(std::string_view token_hash) = 0;
  virtual void remove_sessions_of(const OrganisationId& organisation, const UserId& user) = 0;
  virtual void remove_expired_sessions(std::int64_t now_ms) = 0;
  // Rises with every change to users, their sites, their tokens, organisations, and with every session that ends: what was read after
  // this number was taken holds as long as it stays the same.
  virtual std::uint64_t accounts_version() = 0;

  // After something was redacted or erased: leaves none of its bytes in any file of the store. The database is written anew, the
  // intake log begins anew with it, the keys of erased persons and the copies that upgrades left are deleted. Nobody writes
  // meanwhile. StoreFailure: it is to be asked again, and stays wanted until it has been done.
  virtual void scrub() = 0;
  virtual bool scrub_wanted() = 0;

  // Everything durable and in the main file; no write follows.
  virtual void close() = 0;
};

}  // namespace constat::server
