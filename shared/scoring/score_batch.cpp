// The columnar pass: sections one after the other, each over blocks of visits that fit the cache.
#include <algorithm>

#include "shared/scoring/arithmetic.hpp"
#include "shared/scoring/batch.hpp"

namespace constat {

class BatchScorer {
 public:
  BatchScorer(const VisitBatch& batch, const Checklist& rules) : batch_(batch), rules_(rules) {
    columns_of_section_.resize(rules.sections.size());
    for (const VisitBatch::Column& column : batch.columns_) columns_of_section_[column.ref.section].push_back(&column);
  }

  BatchScores run(std::size_t begin, std::size_t count) {
    reserve(begin, count);
    for (std::size_t first = 0; first < count; first += kBlock) score_block(begin + first, std::min(kBlock, count - first));
    return std::move(out_);
  }

  std::optional<MicroPercent> score_of(std::size_t visit) {
    reserve(visit, 1);
    score_block(visit, 1);
    return out_.score[0];
  }

 private:
  static constexpr std::size_t kBlock = 1024;

  void reserve(std::size_t begin, std::size_t count) {
    begin_ = begin;
    out_.status.assign(count, VisitStatus::complete);
    out_.earned.assign(count, 0);
    out_.possible.assign(count, 0);
    out_.score.assign(count, std::nullopt);
    out_.uncapped.assign(count, std::nullopt);
    out_.grade.assign(count, std::nullopt);
    out_.passed.assign(count, std::nullopt);
  }

  // What a visit has gathered over the sections done so far.
  struct Gathered {
    std::int64_t earned = 0, possible = 0, limited_earned = 0;
    __int128 plain_sum = 0, limited_sum = 0;  // of section weight * score, weighted mode
    std::int64_t weights = 0;
    bool open = false, visit_critical = false, any_critical = false, section_failed = false;
  };

  void score_block(std::size_t first, std::size_t count) {
    gathered_.assign(count, Gathered{});
    for (std::size_t s = 0; s < rules_.sections.size(); ++s) {
      sum_section(s, first, count);
      for (std::size_t v = 0; v < count; ++v) close_section(rules_.sections[s], v);
    }
    for (std::size_t v = 0; v < count; ++v) close_visit(first + v, gathered_[v]);
  }

  void sum_section(std::size_t section, std::size_t first, std::size_t count) {
    earned_.assign(count, 0);
    possible_.assign(count, 0);
    critical_.assign(count, 0);
    for (const VisitBatch::Column* column : columns_of_section_[section]) add_column(*column, first, count);
  }

  void add_column(const VisitBatch::Column& column, std::size_t first, std::size_t count) {
    const Item& item = rules_.at(column.ref);
    const std::uint8_t* bytes = column.bytes.data() + first;
    if (count < column.codes) {  // a table of products would cost more than it saves
      for (std::size_t v = 0; v < count; ++v) {
        earned_[v] += column.earned[bytes[v]] * item.weight.value;
        possible_[v] += column.possible[bytes[v]] * item.weight.value;
      }
    } else {
      std::array<std::int64_t, 256> earned{}, possible{};
      for (std::size_t code = 0; code < column.codes; ++code) {
        earned[code] = column.earned[code] * item.weight.value;
        possible[code] = column.possible[code] * item.weight.value;
      }
      for (std::size_t v = 0; v < count; ++v) {
        earned_[v] += earned[bytes[v]];
        possible_[v] += possible[bytes[v]];
      }
    }
    if (item.required) {
      for (std::size_t v = 0; v < count; ++v) gathered_[v].open = gathered_[v].open || bytes[v] == 1;
    }
    if (!item.critical) return;
    const bool section_scope = item.critical->scope == Critical::Scope::section;
    for (std::size_t v = 0; v < count; ++v) {
      if (column.triggered[bytes[v]] == 0) continue;
      gathered_[v].any_critical = true;
      if (section_scope) critical_[v] = 1;
      if (!section_scope) gathered_[v].visit_critical = true;
    }
  }

