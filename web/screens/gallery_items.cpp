// The gallery's questions: one card per type, fresh, answered, being saved and not saved; and what a phone can take.
#include "web/screens/gallery.hpp"
#include "web/screens/items/item.hpp"

namespace constat::screens {
namespace {

struct Sample {
  ItemType type;
  const char* id;
  app::SaveState mark;
};

constexpr Sample kItems[] = {{ItemType::choice, "choice", app::SaveState::saved},         {ItemType::multi_choice, "several", app::SaveState::saving},
                             {ItemType::scale, "scale", app::SaveState::untouched},       {ItemType::number, "number", app::SaveState::failed},
                             {ItemType::duration, "duration", app::SaveState::untouched}, {ItemType::text, "text", app::SaveState::untouched},
                             {ItemType::date, "date", app::SaveState::saved},             {ItemType::time, "time", app::SaveState::untouched}};
constexpr Sample kCaptures[] = {{ItemType::photo, "photo", app::SaveState::saved}, {ItemType::signature, "signature", app::SaveState::untouched},
                                {ItemType::location, "location", app::SaveState::untouched}, {ItemType::barcode, "barcode", app::SaveState::untouched}};

LocalizedText localized(std::string_view key) {
  LocalizedText out;
  for (const Language language : {Language::french, Language::english}) out.by_language[std::string(code_of(language))] = std::string(text(language, key));
  return out;
}

AnswerValue value_of(ItemType type) {
  switch (type) {
    case ItemType::choice: return TextValue{"b"};
    case ItemType::multi_choice: return ListValue{"a"};
    case ItemType::number: return NumberValue{"12.5"};
    case ItemType::date: return TextValue{"2026-11-03"};
    case ItemType::photo: return ListValue{"sha256:" + std::string(64, '0')};
    case ItemType::location: return LocationValue{48.8566, 2.3522, 12.5};
    default: return Unanswered{};
  }
}

void draw_sample(Ui& ui, App& app, app::OpenVisit& open, const Sample& sample, std::size_t number) {
  Item item;
  item.id.value = sample.id;
  item.type = sample.type;
  item.required = number % 2 == 1;
  item.na_allowed = sample.type == ItemType::scale;
  item.help = number == 1 ? localized("gallery.long") : LocalizedText{};
  item.min = 1;
  item.max = 5;
  item.style = ScaleStyle::smileys;
  for (const char* id : {"a", "b"}) {
    Choice choice;
    choice.id.value = id;
    choice.label = localized(*id == 'a' ? "app.passed" : "app.not_passed");
    choice.comment_required = *id == 'b';
    item.choices.push_back(choice);
  }
  Answer answer;
  answer.value = value_of(sample.type);
  if (sample.mark != app::SaveState::untouched) {
    open.marks[sample.id].state = sample.mark;
    open.marks[sample.id].failure.code = "storage-failed";
  }
  draw_item(ui, app, {open, item, answer.is_answered() ? &answer : nullptr, number, std::string(t(app, number == 1 ? "gallery.long" : "gallery.short"))});
  ui.space(ui::Space::medium);
}

}  // namespace

void draw_gallery_items(Ui& ui, App& app) {
  app::OpenVisit open;
  open.open_help.insert("choice");
  open.stopwatches["duration"].started_at = app.state().now_ms - 95000;
  std::size_t number = 0;
  for (const Sample& sample : kItems) draw_sample(ui, app, open, sample, ++number);
}

void draw_gallery_capture(Ui& ui, App& app) {
  app::OpenVisit open;
  open.captures["photo"].total = 3;
  open.captures["photo"].done = 1;
  open.captures["location"].looking = true;
  open.captures["barcode"].failure = app::Failure{"scan-nothing", {}, {}};
  std::size_t number = 0;
  for (const Sample& sample : kCaptures) draw_sample(ui, app, open, sample, ++number);
  ui.begin_card();
  ui.pad("pad", t(app, "capture.pad"));
  ui.end_card();
}

}  // namespace constat::screens
