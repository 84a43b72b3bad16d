// A comparison of three sites as the server says it: two with all parts, one with too few answers.
#pragma once

#include <string>

namespace constat::app {

inline const std::string kCompared = R"({"wave":"w2","waves":[{"id":"w1","title":"Vague d'automne"},{"id":"w2","title":"Vague d'hiver"}],"regions":["Sud"],"tags":[],"region":"","tag":"",
 "sites":[{"id":"a","name":"Arles","city":"Arles","region":"Sud"},{"id":"b","name":"Brest, rue de Siam","city":"Brest","region":"Ouest"},{"id":"c","name":"Caen","city":"","region":""}],
 "rules":{"format":"constat.index/1","weights":{"audit":0.5,"nps":0.5,"csat":0,"ces":0,"fcr":0,"retention":0},"min_coverage":0.6,"min_responses":30,"suppress_below":10},
 "comparison":{"network":{"index":59.5,"sites":3,"parts":[{"kpi":"audit","score":65,"se":2,"n":12,"weight":0.5},{"kpi":"nps","score":54,"se":2,"n":140,"weight":0.5}]},
  "sites":[{"site":"a","index":null,"parts":[{"kpi":"audit","score":80,"se":4,"n":5,"weight":0.5,"contribution":7.5},{"kpi":"nps","score":40,"se":3,"n":60,"weight":0.5,"contribution":-7}],"composition":0,"rank":[1,2],"small_sample":false},
   {"site":"b","index":null,"parts":[{"kpi":"audit","score":50,"se":4,"n":7,"weight":0.5,"contribution":-7.5},{"kpi":"nps","score":68,"se":3,"n":80,"weight":0.5,"contribution":7}],"composition":0,"rank":[1,2],"small_sample":false},
   {"site":"c","index":null,"parts":[],"composition":null,"rank":null,"small_sample":false}],"kpis":{}},"kpi_labels":{}})";

}  // namespace constat::app
