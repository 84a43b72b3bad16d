#include "web/module_parts.hpp"

constat::ModuleParts constat::module_parts() { return {nullptr, nullptr}; }
