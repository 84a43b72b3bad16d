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

# -ffp-contract=off: the core gives the same bits natively and in WebAssembly.
add_compile_options(-ffp-contract=off)
if(EMSCRIPTEN)
  # The toolchain file's Release flags are -O3; size counts more on a phone.
  set(CMAKE_CXX_FLAGS_RELEASE "-Oz -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-Oz -DNDEBUG")
else()
  set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
  set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
  set(CMAKE_CXX_FLAGS_DEBUG "-O1 -g1")
  set(CMAKE_C_FLAGS_DEBUG "-O1 -g1")
  if(CONSTAT_SANITIZE)
    add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
    add_link_options(-fsanitize=address,undefined)
  endif()
endif()

# A library of our own: constat_library(name SOURCES... LINK targets...). The core's own code has no exceptions in wasm.
function(constat_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC ${ARG_LINK} PRIVATE constat_flags)
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  if(EMSCRIPTEN)
    target_compile_options(${name} PRIVATE -fno-exceptions -fno-rtti -flto)
  endif()
endfunction()
