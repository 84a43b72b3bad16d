// The type scale and the measures that everything keeps to, in CSS pixels before text scaling.
#pragma once

#include <cstdint>

namespace constat::ui {

enum class Weight : std::uint8_t { regular, medium };

struct TypeStyle {
  float size;         // the em, as CSS font-size
  float line_height;
  Weight weight;
};

inline constexpr TypeStyle kDisplay{34, 42, Weight::medium};
inline constexpr TypeStyle kHeading1{24, 32, Weight::medium};
inline constexpr TypeStyle kHeading2{19, 26, Weight::medium};
inline constexpr TypeStyle kHeading3{16, 24, Weight::medium};
inline constexpr TypeStyle kBody{16, 24, Weight::regular};
inline constexpr TypeStyle kStrong{16, 24, Weight::medium};
inline constexpr TypeStyle kSecondary{14, 20, Weight::regular};
inline constexpr TypeStyle kSecondaryStrong{14, 20, Weight::medium};
inline constexpr TypeStyle kSmall{13, 18, Weight::regular};
inline constexpr TypeStyle kSmallStrong{13, 18, Weight::medium};

inline constexpr float kTarget = 48;        // least height and width of what can be pressed
inline constexpr float kTargetGap = 8;      // least distance of two targets
inline constexpr float kRadiusCard = 12;
inline constexpr float kRadiusControl = 10;
inline constexpr float kRadiusBadge = 8;
inline constexpr float kCardPadding = 16;
inline constexpr float kBarHeight = 56;
inline constexpr float kSideNavigation = 232;   // width of the side bar
inline constexpr float kSideNavigationFrom = 900;
inline constexpr float kCompactUnder = 600;
inline constexpr float kNarrowWidth = 640;
inline constexpr float kWideWidth = 1160;

}  // namespace constat::ui
