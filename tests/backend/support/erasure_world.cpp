#include "tests/backend/support/erasure_world.hpp"

#include <algorithm>
#include <stdexcept>

#include "backend/auth/secrets.hpp"
#include "backend/platform/data_directory.hpp"
#include "shared/checklist/parse.hpp"

namespace constat::test {
namespace {

using Doc = nlohmann::json;
using namespace server;

constexpr const char* kPasswordOfErased = "une phrase de Zéphyrine bien longue";
constexpr const char* kAddress = "203.0.113.77";

// One question of every type that can hold a person's words, beside two that score.
constexpr const char* kQuestions = R"({"format":"constat.checklist/1","id":"words","version":1,
 "title":{"fr":"Mots","en":"Words"},"languages":["fr","en"],
 "scoring":{"mode":"points","pass_mark":60,"grades":[{"id":"A","label":{"fr":"Bien","en":"Good"},"from":75},
 {"id":"B","label":{"fr":"Moyen","en":"Fair"},"from":0}]},
 "sections":[{"id":"door","area":"reception","title":{"fr":"Porte","en":"Door"},"items":[
  {"id":"greeted","type":"choice","prompt":{"fr":"Salué ?","en":"Greeted?"},"required":true,"choices":[
   {"id":"yes","label":{"fr":"Oui","en":"Yes"},"points":1},{"id":"no","label":{"fr":"Non","en":"No"},"points":0}]},
  {"id":"smile","type":"scale","prompt":{"fr":"Sourire","en":"Smile"},"required":true,"min":0,"max":3},
  {"id":"said","type":"text","prompt":{"fr":"Mots","en":"Words"},"required":true},
  {"id":"code","type":"barcode","prompt":{"fr":"Code","en":"Code"}},
  {"id":"where","type":"location","prompt":{"fr":"Lieu","en":"Place"},"required":true},
  {"id":"at","type":"time","prompt":{"fr":"Heure","en":"Time"}},
  {"id":"wait","type":"duration","prompt":{"fr":"Attente","en":"Wait"},"visible_if":"${said} != ''"},
  {"id":"front","type":"photo","prompt":{"fr":"Façade","en":"Front"},"required":true},
  {"id":"name","type":"signature","prompt":{"fr":"Signature","en":"Signature"}}]}]})";

std::string answers(const std::vector<Photo>& photos, const std::string& said, const std::string& comment, const std::string& code, double latitude) {
  const auto hash = [&](std::size_t i) { return "sha256:" + photos[i].sha256; };
  const Doc doc = {{"greeted", {{"value", "yes"}, {"comment", comment}, {"photos", {hash(1)}}}},
                   {"smile", {{"value", 2}}},
                   {"said", {{"value", said}}},
                   {"code", {{"value", code}}},
                   {"where", {{"value", {{"latitude", latitude}, {"longitude", 4.8367891}, {"accuracy", 12}}}}},
                   {"at", {{"value", "10:15"}}},
                   {"wait", {{"value", 95}}},
                   {"front", {{"value", {hash(0)}}}},
                   {"name", {{"value", {hash(2)}}}}};
  return doc.dump();
}

Doc parsed(const Reply& reply) { return Doc::parse(reply.body, nullptr, false); }

void demand(const Reply& reply, int status) {
  if (reply.status != status) throw std::runtime_error("answer " + std::to_string(reply.status) + ": " + reply.body);
}

std::string event_id(unsigned number) { return "0d1b6c3a-0000-4000-8000-00000000000" + std::to_string(number); }

