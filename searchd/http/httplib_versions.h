#pragma once

#include <httplib.h>

#include <functional>
#include <string>
#include <utility>

namespace callside {

// Supports cpp-httplib 0.11 to 0.18. The only file that knows how they differ.

// httplib::Server, with the parts that derived classes use under one signature for all versions.
class HttplibServer : public httplib::Server {
 protected:
  // Reads one request from `stream`, routes it and writes the answer. Returns false if the client did not
  // take all of it. Sets `closed` if the connection must not be used again.
  bool process(httplib::Stream& stream, bool close, bool& closed,
               const std::function<void(httplib::Request&)>& set_up) {
    return process_in(*this, stream, close, closed, set_up);
  }

 private:
  // A template, so that only the branch that fits the installed version must compile.
  template <class Self>
  static bool process_in(Self& self, httplib::Stream& stream, bool close, bool& closed,
                         const std::function<void(httplib::Request&)>& set_up) {
    if constexpr (requires { self.process_request(stream, close, closed, set_up); }) {
      return self.process_request(stream, close, closed, set_up);
    } else {
      return self.process_request(stream, std::string(), 0, std::string(), 0, close, closed, set_up);
    }
  }
};

// httplib::TaskQueue with one signature for all versions.
class HttplibTaskQueue : public httplib::TaskQueue {
 public:
  // Serves a connection by calling `serve`. Never refuses one.
  virtual void add(std::function<void()> serve) = 0;

 private:
  using Enqueued = decltype(std::declval<httplib::TaskQueue&>().enqueue(std::function<void()>()));
  Enqueued enqueue(std::function<void()> serve) final {
    add(std::move(serve));
    return static_cast<Enqueued>(true);
  }
};

}  // namespace callside
