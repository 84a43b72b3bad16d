// API tokens as an administrator keeps them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "shared/base/json.hpp"
#include "web/app/planning.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

inline constexpr std::int64_t kTokensPage = 50;

struct ApiToken {
  std::string id, name, person, person_name, status;  // status: active, expired, revoked
  std::vector<std::string> scopes;
  std::string made_at, made_by, expires_at, used_on, revoked_at;  // used_on: a day; empty: never
};

struct TokenPage {
  std::vector<ApiToken> tokens;                  // newest first
  std::int64_t count = 0;                        // of all that fit
  std::map<std::string, std::int64_t> statuses;  // of all that fit text and person
  std::vector<std::string> scopes;               // that a token can have
  std::int64_t most_days = 0, proposed_days = 0;
  std::int64_t pages() const { return count == 0 ? 1 : (count + kTokensPage - 1) / kTokensPage; }
  const ApiToken* find(const std::string& id) const {
    for (const ApiToken& token : tokens)
      if (token.id == id) return &token;
    return nullptr;
  }
};

// A new token for a person.
struct TokenForm {
  std::string person;
  std::string name, days;
  std::set<std::string, std::less<>> scopes;
  bool begun = false, busy = false;
  std::set<std::string, std::less<>> missing;
  std::optional<Refusal> refusal;
  std::string made;  // the token, told once
  bool copied = false, copy_failed = false;
};

struct TokensState {
  Loadable<TokenPage> all;
  std::string shown;  // the token that the dialog is about
  bool busy = false;
  std::optional<Refusal> refusal;
  TokenForm form;
};

TokenPage read_tokens(const Json& body);

class App;
struct Route;

// A part of App.
class TokenActions {
 public:
  explicit TokenActions(App& app) : app_(&app) {}
  void load(const Route& route);
  void show(const std::string& token);
  void revoke();
  void begin_form();  // its first values, once they are there
  void change(const std::string& name, const std::string& days);
  void toggle(const std::string& scope);
  void make();
  void copy();

 private:
  App* app_;
};

}  // namespace constat::app
