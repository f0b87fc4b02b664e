// The steps by which every generation is made, one by one and without publishing.

#include "indexer/assembly/assembly.h"

#include "indexer/base/files.h"
#include "indexer/format/generation_files.h"
#include "tests/support/catch2.h"
#include "tests/support/edited_sources.h"
#include "tests/support/small_index.h"

using namespace callside;
using namespace callside::testing;
namespace fs = std::filesystem;

namespace {

const std::vector<Document> kTwo{article("a", "en", "Refund", "Money comes back."),
                                 article("b", "en", "Portal", "Sign in again.")};

SourcePlan plan() {
  SourcePlan plan;
  plan.sources = {"list"};
  return plan;
}

// An index folder in which generations are assembled, and put in place without being published.
class AssemblyIndex {
 public:
  const IndexFolder& index() const { return index_; }
  fs::path building(const std::string& name) const {
    REQUIRE(make_private_folder(index_.building(name)));
    return index_.building(name);
  }
  // Runs all steps, and moves the generation to where it can be opened.
  Manifest assemble(const std::string& name, std::vector<Document> documents, const EarlierGeneration* base,
                    Assembly::Reuse reuse, Learning learning) const {
    DocumentList stream(std::move(documents));
    return assemble(name, stream, base, reuse, learning);
  }
  Manifest assemble(const std::string& name, DocumentStream& stream, const EarlierGeneration* base,
                    Assembly::Reuse reuse, Learning learning) const {
    building(name);
    BuildProgress progress;
    Assembly assembly(index_, name, base, reuse, {}, progress);
    REQUIRE(assembly.read(stream, plan()));
    REQUIRE(assembly.resolve());
    REQUIRE(assembly.learn(learning));
    REQUIRE(assembly.write());
    auto manifest = assembly.seal();
    REQUIRE(manifest);
    put_in_place(name);
    return std::move(*manifest);
  }
  void put_in_place(const std::string& name) const {
    REQUIRE(make_private_folder(index_.generations()));
    REQUIRE(replace_file(index_.building(name) / kInUseFile, ""));
    fs::rename(index_.building(name), index_.generation(name));
  }
  EarlierGeneration open(const std::string& name) const {
    auto opened = open_earlier(index_, name);
    if (!opened) FAIL(opened.error().message);
    return std::move(*opened);
  }

 private:
  TemporaryFolder folder_;
  IndexFolder index_{folder_.path() / "kb"};
};

}  // namespace

TEST_CASE("a generation has no manifest before it is sealed") {
  const AssemblyIndex kb;
  const fs::path building = kb.building("000001");
  DocumentList stream(kTwo);
  BuildProgress progress;
  Assembly assembly(kb.index(), "000001", nullptr, Assembly::Reuse::nothing, {}, progress);
  REQUIRE(assembly.read(stream, plan()));
  REQUIRE(assembly.resolve());
  REQUIRE(assembly.learn(Learning::anew));
  REQUIRE(assembly.write());
  CHECK_FALSE(fs::exists(building / kManifestFile));
  const auto manifest = assembly.seal();
  REQUIRE(manifest);
  CHECK(manifest->documents == 2);
  CHECK(fs::exists(building / kManifestFile));
  CHECK_FALSE(fs::exists(building / "spool"));
  kb.put_in_place("000001");
  CHECK(verify_generation(kb.index(), "000001"));
}

TEST_CASE("an assembly that is interrupted is not sealed") {
  const AssemblyIndex kb;
  const fs::path building = kb.building("000001");
  DocumentList stream(kTwo);
  BuildProgress progress;
  std::atomic<bool> interrupted = false;
  AssemblyOptions options;
  options.interrupted = &interrupted;
  Assembly assembly(kb.index(), "000001", nullptr, Assembly::Reuse::nothing, options, progress);
  REQUIRE(assembly.read(stream, plan()));
  REQUIRE(assembly.resolve());
  REQUIRE(assembly.learn(Learning::anew));
  REQUIRE(assembly.write());
  interrupted = true;
  const auto sealed = assembly.seal();
  REQUIRE_FALSE(sealed);
  CHECK(sealed.error().code == ErrorCode::interrupted);
  CHECK_FALSE(fs::exists(building / kManifestFile));
}

TEST_CASE("a generation learns its own model, or keeps the one of its base") {
  const AssemblyIndex kb;
  const Manifest first = kb.assemble("000001", kTwo, nullptr, Assembly::Reuse::nothing, Learning::anew);
  CHECK(first.model.generation == "000001");
  std::vector<Document> three = kTwo;
  three.push_back(article("c", "en", "Laptop", "Bring it in."));
  const EarlierGeneration base = kb.open("000001");
  const Manifest kept = kb.assemble("000002", three, &base, Assembly::Reuse::nothing, Learning::keep);
  CHECK(kept.model.generation == "000001");
  CHECK(kept.documents == 3);
  const Manifest anew = kb.assemble("000003", three, &base, Assembly::Reuse::nothing, Learning::anew);
  CHECK(anew.model.generation == "000003");
  CHECK(anew.model.documents == 3);
}

TEST_CASE("an assembly that reuses records tells what changed, and keeps the model whatever is asked") {
  const AssemblyIndex kb;
  Sources sources;
  for (const Document& document : kTwo) sources.put(document);
  auto before = sources.stream();
  kb.assemble("000001", before, nullptr, Assembly::Reuse::nothing, Learning::anew);
  const EarlierGeneration base = kb.open("000001");
  kb.building("000002");
  sources.remove("article:b:en");
  sources.put(article("c", "en", "Laptop", "Bring it in."));
  auto stream = sources.stream();
  BuildProgress progress;
  Assembly assembly(kb.index(), "000002", &base, Assembly::Reuse::records, {}, progress);
  REQUIRE(assembly.read(stream, plan()));
  REQUIRE(assembly.resolve());
  CHECK_FALSE(assembly.changes_nothing());
  REQUIRE(assembly.changes().added.size() == 1);
  CHECK(assembly.changes().added[0].id == "c");
  REQUIRE(assembly.changes().removed.size() == 1);
  CHECK(assembly.changes().removed[0].id == "b");
  REQUIRE(assembly.learn(Learning::anew));
  REQUIRE(assembly.write());
  const auto manifest = assembly.seal();
  REQUIRE(manifest);
  CHECK(manifest->model.generation == "000001");
  CHECK(manifest->model.changed == 2);
  CHECK(manifest->documents == 2);
}

TEST_CASE("sources without a document are an error that names the way out") {
  const AssemblyIndex kb;
  kb.building("000001");
  DocumentList stream({});
  BuildProgress progress;
  Assembly assembly(kb.index(), "000001", nullptr, Assembly::Reuse::nothing, {}, progress);
  const auto read = assembly.read(stream, plan());
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::invalid_input);
  CHECK_FALSE(read.error().hint.empty());
}
