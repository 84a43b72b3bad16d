#include "shared/review/comment_repeats.hpp"

#include <algorithm>
#include <catch_amalgamated.hpp>

#include "shared/base/rng.hpp"
#include "shared/review/comment_text.hpp"
#include "tests/shared/review/visits.hpp"
#include "tests/support/small_checklist.hpp"

namespace constat {
namespace {

using Catch::Matchers::WithinAbs;

void comment(test::Programme& programme, const std::string& item, const std::string& text) {
  Answer answer;
  answer.value = TextValue("yes");
  answer.comment = text;
  programme.last().answers[item] = answer;
}

std::vector<std::uint64_t> grams_of(const std::string& text) { return comment_grams(normalised_comment(text)); }

// Pseudo-French of so many words.
std::string sentence(Rng& rng, std::size_t words) {
  static const char* const kWords[] = {"accueil", "vendeur", "sourire", "rayon", "attente", "caisse", "propre", "conseil", "produit", "client",
                                       "rapide",  "lent",    "sympa",   "sale",  "entrée",  "sortie", "merci",  "bonjour", "panier",  "promo"};
  std::string text;
  for (std::size_t i = 0; i < words; ++i) text += std::string(kWords[rng.below(20)]) + " ";
  return text;
}

const std::string kLong = "La vendeuse m'a accueilli avec le sourire puis m'a accompagné jusqu'au rayon des outils de jardin.";

}  // namespace

TEST_CASE("case, accents, punctuation and spaces do not count", "[review]") {
  CHECK(normalised_comment("  L’ÉTÉ, c’est\t\n fini !! ") == U"l ete c est fini");
  CHECK(normalised_comment("Œuvre d’art – Ñandú Straße Łódź") == U"oeuvre d art nandu strasse lodz");
  CHECK(normalised_comment("e\xcc\x81te\xcc\x81") == U"ete");  // combining accents
  CHECK(normalised_comment("a\xff\xfe b\xc3") == U"a b");      // no UTF-8
  CHECK(normalised_comment("Привет, мир") == U"Привет мир");
  CHECK(normalised_comment("👍👍") == U"");
}

TEST_CASE("the Jaccard index is shared grams over all grams", "[review]") {
  CHECK(grams_of("abcde").size() == 1);
  CHECK(grams_of("abcd").empty());
  // abcde bcdef cdefg | bcdef cdefg defgh
  CHECK_THAT(jaccard(grams_of("abcdefg"), grams_of("bcdefgh")), WithinAbs(0.5, 1e-15));
  CHECK(jaccard(grams_of(kLong), grams_of(kLong)) == 1);
  CHECK(jaccard({}, {}) == 0);
  CHECK(jaccard({1, 2, 3, 4}, {1, 2, 3, 4, 5}) == 0.8);
}

TEST_CASE("a comment that two visits share is a reason for both, however it is typed", "[review]") {
  test::Programme programme;
  programme.add("a");
  comment(programme, "greeted", kLong);
  programme.add("b");
  comment(programme, "advice", "la vendeuse M'A ACCUEILLI avec le sourire, puis m'a accompagne jusqu'au rayon des outils de jardin");
  programme.add("c");
  comment(programme, "greeted", "Personne ne s'est occupé de moi pendant un quart d'heure, je suis reparti sans rien acheter.");
  const std::vector<FoundReason> found = comment_reasons(programme.facts);
  REQUIRE(found.size() == 2);
  for (const FoundReason& reason : found) {
    CHECK(reason.reason.number("similarity") == 1);
    CHECK(reason.reason.text("other_visit") == (reason.visit == 0 ? "b" : "a"));
    CHECK(reason.reason.text("other_item") == (reason.visit == 0 ? "advice" : "greeted"));
  }
}

TEST_CASE("a changed word is still the same comment, a changed half is not", "[review]") {
  test::Programme programme;
  programme.add("a");
  comment(programme, "greeted", kLong);
  programme.add("b");
  comment(programme, "greeted", "La vendeuse m'a accueilli avec le sourire puis m'a accompagné jusqu'au rayon des outils de bureau.");
  CHECK(comment_reasons(programme.facts).size() == 2);
  comment(programme, "greeted", "La vendeuse m'a accueilli avec le sourire puis elle est repartie sans me conseiller davantage.");
  CHECK(comment_reasons(programme.facts).empty());
}

TEST_CASE("short comments repeat innocently", "[review]") {
  test::Programme programme;
  const std::string text = "abcdefghijklmnopqrstuvwxyz0123456789abc";  // 39 characters
  for (const char* id : {"a", "b"}) {
    programme.add(id);
    comment(programme, "greeted", text);
  }
  CHECK(comment_reasons(programme.facts).empty());
  for (Visit& visit : programme.visits) visit.answers["greeted"].comment += "d";
  CHECK(comment_reasons(programme.facts).size() == 2);
}

TEST_CASE("a visit that repeats itself is no reason, unless another visit says it too", "[review]") {
  test::Programme programme;
  programme.add("a");
  comment(programme, "greeted", kLong);
  comment(programme, "advice", kLong + " Merci.");
  CHECK(comment_reasons(programme.facts).empty());
  programme.add("b");
  comment(programme, "greeted", kLong);
  CHECK(comment_reasons(programme.facts).size() == 3);
}

TEST_CASE("texts of text items are comments too, answers of other types are not", "[review]") {
  const Checklist checklist = test::checklist_of({}, {{R"("type": "text")", R"("type": "barcode")"}});
  test::Programme programme;
  for (const char* id : {"a", "b"}) {
    programme.add(id).checklist = &checklist;
    for (const char* item : {"i0", "i1"}) {
      Answer answer;
      answer.value = TextValue(kLong);
      programme.last().answers[item] = answer;
    }
  }
  const std::vector<FoundReason> found = comment_reasons(programme.facts);
  REQUIRE(found.size() == 2);
  CHECK(found[0].reason.text("item") == "i0");
  programme.facts[0].checklist = nullptr;
  CHECK(comment_reasons(programme.facts).empty());
}

TEST_CASE("the candidate filter loses no pair that comparing all with all finds", "[review][property]") {
  Rng rng(808);
  for (int round = 0; round < 30; ++round) {
    test::Programme programme;
    std::vector<std::string> texts;
    for (int i = 0; i < 60; ++i) {
      std::string text = sentence(rng, 8 + rng.below(20));
      if (!texts.empty() && rng.chance(60)) {  // a copy with some letters changed
        text = texts[rng.index(texts.size())];
        for (std::uint64_t edits = rng.below(6); edits > 0; --edits) text[rng.index(text.size())] = static_cast<char>('a' + rng.below(26));
      }
      texts.push_back(text);
      programme.add("v" + std::to_string(i));
      comment(programme, "greeted", text);
    }
    std::vector<double> best(texts.size(), 0);
    for (std::size_t a = 0; a < texts.size(); ++a)
      for (std::size_t b = 0; b < texts.size(); ++b)
        if (a != b) best[a] = std::max(best[a], jaccard(grams_of(texts[a]), grams_of(texts[b])));
    std::vector<double> reported(texts.size(), 0);
    for (const FoundReason& found : comment_reasons(programme.facts)) reported[found.visit] = found.reason.number("similarity");
    for (std::size_t i = 0; i < texts.size(); ++i) {
      INFO(texts[i]);
      if (best[i] >= kRepeatedSimilarity) REQUIRE(reported[i] == best[i]);
      else REQUIRE(reported[i] == 0);
    }
  }
}

TEST_CASE("every one of many copies of a template is reported, and no other comment", "[review]") {
  Rng rng(32);
  test::Programme programme;
  const std::string pattern = sentence(rng, 40);
  for (int i = 0; i < 400; ++i) {
    programme.add("v" + std::to_string(i));
    comment(programme, "greeted", i % 2 == 0 ? pattern + std::to_string(1000 + i) : sentence(rng, 40));
  }
  std::vector<bool> reported(400, false);
  for (const FoundReason& found : comment_reasons(programme.facts)) reported[found.visit] = true;
  for (std::size_t i = 0; i < 400; ++i) CHECK(reported[i] == (i % 2 == 0));
}

}  // namespace constat
