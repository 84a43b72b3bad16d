// What lists share: a filter and a search that stand in the address, and one page of the rows that are all on the device.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "web/screens/common.hpp"

namespace constat::screens {

// Which rows are shown, by the route's status. `prefix`: of the statuses' names in the catalogue.
void draw_status_filter(Ui& ui, App& app, const char* prefix, std::initializer_list<const char*> statuses, std::optional<std::string>& wanted);
// Of rows that are all here: what is typed only hides some of them.
void draw_list_search(Ui& ui, App& app, std::string_view label);

// The rows of the route's page; the last page where it asks for one beyond.
struct ListPage {
  std::size_t first = 0, last = 0;  // last: one past
  std::int64_t pages = 1;
};
ListPage page_of(const App& app, std::size_t count, std::size_t per_page);

}  // namespace constat::screens
