#include "backend/demo/voices.hpp"

#include "backend/demo/calendar.hpp"
#include "backend/demo/draw.hpp"

namespace constat::server::demo {
namespace {

constexpr double kCustomerNoise = 0.2, kQuestionNoise = 0.1;
// How much of what sets an area of a site apart its customers notice, and how few of them come for after sales.
constexpr double kNoticed = 0.5;
constexpr int kWithoutAfterSales = 60;  // percent
constexpr std::uint64_t kAreaSeed = 4711;
constexpr int kSamplesPerPlan = 3;  // the content counts one channel; the export joins three

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

class Customer {
 public:
  Customer(Rng& rng, double level) : rng_(rng), level_(level) {}

  // One in twenty-five leaves a question out.
  std::string scale(int min, int max) {
    const double at = share(level_ + normal(rng_) * kQuestionNoise);
    const int value = min + static_cast<int>(at * (max - min) + 0.5);
    return rng_.chance(4) ? std::string() : std::to_string(value);
  }
  std::string yes_or_no(double chance_of_yes) {
    const bool yes = rng_.uniform() < chance_of_yes;
    return rng_.chance(6) ? "" : yes ? "oui" : "non";
  }
  double level() const { return level_; }

 private:
  Rng& rng_;
  double level_;
};

}  // namespace

std::string make_responses(const Content& content, Rng& rng) {
  std::string csv = "id,site,date,wave,nps,csat,ces,fcr,churn,price,responsiveness,quality,value,verbatim,reception,after_sales\r\n";
  Rng of_areas(kAreaSeed);  // draws of its own: the answers to the other questions do not hang on these
  int number = 0;
  for (std::size_t w = 0; w < content.waves.size(); ++w) {
    const DemoWave& wave = content.waves[w];
    const std::int64_t first = day_number(wave.from), last = day_number(wave.visits_to);
    for (const DemoSite& site : content.sites) {
      for (int i = 0; i < site.responses_per_wave * kSamplesPerPlan; ++i) {
        const double level = share(site.satisfaction + (w > 0 ? site.drift : 0) + normal(rng) * kCustomerNoise);
        Customer customer(rng, level);
        // On 0-10 people mark more generously than on 1-5.
        const int nps = static_cast<int>(share(level + 0.06 + normal(rng) * kQuestionNoise) * 10 + 0.5);
        const char* group = nps >= 9 ? "promoter" : nps >= 7 ? "passive" : "detractor";
        csv += "r" + std::to_string(100000 + ++number) + "," + site.site.id.value + "," +
               date_of(rng.between(first, last)) + "," + wave.wave.id.value + "," + std::to_string(nps) + "," +
               customer.scale(1, 5) + "," + customer.scale(1, 7) + "," + customer.yes_or_no(0.35 + 0.55 * level) + "," +
               customer.yes_or_no(0.32 * (1 - level)) + "," + customer.scale(1, 5) + "," + customer.scale(1, 5) + "," +
               customer.scale(1, 5) + "," + customer.scale(1, 5) + ",";
        const auto phrases = content.verbatims.find(group);
        if (phrases != content.verbatims.end() && rng.chance(nps >= 7 && nps < 9 ? 20 : 42))
          csv += quoted(pick_or(rng, phrases->second));
        const auto of_area = [&](Area area) {
          double mean = 0;
          for (const Area each : {Area::reception, Area::service, Area::after_sales}) mean += site.profile[static_cast<std::size_t>(each)] / 3;
          const double apart = kNoticed * (site.profile[static_cast<std::size_t>(area)] - mean);
          return Customer(of_areas, share(level + apart)).scale(1, 5);
        };
        csv += "," + of_area(Area::reception) + ",";
        if (!of_areas.chance(kWithoutAfterSales)) csv += of_area(Area::after_sales);
        csv += "\r\n";
      }
    }
  }
  return csv;
}

}  // namespace constat::server::demo
