#include "shared/sync/receipt.hpp"

#include "shared/sync/json_fields.hpp"
#include "shared/sync/score_summary_json.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat {
namespace {

Json unsigned_receipt(const Receipt& receipt) {
  Json object = Json::object();
  Json photos = Json::array();
  for (const std::string& photo : receipt.photos_missing) photos.push(Json::of_text(photo));
  object.add("visit", Json::of_text(receipt.visit))
      .add("revision", Json::of_integer(receipt.revision))
      .add("sha256", Json::of_text(receipt.sha256))
      .add("seq", Json::of_integer(receipt.seq))
      .add("received_at", Json::of_text(receipt.received_at))
      .add("photos_missing", std::move(photos))
      .add("quarantined", json_fields::text_or_null(receipt.quarantined))
      .add("score", receipt.score ? score_summary_json(*receipt.score) : Json())
      .add("score_differs", Json::of_bool(receipt.score_differs))
      .add("key_id", Json::of_text(receipt.key_id));
  return object;
}

}  // namespace

Parsed<Receipt> parse_receipt(std::string_view json) {
  using Problems = std::vector<Problem>;
  const Json object = json_fields::parse(json);
  if (!object.is(JsonKind::object)) return tl::unexpected(Problems{{"", "receipt-not-json", {}}});

  Problems problems;
  Receipt receipt;
  const auto need_text = [&](const char* key, std::string& out) {
    if (auto value = json_fields::text(object, key)) out = std::move(*value);
    else problems.push_back({key, "receipt-field", {}});
  };
  const auto need_integer = [&](const char* key, std::int64_t& out) {
    if (auto value = json_fields::integer(object, key)) out = *value;
    else problems.push_back({key, "receipt-field", {}});
  };
  need_text("visit", receipt.visit);
  need_integer("revision", receipt.revision);
  need_text("sha256", receipt.sha256);
  if (!receipt.sha256.empty() && !is_sha256_hex(receipt.sha256)) problems.push_back({"sha256", "receipt-field", {}});
  need_integer("seq", receipt.seq);
  need_text("received_at", receipt.received_at);
  if (!problems.empty()) return tl::unexpected(std::move(problems));

  if (const Json* photos = json_fields::member(object, "photos_missing"); photos && photos->is(JsonKind::array))
    for (const Json& photo : photos->elements)
      if (photo.is(JsonKind::string)) receipt.photos_missing.push_back(photo.text);
  receipt.quarantined = json_fields::text(object, "quarantined");
  if (const Json* score = json_fields::member(object, "score")) receipt.score = read_score_summary(*score);
  receipt.score_differs = json_fields::boolean(object, "score_differs").value_or(false);
  receipt.key_id = json_fields::text_or(object, "key_id");
  receipt.signature = json_fields::text_or(object, "signature");
  return receipt;
}

std::string write_receipt(const Receipt& receipt) {
  Json object = unsigned_receipt(receipt);
  object.add("signature", Json::of_text(receipt.signature));
  return canonical_json(object);
}

std::string signed_bytes(const Receipt& receipt) { return canonical_json(unsigned_receipt(receipt)); }

}  // namespace constat
