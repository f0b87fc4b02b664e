#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>

namespace callside {

// Every open connection and what it is at, so that one that merely waits for its client can be ended where
// its thread is needed for another, and so that a stop doesn't wait for browsers that are idle. Any thread
// may call it.
class Connections {
 public:
  enum class Phase {
    idle,       // between two requests, or before the first
    receiving,  // a request has begun and is not whole
    handling,   // its answer is being made
    sending,    // its answer waits for a client that does not take it
  };

 private:
  struct Record {
    int fd;
    Phase phase = Phase::idle;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    bool ended = false;
  };

 public:
  // One connection's place in the list. It must be gone before the socket is closed: its number is used anew.
  class Entry {
   public:
    Entry(Connections& all, int fd);
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    ~Entry();
    void enter(Phase phase);

   private:
    Connections& all_;
    std::list<Record>::iterator record_;
  };

  // Ends all that wait for their client, and says so to those that would wait again.
  void stop();
  bool stopping() const { return stopping_; }
  // After stop(): connections are kept again.
  void resume() { stopping_ = false; }

  // How many accepted connections have no thread. As long as there are any, no connection is kept after its
  // answer, and as many of those that wait for their client are ended: first the ones idle longest, then
  // those that have been sending their request, or been taking their answer, longest. What such a client has
  // sent before is still answered. Connections whose answer is being made are left alone.
  void set_waiting(std::size_t n);
  bool crowded() const { return waiting_ > 0; }

  std::size_t open() const;

 private:
  static void end(Record& record);
  // With mutex_ held. To be called whenever somebody begins to wait, for a thread or for a client.
  void make_room();

  mutable std::mutex mutex_;
  std::list<Record> records_;  // guarded by mutex_
  std::atomic<bool> stopping_ = false;
  std::atomic<std::size_t> waiting_ = 0;
};

}  // namespace callside
