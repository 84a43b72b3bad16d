#include "web/ui/icons.hpp"

namespace constat::ui {
namespace {

// In the order of enum Icon.
constexpr IconGlyph kGlyphs[kIconCount] = {
    {"", 0},
    {"arrow_back", U'\uE5C4'},
    {"close", U'\uE5CD'},
    {"check", U'\uE5CA'},
    {"chevron_right", U'\uE5CC'},
    {"expand_more", U'\uE5CF'},
    {"expand_less", U'\uE5CE'},
    {"error_outline", U'\uE001'},
    {"warning_amber", U'\uF083'},
    {"info_outline", U'\uE88F'},
    {"chat_bubble_outline", U'\uE0CB'},
    {"timer", U'\uE425'},
    {"play_arrow", U'\uE037'},
    {"stop", U'\uE047'},
    {"replay", U'\uE042'},
    {"star", U'\uE838'},
    {"star_border", U'\uE83A'},
    {"sentiment_very_dissatisfied", U'\uE814'},
    {"sentiment_dissatisfied", U'\uE811'},
    {"sentiment_neutral", U'\uE812'},
    {"sentiment_satisfied_alt", U'\uE0ED'},
    {"sentiment_very_satisfied", U'\uE815'},
    {"person_outline", U'\uE7FF'},
    {"assignment", U'\uE85D'},
    {"fact_check", U'\uF0C5'},
    {"bar_chart", U'\uE26B'},
    {"logout", U'\uE9BA'},
    {"language", U'\uE894'},
    {"dark_mode", U'\uE51C'},
    {"light_mode", U'\uE518'},
    {"cloud_done", U'\uE2BF'},
    {"cloud_upload", U'\uE2C3'},
    {"cloud_off", U'\uE2C1'},
    {"sync", U'\uE627'},
    {"add", U'\uE145'},
    {"remove", U'\uE15B'},
    {"edit", U'\uE3C9'},
    {"send", U'\uE163'},
    {"place", U'\uE55F'},
    {"event", U'\uE878'},
    {"list", U'\uE896'},
    {"storefront", U'\uEA12'},
    {"refresh", U'\uE5D5'},
    {"visibility", U'\uE8F4'},
    {"visibility_off", U'\uE8F5'},
    {"search", U'\uE8B6'},
    {"settings", U'\uE8B8'},
    {"photo_camera", U'\uE412'},
    {"photo_library", U'\uE413'},
    {"delete_outline", U'\uE92E'},
    {"gesture", U'\uE155'},
    {"undo", U'\uE166'},
    {"my_location", U'\uE55C'},
    {"broken_image", U'\uE3AD'},
    {"image", U'\uE3F4'},
    {"qr_code_scanner", U'\uF206'},
    {"verified_user", U'\uE8E8'},
    {"file_download", U'\uE2C4'},
    {"inbox", U'\uE156'},
    {"smartphone", U'\uE32C'},
};

}  // namespace

const IconGlyph& glyph_of(Icon icon) { return kGlyphs[static_cast<std::size_t>(icon)]; }

}  // namespace constat::ui
