// Every kind of change to a store, drawn from a seed.
#pragma once

#include <string>

#include "backend/store/store.hpp"
#include "shared/base/rng.hpp"

namespace constat::test {

class RandomWrites {
 public:
  explicit RandomWrites(std::uint64_t seed) : rng_(seed) {}

  // One change of one of the organisations "a" and "b", which it makes first. What the store throws comes out.
  void step(server::Store& store);
  std::uint64_t draw(std::uint64_t below) { return rng_.next() % below; }

 private:
  void change(server::Writer& writer);
  void payment(server::Writer& writer);
  void programme(server::Writer& writer);
  void evidence(server::Writer& writer);
  void redact(server::Writer& writer);
  void erase(server::Writer& writer);
  std::string one(const char* kind, std::uint64_t of) { return kind + std::to_string(draw(of)); }
  server::Mission mission();
  server::VisitRecord visit();
  server::Revision revision();

  Rng rng_;
  std::uint64_t made_ = 0;
};

}  // namespace constat::test
