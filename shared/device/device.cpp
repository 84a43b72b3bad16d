#include "shared/device/device.hpp"

#include <algorithm>

#include "shared/device/accounts.hpp"
#include "shared/device/drafts.hpp"
#include "shared/device/erased_accounts.hpp"
#include "shared/device/feed.hpp"
#include "shared/device/listing.hpp"
#include "shared/device/online_commands.hpp"
#include "shared/device/parked.hpp"
#include "shared/device/photo_queue.hpp"
#include "shared/device/rescue.hpp"
#include "shared/device/schema.hpp"
#include "shared/device/sync_cycle.hpp"

namespace constat {
namespace {

std::string member_json(const Json& object, std::string_view name, std::string_view otherwise) {
  const Json* found = json_fields::member(object, name);
  return found ? write_json(*found) : std::string(otherwise);
}

}  // namespace

struct Device::Parts {
  Parts(SqlDatabase& database, LogSlots& slots, Randomness& randomness, std::string version)
      : context(database, slots, randomness, std::move(version)),
        accounts(context),
        files(context),
        drafts(context, files),
        erased(context, accounts, drafts, files),
        feed(context, accounts, erased),
        sync(context, accounts, drafts, feed, files),
        photos(context, accounts, drafts),
        online(context, accounts, sync, photos) {}

  Context context;
  Accounts accounts;
  PhotoFiles files;
  Drafts drafts;
  ErasedAccounts erased;
  Feed feed;
  SyncCycle sync;
  PhotoQueue photos;
  OnlineCommands online;
  bool opened = false;
  std::int64_t recovered = 0;

