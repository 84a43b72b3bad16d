// What the pages of payment share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "web/screens/common.hpp"

namespace constat::screens {

ui::Tone tone_of_payment(std::string_view status);  // of an amount, or of a statement
std::string amount_kind(const App& app, const app::PaymentAmount& amount);
std::string month_name(const App& app, std::string_view month);  // "nov. 2026"

// Owed, in statements, paid; on hold and refused only where there is any.
void draw_sums(Ui& ui, App& app, const app::PaymentSums& sums);

// The parts of the managers' page.
void draw_payment_making(Ui& ui, App& app);
void draw_statements(Ui& ui, App& app, const std::vector<app::PaymentStatement>& statements);
void draw_amounts(Ui& ui, App& app, const app::PaymentLedger& ledger);
void draw_payment_dialog(Ui& ui, App& app);

}  // namespace constat::screens
