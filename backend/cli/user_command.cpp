#include "backend/cli/user_command.hpp"

#include <iostream>
#include <ostream>

#include "backend/administration/people.hpp"
#include "backend/auth/limits.hpp"
#include "backend/cli/cli_audit.hpp"
#include "backend/cli/data_folder.hpp"
#include "backend/cli/options.hpp"
#include "backend/import/import.hpp"

namespace constat {
namespace {

constexpr std::size_t kMadePassword = 22;  // of 64 signs: 132 bits

bool is_email(std::string_view text) {
  const auto at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.size() <= 254 &&
         text.find_first_of(" \t\r\n<>\"") == std::string_view::npos && text.find('@', at + 1) == std::string_view::npos;
}

int fail(Console& console, std::string key, std::vector<std::string> args = {}) {
  report_error(console, {ErrorCode::invalid, std::move(key), std::move(args), {}});
  return kExitBadInput;
}

int add_user(Console& console, const Options& options) {
  const std::string email = server::lower_case_email(options.value("--email"));
  if (!is_email(email)) return fail(console, "cli.user.bad_email", {email});
  std::string password;
  const bool given = options.has("--password-stdin");
  if (given) std::getline(std::cin, password);

  server::ApplicationOptions wanted;
  wanted.data = options.value("--data");
  server::Application application(std::move(wanted));
  server::Store& store = application.store();
  if (!given) password = server::random_token().substr(0, kMadePassword);
  const auto organisation = server::find_or_make_organisation(store, options.value("--organisation"),
                                                              text(console.language, "cli.import.default_organisation"));
  if (!organisation) {
    report_error(console, organisation.error());
    return kExitBadInput;
  }
  server::User user;
  user.organisation = *organisation;
  user.id = UserId(options.value("--id", server::id_from(email.substr(0, email.find('@')))));
  user.email = email;
  user.name = options.value("--name", email);
  user.role = *server::role_of(options.value("--role"));
  user.language = options.value("--language", code_of(console.language));
  if (given)
    if (const auto problems = server::problems_of_password(password, user); !problems.empty())
      return fail(console, "cli.user.bad_password", {text(console.language, "problem." + problems.front().code, problems.front().args)});
  const auto same_email = store.accounts()->user_by_email(email);
  const bool same_person = same_email && same_email->organisation == *organisation && same_email->id == user.id;
  if (same_email && !same_person) return fail(console, "cli.user.email_taken", {email});
  // An id that an import made has no password yet; one that has belongs to somebody.
  const auto same_id = store.read(*organisation)->user(user.id);
  if (same_id && !same_person && !same_id->password_hash.empty()) return fail(console, "cli.user.id_taken", {user.id.value});
  if (!same_id && store.read(*organisation)->is_erased(user.id)) return fail(console, "cli.user.id_erased", {user.id.value});
  // A person who is there keeps what is not named: a new password is no new right, and a deactivated account stays one.
  if (same_id) user.regions = same_id->regions, user.skills = same_id->skills, user.disabled = same_id->disabled;
  if (!options.values("--region").empty()) user.regions = options.values("--region");
  if (!options.values("--skill").empty()) user.skills = options.values("--skill");
  user.password_hash = application.passwords().hash(password);
  store.write(*organisation, [&](server::Writer& writer) {
    const auto seen = same_id && same_id->role == server::Role::manager ? server::sites_seen_by(writer, *same_id) : std::vector<SiteId>();
    writer.put_user(user);
    for (const std::string& site : options.values("--site")) writer.put_user_site(user.id, SiteId(site));
    server::tell_of_sight(writer, user, seen);
    writer.add_audit(cli_audit(same_id ? "user-changed" : "user-added", "user", user.id.value, {{"role", options.value("--role")}}));
  });
  // As with a new password by a link: who had the old one is out, and no older link sets a third.
  if (same_id) {
    store.remove_sessions_of(*organisation, user.id);
    (void)server::revoke_links(store, *organisation, user.id, server::system_clock()());
  }
  if (user.disabled) console.err << text(console.language, "cli.user.deactivated", {email}) << "\n";
  console.out << text(console.language, "cli.user.added", {email, user.id.value}) << "\n";
  if (!given) console.out << text(console.language, "cli.user.password", {password}) << "\n";
  application.stop();
  return kExitGood;
}

int run_user(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(
      args,
      {{"--data", Kind::value, true, {}},
       {"--email", Kind::value, true, {}},
       {"--role", Kind::value, true, {"investigator", "reviewer", "manager", "site_manager", "administrator", "client"}},
       {"--name", Kind::value, false, {}},
       {"--organisation", Kind::value, false, {}},
       {"--id", Kind::value, false, {}},
       {"--language", Kind::value, false, {"fr", "en"}},
       {"--site", Kind::list, false, {}},
       {"--region", Kind::list, false, {}},
       {"--skill", Kind::list, false, {}},
       {"--password-stdin", Kind::flag, false, {}}},
      true);
  if (!options) return bad_usage(console, "user", options.error());
  if (options->positionals() != std::vector<std::string>{"add"})
    return bad_usage(console, "user", {ErrorCode::invalid, "cli.user.what", {}, {}});
  return run_on_data_folder(console, options->value("--data"), [&] { return add_user(console, *options); });
}

}  // namespace

Command user_command() { return {"user", run_user}; }

}  // namespace constat
