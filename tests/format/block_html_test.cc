#include "indexer/format/block_html.h"

#include <string>
#include <utility>

#include "tests/support/catch2.h"
#include "tests/support/temporary_folder.h"

using namespace callside;

TEST_CASE("the HTML of blocks") {
  CHECK(html_of({}) == "");
  const std::vector<Block> blocks{{BlockType::heading, 1, "A"},   {BlockType::step, 0, "one"},
                                  {BlockType::step, 0, "two"},    {BlockType::code, 0, "a < b\n  \"c\""},
                                  {BlockType::step, 0, "three"},  {BlockType::heading, 3, "B"},
                                  {BlockType::step, 0, "one"},    {BlockType::row, 0, "a | b"},
                                  {BlockType::row, 0, "c | d|e"}, {BlockType::paragraph, 0, "it's"}};
  CHECK(html_of(blocks) ==
        "<h1 data-block=\"0\">A</h1>"
        "<ol><li data-block=\"1\">one</li><li data-block=\"2\">two</li></ol>"
        "<pre data-block=\"3\"><code>a &lt; b\n  &quot;c&quot;</code></pre>"
        "<ol start=\"3\"><li data-block=\"4\">three</li></ol>"
        "<h3 data-block=\"5\">B</h3>"
        "<ol><li data-block=\"6\">one</li></ol>"
        "<table><tr data-block=\"7\"><td>a</td><td>b</td></tr><tr "
        "data-block=\"8\"><td>c</td><td>d|e</td></tr></table>"
        "<p data-block=\"9\">it&#39;s</p>");
}

TEST_CASE("the HTML of a ticket has its question and its resolution") {
  StoreEntry entry;
  entry.kind = Kind::ticket;
  const auto add = [&](BlockType type, std::uint8_t level, Field field, std::string text) {
    StoredBlock& block = entry.blocks.emplace_back();
    block.type = type;
    block.level = level;
    block.field = field;
    block.text = std::move(text);
  };
  const auto html = [&] {
    const callside::testing::TemporaryFolder folder;
    auto writer = DocumentStoreWriter::create(folder.path(), "1");
    REQUIRE(writer);
    REQUIRE(writer->add(entry));
    REQUIRE(writer->finish({0}));
    const auto store = DocumentStore::open(folder.path());
    REQUIRE(store);
    return ticket_html(store->document(1));
  };
  add(BlockType::heading, 2, Field::question, "Printer");
  add(BlockType::step, 0, Field::question, "a < b");
  add(BlockType::step, 0, Field::resolution, "Restart it");
  add(BlockType::paragraph, 0, Field::resolution, "Done");
  CHECK(html() ==
        "<section data-part=\"question\"><h2 data-block=\"0\">Printer</h2>"
        "<ol><li data-block=\"1\">a &lt; b</li></ol></section>"
        "<section data-part=\"resolution\"><ol><li data-block=\"2\">Restart it</li></ol>"
        "<p data-block=\"3\">Done</p></section>");
  entry.blocks.clear();
  CHECK(html() == "<section data-part=\"question\"></section><section data-part=\"resolution\"></section>");
}
