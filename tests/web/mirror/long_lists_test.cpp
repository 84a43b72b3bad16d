// A manager's lists with ten thousand rows: what a frame lays out, mirrors and draws is what it does with a few hundred.
#include <catch_amalgamated.hpp>

#include <cstdio>
#include <functional>

#include "tests/web/mirror/looks.hpp"
#include "tests/web/mirror/states.hpp"
#include "tests/web/ui/headless.hpp"
#include "tests/web/ui/item_hooks.hpp"
#include "web/screens/screens.hpp"

namespace constat::testing {
namespace {

struct Work {
  std::size_t nodes = 0, items = 0;
  int vertices = 0;
};

std::string repeated(std::size_t rows, const std::function<std::string(const std::string& number)>& row) {
  std::string list;
  for (std::size_t i = 0; i < rows; ++i) list += (i > 0 ? "," : "") + row(std::to_string(100'000 + i));
  return list;
}

// The page of a list that the server cuts, and what it says of how many there are.
std::string cut(std::size_t rows, std::size_t page, const std::function<std::string(const std::string&)>& row) { return repeated(std::min(rows, page), row); }

struct List {
  const char *name, *url;
  std::function<std::string(std::size_t rows)> body;
};

const std::string kSite = R"("site":{"id":"s","name":"Lyon, rue de la République","city":"Lyon","region":"Auvergne-Rhône-Alpes"})";

std::vector<List> lists() {
  return {
      {"a wave's sites", "#/waves/w1", [](std::size_t rows) {
         return R"({"id":"w1","programme":"main","title":{"fr":"Hiver"},"starts_on":"2027-01-01","ends_on":"","closed":false,"visits_per_site":2,"exceptions":[],"progress":{"target":200,"made":7},"sites":[)" +
                repeated(rows, [](const std::string& n) { return R"({"site":{"id":"s)" + n + R"(","name":"Lyon )" + n + R"(","city":"Lyon","region":"Rhône"},"target":2,"made":1,"missing":1})"; }) + "]}";
       }},
      {"programmes", "#/programmes", [](std::size_t rows) {
         return R"({"programmes":[)" + repeated(rows, [](const std::string& n) { return R"({"id":"p)" + n + R"(","title":{"fr":"Programme )" + n + R"("},"waves":1,"open_waves":1})"; }) + "]}";
       }},
      {"checklists", "#/checklists", [](std::size_t rows) {
         return R"({"checklists":[)" + repeated(rows, [](const std::string& n) { return R"({"id":"c)" + n + R"(","title":{"fr":"Grille )" + n + R"("},"versions":[{"version":1,"items":9,"sections":2,"visits":4}]})"; }) + "]}";
       }},
      {"what was set aside", "#/quarantine", [](std::size_t rows) {
         return R"({"visits":[)" + repeated(rows / 2, [](const std::string& n) { return R"({"id":"v)" + n + R"(","sha256":"h)" + n + R"(","revision":1,"reason":"unknown-site","received_at":"2026-11-18T09:00:00Z",)" + kSite + "}"; }) +
                R"(],"parked":[)" + repeated(rows / 2, [](const std::string& n) { return R"({"sha256":"p)" + n + R"(","sender":{"id":"u","name":"Ana"},"received_at":"2026-11-18T09:00:00Z","bytes":9})"; }) + "]}";
       }},
      {"missions", "#/plan", [](std::size_t rows) {
         return R"({"missions":[)" + cut(rows, 100, [](const std::string& n) { return R"({"id":"m)" + n + R"(","status":"open","window":{"from":"2026-11-20T08:00:00+01:00","to":"2026-11-20T20:00:00+01:00"},)" + kSite + "}"; }) +
                R"(],"count":)" + std::to_string(rows) + "}";
       }},
      {"the review queue", "#/review", [](std::size_t rows) {
         return R"({"visits":[)" + cut(rows, 50, [](const std::string& n) { return R"({"id":"v)" + n + R"(","status":"received","started_at":"2026-11-18T09:00:00Z","reasons":[],)" + kSite + "}"; }) +
                R"(],"count":)" + std::to_string(rows) + R"(,"waiting":)" + std::to_string(rows) + R"(,"appeals_count":)" + std::to_string(rows) + R"(,"appeals":[)" +
                cut(rows, 20, [](const std::string& n) { return R"({"visit":"v)" + n + R"(","author":{"id":"u","name":"Ana"},"at":"2026-11-18T09:00:00Z",)" + kSite + "}"; }) + "]}";
       }},
      {"second looks", "#/second-looks", [](std::size_t rows) {
         return R"({"share":10,"waiting":[)" + cut(rows, 50, [](const std::string& n) { return R"({"id":"v)" + n + R"(","revision":1,"sha256":"h","investigator":"Ana","started_at":"2026-11-18T09:00:00Z",)" + kSite + "}"; }) +
                R"(],"count":)" + std::to_string(rows) + R"(,"waiting_in_all":)" + std::to_string(rows) + "}";
       }},
      {"a site's visits", "#/site/s", [](std::size_t rows) {
         return "{" + kSite + R"(,"wave":"all","waves":[],"index":null,"kpis":{},"visits":[)" +
                repeated(rows, [](const std::string& n) { return R"({"id":"v)" + n + R"(","started_at":"2026-11-18T09:00:00Z","status":"approved","score":72.5,"checklist":{"title":{"fr":"Accueil"}},"investigator":{"name":"Ana"}})"; }) + "]}";
       }},
      {"payments", "#/payments", [](std::size_t rows) {
         const auto sums = R"("owed":0,"in_statement":0,"paid":0,"refused":0,"count":1)";
         return R"({"months":["2026-11"],"totals":{)" + std::string(sums) + R"(},"investigators":[)" +
                repeated(rows, [&](const std::string& n) { return R"({"investigator":{"id":"u)" + n + R"(","name":"Ana )" + n + R"("},)" + sums + "}"; }) + R"(],"amounts":[)" +
                repeated(rows, [](const std::string& n) { return R"({"visit":"v)" + n + R"(","kind":"fee","status":"owed","cents":2500,"dated":"2026-11-18T09:00:00Z",)" + kSite + R"(,"investigator":{"id":"u","name":"Ana"}})"; }) +
                R"(],"count":)" + std::to_string(rows) + R"(,"statements":[)" +
                repeated(rows, [](const std::string& n) { return R"({"id":"2026-)" + n + R"(","investigator":{"id":"u","name":"Ana"},"from":"2026-11-01","to":"2026-11-30","cents":2500,"lines":1,"status":"made","made_at":"2026-11-30T09:00:00Z"})"; }) + "]}";
       }}};
}

Work work_of(const List& list, std::size_t rows, const Screen& screen) {
  app::AppScenario scenario;
  const std::string url(list.url), path = "/api/v1/" + (url == "#/plan" ? "missions?" : url == "#/payments" ? "payments" : url.find("#/site/") == 0 ? "sites/s/summary" : std::string());
  scenario.hears_of_waiting = true;
  scenario.start(url, "administrator");
  const std::string body = fetched(list.body(rows));
  while (scenario.has("fetch")) {
    const app::StoreRequest request = scenario.expect("fetch");
    const bool other = request.payload.find("missions/plan") != std::string::npos || (url != "#/review" && request.payload.find("/api/v1/review") != std::string::npos) ||
                       (url != "#/quarantine" && request.payload.find("/api/v1/quarantine") != std::string::npos) || request.payload.find("trend") != std::string::npos;
    if (other || request.payload.find(path) == std::string::npos) scenario.fail(request, "offline");
    else scenario.reply(request, body);
  }
  ui::testing::Headless shell(screen.width, screen.height, screen.text_scale, [&](ui::Ui& ui) { screens::draw(ui, scenario.app, &screens::further()); });
  shell.event("viewport", viewport(screen, kLooks[0]));
  shell.settle();
  return {shell.all().size(), shell.items().size(), ui::testing::vertices_of_picture()};
}

}  // namespace

TEST_CASE("a frame of a manager's list with 10 000 rows does what one with 1 000 does") {
  if (!ui::testing::Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent");
  for (const Screen& screen : {kScreens[0], kScreens[2]}) {
    for (const List& list : lists()) {
      const Work few = work_of(list, 1'000, screen), many = work_of(list, 10'000, screen);
      INFO(list.name << " on a " << screen.name << ": " << few.nodes << " and " << many.nodes << " nodes, " << few.vertices << " and " << many.vertices << " vertices");
      CHECK(few.nodes > 20);                 // the rows are there
      CHECK(many.nodes == few.nodes);
      CHECK(many.items == few.items);
      CHECK(many.vertices < few.vertices + 200);  // a longer number in the heading
      std::printf("# figure %s (%s): %zu nodes, %d vertices a frame\n", list.name, screen.name, many.nodes, many.vertices);
    }
  }
}

}  // namespace constat::testing
