#include "backend/store_sqlite/sums.hpp"

#include "backend/store_sqlite/sqlite_repository.hpp"

namespace constat::server::sqlite {

// The square of a score does not leave room for many of them in 64 bits: its upper and lower 32 are summed apart, exactly.
const char kSums[] = R"sql(
CREATE TABLE site_score (
  organisation TEXT NOT NULL, wave TEXT NOT NULL, site TEXT NOT NULL, status TEXT NOT NULL, visits INTEGER NOT NULL,
  score INTEGER NOT NULL, squares_high INTEGER NOT NULL, squares_low INTEGER NOT NULL,
  PRIMARY KEY (organisation, wave, site, status)) STRICT, WITHOUT ROWID;
CREATE TRIGGER visit_added AFTER INSERT ON visit WHEN new.score_status = 'complete' AND new.score IS NOT NULL BEGIN
  INSERT INTO site_score VALUES (new.organisation, new.wave, new.site, new.status, 1, new.score,
    (new.score * new.score) >> 32, (new.score * new.score) & 4294967295)
  ON CONFLICT (organisation, wave, site, status) DO UPDATE SET visits = visits + 1, score = score + excluded.score,
    squares_high = squares_high + excluded.squares_high, squares_low = squares_low + excluded.squares_low;
END;
CREATE TRIGGER visit_removed AFTER DELETE ON visit WHEN old.score_status = 'complete' AND old.score IS NOT NULL BEGIN
  UPDATE site_score SET visits = visits - 1, score = score - old.score,
    squares_high = squares_high - ((old.score * old.score) >> 32), squares_low = squares_low - ((old.score * old.score) & 4294967295)
  WHERE organisation = old.organisation AND wave = old.wave AND site = old.site AND status = old.status;
  DELETE FROM site_score
  WHERE organisation = old.organisation AND wave = old.wave AND site = old.site AND status = old.status AND visits = 0;
END;
CREATE TRIGGER visit_changed AFTER UPDATE ON visit
WHEN old.score IS NOT new.score OR old.score_status IS NOT new.score_status OR old.status IS NOT new.status
  OR old.site IS NOT new.site OR old.wave IS NOT new.wave BEGIN
  UPDATE site_score SET visits = visits - 1, score = score - old.score,
    squares_high = squares_high - ((old.score * old.score) >> 32), squares_low = squares_low - ((old.score * old.score) & 4294967295)
  WHERE old.score_status = 'complete' AND old.score IS NOT NULL
    AND organisation = old.organisation AND wave = old.wave AND site = old.site AND status = old.status;
  INSERT INTO site_score SELECT new.organisation, new.wave, new.site, new.status, 1, new.score,
    (new.score * new.score) >> 32, (new.score * new.score) & 4294967295
  WHERE new.score_status = 'complete' AND new.score IS NOT NULL
  ON CONFLICT (organisation, wave, site, status) DO UPDATE SET visits = visits + 1, score = score + excluded.score,
    squares_high = squares_high + excluded.squares_high, squares_low = squares_low + excluded.squares_low;
  DELETE FROM site_score
  WHERE organisation = old.organisation AND wave = old.wave AND site = old.site AND status = old.status AND visits = 0;
END;
INSERT INTO site_score
  SELECT organisation, wave, site, status, COUNT(*), SUM(score), SUM((score * score) >> 32), SUM((score * score) & 4294967295)
  FROM visit WHERE score_status = 'complete' AND score IS NOT NULL GROUP BY organisation, wave, site, status;

CREATE TABLE answer_count (
  organisation TEXT NOT NULL, survey TEXT NOT NULL, question INTEGER NOT NULL, wave TEXT NOT NULL, site TEXT NOT NULL,
  value INTEGER NOT NULL, answers INTEGER NOT NULL,
  PRIMARY KEY (organisation, survey, question, wave, site, value)) STRICT, WITHOUT ROWID;
CREATE TRIGGER response_added AFTER INSERT ON response WHEN new.site <> '' BEGIN
  INSERT INTO answer_count
    SELECT new.organisation, new.survey, answer.key, new.wave, new.site, answer.value, 1
    FROM json_each(new.answers) answer WHERE answer.type = 'integer'
  ON CONFLICT (organisation, survey, question, wave, site, value) DO UPDATE SET answers = answers + 1;
END;
CREATE TRIGGER response_removed AFTER DELETE ON response WHEN old.site <> '' BEGIN
  UPDATE answer_count SET answers = answers - 1 FROM json_each(old.answers) answer
  WHERE answer.type = 'integer' AND organisation = old.organisation AND survey = old.survey AND question = answer.key
    AND wave = old.wave AND site = old.site AND answer_count.value = answer.value;
  DELETE FROM answer_count
  WHERE organisation = old.organisation AND survey = old.survey AND wave = old.wave AND site = old.site AND answers = 0;
END;
INSERT INTO answer_count
  SELECT response.organisation, survey, answer.key, wave, site, answer.value, COUNT(*)
  FROM response, json_each(response.answers) answer WHERE site <> '' AND answer.type = 'integer'
  GROUP BY response.organisation, survey, answer.key, wave, site, answer.value;
)sql";

