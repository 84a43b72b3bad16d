#include "shared/sync/photo_facts.hpp"

#include "shared/visit/content_hash.hpp"
#include "shared/visit/timestamp.hpp"

namespace constat {
namespace {

constexpr std::string_view kTypes[] = {"image/jpeg", "image/png", "image/webp"};

bool is_photo_type(std::string_view type) {
  for (std::string_view known : kTypes)
    if (type == known) return true;
  return false;
}

bool is_dhash(std::string_view text) {
  return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

PhotoFacts read_photo_facts(const Json& json, const std::string& path, Problems& problems) {
  PhotoFacts facts;
  JsonReader reader(json, path, problems);
  // A text that passes `is_good`, or the problem `code` with what was found.
  const auto text = [&](std::string_view name, bool (*is_good)(std::string_view), const char* code) {
    const Json* value = reader.required(name, JsonKind::string);
    if (value == nullptr) return std::string();
    if (!is_good(value->text)) reader.report(name, code, {value->text});
    return value->text;
  };
  const auto whole = [&](std::string_view name, std::int64_t most) -> std::int64_t {
    const Json* value = reader.required(name);
    return value ? read_integer(*value, reader.path_of(name), 1, most, problems).value_or(0) : 0;
  };
  facts.sha256 = text("sha256", is_sha256_hex, "bad-photo-hash");
  if (const Json* item = reader.required("item")) facts.item = read_id(*item, reader.path_of("item"), problems).value_or("");
  facts.bytes = whole("bytes", kMaxPhotoBytes);
  facts.type = text("type", is_photo_type, "bad-photo-type");
  facts.width = whole("width", kMaxPhotoSide);
  facts.height = whole("height", kMaxPhotoSide);
  if (const Json* dhash = reader.optional("dhash", JsonKind::string)) {
    facts.dhash = dhash->text;
    if (!is_dhash(dhash->text)) reader.report("dhash", "bad-photo-dhash", {dhash->text});
  }
  facts.taken_at = text("taken_at", [](std::string_view found) { return unix_milliseconds(found).has_value(); }, "bad-timestamp");
  reader.refuse_others();
  return facts;
}

Json photo_facts_json(const PhotoFacts& facts) {
  Json out = Json::object();
  out.add("sha256", Json::of_text(facts.sha256))
      .add("item", Json::of_text(facts.item))
      .add("bytes", Json::of_integer(facts.bytes))
      .add("type", Json::of_text(facts.type))
      .add("width", Json::of_integer(facts.width))
      .add("height", Json::of_integer(facts.height))
      .add("dhash", facts.dhash ? Json::of_text(*facts.dhash) : Json())
      .add("taken_at", Json::of_text(facts.taken_at));
  return out;
}

Parsed<PhotoFacts> parse_photo_facts(std::string_view json) {
  const Parsed<Json> root = parse_json(json);
  if (!root) return tl::unexpected(root.error());
  Problems problems;
  PhotoFacts facts = read_photo_facts(*root, "", problems);
  if (!problems.empty()) return tl::unexpected(std::move(problems));
  return facts;
}

std::string write_photo_facts(const PhotoFacts& facts) { return canonical_json(photo_facts_json(facts)); }

}  // namespace constat
