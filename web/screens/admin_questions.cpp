// What a checklist asks and how it counts, and what the linter says of it: for people who read no JSON.
#include <vector>

#include "shared/checklist/item_points.hpp"
#include "web/screens/admin.hpp"

namespace constat::screens {
namespace {

constexpr std::int64_t kMillionth = 1000;  // of a thousandth

std::string points_of(const App& app, Thousandths value) { return app::points(app.language(), value.value * kMillionth); }

std::string facts_of(const App& app, const Item& item) {
  std::string facts = app::coded(app.language(), "admin.type", to_string(item.type));
  const auto add = [&](const std::string& text) { facts += " · " + text; };
  if (item.scored) add(t(app, item.role == ItemRole::bonus ? "admin.bonus" : item.role == ItemRole::malus ? "admin.malus" : "admin.points", {points_of(app, best_points(item))}));
  if (item.weight.value != 1000) add(t(app, "admin.weight", {points_of(app, item.weight)}));
  if (item.required) add(std::string(t(app, "admin.required")));
  if (item.na_allowed) add(std::string(t(app, "admin.na")));
  return facts;
}

void draw_choices(Ui& ui, App& app, const Item& item) {
  std::int64_t index = 0;
  for (const Choice& choice : item.choices) {
    std::string line = "– " + std::string(in(app, choice.label));
    if (choice.points) line += t(app, "admin.choice_points", {points_of(app, *choice.points)});
    if (choice.comment_required) line += t(app, "admin.asks_comment");
    if (choice.photo_required) line += t(app, "admin.asks_photo");
    ui.text(ui::Key("choice", index++), line, ui::TextStyle::secondary);
  }
  if (item.type == ItemType::scale) ui.text("scale", t(app, "admin.scale", {std::to_string(item.min), std::to_string(item.max)}), ui::TextStyle::secondary);
}

void draw_item(Ui& ui, App& app, const Item& item) {
  ui.push_key(ui::Key("item", item.id.value));
  ui.begin_card(item.critical ? ui::Tone::bad : ui::Tone::neutral);
  ui.text("prompt", in(app, item.prompt), ui::TextStyle::strong);
  ui.text("facts", facts_of(app, item), ui::TextStyle::small);
  if (!item.help.empty()) ui.text("help", in(app, item.help), ui::TextStyle::secondary);
  draw_choices(ui, app, item);
  if (item.visible_if.present()) ui.text("condition", t(app, "admin.asked_if", {item.visible_if.source()}), ui::TextStyle::small);
  if (item.critical) ui.text("critical", t(app, "admin.critical_if", {item.critical->when.source()}), ui::TextStyle::small, ui::Tone::bad);
  ui.end_card();
  ui.pop_key();
  ui.space(ui::Space::small);
}

ui::Tone tone_of(const std::string& severity) { return severity == "error" ? ui::Tone::bad : severity == "warning" ? ui::Tone::warning : ui::Tone::neutral; }

}  // namespace

void draw_findings(Ui& ui, App& app, const std::vector<app::LintFinding>& findings) {
  ui.heading("findings", 2, t(app, "admin.lint.title"));
  if (findings.empty()) {
    ui.banner("clean", ui::Tone::good, t(app, "admin.lint.clean"));
  } else {
    ui.text("findings-what", tn(app, "admin.lint.count", static_cast<std::int64_t>(findings.size())), ui::TextStyle::secondary);
    ui.space(ui::Space::small);
  }
  std::int64_t index = 0;
  for (const app::LintFinding& finding : findings) {
    ui.push_key(ui::Key("finding", index++));
    ui.begin_card(tone_of(finding.severity));
    ui.badge("severity", app::coded(app.language(), "admin.lint", finding.severity), tone_of(finding.severity));
    ui.text("place", finding.place, ui::TextStyle::strong);
    ui.text("message", app::sentence(finding.message));
    if (!finding.example.empty()) {
      ui.text("example", t(app, "admin.lint.example"), ui::TextStyle::small);
      std::int64_t line = 0;
      for (const auto& [question, answer] : finding.example) ui.text(ui::Key("example", line++), t(app, "admin.lint.answer", {question, answer}), ui::TextStyle::secondary);
    }
    ui.end_card();
    ui.pop_key();
    ui.space(ui::Space::small);
  }
  ui.space(ui::Space::medium);
}

void draw_totals(Ui& ui, App& app, const std::vector<app::SectionTotal>& totals) {
  ui.heading("totals", 2, t(app, "admin.totals"));
  const std::string label(t(app, "admin.totals"));
  std::vector<ui::Column> columns{{t(app, "admin.section"), false, true, 1.8F}, {t(app, "admin.questions_fact"), true}, {t(app, "admin.most"), true}, {t(app, "admin.share"), true}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = totals.size();
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    cells.push_back({std::string(in(app, totals[i].title))});
    cells.push_back({std::to_string(totals[i].items)});
    cells.push_back({totals[i].most});
    cells.push_back({totals[i].weight.empty() ? std::string("—") : totals[i].weight});
  };
  ui.table("totals-table", table);
  ui.space(ui::Space::large);
}

void draw_questions(Ui& ui, App& app, const Checklist& checklist) {
  ui.heading("preview", 2, t(app, "admin.preview"));
  for (const Section& section : checklist.sections) {
    ui.push_key(ui::Key("section", section.id.value));
    ui.space(ui::Space::small);
    ui.heading("title", 3, in(app, section.title));
    for (const Item& item : section.items) draw_item(ui, app, item);
    ui.pop_key();
  }
}

}  // namespace constat::screens