  void close_section(const Section& section, std::size_t v) {
    Gathered& visit = gathered_[v];
    const CriticalPolicy& policy = rules_.scoring.critical_policy;
    visit.earned += earned_[v];
    visit.possible += possible_[v];
    visit.limited_earned += critical_[v] ? limited_earned(policy, earned_[v], possible_[v]) : earned_[v];
    const bool needs_score = rules_.scoring.mode == ScoringMode::weighted || section.pass_mark;
    const std::optional<MicroPercent> raw = needs_score ? raw_ratio(earned_[v], possible_[v]) : std::nullopt;
    if (!raw) return;
    const MicroPercent plain = clamp_percent(*raw);
    const MicroPercent limited = critical_[v] ? limited_score(policy, plain) : plain;
    visit.plain_sum += static_cast<__int128>(section.weight.value) * plain.value;
    visit.limited_sum += static_cast<__int128>(section.weight.value) * limited.value;
    visit.weights += section.weight.value;
    if (section.pass_mark && limited < *section.pass_mark) visit.section_failed = true;
  }

  std::optional<MicroPercent> whole(const Gathered& visit, std::int64_t earned, __int128 sum) const {
    if (rules_.scoring.mode == ScoringMode::weighted) {
      if (visit.weights == 0) return std::nullopt;
      return MicroPercent{divide_rounded(sum, visit.weights)};
    }
    const std::optional<MicroPercent> raw = raw_ratio(earned, visit.possible);
    if (!raw) return std::nullopt;
    return clamp_percent(*raw);
  }

  void close_visit(std::size_t visit_at, const Gathered& visit) {
    const std::size_t at = visit_at - begin_;
    if (batch_.invalid_[visit_at] != 0) {
      out_.status[at] = VisitStatus::invalid;
      return;
    }
    const ScoringRules& scoring = rules_.scoring;
    out_.earned[at] = visit.earned;
    out_.possible[at] = visit.possible;
    out_.uncapped[at] = whole(visit, visit.earned, visit.plain_sum);
    std::optional<MicroPercent> score = whole(visit, visit.limited_earned, visit.limited_sum);
    if (score && visit.visit_critical) score = limited_score(scoring.critical_policy, *score);
    out_.score[at] = score;
    out_.status[at] = visit.open ? VisitStatus::incomplete
                      : score    ? VisitStatus::complete
                                 : VisitStatus::not_assessable;
    if (!score) return;
    if (const std::optional<std::size_t> grade = grade_at(scoring, *score, visit.any_critical)) {
      out_.grade[at] = static_cast<std::uint16_t>(*grade);
    }
    const bool mark_reached = !scoring.pass_mark || !(*score < *scoring.pass_mark);
    out_.passed[at] = mark_reached && !visit.section_failed && !visit.any_critical;
  }

  const VisitBatch& batch_;
  const Checklist& rules_;
  BatchScores out_;
  std::size_t begin_ = 0;  // the visit that out_ begins with
  std::vector<std::vector<const VisitBatch::Column*>> columns_of_section_;
  std::vector<Gathered> gathered_;                 // by visit of the block
  std::vector<std::int64_t> earned_, possible_;    // of the section at hand
  std::vector<std::uint8_t> critical_;
};

BatchScores score_batch(const VisitBatch& batch, const Checklist& rules) { return score_batch(batch, rules, 0, batch.size()); }

BatchScores score_batch(const VisitBatch& batch, const Checklist& rules, std::size_t first, std::size_t count) {
  return BatchScorer(batch, rules).run(first, count);
}

std::vector<std::optional<MicroPercent>> score_some(const VisitBatch& batch, const Checklist& rules,
                                                    const std::uint32_t* visits, std::size_t count) {
  BatchScorer scorer(batch, rules);
  std::vector<std::optional<MicroPercent>> out;
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) out.push_back(scorer.score_of(visits[i]));
  return out;
}

}  // namespace constat
