#include "web/app/calendar_file.hpp"

#include <algorithm>

#include "shared/visit/timestamp.hpp"
#include "web/app/format.hpp"

namespace constat::app {
namespace {

constexpr std::size_t kLongestLine = 75;  // bytes, without the line break (RFC 5545, 3.1)

// "20261103T090211Z"
std::string utc(std::int64_t unix_ms) {
  std::string out;
  for (const char c : local_time(unix_ms, "+00:00"))
    if (c != '-' && c != ':') out += c;
  return out.substr(0, 15) + "Z";
}

// RFC 5545, 3.3.11.
std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\r') continue;
    if (c == ',' || c == ';' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// Folded between characters, never inside one.
void add_line(std::string& file, std::string line) {
  bool first = true;
  while (!line.empty()) {
    const std::size_t room = kLongestLine - (first ? 0 : 1);
    std::size_t end = std::min(room, line.size());
    while (end < line.size() && end > 1 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80) --end;
    file += (first ? "" : " ") + line.substr(0, end) + "\r\n";
    line.erase(0, end);
    first = false;
  }
}

void add_alarm(std::string& file, const std::string& words, const char* before_end) {
  add_line(file, "BEGIN:VALARM");
  add_line(file, "ACTION:DISPLAY");
  add_line(file, "DESCRIPTION:" + words);
  add_line(file, std::string("TRIGGER;RELATED=END:-") + before_end);
  add_line(file, "END:VALARM");
}

}  // namespace

std::string calendar_file(Language language, const Mission& mission, std::int64_t now_ms) {
  const auto from = unix_milliseconds(mission.window_from), to = unix_milliseconds(mission.window_to);
  if (!from || !to || *to <= *from) return {};
  const std::string title = escaped(mission.discreet ? std::string(text(language, "mission.calendar_discreet"))
                                                     : text(language, "mission.calendar_title", {std::string_view(mission.site_doc.name)}));
  std::string place = mission.site_doc.address;
  if (!mission.site_doc.city.empty()) place += (place.empty() ? "" : ", ") + mission.site_doc.city;
  std::string file;
  add_line(file, "BEGIN:VCALENDAR");
  add_line(file, "VERSION:2.0");
  add_line(file, "PRODID:-//Constat//Constat//FR");
  add_line(file, "BEGIN:VEVENT");
  add_line(file, "UID:" + escaped(mission.id) + "@constat");
  add_line(file, "DTSTAMP:" + utc(now_ms));
  add_line(file, "DTSTART:" + utc(*from));
  add_line(file, "DTEND:" + utc(*to));
  add_line(file, "SUMMARY:" + title);
  if (!mission.discreet && !place.empty()) add_line(file, "LOCATION:" + escaped(place));
  // The window may be days long: the person is not busy for all of it.
  add_line(file, "TRANSP:TRANSPARENT");
  add_alarm(file, title, "P1D");
  add_alarm(file, title, "PT3H");
  add_line(file, "END:VEVENT");
  add_line(file, "END:VCALENDAR");
  return file;
}

}  // namespace constat::app
