#include "backend/demo/content.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/review/opening_hours.hpp"

namespace constat::server::demo {
namespace {

using Doc = nlohmann::json;

constexpr std::string_view kAreas[] = {"reception", "service", "after_sales", "other"};
constexpr std::string_view kTones[] = {"good", "middling", "bad"};
constexpr std::string_view kDays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

const Doc& at(const Doc& object, std::string_view name) {
  static const Doc none;
  const auto found = object.is_object() ? object.find(std::string(name)) : object.end();
  return object.is_object() && found != object.end() ? *found : none;
}
std::string text(const Doc& object, std::string_view name) {
  const Doc& value = at(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}
double number(const Doc& object, std::string_view name) {
  const Doc& value = at(object, name);
  return value.is_number() ? value.get<double>() : 0;
}
std::vector<std::string> texts(const Doc& list) {
  std::vector<std::string> all;
  if (list.is_array())
    for (const Doc& value : list)
      if (value.is_string()) all.push_back(value.get<std::string>());
  return all;
}

int minutes_of(const Doc& clock) {
  if (!clock.is_string()) return 0;
  const std::string value = clock.get<std::string>();
  if (value.size() != 5) return 0;
  return ((value[0] - '0') * 10 + (value[1] - '0')) * 60 + (value[3] - '0') * 10 + (value[4] - '0');
}

using Names = std::map<std::string, std::string, std::less<>>;

// The regions' names by id. They are proper names, the same in every language.
Names region_names(const Doc& regions) {
  Names names;
  for (const Doc& region : regions) names[text(region, "id")] = text(at(region, "name"), "fr");
  return names;
}

DemoSite read_site(const Doc& doc, const Names& regions) {
  DemoSite out;
  out.site.id = SiteId(text(doc, "id"));
  out.site.name = text(at(doc, "name"), "fr");
  out.site.city = text(doc, "city");
  const auto region = regions.find(text(doc, "region"));
  out.site.region = region == regions.end() ? text(doc, "region") : region->second;
  out.site.tags = texts(at(doc, "tags"));
  out.site.position = Position{number(doc, "latitude"), number(doc, "longitude")};
  out.checklists = texts(at(doc, "checklists"));
  for (std::size_t i = 0; i < 4; ++i) out.profile[i] = number(at(doc, "profile"), kAreas[i]);
  out.drift = number(at(doc, "profile"), "drift");
  out.satisfaction = number(at(doc, "customers"), "satisfaction");
  out.responses_per_wave = static_cast<int>(number(at(doc, "customers"), "responses_per_wave"));
  for (std::size_t day = 0; day < 7; ++day)
    for (const Doc& span : at(at(doc, "hours"), kDays[day]))
      if (span.is_array() && span.size() == 2) out.hours[day].push_back({minutes_of(span[0]), minutes_of(span[1])});
  if (const auto hours = parse_opening_hours(at(doc, "hours").dump())) out.site.opening_hours = write_opening_hours(*hours);
  return out;
}

Role role_named(const std::string& name) {
  if (name == "admin") return Role::administrator;
  return role_of(name).value_or(Role::client);
}

void read_people(const Doc& doc, Content& content) {
  for (const Doc& user : at(doc, "users"))
    content.people.push_back({text(user, "id"), text(user, "name"), text(user, "email"), role_named(text(user, "role")), 0, texts(at(user, "sites"))});
  for (const Doc& investigator : at(doc, "investigators")) {
    const std::string id = text(investigator, "id");
    auto known = std::find_if(content.people.begin(), content.people.end(),
                              [&](const DemoPerson& person) { return person.id == id; });
    if (known == content.people.end())
      known = content.people.insert(content.people.end(), {id, text(investigator, "name"), "", Role::investigator, 0});
    known->leniency = number(investigator, "leniency");
    known->skills = texts(at(investigator, "skills"));
  }
}

Scenario read_scenario(const Doc& doc) {
  Scenario scenario{text(doc, "checklist"), text(doc, "contact_mode"), {}, {}};
  for (const auto& [language, target] : {std::pair{"fr", &scenario.fr}, std::pair{"en", &scenario.en}})
    for (const char* part : {"title", "persona", "ask", "say"}) {
      const std::string line = text(at(doc, part), language);
      if (line.empty()) continue;
      if (!target->empty()) *target += "\n\n";
      *target += line;
    }
  return scenario;
}

}  // namespace

Result<Content> parse_content(std::string_view json) {
  const Doc doc = Doc::parse(json, nullptr, false);
  Content content;
  content.organisation_id = text(at(doc, "organisation"), "id");
  content.organisation_name = text(at(doc, "organisation"), "name");
  content.programme.id = ProgrammeId(kFirstProgramme);
  content.programme.title = text(at(at(doc, "programme"), "name"), "fr");
  content.programme.title_en = text(at(at(doc, "programme"), "name"), "en");
  for (const Doc& wave : at(doc, "waves")) {
    Wave made{WaveId(text(wave, "id")), text(at(wave, "name"), "fr"), text(wave, "from"), text(at(wave, "name"), "en")};
    made.ends_on = text(wave, "to");
    made.closed = wave.value("closed", false);
    made.visits_per_site = static_cast<std::int64_t>(number(wave, "visits_per_site"));
    content.waves.push_back({made, text(wave, "from"), text(wave, "visits_to")});
  }
  read_people(doc, content);
  const Names regions = region_names(at(doc, "regions"));
  for (const Doc& site : at(doc, "sites")) content.sites.push_back(read_site(site, regions));
  for (const Doc& scenario : at(doc, "scenarios")) content.scenarios.push_back(read_scenario(scenario));
  for (const Doc& verbatim : at(doc, "verbatims"))
    content.verbatims[text(verbatim, "group")].push_back(text(verbatim, "text"));
  for (std::size_t tone = 0; tone < 3; ++tone) {
    for (std::size_t area = 0; area < 4; ++area)
      content.comments[tone][area] = texts(at(at(at(doc, "comments"), kTones[tone]), kAreas[area]));
    content.summaries[tone] = texts(at(at(doc, "summaries"), kTones[tone]));
  }
  content.quotes = texts(at(doc, "quotes"));
  content.appeal = text(doc, "appeal");
  content.remarks = texts(at(doc, "remarks"));
  if (content.organisation_id.empty() || content.waves.empty() || content.people.empty() || content.sites.empty() ||
      content.quotes.empty())
    return failure(ErrorCode::invalid, "cli.serve.demo_content", {}, "backend/demo/content.json");
  return content;
}

}  // namespace constat::server::demo
