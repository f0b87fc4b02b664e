#include <cmath>
#include <iostream>
#include <memory>

#include "indexer/commands/command.h"
#include "indexer/commands/terminal/forget_report.h"
#include "indexer/commands/terminal/progress_line.h"
#include "indexer/commands/terminal/publication_report.h"
#include "indexer/publish/forget/forgetting.h"

namespace callside {

namespace {

struct ForgetArguments {
  std::filesystem::path index;
  std::vector<std::string> ids;
  std::vector<std::string> subjects;
  std::vector<std::filesystem::path> files;
  std::string kind;
  double wait_s = 5;
  bool again = false;
  Output output;
};

Result<ForgetRequest> request_of(const ForgetArguments& arguments) {
  std::optional<Kind> kind;
  if (!arguments.kind.empty()) kind = arguments.kind == name_of(Kind::article) ? Kind::article : Kind::ticket;
  ForgetRequest request;
  for (const std::string& id : arguments.ids) request.documents.push_back({kind, id});
  request.subjects = arguments.subjects;
  for (const std::filesystem::path& file : arguments.files) CALLSIDE_TRY(add_from_file(file, kind, request));
  if (request.names_nothing() != arguments.again) {
    return arguments.again ? fail(ErrorCode::usage, "--again takes no ID, --subject or --from",
                                  "omit --again or the others")
                           : fail(ErrorCode::usage, "there is nothing to forget",
                                  "give an ID, --subject REF or --from FILE, or --again to repeat what was "
                                  "forgotten before");
  }
  return request;
}

Result<int> run_forget(const ForgetArguments& arguments) {
  ForgetOptions options;
  options.index = arguments.index;
  CALLSIDE_ASSIGN(options.request, request_of(arguments));
  install_interrupt();
  options.reader_timeout_ms = std::lround(arguments.wait_s * 1000);
  options.interrupted = &interrupted();
  BuildProgress progress;
  const Result<ForgetReceipt> receipt = [&] {
    const ProgressLine line(progress, !arguments.output.quiet);
    return forget(options, progress);
  }();
  if (!receipt) return tl::unexpected<Error>(receipt.error());
  if (receipt->log_failure) {
    std::cerr << "callside-index: warning: cannot write this to the log: " << receipt->log_failure->message
              << '\n';
  }
  for (const ForgetReceipt::Cleaned& one : receipt->generations) {
    if (one.lost) print_warning(deleted_entirely(one));
  }
  if (arguments.output.json) {
    std::cout << to_json_value(*receipt).dump(2) << '\n';
  } else if (!arguments.output.quiet) {
    print(std::cout, *receipt);
  }
  if (!receipt->delete_failure) return 0;
  // Forgotten but still on the disk: the exit status must not be 0.
  print_error(*receipt->delete_failure);
  return exit_code(receipt->delete_failure->code);
}

}  // namespace

Command add_forget(CLI::App& program) {
  auto arguments = std::make_shared<ForgetArguments>();
  CLI::App* command = program.add_subcommand(
      "forget", "Delete tickets or articles from all kept generations for good, and print a receipt");
  add_index_option(*command, arguments->index);
  command->add_option("ID", arguments->ids, "Ids of tickets or articles, in all languages");
  command
      ->add_option(
          "--subject", arguments->subjects,
          "Person whose tickets to forget, as subject_ref of the sources names them; includes tickets that "
          "arrive later but were closed by today; repeatable")
      ->type_name("REF")
      ->allow_extra_args(false);
  command
      ->add_option("--from", arguments->files,
                   "File with one id or subject:REF per line, or with receipts of earlier runs")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      ->add_option("--kind", arguments->kind,
                   "Kind of document that the ids name; needed if an article and a ticket share an id")
      ->type_name("KIND")
      ->check(CLI::IsMember({"article", "ticket"}));
  command->add_flag("--again", arguments->again,
                    "Repeat what was forgotten before, after restoring a backup or after an interrupted run");
  command
      ->add_option(
          "--wait", arguments->wait_s,
          "Time to wait for daemons to close replaced generations; the next command that writes deletes "
          "those that stay open longer [5]")
      ->check(CLI::Range(0.0, 3600.0, "0 to 3600"))
      ->type_name("SECONDS");
  add_output_options(*command, arguments->output);
  command->footer(
      "\nReplaces every kept generation by a copy that never had the documents, including its vocabulary; "
      "the\n"
      "published one at once. A keyed hash bars the documents from coming back, even if they are not in the\n"
      "index: builds leave them out, and generations from a backup that have them are not read. The receipt\n"
      "holds no id; keep it, and pass it to --from after restoring a backup. Sources, exports and backups "
      "are\n"
      "not changed.");
  return {command, [arguments] { return run_forget(*arguments); }};
}

}  // namespace callside
