#include "backend/cli/payments_command.hpp"

#include <ostream>

#include "backend/cli/cli_audit.hpp"
#include "backend/cli/export_output.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/table.hpp"
#include "backend/payment/payment_table.hpp"
#include "shared/base/calendar.hpp"

namespace constat {
namespace {

using server::Amount;
using server::AmountFilter;

constexpr double kCents = 100;

Result<AmountFilter> filter_of(const Options& options) {
  AmountFilter filter;
  for (const auto& [name, into] : {std::pair{"--from", &filter.from}, std::pair{"--to", &filter.to}}) {
    if (!options.has(name)) continue;
    *into = day_of_date(options.value(name));
    if (!*into) return failure(ErrorCode::invalid, "problem.answer-bad-date", {options.value(name)}, name);
  }
  if (options.has("--investigator")) filter.investigator = UserId(options.value("--investigator"));
  return filter;
}

std::string money(Language language, std::int64_t cents) { return format_number(language, static_cast<double>(cents) / kCents, 2); }

void list(Console& console, server::Reader& reader, const AmountFilter& filter) {
  const Language language = console.language;
  std::map<std::string, server::AmountSums> people;
  for (const Amount& amount : server::amounts(reader, filter).amounts) people[amount.line.investigator.value].add(amount);
  Table table;
  table.add_column(std::string(text(language, "payment.investigator")));
  for (const char* sum : {"owed", "in_statement", "paid", "held", "refused"})
    table.add_column(std::string(text(language, std::string("payment.sum.") + sum)), Table::Align::right);
  for (const auto& [person, sums] : people) {
    const auto user = reader.user(UserId(person));
    table.add_row({user ? user->name : person, money(language, sums.owed), money(language, sums.in_statement), money(language, sums.paid),
                   money(language, sums.held), money(language, sums.refused)});
  }
  if (people.empty()) console.out << text(language, "payment.none_in_period") << "\n";
  else table.write(console.out);
  for (const server::PaymentStatement& statement : reader.payment_statements(filter.investigator)) {
    const auto user = reader.user(statement.investigator);
    console.out << text(language, "cli.payments.statement",
                        {statement.id, user ? user->name : statement.investigator.value, money(language, statement.cents),
                         statement.period_from, statement.period_to, std::string(text(language, "payment.statement_status." + statement.status))})
                << "\n";
  }
}

int run_on(Console& console, server::Application& application, const server::OrganisationId& organisation, const Options& options,
           const AmountFilter& filter, bool exports) {
  if (!exports) {
    list(console, *application.store().read(organisation), filter);
    return kExitGood;
  }
  server::PaymentExport file;
  file.filter = filter;
  file.style.language = language_of(options.value("--language"), console.language);
  file.style.codes = options.has("--codes");
  if (options.has("--delimiter")) file.style.delimiter = options.value("--delimiter") == "comma" ? ',' : ';';
  std::size_t rows = 0;
  const std::string path = options.value("--output");
  const bool written = write_output(console, path, [&](server::exports::ByteSink& out) {
    rows = server::write_payments(*application.store().read(organisation), file, out);
    return true;
  });
  if (written) note_cli(application.store(), organisation, cli_audit("export-downloaded", "file", "payments.csv", {{"rows", std::to_string(rows)}}));
  if (!written) return kExitBadInput;
  if (path != "-") console.out << text_plural(console.language, "cli.export.done", static_cast<std::int64_t>(rows), {path}) << "\n";
  return kExitGood;
}

int run_payments(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args,
                                      {{"--data", Kind::value, true, {}},
                                       {"--organisation", Kind::value, false, {}},
                                       {"--from", Kind::value, false, {}},
                                       {"--to", Kind::value, false, {}},
                                       {"--investigator", Kind::value, false, {}},
                                       {"--output", Kind::value, false, {}},
                                       {"--language", Kind::value, false, {"fr", "en"}},
                                       {"--delimiter", Kind::value, false, {"semicolon", "comma"}},
                                       {"--codes", Kind::flag, false, {}}},
                                      true);
  if (!options) return bad_usage(console, "payments", options.error());
  const bool exports = options->positionals() == std::vector<std::string>{"export"};
  if (!exports && options->positionals() != std::vector<std::string>{"list"})
    return bad_usage(console, "payments", {ErrorCode::invalid, "cli.payments.what_to_do", {}, {}});
  if (exports && !options->has("--output")) return bad_usage(console, "payments", {ErrorCode::invalid, "cli.missing_option", {"--output"}, {}});
  const auto filter = filter_of(*options);
  if (!filter) {
    report_error(console, filter.error());
    return kExitBadInput;
  }
  return run_on_organisation(console, *options, [&](server::Application& application, const server::OrganisationId& organisation) {
    return run_on(console, application, organisation, *options, *filter, exports);
  });
}

}  // namespace

Command payments_command() { return {"payments", run_payments}; }

}  // namespace constat
