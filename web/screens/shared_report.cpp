// Somebody opened a link to a report: what it is, whose, until when, and the document itself. No account is needed.
#include "web/app/format.hpp"
#include "web/screens/report_links.hpp"

namespace constat::screens {
namespace {

bool is_over(const app::Failure& failure) { return failure.code.rfind("shared-", 0) == 0; }

void draw_offer(Ui& ui, App& app, const app::SharedReport& shared) {
  const app::SharedOffer& offer = *shared.offer.value;
  ui.heading("title", 1, app::coded(app.language(), "links.kind", offer.report.kind));
  ui.text("about", report_words(app, offer.report), ui::TextStyle::strong);
  ui.space(ui::Space::medium);
  ui.begin_card();
  ui.fact("organisation", t(app, "links.shared.from"), offer.organisation);
  ui.fact("format", t(app, "links.shared.format"), app::coded(app.language(), "links.format", offer.format));
  ui.fact("until", t(app, "links.shared.until"), app::moment(app.language(), offer.expires_at, app.state().zone));
  ui.end_card();
  ui.space(ui::Space::medium);
  ui.text("what", t(app, "links.shared.what"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  if (shared.failure) {
    ui.banner("failure", ui::Tone::bad, app::reason(app.language(), *shared.failure));
    ui.space(ui::Space::medium);
  }
  if (ui.button("open", {.label = t(app, shared.busy ? "links.shared.busy" : "links.shared.open"), .kind = ui::ButtonKind::primary,
                         .icon = ui::Icon::download, .enabled = !shared.busy && app.state().sync.online, .full_width = true}))
    app.report_links().open();
  if (shared.saved) {
    ui.space(ui::Space::medium);
    ui.banner("saved", ui::Tone::good, t(app, "links.shared.saved"));
  }
}

}  // namespace

void draw_shared_report(Ui& ui, App& app) {
  const app::SharedReport& shared = app.report_links().state().shared;
  begin_screen(ui, app, {.title = std::string(t(app, "links.shared.title"))});
  if (shared.offer.value) {
    draw_offer(ui, app, shared);
  } else if (shared.offer.failure && is_over(*shared.offer.failure)) {
    ui.space(ui::Space::section);
    ui.empty_state("over", ui::Icon::error, app::coded(app.language(), "links.over", shared.offer.failure->code), app::reason(app.language(), *shared.offer.failure));
  } else {
    is_ready(ui, app, shared.offer);
  }
  end_screen(ui);
}

}  // namespace constat::screens
