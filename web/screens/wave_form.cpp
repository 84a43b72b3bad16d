// A wave's title, dates and targets, with exceptions for a site or a tag.
#include <algorithm>
#include <vector>

#include "shared/review/comment_text.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/programmes.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

using app::WaveForm;

constexpr std::size_t kOffered = 6;

std::string_view needed(const App& app, const std::string& field, const char* key) {
  return app.state().admin.programmes.wave_form.missing.count(field) > 0 ? t(app, key) : std::string_view();
}

void draw_text(Ui& ui, App& app, const char* id, std::string WaveForm::* member, ui::FieldSpec spec) {
  spec.value = app.state().admin.programmes.wave_form.*member;
  const std::string date = spec.type == ui::FieldType::date && !spec.value.empty() ? format_date(app.language(), spec.value) : std::string();
  spec.display = date;
  const auto event = ui.field(id, spec);
  if (event.value) app.admin().change_wave([&](WaveForm& form) { form.*member = *event.value; });
  ui.space(ui::Space::small);
}

void draw_exceptions(Ui& ui, App& app, const WaveForm& form) {
  std::optional<std::size_t> gone;
  for (std::size_t i = 0; i < form.exceptions.size(); ++i) {
    const WaveForm::Exception& each = form.exceptions[i];
    ui.push_key(ui::Key("exception", each.site + "/" + each.tag));
    ui.begin_card();
    ui.text("name", each.site.empty() ? t(app, "programmes.tagged", {each.name}) : each.name, ui::TextStyle::strong);
    const auto visits = ui.field("visits", {.label = t(app, "programmes.visits"), .value = each.visits, .type = ui::FieldType::integer,
                                            .error = needed(app, "exception-" + std::to_string(i), "programmes.visits_needed"), .max_length = 2, .required = true});
    if (visits.value) app.admin().change_wave([&](WaveForm& changed) { changed.exceptions[i].visits = *visits.value; });
    if (ui.button("remove", {.label = t(app, "programmes.remove_exception", {each.name}), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::close})) gone = i;
    ui.end_card();
    ui.pop_key();
    ui.space(ui::Space::small);
  }
  if (gone) app.admin().change_wave([&](WaveForm& changed) { changed.exceptions.erase(changed.exceptions.begin() + static_cast<std::ptrdiff_t>(*gone)); });
}

// Sites and tags that what was typed finds; a press makes an exception of it.
void draw_offers(Ui& ui, App& app, const WaveForm& form) {
  const auto search = ui.field("site-search", {.label = t(app, "programmes.exception_search"), .value = form.search, .type = ui::FieldType::search, .max_length = 80});
  if (search.value) app.admin().change_wave([&](WaveForm& changed) { changed.search = *search.value; });
  const auto& slot = app.state().admin.found_sites;
  const std::u32string wanted = normalised_comment(form.search);
  if (search.committed || (!wanted.empty() && !slot.value && !slot.loading && !slot.failure)) app.admin().search_wave_sites();
  ui.space(ui::Space::small);
  if (wanted.empty() || !is_ready(ui, app, slot)) return;
  const auto has = [&](const std::string& site, const std::string& tag) {
    return std::any_of(form.exceptions.begin(), form.exceptions.end(), [&](const WaveForm::Exception& each) { return each.site == site && each.tag == tag; });
  };
  std::optional<WaveForm::Exception> added;
  std::size_t offered = 0;
  for (const std::string& tag : slot.value->tags) {
    if (has("", tag) || offered >= kOffered || normalised_comment(tag).find(wanted) == std::u32string::npos) continue;
    ++offered;
    if (ui.row(ui::Key("tag", tag), {.title = t(app, "programmes.tagged", {tag}), .icon = ui::Icon::add})) added = {"", tag, tag, "1"};
  }
  const std::size_t offered_tags = offered;
  offered = 0;
  for (const app::SiteDetails& found : slot.value->sites) {
    if (has(found.site.id, "") || offered >= kOffered) continue;
    ++offered;
    const std::string line = site_line(found.site);
    if (ui.row(ui::Key("site", found.site.id), {.title = found.site.name, .subtitle = line, .icon = ui::Icon::add})) added = {found.site.id, "", found.site.name, "1"};
  }
  if (slot.value->sites.empty() && offered_tags == 0) ui.text("none-found", t(app, "admin.no_site_found"), ui::TextStyle::secondary);
  if (slot.value->count > static_cast<std::int64_t>(kOffered)) ui.text("more-sites", t(app, "admin.more_sites"), ui::TextStyle::small);
  if (added) app.admin().change_wave([&](WaveForm& changed) { changed.exceptions.push_back(*added); });
}

