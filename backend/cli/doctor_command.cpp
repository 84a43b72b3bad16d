#include "backend/cli/doctor_command.hpp"

#include <nlohmann/json.hpp>
#include <ostream>

#include "backend/cli/data_folder.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/recovery_text.hpp"
#include "backend/recovery/doctor.hpp"

namespace constat {
namespace {

using Doc = nlohmann::json;
using server::recovery::Diagnosis;
using server::recovery::Finding;

std::string json_of(const Diagnosis& found, Language language) {
  Doc problems = Doc::array(), notices = Doc::array();
  for (const Finding& finding : found.findings)
    (finding.kind == Finding::Kind::problem ? problems : notices)
        .push_back({{"code", finding.code}, {"args", finding.args}, {"message", describe_finding(language, finding)}});
  return Doc{{"format", "constat.doctor/1"},
             {"healthy", found.healthy()},
             {"content_hash", found.content_hash.empty() ? Doc(nullptr) : Doc(found.content_hash)},
             {"log",
              {{"number", found.log_seq},
               {"records", found.log_records},
               {"segments", found.log_segments},
               {"void", found.log_void},
               {"torn_bytes", found.log_torn_bytes},
               {"snapshot", found.log_snapshot}}},
             {"visits", found.visits},
             {"bodies", found.bodies},
             {"photos", found.photos},
             {"visits_with_photos_missing", found.visits_with_photos_missing},
             {"visits_not_safe", found.visits_not_safe ? Doc(*found.visits_not_safe) : Doc(nullptr)},
             {"free_bytes", found.free_bytes},
             {"problems", problems},
             {"notices", notices}}
      .dump(1, ' ', false, Doc::error_handler_t::replace);
}

void print_text(Console& console, const Diagnosis& found) {
  const auto line = [&](const char* key, std::vector<std::string> args) {
    console.out << text(console.language, key, args) << "\n";
  };
  const auto number = [](auto value) { return std::to_string(value); };
  if (!found.content_hash.empty()) line("recovery.content_hash", {found.content_hash});
  line("cli.doctor.stock", {number(found.visits), number(found.bodies), number(found.photos)});
  line("cli.doctor.log", {number(found.log_records), number(found.log_segments), number(found.log_void),
                          number(found.log_torn_bytes)});
  if (found.log_snapshot > 0) line("cli.doctor.snapshot", {number(found.log_snapshot)});
  if (found.visits_not_safe) line("cli.doctor.not_safe", {number(*found.visits_not_safe)});
  if (found.visits_with_photos_missing > 0) line("cli.doctor.photos_missing", {number(found.visits_with_photos_missing)});
  line("cli.doctor.space", {in_megabytes(console.language, found.free_bytes)});
  print_findings(console, found.findings);
  console.out << text(console.language, found.healthy() ? "cli.doctor.healthy" : "cli.doctor.ill") << "\n";
}

int run_doctor(const std::vector<std::string>& args, Console& console) {
  using Kind = OptionSpec::Kind;
  const auto options = Options::parse(args, {{"--data", Kind::value, true, {}}, {"--json", Kind::flag, false, {}}}, false);
  if (!options) return bad_usage(console, "doctor", options.error());
  return run_on_data_folder(console, options->value("--data"), [&] {
    const Diagnosis found =
        server::recovery::examine(options->value("--data"), server::system_clock(), show_progress(console));
    if (options->has("--json")) console.out << json_of(found, console.language) << "\n";
    else print_text(console, found);
    return found.healthy() ? kExitGood : kExitBadInput;
  });
}

}  // namespace

Command doctor_command() { return {"doctor", run_doctor}; }

}  // namespace constat
