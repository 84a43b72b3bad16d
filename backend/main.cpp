// Wires the commands of `constat`; each stands in its own file of backend/cli.
#include <cstdlib>
#include <iostream>

#include "backend/cli/audit_command.hpp"
#include "backend/cli/backup_command.hpp"
#include "backend/cli/check_command.hpp"
#include "backend/cli/command.hpp"
#include "backend/cli/compare_command.hpp"
#include "backend/cli/doctor_command.hpp"
#include "backend/cli/export_command.hpp"
#include "backend/cli/import_command.hpp"
#include "backend/cli/kpi_command.hpp"
#include "backend/cli/link_command.hpp"
#include "backend/cli/payments_command.hpp"
#include "backend/cli/person_command.hpp"
#include "backend/cli/rebuild_command.hpp"
#include "backend/cli/report_command.hpp"
#include "backend/cli/restore_command.hpp"
#include "backend/cli/retention_command.hpp"
#include "backend/cli/score_command.hpp"
#include "backend/cli/serve_command.hpp"
#include "backend/cli/token_command.hpp"
#include "backend/cli/organisation_command.hpp"
#include "backend/cli/user_command.hpp"

int main(int argc, char** argv) {
  using namespace constat;
  const std::vector<Command> commands = {check_command(), score_command(),  kpi_command(), compare_command(),
                                         serve_command(), import_command(), user_command(), organisation_command(), backup_command(),
                                         restore_command(), rebuild_command(), doctor_command(), export_command(), report_command(),
                                         payments_command(), audit_command(), person_command(), retention_command(), token_command(), link_command()};
  const char* lang = std::getenv("LANG");
  return run_command_line(commands, {argv + 1, argv + argc}, lang == nullptr ? "" : lang, std::cout, std::cerr);
}
