// What a screen asks of the next frame or of the shell, and the facts it may ask.
#include <algorithm>

#include "web/ui/impl.hpp"

namespace constat::ui {

void Ui::focus(Key key) { runtime_.impl().focus_id = runtime_.impl().id_of(key); }

void Ui::scroll_to(Key key) { runtime_.impl().scroll_to_id = runtime_.impl().id_of(key); }

void Ui::scroll_to_top() { runtime_.impl().scroll_to = 0.0F; }

void Ui::announce(std::string_view text, bool assertive) {
  runtime_.impl().announcements.push_back({std::string(text), assertive});
}

void Ui::vibrate(int milliseconds) { runtime_.impl().vibrate_ms = std::max(runtime_.impl().vibrate_ms, milliseconds); }

void Ui::wake_in(int milliseconds) {
  std::optional<int>& wake = runtime_.impl().wake_ms;
  wake = wake ? std::min(*wake, milliseconds) : milliseconds;
}

float Ui::content_width() const { return runtime_.impl().layout.width(); }
bool Ui::is_compact() const { return runtime_.impl().compact(); }
double Ui::now_ms() const { return runtime_.impl().now_ms; }
bool Ui::is_focused(Key key) const { return runtime_.impl().input.focused == runtime_.impl().id_of(key); }

}  // namespace constat::ui
