// Discreet mode: a shopping list over the visit, and the empty notes that cover it.
#include <algorithm>
#include <vector>

#include "web/screens/filling.hpp"
#include "web/screens/screens.hpp"

namespace constat::screens {
namespace {

constexpr int kArticles = 24;          // in the catalogues, for checklists that name none
constexpr int kStartedMs = 25, kStoppedMs = 70;  // the two feel different in a pocket

// No name of the app, no way elsewhere, nothing that is still to be sent: a list and how much of it is done.
void begin_list(Ui& ui, App& app, std::string_view title, std::optional<app::Progress> done) {
  ui::AppBarSpec bar;
  bar.title = title;
  std::string label;
  if (done) {
    label = t(app, "fill.progress", {std::to_string(done->answered), std::to_string(done->total)});
    bar.progress_label = label;
  }
  ui.app_bar(bar);
  ui.begin_page(title);
}

const app::OpenVisit* open_list(Ui& ui, App& app, std::string_view title) {
  const State& state = app.state();
  if (state.open.value && state.open_id == state.route.id) return &*state.open.value;
  if (state.open.failure) return open_visit_or_explain(ui, app);
  begin_list(ui, app, title, {});
  ui.text("loading", t(app, "app.loading"), ui::TextStyle::secondary);
  ui.end_page();
  return nullptr;
}

std::string article(const App& app, const Item& item, std::size_t place) {
  if (!item.on_the_spot.empty()) return std::string(in(app, item.on_the_spot));
  const std::size_t round = place / kArticles;
  const std::string name(t(app, "discreet.article." + std::to_string(place % kArticles)));
  return round == 0 ? name : name + " " + std::to_string(round + 1);
}

struct Marks {
  std::vector<ui::Tick> ticks;
  std::vector<AnswerValue> values;   // what each tick answers
  std::vector<std::string> signs;    // own the signs that the ticks show
};

void add(Marks& marks, const Answer* now, AnswerValue value, std::string_view id, std::string_view name, ui::Icon icon) {
  const bool on = now && write_answer({value, {}}) == write_answer({now->value, {}});
  marks.ticks.push_back({id, name, {}, icon, on});
  marks.values.push_back(std::move(value));
}

void number_signs(Marks& marks, std::size_t count, std::int64_t first) {
  for (std::size_t i = 0; i < count; ++i) marks.signs.push_back(std::to_string(first + static_cast<std::int64_t>(i)));
  for (std::size_t i = 0; i < count; ++i) marks.ticks[i].sign = marks.signs[i];
}

// Two choices are bought or sold out; more of them, and scales, are quantities.
Marks marks_of(const App& app, const Item& item, const Answer* now) {
  Marks marks;
  if (item.type == ItemType::choice) {
    const bool pair = item.choices.size() == 2;
    for (const Choice& choice : item.choices)
      add(marks, now, TextValue(choice.id.value), choice.id.value, in(app, choice.label),
          !pair ? ui::Icon::none : marks.ticks.empty() ? ui::Icon::check : ui::Icon::close);
    if (!pair) number_signs(marks, item.choices.size(), 1);
  } else if (item.type == ItemType::scale) {
    const auto count = static_cast<std::size_t>(item.max - item.min + 1);
    marks.signs.reserve(count);
    for (std::size_t i = 0; i < count; ++i) marks.signs.push_back(std::to_string(item.min + static_cast<std::int64_t>(i)));
    for (std::size_t i = 0; i < count; ++i) {
      add(marks, now, NumberValue{marks.signs[i]}, marks.signs[i], marks.signs[i], ui::Icon::none);
      marks.ticks.back().sign = marks.signs[i];
    }
  }
  // The id cannot meet a choice's: those are [a-z][a-z0-9_-]*.
  if (item.na_allowed) add(marks, now, NotApplicable{}, "/na", t(app, "app.not_applicable"), ui::Icon::remove);
  return marks;
}

// What the words stand for, and what each mark means.
std::string meaning(const App& app, const Item& item, const Marks& marks) {
  std::string all(in(app, item.prompt));
  if (item.type != ItemType::choice) return all;
  for (std::size_t i = 0; i < marks.ticks.size(); ++i) {
    const ui::Tick& tick = marks.ticks[i];
    const std::string sign = !tick.sign.empty()                   ? std::string(tick.sign)
                             : tick.icon == ui::Icon::check       ? std::string(t(app, "discreet.tick"))
                             : tick.icon == ui::Icon::close       ? std::string(t(app, "discreet.cross"))
                                                                  : std::string(t(app, "discreet.dash"));
    all += "\n" + t(app, "discreet.meaning", {sign, tick.name});
  }
  return all;
}

bool runs(const app::OpenVisit& open, const std::string& id) {
  const auto found = open.stopwatches.find(id);
  return found != open.stopwatches.end() && found->second.started_at.has_value();
}

// One mark that is pressed when it happens: the wait begins or ends, it is now.
void add_moment(const App& app, Marks& marks, const Item& item, const Answer* now, bool running) {
  const bool given = now && now->is_answered();
  const char* name = item.type != ItemType::duration ? "discreet.now" : running ? "fill.stopwatch_stop" : given ? "fill.stopwatch_continue" : "fill.stopwatch_start";
  // While it runs the mark only says that it does: no moving figure that catches the eye, and nothing to redraw.
  ui::Tick tick{"/now", t(app, name), running ? "\u2026" : "", given ? ui::Icon::check : ui::Icon::none, running || given};
  marks.ticks.insert(marks.ticks.begin(), tick);
  marks.values.insert(marks.values.begin(), Unanswered{});
}

// A time reads as a price: 2 minutes 35 are 2,35.
std::string figure_of(const App& app, const Item& item, const Answer* now, bool running) {
  if (running || !now || !now->is_answered()) return {};
  if (const auto* number = std::get_if<NumberValue>(&now->value); number && item.type == ItemType::duration) {
    const auto value = parse_thousandths(number->decimal);
    const std::int64_t seconds = value ? value->value / 1000 : 0;
    return t(app, "discreet.price", {std::to_string(seconds / 60), (seconds % 60 < 10 ? "0" : "") + std::to_string(seconds % 60)});
  }
  return item.type == ItemType::time || item.type == ItemType::date ? app::answer_text(app.language(), item, now) : std::string();
}

void draw_article(Ui& ui, App& app, const app::OpenVisit& open, const Item& item, std::size_t place) {
  const std::string id = item.id.value;
  const Answer* now = open.answer(id);
  const bool moment = item.type == ItemType::duration || item.type == ItemType::time || item.type == ItemType::date;
  const bool running = runs(open, id);
  Marks marks = marks_of(app, item, now);
  if (moment) add_moment(app, marks, item, now, running);
  const std::string words = article(app, item, place), figure = figure_of(app, item, now, running), detail = meaning(app, item, marks);
  const bool done = now && (now->is_answered() || now->is_not_applicable()) && !running;
  const auto event = ui.tick_row(ui::Key("item", id), {.title = words, .figure = figure, .detail = detail,
                                                       .open = open.discreet.peeked == id, .done = done, .ticks = &marks.ticks});
  if (event.title) return app.peek(id);
  if (!event.tick) return;
  if (moment && *event.tick == 0) {
    if (item.type == ItemType::duration) ui.vibrate(app.tap_wait(id) ? kStartedMs : kStoppedMs);
    else app.judge_now(id);
    return;
  }
  // Pressed again, a mark goes.
  app.judge(id, marks.ticks[*event.tick].on ? AnswerValue{Unanswered{}} : marks.values[*event.tick]);
}

void draw_bar(Ui& ui, App& app, const app::OpenVisit& open) {
  if (!ui.begin_bottom_bar()) return;
  if (ui.button("undo", {.label = t(app, "discreet.undo"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::undo,
                         .enabled = !open.changes.empty(), .icon_only = true}))
    app.undo();
  draw_overall_save_state(ui, app, open);
  if (ui.button("notes", {.label = t(app, "discreet.cover"), .kind = ui::ButtonKind::primary, .icon = ui::Icon::edit})) app.cover();
  ui.end_bottom_bar();
}

}  // namespace

void draw_discreet(Ui& ui, App& app) {
  const std::string_view title = t(app, "discreet.title");
  const app::OpenVisit* open = open_list(ui, app, title);
  if (!open) return;
  const std::vector<ItemRef> refs = app::on_the_spot(*open);
  app::Progress done{0, refs.size()};
  for (const ItemRef& ref : refs)
    if (const Answer* answer = open->answer(open->checklist.at(ref).id.value); answer && (answer->is_answered() || answer->is_not_applicable()))
      ++done.answered;
  begin_list(ui, app, title, done);
  if (app::overall_save_state(*open) == app::SaveState::failed &&
      ui.banner("not-saved", ui::Tone::bad, t(app, "fill.not_saved"), t(app, "app.try_again")))
    app.retry_all_saves();
  ui.begin_group("list", ui::GroupRole::group, title);
  for (std::size_t place = 0; place < refs.size(); ++place) draw_article(ui, app, *open, open->checklist.at(refs[place]), place);
  ui.end_group();
  if (refs.empty()) ui.text("empty", t(app, "discreet.empty"), ui::TextStyle::secondary);
  ui.space(ui::Space::medium);
  const auto notes = ui.field("notes", {.label = t(app, "discreet.notes"), .value = open->discreet.notes, .type = ui::FieldType::multiline,
                                        .max_length = 4000});
  if (notes.value) app.type_notes(*notes.value);
  // The bar is away while the keyboard is there: here somebody's look is met too.
  const bool looked = ui.button("cover", {.label = t(app, "discreet.cover_field"), .kind = ui::ButtonKind::quiet, .icon = ui::Icon::add});
  ui.space(ui::Space::medium);
  const bool leave = ui.button("done", {.label = t(app, "discreet.done"), .kind = ui::ButtonKind::secondary, .icon = ui::Icon::check,
                                        .full_width = true});
  ui.end_page();
  draw_bar(ui, app, *open);
  if (looked) app.cover();
  else if (leave) app.leave_discreet();
}

void draw_discreet_cover(Ui& ui, App& app) {
  const std::string_view title = t(app, "discreet.cover");
  const app::OpenVisit* open = open_list(ui, app, title);
  if (!open) return;
  begin_list(ui, app, title, {});
  const State& state = app.state();
  const std::string date = format_date(app.language(), app::local_time(state.now_ms, state.zone));
  const bool back = ui.button("date", {.label = date, .kind = ui::ButtonKind::quiet, .description = t(app, "discreet.back_what")});
  const auto typed = ui.field("cover", {.label = t(app, "discreet.cover_field"), .value = open->discreet.cover,
                                        .type = ui::FieldType::multiline, .max_length = 4000});
  ui.end_page();
  if (typed.value) app.type_cover(*typed.value);
  if (back) app.tap_cover(ui.now_ms());
}

}  // namespace constat::screens
