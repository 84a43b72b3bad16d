#include "backend/administration/sites.hpp"

#include <cmath>

#include "backend/administration/made_id.hpp"
#include "shared/base/json_reader.hpp"
#include "shared/base/tags.hpp"
#include "shared/review/opening_hours.hpp"

namespace constat::server {
namespace {

using Kind = SiteOutcome::Kind;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::string read_line(JsonReader& reader, std::string_view name) {
  const Json* value = reader.optional(name, JsonKind::string);
  if (!value) return {};
  if (value->text.size() > kLongestSiteText) reader.report(name, "text-too-long", {std::to_string(kLongestSiteText)});
  return value->text;
}

void read_tags(JsonReader& reader, Site& site) {
  const Json* value = reader.optional("tags", JsonKind::array);
  if (!value) return;
  if (value->elements.size() > kMostTags) return reader.report("tags", "site-too-many-tags", {std::to_string(kMostTags)});
  for (std::size_t i = 0; i < value->elements.size(); ++i) {
    const auto tag = read_text(value->elements[i], element_path("tags", i), reader.problems());
    if (!tag || is_blank(*tag)) continue;
    if (tag->find_first_of(kBetweenTags) != std::string::npos || tag->size() > kLongestSiteId) reader.report("tags", "site-bad-tag", {*tag});
    site.tags.push_back(*tag);
  }
}

std::optional<double> number_in(const Json& object, std::string_view name) {
  const Json* value = object.find(name);
  if (!value || !value->is(JsonKind::number)) return std::nullopt;
  return degrees_of(write_json(*value));
}

void read_position(JsonReader& reader, Site& site) {
  const Json* value = reader.optional("position", JsonKind::object);
  if (!value) return;
  const auto latitude = number_in(*value, "latitude"), longitude = number_in(*value, "longitude");
  if (latitude && longitude && std::fabs(*latitude) <= 90 && std::fabs(*longitude) <= 180) site.position = Position{*latitude, *longitude};
  else reader.report("position", "site-position", {latitude ? write_json(*value->find("latitude")) : "", longitude ? write_json(*value->find("longitude")) : ""});
}

void read_hours(JsonReader& reader, Site& site) {
  const Json* value = reader.optional("opening_hours");
  if (!value || value->is(JsonKind::null)) return;
  const OpeningHours hours = read_opening_hours(*value, "opening_hours", reader.problems());
  if (hours.is_known()) site.opening_hours = write_opening_hours(hours);
}

std::optional<Site> same_name(Reader& reader, const Site& site) {
  for (Site& each : reader.sites())
    if (each.id != site.id && each.name == site.name && each.city == site.city) return std::move(each);
  return std::nullopt;
}

}  // namespace

Parsed<Site> parse_site(std::string_view json) {
  const auto document = parse_json(json);
  if (!document) return tl::unexpected(document.error());
  Problems problems;
  JsonReader reader(*document, "", problems);
  Site site;
  if (const Json* name = reader.required("name", JsonKind::string)) {
    site.name = name->text;
    if (is_blank(site.name)) reader.report("name", "empty-text");
    if (site.name.size() > kLongestSiteText) reader.report("name", "text-too-long", {std::to_string(kLongestSiteText)});
  }
  site.city = read_line(reader, "city");
  site.region = read_line(reader, "region");
  site.address = read_line(reader, "address");
  read_tags(reader, site);
  read_position(reader, site);
  read_hours(reader, site);
  reader.refuse_others();
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return site;
}

SiteOutcome add_site(Store& store, const OrganisationId& organisation, Site site) {
  SiteOutcome outcome;
  store.write(organisation, [&](Writer& writer) {
    if (auto other = same_name(writer, site)) {
      outcome.kind = changed_fields(*other, site).empty() ? Kind::unchanged : Kind::name_taken;
      outcome.site = std::move(*other);
      return;
    }
    site.id = SiteId(free_id_from(site.city.empty() ? site.name : site.name + " " + site.city,
                                  [&](const std::string& id) { return writer.site(SiteId(id)).has_value(); }));
    writer.put_site(site);
    outcome = {Kind::made, site};
  });
  return outcome;
}

SiteOutcome change_site(Store& store, const OrganisationId& organisation, const SiteId& id, Site site) {
  SiteOutcome outcome;
  site.id = id;
  store.write(organisation, [&](Writer& writer) {
    const auto before = writer.site(id);
    if (!before) return;
    outcome = {Kind::unchanged, site};
    if (changed_fields(*before, site).empty()) return;
    if (auto other = same_name(writer, site)) {
      outcome = {Kind::name_taken, std::move(*other)};
      return;
    }
    writer.put_site(site);
    outcome.kind = Kind::changed;
  });
  return outcome;
}

}  // namespace constat::server
