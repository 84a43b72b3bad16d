// The five exports of a UI module (docs/ui-protocol.md): wires the shell's events to the widget layer and the app, and
// gathers what both want done. module_parts.hpp says what differs between the two modules.
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.hpp"
#include "web/app/app.hpp"
#include "web/module_parts.hpp"
#include "web/screens/screens.hpp"
#include "web/ui/runtime.hpp"
#include "web/ui/ui.hpp"

namespace {

using constat::Json;
using constat::JsonKind;

const constat::ModuleParts kParts = constat::module_parts();

struct Module {
  constat::ui::Runtime runtime;
  constat::ui::Ui ui{runtime};
  constat::app::App app{kParts.load_further};
  std::string drained;
  double drawn_ms = 0;
};

// Made at the first call: its constructors need nothing from the page before that. It ends with the page, and so needs none
// of the code that would take it apart.
Module& module() {
  static Module& instance = *new Module;
  return instance;
}

std::string text_member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found && found->is(JsonKind::string) ? found->text : std::string();
}

std::int64_t time_member(const Json& json) {
  const Json* found = json.find("now");
  return found && found->is(JsonKind::number) ? static_cast<std::int64_t>(std::strtod(found->text.c_str(), nullptr)) : 0;
}

bool flag_member(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found && found->is(JsonKind::boolean) && found->boolean;
}

void append_requests(std::string& out, const char* field, const std::vector<constat::app::StoreRequest>& requests) {
  if (requests.empty()) return;
  out += std::string(",\"") + field + "\":[";
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (i > 0) out += ',';
    out += "{\"seq\":" + std::to_string(requests[i].seq) + ",\"command\":" + constat::json_quoted(requests[i].command) +
           ",\"payload\":" + requests[i].payload + "}";
  }
  out += ']';
}

constat::ui::ThemeChoice theme_choice(constat::app::Theme theme) {
  switch (theme) {
    case constat::app::Theme::light: return constat::ui::ThemeChoice::light;
    case constat::app::Theme::dark: return constat::ui::ThemeChoice::dark;
    case constat::app::Theme::automatic: break;
  }
  return constat::ui::ThemeChoice::automatic;
}

void apply_page_facts(Module& m) {
  m.runtime.set_language(constat::code_of(m.app.language()));
  m.runtime.set_theme(theme_choice(m.app.state().theme));
  m.runtime.set_title(constat::screens::page_title(m.app, kParts.further));
}

void draw_frame(Module& m, double now_ms) {
  if (!m.runtime.begin_frame(now_ms)) return;
  m.drawn_ms = now_ms;
  constat::screens::draw(m.ui, m.app, kParts.further);
  apply_page_facts(m);
  m.runtime.end_frame();
}

// What was pressed or typed on this page is its widgets', and goes with them: they hear of it before the next page comes.
void navigate(Module& m, const std::string& url) {
  if (m.runtime.has_input()) draw_frame(m, m.drawn_ms);
  m.app.on_navigate(url);
}

// True when the event was the app's.
bool handle_app_event(Module& m, std::string_view type, const Json& event, std::string_view text) {
  if (type == "init")
    m.app.on_init(text_member(event, "language"), text_member(event, "storedTheme"), text_member(event, "url"),
                  time_member(event), text_member(event, "zone"), flag_member(event, "canScan"), flag_member(event, "keepsNothing"));
  else if (type == "time") m.app.on_time(time_member(event), text_member(event, "zone"));
  else if (type == "navigate") navigate(m, text_member(event, "url"));
  else if (type == "reply" || type == "device") m.app.on_reply(text);
  else if (type == "push") m.app.on_push(text);
  else if (type == "install") m.app.on_install(text_member(event, "way"), flag_member(event, "refused"), flag_member(event, "told"));
  else if (type == "module") m.app.on_module(flag_member(event, "unreachable"));
  else return false;
  return true;
}

void append_app_requests(Module& m, std::string& out) {
  if (const auto url = m.app.take_url())
    out += ",\"url\":{\"hash\":" + constat::json_quoted(url->hash) + ",\"replace\":" + (url->replace ? "true" : "false") + "}";
  append_requests(out, "store", m.app.take_store_requests());
  append_requests(out, "device", m.app.take_device_requests());
  if (m.app.take_reload()) out += ",\"reload\":true";
  if (const auto needed = m.app.take_module())
    out += *needed == constat::app::ModuleKind::whole ? ",\"module\":\"whole\"" : ",\"module\":\"field\"";
}

}  // namespace

extern "C" {

char* constat_alloc(std::size_t length) { return static_cast<char*>(std::malloc(length)); }

void constat_event(char* bytes, std::size_t length) {
  const std::string text(bytes, length);
  std::free(bytes);
  const auto event = constat::parse_json(text);
  if (!event) return;
  Module& m = module();
  const std::string type = text_member(*event, "type");
  if (handle_app_event(m, type, *event, text)) {
    apply_page_facts(m);
    if (type != "time") m.runtime.want_frame();
  } else {
    m.runtime.handle_event(type, text);
  }
}

void constat_font(int kind, char* bytes, std::size_t length) {
  module().runtime.add_font(kind, std::string(bytes, length));
  std::free(bytes);
}

void constat_frame(double now_ms) {
  Module& m = module();
  // The shell runs a few frames behind every event; those that nobody asked for would look like the one before.
  if (m.runtime.wants_frame()) draw_frame(m, now_ms);
}

const char* constat_drain() {
  Module& m = module();
  m.drained.clear();
  append_app_requests(m, m.drained);
  m.runtime.drain(m.drained);
  // Every member came with its comma; the first one becomes the opening brace.
  if (m.drained.empty()) m.drained = "{";
  else m.drained[0] = '{';
  m.drained += '}';
  return m.drained.c_str();
}

}  // extern "C"
