#include "backend/cli/person_command.hpp"

#include <ostream>

#include "backend/administration/people.hpp"
#include "backend/auth/sessions.hpp"
#include "backend/cli/cli_audit.hpp"
#include "backend/cli/export_output.hpp"
#include "backend/erasure/person_archive.hpp"
#include "backend/erasure/person_export.hpp"
#include "backend/erasure/erasure.hpp"

namespace constat {
namespace {

using server::Application;
using server::ErasureCounts;
using server::OrganisationId;

int fail(Console& console, std::string key, std::vector<std::string> args = {}) {
  report_error(console, {ErrorCode::invalid, std::move(key), std::move(args), {}});
  return kExitBadInput;
}

std::optional<server::User> person_of(server::Store& store, const OrganisationId& organisation, const std::string& email) {
  auto user = store.accounts()->user_by_email(server::lower_case_email(email));
  if (user && user->organisation != organisation) user.reset();
  return user;
}

void print_counts(Console& console, const ErasureCounts& counts) {
  const std::pair<const char*, std::int64_t> lines[] = {
      {"cli.person.visits", counts.visits},     {"cli.person.bodies", counts.bodies},         {"cli.person.events", counts.events},
      {"cli.person.photos", counts.photos},     {"cli.person.parked", counts.parked},         {"cli.person.missions", counts.missions},
      {"cli.person.sessions", counts.sessions}, {"cli.person.statements", counts.statements}};
  for (const auto& [key, value] : lines) console.out << "  " << text(console.language, key, {std::to_string(value)}) << "\n";
}

int erase(Console& console, Application& application, const OrganisationId& organisation, const Options& options) {
  server::Store& store = application.store();
  const std::string email = options.value("--user");
  const auto user = person_of(store, organisation, email);
  if (!user) return fail(console, "cli.person.absent", {email});
  if (!options.has("--confirm")) {
    console.out << text(console.language, "cli.person.would", {user->name, user->email}) << "\n";
    print_counts(console, server::erasure_counts(*store.read(organisation), *store.accounts(), *user));
    console.out << text(console.language, "cli.person.how", {user->email}) << "\n";
    return kExitGood;
  }
  if (server::lower_case_email(options.value("--confirm")) != user->email) return fail(console, "cli.person.not_confirmed", {user->email});
  const server::http::Services& services = application.services();
  const auto outcome = server::erase_person({store, application.blobs(), services.checklists, services.data}, organisation, user->id, services.clock());
  if (outcome.kind == server::ErasureOutcome::Kind::last_administrator) return fail(console, "cli.person.last_administrator");
  if (outcome.kind != server::ErasureOutcome::Kind::erased) return fail(console, "cli.person.absent", {email});
  note_cli(store, organisation, cli_audit("user-erased", "user", outcome.pseudonym.value));
  console.out << text(console.language, "cli.person.erased", {outcome.pseudonym.value}) << "\n";
  print_counts(console, outcome.counts);
  for (const std::string& place : outcome.places_missing) console.err << text(console.language, "cli.person.place_missing", {place}) << "\n";
  console.out << text(console.language, "cli.person.phones") << "\n";
  if (outcome.scrubbed) return kExitGood;
  console.err << text(console.language, "cli.person.unfinished") << "\n";
  return kExitBadInput;
}

int take_out(Console& console, Application& application, const OrganisationId& organisation, const Options& options) {
  const auto user = person_of(application.store(), organisation, options.value("--user"));
  if (!user) return fail(console, "cli.person.absent", {options.value("--user")});
  const std::string out = options.value("--out");
  if (out.empty()) return bad_usage(console, "person", {ErrorCode::invalid, "cli.missing_option", {"--out"}, {}});
  std::set<std::string> photos;
  const std::string json = server::person_export_json(application.store(), *user, application.services().clock(), &photos);
  const bool archive = out.size() > 4 && out.compare(out.size() - 4, 4, ".tar") == 0;
  const bool written = write_output(console, out, [&](server::exports::ByteSink& sink) {
    if (!archive) sink.write(json);
    else server::write_person_archive(application.blobs(), organisation, json, photos, application.services().clock() / 1000,
                                      [&](std::string_view bytes) { sink.write(bytes); });
    return true;
  });
  if (!written) return kExitBadInput;
  note_cli(application.store(), organisation, cli_audit("export-person", "user", user->id.value));
  console.err << text(console.language, archive ? "cli.person.exported_with" : "cli.person.exported", {out, std::to_string(photos.size())}) << "\n";
  return kExitGood;
}

int run_person(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--user", Kind::value, true, {}},
                                       {"--out", Kind::value, false, {}},
                                       {"--confirm", Kind::value, false, {}}},
                                      true);
  if (!options) return bad_usage(console, "person", options.error());
  const bool erases = options->positionals() == std::vector<std::string>{"erase"};
  if (!erases && options->positionals() != std::vector<std::string>{"export"})
    return bad_usage(console, "person", {ErrorCode::invalid, "cli.person.what", {}, {}});
  return run_on_organisation(console, *options, [&](Application& application, const OrganisationId& organisation) {
    return erases ? erase(console, application, organisation, *options) : take_out(console, application, organisation, *options);
  });
}

}  // namespace

Command person_command() { return {"person", run_person}; }

}  // namespace constat
