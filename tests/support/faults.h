#pragma once

#include <string>

#include "tests/support/process.h"

namespace callside::testing {

// A system call that fails in a program, or before which the program is killed, as by `kill -9`. This tests
// the error paths of the real program for failures that no disk produces on demand.
struct Fault {
  std::string calls;      // "rename,unlink,unlinkat,fsync,write,open" or some of these
  std::string path_part;  // counts only calls on paths that contain this text
  int which = 0;          // which of the matching calls, from 1; 0: all
  std::string what;       // "kill", or an errno such as "28"
};

inline Process::Options with_fault(const Fault& fault) {
  Process::Options options;
  options.environment = {{"LD_PRELOAD", CALLSIDE_FAULTS},
                         {"CALLSIDE_FAULT", "," + fault.calls + ",:" + fault.path_part + ":" +
                                                std::to_string(fault.which) + ":" + fault.what}};
  return options;
}

}  // namespace callside::testing
