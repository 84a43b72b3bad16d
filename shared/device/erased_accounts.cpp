#include "shared/device/erased_accounts.hpp"

#include "shared/sync/erasure_mark.hpp"
#include "shared/sync/problem_json.hpp"

namespace constat {
namespace {

constexpr int kUnauthorised = 401;
constexpr std::string_view kErasing = "erasing";  // setting: whose erasure has begun
constexpr std::string_view kScrub = "scrub";      // setting: bytes of before may stand in the file of the database, or in older ones

Result<std::vector<std::string>> texts(Database& database, std::string_view sql, const std::string& user) {
  auto rows = database.run(sql, {user});
  if (!rows) return tl::unexpected(rows.error());
  std::vector<std::string> found;
  for (const SqlRow& row : *rows) found.push_back(text_at(row, 0));
  return found;
}

std::string member_id(const Json& session, std::string_view name) {
  const Json* part = json_fields::member(session, name);
  return part ? json_fields::text_or(*part, "id") : std::string();
}

}  // namespace

bool tells_of_erasure(const HttpResponse& response) {
  if (response.status != kUnauthorised) return false;
  // An answer to HEAD has no body.
  if (response.header("constat-problem") == kAccountErased) return true;
  const auto problem = parse_problem_json(response.body);
  return problem && problem->code == kAccountErased;
}

// The logs first: a visit of which a log is left would be made again from it.
Result<void> ErasedAccounts::remove_logs(const std::string& user, const std::vector<std::string>& visits) {
  if (context_.user == user) {
    if (auto out = accounts_.sign_out(); !out) return out;
  }
  for (const std::string& visit : visits)
    if (auto removed = context_.logs.remove(visit); !removed) return removed;
  auto others = context_.db.run("SELECT 1 FROM account WHERE user <> ?1 LIMIT 1", {user});
  if (!others) return tl::unexpected(others.error());
  // Logs without a first record are nobody's, and were kept for a rescue copy: of nobody else here.
  return others->empty() ? context_.logs.remove_all() : Result<void>();
}

Result<void> ErasedAccounts::remove_rows(const std::string& user) {
  // Zeros take the place of what is deleted. Where that is refused, scrub() writes the file anew all the same.
  (void)context_.db.run("PRAGMA secure_delete=ON");
  return context_.db.transaction([&] {
    return context_.db.all({
        // Files that nothing names go when they are old: these are, from the beginning.
        {"INSERT INTO orphan(sha256, since) SELECT DISTINCT sha256, 0 FROM photo WHERE visit IN (SELECT id FROM visit WHERE owner = ?1) "
         "ON CONFLICT(sha256) DO UPDATE SET since = 0", {user}},
        {"DELETE FROM orphan WHERE sha256 IN (SELECT sha256 FROM photo WHERE visit IN (SELECT id FROM visit WHERE owner <> ?1))", {user}},
        {"DELETE FROM visit WHERE owner = ?1", {user}},
        {"DELETE FROM doc WHERE owner = ?1", {user}},
        {"DELETE FROM cache WHERE owner = ?1", {user}},
        {"DELETE FROM account WHERE user = ?1", {user}},
        {"DELETE FROM setting WHERE (name = 'active' AND value = ?1) OR name = ?2", {user, std::string(kErasing)}},
        {"INSERT INTO setting(name, value) VALUES(?1, '1') ON CONFLICT(name) DO UPDATE SET value = '1'", {std::string(kScrub)}},
    });
  });
}

Result<void> ErasedAccounts::erase(const std::string& user) {
  const bool active = context_.user == user;
  auto visits = texts(context_.db, "SELECT id FROM visit WHERE owner = ?1", user);
  if (!visits) return tl::unexpected(visits.error());
  auto photos = texts(context_.db, "SELECT DISTINCT sha256 FROM photo WHERE visit IN (SELECT id FROM visit WHERE owner = ?1)", user);
  if (!photos) return tl::unexpected(photos.error());
  auto unsent = texts(context_.db,
                      "SELECT id FROM visit WHERE owner = ?1 AND (state IN ('draft', 'saved', 'parked') OR " + std::string(kHasUnsentPhoto) + ")", user);
  if (!unsent) return tl::unexpected(unsent.error());
  if (auto begun = accounts_.set_setting(kErasing, user); !begun) return begun;
  drafts_.forget(*visits);
  if (auto removed = remove_logs(user, *visits); !removed) return removed;
  if (auto removed = remove_rows(user); !removed) return removed;
  files_.release(*photos);
  scrub();
  if (auto loaded = accounts_.load(); !loaded) return loaded;
  context_.push("account_erased", "{\"active\":" + std::string(active ? "true" : "false") + ",\"unsent\":" + std::to_string(unsent->size()) + "}");
  return {};
}

Result<void> ErasedAccounts::erase_marked(const std::set<std::string>& marks) {
  auto rows = context_.db.run("SELECT user, session FROM account WHERE user <> ?1", {context_.user});
  if (!rows) return tl::unexpected(rows.error());
  for (const SqlRow& row : *rows) {
    const std::string user = text_at(row, 0);
    const Json session = json_fields::parse(text_at(row, 1));
    if (marks.count(erasure_mark(member_id(session, "organisation"), user)) == 0) continue;
    if (auto erased = erase(user); !erased) return erased;
  }
  return remove_pages();
}

Result<void> ErasedAccounts::remove_pages() {
  auto kept = context_.db.run("SELECT 1 FROM cache LIMIT 1");
  if (!kept) return tl::unexpected(kept.error());
  if (kept->empty()) return {};
  (void)context_.db.run("PRAGMA secure_delete=ON");
  auto removed = context_.db.transaction([&] {
    return context_.db.all({{"DELETE FROM cache", {}},
                            {"INSERT INTO setting(name, value) VALUES(?1, '1') ON CONFLICT(name) DO UPDATE SET value = '1'", {std::string(kScrub)}}});
  });
  if (removed) scrub();
  return removed;
}

void ErasedAccounts::resume() {
  if (const std::string user = accounts_.setting(kErasing); !user.empty()) (void)erase(user);
  if (accounts_.setting(kScrub).empty()) return;
  scrub();
  (void)context_.db.run("DELETE FROM setting WHERE name = ?1", {std::string(kScrub)});
}

// The host deletes older databases once it has the outbox. Whether it came to that, nobody knows here: the next start asks again.
void ErasedAccounts::scrub() {
  if (auto done = context_.db.run("VACUUM"); !done) return;
  context_.out.drop_older_databases = true;
}

}  // namespace constat
