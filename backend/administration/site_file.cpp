#include "backend/administration/site_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include "shared/base/tags.hpp"
#include "shared/review/comment_text.hpp"
#include "shared/review/opening_hours_text.hpp"
#include "shared/survey/csv.hpp"
#include "shared/survey/encoding.hpp"

namespace constat::server {
namespace {

constexpr const char* kColumns[] = {"id", "name", "city", "region", "tags", "address", "latitude", "longitude", "opening_hours"};
// What people call them instead, without case or accents.
struct Alias {
  std::string_view called, column;
};
constexpr Alias kAliases[] = {{"identifiant", "id"}, {"code", "id"}, {"nom", "name"}, {"ville", "city"}, {"town", "city"},
                              {"etiquettes", "tags"}, {"adresse", "address"},
                              {"opening hours", "opening_hours"}, {"horaires", "opening_hours"}, {"hours", "opening_hours"}};
constexpr double kHighestLatitude = 90, kHighestLongitude = 180;

std::string column_of(const std::string& header) {
  std::string plain;
  for (const char32_t c : normalised_comment(header)) plain += c < 128 ? static_cast<char>(c) : '?';
  for (const Alias& alias : kAliases)
    if (plain == alias.called) return std::string(alias.column);
  return std::find(std::begin(kColumns), std::end(kColumns), plain) != std::end(kColumns) ? plain : header;
}

// One row against its header, and where its problems go.
class Row {
 public:
  Row(const std::vector<std::string>& header, const std::vector<std::string>& fields, std::int64_t number, SiteFile& file)
      : header_(header), fields_(fields), number_(number), file_(file) {}

  bool has(std::string_view name) const { return std::find(header_.begin(), header_.end(), name) != header_.end(); }
  std::string operator[](std::string_view name) const {
    const auto at = static_cast<std::size_t>(std::find(header_.begin(), header_.end(), name) - header_.begin());
    return at < header_.size() && at < fields_.size() ? fields_[at] : std::string();
  }
  void report(std::string column, std::string code, std::vector<std::string> args, bool left_out) {
    std::string value = (*this)[column];
    file_.problems.push_back({number_, left_out, std::move(value), {std::move(column), std::move(code), std::move(args)}});
  }
  // Puts a text of the row into the site; one that is too long keeps the site as it was.
  void take(const char* column, std::string& into) {
    if (!has(column)) return;
    const std::string text = (*this)[column];
    if (text.size() > kLongestSiteText) report(column, "text-too-long", {std::to_string(kLongestSiteText)}, false);
    else into = text;
  }
  std::int64_t number() const { return number_; }

