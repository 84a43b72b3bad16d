#include "tests/reliability/support/world.hpp"

#include "backend/auth/secrets.hpp"
#include "shared/base/sha256.hpp"

namespace constat::test {
namespace {

const std::string& hash_of_password() {
  static const std::string hash = [] {
    server::start_crypto();
    return server::Passwords().hash(kPassword);
  }();
  return hash;
}

void add_missions(server::Store& store, int count) {
  store.write(server::OrganisationId("north"), [&](server::Writer& writer) {
    auto mission = *writer.mission(MissionId("m1"));
    for (int i = 2; i <= count; ++i) {
      mission.id = MissionId("m" + std::to_string(i));
      writer.put_mission(mission);
    }
  });
}

}  // namespace

std::string open_session(server::Store& store, const std::string& organisation, const std::string& user) {
  const std::string token = server::random_token();
  const std::int64_t now = server::system_clock()();
  store.put_session({sha256_hex(token), server::OrganisationId(organisation), UserId(user), now, now, now + server::kSessionLifetimeMs});
  return "constat=" + token;
}

World::World(const std::filesystem::path& folder, int missions) : data(folder / "data"), log(folder / "server.log") {
  std::filesystem::create_directories(folder);
  server::ApplicationOptions options;
  options.data = data;
  server::Application application(std::move(options));
  seed(application.store(), hash_of_password());
  add_missions(application.store(), missions);
  investigator = open_session(application.store(), "north", "north-investigator");
  manager = open_session(application.store(), "north", "north-manager");
}

Audit World::audit(const Promises& promises, const std::filesystem::path& where, bool same_receipts) const {
  server::ApplicationOptions options;
  options.data = where;
  server::Application application(std::move(options));
  const auto reader = application.store().read(server::OrganisationId("north"));
  Audit audit;
  for (const auto& [visit, promised] : promises.visits()) {
    ++audit.visits;
    const auto revisions = reader->revisions(VisitId(visit));
    if (revisions.empty() || !reader->visit(VisitId(visit))) ++audit.lost;
    else if (revisions.size() > 1) ++audit.doubled;
    else if (revisions[0].body != promised.body) ++audit.altered;
    else if (same_receipts && revisions[0].receipt != promised.receipt) ++audit.other_receipt;
  }
  for (const auto& [sha256, bytes] : promises.photos()) {
    ++audit.photos;
    const auto blob = application.services().blobs.read(server::OrganisationId("north"), sha256);
    if (!blob || *blob->bytes != bytes) ++audit.photos_lost;
  }
  return audit;
}

std::string submission_with_photo(const std::string& visit, const std::string& sha256) {
  return submission(visit, "north-investigator", "lyon", "",
                    R"({"front":{"value":["sha256:)" + sha256 + R"("]},"greeted":{"value":"yes"},"smile":{"value":2}})");
}

std::string to_string(const Audit& audit) {
  return std::to_string(audit.visits) + " visits acknowledged, " + std::to_string(audit.lost) + " lost, " +
         std::to_string(audit.doubled) + " doubled, " + std::to_string(audit.altered) + " altered, " +
         std::to_string(audit.other_receipt) + " with another receipt" +
         (audit.photos == 0 ? "" : "; " + std::to_string(audit.photos) + " photos, " + std::to_string(audit.photos_lost) + " lost or altered");
}

}  // namespace constat::test
