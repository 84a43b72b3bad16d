// Visits that the server set aside, and texts that phones could not deliver: the list.
#include <algorithm>
#include <type_traits>
#include <vector>

#include "shared/review/comment_text.hpp"
#include "web/screens/admin.hpp"
#include "web/screens/lists.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr std::size_t kPage = 50;

void draw_visits_list(Ui& ui, App& app, const std::vector<const app::SetAsideVisit*>& visits) {
  ui.heading("visits-title", 2, t(app, "quarantine.visits"));
  ui.begin_group("visits", ui::GroupRole::list, t(app, "quarantine.visits"));
  for (const app::SetAsideVisit* each : visits) {
    const app::SetAsideVisit& visit = *each;
    const std::string who = t(app, "quarantine.by_when", {visit.investigator, app::moment(app.language(), visit.received_at, app.state().zone)});
    const std::string reason = app::coded(app.language(), "quarantine.reason_short", visit.reason);
    ui.row(ui::Key("visit", visit.sha256),
           {.title = visit.site.name.empty() ? t(app, "quarantine.no_site") : std::string_view(visit.site.name),
            .subtitle = in(app, visit.checklist_title),
            .detail = who,
            .badge = reason,
            .badge_tone = ui::Tone::warning,
            .trailing = visit.score && visit.score->score ? app::percent(app.language(), *visit.score->score) : std::string(),
            .href = app::set_aside_hash(visit.id, visit.sha256)});
  }
  ui.end_group();
}

void draw_texts_list(Ui& ui, App& app, const std::vector<const app::ParkedText*>& texts) {
  ui.heading("texts-title", 2, t(app, "quarantine.texts"));
  ui.text("texts-what", t(app, "quarantine.texts_what"), ui::TextStyle::secondary);
  ui.begin_group("texts", ui::GroupRole::list, t(app, "quarantine.texts"));
  for (const app::ParkedText* each : texts) {
    const app::ParkedText& parked = *each;
    const std::string when = app::moment(app.language(), parked.received_at, app.state().zone);
    ui.row(ui::Key("text", parked.sha256),
           {.title = parked.sender,
            .subtitle = parked.note.empty() ? t(app, "quarantine.no_note") : std::string_view(parked.note),
            .detail = t(app, "quarantine.text_detail", {when, app::bytes(app.language(), parked.bytes)}),
            .badge = t(app, "quarantine.text_badge"),
            .badge_tone = ui::Tone::warning,
            .href = app::parked_text_hash(parked.sha256)});
  }
  ui.end_group();
}

// One page of both, the visits first.
void draw_lists(Ui& ui, App& app, const app::Quarantine& quarantine, std::optional<std::size_t>& turned) {
  draw_list_search(ui, app, t(app, "quarantine.search"));
  const std::u32string wanted = normalised_comment(app.state().route.text);
  const auto fits = [&](const auto& each) { return wanted.empty() || each.words.find(wanted) != std::u32string::npos; };
  std::vector<const app::SetAsideVisit*> visits;
  std::vector<const app::ParkedText*> texts;
  for (const app::SetAsideVisit& each : quarantine.visits)
    if (fits(each)) visits.push_back(&each);
  for (const app::ParkedText& each : quarantine.parked)
    if (fits(each)) texts.push_back(&each);
  const std::size_t count = visits.size() + texts.size();
  if (count == 0) return void(ui.empty_state("none-fits", ui::Icon::search, t(app, "quarantine.none_fits"), t(app, "quarantine.none_fits_what")));
  ui.text("count", tn(app, "quarantine.count", static_cast<std::int64_t>(count)), ui::TextStyle::strong);
  ui.space(ui::Space::small);
  const ListPage shown = page_of(app, count, kPage);
  const auto part = [&](const auto& list, std::size_t offset) {
    const std::size_t first = std::min(std::max(shown.first, offset) - offset, list.size()), last = std::min(std::max(shown.last, offset) - offset, list.size());
    return std::decay_t<decltype(list)>(list.begin() + static_cast<std::ptrdiff_t>(first), list.begin() + static_cast<std::ptrdiff_t>(last));
  };
  const auto shown_visits = part(visits, 0);
  const auto shown_texts = part(texts, visits.size());
  if (!shown_visits.empty()) draw_visits_list(ui, app, shown_visits);
  if (!shown_visits.empty() && !shown_texts.empty()) ui.space(ui::Space::large);
  if (!shown_texts.empty()) draw_texts_list(ui, app, shown_texts);
  draw_admin_pages(ui, app, shown.pages, turned);
}

}  // namespace

void draw_quarantine(Ui& ui, App& app) {
  const State& state = app.state();
  begin_screen(ui, app, {.title = std::string(t(app, "app.name"))});
  ui.heading("title", 1, t(app, "quarantine.title"));
  ui.text("what", t(app, "quarantine.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  if (state.decided) {
    ui.banner("decided", ui::Tone::good, t(app, state.decided->accepted ? "quarantine.text_accepted" : "quarantine.text_dismissed"));
    ui.space(ui::Space::medium);
  }
  std::optional<std::size_t> turned;
  if (is_ready(ui, app, state.quarantine)) {
    draw_freshness(ui, app, state.quarantine);
    const app::Quarantine& quarantine = *state.quarantine.value;
    if (quarantine.size() == 0) ui.empty_state("none", ui::Icon::inbox, t(app, "quarantine.none"), t(app, "quarantine.none_what"));
    else draw_lists(ui, app, quarantine, turned);
  }
  end_screen(ui);
  if (turned) app.admin().turn_page(*turned);
}

}  // namespace constat::screens
