#include "backend/cli/retention_command.hpp"

#include <charconv>
#include <ostream>

#include "backend/cli/cli_audit.hpp"
#include "backend/cli/export_output.hpp"
#include "backend/erasure/retention.hpp"
#include "backend/erasure/retention_periods.hpp"

namespace constat {
namespace {

using server::RetentionCounts;

std::optional<std::int64_t> months_of(const std::string& text) {
  std::int64_t months = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), months);
  const bool good = error == std::errc() && end == text.data() + text.size() && months >= 0 && months <= server::kMostRetentionMonths;
  return good ? std::optional<std::int64_t>(months) : std::nullopt;
}

void print(Console& console, const std::string& key, const RetentionCounts& counts) {
  console.out << text(console.language, counts.before.empty() ? key + "_own" : key,
                      {counts.before, std::to_string(counts.visits), std::to_string(counts.photos), std::to_string(counts.parked)})
              << "\n";
  if (counts.unpaid > 0) console.out << text(console.language, "cli.retention.unpaid", {std::to_string(counts.unpaid)}) << "\n";
}

int show_or_change(Console& console, server::Application& application, const server::OrganisationId& organisation, const Options& options,
                   const std::optional<std::int64_t>& months) {
  server::Store& store = application.store();
  if (months)
    store.write(organisation, [&](server::Writer& writer) {
      writer.set_retention_months(*months);
      writer.add_audit(cli_audit("organisation-retention", "organisation", organisation.value, {{"months", std::to_string(*months)}}));
    });
  const std::int64_t now = application.services().clock();
  const std::int64_t set = store.read(organisation)->organisation().retention_months;
  console.out << text(console.language, set == 0 ? "cli.retention.for_ever" : "cli.retention.months", {std::to_string(set)}) << "\n";
  const auto reader = store.read(organisation);
  const server::RetentionPeriods periods(*reader, now);
  for (const auto& own : periods.own())
    console.out << text(console.language, own.months == 0 ? "cli.retention.own_for_ever" : "cli.retention.own_months", {own.programme.value, std::to_string(own.months), own.before}) << "\n";
  if (periods.latest().empty()) return kExitGood;
  if (!options.has("--apply")) {
    print(console, "cli.retention.would", server::retention_counts(*store.read(organisation), now));
    return kExitGood;
  }
  const server::http::Services& services = application.services();
  print(console, "cli.retention.done", server::apply_retention({store, application.blobs(), services.checklists, services.data}, organisation, now));
  return kExitGood;
}

int run_retention(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--months", Kind::value, false, {}},
                                       {"--apply", Kind::flag, false, {}}},
                                      false);
  if (!options) return bad_usage(console, "retention", options.error());
  const auto months = options->has("--months") ? months_of(options->value("--months")) : std::nullopt;
  if (options->has("--months") && !months)
    return bad_usage(console, "retention", {ErrorCode::invalid, "cli.retention.bad_months", {options->value("--months"), std::to_string(server::kMostRetentionMonths)}, {}});
  return run_on_organisation(console, *options, [&](server::Application& application, const server::OrganisationId& organisation) {
    return show_or_change(console, application, organisation, *options, months);
  });
}

}  // namespace

Command retention_command() { return {"retention", run_retention}; }

}  // namespace constat