// Until here answers without a site were not counted, and responses not at all.
const char kResponseSums[] = R"sql(
CREATE TABLE response_count (
  organisation TEXT NOT NULL, survey TEXT NOT NULL, wave TEXT NOT NULL, site TEXT NOT NULL, responses INTEGER NOT NULL,
  PRIMARY KEY (organisation, survey, wave, site)) STRICT, WITHOUT ROWID;
DROP TRIGGER response_added;
DROP TRIGGER response_removed;
CREATE TRIGGER response_added AFTER INSERT ON response BEGIN
  INSERT INTO response_count VALUES (new.organisation, new.survey, new.wave, new.site, 1)
  ON CONFLICT (organisation, survey, wave, site) DO UPDATE SET responses = responses + 1;
  INSERT INTO answer_count
    SELECT new.organisation, new.survey, answer.key, new.wave, new.site, answer.value, 1
    FROM json_each(new.answers) answer WHERE answer.type = 'integer'
  ON CONFLICT (organisation, survey, question, wave, site, value) DO UPDATE SET answers = answers + 1;
END;
CREATE TRIGGER response_removed AFTER DELETE ON response BEGIN
  UPDATE response_count SET responses = responses - 1
  WHERE organisation = old.organisation AND survey = old.survey AND wave = old.wave AND site = old.site;
  DELETE FROM response_count
  WHERE organisation = old.organisation AND survey = old.survey AND wave = old.wave AND site = old.site AND responses = 0;
  UPDATE answer_count SET answers = answers - 1 FROM json_each(old.answers) answer
  WHERE answer.type = 'integer' AND organisation = old.organisation AND survey = old.survey AND question = answer.key
    AND wave = old.wave AND site = old.site AND answer_count.value = answer.value;
  DELETE FROM answer_count
  WHERE organisation = old.organisation AND survey = old.survey AND wave = old.wave AND site = old.site AND answers = 0;
END;
INSERT INTO response_count
  SELECT organisation, survey, wave, site, COUNT(*) FROM response GROUP BY organisation, survey, wave, site;
INSERT INTO answer_count
  SELECT response.organisation, survey, answer.key, wave, site, answer.value, COUNT(*)
  FROM response, json_each(response.answers) answer WHERE site = '' AND answer.type = 'integer'
  GROUP BY response.organisation, survey, answer.key, wave, site, answer.value;
)sql";

std::vector<SiteScores> Repository::site_scores(const std::optional<WaveId>& wave) {
  auto row = wave ? ask("SELECT site, status, visits, score, squares_high, squares_low FROM site_score"
                        " WHERE organisation = ? AND wave = ? ORDER BY site, status")
                  : ask("SELECT site, status, SUM(visits), SUM(score), SUM(squares_high), SUM(squares_low) FROM site_score"
                        " WHERE organisation = ? GROUP BY site, status ORDER BY site, status");
  if (wave) row.bind(wave->value);
  std::vector<SiteScores> scores;
  while (row.step())
    scores.push_back({SiteId(row.text(0)), row.text(1), row.integer(2), row.integer(3), row.integer(4), row.integer(5)});
  return scores;
}

std::vector<AnswerCount> Repository::answer_counts(const SurveyId& survey, std::int64_t question, const std::optional<WaveId>& wave) {
  auto row = wave ? ask("SELECT site, value, answers FROM answer_count"
                        " WHERE organisation = ?1 AND survey = ?2 AND question = ?3 AND wave IN (?4, '')")
                  : ask("SELECT site, value, answers FROM answer_count WHERE organisation = ?1 AND survey = ?2 AND question = ?3");
  row.bind(survey.value).bind(question);
  if (wave) row.bind(wave->value);
  std::vector<AnswerCount> counts;
  while (row.step()) counts.push_back({row.text(0), row.integer(1), row.integer(2)});
  return counts;
}

std::vector<ResponseCount> Repository::response_counts(const std::optional<WaveId>& wave) {
  auto row = wave ? ask("SELECT site, SUM(responses) FROM response_count WHERE organisation = ?1 AND wave IN (?2, '') GROUP BY site")
                  : ask("SELECT site, SUM(responses) FROM response_count WHERE organisation = ?1 GROUP BY site");
  if (wave) row.bind(wave->value);
  std::vector<ResponseCount> counts;
  while (row.step()) counts.push_back({row.text(0), row.integer(1)});
  return counts;
}

}  // namespace constat::server::sqlite
