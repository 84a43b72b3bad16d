// The widget layer's other side: takes the shell's events, frames the drawing, and collects what the shell must do.
// Owned by web/main.cpp; screens never see it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace constat::ui {

enum class ThemeChoice : unsigned char { automatic, light, dark };

class Runtime {
 public:
  Runtime();
  ~Runtime();

  // One event of docs/ui-protocol.md that concerns widgets (viewport, scroll, press, value...). False: not the UI's.
  bool handle_event(std::string_view type, std::string_view json);
  void add_font(int kind, std::string bytes);

  // Draw between these, with a Ui on this runtime. begin_frame is false while fonts or the viewport are missing.
  bool begin_frame(double now_ms);
  void end_frame();

  // Page facts that the app decides.
  void set_language(std::string_view code);
  void set_theme(ThemeChoice choice);
  void set_title(std::string_view title);

  // Asks for another frame (an event of the app changed what is shown).
  void want_frame();
  bool wants_frame() const;
  bool has_input() const;  // something that was pressed or typed waits for the next frame

  // Appends the fields mirror, page, hosts, focus, announce, vibrate, wakeMs and animate to an open JSON object text
  // (",\"mirror\":{...}"), and clears them.
  void drain(std::string& json);

  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace constat::ui
