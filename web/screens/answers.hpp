// The answers of a visit to read, item by item, with what each earned.
#pragma once

#include "web/screens/common.hpp"

namespace constat::screens {

struct AnswersView {
  const Checklist& checklist;
  const Visit& visit;
  const VisitScore& score;
  bool with_points = true;
  app::ShownPhotos photos = {};  // what is known of the files that the answers name
  const std::map<std::string, Answer>* before_appeal = nullptr;  // by item, where an appeal has corrected the answer
  bool can_contest = false;                                      // each answer has a button for it
};
void draw_answers(Ui& ui, App& app, const AnswersView& view);

// What the answer to this question contradicts, under it.
void draw_contradictions(Ui& ui, App& app, const Checklist& checklist, const std::vector<app::Contradiction>& all, ItemRef ref);

}  // namespace constat::screens
