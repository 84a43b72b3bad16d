// The same work in SQL by SQLite, in memory, on one thread. Usage: constat_analytics_sqlite FOLDER
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::string folder = std::string(argv[1]) + "/";
  sqlite3* db = nullptr;
  if (sqlite3_open(":memory:", &db) != SQLITE_OK) return 1;
  std::string columns = "site INTEGER", marks = "?", earned, possible, line;
  std::ifstream items(folder + "items.csv");
  std::size_t count = 0;
  for (; std::getline(items, line); ++count) {
    const std::size_t comma = line.find(',');
    const std::string name = "a" + std::to_string(count), most = line.substr(0, comma), weight = line.substr(comma + 1);
    columns += "," + name + " INTEGER";
    marks += ",?";
    earned += (count == 0 ? "" : "+") + std::string("coalesce(") + name + ",0)*" + weight;
    possible += (count == 0 ? "" : "+") + std::string("(") + name + " IS NOT NULL)*" + std::to_string(std::stoi(most) * std::stoi(weight));
  }
  sqlite3_exec(db, ("CREATE TABLE visits(" + columns + "); BEGIN").c_str(), nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  if (sqlite3_prepare_v2(db, ("INSERT INTO visits VALUES(" + marks + ")").c_str(), -1, &insert, nullptr) != SQLITE_OK) return 1;
  std::ifstream table(folder + "answers.csv");
  while (std::getline(table, line)) {
    std::size_t at = 0;
    for (int column = 1; column <= static_cast<int>(count) + 1; ++column) {
      const std::size_t comma = std::min(line.find(',', at), line.size());
      if (comma == at) sqlite3_bind_null(insert, column);
      else sqlite3_bind_int(insert, column, std::stoi(line.substr(at, comma - at)));
      at = comma + 1;
    }
    sqlite3_step(insert);
    sqlite3_reset(insert);
  }
  sqlite3_finalize(insert);
  sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  // No quantiles: SQLite has none of its own, which is in its favour here.
  const std::string query = "SELECT site, count(*), avg(100.0*(" + earned + ")/(" + possible + ")) FROM visits GROUP BY site";
  sqlite3_stmt* select = nullptr;
  if (sqlite3_prepare_v2(db, query.c_str(), -1, &select, nullptr) != SQLITE_OK) return 1;
  const auto start = std::chrono::steady_clock::now();
  int rows = 0;
  while (sqlite3_step(select) == SQLITE_ROW) ++rows;
  std::printf("sqlite_ms %.3f\nsqlite_sites %d\n", std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count(), rows);
  sqlite3_finalize(select);
  sqlite3_close(db);
  return rows > 0 ? 0 : 1;
}
