// What recovery has to say: a code of the catalogue ("recovery.<code>") with its arguments. A problem needs somebody; a
// notice does not.
#pragma once

#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

namespace constat::server::recovery {

struct Finding {
  enum class Kind : unsigned char { problem, notice } kind = Kind::problem;
  std::string code;
  std::vector<std::string> args;
};

using Findings = std::vector<Finding>;

inline void problem(Findings& findings, std::string code, std::vector<std::string> args = {}) {
  findings.push_back({Finding::Kind::problem, std::move(code), std::move(args)});
}
inline void notice(Findings& findings, std::string code, std::vector<std::string> args = {}) {
  findings.push_back({Finding::Kind::notice, std::move(code), std::move(args)});
}
inline bool has_problem(const Findings& findings) {
  for (const Finding& finding : findings)
    if (finding.kind == Finding::Kind::problem) return true;
  return false;
}

// For long runs: what is being done ("recovery.doing.<what>"), and how much of it is done.
using Progress = std::function<void(const std::string& what, std::uint64_t done)>;

}  // namespace constat::server::recovery
