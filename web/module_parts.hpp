// What differs between the field module and the whole one (web/app/module.hpp): field_parts.cpp or whole_parts.cpp is linked.
#pragma once

#include "web/app/app.hpp"
#include "web/screens/screens.hpp"

namespace constat {

struct ModuleParts {
  app::App::Further load_further;
  const screens::Further* further;
};
ModuleParts module_parts();

}  // namespace constat
