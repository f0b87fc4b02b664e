#include "indexer/quality/last_run.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <system_error>
#include <utility>

#include "indexer/base/digest.h"
#include "indexer/base/files.h"
#include "indexer/format/index_folder.h"

namespace callside {
namespace fs = std::filesystem;

namespace {

using nlohmann::json;

constexpr int kVersion = 1;
constexpr std::size_t kDigestLength = 16;
// Tolerance for rounding: the same ranking may sum its logarithms in another order.
constexpr double kSame = 1e-9;

// Ids may be invalid UTF-8 if their sources were, but the record must be written all the same.
std::string to_text(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

Changed changed(const JudgedQuery& query, double before_ndcg, double now_ndcg,
                const std::vector<std::string>& before, const std::vector<std::string>& now) {
  Changed out{query, before_ndcg, now_ndcg, {}};
  std::vector<std::pair<int, std::string>> wanted;
  for (const auto& [id, grade] : query.grades) {
    if (grade > 0) wanted.emplace_back(-grade, id);
  }
  std::sort(wanted.begin(), wanted.end());
  for (auto& [grade, id] : wanted) {
    const std::size_t rank_before = rank_of(id, before);
    const std::size_t rank_now = rank_of(id, now);
    out.wanted.push_back({std::move(id), rank_before, rank_now});
  }
  return out;
}

}  // namespace

std::string query_key(const JudgedQuery& query) {
  return sha256_hex(query.lang + '\t' + query.text).substr(0, kDigestLength);
}

LastRun remember(const Evaluation& evaluation, std::string ran) {
  LastRun run{evaluation.generation, evaluation.day, std::move(ran), {}};
  for (const Answered& one : evaluation.answers) {
    if (!one.query.off_topic()) run.answers[query_key(one.query)] = one.ids;
  }
  return run;
}

fs::path last_run_file(const fs::path& index, const fs::path& judgements) {
  std::error_code error;
  fs::path whole = fs::weakly_canonical(judgements, error);
  if (error) whole = judgements.lexically_normal();
  return IndexFolder(index).evaluations() / (sha256_hex(whole.string()).substr(0, kDigestLength) + ".json");
}

Result<std::optional<LastRun>> read_last_run(const fs::path& file) {
  const auto bytes = read_file(file);
  if (!bytes) {
    if (bytes.error().code == ErrorCode::not_found) return std::optional<LastRun>{};
    return tl::unexpected<Error>(bytes.error());
  }
  try {
    const json read = json::parse(*bytes);
    if (read.at("version") != kVersion) {
      return fail(ErrorCode::invalid_input,
                  file.string() + " was written by another version of this program");
    }
    LastRun run;
    read.at("generation").get_to(run.generation);
    read.at("day").get_to(run.day);
    read.at("ran").get_to(run.ran);
    read.at("answers").get_to(run.answers);
    return std::optional<LastRun>(std::move(run));
  } catch (const json::exception&) {
    return fail(ErrorCode::invalid_input, file.string() + " is damaged");
  }
}

Result<void> write_last_run(const fs::path& file, const LastRun& run) {
  CALLSIDE_TRY(make_private_folder(file.parent_path()));
  const json record{{"version", kVersion},
                    {"generation", run.generation},
                    {"day", run.day},
                    {"ran", run.ran},
                    {"answers", run.answers}};
  return replace_file(file, to_text(record) + '\n');
}

Comparison compare(const LastRun& last, const Evaluation& evaluation) {
  Comparison comparison;
  for (const Answered& one : evaluation.answers) {
    const auto before = last.answers.find(query_key(one.query));
    if (one.query.off_topic() || before == last.answers.end()) continue;
    ++comparison.compared;
    const double ndcg_before = ndcg(before->second, one.query.grades);
    const double ndcg_now = ndcg(one.ids, one.query.grades);
    if (ndcg_now > ndcg_before + kSame) ++comparison.better;
    if (ndcg_now < ndcg_before - kSame) {
      comparison.worse.push_back(changed(one.query, ndcg_before, ndcg_now, before->second, one.ids));
    }
  }
  std::stable_sort(comparison.worse.begin(), comparison.worse.end(),
                   [](const Changed& a, const Changed& b) { return a.before - a.now > b.before - b.now; });
  return comparison;
}

}  // namespace callside
