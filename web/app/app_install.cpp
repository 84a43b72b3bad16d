// The offer to install the app. What was said to it is the shell's to keep: it belongs to this browser, not to a person.
#include "web/app/app.hpp"
#include "web/app/json_access.hpp"

namespace constat::app {

void App::on_install(std::string_view way, bool refused, bool told) {
  InstallOffer& offer = state_.install;
  offer.way = way == "prompt" ? InstallOffer::Way::prompt : way == "share" ? InstallOffer::Way::share : InstallOffer::Way::none;
  offer.refused = refused;
  offer.told = told;
}

void App::install() {
  ask_device("install", "{}", [this](StoreReply& reply) {
    // A browser's question can be asked once; should it be willing again, it says so.
    state_.install.way = InstallOffer::Way::none;
    if (!reply.ok || text_of(reply.result, "outcome") != "accepted") return;
    state_.install.after_visit = false;
  });
}

void App::refuse_install() {
  state_.install.refused = true;
  keep_install_answer();
}

// Once in this browser's life: after that, the page about this phone has it.
void App::offer_install_after_visit() {
  if (!state_.install.stands() || state_.install.told) return;
  state_.install.told = state_.install.after_visit = true;
  keep_install_answer();
}

void App::keep_install_answer() {
  const InstallOffer& offer = state_.install;
  ask_device("keep_install_answer", std::string("{\"refused\":") + (offer.refused ? "true" : "false") + ",\"told\":" + (offer.told ? "true" : "false") + "}",
             [](StoreReply&) {});
}

}  // namespace constat::app
