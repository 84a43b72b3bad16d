#include "web/app/store_reply.hpp"

#include "web/app/json_access.hpp"

namespace constat::app {

std::optional<StoreReply> read_reply(std::string_view json) {
  auto parsed = parse_json(json);
  if (!parsed) return std::nullopt;
  const auto seq = integer_of(*parsed, "seq");
  if (!seq) return std::nullopt;
  StoreReply reply;
  reply.seq = static_cast<std::uint32_t>(*seq);
  reply.ok = bool_of(*parsed, "ok");
  if (const Json* result = parsed->find("result")) reply.result = *result;
  if (!reply.ok) {
    reply.failure.code = "unknown";
    if (const Json* error = object_of(*parsed, "error")) {
      if (std::string code = text_of(*error, "code"); !code.empty()) reply.failure.code = std::move(code);
      if (const Json* args = array_of(*error, "args"))
        for (const Json& arg : args->elements) reply.failure.args.push_back(arg.text);
    }
  }
  return reply;
}

Fetched read_fetched(const Json& result) {
  Fetched out;
  out.status = static_cast<int>(integer_of(result, "status").value_or(0));
  out.fetched_at = integer_of(result, "fetched_at").value_or(0);
  out.stale = bool_of(result, "stale");
  const Json* body = result.find("body");
  std::optional<Json> document;
  if (body && body->is(JsonKind::object)) document = *body;
  else if (body && body->is(JsonKind::string))
    if (auto parsed = parse_json(body->text)) document = std::move(*parsed);
  if (out.status == 200 && document) {
    out.body = std::move(document);
    return out;
  }
  out.failure.code = out.status == 401   ? "session-lost"
                     : out.status == 403 ? "not-allowed"
                     : out.status == 404 ? "not-found"
                                         : "server";
  out.failure.args = {std::to_string(out.status)};
  if (document) out.failure.detail = text_of(*document, "detail");
  return out;
}

}  // namespace constat::app
