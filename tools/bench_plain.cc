// The baseline of tools/bench: a simple indexer with Xapian's TermGenerator. One thread, one database for all
// languages, and Xapian's stemmer for each language that has one.
//
//   bench_plain DATABASE LANGUAGE=FILE...      FILE has one document per line: id TAB title TAB text
#include <xapian.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>

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

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "bench_plain DATABASE LANGUAGE=FILE...\n";
    return 2;
  }
  try {
    Xapian::WritableDatabase database(argv[1], Xapian::DB_CREATE_OR_OVERWRITE);
    for (int i = 2; i < argc; ++i) {
      const std::string argument = argv[i];
      const std::size_t equals = argument.find('=');
      if (equals == std::string::npos) return 2;
      if (!add_documents(database, argument.substr(0, equals), argument.substr(equals + 1))) return 1;
    }
    database.commit();
    std::cout << database.get_doccount() << '\n';
  } catch (const Xapian::Error& error) {
    std::cerr << "bench_plain: " << error.get_description() << '\n';
    return 1;
  }
  return 0;
}
