// What the pages of an administrator share.
#pragma once

#include <optional>
#include <string_view>

#include "web/screens/planning.hpp"

namespace constat::screens {

inline constexpr const char* kRoles[] = {"investigator", "reviewer", "manager", "site_manager", "administrator", "client"};

ui::Tone tone_of_person(std::string_view status);

// The way between the pages of an administrator.
void draw_admin_places(Ui& ui, App& app);

// A list's search, and the way from one of its pages to another.
void draw_admin_search(Ui& ui, App& app, const char* label);
bool shows_filters(Ui& ui, App& app, const std::string& chosen);  // `chosen`: in words, empty for all
void draw_admin_pages(Ui& ui, App& app, std::int64_t pages, std::optional<std::size_t>& turned);

// The link of a person, and whether they may use the app at all.
void draw_person_access(Ui& ui, App& app, const app::PersonDoc& doc);
void draw_deactivate_dialog(Ui& ui, App& app);

// The way to a person's API tokens.
void draw_person_tokens(Ui& ui, App& app, const app::PersonDoc& doc);

// What is held of a person, to take out or to erase.
void draw_person_data(Ui& ui, App& app, const app::PersonDoc& doc);
void draw_erase_dialog(Ui& ui, App& app);
void draw_erased(Ui& ui, App& app);  // told once, above the list

// That a version is withdrawn, and the way to it and back.
void draw_withdrawal(Ui& ui, App& app, const app::PublishedChecklist& published);
void draw_withdraw_dialog(Ui& ui, App& app);

// Findings of the linter, sections and questions of a checklist.
void draw_findings(Ui& ui, App& app, const std::vector<app::LintFinding>& findings);
void draw_totals(Ui& ui, App& app, const std::vector<app::SectionTotal>& totals);
void draw_questions(Ui& ui, App& app, const Checklist& checklist);

}  // namespace constat::screens