std::string hexadecimal(const std::string& bytes) {
  std::string out;
  for (const char c : bytes) {
    out += "0123456789abcdef"[static_cast<unsigned char>(c) >> 4];
    out += "0123456789abcdef"[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

}  // namespace

ErasureWorld::ErasureWorld()
    : now_(std::make_shared<std::atomic<std::int64_t>>(1'795'000'000'000)), server_([now = now_] { return now->load(); }),
      administrator_(server_.signed_in("administrator")), person_(server_.client()), other_(server_.signed_in("investigator")) {
  auto checklist = parse_checklist(kQuestions);
  if (!checklist) throw std::logic_error("the erasure's checklist has a problem: " + checklist.error()[0].code);
  server_.application().store().write(OrganisationId("north"), [&](Writer& writer) { writer.put_checklist(record_of(*checklist, kQuestions)); });
  make_person();
  push_visits();
  review_visits();
}

ErasureParts ErasureWorld::parts() {
  Application& application = server_.application();
  return {application.store(), application.blobs(), application.services().checklists, data()};
}

nlohmann::json ErasureWorld::get(Client& client, const std::string& path) {
  const Reply reply = client.get(path);
  demand(reply, 200);
  return parsed(reply);
}

nlohmann::json ErasureWorld::post(Client& client, const std::string& path, const nlohmann::json& body, int status) {
  const Reply reply = client.send("POST", path, body.dump());
  demand(reply, status);
  return parsed(reply);
}

void ErasureWorld::make_person() {
  plant("name", "Zéphyrine Quillot");
  plant("address", kErasedEmail);
  plant("id", kErasedId);
  const Doc made = post(administrator_, "/api/v1/people", {{"name", "Zéphyrine Quillot"}, {"email", kErasedEmail}, {"role", "investigator"}, {"language", "fr"}}, 201);
  if (made["id"] != kErasedId) throw std::logic_error("another id: " + made.dump());
  // A name that was there before leaves bytes in pages.
  plant("earlier name", "Zéphyrine Autrefois");
  post(administrator_, std::string("/api/v1/people/") + kErasedId, {{"name", "Zéphyrine Autrefois"}, {"email", kErasedEmail}, {"role", "investigator"}, {"language", "fr"}}, 200);
  post(administrator_, std::string("/api/v1/people/") + kErasedId, {{"name", "Zéphyrine Quillot"}, {"email", kErasedEmail}, {"role", "investigator"}, {"language", "fr"}}, 200);
  const Doc link = post(administrator_, std::string("/api/v1/people/") + kErasedId + "/link", Doc::object(), 201);
  const Reply joined = person_.send("POST", "/api/v1/link/join", Doc{{"token", link["token"]}, {"password", kPasswordOfErased}}.dump(),
                                    {{"X-Forwarded-For", kAddress}});
  demand(joined, 200);
  demand(person_.sign_in(kErasedEmail, kPasswordOfErased), 200);
  plant("client's address", kAddress);
  plant("a token's use", "Phare violet de Zéphyrine");
  const Doc token = {{"name", "Phare violet de Zéphyrine"}, {"scopes", {"visits:read"}}, {"days", 30}};
  post(administrator_, std::string("/api/v1/people/") + kErasedId + "/tokens", token, 201);
  plant("a report link's request", "zq-demande-zephyrine");
  server_.application().store().write(OrganisationId("north"), [](Writer& writer) {
    writer.put_report_link({OrganisationId("north"), "rzephyrine", UserId(kErasedId), "site", "lyon", "", "zq-demande-zephyrine", "hash", 1, 2, 1, 3, {}});
  });
}

void ErasureWorld::push_visits() {
  for (unsigned i = 0; i < 3; ++i) photos_.push_back(noise_photo(900 + i, 40));
  plant("text", "Le vendeur roux m’a parlé de Quimperlé");
  plant("comment", "Commentaire unique : porte-manteau mauve");
  plant("barcode", "ZQ-4711-MAUVE");
  plant("latitude", "45.7612345");
  for (std::size_t i = 0; i < photos_.size(); ++i) {
    plant("photo " + std::to_string(i), photos_[i].bytes.substr(100, 400));
    plant("photo's hash " + std::to_string(i), photos_[i].sha256);
  }
  for (unsigned i = 1; i <= 2; ++i) {
    const std::string body = submission(visit_id(i), kErasedId, "lyon", "",
                                        answers(photos_, "Le vendeur roux m’a parlé de Quimperlé", "Commentaire unique : porte-manteau mauve", "ZQ-4711-MAUVE", 45.7612345), "words");
    demand(person_.push(visit_id(i), 1, body), 201);
  }
  for (const Photo& photo : photos_)
    if (upload(person_, photo).header("upload-complete") != "?1") throw std::runtime_error("a photo did not arrive");
  // A second body under the same number, and one that is not a visit.
  plant("loser's comment", "Second envoi fuchsia");
  demand(person_.push(visit_id(1), 1, submission(visit_id(1), kErasedId, "lyon", "", R"({"greeted":{"value":"no","comment":"Second envoi fuchsia"},"smile":{"value":1}})", "words")), 409);
  plant("note", "Mon téléphone vermillon est tombé");
  const std::string text = "nothing that is a visit, vermillon-brut";
  plant("parked", text);
  post(person_, "/api/v1/parked", {{"visit", "unknown"}, {"revision", 1}, {"problem", "invalid"}, {"note", "Mon téléphone vermillon est tombé"}, {"sha256", sha256_hex(text)}, {"body", text}}, 201);
  // Half a photo that never came whole.
  const Photo half = noise_photo(990, 200);
  demand(person_.push(visit_id(3), 1, submission(visit_id(3), kErasedId, "lille", "", R"({"greeted":{"value":"no"},"smile":{"value":1},"said":{"value":"—"},"where":{"value":{"latitude":1,"longitude":1,"accuracy":5}},"front":{"value":["sha256:)" + half.sha256 + R"("]}})", "words")), 201);
  demand(send_chunk(person_, half, 0, 4000), 204);
  plant("half a photo", half.bytes.substr(100, 400));
  // Somebody else, with a photo of their own and one that both have.
  std::vector<Photo> others = {noise_photo(700, 40), noise_photo(701, 40), noise_photo(702, 40)};
  for (unsigned i = 11; i <= 12; ++i)
    demand(other_.push(visit_id(i), 1, submission(visit_id(i), "north-investigator", "lille", "", answers(others, "Des mots d’autrui", "Reste", "AUTRE", 50.63), "words")), 201);
  for (const Photo& photo : others) upload(other_, photo);
}

void ErasureWorld::review_visits() {
  Client reviewer = server_.signed_in("reviewer"), site_manager = server_.signed_in("site_manager");
  const auto hash_of = [&](unsigned visit) { return get(administrator_, "/api/v1/visits/" + visit_id(visit))["sha256"].get<std::string>(); };
  plant("reviewer's words", "Zéphyrine écrit toujours indigo");
  const auto say = [&](Client& who, unsigned visit, unsigned event, const Doc& more) {
    Doc body = {{"id", event_id(event)}, {"revision", 1}, {"sha256", hash_of(visit)}};
    body.update(more);
    post(who, "/api/v1/visits/" + visit_id(visit) + "/events", body, 201);
  };
  say(reviewer, 2, 1, {{"type", "comment"}, {"text", "Zéphyrine écrit toujours indigo"}});
  say(reviewer, 2, 2, {{"type", "approved"}});
  say(reviewer, 11, 3, {{"type", "comment"}, {"text", "Un mot sur autrui"}});
  say(reviewer, 11, 4, {{"type", "approved"}});
}

void ErasureWorld::pass(std::int64_t ms) {
  *now_ += ms;
  administrator_ = server_.signed_in("administrator");
}

Reply ErasureWorld::erase(const std::string& email) {
  return administrator_.send("POST", std::string("/api/v1/people/") + kErasedId + "/erasure", Doc{{"email", email}}.dump());
}

std::string ErasureWorld::of_others() {
  const auto reader = server_.application().store().read(OrganisationId("north"));
  std::string all;
  for (const VisitRecord& visit : reader->visits({})) {
    if (visit.investigator != UserId("north-investigator")) continue;
    all += visit.id.value + visit.sha256 + visit.status + visit.score_json + visit.received_at + "\n";
    for (const Revision& body : reader->revisions(visit.id)) all += body.body + body.receipt + body.sender.value + "\n";
    for (const VisitEvent& event : reader->events(visit.id)) all += event.id + event.body + event.author.value + "\n";
    for (const VisitPhoto& photo : reader->photos(visit.id)) all += photo.sha256 + sha256_hex(*server_.application().blobs().read(OrganisationId("north"), photo.sha256)->bytes) + "\n";
  }
  return all;
}

std::string ErasureWorld::figures() {
  std::string all;
  for (const char* path : {"/api/v1/comparison", "/api/v1/overview", "/api/v1/heatmap", "/api/v1/heatmap?checklist=words"}) {
    Doc figure = get(administrator_, path);
    figure.erase("generated_at");
    all += figure.dump() + "\n";
  }
  const auto reader = server_.application().store().read(OrganisationId("north"));
  for (const VisitRecord& visit : reader->visits({})) all += visit.id.value + " " + visit.status + " " + visit.score_json + visit.grade + "\n";
  for (const SiteScores& site : reader->site_scores({})) all += site.site.value + site.status + std::to_string(site.visits) + " " + std::to_string(site.score) + "\n";
  return all;
}

std::vector<std::string> traces_in(const std::filesystem::path& folder, const std::vector<Planted>& planted) {
  std::vector<std::string> traces;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).string();
    const std::string bytes = entry.is_regular_file() ? read_file(entry.path()) : std::string();
    for (const Planted& each : planted) {
      // Base64 of a text that begins at another place looks otherwise: all three are looked for, without their ends.
      std::vector<std::string> forms = {each.bytes, hexadecimal(each.bytes)};
      for (std::size_t shift = 0; shift < 3 && each.bytes.size() >= 12; ++shift) forms.push_back(base64(each.bytes.substr(shift)).substr(0, (each.bytes.size() - shift) / 3 * 4));
      for (const std::string& form : forms)
        if (bytes.find(form) != std::string::npos) traces.push_back(name + ": " + each.what);
      if (name.find(each.bytes) != std::string::npos) traces.push_back(name + ": named " + each.what);
    }
  }
  return traces;
}

}  // namespace constat::test
