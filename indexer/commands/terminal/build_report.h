#pragma once

#include <cstdint>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "indexer/publish/build.h"

namespace callside {

// How `build` and `update` say what they did.

// Remarks on standard error, one a line. `rejected_only`: without warnings.
void print_remarks(const BuildReport& report, bool rejected_only);

// What a source left out (DocumentStream::left_out()), and what was not to enter.
std::map<std::string, std::uint64_t> all_left_out(const Manifest& manifest,
                                                  std::map<std::string, std::uint64_t> left_out);

// "12 open tickets", "1 draft".
std::string counted_left_out(const std::string& what, std::uint64_t number);

// `left_out`: DocumentStream::left_out().
nlohmann::json report_json(const BuildReport& report, const std::map<std::string, std::uint64_t>& left_out);
void print_summary(const BuildReport& report, const std::map<std::string, std::uint64_t>& left_out);

// "3 records (of 1 the last published version stays, marked stale)"
std::string rejected_line(const Manifest& manifest);

// A build that found no document says what it left out.
Error with_left_out(Error error, const std::map<std::string, std::uint64_t>& left_out);

// Writes a report on standard output.
void print_json(const nlohmann::json& report);

}  // namespace callside
