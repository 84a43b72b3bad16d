#include "backend/cli/token_command.hpp"

#include <charconv>
#include <ostream>

#include "backend/administration/api_tokens.hpp"
#include "backend/cli/cli_audit.hpp"
#include "backend/cli/export_output.hpp"
#include "backend/platform/clock.hpp"

namespace constat {
namespace {

using server::Application;
using server::OrganisationId;

constexpr std::size_t kDateLength = 10;

int fail(Console& console, std::string key, std::vector<std::string> args = {}) {
  report_error(console, {ErrorCode::invalid, std::move(key), std::move(args), {}});
  return kExitBadInput;
}

std::string date_of(std::int64_t ms) { return server::rfc3339(ms).substr(0, kDateLength); }

std::string joined(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : ",") + word;
  return line;
}

// What is no number is no number of days: the rules of tokens say so.
std::int64_t days_of(const Options& options) {
  if (!options.has("--days")) return server::kProposedTokenDays;
  const std::string text = options.value("--days");
  std::int64_t days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  return error == std::errc() && end == text.data() + text.size() ? days : 0;
}

int add(Console& console, Application& application, const OrganisationId& organisation, const Options& options) {
  server::Store& store = application.store();
  const std::string email = server::lower_case_email(options.value("--user"));
  const auto user = store.accounts()->user_by_email(email);
  if (!user || user->organisation != organisation) return fail(console, "cli.token.no_account", {email});
  const server::TokenDetails details{options.value("--name"), options.values("--scope"), days_of(options)};
  if (const Problems problems = server::problems_of(details); !problems.empty()) {
    report_problems(console, "constat token", problems);
    return kExitBadInput;
  }
  const auto change = server::add_token(store, organisation, user->id, details, UserId(), application.services().clock());
  if (change.kind != server::TokenChange::Kind::made) return fail(console, "cli.token.deactivated", {email});
  const server::ApiToken& token = change.made.token;
  note_cli(store, organisation, cli_audit("token-made", "token", token.id, {{"user", user->id.value}, {"scopes", joined(token.scopes)}, {"expires_at", server::rfc3339(token.expires_at)}}));
  console.out << change.made.text << "\n";
  console.err << text(console.language, "cli.token.made", {token.id, email, date_of(token.expires_at)}) << "\n";
  return kExitGood;
}

// Newest first, one line a token, with tabs between: for grep, cut and sort.
int list(Console& console, Application& application, const OrganisationId& organisation) {
  const std::int64_t now = application.services().clock();
  const auto tokens = application.store().read(organisation)->api_tokens({});
  for (const server::ApiToken& token : tokens)
    console.out << token.id << "\t" << server::status_of(token, now) << "\t" << token.user.value << "\t" << date_of(token.expires_at) << "\t"
                << (token.used_on ? date_of(*token.used_on) : "-") << "\t" << joined(token.scopes) << "\t" << token.name << "\n";
  if (tokens.empty()) console.err << text(console.language, "cli.token.none") << "\n";
  return kExitGood;
}

int revoke(Console& console, Application& application, const OrganisationId& organisation, const Options& options) {
  const std::string id = options.value("--id");
  const auto change = server::revoke_token(application.store(), organisation, id, application.services().clock());
  if (change.kind == server::TokenChange::Kind::not_found) return fail(console, "cli.token.absent", {id});
  if (change.kind == server::TokenChange::Kind::revoked)
    note_cli(application.store(), organisation, cli_audit("token-revoked", "token", id, {{"user", change.made.token.user.value}}));
  console.out << text(console.language, change.kind == server::TokenChange::Kind::revoked ? "cli.token.revoked" : "cli.token.ended", {id}) << "\n";
  return kExitGood;
}

int run_token(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--user", Kind::value, false, {}},
                                       {"--name", Kind::value, false, {}},
                                       {"--scope", Kind::list, false, {}},
                                       {"--days", Kind::value, false, {}},
                                       {"--id", Kind::value, false, {}}},
                                      true);
  if (!options) return bad_usage(console, "token", options.error());
  const std::string what = options->positionals().size() == 1 ? options->positionals().front() : std::string();
  if (what != "add" && what != "list" && what != "revoke") return bad_usage(console, "token", {ErrorCode::invalid, "cli.token.what", {}, {}});
  const std::string_view needed = what == "add" ? "--user" : what == "revoke" ? "--id" : "--data";
  if (!options->has(needed)) return bad_usage(console, "token", {ErrorCode::invalid, "cli.missing_option", {std::string(needed)}, {}});
  return run_on_organisation(console, *options, [&](Application& application, const OrganisationId& organisation) {
    if (what == "add") return add(console, application, organisation, *options);
    return what == "list" ? list(console, application, organisation) : revoke(console, application, organisation, *options);
  });
}

}  // namespace

Command token_command() { return {"token", run_token}; }

}  // namespace constat
