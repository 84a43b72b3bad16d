// The sample of reviewed visits for a second look, and how far two reviewers agree.
#include <vector>

#include "web/screens/admin.hpp"
#include "web/screens/figures.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

using app::SecondLooks;

std::string verdict_text(const App& app, std::string_view verdict) { return app::coded(app.language(), "looks.verdict", verdict); }

void draw_waiting(Ui& ui, App& app, const SecondLooks& looks, std::optional<std::size_t>& turned) {
  if (looks.waiting_in_all == 0) {
    const char* what = looks.share == 0 ? "looks.none_off" : looks.with_others > 0 ? "looks.none_others" : "looks.none_what";
    ui.empty_state("none", ui::Icon::check, t(app, "looks.none"), t(app, what));
    return;
  }
  draw_admin_search(ui, app, "reviewing.search");
  if (looks.waiting.empty()) {
    ui.empty_state("none-fits", ui::Icon::search, t(app, "reviewing.none_fits"), t(app, "reviewing.none_fits_what"));
    return;
  }
  ui.text("count", tn(app, "looks.waiting", looks.count), ui::TextStyle::strong);
  ui.space(ui::Space::small);
  ui.begin_group("visits", ui::GroupRole::list, t(app, "looks.title"));
  for (const app::LookedVisit& visit : looks.waiting)
    ui.row(ui::Key("visit", visit.id),
           {.title = visit.site.name.empty() ? t(app, "quarantine.no_site") : std::string_view(visit.site.name),
            .subtitle = in(app, visit.checklist_title),
            .detail = t(app, "quarantine.by_when", {visit.investigator, app::moment(app.language(), visit.started_at, app.state().zone)}),
            .href = app::second_look_hash(visit.id)});
  ui.end_group();
  draw_admin_pages(ui, app, looks.pages(), turned);
}

void draw_coefficient(Ui& ui, App& app, const char* name, const std::optional<SecondLooks::Coefficient>& coefficient) {
  const auto figure = [&](double value) { return format_number(app.language(), value, 2); };
  ui.push_key(ui::Key(name));
  ui.begin_card();
  const std::string title(t(app, std::string("looks.") + name));
  if (!coefficient) ui.stat("value", title, t(app, "compare.no_data"), t(app, "looks.by_chance"));
  else
    ui.stat("value", title, figure(coefficient->value),
            t(app, "why.interval", {t(app, "app.interval", {figure(coefficient->interval.low), figure(coefficient->interval.high)})}));
  ui.text("what", t(app, std::string("looks.") + name + "_what"), ui::TextStyle::small);
  ui.end_card();
  ui.pop_key();
}

void draw_table(Ui& ui, App& app, const SecondLooks& looks) {
  std::vector<std::string> titles;
  for (const ReviewStep step : app::kLookVerdicts) titles.push_back(verdict_text(app, to_string(step)));
  std::vector<ui::Column> columns = {{.title = t(app, "looks.first"), .row_header = true, .weight = 1.4F}};
  for (const std::string& title : titles) columns.push_back({.title = title, .numeric = true});
  ui::TableSpec table{.label = t(app, "looks.table"), .columns = &columns, .row_count = looks.counts.size()};
  table.cells = [&](std::size_t row, std::vector<ui::Cell>& cells) {
    cells.resize(columns.size());
    cells[0].text = titles[row];
    for (std::size_t column = 0; column < looks.counts.size(); ++column) {
      cells[column + 1].text = std::to_string(looks.counts[row][column]);
      if (looks.counts[row][column] > 0) cells[column + 1].tone = row == column ? ui::Tone::good : ui::Tone::warning;
    }
  };
  ui.text("table-what", t(app, "looks.table_what"), ui::TextStyle::secondary);
  ui.table("verdicts", table);
}

void draw_agreement(Ui& ui, App& app, const SecondLooks& looks) {
  ui.space(ui::Space::large);
  ui.heading("agreement-title", 2, t(app, "looks.agreement"));
  if (looks.units == 0) {
    ui.text("no-agreement", t(app, "looks.no_agreement"), ui::TextStyle::secondary);
    return;
  }
  ui.text("same", t(app, "looks.same", {std::to_string(looks.same), tn(app, "looks.units", looks.units)}), ui::TextStyle::strong);
  ui.space(ui::Space::small);
  ui.begin_columns(2, 320);
  draw_coefficient(ui, app, "kappa", looks.kappa);
  ui.next_column();
  draw_coefficient(ui, app, "alpha", looks.alpha);
  ui.end_columns();
  ui.space(ui::Space::medium);
  draw_table(ui, app, looks);
}

