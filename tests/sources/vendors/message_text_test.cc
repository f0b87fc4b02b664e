#include "indexer/sources/vendors/message_text.h"

#include "indexer/sources/vendors/ticket_thread.h"
#include "tests/sources/vendors/exports.h"
#include "tests/support/catch2.h"

using callside::TextFormat;
using callside::ThreadMessage;
using callside::testing::text_of;
using From = callside::ThreadMessage::From;

namespace {

std::string own(std::string_view text, TextFormat format = TextFormat::text) {
  const auto content = callside::read_message(text, format);
  REQUIRE(content);
  CHECK((content->blocks.empty() || !content->html.empty()));
  return text_of(*content);
}

bool courtesy(std::string_view text) { return is_courtesy(*callside::read_message(text, TextFormat::text)); }
bool automatic(std::string_view text) {
  return is_automatic(*callside::read_message(text, TextFormat::text));
}

callside::Thread thread(std::vector<ThreadMessage> messages) {
  auto read = callside::read_thread(std::move(messages));
  REQUIRE(read);
  return std::move(*read);
}

ThreadMessage message(From from, std::string text, std::string at = "") {
  return {from, std::move(at), std::move(text), TextFormat::text};
}

}  // namespace

TEST_CASE("quotes and signatures are removed from messages") {
  CHECK(own("It works.\n\nOn Mon, 5 Jan 2026 at 10:00, Help <help@north.example> wrote:\n> Try again\n") ==
        "It works.");
  CHECK(own("It works.\n\nOn Mon, 5 Jan 2026 at 10:00, Help\n<help@north.example> wrote:\n\nTry again\n") ==
        "It works.");
  CHECK(own("Es geht.\n\nAm 5. Januar 2026 um 10:00 schrieb Hilfe <help@north.example>:\n> Versuch") ==
        "Es geht.");
  CHECK(own("Deluje.\n\nV pon., 5. jan. 2026 ob 10:00 je oseba Pomoc <help@north.example> napisala:\n> "
            "Poskusite") == "Deluje.");
  CHECK(
      own("Funciona.\n\nEl lun, 5 ene 2026 a las 10:00, Ayuda (<help@north.example>) escribió:\n> Pruebe") ==
      "Funciona.");
  CHECK(own("Yes.\n-----Original Message-----\nFrom: Help") == "Yes.");
  CHECK(own("Ja.\n\nVon: Hilfe\nGesendet: Montag, 5. Januar\nAn: Ana\n\nVersuch") == "Ja.");
  CHECK(own("Open the menu.\n\n-- \nPeter\nNorth Help") == "Open the menu.");
  CHECK(own("Yes\n> really?\nNo") == "Yes No");
  CHECK(own("Fine.\nSent from my iPhone") == "Fine.");
  CHECK(own("##- Please type your reply above this line -##\nIt broke.") == "It broke.");
}

TEST_CASE("text that only looks like a quote or signature is kept") {
  CHECK(own("From: here to there is far.\nTake the bus.") == "From: here to there is far. Take the bus.");
  CHECK(own("What I wrote:\nit does not print") == "What I wrote: it does not print");
  CHECK(own("As I wrote on 5 January:\nopen the menu") == "As I wrote on 5 January: open the menu");
  CHECK(own("Choose --\nthen press Enter") == "Choose -- then press Enter");
  // A forwarded mail is all quote, so it is kept.
  CHECK(own("From: Ana\nSent: Monday\nSubject: x\n\nThe printer is dead.").find("The printer is dead.") !=
        std::string::npos);
}

TEST_CASE("quotes and signatures in HTML are recognised by their elements") {
  const auto html = [](std::string_view text) { return own(text, TextFormat::html); };
  CHECK(html("<p>Open it.</p><blockquote type=\"cite\"><p>How?</p><blockquote>x</blockquote></blockquote>") ==
        "Open it.");
  CHECK(html("<p>Open it.</p><blockquote>How?</blockquote><p>Then close it.</p>") ==
        "Open it. / Then close it.");
  CHECK(html("<div>Open it.<div class=\"gmail_quote\">On Monday</div></div>") == "Open it.");
  CHECK(html("<div>Open it.</div><div data-signature=\"true\" data-signature-id=\"1\">Petra</div>") ==
        "Open it.");
  CHECK(html("<p>Open it.</p><p>On Mon, 5 Jan 2026 at 10:00, Help wrote:</p><p>How?</p>") == "Open it.");
  CHECK(html("<p>Open it.</p><p>-- <br>Petra</p>") == "Open it.");
  CHECK(html("<ol><li>Open</li><li>Press</li></ol>") == "Open / Press");
  CHECK(html("<blockquote>only this") == "only this");
}

TEST_CASE("a message of thanks is a courtesy unless it says more") {
  for (const char* text : {"Thank you very much!", "Thanks, that worked.", "Najlepša hvala!", "Vielen Dank",
                           "Gracias", "You're welcome!", "Ni za kaj.", "Gern geschehen"}) {
    INFO(text);
    CHECK(courtesy(text));
  }
  for (const char* text :
       {"Thanks, but it does not work", "Hvala, ampak še vedno ne dela", "Danke, das geht aber nicht",
        "Thanks. Where is my order?", "Thanks, order 4711", "It works.",
        "Thank you for the report, please open the settings and then choose the printer that you want to use",
        ""}) {
    INFO(text);
    CHECK_FALSE(courtesy(text));
  }
  CHECK(automatic("Out of office: I am away until Monday"));
  CHECK(automatic("Your request (123) has been received"));
  CHECK_FALSE(automatic("I was out of office when it broke"));
}

TEST_CASE("a thread is reduced to the first question and the last answer") {
  const auto usual = thread({message(From::requester, "It is slow."), message(From::agent, "Which version?"),
                             message(From::requester, "Five."), message(From::agent, "Update to six."),
                             message(From::agent, "Then restart it."), message(From::requester, "Thanks!"),
                             message(From::agent, "You're welcome!")});
  CHECK(text_of(usual.question) == "It is slow.");
  CHECK(text_of(usual.resolution) == "Update to six. / Then restart it.");
  CHECK(usual.resolution.html.find("data-block=\"1\"") != std::string::npos);
  // Messages are sorted by time.
  const auto timed = thread({message(From::agent, "Update.", "2026-01-02T00:00:00Z"),
                             message(From::requester, "It is slow.", "2026-01-01T00:00:00Z")});
  CHECK(text_of(timed.question) == "It is slow.");
  CHECK(text_of(timed.resolution) == "Update.");
  // The agent wrote down a call.
  const auto call = thread(
      {message(From::agent, "The caller cannot sign in."), message(From::agent, "The lock is lifted.")});
  CHECK(text_of(call.question) == "The caller cannot sign in.");
  CHECK(text_of(call.resolution) == "The lock is lifted.");
  CHECK(thread({message(From::requester, "It is slow."), message(From::requester, "Hello?")})
            .resolution.blocks.empty());
  CHECK(thread({message(From::requester, "It is slow."), message(From::other, "Buy a new one.")})
            .resolution.blocks.empty());
  CHECK(thread(
            {message(From::requester, "It is slow."), message(From::agent, "We have received your request.")})
            .resolution.blocks.empty());
  CHECK(thread({}).question.blocks.empty());
}
