// What a phone finds on its disk, and a rescue copy that it is given: it starts and goes on, whatever stands there.
// First byte 'r': a rescue copy, the rest is its JSON. 'b': the bytes of one log slot. Else logs as text: a line a
// record, an empty line between two slots.
#include <vector>

#include "shared/base/json.hpp"
#include "shared/device/device.hpp"
#include "shared/sync/frame.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/shared/device/support/memory_slots.hpp"
#include "tests/shared/device/support/native_sql.hpp"

using namespace constat;

namespace {

constexpr std::size_t kSlots = 6;
constexpr const char* kSession = R"({"t":"session","active":true,"session":{"user":{"id":"anna"},"organisation":{"id":"o"}}})";

std::string log_of(const std::vector<std::string_view>& records) {
  std::string slot;
  for (const std::string_view record : records) append_frame(slot, record);
  return slot;
}

struct Phone : Randomness {
  std::uint64_t next() override { return ++random; }

  // The result, or the error; every command here is answered at once.
  std::string call(const char* command, const std::string& payload = "{}") {
    device->command(++seq, command, payload, now);
    const Outbox out = device->drain();
    fuzz::demand(out.replies.size() == 1 && out.replies[0].seq == seq, "a command is answered once");
    fuzz::demand(parse_json(out.replies[0].json).has_value(), "a reply is JSON");
    ok = out.replies[0].ok;
    return out.replies[0].json;
  }
  void start() {
    sql.forget_uncommitted();
    device = std::make_unique<Device>(sql, slots, *this, "fuzz");
    call("open");
    fuzz::demand(ok, "a phone starts, whatever is in its logs");
  }

  test::Faults faults;
  test::NativeSql sql{faults};
  test::MemorySlots slots{faults, kSlots};
  Now now{1'793'700'000'000, 60, 1};
  std::uint64_t random = 0;
  std::int64_t seq = 0;
  bool ok = false;
  std::unique_ptr<Device> device;
};

// The last slot says who is signed in.
void fill_slots(std::string_view text, std::vector<std::string>& slots) {
  slots.back() = log_of({R"({"log":"device"})", kSession});
  std::vector<std::string_view> records;
  for (std::size_t slot = 0; slot + 1 < slots.size() && !text.empty();) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (!line.empty()) records.push_back(line);
    if (!line.empty() && !text.empty()) continue;
    slots[slot++] = log_of(records);
    records.clear();
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const char kind = static_cast<char>(data[0]);
  const auto rest = fuzz::text_of(data + 1, size - 1);
  Phone phone;
  fill_slots(kind == 'r' || kind == 'b' ? std::string_view() : rest, phone.slots.files());
  if (kind == 'b') phone.slots.files().front() = rest;
  phone.start();
  if (kind == 'r') {
    const auto rescue = parse_json(rest);
    if (!rescue) return 0;
    phone.call("import_rescue", "{\"rescue\":" + write_json(*rescue) + "}");
  }
  const std::string visits = phone.call("list_visits");
  fuzz::demand(phone.ok, "a phone lists what it has");
  phone.call("list_queue");
  fuzz::demand(phone.ok, "a phone lists what waits");
  const std::string copy = phone.call("export_rescue");
  fuzz::demand(phone.ok, "what a phone has can be rescued");
  const auto listed = parse_json(visits);
  for (const Json& visit : listed->find("visits")->elements)
    phone.call("open_visit", write_json(Json::object().add("visit", *visit.find("id"))));
  // A second start finds the same, and changes nothing any more.
  phone.start();
  fuzz::demand(phone.call("list_visits") == visits, "a second start finds the same visits");
  fuzz::demand(phone.call("export_rescue") == copy, "a second start finds the same answers");
  return 0;
}
