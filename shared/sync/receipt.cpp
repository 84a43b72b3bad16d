#include "shared/sync/receipt.hpp"

#include "shared/sync/json_fields.hpp"
#include "shared/sync/score_summary_json.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat {
namespace {

// Member by member in the order of their names, which is the canonical one.
void add_member(std::string& out, std::string_view name, std::string_view json) {
  out += out.empty() ? "{\"" : ",\"";
  out.append(name).append("\":").append(json);
}

std::string list_json(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "[" : ",") + json_quoted(text);
  return out.empty() ? "[]" : out + "]";
}

constexpr std::string_view kBehindSignature = ",\"visit\":";  // in a text its quotes would be escaped

}  // namespace

Parsed<Receipt> parse_receipt(std::string_view json) {
  const Json object = json_fields::parse(json);
  if (!object.is(JsonKind::object)) return tl::unexpected(std::vector<Problem>{{"", "receipt-not-json", {}}});

  std::vector<Problem> problems;
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

std::string signed_bytes(const Receipt& receipt) {
  std::string out;
  out.reserve(640);
  add_member(out, "key_id", json_quoted(receipt.key_id));
  add_member(out, "photos_missing", list_json(receipt.photos_missing));
  add_member(out, "quarantined", receipt.quarantined ? json_quoted(*receipt.quarantined) : "null");
  add_member(out, "received_at", json_quoted(receipt.received_at));
  add_member(out, "revision", std::to_string(receipt.revision));
  add_member(out, "score", receipt.score ? write_score_summary(*receipt.score) : "null");
  add_member(out, "score_differs", receipt.score_differs ? "true" : "false");
  add_member(out, "seq", std::to_string(receipt.seq));
  add_member(out, "sha256", json_quoted(receipt.sha256));
  add_member(out, "visit", json_quoted(receipt.visit));
  return out + "}";
}

std::string with_signature(std::string_view signed_bytes, std::string_view signature) {
  const std::size_t at = signed_bytes.rfind(kBehindSignature);
  std::string out(signed_bytes.substr(0, at));
  out.reserve(signed_bytes.size() + signature.size() + 16);
  add_member(out, "signature", json_quoted(signature));
  return out.append(signed_bytes.substr(at));
}

std::string write_receipt(const Receipt& receipt) { return with_signature(signed_bytes(receipt), receipt.signature); }

}  // namespace constat
