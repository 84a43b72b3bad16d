#include "backend/insight/weaknesses.hpp"

#include <algorithm>
#include <tuple>

#include "shared/report/site_document.hpp"

namespace constat::server {
namespace {

// One question of a site; in several waves it stands there several times.
struct AskedAt {
  const std::string *site, *checklist;
  const QuestionSums* question;
  auto key() const { return std::tie(*site, *checklist, question->item); }
};

}  // namespace

std::vector<SiteWeakness> weaknesses_by_site(const std::vector<std::shared_ptr<const VisitSums>>& sums) {
  std::vector<AskedAt> all;
  for (const auto& each : sums)
    for (const ChecklistSums& checklist : each->checklists)
      for (const QuestionSums& question : checklist.questions) all.push_back({&each->site.value, &checklist.checklist, &question});
  // Sums of one wave are in that order already.
  const auto before = [](const AskedAt& a, const AskedAt& b) { return a.key() < b.key(); };
  if (!std::is_sorted(all.begin(), all.end(), before)) std::stable_sort(all.begin(), all.end(), before);
  std::vector<SiteWeakness> out;
  for (std::size_t from = 0, to = 0; from < all.size(); from = to) {
    QuestionSums sum;
    const WordsOf* newest = nullptr;
    for (; to < all.size() && all[to].key() == all[from].key(); ++to) {
      const QuestionSums& question = *all[to].question;
      sum.earned += question.earned;
      sum.possible += question.possible;
      sum.asked += question.asked;
      sum.lost += question.lost;
      if (!newest || question.newest->is_newer_than(*newest)) newest = question.newest.get();
    }
    if (sum.lost < report::kRepeatedLosses) continue;
    const double share = 100.0 * static_cast<double>(sum.earned) / static_cast<double>(sum.possible);
    out.push_back({*all[from].site, all[from].question->item, sum.lost, sum.asked, share, newest});
  }
  std::stable_sort(out.begin(), out.end(), [](const SiteWeakness& a, const SiteWeakness& b) { return a.lost != b.lost ? a.lost > b.lost : a.share < b.share; });
  return out;
}

nlohmann::json weakness_document(const SiteWeakness& weakness) {
  const Checklist& words = *weakness.newest->checklist;
  const auto item = words.find(weakness.item);
  return {{"checklist", words_document(words.title)},
          {"question", item ? words_document(words.at(*item).prompt) : nlohmann::json::object()},
          {"lost", weakness.lost},
          {"asked", weakness.asked},
          {"share", weakness.share}};
}

}  // namespace constat::server
