#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "indexer/publish/build.h"

namespace callside {

// The reports of `build` and `update`.

// Prints remarks on standard error, one per line. With `rejected_only`, omits warnings.
void print_remarks(const BuildReport& report, bool rejected_only);

// Adds to the counts of DocumentStream::left_out() those of the manifest: forgotten documents, tickets that
// are too old, drafts and hidden records.
std::map<std::string, std::uint64_t> all_left_out(const Manifest& manifest,
                                                  std::map<std::string, std::uint64_t> left_out);

// "12 open tickets", "1 draft".
std::string counted_left_out(const std::string& what, std::uint64_t number);

// `left_out` is the result of DocumentStream::left_out().
nlohmann::json report_json(const BuildReport& report, const std::map<std::string, std::uint64_t>& left_out);
void print_summary(const BuildReport& report, const std::map<std::string, std::uint64_t>& left_out);

// "3 records (the last published version of 1 stays, marked stale)"
std::string rejected_line(const Manifest& manifest);

// Appends the counts to the error of a build that found no documents.
Error with_left_out(Error error, const std::map<std::string, std::uint64_t>& left_out);

// Prints a report on standard output.
void print_json(const nlohmann::json& report);

}  // namespace callside
