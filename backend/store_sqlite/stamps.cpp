#include "backend/store_sqlite/stamps.hpp"

#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {

// What a visit says: its row, the body of its newest revision, and the decisions over appeals among its events. A visit that goes
// to another site or wave changes both. A body that comes needs no trigger, which would cost every push more than all this: no visit
// names it before its row is written after it (Writer::put_visit).
const char kStamps[] = R"sql(
CREATE TABLE visit_stamp (
  organisation TEXT NOT NULL, wave TEXT NOT NULL, site TEXT NOT NULL, changes INTEGER NOT NULL,
  PRIMARY KEY (organisation, wave, site)) STRICT, WITHOUT ROWID;
CREATE TRIGGER visit_stamped_added AFTER INSERT ON visit BEGIN
  INSERT INTO visit_stamp VALUES (new.organisation, new.wave, new.site, 1)
  ON CONFLICT (organisation, wave, site) DO UPDATE SET changes = changes + 1;
END;
CREATE TRIGGER visit_stamped_removed AFTER DELETE ON visit BEGIN
  UPDATE visit_stamp SET changes = changes + 1 WHERE organisation = old.organisation AND wave = old.wave AND site = old.site;
END;
CREATE TRIGGER visit_stamped_changed AFTER UPDATE ON visit BEGIN
  INSERT INTO visit_stamp VALUES (new.organisation, new.wave, new.site, 1)
  ON CONFLICT (organisation, wave, site) DO UPDATE SET changes = changes + 1;
  UPDATE visit_stamp SET changes = changes + 1
  WHERE (old.site IS NOT new.site OR old.wave IS NOT new.wave) AND organisation = old.organisation AND wave = old.wave AND site = old.site;
END;
CREATE TRIGGER visit_stamped_body_changed AFTER UPDATE OF main, body ON revision BEGIN
  UPDATE visit_stamp SET changes = changes + 1
  WHERE (organisation, wave, site) IN (SELECT organisation, wave, site FROM visit WHERE organisation = new.organisation AND id = new.visit);
END;
CREATE TRIGGER visit_stamped_event_added AFTER INSERT ON event BEGIN
  UPDATE visit_stamp SET changes = changes + 1
  WHERE (organisation, wave, site) IN (SELECT organisation, wave, site FROM visit WHERE organisation = new.organisation AND id = new.visit);
END;
CREATE TRIGGER visit_stamped_event_changed AFTER UPDATE OF body ON event BEGIN
  UPDATE visit_stamp SET changes = changes + 1
  WHERE (organisation, wave, site) IN (SELECT organisation, wave, site FROM visit WHERE organisation = new.organisation AND id = new.visit);
END;
INSERT INTO visit_stamp SELECT DISTINCT organisation, wave, site, 1 FROM visit;
)sql";

std::vector<VisitsStamp> Repository::visits_stamps(const std::optional<WaveId>& wave) {
  auto row = wave ? ask("SELECT wave, site, changes FROM visit_stamp WHERE organisation = ? AND wave = ? ORDER BY site")
                  : ask("SELECT wave, site, changes FROM visit_stamp WHERE organisation = ? ORDER BY wave, site");
  if (wave) row.bind(wave->value);
  std::vector<VisitsStamp> stamps;
  while (row.step()) stamps.push_back({WaveId(row.text(0)), SiteId(row.text(1)), row.integer(2)});
  return stamps;
}

}  // namespace constat::server::sqlite
