#include "backend/cli/audit_command.hpp"

#include <charconv>
#include <ostream>

#include "backend/cli/export_output.hpp"
#include "backend/cli/options.hpp"

namespace constat {
namespace {

constexpr std::size_t kUsual = 50, kMost = 1'000'000;

std::optional<std::size_t> limit_of(const Options& options) {
  if (!options.has("--limit")) return kUsual;
  const std::string text = options.value("--limit");
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value == 0 || value > kMost) return std::nullopt;
  return value;
}

// Newest first, one line an entry, with tabs between: for grep, cut and sort.
int list(Console& console, server::Application& application, const server::OrganisationId& organisation, const Options& options, std::size_t limit) {
  server::AuditFilter filter;
  filter.group = options.value("--action");
  if (options.has("--person")) filter.actor = UserId(options.value("--person"));
  filter.text = options.value("--text");
  filter.limit = limit;
  const server::AuditPage page = application.store().read(organisation)->audit(filter);
  for (const server::AuditEntry& entry : page.entries)
    console.out << entry.number << "\t" << entry.at << "\t" << (entry.actor.empty() ? "-" : entry.actor.value) << "\t" << entry.action << "\t"
                << entry.object_type << "\t" << entry.object << "\t" << entry.address << "\t" << entry.detail << "\n";
  console.err << text(console.language, "cli.audit.shown", {std::to_string(page.entries.size()), std::to_string(page.count)}) << "\n";
  return kExitGood;
}

int run_audit(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--action", Kind::value, false, {}},
                                       {"--person", Kind::value, false, {}},
                                       {"--text", Kind::value, false, {}},
                                       {"--limit", Kind::value, false, {}}},
                                      false);
  if (!options) return bad_usage(console, "audit", options.error());
  const auto limit = limit_of(*options);
  if (!limit) return bad_usage(console, "audit", {ErrorCode::invalid, "cli.audit.bad_limit", {options->value("--limit")}, {}});
  return run_on_organisation(console, *options, [&](server::Application& application, const server::OrganisationId& organisation) {
    return list(console, application, organisation, *options, *limit);
  });
}

}  // namespace

Command audit_command() { return {"audit", run_audit}; }

}  // namespace constat
