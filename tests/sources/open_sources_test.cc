#include "indexer/sources/open_sources.h"

#include <sys/resource.h>

#include <fstream>
#include <mutex>
#include <string>
#include <thread>

#include "tests/sources/reading.h"
#include "tests/support/catch2.h"

using callside::ErrorCode;
using callside::SourceOptions;
using callside::testing::read_all;
using callside::testing::TemporaryFolder;
using callside::testing::write;

namespace {

std::string article_line(const std::string& id) {
  return R"({"kind":"article","id":")" + id + R"(","lang":"en","title":"T","body":"B"})";
}

std::string ids(const std::vector<callside::Parsed>& all) {
  std::string text;
  for (const auto& parsed : all) text += (parsed.document ? parsed.document->id : "-") + " ";
  return text;
}

callside::Error failure(const std::vector<std::filesystem::path>& paths, const SourceOptions& options = {}) {
  const auto stream = callside::open_sources(paths, options);
  REQUIRE_FALSE(stream);
  CHECK_FALSE(stream.error().hint.empty());
  return stream.error();
}

}  // namespace

TEST_CASE("a folder is read in the order of its paths, without configuration, dot-files and pictures") {
  const TemporaryFolder folder;
  for (const char* name : {"b/z.md", "b/a.md", "a.md", "b.md", "c/d/e.TXT", "c/x.HTML"})
    write(folder, name, "Text here\n");
  write(folder, "n.jsonl", article_line("n1") + "\n" + article_line("n2"));
  for (const char* name :
       {"callside.yaml", ".hidden.md", ".git/x.md", "pic.png", "pic2.png", "expected.tsv"}) {
    write(folder, name, "groups: [x]\n");
  }
  const auto all = read_all({folder.path()});
  CHECK(ids(all) == "a b b/a b/z c/d/e c/x n1 n2 ");
  CHECK(all[0].place.file == (folder.path() / "a.md").string());
  CHECK(all[7].place.line == 2);
  // Reported once, with the first record.
  CHECK(callside::testing::warnings(all[0]).find("3 files of other types were skipped (.png, .tsv)") !=
        std::string::npos);
  CHECK(callside::testing::warnings(all[1]).find("skipped") == std::string::npos);
}

TEST_CASE("several sources are read in the order in which they are named") {
  const TemporaryFolder folder;
  const auto b = write(folder, "b.jsonl", article_line("b"));
  const auto a = write(folder, "x/a.jsonl", article_line("a"));
  auto stream = callside::open_sources({b, folder.path() / "x"}, {});
  REQUIRE(stream);
  const auto first = (*stream)->next();
  const auto second = (*stream)->next();
  CHECK((*first)->source == 0);
  CHECK((*second)->source == 1);
  CHECK((*second)->path == "a.jsonl");
  CHECK(ids(read_all({b, folder.path() / "x"})) == "b a ");
}

TEST_CASE("the format comes from the name, the content, or --as") {
  const TemporaryFolder folder;
  write(folder, "lines.json", article_line("json") + "\n");
  write(folder, "page", "<!DOCTYPE HTML><title>T</title>x");
  write(folder, "noted", "---\nid: noted\nlang: en\n---\n# T\n");
  write(folder, "pretty.json", "{\n  \"kind\": \"article\"\n}\n");
  write(folder, "Makefile", "all:\n");
  CHECK(ids(read_all({folder.path()})) == "json noted page ");
  CHECK(failure({folder.path() / "Makefile"}).message.find("cannot tell the format") != std::string::npos);
  SourceOptions as_text;
  as_text.as = "text";
  CHECK(ids(read_all({folder.path() / "Makefile"}, as_text)) == "Makefile ");
  SourceOptions as_word;
  as_word.as = "docx";
  CHECK(failure({folder.path()}, as_word).code == ErrorCode::usage);
}

TEST_CASE("a SOURCE that is absent, empty or without records is an error that names it") {
  const TemporaryFolder folder;
  const auto gone = failure({folder.path() / "gone"});
  CHECK(callside::exit_code(gone.code) == 1);
  CHECK(gone.message.find("gone") != std::string::npos);
  CHECK(callside::exit_code(failure({folder.path()}).code) == 1);
  const auto blank = write(folder, "blank.jsonl", "\n \r\n\n");
  CHECK(failure({blank}).message.find("blank.jsonl holds no documents") != std::string::npos);
  write(folder, "pic.png", "x");
  CHECK(failure({folder.path()}).hint.find("other types") != std::string::npos);
  const auto good = write(folder, "good/a.md", "# T\n");
  CHECK(failure({good, folder.path() / "gone"}).message.find("gone") != std::string::npos);
  CHECK(failure({}).code == ErrorCode::usage);
}

TEST_CASE("an invalid --default is a usage error") {
  const TemporaryFolder folder;
  const auto file = write(folder, "a.jsonl", article_line("a"));
  for (const auto& [key, value] : std::map<std::string, std::string>{{"audience", "nobody"},
                                                                     {"lang", "english"},
                                                                     {"confidence", "sure"},
                                                                     {"titel", "x"},
                                                                     {"product", " "}}) {
    INFO(key);
    SourceOptions options;
    options.defaults[key] = value;
    CHECK(failure({file}, options).code == ErrorCode::usage);
  }
}

