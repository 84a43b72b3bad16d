# One standard, one set of warnings, the same floating point everywhere; ccache where it is installed.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()

# Flags of our own code; third-party code is compiled without the warnings.
add_library(constat_flags INTERFACE)
target_compile_options(constat_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion)
target_include_directories(constat_flags INTERFACE ${CMAKE_SOURCE_DIR})
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Right in a header; a file in a batch (see in_batches) is none.
  target_compile_options(constat_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
endif()

# -ffp-contract=off: the core gives the same bits natively and in WebAssembly.
add_compile_options(-ffp-contract=off)
if(EMSCRIPTEN)
  # The toolchain file's Release flags are -O3; size counts more on a phone. Emscripten reads -Oz as "inline nothing", also where
  # a later -O3 takes its place: each step of an iterator would be a call, which is slower and larger.
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -finline-functions -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-Oz -finline-functions -DNDEBUG")
else()
  # Hardened: checked copies of known length, guarded stacks, and nothing left to write in the tables of addresses.
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -D_FORTIFY_SOURCE=3 -fstack-protector-strong")
  set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG -D_FORTIFY_SOURCE=3 -fstack-protector-strong")
  set(CMAKE_EXE_LINKER_FLAGS_RELEASE "-Wl,-z,relro,-z,now")
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
  set(CMAKE_C_FLAGS_DEBUG "-O1 -g1")
  if(CONSTAT_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
  endif()
endif()

# Watched by sanitizers, clang compiles four times as fast as the system's compiler when it does not optimise and leaves
# the checks of every pointer to ASan.
if(CONSTAT_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1")
  add_compile_options(-fno-sanitize=null,alignment,vptr,object-size)
  # Emscripten brings LLVM's linker, which needs a fifth of the time for such programs.
  find_program(LLD ld.lld)
  if(LLD)
    add_link_options(-fuse-ld=lld)
  endif()
  # The fuzzer follows our code and what is compiled into it, not SQLite. It would follow each check of a pointer as well,
  # which takes a third of its time.
  if(CONSTAT_FUZZ)
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fsanitize=fuzzer-no-link>)
  endif()
endif()

# The headers that most files include are read once: quick_compile(target FROM other) takes those of `other`, or those
# given as HEADERS. The options are what ccache needs to work beside them.
function(quick_compile target)
  cmake_parse_arguments(ARG "" "FROM" "HEADERS" ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  else()
    target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  endif()
  if(ARG_HEADERS)
    target_precompile_headers(${target} PRIVATE ${ARG_HEADERS})
  else()
    target_precompile_headers(${target} REUSE_FROM ${ARG_FROM})
  endif()
endfunction()

# Files of a target that are compiled as one: what they include is instantiated and optimised once for all of them, in a
# third of the time. in_batches(result name files...) writes files that include them, as scripts/cmake/batches.mjs says.
# Files with options of their own or CONSTAT_ALONE, and what cmake generates, stay alone. WebAssembly is compiled file by file.
if(EMSCRIPTEN)
  option(CONSTAT_BATCHES "Compile several source files at a time" OFF)
else()
  option(CONSTAT_BATCHES "Compile several source files at a time" ON)
endif()
set(CONSTAT_BATCH_SIZE 10 CACHE STRING "How many source files at a time")
find_program(NODE_EXECUTABLE NAMES node nodejs REQUIRED)
set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/scripts/cmake/batches.mjs")
function(in_batches result name)
  set(alone)
  set(together)
  foreach(source ${ARGN})
    get_source_file_property(options "${source}" COMPILE_OPTIONS)
    get_source_file_property(definitions "${source}" COMPILE_DEFINITIONS)
    get_source_file_property(by_itself "${source}" CONSTAT_ALONE)
    if(NOT CONSTAT_BATCHES OR options OR definitions OR by_itself OR NOT EXISTS "${source}")
      list(APPEND alone "${source}")
    else()
      list(APPEND together "${source}")
    endif()
  endforeach()
  set(number 0)
  if(together)
    execute_process(COMMAND ${NODE_EXECUTABLE} "${CMAKE_SOURCE_DIR}/scripts/cmake/batches.mjs" ${CONSTAT_BATCH_SIZE} ${together}
      OUTPUT_VARIABLE batches OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
    string(REPLACE ";" "|" batches "${batches}")
    string(REPLACE "\n" ";" batches "${batches}")
    foreach(batch ${batches})
      math(EXPR number "${number} + 1")
      string(REPLACE "|" "\"\n#include \"" includes "${batch}")
      set(file "${CMAKE_CURRENT_BINARY_DIR}/batches/${name}_${number}.cpp")
      file(GENERATE OUTPUT "${file}" CONTENT "#include \"${includes}\"\n")
      list(APPEND alone "${file}")
    endforeach()
  endif()
  set(${result} ${alone} PARENT_SCOPE)
endfunction()

# A library of our own: constat_library(name SOURCES... LINK targets...). The core's own code has no exceptions in wasm.
# HEADERS: read once for this library, beside those that all share; QUICK_AS names a library that has such.
set(CONSTAT_COMMON_HEADERS <algorithm> <filesystem> <functional> <map> <memory> <optional> <set> <string> <string_view>
  <variant> <vector> <nlohmann/json.hpp> <tl/expected.hpp>)
function(constat_library name)
  cmake_parse_arguments(ARG "" "QUICK_AS" "SOURCES;LINK;HEADERS" ${ARGN})
  in_batches(sources ${name} ${ARG_SOURCES})
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC ${ARG_LINK} PRIVATE constat_flags)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  if(EMSCRIPTEN)
    target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti -flto)
  endif()
  if(name STREQUAL "constat_base" OR ARG_HEADERS)
    quick_compile(${name} HEADERS ${CONSTAT_COMMON_HEADERS} ${ARG_HEADERS})
  elseif(ARG_QUICK_AS)
    quick_compile(${name} FROM ${ARG_QUICK_AS})
  else()
    quick_compile(${name} FROM constat_base)
  endif()
endfunction()
