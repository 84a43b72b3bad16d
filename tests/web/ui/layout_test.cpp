#include <catch_amalgamated.hpp>

#include "tests/web/ui/headless.hpp"
#include "web/ui/charts/charts.hpp"

namespace constat::ui::testing {
namespace {

#define NEEDS_FONTS() \
  if (!Headless::available()) SKIP("the fonts that scripts/bootstrap installs are absent")

const std::vector<Option> kAnswers = {{"yes", "Oui", Tone::good, Icon::none}, {"no", "Non", Tone::bad, Icon::none}, {"na", "Non applicable", Tone::neutral, Icon::none}};
const std::vector<Column> kColumns = {{"Boutique", false, true, 3}, {"Indice", true, false, 1}, {"NPS", true, false, 1}, {"Visites", true, false, 1}};

void sites(Ui& ui) {
  TableSpec spec;
  spec.label = "Classement";
  spec.columns = &kColumns;
  spec.row_count = 3;
  spec.cells = [](std::size_t row, std::vector<Cell>& cells) {
    cells.push_back({row == 1 ? "Clermont-Ferrand, place de Jaude" : "Lyon Part-Dieu"});
    cells.push_back({std::to_string(80 - 3 * row) + ",4 %", "78,1 – 84,2"});
    cells.push_back({"+31"});
    cells.push_back({std::to_string(40 - 7 * row)});
  };
  spec.href = [](std::size_t row) { return "#/site/" + std::to_string(row); };
  spec.row_key = [](std::size_t row) { return "site-" + std::to_string(row); };
  ui.table("sites", spec);
}

// One of everything that can be pressed.
void busy_page(Ui& ui) {
  AppBarSpec bar;
  bar.title = "Accueil boutique, Lyon Part-Dieu";
  bar.back_href = "#/";
  bar.back_label = "Retour";
  bar.status = "2 visites non reçues";
  bar.status_tone = Tone::warning;
  bar.status_href = "#/visits";
  bar.progress = 0.4F;
  bar.progress_label = "12 / 28";
  ui.app_bar(bar);
  ui.navigation("Menu", {{"m", "Missions", "#/", Icon::missions, true}, {"v", "Visites", "#/v", Icon::visits, false}, {"c", "Comparer", "#/c", Icon::compare, false}});
  ui.begin_page("Accueil");
  ui.heading("h", 2, "Accueil");
  ui.banner("offline", Tone::warning, "Deux visites attendent le réseau.", "Envoyer maintenant");
  ui.begin_group("list", GroupRole::list, "À faire");
  for (int i = 0; i < 3; ++i) {
    RowSpec row;
    row.title = "Lyon Part-Dieu";
    row.subtitle = "Avant le 28 novembre";
    row.badge = "En retard";
    row.trailing = "72,5 %";
    row.href = i == 0 ? "#/mission" : "";
    ui.row(Key("row", static_cast<std::int64_t>(i)), row);
  }
  ui.end_group();
  ui.begin_card();
  ChoiceSpec choice;
  choice.label = "Réponse";
  choice.options = &kAnswers;
  ui.choice("answer", choice);
  ui.disclosure("more", "Ajouter un commentaire", true);
  FieldSpec field;
  field.label = "Commentaire";
  field.type = FieldType::multiline;
  ui.field("comment", field);
  field.label = "Durée";
  field.type = FieldType::decimal;
  field.unit = "s";
  ui.field("duration", field);
  ui.checkbox("seen", "J’ai vu l’affichage des prix", true);
  for (const auto style : {ScaleSpec::Style::numbers, ScaleSpec::Style::stars, ScaleSpec::Style::smileys}) {
    ScaleSpec scale;
    scale.label = "Note";
    scale.style = style;
    if (style == ScaleSpec::Style::numbers) {
      scale.min = 0;
      scale.max = 10;
    }
    ui.scale(Key("scale", static_cast<std::int64_t>(style)), scale);
  }
  ui.begin_row();
  for (int i = 0; i < 5; ++i) {
    ButtonSpec button;
    button.label = i % 2 == 0 ? "Exporter en CSV" : "Filtrer";
    button.kind = static_cast<ButtonKind>(i % 4);
    button.icon = Icon::list;
    button.icon_only = i == 3;
    ui.button(Key("button", static_cast<std::int64_t>(i)), button);
  }
  ui.link("method", "Voir la méthode", "#/method");
  ui.end_row();
  ui.end_card();
  sites(ui);
  ui.begin_card();
  std::vector<IntervalRow> rows;
  for (int i = 0; i < 4; ++i) rows.push_back({"Lyon", "80,0 %", "de 76 à 84", 80, 76, 84, false, "#/site/" + std::to_string(i)});
  interval_chart(ui, "league", "Indice", "Indice", "Intervalle", rows, 0, 100, 72, "Réseau");
  ui.end_card();
  ui.end_page();
  if (ui.begin_bottom_bar()) {
    ButtonSpec button;
    button.label = "Précédent";
    ui.button("previous", button);
    ui.text("saved", "Enregistré", TextStyle::small);
    button.label = "Suivant";
    ui.button("next", button);
    ui.end_bottom_bar();
  }
}

TEST_CASE("every target is at least 48 pixels, and no two overlap, at every width and text size") {
  NEEDS_FONTS();
  const float width = GENERATE(320.0F, 412.0F, 700.0F, 1440.0F);
  const float text_scale = GENERATE(1.0F, 2.0F);
  Headless shell(width, 900, text_scale, busy_page);
  CHECK(shell.duplicate_keys() == 0);
  std::vector<SeenNode> targets;
  for (const SeenNode& node : shell.all())
    if (node.interactive()) targets.push_back(node);
  REQUIRE(targets.size() > 40);
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const SeenNode& a = targets[i];
    INFO("width " << width << ", text " << text_scale << ": " << a.role << " " << a.name << " at " << a.x << "," << a.y << " size " << a.w << "x" << a.h);
    CHECK(a.h >= 48);
    CHECK(a.w >= 48);
    CHECK(a.x >= 0);
    CHECK(a.x + a.w <= width + 0.5F);
    for (std::size_t j = i + 1; j < targets.size(); ++j) {
      const SeenNode& b = targets[j];
      if (a.host != b.host) continue;
      INFO("and " << b.role << " " << b.name << " at " << b.x << "," << b.y << " size " << b.w << "x" << b.h);
      const bool apart = a.x + a.w <= b.x + 0.5F || b.x + b.w <= a.x + 0.5F || a.y + a.h <= b.y + 0.5F || b.y + b.h <= a.y + 0.5F;
      CHECK(apart);
    }
  }
}

std::vector<std::string> cell_texts(Headless& shell) {
  std::vector<std::string> texts;
  for (const SeenNode& table : shell.all("table")) {
    if (table.name != "Classement") continue;
    for (const SeenNode& row : shell.children(table.id))
      for (const SeenNode& cell : shell.children(row.id)) texts.push_back(cell.role + ": " + cell.name);
  }
  return texts;
}

TEST_CASE("a table says the same as rows and as cards") {
  NEEDS_FONTS();
  const auto screen = [](Ui& ui) {
    ui.app_bar({"Comparer"});
    ui.begin_page("Comparer", Width::wide);
    sites(ui);
    ui.end_page();
  };
  Headless phone(360, 740, 1, screen), desk(1440, 900, 1, screen);
  const auto cards = cell_texts(phone), rows = cell_texts(desk);
  CHECK(cards == rows);
  REQUIRE(rows.size() == 16);
  CHECK(rows[0] == "columnheader: Boutique");
  CHECK(rows[4] == "rowheader: Lyon Part-Dieu");
  CHECK(rows[5] == "cell: 80,4 %, 78,1 – 84,2");
  // The same rows keep their ids, and their headers hold the link.
  CHECK(phone.node("link", "Lyon Part-Dieu").id == desk.node("link", "Lyon Part-Dieu").id);
  CHECK(desk.node("link", "Lyon Part-Dieu").w > 1000);
}

TEST_CASE("navigation is a side panel on a desk and a tab bar on a phone") {
  NEEDS_FONTS();
  Headless phone(412, 915, 1, busy_page), desk(1440, 900, 1, busy_page);
  CHECK(phone.node("navigation", "Menu").host == "bottom");
  CHECK(desk.node("navigation", "Menu").host == "top");
  CHECK(desk.node("navigation", "Menu").w < 300);
}

TEST_CASE("nodes stand in reading order") {
  NEEDS_FONTS();
  Headless shell(412, 915, 1, busy_page);
  float y = 0;
  for (const SeenNode& node : shell.all("heading"))
    if (node.host == "page") {
      CHECK(node.y >= y);
      y = node.y;
    }
  const auto top = shell.children("root");
  REQUIRE(top.size() == 4);
  CHECK(top[0].role == "banner");
  CHECK(top[1].role == "navigation");
  CHECK(top[2].role == "main");
  CHECK(top[3].role == "contentinfo");
}

}  // namespace
}  // namespace constat::ui::testing
