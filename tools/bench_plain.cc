// The baseline of tools/bench: what a simple program does with Xapian. One thread, one database for all
// languages, and Xapian's stemmer for each language that has one.
//
//   bench_plain index DATABASE LANGUAGE=FILE...    FILE has one document per line: id TAB title TAB text
//   bench_plain ask DATABASE QUERIES PASSES LIMIT [partial]    QUERIES has one query per line: language TAB
//   text
//
// `index` uses TermGenerator, `ask` QueryParser; `partial` completes the last word (FLAG_PARTIAL). `ask`
// asks all queries PASSES times. It writes one line per query asked: language TAB microseconds; then "bytes"
// TAB the size of all answers.
#include <xapian.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr Xapian::termcount kTitleWeight = 5;

// Returns "none" for languages without a Snowball stemmer, such as Slovenian and Japanese.
std::string stemmer_of(const std::string& language) {
  static const std::map<std::string, std::string> kStemmers{
      {"de", "german"}, {"en", "english"}, {"es", "spanish"}, {"fr", "french"}};
  const auto found = kStemmers.find(language);
  return found == kStemmers.end() ? "none" : found->second;
}

bool add_documents(Xapian::WritableDatabase& database, const std::string& language, const std::string& path) {
  std::ifstream file(path);
  if (!file) {
    std::cerr << "bench_plain: cannot read " << path << '\n';
    return false;
  }
  Xapian::TermGenerator generator;
  generator.set_stemmer(Xapian::Stem(stemmer_of(language)));
  if (language == "ja") generator.set_flags(Xapian::TermGenerator::FLAG_CJK_NGRAM);
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t title = line.find('\t');
    const std::size_t text = title == std::string::npos ? title : line.find('\t', title + 1);
    if (text == std::string::npos) continue;
    Xapian::Document document;
    generator.set_document(document);
    generator.set_termpos(0);
    generator.index_text(line.substr(title + 1, text - title - 1), kTitleWeight);
    generator.increase_termpos();
    generator.index_text(line.substr(text + 1));
    document.set_data(line.substr(0, text));
    database.add_document(document);
  }
  return true;
}

bool index(const std::string& path, int count, char** files) {
  Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OVERWRITE);
  for (int i = 0; i < count; ++i) {
    const std::string argument = files[i];
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos) return false;
    if (!add_documents(database, argument.substr(0, equals), argument.substr(equals + 1))) return false;
  }
  database.commit();
  std::cout << database.get_doccount() << '\n';
  return true;
}

// Returns the size of the answer, so that the compiler cannot leave it out.
std::size_t ask(const Xapian::Database& database, const std::string& language, const std::string& text,
                Xapian::doccount limit, bool partial) {
  Xapian::QueryParser parser;
  parser.set_database(database);
  parser.set_stemmer(Xapian::Stem(stemmer_of(language)));
  parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
  parser.set_default_op(Xapian::Query::OP_OR);
  unsigned flags = 0;
  if (partial) flags |= Xapian::QueryParser::FLAG_PARTIAL;
  if (language == "ja") flags |= Xapian::QueryParser::FLAG_CJK_NGRAM;
  Xapian::Enquire enquire(database);
  enquire.set_query(parser.parse_query(Xapian::Unicode::tolower(text), flags));
  const Xapian::MSet found = enquire.get_mset(0, limit);
  std::size_t bytes = 0;
  for (auto it = found.begin(); it != found.end(); ++it) bytes += it.get_document().get_data().size();
  return bytes;
}

bool ask_all(const std::string& path, const char* queries, int passes, Xapian::doccount limit, bool partial) {
  using Clock = std::chrono::steady_clock;
  const Xapian::Database database(path);
  std::vector<std::pair<std::string, std::string>> asked;  // language and text
  std::ifstream file(queries);
  if (!file) {
    std::cerr << "bench_plain: cannot read " << queries << '\n';
    return false;
  }
  for (std::string line; std::getline(file, line);) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos) asked.emplace_back(line.substr(0, tab), line.substr(tab + 1));
  }
  std::size_t bytes = 0;
  for (int pass = 0; pass < passes; ++pass) {
    for (const auto& [language, text] : asked) {
      const auto start = Clock::now();
      bytes += ask(database, language, text, limit, partial);
      const std::chrono::duration<double, std::micro> taken = Clock::now() - start;
      std::cout << language << '\t' << taken.count() << '\n';
    }
  }
  std::cout << "bytes\t" << bytes << '\n';
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  const bool is_index = command == "index" && argc > 3;
  const bool is_ask = command == "ask" && (argc == 6 || argc == 7);
  if (!is_index && !is_ask) {
    std::cerr << "bench_plain index DATABASE LANGUAGE=FILE...\n"
                 "bench_plain ask DATABASE QUERIES PASSES LIMIT [partial]\n";
    return 2;
  }
  try {
    const bool done = is_index ? index(argv[2], argc - 3, argv + 3)
                               : ask_all(argv[2], argv[3], std::stoi(argv[4]),
                                         static_cast<Xapian::doccount>(std::stoul(argv[5])), argc == 7);
    return done ? 0 : 1;
  } catch (const Xapian::Error& error) {
    std::cerr << "bench_plain: " << error.get_description() << '\n';
    return 1;
  }
}
