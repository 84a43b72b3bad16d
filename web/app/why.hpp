// "Why this figure?": what a screen tells of one figure when somebody asks.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace constat::app {

struct Why {
  std::string title;                                       // what the figure is
  std::string value, interval, n;                          // as on screen; interval and n may be empty
  std::vector<std::pair<std::string, std::string>> facts;  // what it is made of: name and value
  std::string formula;                                     // of the texts "why.formula.…" and "why.source.…"
  std::string visits_query;                                // what /api/v1/figures/visits is asked; "-" for none to show
  std::string href, href_label;                            // the page behind it; may be empty
};

}  // namespace constat::app
