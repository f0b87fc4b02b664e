#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>

namespace callside {

// The connections that have a thread, and what each is doing. It lets a slow client lose its thread to a
// waiting one, and lets the server stop without waiting for clients. Any thread may call it.
class Connections {
 public:
  enum class Phase {
    receiving,  // a request is being read
    handling,   // its answer is being made
    sending,    // its answer is waiting for a client that does not take it
  };

 private:
  struct Record {
    int fd;
    Phase phase = Phase::receiving;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    bool ended = false;          // to make room; it still has its thread
    bool reading_ended = false;  // nothing more can be read from its socket
  };

 public:
  // How long a client keeps its thread while others wait, however slow it is. The packets of one request
  // usually follow each other within a few milliseconds.
  static constexpr std::chrono::milliseconds kSlowClientTimeout{100};

  // Lists a connection while it exists, starting in the phase `receiving`. Destroy it before closing the
  // socket, because the system reuses the numbers of closed sockets.
  class Entry {
   public:
    Entry(Connections& all, int fd);
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    ~Entry();
    void enter(Phase phase);
    // Returns true if stop() or make_room() ended the reading, so that the socket cannot be used for another
    // request.
    bool reading_ended() const;

   private:
    Connections& all_;
    std::list<Record>::iterator record_;
  };

  // Ends the reading of all present and future connections. Bytes that have arrived are still read.
  void stop();
  bool stopping() const { return stopping_; }

  // Frees `needed` threads, or as many as possible, by ending the connections that have been receiving or
  // sending longest, if for longer than kSlowClientTimeout. Connections that were ended earlier and still
  // have their thread count towards `needed`. A request that has arrived completely is still answered.
  // Connections whose answer is being made are left alone.
  void make_room(std::size_t needed);

 private:
  // Needs mutex_ to be held.
  static void end(Record& record);

  mutable std::mutex mutex_;
  std::list<Record> records_;  // guarded by mutex_
  std::atomic<bool> stopping_ = false;
};

}  // namespace callside
