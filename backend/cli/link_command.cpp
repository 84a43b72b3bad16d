#include "backend/cli/link_command.hpp"

#include <ostream>

#include "backend/cli/cli_audit.hpp"
#include "backend/cli/export_output.hpp"
#include "backend/platform/clock.hpp"
#include "backend/sharing/report_links.hpp"

namespace constat {
namespace {

using server::Application;
using server::OrganisationId;

constexpr std::size_t kDateLength = 10;

std::string date_of(std::int64_t ms) { return server::rfc3339(ms).substr(0, kDateLength); }
std::string or_dash(const std::string& text) { return text.empty() ? "-" : text; }

// Newest first, one line a link, with tabs between: for grep, cut and sort.
int list(Console& console, Application& application, const OrganisationId& organisation) {
  const std::int64_t now = application.services().clock();
  const auto links = application.store().read(organisation)->report_links({});
  for (const server::ReportLink& link : links)
    console.out << link.id << "\t" << server::status_of(link, now) << "\t" << link.maker.value << "\t" << date_of(link.expires_at) << "\t" << link.opened
                << "\t" << (link.opened_at ? date_of(*link.opened_at) : "-") << "\t" << link.kind << "\t" << or_dash(link.subject) << "\t"
                << or_dash(link.wave) << "\n";
  if (links.empty()) console.err << text(console.language, "cli.link.none") << "\n";
  return kExitGood;
}

int revoke(Console& console, Application& application, const OrganisationId& organisation, const std::string& id) {
  using Kind = server::ReportLinkChange::Kind;
  const auto change = server::revoke_report_link(application.store(), organisation, {}, id, application.services().clock());
  if (change.kind == Kind::not_found) {
    report_error(console, {ErrorCode::invalid, "cli.link.absent", {id}, {}});
    return kExitBadInput;
  }
  if (change.kind == Kind::revoked)
    note_cli(application.store(), organisation, cli_audit("link-revoked", "link", id, {{"maker", change.made.link.maker.value}}));
  console.out << text(console.language, change.kind == Kind::revoked ? "cli.link.revoked" : "cli.link.ended", {id}) << "\n";
  return kExitGood;
}

int run_link(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options =
      Options::parse(args, {{"--data", Kind::value, true, {}}, {"--organisation", Kind::value, false, {}}, {"--id", Kind::value, false, {}}}, true);
  if (!options) return bad_usage(console, "link", options.error());
  const std::string what = options->positionals().size() == 1 ? options->positionals().front() : std::string();
  if (what != "list" && what != "revoke") return bad_usage(console, "link", {ErrorCode::invalid, "cli.link.what", {}, {}});
  if (what == "revoke" && !options->has("--id")) return bad_usage(console, "link", {ErrorCode::invalid, "cli.missing_option", {"--id"}, {}});
  return run_on_organisation(console, *options, [&](Application& application, const OrganisationId& organisation) {
    return what == "list" ? list(console, application, organisation) : revoke(console, application, organisation, options->value("--id"));
  });
}

}  // namespace

Command link_command() { return {"link", run_link}; }

}  // namespace constat
