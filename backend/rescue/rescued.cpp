#include "backend/rescue/rescued.hpp"

#include "backend/rescue/rescue_file.hpp"
#include "shared/base/json.hpp"
#include "shared/base/sha256.hpp"
#include "shared/sync/json_fields.hpp"

namespace constat::server {

void add_rescue_json(Rescued& out, const std::string& json) {
  const Json rescue = json_fields::parse(json);
  const Json* visits = json_fields::member(rescue, "visits");
  if (!visits || json_fields::text_or(rescue, "format") != "constat.rescue/1") {
    out.problems.push_back({"rescue", "rescue-format", {}});
    return;
  }
  std::size_t position = 0;
  for (const Json& entry : visits->elements) {
    ++position;
    RescuedVisit visit;
    visit.id = json_fields::text_or(entry, "id");
    visit.revision = json_fields::integer(entry, "revision").value_or(1);
    visit.body = json_fields::text_or(entry, "body");
    const auto sha256 = json_fields::text(entry, "sha256");
    const std::string name = visit.id.empty() ? "#" + std::to_string(position) : visit.id;
    if (visit.id.empty() || (sha256 && sha256_hex(visit.body) != *sha256))
      out.problems.push_back({"visits." + name, "rescue-unreadable", {name}});
    else
      out.visits.push_back(std::move(visit));
  }
}

void add_photo(Rescued& out, const std::string& sha256, std::string bytes) {
  if (sha256_hex(bytes) == sha256) out.photos.emplace(sha256, std::move(bytes));
  else out.problems.push_back({{}, "rescue-photo-damaged", {sha256}});
}

Result<Rescued> read_rescued(std::istream& in, const std::string& passphrase) {
  std::string beginning(512, '\0');
  in.read(beginning.data(), 512);
  beginning.resize(static_cast<std::size_t>(in.gcount()));
  in.clear();
  in.seekg(0);
  if (is_tar(beginning)) return read_rescue_tar(in);
  Rescued out;
  auto read = read_rescue_file(in, passphrase,
                               {[&](std::string json) { add_rescue_json(out, json); },
                                [&](std::string sha256, std::string bytes) { add_photo(out, sha256, std::move(bytes)); }});
  if (!read) return tl::unexpected(read.error());
  return out;
}

}  // namespace constat::server
