// Every amount of the month: found by status, person and words, opened one by one.
#include <algorithm>

#include "shared/review/comment_text.hpp"
#include "web/screens/payment.hpp"

namespace constat::screens {
namespace {

constexpr const char* kStatuses[] = {"owed", "in_statement", "paid", "refused", "held"};

// What was typed stands in the site's name or town, the person's name or the statement's number: without case or accents.
bool fits(const app::PaymentAmount& amount, const app::Route& route, const std::u32string& wanted) {
  if (!route.person.empty() && amount.investigator_id != route.person) return false;
  if (!route.status.empty() && amount.status != route.status) return false;
  if (wanted.empty()) return true;
  const auto stands = normalised_comment(amount.site.name + " " + amount.site.city + " " + amount.investigator + " " + amount.statement);
  return stands.find(wanted) != std::u32string::npos;
}

void draw_filters(Ui& ui, App& app, std::optional<std::string>& wanted) {
  const app::Route& route = app.state().route;
  ui.begin_group("statuses", ui::GroupRole::group, t(app, "payment.status_title"));
  ui.begin_row();
  const auto offer = [&](const std::string& status, std::string_view label) {
    const bool on = route.status == status;
    if (ui.button(ui::Key("status", status), {.label = label, .kind = on ? ui::ButtonKind::primary : ui::ButtonKind::secondary, .pressed = on}) && !on)
      wanted = status;
  };
  offer("", t(app, "payment.status_all"));
  for (const char* status : kStatuses) offer(status, app::coded(app.language(), "payment.sum", status));
  ui.end_row();
  ui.end_group();
  ui.space(ui::Space::small);
  const auto search = ui.field("search", {.label = t(app, "payment.search"), .value = route.text, .type = ui::FieldType::search, .max_length = 80});
  if (search.value) app.search_payments(*search.value);
  ui.space(ui::Space::medium);
}

void draw_rows(Ui& ui, App& app, const std::vector<const app::PaymentAmount*>& rows) {
  const Language language = app.language();
  const std::string label(t(app, "payment.amounts"));
  std::vector<ui::Column> columns{{t(app, "compare.site"), false, true, 1.6F}, {t(app, "payment.investigator"), false, false, 1.3F},
                                  {t(app, "payment.dated"), false, false, 1.0F}, {t(app, "payment.status_title"), false, false, 1.0F},
                                  {t(app, "payment.amount"), true, false, 0.9F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = rows.size();
  table.row_key = [&](std::size_t i) { return rows[i]->visit + " " + rows[i]->kind; };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::PaymentAmount& amount = *rows[i];
    cells.push_back({amount.site.name, app::coded(language, "payment.kind", amount.kind)});
    cells.push_back({amount.investigator});
    cells.push_back({format_date(language, amount.dated)});
    cells.push_back({app::coded(language, "payment.status", amount.status), amount.statement, tone_of_payment(amount.status)});
    cells.push_back({app::money(language, amount.cents)});
  };
  using Kind = app::PaymentDecision::Kind;
  if (const auto pressed = ui.table("amounts", table)) {
    const app::PaymentAmount& amount = *rows[*pressed];
    app.ask_payment(amount.is_open() ? Kind::refuse : amount.status == "refused" ? Kind::take_up : Kind::look, amount.visit, amount.kind);
  }
}

}  // namespace

void draw_amounts(Ui& ui, App& app, const app::PaymentLedger& ledger) {
  const State& state = app.state();
  ui.heading("amounts-title", 2, t(app, "payment.amounts"));
  std::optional<std::string> wanted;  // another status
  draw_filters(ui, app, wanted);
  const std::u32string words = normalised_comment(state.route.text);
  std::vector<const app::PaymentAmount*> rows;
  for (const app::PaymentAmount& amount : ledger.amounts)
    if (fits(amount, state.route, words)) rows.push_back(&amount);
  if (rows.empty()) {
    ui.empty_state("none-found", ui::Icon::search, t(app, "payment.none_found"), t(app, "payment.none_found_what"));
  } else {
    ui.text("count", tn(app, "payment.count", static_cast<std::int64_t>(rows.size())), ui::TextStyle::strong);
    ui.space(ui::Space::small);
    const std::size_t shown = std::min(rows.size(), state.amounts_shown);
    draw_rows(ui, app, {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(shown)});
    if (shown < rows.size() && ui.button("more", {.label = t(app, "payment.more"), .icon = ui::Icon::expand_more})) app.show_more_amounts();
    if (ledger.count > static_cast<std::int64_t>(ledger.amounts.size()))
      ui.text("cut", t(app, "payment.cut", {count_text(app, ledger.amounts.size()), count_text(app, ledger.count)}), ui::TextStyle::small);
  }
  if (wanted) app.filter_payments(state.route.month, state.route.person, *wanted);
}

}  // namespace constat::screens
