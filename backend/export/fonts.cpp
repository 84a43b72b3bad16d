#include "backend/export/fonts.hpp"

// The assembler takes the files in as they are; the build says where they stand (backend/CMakeLists.txt).
#define CONSTAT_EMBED(name, file)                                             \
  asm(".section .rodata\n.balign 16\n.global " #name "\n" #name ":\n"         \
      ".incbin \"" CONSTAT_FONTS "/" file "\"\n.global " #name "_end\n" #name \
      "_end:\n.byte 0\n.text\n");                                             \
  extern "C" const char name[], name##_end[];

CONSTAT_EMBED(constat_font_regular, "Roboto-Regular.ttf")
CONSTAT_EMBED(constat_font_medium, "Roboto-Medium.ttf")

namespace constat::server::exports {

std::string_view font_bytes(Weight weight) {
  return weight == Weight::medium
             ? std::string_view(constat_font_medium, static_cast<std::size_t>(constat_font_medium_end - constat_font_medium))
             : std::string_view(constat_font_regular, static_cast<std::size_t>(constat_font_regular_end - constat_font_regular));
}

}  // namespace constat::server::exports
