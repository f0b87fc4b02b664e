#pragma once

#include <string>

#include "tests/support/process.h"

namespace callside::testing {

// Runs a program in which a system call fails, or before which it is killed, as by `kill -9`. For what no
// disk can be made to do on demand: the real program takes the real path to its error.
struct Fault {
  std::string calls;      // "rename,unlink,unlinkat,fsync,write,open" or some of these
  std::string path_part;  // counted are only calls on paths that hold this text
  int which = 0;          // of the calls that match, from 1 on; 0: all
  std::string what;       // "kill", or the number of the error: "28"
};

inline Process::Options with_fault(const Fault& fault) {
  Process::Options options;
  options.environment = {{"LD_PRELOAD", CALLSIDE_FAULTS},
                         {"CALLSIDE_FAULT", "," + fault.calls + ",:" + fault.path_part + ":" +
                                                std::to_string(fault.which) + ":" + fault.what}};
  return options;
}

}  // namespace callside::testing
