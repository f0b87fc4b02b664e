
#include "tests/redact/check_table.h"
#include "tests/support/catch2.h"

namespace {

using callside::test::Case;

// The domains are reserved by RFC 2606 and RFC 6761.
constexpr Case kEmailFound[] = {
    {"Write to ana@example.org please.", "Write to [e-mail] please."},
    {"ana.novak+kb@mail.support.example.org", "[e-mail]"},
    {"Moj naslov je ana.novak@primer.example, hvala.", "Moj naslov je [e-mail], hvala."},
    {"Meine Adresse: ana_novak-2@beispiel.example.", "Meine Adresse: [e-mail]."},
    {"mi correo es ana.garcia@ejemplo.example y no llega nada", "mi correo es [e-mail] y no llega nada"},
    {"<ana@example.org>", "<[e-mail]>"},
    {"\"Ana Novak\" <ana@example.org>", "\"Ana Novak\" <[e-mail]>"},
    {"(ana@example.org)", "([e-mail])"},
    {"'ana@example.org'", "'[e-mail]'"},
    {"From:ana@example.org", "From:[e-mail]"},
    {"ana@example.org,bor@example.net;cene@example.com", "[e-mail],[e-mail];[e-mail]"},
    {"ana@example.org/bor@example.net", "[e-mail]/[e-mail]"},
    {"ANA.NOVAK@EXAMPLE.ORG", "[e-mail]"},
    {"Ana@Example.Org", "[e-mail]"},
    {"sent to ana@example.org.Thanks", "sent to [e-mail].Thanks"},
    {"mailto:ana@example.org?subject=x", "mailto:[e-mail]?subject=x"},
    {"https://desk.example/t?email=ana@example.org&x=1", "https://desk.example/t?email=[e-mail]&x=1"},
    {"https://desk.example/t?email=ana%40example.org", "https://desk.example/t?email=[e-mail]"},
    {"https://desk.example/?next=%2Ft%3Fe%3Dana%2540example.org",
     "https://desk.example/?next=%2Ft%3Fe%3D[e-mail]"},
    {"{\"user\":\"ana\\u0040example.org\"}", "{\"user\":\"[e-mail]\"}"},
    {"ana&#64;example.org and bor&commat;example.net", "[e-mail] and [e-mail]"},
    {"žana.šček@primer.example", "[e-mail]"},
    {"jürgen@müller.example", "[e-mail]"},
    {"иван@пример.тест", "[e-mail]"},
    {"δοκιμή@παράδειγμα.δοκιμή", "[e-mail]"},
    {"请发送到ana@example.com谢谢", "请发送到[e-mail]谢谢"},
    {"ana@example.orgまで連絡してください", "[e-mail]まで連絡してください"},
    {"ana@example.com으로 보내 주세요", "[e-mail]으로 보내 주세요"},
    {"ana@xn--80akhbyknj4f.xn--90ae", "[e-mail]"},
    {"ana (at) example (dot) org", "[e-mail]"},
    {"ana[at]example.org", "[e-mail]"},
    {"ana [at] example [dot] org!", "[e-mail]!"},
    {"ana{at}example{dot}org", "[e-mail]"},
    {"ana.novak(at)mail.example.org", "[e-mail]"},
    {"ana (dot) novak (at) example (dot) org", "[e-mail]"},
    {"ana(@)example.org", "[e-mail]"},
    {"ana(afna)primer(pika)example", "[e-mail]"},
    {"ana (arroba) ejemplo (punto) example", "[e-mail]"},
    {"ana(ät)beispiel(punkt)example", "[e-mail]"},
    {"it is ana at example dot org", "it is [e-mail]"},
    {"ana dot novak at mail dot example dot org", "[e-mail]"},
    {"pišite na ana afna primer pika si", "pišite na [e-mail]"},
    {"escriba a ana arroba ejemplo punto es", "escriba a [e-mail]"},
    {"an ana ät beispiel punkt de bitte", "an [e-mail] bitte"},
    {"ana@example dot org", "[e-mail]"},
    {"ana @ example.org", "[e-mail]"},
    {"ana@ example.org", "[e-mail]"},
    {"ａｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "[e-mail]"},
    {"ana\xEF\xBC\xA0"
     "example.org",
     "[e-mail]"},
    {"an\xC2\xAD"
     "a@exam\xE2\x80\x8Bple.org",
     "[e-mail]"},
    {"ana@exa\xE2\x80\x8D"
     "mple.org",
     "[e-mail]"},
    {"ana\xC2\xA0@\xC2\xA0"
     "example.org",
     "[e-mail]"},
    {"ana@sub\xE2\x80\x91"
     "domain.example.org",
     "[e-mail]"},
    {"\"ana novak\"@example.org", "[e-mail]"},
    {"ana@[192.0.2.1]", "[e-mail]"},
    {"|ana@example.org|ok|", "|[e-mail]|ok|"},
    {"**ana@example.org**", "**[e-mail]**"},
    {"reply-to=ana@example.org", "reply-to=[e-mail]"},
    {"Hi ana@example.org...", "Hi [e-mail]..."},
    {"1234567@example.org", "[e-mail]"},
    {"o'neil@example.org", "[e-mail]"},
};

constexpr Case kEmailKept[] = {
    {"Meet at the example. Org charts are attached."},
    {"look at example dot com for the manual"},
    {"look at the dot in the corner"},
    {"see us at shop.example"},
    {"read more at example.org"},
    {"visit example.org or help.example.net"},
    {"follow @nordvik.example on the network"},
    {"The @ sign is missing on my keyboard."},
    {"3 pieces @ 1.50 EUR"},
    {"npm install lodash@4.17.21"},
    {"photo@2x.png and photo@3x.webp"},
    {"systemctl restart getty@tty1.service"},
    {"@media (max-width: 600px)"},
    {"user@localhost cannot log in"},
    {"Choose (a) billing.example or (b) shop.example"},
    {"ta (at) ni naslov"},
    {"pika na i, punkt, punto, dot"},
    {"Was kostet das @ Home?"},
    {"password p@ss!"},
    {"a@b"},
    {"arroba y punto son signos"},
    {"the meeting is at three dot dot dot"},
    {"@Override public void run()"},
    {"C:\\Users\\ana at work"},
    {"50% @ checkout"},
    {"Wi-Fi (at) home. Organise it."},
    {"the file is at www dot"},
};

}  // namespace

TEST_CASE("e-mail addresses are found as people write them") { callside::test::check_table(kEmailFound); }
TEST_CASE("text that only resembles an e-mail address stays") { callside::test::check_table(kEmailKept); }