TEST_CASE("a symbolic link to a parent folder is followed once") {
  const TemporaryFolder folder;
  write(folder, "a/x.md", "# T\n");
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "a/up");
  CHECK(ids(read_all({folder.path()})) == "a/x ");
}

TEST_CASE("an empty file in a folder is one rejected record") {
  const TemporaryFolder folder;
  write(folder, "a.md", "# T\n");
  write(folder, "b.md", " \n");
  const auto all = read_all({folder.path()});
  CHECK(ids(all) == "a - ");
  CHECK(all[1].remarks.back().reason == "the file is empty");
}

TEST_CASE("JSON Lines: byte order mark, CRLF, blank lines, no last line feed, real line numbers") {
  const TemporaryFolder folder;
  const auto file = write(
      folder, "a.jsonl",
      "\xEF\xBB\xBF" + article_line("1") + "\r\n\r\n" + article_line("2") + "\n{\n" + article_line("3"));
  const auto all = read_all({file});
  CHECK(ids(all) == "1 2 - 3 ");
  CHECK(all[1].place.line == 3);
  CHECK(all[2].place.line == 4);
  CHECK(all[3].place.line == 5);
  CHECK(to_string(all[2].remarks.back().place) == file.string() + ":4");
}

TEST_CASE("a record above the limit is rejected without being held in memory, and the rest is read") {
  const TemporaryFolder folder;
  const auto file = folder.path() / "big.jsonl";
  {
    std::ofstream out(file);
    out << article_line("1") << "\n{\"body\":\"";
    const std::string chunk(1U << 20U, 'x');
    for (int i = 0; i < 300; ++i) out << chunk;
    out << "\"}\n" << article_line("2") << "\n";
  }
  write(folder, "big.md", std::string(callside::kRecordLimit + 1, 'x'));
  const auto all = read_all({folder.path()});
  CHECK(ids(all) == "1 - 2 - ");
  CHECK(all[1].remarks.back().reason == "the line is longer than 16 MiB");
  CHECK(all[1].place.line == 2);
  CHECK(all[3].remarks.back().reason == "the file is larger than 16 MiB");
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  CHECK(usage.ru_maxrss < 250 * 1024);  // KiB; the line has 300 MiB
#endif
}

TEST_CASE("all records of a file have its stamp from before it was read") {
  const TemporaryFolder folder;
  for (const char* name : {"kb.jsonl", "kb.csv"}) {
    const bool is_table = std::string(name) == "kb.csv";
    write(folder, name,
          is_table ? "kind,id,lang,title,body\narticle,a,en,T,B\narticle,b,en,T,B\n"
                   : article_line("a") + "\n" + article_line("b") + "\n");
    INFO(name);
    const auto stream = callside::open_sources({folder.path() / name}, {});
    REQUIRE(stream);
    const auto first = (*stream)->next();
    REQUIRE(first);
    REQUIRE(first->has_value());
    CHECK((*first)->stamp.size == std::filesystem::file_size(folder.path() / name));
    // A change while it is read must not be taken for what was read: the next update compares the stamps.
    std::ofstream(folder.path() / name, std::ios::app) << "\n";
    const auto second = (*stream)->next();
    REQUIRE(second);
    REQUIRE(second->has_value());
    CHECK((*second)->stamp == (*first)->stamp);
    CHECK((*second)->place.line == (*first)->place.line + 1);
  }
}

TEST_CASE("several threads can parse records while another one calls next()") {
  const TemporaryFolder folder;
  std::string lines;
  for (int i = 0; i < 400; ++i) {
    lines += R"({"kind":"article","id":")" + std::to_string(i) +
             R"(","lang":"en","title":"T","body":"1. ~~a~~ www.example.com\n2. b","author":"x"})" + "\n";
  }
  const auto file = write(folder, "a.jsonl", lines);
  auto stream = callside::open_sources({file}, {});
  REQUIRE(stream);
  std::mutex mutex;
  std::size_t accepted = 0;
  std::size_t remarks = 0;
  std::string html;
  bool same = true;
  const auto work = [&] {
    for (;;) {
      std::unique_lock lock(mutex);
      auto record = (*stream)->next();
      if (!record || !*record) return;
      lock.unlock();
      const auto parsed = (*stream)->parse(**record);
      lock.lock();
      accepted += parsed.document ? 1U : 0U;
      remarks += parsed.remarks.size();
      if (html.empty()) html = parsed.document->body.html;
      same = same && parsed.document->body.html == html;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(work);
  for (auto& thread : threads) thread.join();
  CHECK(accepted == 400);
  CHECK(remarks == 1);  // the unknown key, once
  CHECK(same);
}

TEST_CASE("plain text: the first line is the title if it stands alone") {
  const TemporaryFolder folder;
  write(folder, "a.txt", "Reset the router\r\n\r\nHold the button.\r\n\r\n1. Off\r\n2. On\r\n");
  write(folder, "b.txt", "A text that goes on\nin the next line.\n");
  const auto all = read_all({folder.path()});
  CHECK(all[0].document->title == "Reset the router");
  CHECK(callside::testing::outline(all[0].document->body) == "p: Hold the button.\nstep: Off\nstep: On\n");
  CHECK(all[1].document->title == "b");
  CHECK(callside::testing::warnings(all[1]).find("the file name is used") != std::string::npos);
}
