// Figures, dates and reasons as screens write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/fixed.hpp"
#include "shared/scoring/score.hpp"
#include "shared/text/text.hpp"
#include "shared/visit/visit.hpp"
#include "web/app/comparison.hpp"
#include "web/app/loadable.hpp"

namespace constat::app {

std::string percent(Language language, MicroPercent value);                       // "72,5 %"
std::string percent(Language language, std::optional<MicroPercent> value);        // or "non évaluable"
std::string points(Language language, std::int64_t millionths);                   // "1,5"
std::string earned_of_possible(Language language, std::int64_t earned, std::int64_t possible);  // "1,5 / 2"
std::string signed_number(Language language, double value, int decimals);         // "+3,2"

std::string date_time(Language language, std::string_view rfc3339);               // "3 nov. 2026 à 10:02"
std::string moment(Language language, std::string_view rfc3339, std::string_view zone);  // the same; written in UTC, it is told in this zone
std::string window(Language language, std::string_view from, std::string_view to);
std::string ago(Language language, std::int64_t now_ms, std::int64_t then_ms, std::string_view zone);
std::string local_time(std::int64_t unix_ms, std::string_view zone);             // "2026-11-03T10:02:11", in the zone "+01:00"
std::string hour(std::string_view rfc3339, std::string_view zone);              // "10:02", told as moment does
std::string position(Language language, const LocationValue& place);              // "48.85661, 2.35222 (à 12 m près)"
std::string clock_time(std::int64_t milliseconds);                                // stopwatch: "01:35"
std::string bytes(Language language, std::int64_t count);
std::string money(Language language, std::int64_t cents);                         // "25,50 €"
std::string sentence(std::string text);                                           // a capital at its beginning, a stop at its end

std::string kpi_name(Language language, std::string_view kpi);
std::string kpi_value(Language language, std::string_view kpi, double value);     // "72,5 %" or, for NPS, "+39,9"
std::string kpi_interval(Language language, std::string_view kpi, double low, double high);
std::string rank(Language language, const RankSpan& span);                        // "2–5"

std::string reason(Language language, const Failure& failure);
// Why the server did not take a visit, told to whoever reads it: what the sender should do stands elsewhere.
std::string refusal(Language language, const std::string& code);

// The catalogue's text for a code; the code itself when no catalogue knows it.
std::string coded(Language language, std::string_view area, std::string_view code);

// An answer in words, for read-only pages. "" for a blank.
std::string answer_text(Language language, const Item& item, const Answer* answer);

}  // namespace constat::app
