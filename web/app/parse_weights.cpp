#include "shared/base/base64.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/rescoring/batch_bytes.hpp"
#include "web/app/insight_reading.hpp"
#include "web/app/weights.hpp"

namespace constat::app {
namespace {

OfferedVersion read_offered(const Json& json) {
  return {text_of(json, "id"), count_of(json, "version"), count_of(json, "visits"), localized_of(json, "title")};
}

// By visit, the number of its site. None: not as many as there are visits, or of a site that is not listed.
std::optional<std::vector<std::uint16_t>> read_site_of(const Json& json, std::size_t visits, std::size_t sites) {
  const auto bytes = decode_base64(text_of(json, "site_of"));
  if (!bytes || bytes->size() != 2 * visits) return std::nullopt;
  std::vector<std::uint16_t> out;
  for (std::size_t v = 0; v < visits; ++v) {
    const auto low = static_cast<std::uint8_t>((*bytes)[2 * v]), high = static_cast<std::uint8_t>((*bytes)[2 * v + 1]);
    out.push_back(static_cast<std::uint16_t>(low | high << 8));
    if (out.back() >= sites) return std::nullopt;
  }
  return out;
}

struct Columns {
  VersionColumns version;
  std::vector<std::uint16_t> site_of;
};

// None: of a newer kind than this app reads.
std::optional<Columns> read_columns(const Json& json, std::size_t sites) {
  const Json* document = object_of(json, "checklist");
  auto checklist = document ? parse_checklist(write_json(*document)) : Parsed<Checklist>(tl::unexpected(Problems{}));
  const auto bytes = decode_base64(text_of(json, "batch"));
  if (!checklist || !bytes) return std::nullopt;
  const auto shared = std::make_shared<const Checklist>(std::move(*checklist));
  auto batch = BatchBytes::read(*shared, *bytes);
  if (!batch) return std::nullopt;
  auto site_of = read_site_of(json, batch->size(), sites);
  if (!site_of) return std::nullopt;
  return Columns{{shared, std::make_shared<const VisitBatch>(std::move(*batch))}, std::move(*site_of)};
}

}  // namespace

WeightMaterial read_weight_material(const Json& json) {
  WeightMaterial out;
  out.scope = read_scope(json);
  out.offered = read_list(json, "checklists", &read_offered);
  out.sites = read_list(json, "sites", &read_site);
  const Json* document = object_of(json, "checklist");
  if (!document) return out;
  out.unreadable = true;
  auto newest = read_columns(json, out.sites.size());
  if (!newest) return out;
  std::vector<std::uint16_t> site_of = std::move(newest->site_of);
  std::vector<VersionColumns> older;
  if (const Json* list = array_of(json, "older"))
    for (const Json& each : list->elements) {
      const auto columns = read_columns(each, out.sites.size());
      if (!columns) return out;
      older.push_back(columns->version);
      site_of.insert(site_of.end(), columns->site_of.begin(), columns->site_of.end());
    }
  out.unreadable = false;
  out.published = *document;
  out.checklist = newest->version.checklist;
  out.batch = newest->version.batch;
  out.older = std::move(older);
  out.sites_of = std::make_shared<const VisitsBySite>(site_of, out.sites.size());
  return out;
}

}  // namespace constat::app
