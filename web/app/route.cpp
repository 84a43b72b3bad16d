#include "web/app/route.hpp"

#include <initializer_list>
#include <utility>
#include <vector>

namespace constat::app {
namespace {

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = text.find(separator);
    if (end != 0) parts.push_back(decoded(text.substr(0, end)));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::optional<std::size_t> number_from_one(const std::string& text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  std::size_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  if (value == 0) return std::nullopt;
  return value - 1;
}

Route visit_route(const std::vector<std::string>& parts) {
  Route route{.page = Page::visit, .id = parts[1]};
  if (parts.size() == 2) return route;
  if (parts[2] == "unanswered" && parts.size() == 3) route.page = Page::visit_unanswered;
  else if (parts[2] == "review" && parts.size() == 3) route.page = Page::visit_review;
  else if (parts[2] == "section" && parts.size() >= 4) {
    const auto section = number_from_one(parts[3]);
    if (!section) return Route{.page = Page::not_found};
    route.page = Page::visit_section;
    route.section = *section;
    if (parts.size() == 6 && parts[4] == "item") route.item = parts[5];
    else if (parts.size() != 4) return Route{.page = Page::not_found};
  } else {
    return Route{.page = Page::not_found};
  }
  return route;
}

std::string value_of(std::string_view query, std::string_view name) {
  for (const std::string& part : split(query, '&'))
    if (part.size() > name.size() && part.compare(0, name.size(), name) == 0 && part[name.size()] == '=') return part.substr(name.size() + 1);
  return {};
}

std::string wave_of(std::string_view query) { return value_of(query, "wave"); }

// The managers' pages: one name, and what they are of in the query.
struct FigurePage {
  const char* name;
  Page page;
  const char *id, *part, *question;  // what these fields of the route are called there; empty: it has none
};
constexpr FigurePage kFigurePages[] = {{"compare", Page::compare, "", "", ""},
                                       {"overview", Page::overview, "", "", ""},
                                       {"groups", Page::groups, "", "by", ""},
                                       {"heatmap", Page::heatmap, "site", "checklist", "item"},
                                       {"drivers", Page::drivers, "", "outcome", "level"},
                                       {"gaps", Page::gaps, "site", "", ""},
                                       {"investigators", Page::investigators, "", "", ""},
                                       {"weights", Page::weights, "of", "checklist", "version"}};

std::optional<Route> figure_route(std::string_view name, std::string_view query) {
  for (const FigurePage& page : kFigurePages) {
    if (name != page.name) continue;
    Route route{.page = page.page, .wave = wave_of(query)};
    route.region = value_of(query, "region");
    route.tag = value_of(query, "tag");
    if (*page.id != 0) route.id = value_of(query, page.id);
    if (*page.part != 0) route.part = value_of(query, page.part);
    if (*page.question != 0) route.question = value_of(query, page.question);
    return route;
  }
  return std::nullopt;
}

std::string query_of(std::initializer_list<std::pair<std::string_view, std::string_view>> members) {
  std::string query;
  for (const auto& [name, value] : members)
    if (!name.empty() && !value.empty()) query += (query.empty() ? "?" : "&") + std::string(name) + "=" + encoded_part(value);
  return query;
}

std::string figure_hash(const Route& route) {
  for (const FigurePage& page : kFigurePages)
    if (route.page == page.page)
      return "#/" + std::string(page.name) + query_of({{"wave", route.wave}, {"region", route.region}, {"tag", route.tag}, {page.part, route.part},
                                                       {page.id, route.id}, {page.question, route.question}});
  return "#/";
}

std::string audit_hash(const Route& route) {
  const std::string page = route.section == 0 ? std::string() : std::to_string(route.section + 1);
  return "#/audit" + query_of({{"action", route.status}, {"person", route.person}, {"text", route.text}, {"page", page}});
}

std::string page_query(const Route& route) { return route.section == 0 ? std::string() : std::to_string(route.section + 1); }

// What an administrator keeps; none: it is another page.
std::optional<Route> admin_route(const std::vector<std::string>& parts, std::string_view query) {
  const std::string& name = parts[0];
  const std::size_t page = number_from_one(value_of(query, "page")).value_or(0);
  if (parts.size() == 1) {
    if (name == "people") return Route{.page = Page::people, .section = page, .status = value_of(query, "status"), .text = value_of(query, "text"), .part = value_of(query, "role")};
    if (name == "sites") return Route{.page = Page::sites, .section = page, .text = value_of(query, "text"), .region = value_of(query, "region"), .tag = value_of(query, "tag")};
    if (name == "checklists") return Route{.page = Page::checklists, .section = page, .status = value_of(query, "status"), .text = value_of(query, "text")};
    if (name == "tokens") return Route{.page = Page::tokens, .section = page, .status = value_of(query, "status"), .text = value_of(query, "text"), .person = value_of(query, "person")};
    if (name == "links") return Route{.page = Page::links, .section = page, .status = value_of(query, "status"), .text = value_of(query, "text")};
    if (name == "programmes") return Route{.page = Page::programmes, .section = page, .status = value_of(query, "status"), .text = value_of(query, "text")};
  }
  if (parts.size() == 2) {
    if (name == "join") return Route{.page = Page::join, .id = parts[1]};
    if (name == "shared") return Route{.page = Page::shared, .id = parts[1]};
    if (name == "programmes" && parts[1] == "new") return Route{.page = Page::programme_form};
    if (name == "waves") return Route{.page = Page::wave, .id = parts[1], .section = page, .status = value_of(query, "status"), .text = value_of(query, "text")};
    if (name == "tokens" && parts[1] == "new") return Route{.page = Page::token_form, .person = value_of(query, "person")};
    if (name == "people" && parts[1] == "new") return Route{.page = Page::person};
    if (name == "sites" && parts[1] == "new") return Route{.page = Page::site_form};
    if (name == "sites" && parts[1] == "import") return Route{.page = Page::site_import};
    if (name == "checklists" && parts[1] == "new") return Route{.page = Page::checklist_new};
  }
  if (parts.size() == 3 && name == "programmes" && parts[1] == "programme") return Route{.page = Page::programme, .id = parts[2]};
  if (parts.size() == 4 && name == "programmes" && parts[1] == "programme" && parts[3] == "edit") return Route{.page = Page::programme_form, .id = parts[2]};
  if (parts.size() == 4 && name == "programmes" && parts[1] == "programme" && parts[3] == "wave") return Route{.page = Page::wave_form, .other = parts[2]};
  if (parts.size() == 3 && name == "waves" && parts[2] == "edit") return Route{.page = Page::wave_form, .id = parts[1]};
  if (parts.size() == 3 && name == "people" && parts[1] == "person") return Route{.page = Page::person, .id = parts[2]};
  if (parts.size() == 3 && name == "sites" && parts[1] == "site") return Route{.page = Page::site_form, .id = parts[2]};
  if (parts.size() == 4 && name == "checklists" && parts[1] == "version") return Route{.page = Page::checklist, .id = parts[2], .question = parts[3]};
  if (parts.size() == 5 && name == "checklists" && parts[1] == "changes")
    return Route{.page = Page::checklist_changes, .id = parts[2], .question = parts[3], .other = parts[4]};
  return std::nullopt;
}

std::string difference_hash(const Route& route) {
  std::string hash = "#/difference/" + encoded_part(route.id) + "/" + encoded_part(route.wave);
  if (!route.other.empty()) hash += "/" + encoded_part(route.other) + "/" + encoded_part(route.other_wave);
  return hash;
}

}  // namespace

std::string encoded_part(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                       c == '.' || c == '@';
    if (plain) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  return out;
}

Route parse_route(std::string_view hash) {
  if (!hash.empty() && hash.front() == '#') hash.remove_prefix(1);
  std::string_view query;
  if (const std::size_t mark = hash.find('?'); mark != std::string_view::npos) {
    query = hash.substr(mark + 1);
    hash = hash.substr(0, mark);
  }
  const std::vector<std::string> parts = split(hash, '/');
  if (parts.empty()) return {};
  const std::string& name = parts[0];
  if (parts.size() == 1) {
    if (name == "sign-in") return {.page = Page::sign_in};
    if (name == "missions") return {.page = Page::missions};
    if (name == "visits") return {.page = Page::visits};
    if (name == "settings") return {.page = Page::settings};
    if (name == "storage") return {.page = Page::storage};
    if (name == "password") return {.page = Page::password};
    if (name == "quarantine") return {.page = Page::quarantine, .section = number_from_one(value_of(query, "page")).value_or(0), .text = value_of(query, "text")};
    if (name == "review") return {.page = Page::review_queue, .section = number_from_one(value_of(query, "page")).value_or(0), .text = value_of(query, "text")};
    if (name == "second-looks") return {.page = Page::second_looks, .section = number_from_one(value_of(query, "page")).value_or(0), .text = value_of(query, "text")};
    if (name == "audit")
      return {.page = Page::audit, .section = number_from_one(value_of(query, "page")).value_or(0), .status = value_of(query, "action"),
              .text = value_of(query, "text"), .person = value_of(query, "person")};
    if (name == "fees") return {.page = Page::fees};
    if (name == "payments")
      return {.page = Page::payments, .status = value_of(query, "status"), .text = value_of(query, "text"), .month = value_of(query, "month"),
              .person = value_of(query, "person")};
    if (name == "plan")
      return {.page = Page::plan, .section = number_from_one(value_of(query, "page")).value_or(0), .wave = wave_of(query), .status = value_of(query, "status"),
              .text = value_of(query, "text")};
    if (const auto figures = figure_route(name, query)) return *figures;
    if (name == "gallery") return {.page = Page::gallery};
  }
  if (parts.size() == 2) {
    if (name == "plan" && parts[1] == "new") return {.page = Page::plan_new, .wave = wave_of(query)};
    if (name == "mission") return {.page = Page::mission, .id = parts[1]};
    if (name == "my-visit") return {.page = Page::my_visit, .id = parts[1]};
    if (name == "list") return {.page = Page::discreet, .id = parts[1]};
    if (name == "notes") return {.page = Page::discreet_cover, .id = parts[1]};
    if (name == "gallery") return {.page = Page::gallery, .id = parts[1]};
    if (name == "result") return {.page = Page::result, .id = parts[1]};
    if (name == "second-look") return {.page = Page::second_look, .id = parts[1]};
    if (name == "site")
      return {.page = Page::site, .id = parts[1], .section = number_from_one(value_of(query, "page")).value_or(0), .wave = wave_of(query), .text = value_of(query, "text")};
  }
  if (name == "plan" && parts.size() == 4 && parts[1] == "mission" && parts[3] == "edit") return {.page = Page::plan_edit, .id = parts[2]};
  if (name == "plan" && parts.size() == 3 && parts[1] == "mission") return {.page = Page::plan_mission, .id = parts[2]};
  if (name == "quarantine" && parts.size() == 4 && parts[1] == "visit")
    return {.page = Page::set_aside, .id = parts[2], .sha256 = parts[3]};
  if (name == "quarantine" && parts.size() == 3 && parts[1] == "text") return {.page = Page::parked_text, .id = parts[2]};
  if (name == "difference" && (parts.size() == 3 || parts.size() == 5)) {
    Route route{.page = Page::difference, .id = parts[1], .wave = parts[2]};
    if (parts.size() == 5) {
      route.other = parts[3];
      route.other_wave = parts[4];
    }
    return route;
  }
  if (const auto kept = admin_route(parts, query)) return *kept;
  if (name == "visit" && parts.size() >= 2) return visit_route(parts);
  return {.page = Page::not_found};
}

std::string to_hash(const Route& route) {
  switch (route.page) {
    case Page::sign_in: return "#/sign-in";
    case Page::missions: return "#/missions";
    case Page::mission: return mission_hash(route.id);
    case Page::visit: return "#/visit/" + encoded_part(route.id);
    case Page::visit_section: return section_hash(route.id, route.section, route.item);
    case Page::visit_unanswered: return unanswered_hash(route.id);
    case Page::visit_review: return review_hash(route.id);
    case Page::discreet: return discreet_hash(route.id);
    case Page::discreet_cover: return "#/notes/" + encoded_part(route.id);
    case Page::visits: return "#/visits";
    case Page::my_visit: return my_visit_hash(route.id);
    case Page::compare:
    case Page::overview:
    case Page::groups:
    case Page::heatmap:
    case Page::drivers:
    case Page::gaps:
    case Page::weights:
    case Page::investigators: return figure_hash(route);
    case Page::difference: return difference_hash(route);
    case Page::site: return "#/site/" + encoded_part(route.id) + query_of({{"wave", route.wave}, {"text", route.text}, {"page", page_query(route)}});
    case Page::result: return result_hash(route.id);
    case Page::settings: return "#/settings";
    case Page::storage: return "#/storage";
    case Page::quarantine: return "#/quarantine" + query_of({{"text", route.text}, {"page", page_query(route)}});
    case Page::review_queue: return "#/review" + query_of({{"text", route.text}, {"page", page_query(route)}});
    case Page::second_looks: return "#/second-looks" + query_of({{"text", route.text}, {"page", page_query(route)}});
    case Page::second_look: return second_look_hash(route.id);
    case Page::plan: return "#/plan" + query_of({{"wave", route.wave}, {"status", route.status}, {"text", route.text}, {"page", page_query(route)}});
    case Page::payments: return payments_hash(route.month, route.person, route.status, route.text);
    case Page::fees: return "#/fees";
    case Page::audit: return audit_hash(route);
    case Page::people:
      return "#/people" + query_of({{"role", route.part}, {"status", route.status}, {"text", route.text}, {"page", page_query(route)}});
    case Page::password: return "#/password";
    case Page::tokens:
      return "#/tokens" + query_of({{"person", route.person}, {"status", route.status}, {"text", route.text}, {"page", page_query(route)}});
    case Page::links: return "#/links" + query_of({{"status", route.status}, {"text", route.text}, {"page", page_query(route)}});
    case Page::shared: return "#/shared/" + encoded_part(route.id);
    case Page::token_form: return token_form_hash(route.person);
    case Page::person: return route.id.empty() ? "#/people/new" : person_hash(route.id);
    case Page::join: return "#/join/" + encoded_part(route.id);
    case Page::sites:
      return "#/sites" + query_of({{"region", route.region}, {"tag", route.tag}, {"text", route.text}, {"page", page_query(route)}});
    case Page::site_form: return route.id.empty() ? "#/sites/new" : site_form_hash(route.id);
    case Page::site_import: return "#/sites/import";
    case Page::checklists: return "#/checklists" + query_of({{"status", route.status}, {"text", route.text}, {"page", page_query(route)}});
    case Page::programmes: return "#/programmes" + query_of({{"status", route.status}, {"text", route.text}, {"page", page_query(route)}});
    case Page::programme: return programme_hash(route.id);
    case Page::programme_form: return route.id.empty() ? "#/programmes/new" : programme_hash(route.id) + "/edit";
    case Page::wave: return wave_page_hash(route.id) + query_of({{"status", route.status}, {"text", route.text}, {"page", page_query(route)}});
    case Page::wave_form: return route.id.empty() ? programme_hash(route.other) + "/wave" : wave_page_hash(route.id) + "/edit";
    case Page::checklist_new: return "#/checklists/new";
    case Page::checklist: return checklist_hash(route.id, route.question);
    case Page::checklist_changes: return checklist_changes_hash(route.id, route.question, route.other);
    case Page::plan_new: return "#/plan/new" + query_of({{"wave", route.wave}});
    case Page::plan_mission: return plan_mission_hash(route.id);
    case Page::plan_edit: return plan_mission_hash(route.id) + "/edit";
    case Page::set_aside: return set_aside_hash(route.id, route.sha256);
    case Page::parked_text: return parked_text_hash(route.id);
    case Page::gallery: return gallery_hash(route.id);
    case Page::home:
    case Page::not_found: break;
  }
  return "#/";
}

std::string mission_hash(std::string_view mission) { return "#/mission/" + encoded_part(mission); }

std::string section_hash(std::string_view visit, std::size_t section, std::string_view item) {
  std::string hash = "#/visit/" + encoded_part(visit) + "/section/" + std::to_string(section + 1);
  if (!item.empty()) hash += "/item/" + encoded_part(item);
  return hash;
}

std::string unanswered_hash(std::string_view visit) { return "#/visit/" + encoded_part(visit) + "/unanswered"; }
std::string review_hash(std::string_view visit) { return "#/visit/" + encoded_part(visit) + "/review"; }
std::string discreet_hash(std::string_view visit) { return "#/list/" + encoded_part(visit); }
std::string my_visit_hash(std::string_view visit) { return "#/my-visit/" + encoded_part(visit); }
std::string compare_hash(std::string_view wave) {
  return wave.empty() ? "#/compare" : "#/compare?wave=" + encoded_part(wave);
}
std::string download_of(std::string_view path, Language language, std::string_view wave) {
  std::string address = std::string(path) + "?lang=" + std::string(code_of(language));
  if (!wave.empty()) address += "&wave=" + encoded_part(wave);
  return address;
}

std::string site_hash(std::string_view site, std::string_view wave) {
  std::string hash = "#/site/" + encoded_part(site);
  if (!wave.empty()) hash += "?wave=" + encoded_part(wave);
  return hash;
}
std::string second_look_hash(std::string_view visit) { return "#/second-look/" + encoded_part(visit); }
std::string result_hash(std::string_view visit) { return "#/result/" + encoded_part(visit); }
std::string set_aside_hash(std::string_view visit, std::string_view sha256) {
  return "#/quarantine/visit/" + encoded_part(visit) + "/" + encoded_part(sha256);
}
std::string plan_hash(std::string_view wave, std::string_view status, std::string_view text) {
  std::string query;
  const auto add = [&](std::string_view name, std::string_view value) {
    if (!value.empty()) query += (query.empty() ? "?" : "&") + std::string(name) + "=" + encoded_part(value);
  };
  add("wave", wave);
  add("status", status);
  add("text", text);
  return "#/plan" + query;
}
std::string payments_hash(std::string_view month, std::string_view person, std::string_view status, std::string_view text) {
  return "#/payments" + query_of({{"month", month}, {"person", person}, {"status", status}, {"text", text}});
}
std::string tokens_hash(std::string_view person) { return "#/tokens" + query_of({{"person", person}}); }
std::string token_form_hash(std::string_view person) { return "#/tokens/new" + query_of({{"person", person}}); }
std::string person_hash(std::string_view person) { return "#/people/person/" + encoded_part(person); }
std::string programme_hash(std::string_view programme) { return "#/programmes/programme/" + encoded_part(programme); }
std::string wave_page_hash(std::string_view wave) { return "#/waves/" + encoded_part(wave); }
std::string site_form_hash(std::string_view site) { return "#/sites/site/" + encoded_part(site); }
std::string checklist_hash(std::string_view id, std::string_view version) {
  return "#/checklists/version/" + encoded_part(id) + "/" + encoded_part(version);
}
std::string checklist_changes_hash(std::string_view id, std::string_view from, std::string_view to) {
  return "#/checklists/changes/" + encoded_part(id) + "/" + encoded_part(from) + "/" + encoded_part(to);
}
std::string plan_mission_hash(std::string_view mission) { return "#/plan/mission/" + encoded_part(mission); }
std::string gallery_hash(std::string_view part) { return part.empty() ? "#/gallery" : "#/gallery/" + encoded_part(part); }
std::string parked_text_hash(std::string_view sha256) { return "#/quarantine/text/" + encoded_part(sha256); }

}  // namespace constat::app