void draw_form(Ui& ui, App& app) {
  const State& state = app.state();
  const WaveForm& form = state.admin.programmes.wave_form;
  draw_text(ui, app, "title-fr", &WaveForm::title_fr, {.label = t(app, "programmes.wave_title_fr"), .value = {}, .hint = t(app, "programmes.wave_title_hint"),
                                                       .error = needed(app, "title", "programmes.title_needed"), .max_length = 90, .required = true});
  draw_text(ui, app, "title-en", &WaveForm::title_en, {.label = t(app, "programmes.title_en"), .value = {}, .hint = t(app, "programmes.title_en_hint"), .max_length = 90});
  ui.begin_columns(2, 220);
  draw_text(ui, app, "starts-on", &WaveForm::starts_on, {.label = t(app, "programmes.starts_on"), .value = {}, .type = ui::FieldType::date,
                                                         .error = needed(app, "starts_on", "programmes.date_needed"), .required = true});
  ui.next_column();
  draw_text(ui, app, "ends-on", &WaveForm::ends_on, {.label = t(app, "programmes.ends_on"), .value = {}, .type = ui::FieldType::date, .hint = t(app, "programmes.ends_hint"),
                                                     .error = needed(app, "ends_on", "programmes.end_needed")});
  ui.end_columns();
  ui.space(ui::Space::small);
  ui.heading("targets", 2, t(app, "programmes.targets"));
  draw_text(ui, app, "visits", &WaveForm::visits, {.label = t(app, "programmes.visits_per_site"), .value = {}, .type = ui::FieldType::integer, .hint = t(app, "programmes.visits_hint"),
                                                   .error = needed(app, "visits", "programmes.visits_needed"), .max_length = 2, .required = true});
  ui.heading("exceptions", 3, t(app, "programmes.exceptions"));
  ui.text("exceptions-what", t(app, "programmes.exceptions_what"), ui::TextStyle::small);
  ui.space(ui::Space::small);
  draw_exceptions(ui, app, form);
  draw_offers(ui, app, form);
  ui.space(ui::Space::medium);
  const bool is_new = form.id.empty();
  if (!is_new) {
    if (const auto closed = ui.checkbox("closed", t(app, "programmes.closed"), form.closed)) app.admin().change_wave([&](WaveForm& changed) { changed.closed = *closed; });
    ui.text("closed-what", t(app, "programmes.closed_what"), ui::TextStyle::small);
    ui.space(ui::Space::medium);
  }
  if (!form.missing.empty()) ui.banner("mend", ui::Tone::bad, tn(app, "programmes.to_mend", static_cast<std::int64_t>(form.missing.size())));
  draw_refusal(ui, app, form.refusal);
  if (ui.button("save", {.label = t(app, form.busy ? "admin.saving" : is_new ? "programmes.add_wave" : "admin.save"), .kind = ui::ButtonKind::primary,
                         .enabled = !form.busy && state.sync.online, .full_width = true}))
    app.admin().save_wave();
}

}  // namespace

void draw_wave_form(Ui& ui, App& app) {
  const State& state = app.state();
  const bool is_new = state.route.id.empty();
  begin_screen(ui, app, {.title = std::string(t(app, "programmes.wave")), .back_href = is_new ? app::programme_hash(state.route.other) : app::wave_page_hash(state.route.id),
                         .back_label = std::string(t(app, is_new ? "programmes.programme" : "programmes.wave"))});
  ui.heading("title", 1, t(app, is_new ? "programmes.new_wave" : "programmes.edit_wave"));
  ui.space(ui::Space::small);
  if (is_new || is_ready(ui, app, state.admin.programmes.wave)) {
    app.admin().begin_wave();
    draw_form(ui, app);
  }
  end_screen(ui);
}

}  // namespace constat::screens
