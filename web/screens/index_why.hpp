// Why a site's index, or one of its KPIs, is what it is.
#pragma once

#include <map>
#include <string>

#include "web/screens/common.hpp"

namespace constat::screens {

void ask_index(App& app, const app::SiteRow& row, const std::string& wave);
void ask_kpi(App& app, const app::SiteRow& row, const std::string& kpi, const std::map<std::string, std::string, std::less<>>& labels, const std::string& wave);

}  // namespace constat::screens
