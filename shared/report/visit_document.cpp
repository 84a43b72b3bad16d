#include "shared/report/visit_document.hpp"

#include <algorithm>
#include <cstdlib>

#include "shared/base/calendar.hpp"

namespace constat::report {
namespace {

constexpr std::size_t kDateLength = 10, kClockLength = 5;

double percent_of(MicroPercent percent) { return static_cast<double>(percent.value) / 1e6; }

class Writer {
 public:
  Writer(const ReportedVisit& visit, Language language) : visit_(visit), language_(language), wording_{language, false} {}

  Document write(const std::string& organisation, const std::string& generated_at) {
    out_.language = language_;
    out_.title = word("report.visit.title");
    out_.subtitle = visit_.site_name.empty() ? visit_.visit.site.value : visit_.site_name;
    out_.author = organisation;
    out_.generated_at = generated_at;
    facts();
    headline();
    sections();
    criticals();
    for (std::size_t s = 0; s < visit_.checklist->sections.size(); ++s) answers(s);
    out_.blocks.emplace_back(Paragraph{text(language_, "report.visit.foot", {visit_.visit.id.value, std::to_string(visit_.revision),
                                                                             std::to_string(kScoringVersion)}),
                                       Tone::quiet});
    return std::move(out_);
  }

 private:
  std::string word(std::string_view key) const { return std::string(text(language_, key)); }
  std::string in_language(const LocalizedText& localized) const { return std::string(localized.in(code_of(language_))); }

  void facts() {
    Facts facts;
    const auto add = [&](std::string_view key, const std::string& value) {
      if (!value.empty()) facts.facts.push_back({word(key), value});
    };
    const Checklist& checklist = *visit_.checklist;
    std::string place = visit_.city;
    if (!visit_.region.empty() && visit_.region != place) place += (place.empty() ? "" : ", ") + visit_.region;
    add("report.visit_column.city", place);
    add("report.visit_column.wave_title", visit_.wave_title);
    add("report.visit_column.started_at", moment_words(visit_.visit.started_at, language_));
    add("report.visit_column.ended_at", moment_words(visit_.visit.ended_at, language_));
    add("report.visit_column.checklist",
        text(language_, "report.visit.version", {in_language(checklist.title), std::to_string(checklist.version)}));
    add("report.visit_column.investigator_name", visit_.investigator_name);
    add("report.visit_column.status", status_word(visit_.status, wording_));
    out_.blocks.emplace_back(std::move(facts));
    if (!visit_.official) out_.blocks.emplace_back(Paragraph{word("report.visit.not_official"), Tone::warning});
  }

  void headline() {
    Headline headline;
    headline.label = word("report.visit_column.score");
    headline.value = score_text(language_, visit_.official_score);
    if (!visit_.grade.empty())
      headline.remarks.push_back(text(language_, "report.visit.grade", {grade_word(*visit_.checklist, visit_.grade, wording_)}));
    const auto& mark = visit_.checklist->scoring.pass_mark;
    if (mark && visit_.passed && visit_.official_score)
      headline.remarks.push_back(text(language_, *visit_.official_score < *mark ? "report.visit.failed" : "report.visit.passed",
                                      {format_percent(language_, percent_of(*mark), 0)}));
    // A visit can reach its mark and fail all the same.
    if (const std::string missed = missed_sections(); !missed.empty()) headline.remarks.push_back(text(language_, "report.visit.missed_sections", {missed}));
    if (visit_.passed == false && !visit_.score.critical.empty()) headline.remarks.push_back(word("report.visit.failed_by_critical"));
    if (visit_.score_status != "complete") headline.remarks.push_back(status_word(visit_.score_status, wording_));
    out_.blocks.emplace_back(std::move(headline));
  }

  // Those under their own pass mark: "Accueil (53,3 % pour 60 %), Conseil (...)".
  std::string missed_sections() const {
    std::string names;
    for (const SectionScore& section : visit_.score.sections) {
      const auto found = std::find_if(visit_.checklist->sections.begin(), visit_.checklist->sections.end(), [&](const Section& each) { return each.id == section.id; });
      if (section.passed != false || found == visit_.checklist->sections.end() || !found->pass_mark) continue;
      names += (names.empty() ? "" : ", ") + text(language_, "report.visit.missed_section", {in_language(found->title), score_text(language_, section.score),
                                                                                              format_percent(language_, percent_of(*found->pass_mark), 0)});
    }
    return names;
  }

  void sections() {
    if (visit_.score.sections.empty()) return;
    Bars bars;
    for (const SectionScore& section : visit_.score.sections) {
      const auto found = std::find_if(visit_.checklist->sections.begin(), visit_.checklist->sections.end(),
                                      [&](const Section& each) { return each.id == section.id; });
      if (found == visit_.checklist->sections.end()) continue;
      Bars::Bar bar;
      bar.label = in_language(found->title);
      if (section.score) bar.value = percent_of(*section.score);
      bar.text = score_text(language_, section.score);
      if (found->pass_mark) bar.mark = percent_of(*found->pass_mark);
      if (bar.mark) bars.mark_legend = word("report.visit.pass_mark");
      bars.bars.push_back(std::move(bar));
    }
    out_.blocks.emplace_back(Heading{2, word("report.visit.sections")});
    out_.blocks.emplace_back(std::move(bars));
  }

