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
    return arguments.again
               ? fail(ErrorCode::usage, "--again names nothing anew", "leave out --again, or what is named")
               : fail(ErrorCode::usage, "there is nothing to forget",
                      "name an ID, --subject REF, or --from FILE; --again cleans by what was named before");
  }
  return request;
}

Result<int> run_forget(const ForgetArguments& arguments) {
  ForgetOptions options;
  options.index = arguments.index;
  CALLSIDE_ASSIGN(options.request, request_of(arguments));
  install_interrupt();
  options.patience_ms = std::lround(arguments.wait_s * 1000);
  options.interrupted = &interrupted();
  BuildProgress progress;
  const Result<ForgetReceipt> receipt = [&] {
    const ProgressLine line(progress, !arguments.output.quiet);
    return forget(options, progress);
  }();
  if (!receipt) return tl::unexpected<Error>(receipt.error());
  if (receipt->unlogged) {
    std::cerr << "callside-index: warning: this is not in the log: " << receipt->unlogged->message << '\n';
  }
  for (const ForgetReceipt::Cleaned& one : receipt->generations) {
    if (one.lost) print_warning(removed_whole(one));
  }
  if (arguments.output.json) {
    std::cout << to_json_value(*receipt).dump(2) << '\n';
  } else if (!arguments.output.quiet) {
    print(std::cout, *receipt);
  }
  if (!receipt->undeleted) return 0;
  // It is forgotten, and yet on the disk: that must not look like done.
  print_error(*receipt->undeleted);
  return exit_code(receipt->undeleted->code);
}

}  // namespace

Command add_forget(CLI::App& program) {
  auto arguments = std::make_shared<ForgetArguments>();
  CLI::App* command = program.add_subcommand(
      "forget", "Take tickets or articles out of everything that is kept, for good, and print a receipt");
  add_index_option(*command, arguments->index);
  command->add_option("ID", arguments->ids, "Ids of tickets or articles, in all their languages");
  command
      ->add_option("--subject", arguments->subjects,
                   "Whom tickets are about, as the sources' subject_ref has it: all their tickets, and what "
                   "comes later if it was closed by today; repeatable")
      ->type_name("REF")
      ->allow_extra_args(false);
  command
      ->add_option("--from", arguments->files,
                   "A file with an id or subject:REF a line, or with receipts that forget printed before")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command->add_option("--kind", arguments->kind, "What the ids are of, where both have one")
      ->type_name("KIND")
      ->check(CLI::IsMember({"article", "ticket"}));
  command->add_flag("--again", arguments->again,
                    "Clean what is kept by what was forgotten before: after a backup was put back, or an "
                    "act was cut short");
  command
      ->add_option(
          "--wait", arguments->wait_s,
          "How long to wait for daemons to leave what is replaced; what is open longer is deleted by "
          "the next command that writes [5]")
      ->check(CLI::Range(0.0, 3600.0, "0 to 3600"))
      ->type_name("SECONDS");
  add_output_options(*command, arguments->output);
  command->footer(
      "\nEvery kept generation is replaced by a copy that never had it, vocabulary and all; the published "
      "one "
      "at\n"
      "once. It is barred from coming back, by a keyed hash: builds leave it out, and generations from a "
      "backup\n"
      "that have it are not read. What is not in the index is barred all the same. The receipt holds no id; "
      "keep\n"
      "it, and give it to --from after a backup was put back. Sources, exports and backups themselves are "
      "left\n"
      "as they are.");
  return {command, [arguments] { return run_forget(*arguments); }};
}

}  // namespace callside
