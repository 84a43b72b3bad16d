// Work that may end the process, done in a process of its own: without memory a C++ program may end at once, because some
// destructors (the JSON library's) take memory and may not throw.
#pragma once

#include <functional>
#include <string>

namespace constat::test {

struct ChildEnd {
  bool out_of_memory = false;  // std::bad_alloc where nothing may be thrown: the process ended, as with a crash
  std::string broken;          // what `work` returned, or how else the process ended; empty: all is well
};

// Runs `work` in a fork of this process, which must have no other thread. At most 60 s, then the child is ended.
ChildEnd in_a_child(const std::function<std::string()>& work);

}  // namespace constat::test
