#include "tests/query/test_index.h"
#include "tests/support/catch2.h"

using namespace callside;
using namespace callside::testing;

TEST_CASE("a word typed with its accents is above the one without them") {
  TestIndex index({article("with", "es", "Carta para el papá de la familia", "Entregue la carta."),
                   article("without", "es", "Papa", "Se pela y se cuece."),
                   article("other", "es", "Horario", "De lunes a viernes.")});
  CHECK(index.ids("papá ") == Ids{"with", "without"});
  CHECK(index.ids("papa ").front() == "without");
  // Who has no key for the accent finds the word all the same.
  CHECK(index.ids("papa familia ").front() == "with");
}