  void criticals() {
    for (const ItemId& id : visit_.score.critical) {
      const auto ref = visit_.checklist->find(id.value);
      if (ref)
        out_.blocks.emplace_back(
            Paragraph{text(language_, "report.visit.critical", {in_language(visit_.checklist->at(*ref).prompt)}), Tone::warning});
    }
  }

  void answers(std::size_t s) {
    const Section& section = visit_.checklist->sections[s];
    Grid grid;
    grid.columns = {{word("report.answer_column.question"), 5, false},
                    {word("report.answer_column.value"), 3.4, false},
                    {word("report.answer_column.points"), 1.2, true}};
    for (std::size_t i = 0; i < section.items.size(); ++i)
      if (is_asked(visit_, {s, i})) grid.rows.push_back(answer_row(section.items[i], {s, i}));
    if (grid.rows.empty()) return;
    out_.blocks.emplace_back(Heading{3, in_language(section.title)});
    out_.blocks.emplace_back(std::move(grid));
  }

  std::vector<std::string> answer_row(const Item& item, ItemRef ref) const {
    const Answer* answer = visit_.visit.find(item.id.value);
    std::string said = word("report.visit.blank"), points;
    if (answer) {
      if (answer->is_answered() || answer->is_not_applicable()) said = answer_words(item, *answer);
      if (!answer->comment.empty()) said += "\n" + text(language_, "report.visit.comment", {answer->comment});
      const bool is_file = item.type == ItemType::photo || item.type == ItemType::signature;
      if (!is_file && !answer->photos.empty())
        said += "\n" + text_plural(language_, "report.visit.photos", static_cast<std::int64_t>(answer->photos.size()));
    }
    const ItemTrace* trace = trace_of(visit_, ref);
    if (trace && trace->answered && item.scored)
      // What only adds or takes away has no share to show.
      points = trace->possible.value == 0 ? points_text(trace->earned)
                                          : text(language_, "report.visit.points", {points_text(trace->earned), points_text(trace->possible)});
    return {in_language(item.prompt), said, points};
  }

  std::string answer_words(const Item& item, const Answer& answer) const {
    if (item.type == ItemType::photo || item.type == ItemType::signature)
      return text_plural(language_, "report.visit.photos", photo_count(item, answer));
    if (const auto* list = std::get_if<ListValue>(&answer.value); list && list->empty()) return word("report.visit.none_of_these");
    if (const auto* list = std::get_if<ListValue>(&answer.value)) {
      std::string words;
      for (const std::string& choice : *list) words += (words.empty() ? "" : " \u00b7 ") + label_of(item, choice, wording_);
      return words;
    }
    if (const auto* number = std::get_if<NumberValue>(&answer.value); number && item.type == ItemType::duration)
      return format_duration(language_, static_cast<std::int64_t>(std::strtod(number->decimal.c_str(), nullptr)));
    if (const auto* number = std::get_if<NumberValue>(&answer.value); number && item.type == ItemType::scale)
      return text(language_, "report.visit.on_scale", {number->decimal, std::to_string(item.max)});
    return cell_words(answer_cell(item, answer, wording_), language_);
  }

  std::string points_text(Thousandths points) const { return cell_words(decimal_cell(points), language_); }

  const ReportedVisit& visit_;
  Language language_;
  Wording wording_;
  Document out_;
};

std::string number_words(std::string plain, Language language) {
  const auto point = plain.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(plain.size() - point - 1);
  return format_number(language, std::strtod(plain.c_str(), nullptr), decimals);
}

}  // namespace

Document visit_document(const ReportedVisit& visit, const std::string& organisation, const std::string& generated_at,
                        Language language) {
  return Writer(visit, language).write(organisation, generated_at);
}

std::string score_text(Language language, const std::optional<MicroPercent>& score) {
  if (!score) return std::string(text(language, "report.visit.no_score"));
  return format_percent(language, percent_of(*score), 1);
}

std::string cell_words(const Cell& cell, Language language) {
  if (const auto* said = std::get_if<std::string>(&cell)) return *said;
  if (const auto* integer = std::get_if<Integer>(&cell)) return format_number(language, static_cast<double>(integer->value), 0);
  if (const auto* fixed = std::get_if<Fixed>(&cell)) return number_words(plain_text(*fixed), language);
  if (const auto* percent = std::get_if<MicroPercent>(&cell)) return format_percent(language, percent_of(*percent), 1);
  if (const auto* day = std::get_if<Day>(&cell)) return format_date(language, date_of_day(day->value));
  if (const auto* time = std::get_if<TimeOfDay>(&cell)) return time_of_second(time->seconds);
  if (const auto* moment = std::get_if<Moment>(&cell)) return moment_words(moment->rfc3339, language);
  return {};
}

std::string moment_words(const std::string& rfc3339, Language language) {
  if (rfc3339.size() < kDateLength + 1 + kClockLength) return rfc3339;
  return text(language, "report.moment", {format_date(language, rfc3339), rfc3339.substr(kDateLength + 1, kClockLength)});
}

}  // namespace constat::report
