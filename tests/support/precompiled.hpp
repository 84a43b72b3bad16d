// What almost every test reads, parsed once: included by the compiler before each file of the native tests, never by name.
#pragma once

#include <algorithm>
#include <catch_amalgamated.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>
