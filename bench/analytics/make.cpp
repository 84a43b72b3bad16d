// Writes the material of bench/analytics into a folder: checklist.json, batch.bin, sites.bin, and answers.csv for the engines
// that read no batch. Usage: constat_analytics_make FOLDER VISITS
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "bench/analytics/material.hpp"
#include "shared/checklist/parse.hpp"
#include "shared/rescoring/batch_bytes.hpp"

int main(int argc, char** argv) {
  using namespace constat;
  if (argc != 3) {
    std::fputs("usage: constat_analytics_make FOLDER VISITS\n", stderr);
    return 2;
  }
  const std::string folder = std::string(argv[1]) + "/";
  const std::size_t visits = std::strtoull(argv[2], nullptr, 10);
  const bench::Material made = bench::make_material(visits);
  const std::string json = bench::checklist_json(made.items);
  const auto checklist = parse_checklist(json);
  if (!checklist) {
    std::fputs("the bench's own checklist does not parse\n", stderr);
    return 1;
  }
  VisitBatch batch(*checklist);
  for (std::size_t v = 0; v < visits; ++v) {
    Visit visit;
    for (std::size_t i = 0; i < bench::kItems; ++i) {
      Answer& answer = visit.answers["i" + std::to_string(i)];
      const std::uint8_t points = made.answers[i][v];
      if (points == bench::kNotApplicable) answer.value = NotApplicable{};
      else answer.value = TextValue("p" + std::to_string(points));
    }
    batch.add(visit);
    if (v % 100'000 == 0) std::fprintf(stderr, "\r%zu of %zu visits encoded", v, visits);
  }
  std::fprintf(stderr, "\r%zu visits encoded          \n", visits);
  std::ofstream(folder + "checklist.json", std::ios::binary) << json;
  std::ofstream(folder + "batch.bin", std::ios::binary) << BatchBytes::write(batch);
  std::ofstream(folder + "sites.bin", std::ios::binary)
      .write(reinterpret_cast<const char*>(made.site_of.data()), static_cast<std::streamsize>(made.site_of.size() * sizeof(std::uint16_t)));
  std::ofstream items(folder + "items.csv", std::ios::binary);
  for (const bench::MadeItem& item : made.items) items << item.most << ',' << item.weight << '\n';
  std::ofstream table(folder + "answers.csv", std::ios::binary);
  std::string row;
  for (std::size_t v = 0; v < visits; ++v) {
    row = std::to_string(made.site_of[v]);
    for (std::size_t i = 0; i < bench::kItems; ++i) {
      row += ',';
      if (made.answers[i][v] != bench::kNotApplicable) row += std::to_string(made.answers[i][v]);
    }
    table << row << '\n';
  }
  return table.good() && items.good() ? 0 : 1;
}