 private:
  const std::vector<std::string>& header_;
  const std::vector<std::string>& fields_;
  std::int64_t number_;
  SiteFile& file_;
};

void take_tags(Row& row, Site& site) {
  if (!row.has("tags")) return;
  auto tags = tags_in(row["tags"]);
  if (tags.size() > kMostTags) row.report("tags", "site-too-many-tags", {std::to_string(kMostTags)}, false);
  else site.tags = std::move(tags);
}

// A position that cannot be read costs the position, not the site.
void take_position(Row& row, Site& site) {
  if (!row.has("latitude") && !row.has("longitude")) return;
  const std::string north = row["latitude"], east = row["longitude"];
  if (north.empty() && east.empty()) {
    site.position.reset();
    return;
  }
  const auto latitude = degrees_of(north), longitude = degrees_of(east);
  const bool good_latitude = latitude && std::fabs(*latitude) <= kHighestLatitude;
  const bool good_longitude = longitude && std::fabs(*longitude) <= kHighestLongitude;
  if (good_latitude && good_longitude) site.position = Position{*latitude, *longitude};
  else row.report(good_latitude ? "longitude" : "latitude", "site-position", {north, east}, false);
}

// Hours that cannot be read cost the hours, not the site; every mistake in them is told.
void take_hours(Row& row, Site& site) {
  if (!row.has("opening_hours")) return;
  const auto hours = parse_opening_text(row["opening_hours"]);
  if (hours) site.opening_hours = hours->is_known() ? write_opening_hours(*hours) : std::string();
  else
    for (const Problem& each : hours.error()) row.report("opening_hours", each.code, each.args, false);
}

}  // namespace

std::int64_t SiteFile::left_out() const {
  return std::count_if(problems.begin(), problems.end(), [](const SiteFileProblem& problem) { return problem.left_out; });
}

std::optional<double> degrees_of(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || end != text.c_str() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::vector<std::string> changed_fields(const Site& before, const Site& after) {
  std::vector<std::string> changed;
  if (before.name != after.name) changed.emplace_back("name");
  if (before.city != after.city) changed.emplace_back("city");
  if (before.region != after.region) changed.emplace_back("region");
  if (before.tags != after.tags) changed.emplace_back("tags");
  if (before.address != after.address) changed.emplace_back("address");
  const bool same_place = before.position.has_value() == after.position.has_value() &&
                          (!before.position || (before.position->latitude == after.position->latitude && before.position->longitude == after.position->longitude));
  if (!same_place) changed.emplace_back("position");
  if (before.opening_hours != after.opening_hours) changed.emplace_back("opening_hours");
  return changed;
}

SiteFile read_site_file(std::string_view csv, const std::vector<Site>& known) {
  SiteFile file;
  const auto about_file = [&](std::string column, std::string code, std::vector<std::string> args) {
    file.problems.push_back({0, false, {}, {std::move(column), std::move(code), std::move(args)}});
  };
  const auto text = decode_csv(csv, CsvEncoding::automatic);
  if (!text) {
    about_file("", "bad-encoding", {});
    return file;
  }
  CsvReader reader(*text, sniff_delimiter(*text, {"id", "name", "city", "region", "identifiant", "code", "nom", "ville"}));
  CsvRecord header, record;
  const bool has_header = reader.next(header);
  for (std::string& column : header.fields) column = column_of(column);
  const bool readable = has_header && std::find(header.fields.begin(), header.fields.end(), "id") != header.fields.end();
  if (!readable) {
    about_file("id", "site-column-missing", {"id"});
    return file;
  }
  for (const std::string& column : header.fields)
    if (!column.empty() && std::find(std::begin(kColumns), std::end(kColumns), column) == std::end(kColumns))
      about_file(column, "site-column-unknown", {column});
  std::map<std::string, const Site*> by_id;
  for (const Site& site : known) by_id[site.id.value] = &site;
  std::map<std::string, std::int64_t> seen;  // id -> row
  for (std::int64_t number = 2; reader.next(record, header.fields.size()); ++number) {
    if (record.is_empty_line()) continue;
    ++file.read;
    Row row(header.fields, record.fields, number, file);
    const std::string id = row["id"];
    if (id.empty() || id.size() > kLongestSiteId) {
      row.report("id", "site-without-id", {}, true);
      continue;
    }
    if (const auto [first, is_first] = seen.emplace(id, number); !is_first) {
      row.report("id", "site-twice", {id, std::to_string(first->second)}, true);
      continue;
    }
    const auto before = by_id.find(id);
    SiteFileRow made;
    made.row = number;
    made.is_new = before == by_id.end();
    if (!made.is_new) made.site = *before->second;
    made.site.id = SiteId(id);
    row.take("name", made.site.name);
    if (made.site.name.empty()) made.site.name = id;
    row.take("city", made.site.city);
    row.take("region", made.site.region);
    row.take("address", made.site.address);
    take_tags(row, made.site);
    take_position(row, made.site);
    take_hours(row, made.site);
    if (!made.is_new) made.changed = changed_fields(*before->second, made.site);
    file.rows.push_back(std::move(made));
  }
  return file;
}

SiteFile import_sites(Store& store, const OrganisationId& organisation, std::string_view csv, bool dry_run) {
  if (dry_run) return read_site_file(csv, store.read(organisation)->sites());
  SiteFile file;
  store.write(organisation, [&](Writer& writer) {
    file = read_site_file(csv, writer.sites());
    for (const SiteFileRow& row : file.rows)
      if (row.is_new || !row.changed.empty()) writer.put_site(row.site);
  });
  return file;
}

}  // namespace constat::server