void draw_word(Ui& ui, App& app, const char* key, const char* label, const app::LookWord& word) {
  ui.push_key(ui::Key(key));
  ui.text("verdict", t(app, label, {verdict_text(app, word.verdict), word.author}));
  if (!word.text.empty()) ui.text("text", t(app, "quarantine.event_reason", {word.text}), ui::TextStyle::secondary);
  ui.pop_key();
}

void draw_apart(Ui& ui, App& app, const SecondLooks& looks) {
  if (looks.apart.empty()) return;
  ui.space(ui::Space::large);
  ui.heading("apart-title", 2, t(app, "looks.apart"));
  if (looks.apart_in_all > static_cast<std::int64_t>(looks.apart.size()))
    ui.text("apart-count", t(app, "looks.apart_newest", {std::to_string(looks.apart.size()), std::to_string(looks.apart_in_all)}), ui::TextStyle::small);
  ui.begin_group("apart", ui::GroupRole::list, t(app, "looks.apart"));
  for (const app::LooksApart& each : looks.apart) {
    ui.push_key(ui::Key("apart", each.visit));
    ui.begin_group("visit", ui::GroupRole::list_item);
    ui.begin_card(ui::Tone::warning);
    ui.text("site", each.site.name, ui::TextStyle::strong);
    ui.text("when", app::moment(app.language(), each.started_at, app.state().zone), ui::TextStyle::secondary);
    draw_word(ui, app, "first", "looks.first_said", each.first);
    draw_word(ui, app, "second", "looks.second_said", each.second);
    ui.link("open", t(app, "looks.see_visit"), app::result_hash(each.visit), ui::Icon::visits);
    ui.end_card();
    ui.end_group();
    ui.pop_key();
    ui.space(ui::Space::small);
  }
  ui.end_group();
}

void draw_share(Ui& ui, App& app, const SecondLooks& looks) {
  ui.space(ui::Space::large);
  ui.heading("share-title", 2, t(app, "looks.share"));
  ui.text("share-what", t(app, "looks.share_what", {std::to_string(looks.share)}), ui::TextStyle::secondary);
  const app::ShareForm& form = app.state().second_looks.share;
  if (!app.state().session || !app.state().session->administers()) return;
  ui.space(ui::Space::small);
  const std::string shown = form.typed.value_or(std::to_string(looks.share));
  const auto typed = ui.field("share", {.label = t(app, "looks.share_label"), .value = shown, .type = ui::FieldType::integer,
                                        .error = form.wrong ? t(app, "looks.share_wrong") : std::string_view(), .unit = "%", .max_length = 3});
  if (typed.value) app.looks().type_share(*typed.value);
  if (form.failure) ui.banner("share-failure", ui::Tone::bad, app::reason(app.language(), *form.failure));
  if (form.saved) ui.banner("share-saved", ui::Tone::good, t(app, "looks.share_saved"));
  ui.space(ui::Space::small);
  if (ui.button("save-share", {.label = t(app, form.busy ? "reviewing.sending" : "looks.share_save"), .kind = ui::ButtonKind::primary,
                               .enabled = !form.busy && form.typed.has_value() && app.state().sync.online}))
    app.looks().save_share();
}

}  // namespace

void draw_second_looks(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "looks.title")), .back_href = "#/review", .back_label = std::string(t(app, "looks.back"))});
  ui.heading("title", 1, t(app, "looks.title"));
  ui.text("what", t(app, "looks.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  if (!state.second_looks.said_of.empty()) {
    ui.banner("said", ui::Tone::good, t(app, "looks.said"));
    ui.space(ui::Space::medium);
  }
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.second_looks.all)) {
    draw_freshness(ui, app, state.second_looks.all);
    const SecondLooks& looks = *state.second_looks.all.value;
    draw_waiting(ui, app, looks, turned);
    if (looks.with_others > 0 && !looks.waiting.empty()) {
      ui.space(ui::Space::small);
      ui.text("others", tn(app, "looks.with_others", looks.with_others), ui::TextStyle::secondary);
    }
    draw_agreement(ui, app, looks);
    draw_apart(ui, app, looks);
    draw_share(ui, app, looks);
  }
  end_screen(ui);
  if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
