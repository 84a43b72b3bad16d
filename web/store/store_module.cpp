// The store worker's wasm module: one event in, everything that came of it out, both as JSON.
//
//   event  = {"type":"command","seq","command","payload","now"} | {"type":"response","id","status","headers":[[name,value]],"body","now"}
//          | {"type":"tick","now"} | {"type":"online","online":bool,"now"}          now = {"wall","offset","monotonic"}
//   result = {"replies":[{"seq","ok","result" or "error"}],"pushes":[{"push","data"}],
//             "requests":[{"id","method","path","headers":[[name,value]],"body","blob":{"sha256","offset","length"} or null,"timeout"}],
//             "wakeMs":ms or null,"freeSlots","removeBlobs":[sha256],"dropOlder"}
#include <cstdlib>
#include <string>

#include <emscripten.h>

#include "shared/device/device.hpp"
#include "shared/sync/json_fields.hpp"
#include "web/store/browser_seams.hpp"

namespace {

using namespace constat;

struct Engine {
  store::BrowserDatabase database;
  store::BrowserLogSlots slots;
  store::BrowserRandomness randomness;
  Device device{database, slots, randomness, CONSTAT_VERSION};
  std::string out;
};

Engine& engine() {
  static Engine* const instance = new Engine;
  return *instance;
}

Now read_now(const Json& event) {
  Now now;
  if (const Json* facts = json_fields::member(event, "now")) {
    now.wall_ms = json_fields::integer(*facts, "wall").value_or(0);
    now.offset_minutes = static_cast<int>(json_fields::integer(*facts, "offset").value_or(0));
    now.monotonic_ms = json_fields::integer(*facts, "monotonic").value_or(0);
  }
  return now;
}

HttpResponse read_response(const Json& event) {
  HttpResponse response;
  response.status = static_cast<int>(json_fields::integer(event, "status").value_or(0));
  response.body = json_fields::text_or(event, "body");
  if (const Json* headers = json_fields::member(event, "headers"))
    for (const Json& pair : headers->elements)
      if (pair.elements.size() == 2) response.headers.emplace_back(pair.elements[0].text, pair.elements[1].text);
  return response;
}

void handle(Device& device, const Json& event) {
  const std::string type = json_fields::text_or(event, "type");
  const Now now = read_now(event);
  if (type == "command") {
    const Json* payload = json_fields::member(event, "payload");
    device.command(json_fields::integer(event, "seq").value_or(0), json_fields::text_or(event, "command"),
                   payload ? write_json(*payload) : "{}", now);
  } else if (type == "response") {
    device.http_response(json_fields::integer(event, "id").value_or(0), read_response(event), now);
  } else if (type == "online") {
    device.set_online(json_fields::boolean(event, "online").value_or(true), now);
  } else {
    device.tick(now);
  }
}

std::string write_slice(const std::optional<BlobSlice>& slice) {
  if (!slice) return "null";
  return "{\"sha256\":" + json_quoted(slice->sha256) + ",\"offset\":" + std::to_string(slice->offset) +
         ",\"length\":" + std::to_string(slice->length) + "}";
}

std::string write_request(const HttpRequest& request) {
  std::string headers;
  for (const auto& [name, value] : request.headers) {
    if (!headers.empty()) headers += ',';
    headers += "[" + json_quoted(name) + "," + json_quoted(value) + "]";
  }
  return "{\"id\":" + std::to_string(request.id) + ",\"method\":" + json_quoted(request.method) + ",\"path\":" +
         json_quoted(request.path) + ",\"headers\":[" + headers + "],\"body\":" +
         (request.body.empty() ? "null" : json_quoted(request.body)) + ",\"blob\":" + write_slice(request.blob) + ",\"timeout\":" + std::to_string(request.timeout_ms) + "}";
}

std::string write_outbox(const Outbox& outbox) {
  std::string replies, pushes, requests, blobs;
  const auto item = [](std::string& list) { if (!list.empty()) list += ','; };
  for (const Reply& reply : outbox.replies) {
    item(replies);
    replies += "{\"seq\":" + std::to_string(reply.seq) + (reply.ok ? ",\"ok\":true,\"result\":" : ",\"ok\":false,\"error\":") + reply.json + "}";
  }
  for (const Push& push : outbox.pushes) {
    item(pushes);
    pushes += "{\"push\":" + json_quoted(push.topic) + ",\"data\":" + push.data + "}";
  }
  for (const HttpRequest& request : outbox.requests) {
    item(requests);
    requests += write_request(request);
  }
  for (const std::string& sha256 : outbox.remove_blobs) {
    item(blobs);
    blobs += json_quoted(sha256);
  }
  return "{\"replies\":[" + replies + "],\"pushes\":[" + pushes + "],\"requests\":[" + requests + "],\"wakeMs\":" +
         (outbox.wake_in_ms ? std::to_string(*outbox.wake_in_ms) : "null") + ",\"freeSlots\":" +
         std::to_string(outbox.free_log_slots) + ",\"removeBlobs\":[" + blobs + "],\"dropOlder\":" + (outbox.drop_older_databases ? "true}" : "false}");
}

}  // namespace

extern "C" {

// Memory for an event or for what the host hands back; freed by the callee.
EMSCRIPTEN_KEEPALIVE char* constat_store_alloc(int size) { return static_cast<char*>(std::malloc(static_cast<std::size_t>(size))); }

// NUL-terminated JSON, valid until the next event.
EMSCRIPTEN_KEEPALIVE const char* constat_store_event(char* bytes, int length) {
  Engine& e = engine();
  {
    const Json event = json_fields::parse({bytes, static_cast<std::size_t>(length)});
    std::free(bytes);
    handle(e.device, event);
  }
  e.out = write_outbox(e.device.drain());
  return e.out.c_str();
}

}
