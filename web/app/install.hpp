// The offer to put the app on the home screen: how this browser does it, and what the person said to it.
#pragma once

#include <cstdint>

namespace constat::app {

struct InstallOffer {
  enum class Way : std::uint8_t {
    none,    // installed already, or the browser cannot
    prompt,  // the browser asks, when told to
    share    // by hand, from the browser's Share menu: iOS
  } way = Way::none;
  bool refused = false;      // for good
  bool told = false;         // offered once after a visit was submitted
  bool after_visit = false;  // that offer is on screen now

  bool stands() const { return way != Way::none && !refused; }
};

}  // namespace constat::app