  Result<void> prepare();
  void open(std::int64_t seq, const Json& payload);
  void set_preferences(std::int64_t seq, const Json& payload);
  bool settled_command(std::int64_t seq, std::string_view name, const Json& payload);
  bool visit_command(std::int64_t seq, std::string_view name, const Json& payload);
  bool photo_command(std::int64_t seq, std::string_view name, const Json& payload);
  bool rescue_command(std::int64_t seq, std::string_view name, const Json& payload);
  void check_photos(std::int64_t seq, const Json& payload);
  void hear_of_erasure(std::int64_t id, const HttpResponse& response);
  // Visits and the pull go first; photos take what they leave.
  void advance_photos();
};

Result<void> Device::Parts::prepare() {
  if (auto migrated = migrate(context.db); !migrated) return migrated;
  auto known = context.db.run("SELECT count(*) FROM account");
  if (!known) return tl::unexpected(known.error());
  auto found = drafts.recover();
  if (!found) return tl::unexpected(found.error());
  recovered = found->visits;
  // An empty database beside a log with a sign-in is a lost database, not a new phone.
  const bool lost_accounts = known->empty() || integer_at(known->front(), 0) == 0;
  if (lost_accounts && !found->session.empty()) return accounts.restore(found->session, found->active);
  if (auto loaded = accounts.load(); !loaded) return loaded;
  erased.resume();
  // A full disk does not keep the app from opening: the next start tries again.
  (void)accounts.repair_log();
  return {};
}

void Device::Parts::open(std::int64_t seq, const Json& payload) {
  if (!opened) {
    if (auto prepared = prepare(); !prepared) return context.refuse(seq, prepared.error());
    opened = true;
  }
  online.show_in(json_fields::text_or(payload, "language"));
  const auto preference = [&](const char* name) {
    const std::string value = accounts.setting(name);
    return value.empty() ? std::string("null") : json_quoted(value);
  };
  context.reply(seq, "{\"session\":" + accounts.session_json() + ",\"preferences\":{\"language\":" + preference("language") +
                         ",\"theme\":" + preference("theme") + "},\"storage\":" + member_json(payload, "storage", "{}") +
                         ",\"recovered\":" + std::to_string(recovered) + ",\"unsent\":" +
                         std::to_string(count_unsent(context, false)) + ",\"online\":" + (sync.online() ? "true" : "false") + "}");
  if (accounts.session_lost()) context.push("session_lost", "{}");
  online.retry_sign_out();
  sync.start();
  photos.start();
}

void Device::Parts::set_preferences(std::int64_t seq, const Json& payload) {
  for (const char* name : {"language", "theme"}) {
    const auto value = json_fields::text(payload, name);
    if (!value) continue;
    if (auto done = accounts.set_setting(name, *value); !done) return context.refuse(seq, done.error());
  }
  context.reply(seq, "{}");
}

bool Device::Parts::settled_command(std::int64_t seq, std::string_view name, const Json& payload) {
  if (name == "set_preferences") set_preferences(seq, payload);
  else if (name == "meta") online.meta(seq);
  else if (name == "sign_in") online.sign_in(seq, json_fields::text_or(payload, "email"), json_fields::text_or(payload, "password"));
  else if (name == "look_at_link") online.look_at_link(seq, json_fields::text_or(payload, "token"));
  else if (name == "join") online.join(seq, json_fields::text_or(payload, "token"), json_fields::text_or(payload, "password"));
  else if (name == "check_photos") check_photos(seq, payload);
  else if (context.user.empty()) return false;
  else if (name == "sign_out") online.sign_out(seq, json_fields::boolean(payload, "even_unsent").value_or(false));
  else if (name == "fetch") online.fetch(seq, json_fields::text_or(payload, "path"));
  else if (name == "post") online.post(seq, json_fields::text_or(payload, "method") == "PUT" ? "PUT" : "POST", json_fields::text_or(payload, "path"), member_json(payload, "body", "{}"));
  else if (name == "sync") {
    context.reply(seq, "{}");
    sync.start_with_parked();
    photos.start();
  } else return false;
  return true;
}

bool Device::Parts::visit_command(std::int64_t seq, std::string_view name, const Json& payload) {
  const std::string visit = json_fields::text_or(payload, "visit");
  const auto answer_with = [&](const Result<std::string>& result) {
    if (result) context.reply(seq, *result);
    else context.refuse(seq, result.error());
  };
  if (name == "list_missions") answer_with(list_missions(context, accounts.last_pull()));
  else if (name == "list_visits") answer_with(list_visits(context));
  else if (name == "start_visit") drafts.start(seq, json_fields::text_or(payload, "mission"));
  else if (name == "open_visit") drafts.open(seq, visit);
  else if (name == "save_answer")
    drafts.save_answer(seq, visit, json_fields::text_or(payload, "item"), member_json(payload, "answer", "{}"));
  else if (name == "save_draft_state") drafts.save_state(seq, visit, member_json(payload, "ui", "{}"));
  else if (name == "discard_visit") drafts.discard(seq, visit);
  else if (name == "reopen_visit") drafts.reopen(seq, visit);
  else if (name == "submit_visit") {
    drafts.submit(seq, visit, member_json(payload, "device_score", "null"));
    sync.start();
  } else return photo_command(seq, name, payload) || rescue_command(seq, name, payload);
  return true;
}

bool Device::Parts::photo_command(std::int64_t seq, std::string_view name, const Json& payload) {
  const std::string visit = json_fields::text_or(payload, "visit"), item = json_fields::text_or(payload, "item");
  const Json* facts = json_fields::member(payload, "facts");
  if (name == "await_photo") drafts.await_photo(seq, visit, item);
  else if (name == "cancel_photo") drafts.cancel_photo(seq, visit, item);
  else if (name == "add_photo") drafts.add_photo(seq, visit, item, json_fields::text_or(payload, "as"), facts ? *facts : Json());
  else if (name == "remove_photo") drafts.remove_photo(seq, visit, item, json_fields::text_or(payload, "sha256"));
  else return false;
  return true;
}

bool Device::Parts::rescue_command(std::int64_t seq, std::string_view name, const Json& payload) {
  const auto answer_with = [&](const Result<std::string>& result) {
    if (result) context.reply(seq, *result);
    else context.refuse(seq, result.error());
  };
  if (name == "list_queue") answer_with(list_queue(context));
  else if (name == "export_rescue") answer_with(export_rescue(context, json_fields::boolean(payload, "all").value_or(false)));
  else if (name == "import_rescue") {
    const Json* rescue = json_fields::member(payload, "rescue");
    const auto imported = import_rescue(context, drafts, rescue ? *rescue : Json());
    if (imported) context.reply(seq, write_rescue_import(*imported));
    else context.refuse(seq, imported.error());
    context.changed({"missions", "visits"});
    sync.start();
  } else if (name == "retry_parked") {
    const auto done = retry_parked(context, json_fields::text_or(payload, "visit"));
    if (!done) context.refuse(seq, done.error());
    else context.reply(seq, "{}");
    sync.start();
    photos.start();
  } else if (name == "send_parked") {
    online.send_parked(seq, json_fields::text_or(payload, "visit"), json_fields::text_or(payload, "note"));
  } else return false;
  return true;
}

void Device::Parts::check_photos(std::int64_t seq, const Json& payload) {
  const Json* list = json_fields::member(payload, "files");
  if (!list || !list->is(JsonKind::array)) return context.refuse(seq, "bad-request");
  std::vector<PhotoFile> found;
  for (const Json& file : list->elements)
    found.push_back({json_fields::text_or(file, "sha256"), json_fields::integer(file, "bytes").value_or(0)});
  files.check(seq, found);
  photos.wake();
}

// Who asked is the one whom the server does not know any more, whoever is signed in by now.
void Device::Parts::hear_of_erasure(std::int64_t id, const HttpResponse& response) {
  const auto sender = context.senders.find(id);
  if (sender == context.senders.end()) return;
  const std::string user = std::move(sender->second);
  context.senders.erase(sender);
  if (user.empty() || !tells_of_erasure(response)) return;
  const bool active = context.user == user;
  // What could not be removed is tried again at the next start.
  (void)erased.erase(user);
  if (!active || !context.user.empty()) return;
  sync.stop();
  photos.stop();
  online.end_session();
}

void Device::Parts::advance_photos() {
  if (opened && sync.leaves_network_free()) photos.advance();
}

Device::Device(SqlDatabase& database, LogSlots& slots, Randomness& randomness, std::string app_version)
    : parts_(std::make_unique<Parts>(database, slots, randomness, std::move(app_version))) {}

Device::~Device() = default;

void Device::command(std::int64_t seq, std::string_view name, std::string_view payload_json, const Now& now) {
  Parts& parts = *parts_;
  parts.context.now = now;
  const Json payload = json_fields::parse(payload_json);
  if (name == "open") parts.open(seq, payload);
  else if (!parts.opened) parts.context.refuse(seq, "not-open");
  else if (parts.settled_command(seq, name, payload)) {
  } else if (parts.context.user.empty()) parts.context.refuse(seq, "not-signed-in");
  else if (!parts.visit_command(seq, name, payload)) parts.context.refuse(seq, "unknown-command", {std::string(name)});
  parts.advance_photos();
}

void Device::http_response(std::int64_t id, const HttpResponse& response, const Now& now) {
  Parts& parts = *parts_;
  parts.context.now = now;
  parts.hear_of_erasure(id, response);
  if (parts.sync.on_response(id, response)) {
    if (parts.sync.leaves_network_free() && parts.sync.met_server()) parts.photos.wake();
  } else if (parts.photos.on_response(id, response)) {
    if (parts.photos.take_settled()) parts.sync.report();
  } else {
    (void)parts.online.on_response(id, response);
  }
  parts.advance_photos();
}

void Device::tick(const Now& now) {
  Parts& parts = *parts_;
  parts.context.now = now;
  if (!parts.opened) return;
  parts.drafts.tick();
  parts.online.tick();
  parts.sync.tick();
  parts.photos.tick();
  parts.advance_photos();
}

void Device::set_online(bool online, const Now& now) {
  Parts& parts = *parts_;
  parts.context.now = now;
  if (!parts.opened) return parts.sync.note_online(online);
  if (online) parts.online.retry_sign_out();
  parts.sync.set_online(online);
  if (online) parts.photos.start();
  parts.advance_photos();
}

Outbox Device::drain() {
  Parts& parts = *parts_;
  Outbox out;
  std::swap(out, parts.context.out);
  std::optional<std::int64_t> first;
  for (const auto& at : {parts.drafts.wake_at(), parts.online.wake_at(), parts.sync.wake_at(), parts.photos.wake_at()})
    if (at) first = std::min(first.value_or(*at), *at);
  if (first) out.wake_in_ms = std::max<std::int64_t>(0, *first - parts.context.now.monotonic_ms);
  out.free_log_slots = parts.context.logs.free_slots();
  return out;
}

}  // namespace constat
