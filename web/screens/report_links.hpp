// Links to reports: below a report, and their list.
#pragma once

#include <string>

#include "web/screens/common.hpp"

namespace constat::screens {

// Below the way to a report: a link to it for somebody without an account.
void draw_link_button(Ui& ui, App& app, const char* kind, const std::string& id, const std::string& wave);
void draw_link_dialog(Ui& ui, App& app);  // of draw_link_button, after end_screen()
void draw_report_links(Ui& ui, App& app);
void draw_shared_report(Ui& ui, App& app);

// Of what a report is, in one line.
std::string report_words(const App& app, const app::LinkedReport& report);

}  // namespace constat::screens
