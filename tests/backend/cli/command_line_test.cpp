#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include <catch_amalgamated.hpp>

#include "backend/cli/check_command.hpp"
#include "backend/cli/command.hpp"
#include "backend/cli/options.hpp"
#include "backend/cli/score_command.hpp"
#include "backend/cli/table.hpp"

namespace constat::test {
namespace {

struct Run {
  int exit_code = 0;
  std::string out, err;
};

Run constat_run(std::vector<std::string> args) {
  std::ostringstream out, err;
  Run run;
  run.exit_code = run_command_line({check_command(), score_command()}, std::move(args), "en_US.UTF-8", out, err);
  run.out = out.str();
  run.err = err.str();
  return run;
}

std::string source_path(const std::string& name) { return std::string(CONSTAT_SOURCE_DIR) + "/" + name; }
const std::string kChecklist = source_path("tests/fixtures/reference/checklist.json");
const std::string kVisit = source_path("tests/fixtures/reference/visit.json");

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content)
      : path_(std::filesystem::temp_directory_path() / ("constat-cli-" + std::to_string(::getpid()) + ".jsonl")) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

std::string visit_line(const std::string& id_end, const std::string& answers) {
  return R"({"format":"constat.visit/1","id":"01936d2e-7c1b-7d0a-b1f2-3c4d5e6f7a)" + id_end +
         R"(","checklist":{"id":"reference","version":1},"site":"lyon-01","investigator":"i","started_at":"2026-11-03T10:02:11Z","answers":)" +
         answers + "}\n";
}

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

}  // namespace

TEST_CASE("bad usage exits with 2 and says how to get help") {
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {}, {"fly"}, {"score"}, {"score", "--checklist"}, {"score", "--nothing", "x"}, {"check"}, {"--lang", "de", "check"},
           {"score", "--checklist", "a", "--visits", "b", "--format", "xml"}, {"score", "stray"}}) {
    const Run run = constat_run(args);
    CHECK(run.exit_code == kExitBadUsage);
    CHECK(run.out.empty());
    CHECK(run.err.find("--help") != std::string::npos);
  }
}

TEST_CASE("help is there for every command, in both languages") {
  for (const char* command : {"check", "score"}) {
    CHECK(constat_run({command, "--help"}).out.rfind("Usage: constat " + std::string(command), 0) == 0);
    CHECK(constat_run({command, "--help", "--lang", "fr"}).out.rfind("Usage\u202f: constat " + std::string(command), 0) == 0);
  }
  CHECK(constat_run({"--help"}).exit_code == kExitGood);
}

TEST_CASE("check names every problem as file:path: what is wrong; what to do") {
  const std::string broken = source_path("tests/fixtures/broken/checklist-ten-problems.json");
  const Run run = constat_run({"check", broken, kChecklist});
  CHECK(run.exit_code == kExitBadInput);
  CHECK(lines_in(run.err) == 10);
  CHECK(run.err.find(broken + ":sections[1].items[0].min: the minimum 9 is not below the maximum 5; ") != std::string::npos);
  CHECK(run.out == kChecklist + ": 1 document, no problem\n");
}

TEST_CASE("check holds a visit's answers against its checklist when both are given") {
  const std::string visit = source_path("tests/fixtures/broken/visit-scale-too-high.json");
  CHECK(constat_run({"check", visit}).exit_code == kExitGood);
  CHECK(constat_run({"check", visit, kChecklist}).exit_code == kExitBadInput);
  CHECK(constat_run({"check", "/no/such/file"}).exit_code == kExitBadInput);
}

TEST_CASE("a bad line never costs another line") {
  const TemporaryFile visits(visit_line("01", R"({"greeted":{"value":"yes"},"wait":{"value":10}})") +
                             visit_line("02", "{}").substr(0, 90) + "\n\n" +
                             visit_line("03", R"({"smile":{"value":77}})") +
                             visit_line("04", R"({"greeted":{"value":"no"},"wait":{"value":10}})"));
  const Run run = constat_run({"score", "--checklist", kChecklist, "--visits", visits.path()});
  CHECK(run.exit_code == kExitBadInput);
  CHECK(lines_in(run.out) == 4);
  CHECK(run.out.find(R"({"visit":"01936d2e-7c1b-7d0a-b1f2-3c4d5e6f7a02","site":null,"status":"invalid","score":null)") != std::string::npos);
  CHECK(run.out.find(R"("code":"outside-scale")") != std::string::npos);
  CHECK(run.out.find(R"(7a04","site":"lyon-01","status":"complete","score":66.666667)") != std::string::npos);
  CHECK(run.err.find(visits.path() + ":2: this is not readable JSON") != std::string::npos);
  CHECK(run.err.find(visits.path() + ":4:answers.smile: 77 is outside the scale") != std::string::npos);
}

TEST_CASE("a visit of another checklist or version is invalid, not scored by chance") {
  std::string line = visit_line("01", "{}");
  line.replace(line.find("\"version\":1"), 11, "\"version\":2");
  const TemporaryFile visits(line);
  const Run run = constat_run({"score", "--checklist", kChecklist, "--visits", visits.path()});
  CHECK(run.exit_code == kExitBadInput);
  CHECK(run.out.find("\"code\":\"wrong-checklist\"") != std::string::npos);
}

TEST_CASE("a visit written over several lines is one visit, as a table too") {
  const Run json = constat_run({"score", "--checklist=" + kChecklist, "--visits", kVisit, "--trace"});
  CHECK(json.exit_code == kExitGood);
  CHECK(lines_in(json.out) == 1);
  CHECK(json.out.find("\"trace\":[{\"item\":\"greeted\"") != std::string::npos);
  const Run table = constat_run({"score", "--checklist", kChecklist, "--visits", kVisit, "--format", "table", "--lang", "fr"});
  CHECK(lines_in(table.out) == 3);
  CHECK(table.out.find("complète") != std::string::npos);
}

TEST_CASE("options read lists, joined values and what follows --") {
  using Kind = OptionSpec::Kind;
  const std::vector<OptionSpec> specs = {{"--list", Kind::list, false, {}}, {"--one", Kind::value, false, {}}, {"--flag", Kind::flag, false, {}}};
  const Result<Options> options = Options::parse({"--list", "a", "b", "--one=x=y", "--list", "c", "--flag", "--", "--free"}, specs, true);
  REQUIRE(options);
  CHECK(options->values("--list") == std::vector<std::string>{"a", "b", "c"});
  CHECK(options->value("--one") == "x=y");
  CHECK(options->has("--flag"));
  CHECK(options->positionals() == std::vector<std::string>{"--free"});
  CHECK(Options::parse({"--one", "1", "--one", "2"}, specs, false).error().message == "cli.option_twice");
  CHECK(Options::parse({"--flag=yes"}, specs, false).error().message == "cli.unexpected_value");
}

TEST_CASE("a table aligns accents and numbers") {
  Table table;
  table.add_column("Site");
  table.add_column("n", Table::Align::right);
  table.add_row({"Évry", "7"});
  table.add_row({"Lyon-Part-Dieu", "12"});
  std::ostringstream out;
  table.write(out);
  CHECK(out.str() == "Site             n\n--------------  --\nÉvry             7\nLyon-Part-Dieu  12\n");
}

}  // namespace constat::test
