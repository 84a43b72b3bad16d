// Every API token of the organisation: searched, filtered and read page by page; one in a dialog, where it is revoked.
#include "web/screens/tokens.hpp"

#include <optional>
#include <vector>

#include "web/app/format.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/lists.hpp"

namespace constat::screens {
namespace {

ui::Tone tone_of(std::string_view status) {
  return status == "active" ? ui::Tone::good : status == "expired" ? ui::Tone::warning : ui::Tone::neutral;
}

std::string last_use(const App& app, const app::ApiToken& token) {
  return token.used_on.empty() ? std::string(t(app, "tokens.never")) : format_date(app.language(), token.used_on);
}

void draw_rows(Ui& ui, App& app, const app::TokenPage& page, std::string& shown) {
  const std::string label(t(app, "tokens.title"));
  std::vector<ui::Column> columns{{t(app, "tokens.name"), false, true, 1.5F}, {t(app, "tokens.account"), false, false, 1.2F}, {t(app, "admin.status"), false, false, 0.9F},
                                  {t(app, "tokens.until"), false, false, 1.0F}, {t(app, "tokens.used"), false, false, 1.0F}};
  ui::TableSpec table;
  table.label = label;
  table.columns = &columns;
  table.row_count = page.tokens.size();
  table.row_key = [&](std::size_t i) { return page.tokens[i].id; };
  table.cells = [&](std::size_t i, std::vector<ui::Cell>& cells) {
    const app::ApiToken& token = page.tokens[i];
    cells.push_back({token.name, token.id});
    cells.push_back({token.person_name});
    cells.push_back({app::coded(app.language(), "tokens.status", token.status), {}, tone_of(token.status)});
    cells.push_back({app::moment(app.language(), token.expires_at, app.state().zone)});
    cells.push_back({last_use(app, token)});
  };
  if (const auto pressed = ui.table("tokens", table)) shown = page.tokens[*pressed].id;
}

void draw_dialog(Ui& ui, App& app) {
  const State& state = app.state();
  const app::TokensState& tokens = state.admin.tokens;
  if (state.dialog != app::Dialog::api_token || !tokens.all.value) return;
  const app::ApiToken* token = tokens.all.value->find(tokens.shown);
  if (!token) return;
  if (!ui.begin_dialog("token-dialog", token->name)) return;
  ui.fact("account", t(app, "tokens.account"), token->person_name);
  ui.fact("status", t(app, "admin.status"), app::coded(app.language(), "tokens.status", token->status));
  ui.fact("until", t(app, "tokens.until"), app::moment(app.language(), token->expires_at, state.zone));
  ui.fact("used", t(app, "tokens.used"), last_use(app, *token));
  const std::string maker = token->made_by.empty() ? std::string(t(app, "audit.nobody")) : token->made_by;
  ui.fact("made", t(app, "tokens.made_by"), t(app, "admin.by_at", {maker, app::moment(app.language(), token->made_at, state.zone)}));
  if (!token->revoked_at.empty()) ui.fact("revoked", t(app, "tokens.revoked_at"), app::moment(app.language(), token->revoked_at, state.zone));
  ui.space(ui::Space::small);
  ui.text("scopes-title", t(app, "tokens.scopes"), ui::TextStyle::strong);
  for (const std::string& scope : token->scopes) ui.text(ui::Key("scope", scope), t(app, "tokens.scope_line", {app::coded(app.language(), "tokens.scope", scope), scope}));
  draw_refusal(ui, app, tokens.refusal);
  ui.space(ui::Space::medium);
  bool revoke = false;
  if (token->status == "active") {
    ui.text("what", t(app, "tokens.revoke_what"), ui::TextStyle::secondary);
    ui.space(ui::Space::small);
    revoke = ui.button("revoke", {.label = t(app, "tokens.revoke"), .kind = ui::ButtonKind::danger, .enabled = !tokens.busy && state.sync.online, .full_width = true});
    ui.space(ui::Space::small);
  }
  const bool no = ui.button("no", {.label = t(app, "tokens.close"), .kind = ui::ButtonKind::quiet, .full_width = true});
  if ((ui.end_dialog() || no) && !tokens.busy) app.close_dialog();
  if (revoke) app.tokens().revoke();
}

}  // namespace

void draw_tokens(Ui& ui, App& app) {
  const State& state = app.state();
  const app::Route& route = state.route;
  begin_screen(ui, app, {.title = std::string(t(app, "tokens.title")), .back_href = "#/people", .back_label = std::string(t(app, "admin.people")), .width = ui::Width::wide});
  ui.heading("title", 1, t(app, "tokens.title"));
  ui.text("what", t(app, "tokens.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  draw_admin_places(ui, app);
  std::optional<std::string> wanted;
  std::optional<std::size_t> turned;
  std::string shown;
  if (is_ready(ui, app, state.admin.tokens.all)) {
    draw_freshness(ui, app, state.admin.tokens.all);
    const app::TokenPage& page = *state.admin.tokens.all.value;
    if (!route.person.empty()) {
      ui.begin_row();
      ui.link("new", t(app, "tokens.new"), app::token_form_hash(route.person), ui::Icon::add);
      ui.link("all", t(app, "tokens.of_all"), "#/tokens", ui::Icon::list);
      ui.end_row();
      ui.space(ui::Space::medium);
    }
    if (page.count == 0 && route.status.empty() && route.text.empty()) {
      ui.empty_state("empty", ui::Icon::shield, t(app, "tokens.empty"), t(app, "tokens.empty_what"));
    } else {
      draw_admin_search(ui, app, "tokens.search");
      draw_status_filter(ui, app, "tokens.status", {"active", "expired", "revoked"}, wanted);
      if (page.tokens.empty()) {
        ui.empty_state("none", ui::Icon::search, t(app, "tokens.none"), t(app, "tokens.none_what"));
      } else {
        ui.text("count", tn(app, "tokens.count", page.count), ui::TextStyle::strong);
        ui.text("hint", t(app, "tokens.row_hint"), ui::TextStyle::small);
        ui.space(ui::Space::small);
        draw_rows(ui, app, page, shown);
      }
    }
    draw_admin_pages(ui, app, page.pages(), turned);
  }
  end_screen(ui);
  draw_dialog(ui, app);
  // Last: another page takes away the list that was just drawn.
  if (!shown.empty()) app.tokens().show(shown);
  else if (wanted) app.admin().filter_list(*wanted);
  else if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
