#include "web/module_parts.hpp"

constat::ModuleParts constat::module_parts() { return {&app::App::load_further, &screens::further()}; }
