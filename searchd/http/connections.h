#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>

namespace callside {

// The connections that have a thread, and what each is doing: so that a client that is slow can lose its
// thread to another one, and so that a stop does not wait for clients. Any thread may call it.
class Connections {
 public:
  enum class Phase {
    receiving,  // a request is being read
    handling,   // its answer is being made
    sending,    // its answer waits for a client that does not take it
  };

 private:
  struct Record {
    int fd;
    Phase phase = Phase::receiving;
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    bool ended = false;          // to make room, and it still has its thread
    bool reading_ended = false;  // nothing more can be read from its socket
  };

 public:
  // How long a client keeps its thread, however slow it is. The packets of one request usually follow each
  // other within a few milliseconds.
  static constexpr std::chrono::milliseconds kPatience{100};

  // One connection's place in the list; it begins by receiving. It must be gone before the socket is closed,
  // because the system uses the number of a closed one again.
  class Entry {
   public:
    Entry(Connections& all, int fd);
    Entry(const Entry&) = delete;
    Entry& operator=(const Entry&) = delete;
    ~Entry();
    void enter(Phase phase);
    // True if stop() or make_room() has ended the reading: the socket is of no use for another request.
    bool reading_ended() const;

   private:
    Connections& all_;
    std::list<Record>::iterator record_;
  };

  // Ends the reading of all connections, now and later. What has arrived is still read.
  void stop();
  bool stopping() const { return stopping_; }

  // Frees `needed` threads, or as many as possible: ends the connections that have been receiving or sending
  // longest, if for longer than kPatience. Those ended before that still have their thread count, too. A
  // request that has arrived whole is still answered; connections whose answer is being made are left alone.
  void make_room(std::size_t needed);

 private:
  // With mutex_ held.
  static void end(Record& record);

  mutable std::mutex mutex_;
  std::list<Record> records_;  // guarded by mutex_
  std::atomic<bool> stopping_ = false;
};

}  // namespace callside
