# Third-party code as CMake targets: dep_json, dep_expected everywhere; dep_sqlite, dep_httplib, dep_sodium natively;
# dep_imgui and dep_catch2 in both. What is compiled is built once per build folder, as static libraries.
foreach(needed include/nlohmann include/tl src/imgui src/httplib src/catch2)
  if(NOT EXISTS "${CONSTAT_DEPS}/${needed}")
    message(FATAL_ERROR "${CONSTAT_DEPS}/${needed} is missing: run scripts/bootstrap first")
  endif()
endforeach()

add_library(dep_expected INTERFACE)
target_include_directories(dep_expected SYSTEM INTERFACE "${CONSTAT_DEPS}/include")

# Parsing without exceptions: always call parse(text, nullptr, false) and test is_discarded().
add_library(dep_json INTERFACE)
target_include_directories(dep_json SYSTEM INTERFACE "${CONSTAT_DEPS}/include")
target_compile_definitions(dep_json INTERFACE JSON_DIAGNOSTICS=0 JSON_USE_IMPLICIT_CONVERSIONS=0)

function(third_party_library name)
  add_library(${name} STATIC EXCLUDE_FROM_ALL ${ARGN})
  target_compile_options(${name} PRIVATE -w)
  if(CONSTAT_SANITIZE)
    target_compile_options(${name} PRIVATE -g0 -fno-sanitize=all)   # half the compile time; our own code is what we watch
  endif()
endfunction()

if(CONSTAT_TESTS)
  third_party_library(dep_catch2 "${CONSTAT_DEPS}/src/catch2/extras/catch_amalgamated.cpp")
  target_include_directories(dep_catch2 SYSTEM PUBLIC "${CONSTAT_DEPS}/src/catch2/extras")
  if(CMAKE_BUILD_TYPE STREQUAL "Debug")
    target_compile_options(dep_catch2 PRIVATE -O0)
  endif()
  if(EMSCRIPTEN)
    target_compile_options(dep_catch2 PUBLIC -fexceptions)
    target_link_options(dep_catch2 PUBLIC -fexceptions)
  endif()
endif()

# Natively without a backend: the widget layer's tests draw nowhere.
set(imgui "${CONSTAT_DEPS}/src/imgui")
set(imgui_sources "${imgui}/imgui.cpp" "${imgui}/imgui_draw.cpp" "${imgui}/imgui_tables.cpp" "${imgui}/imgui_widgets.cpp")
if(EMSCRIPTEN)
  list(APPEND imgui_sources "${imgui}/backends/imgui_impl_opengl3.cpp")
endif()
third_party_library(dep_imgui ${imgui_sources})
target_include_directories(dep_imgui SYSTEM PUBLIC "${imgui}" "${imgui}/backends")
target_compile_definitions(dep_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_DEFAULT_FONT
  IMGUI_DISABLE_DEMO_WINDOWS IMGUI_DISABLE_DEBUG_TOOLS IMGUI_DISABLE_OBSOLETE_FUNCTIONS
  IMGUI_DISABLE_FILE_FUNCTIONS IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS)
if(EMSCRIPTEN)
  target_compile_options(dep_imgui PRIVATE -fno-exceptions -fno-rtti -flto)
else()
  # Whoever links it defines the hooks: tests/web/support.
  target_compile_definitions(dep_imgui PUBLIC IMGUI_ENABLE_TEST_ENGINE)
  find_package(PkgConfig REQUIRED)
  find_package(Threads REQUIRED)
  find_package(ZLIB REQUIRED)
  pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
  add_library(dep_sodium INTERFACE)
  target_link_libraries(dep_sodium INTERFACE PkgConfig::SODIUM)

  # AES-256-GCM and PBKDF2 of rescue copies.
  pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
  add_library(dep_crypto INTERFACE)
  target_link_libraries(dep_crypto INTERFACE PkgConfig::CRYPTO)

  # What exports write workbooks and pages with.
  pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
  pkg_check_modules(CAIRO REQUIRED IMPORTED_TARGET cairo cairo-pdf cairo-ft)
  add_library(dep_xlsxwriter INTERFACE)
  target_link_libraries(dep_xlsxwriter INTERFACE PkgConfig::XLSXWRITER)
  add_library(dep_cairo INTERFACE)
  target_link_libraries(dep_cairo INTERFACE PkgConfig::CAIRO)

  # The typeface of printed reports becomes part of the program that compiles this file.
  set(CONSTAT_FONTS /usr/share/fonts/truetype/roboto/unhinted/RobotoTTF CACHE PATH "Roboto-Regular.ttf and Roboto-Medium.ttf")
  function(embed_fonts source)
    set_source_files_properties("${source}" PROPERTIES COMPILE_DEFINITIONS "CONSTAT_FONTS=\"${CONSTAT_FONTS}\""
      OBJECT_DEPENDS "${CONSTAT_FONTS}/Roboto-Regular.ttf;${CONSTAT_FONTS}/Roboto-Medium.ttf")
  endfunction()

  # The passwords that people use most, as npm's @zxcvbn-ts/language-common lists them: 49 000, a JSON array of strings.
  set(CONSTAT_PASSWORDS "${CMAKE_SOURCE_DIR}/web/node_modules/@zxcvbn-ts/language-common/src/passwords.json" CACHE FILEPATH "common passwords")
  function(embed_passwords source)
    set_source_files_properties("${source}" PROPERTIES COMPILE_DEFINITIONS "CONSTAT_PASSWORDS=\"${CONSTAT_PASSWORDS}\""
      OBJECT_DEPENDS "${CONSTAT_PASSWORDS}")
  endfunction()

  # The amalgamation inside npm's better-sqlite3: the same version as the browser's sqlite-wasm.
  set(CONSTAT_SQLITE_DIR "${CMAKE_SOURCE_DIR}/web/node_modules/better-sqlite3/deps/sqlite3" CACHE PATH "SQLite amalgamation")
  third_party_library(dep_sqlite "${CONSTAT_SQLITE_DIR}/sqlite3.c")
  target_include_directories(dep_sqlite SYSTEM PUBLIC "${CONSTAT_SQLITE_DIR}")
  # No statistics of memory: they cost a lock with each allocation. What a savepoint may have to undo stays in memory: a
  # group of visits would spill it into a file.
  target_compile_definitions(dep_sqlite PRIVATE SQLITE_THREADSAFE=2 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_STMTJRNL_SPILL=-1
    SQLITE_DQS=0 SQLITE_DEFAULT_FOREIGN_KEYS=1
    SQLITE_OMIT_LOAD_EXTENSION SQLITE_OMIT_SHARED_CACHE SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_MAX_EXPR_DEPTH=0)
  target_link_libraries(dep_sqlite PUBLIC Threads::Threads m)

  add_library(dep_httplib INTERFACE)
  target_include_directories(dep_httplib SYSTEM INTERFACE "${CONSTAT_DEPS}/src/httplib")
  target_compile_definitions(dep_httplib INTERFACE CPPHTTPLIB_ZLIB_SUPPORT)
  target_link_libraries(dep_httplib INTERFACE Threads::Threads ZLIB::ZLIB)
endif()
