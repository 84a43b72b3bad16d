#include "backend/cli/recovery_text.hpp"

#include <chrono>
#include <ostream>

namespace constat {

using server::recovery::Finding;

std::string describe_finding(Language language, const Finding& finding) {
  return text(language, "recovery." + finding.code, finding.args);
}

void print_findings(Console& console, const server::recovery::Findings& findings) {
  for (const auto kind : {Finding::Kind::problem, Finding::Kind::notice})
    for (const Finding& finding : findings) {
      if (finding.kind != kind) continue;
      const bool bad = kind == Finding::Kind::problem;
      console.err << text(console.language, bad ? "recovery.problem" : "recovery.notice",
                          {describe_finding(console.language, finding)})
                  << "\n";
    }
}

server::recovery::Progress show_progress(Console& console) {
  using Time = std::chrono::steady_clock;
  return [&console, last = Time::now()](const std::string& what, std::uint64_t done) mutable {
    if (Time::now() - last < std::chrono::seconds(2)) return;
    last = Time::now();
    console.err << text(console.language, "recovery.doing." + what, {std::to_string(done)}) << std::endl;
  };
}

std::string in_megabytes(Language language, std::uint64_t bytes) {
  return text(language, "recovery.megabytes", {std::to_string((bytes + (1u << 20) - 1) >> 20)});
}

}  // namespace constat
