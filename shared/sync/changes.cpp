#include "shared/sync/changes.hpp"

#include "shared/sync/json_fields.hpp"

namespace constat {

Parsed<ChangePage> parse_change_page(std::string_view json) {
  using Problems = std::vector<Problem>;
  const Json object = json_fields::parse(json);
  if (!object.is(JsonKind::object)) return tl::unexpected(Problems{{"", "page-not-json", {}}});

  Problems problems;
  ChangePage page;
  const auto epoch = json_fields::text(object, "epoch");
  const auto cursor = json_fields::text(object, "cursor");
  const Json* changes = json_fields::member(object, "changes");
  if (!epoch || epoch->empty()) problems.push_back({"epoch", "page-field", {}});
  if (!cursor || cursor->empty()) problems.push_back({"cursor", "page-field", {}});
  if (!changes || !changes->is(JsonKind::array)) problems.push_back({"changes", "page-field", {}});
  if (!problems.empty()) return tl::unexpected(std::move(problems));

  page.epoch = *epoch;
  page.cursor = *cursor;
  page.more = json_fields::boolean(object, "more").value_or(false);
  page.safe_seq = json_fields::integer(object, "safe_seq");
  for (std::size_t i = 0; i < changes->elements.size(); ++i) {
    const Json& entry = changes->elements[i];
    const auto type = json_fields::text(entry, "type");
    const auto id = json_fields::text(entry, "id");
    const auto seq = json_fields::integer(entry, "seq");
    if (!type || !id || !seq) {
      problems.push_back({"changes[" + std::to_string(i) + "]", "page-field", {}});
      continue;
    }
    const Json* doc = json_fields::member(entry, "doc");
    page.changes.push_back({*type, *id, *seq, doc ? write_json(*doc) : std::string()});
  }
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return page;
}

std::string write_change_page(const ChangePage& page) {
  std::string out = "{\"changes\":[";
  const char* separator = "";
  for (const Change& change : page.changes) {
    out += separator;
    out += "{\"doc\":" + (change.doc.empty() ? std::string("null") : change.doc) + ",\"id\":" + json_quoted(change.id) +
           ",\"seq\":" + std::to_string(change.seq) + ",\"type\":" + json_quoted(change.type) + "}";
    separator = ",";
  }
  out += "],\"cursor\":" + json_quoted(page.cursor) + ",\"epoch\":" + json_quoted(page.epoch) +
         ",\"more\":" + (page.more ? "true" : "false") +
         ",\"safe_seq\":" + (page.safe_seq ? std::to_string(*page.safe_seq) : "null") + "}";
  return out;
}

}  // namespace constat
