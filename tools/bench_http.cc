// The load generator of tools/bench: sends queries to a daemon over persistent connections, one request at a
// time on each.
//
//   bench_http PORT QUERIES CONNECTIONS PASSES LIMIT < key
//
// QUERIES has one query per line: language TAB text. LIMIT is the number of suggestions.
//
// Each connection sends its share of the queries, PASSES times. Writes one line per request, in the order
// sent: language TAB microseconds; then "seconds" TAB the time from the first request to the last response.
#include <httplib.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <string>
#include <thread>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Query {
  std::string language;
  std::string path;
};

struct Timing {
  const std::string* language;
  double microseconds;
};

std::vector<Query> read_queries(const char* path, const std::string& limit) {
  std::vector<Query> queries;
  std::ifstream file(path);
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string::npos) continue;
    const std::string language = line.substr(0, tab);
    const httplib::Params parameters{{"q", line.substr(tab + 1)}, {"lang", language}, {"limit", limit}};
    queries.push_back({language, httplib::append_query_params("/v1/suggest", parameters)});
  }
  return queries;
}

class Agent {
 public:
  Agent(int port, const std::string& key) : client_("127.0.0.1", port) {
    client_.set_keep_alive(true);
    client_.set_tcp_nodelay(true);
    client_.set_default_headers({{"Authorization", "Bearer " + key}});
  }

  // Sends every `step`th query, starting with `first`. Returns false if a request fails.
  bool ask(const std::vector<Query>& queries, std::size_t first, std::size_t step, int passes) {
    for (int pass = 0; pass < passes; ++pass) {
      for (std::size_t i = first; i < queries.size(); i += step) {
        const auto start = Clock::now();
        const httplib::Result answer = client_.Get(queries[i].path);
        const std::chrono::duration<double, std::micro> taken = Clock::now() - start;
        if (!answer || answer->status != 200) {
          std::cerr << "bench_http: " << queries[i].path << ": "
                    << (answer ? std::to_string(answer->status) + ' ' + answer->body
                               : to_string(answer.error()))
                    << '\n';
          return false;
        }
        timings_.push_back({&queries[i].language, taken.count()});
      }
    }
    return true;
  }

  const std::vector<Timing>& timings() const { return timings_; }

 private:
  httplib::Client client_;
  std::vector<Timing> timings_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 6) {
    std::cerr << "bench_http PORT QUERIES CONNECTIONS PASSES LIMIT < key\n";
    return 2;
  }
  const std::vector<Query> queries = read_queries(argv[2], argv[5]);
  const auto connections = static_cast<std::size_t>(std::stoul(argv[3]));
  const int passes = std::stoi(argv[4]);
  std::string key;
  std::getline(std::cin, key);

  std::vector<Agent> agents;
  agents.reserve(connections);
  for (std::size_t i = 0; i < connections; ++i) agents.emplace_back(std::stoi(argv[1]), key);
  std::atomic<bool> all_answered = true;
  std::vector<std::thread> threads;
  const auto start = Clock::now();
  for (std::size_t i = 0; i < connections; ++i) {
    threads.emplace_back([&, i] {
      if (!agents[i].ask(queries, i, connections, passes)) all_answered = false;
    });
  }
  for (std::thread& thread : threads) thread.join();
  const std::chrono::duration<double> taken = Clock::now() - start;

  for (const Agent& agent : agents) {
    for (const Timing& timing : agent.timings())
      std::cout << *timing.language << '\t' << timing.microseconds << '\n';
  }
  std::cout << "seconds\t" << taken.count() << '\n';
  return all_answered ? 0 : 1;
}
