#include "backend/intake/intake_log.hpp"

#include "backend/ledger/ledger_reader.hpp"
#include "backend/ledger/mutations.hpp"

namespace constat::server {

IntakeScan read_intake(const std::filesystem::path& directory, const std::function<void(const IntakeRecord&)>& each,
                       Files& files) {
  ledger::PersonKeys keys(directory.parent_path() / "keys", files);
  const ledger::LedgerReader reader(directory, files);
  IntakeScan scan;
  scan.torn_bytes = reader.facts().torn_bytes;
  reader.each_record([&](const ledger::Record& record) {
    ledger::each_mutation(record.mutations, [&](ledger::Mutation kind, std::string_view bytes) {
      if (kind != ledger::Mutation::add_revision) return;
      ledger::Decoder decoder(bytes, keys, record.organisation);
      auto revision = ledger::read_fields<Revision>(decoder);
      ++scan.records;
      each({"/api/v1/visits/" + revision.visit.value + "/revisions/" + std::to_string(revision.revision),
            record.organisation, revision.sender.value, revision.received_at, revision.client_time, revision.sha256,
            std::move(revision.body)});
    });
  });
  return scan;
}

}  // namespace constat::server
