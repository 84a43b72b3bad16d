// /api/v1/blobs/{sha256}: photos and signatures, sent in chunks and read whole.
#include <charconv>

#include "backend/blobs/blob_store.hpp"
#include "backend/blobs/image_sniffer.hpp"
#include "backend/blobs/photo_access.hpp"
#include "backend/http/body.hpp"
#include "backend/http/problems.hpp"
#include "backend/http/routes.hpp"
#include "backend/http/services.hpp"
#include "shared/visit/content_hash.hpp"

namespace constat::server::http {
namespace {

constexpr std::string_view kChunkType = "application/offset+octet-stream";

std::optional<std::int64_t> length_of(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

Response with_state(Response response, const UploadState& state) {
  return std::move(response.with("Upload-Offset", std::to_string(state.offset))
                       .with("Upload-Complete", state.complete ? "?1" : "?0"));
}

Response without_body(int status) {
  Response response;
  response.status = status;
  return response;
}

// The hash of the path, when this user may send the photo.
bool may_send(const Call& call) {
  const std::string& sha256 = call.path.at("sha256");
  if (!is_sha256_hex(sha256)) return false;
  const auto reader = read_for(call.services.store, *call.who);
  return may_send_photo(*reader, *call.who, sha256);
}

Response state(const Call& call) {
  if (!may_send(call)) return problem(call.language, 404, "unknown-photo");
  return with_state(without_body(200), call.services.blobs.state(call.who->organisation.id, call.path.at("sha256")));
}

Response append(const Call& call) {
  const Request& request = call.request;
  if (!may_send(call)) return problem(call.language, 404, "unknown-photo");
  const std::string_view type = request.header("content-type");
  if (type.substr(0, type.find(';')) != kChunkType)
    return problem(call.language, 415, "chunk-type", {std::string(kChunkType)});
  if (request.header("content-digest").empty()) return problem(call.language, 400, "digest-missing");
  const auto offset = length_of(request.header("upload-offset")), length = length_of(request.header("upload-length"));
  if (!offset || !length || *length == 0) return problem(call.language, 400, "upload-headers");
  if (*length > kMaxBlobBytes) return problem(call.language, 413, "too-large", {size_text(kMaxBlobBytes)});

  using Kind = UploadOutcome::Kind;
  const UploadOutcome outcome = call.services.blobs.append(
      call.who->organisation.id, {call.path.at("sha256"), *offset, *length, request.body});
  const auto refuse = [&](int status, std::string_view code, const std::vector<std::string>& args = {}) {
    return with_state(problem(call.language, status, code, args), outcome.state);
  };
  switch (outcome.kind) {
    case Kind::taken: return with_state(without_body(204), outcome.state);
    case Kind::wrong_offset: return refuse(409, "upload-offset-mismatch", {std::to_string(outcome.state.offset)});
    case Kind::wrong_length: return refuse(400, "upload-headers");
    case Kind::hash_mismatch: return refuse(422, "photo-hash-mismatch");
    case Kind::not_an_image: return refuse(422, "photo-type");
    case Kind::too_many_pixels: return refuse(422, "photo-pixels", {std::to_string(kMaxPixels / 1'000'000)});
  }
  return problem(call.language, 500, "internal");
}

std::string_view extension_of(std::string_view type) {
  for (const ImageType known : {ImageType::jpeg, ImageType::png, ImageType::webp})
    if (media_type(known) == type) return file_extension(known);
  return ".bin";
}

Response read(const Call& call) {
  const std::string& sha256 = call.path.at("sha256");
  const auto reader = read_for(call.services.store, *call.who);
  if (!is_sha256_hex(sha256) || !may_see_photo(*reader, *call.who, sha256))
    return problem(call.language, 404, "unknown-photo");
  const auto blob = call.services.blobs.read(call.who->organisation.id, sha256);
  if (!blob) return problem(call.language, 404, "photo-not-here");
  Response response;
  response.content_type = blob->record.type;
  response.file = blob->bytes;
  return std::move(response.with("Content-Disposition", "attachment; filename=\"" + sha256.substr(0, 16) +
                                                            std::string(extension_of(blob->record.type)) + "\"")
                       .with("Cache-Control", "private, max-age=31536000, immutable")
                       .with("ETag", "\"" + sha256 + "\""));
}

}  // namespace

void add_blob_routes(std::vector<Route>& table) {
  const Access field = Access::roles({Role::investigator, Role::reviewer, Role::manager, Role::site_manager,
                                      Role::administrator});
  table.push_back({Method::head, "/api/v1/blobs/{sha256}", field.also_disabled(), {}, state, TokenScope::visits_write});
  table.push_back({Method::patch, "/api/v1/blobs/{sha256}", field.also_disabled(), kMaxChunkBytes, append, TokenScope::visits_write});
  table.push_back({Method::get, "/api/v1/blobs/{sha256}", field, {}, read, TokenScope::visits_read});
}

}  // namespace constat::server::http
