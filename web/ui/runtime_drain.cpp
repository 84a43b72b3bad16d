// What the shell must do since the last drain; only what changed is written.
#include "web/ui/impl.hpp"
#include "web/ui/json_writer.hpp"
#include "web/ui/runtime.hpp"

namespace constat::ui {
namespace {

void write_page(Impl& ui, std::string& json) {
  if (ui.page == ui.told_page && !ui.scroll_to) return;
  json += ",\"page\":";
  JsonWriter page(json);
  page.begin_object();
  if (ui.page.title != ui.told_page.title) page.key("title").string(ui.page.title);
  if (ui.page.language != ui.told_page.language) page.key("lang").string(ui.page.language);
  if (ui.page.theme != ui.told_page.theme) page.key("theme").string(ui.page.theme);
  if (ui.page.background != ui.told_page.background) page.key("background").string(ui.page.background);
  if (ui.page.height != ui.told_page.height) page.key("height").number(ui.page.height);
  if (ui.scroll_to) page.key("scrollTo").number(*ui.scroll_to);
  page.end_object();
  ui.told_page = ui.page;
  ui.scroll_to.reset();
}

void write_announcements(Impl& ui, std::string& json) {
  if (ui.announcements.empty()) return;
  json += ",\"announce\":";
  JsonWriter list(json);
  list.begin_array();
  for (const Announcement& announcement : ui.announcements) {
    list.element();
    list.begin_object();
    list.key("text").string(announcement.text);
    list.key("assertive").boolean(announcement.assertive);
    list.end_object();
  }
  list.end_array();
  ui.announcements.clear();
}

void write_pads(Impl& ui, std::string& json) {
  if (ui.pad_orders.empty()) return;
  json += ",\"pads\":";
  JsonWriter list(json);
  list.begin_array();
  for (const PadRequest& order : ui.pad_orders) {
    list.element();
    list.begin_object();
    list.key("id").id(order.id);
    list.key("do").string(order.what);
    if (!order.text.empty()) list.key("text").string(order.text);
    list.end_object();
  }
  list.end_array();
  ui.pad_orders.clear();
}

// The dialog is the one thing that scrolls inside the page, when it is higher than the screen.
void write_hosts(Impl& ui, std::string& json) {
  if (ui.dialog_content == ui.told_dialog_content && (ui.dialog_content == 0 || ui.dialog_id == ui.told_dialog_id)) return;
  ui.told_dialog_content = ui.dialog_content;
  ui.told_dialog_id = ui.dialog_id;
  json += ",\"hosts\":";
  JsonWriter hosts(json);
  hosts.begin_array();
  if (ui.dialog_content > 0) {
    hosts.element();
    hosts.begin_object();
    hosts.key("id").id(ui.dialog_id);
    hosts.key("rect").begin_array();
    for (const float side : {ui.dialog_rect.x, ui.dialog_rect.y, ui.dialog_rect.w, ui.dialog_rect.h}) {
      hosts.element();
      hosts.number(side);
    }
    hosts.end_array();
    hosts.key("contentHeight").number(ui.dialog_content);
    hosts.end_object();
  }
  hosts.end_array();
}

}  // namespace

void Runtime::drain(std::string& json) {
  Impl& ui = *impl_;
  if (ui.mirror_stale) {
    std::string changes;
    if (ui.tree.write_changes(changes)) json += ",\"mirror\":" + changes;
    ui.mirror_stale = false;
  }
  write_page(ui, json);
  write_hosts(ui, json);
  if (ui.focus_id != 0) json += ",\"focus\":\"" + std::to_string(ui.focus_id) + "\"";
  ui.focus_id = 0;
  if (ui.pick_id != 0) json += ",\"pick\":\"" + std::to_string(ui.pick_id) + "\"";
  ui.pick_id = 0;
  write_pads(ui, json);
  ui.pictures.write_changes(json);
  write_announcements(ui, json);
  if (ui.vibrate_ms > 0) json += ",\"vibrate\":" + std::to_string(ui.vibrate_ms);
  ui.vibrate_ms = 0;
  if (ui.wake_ms) json += ",\"wakeMs\":" + std::to_string(*ui.wake_ms);
  if (ui.frames_wanted > 0) json += ",\"animate\":true";
}

}  // namespace constat::ui
