#include "indexer/analysis/light_stems.h"

namespace callside {

namespace {

using Kind = StemStep::Kind;

// Greek, folded: without tonos and with one form of sigma (normalize.h). After Ntais 2006 ("Development of a
// stemmer for the Greek language") and Saroukos 2008, without the exceptions of the latter.
constexpr EndingRule kElInflections[] = {
    {2, "α ε η ι ο υ ω ασ εσ ησ οσ υσ ωσ ου οι ει ων αι"},
    {3, "ουσ εισ εων εωσ ουν ουνε ουμε ετε ιου ιων ιασ ια ιο ιοι ιεσ ιουσ ιοσ"},
    {3, "αδεσ αδων εδεσ εδων ουδεσ ουδων"},
    {3, "αω αει αμε ατε ανε αν ομαι εσαι εται ομαστε οσαστε εστε ονται ουμαι ειται ουνται αται αμαι"},
    {3, "ησω ησεισ ησει ησουμε ησετε ησουν ησα ησεσ ησε ησαμε ησατε ησαν"},
    {3, "ηθει ηθηκα ηθηκε ηθηκεσ ηθηκαμε ηθηκατε ηθηκαν ηθουν ηθω θει θουν θηκε θηκαν θηκα θω"},
    {3, "ουσα ουσε ουσαν ουσαμε οντασ ωντασ οταν οταν ονταν"},
    {3, "μενοσ μενη μενο μενοι μενεσ μενα μενων μενουσ μενησ μενου"},
    {2, "μα ματοσ ματα ματων", "μ"},
};

constexpr EndingRule kElDerivations[] = {
    {3, "οτερ οτατ υτερ ισμεν ομεν ουμεν αμεν μεν"},
};

constexpr StemStep kGreek[] = {
    {.rules = kElInflections},
    {.rules = kElDerivations},
};

// Hindi. Endings of gender, number, case and tense, after Ramanathan and Rao 2003 ("A lightweight stemmer for
// Hindi").
constexpr EndingRule kHiInflections[] = {
    {2, "ा ि ी ु ू े ो"},
    {2, "ां ें ों ीं ाई ाए ाओ िए ना नी ने ता ती ते कर या यी ये"},
    {2, "ाना ाने ानी ाता ाती ाते ाया ायी ाये ाकर ाइए ाईं तीं ाओं ाएं ुओं ुएं ुआं ेगा ेगी ोगे ोगी"},
    {2, "ाएगा ाएगी ाओगे ाओगी एंगे एंगी ेंगे ेंगी ूंगा ूंगी ातीं ियां ियों नाओं नाएं ताओं ताएं"},
    {2, "ाएंगे ाएंगी ाऊंगा ाऊंगी"},
};

constexpr StemStep kHindi[] = {{.rules = kHiInflections}};

// Persian. Endings of plural, degree and possession, whether written together or with a joiner, which
// normalize() removes. Verb prefixes are not removed: ميزبان (host) begins like one.
constexpr EndingRule kFaInflections[] = {
    {2, "ها هاي هايي هايم هايت هايش هايمان هايتان هايشان ترين تر تري"},
    {3, "ان ات ي اي"},
};

constexpr StemStep kPersian[] = {{.rules = kFaInflections}};

// Hebrew. The article, plurals and the feminine ending. The other prefixes (ב כ ל מ ש ו) are not removed,
// because too many words begin with these letters. Final forms of letters become the regular ones.
constexpr EndingRule kHeArticle[] = {{3, "ה הה"}};
constexpr EndingRule kHeInflections[] = {{2, "ים ות ה יות יים אות"}};
constexpr EndingRule kHeFinals[] = {
    {0, "ך", "כ"}, {0, "ם", "מ"}, {0, "ן", "נ"}, {0, "ף", "פ"}, {0, "ץ", "צ"}};

constexpr StemStep kHebrew[] = {
    {.kind = Kind::beginning, .rules = kHeArticle},
    {.rules = kHeInflections},
    {.rules = kHeFinals},
};

// Korean. Particles after a noun, and the most common endings of verbs made with hada and doeda.
constexpr EndingRule kKoParticles[] = {
    {2,
     "은 는 이 가 을 를 에 의 로 와 과 도 만 에서 에게 으로 까지 부터 보다 처럼 한테 에는 에도 에서는 "
     "에서도"},
    {2, "으로는 으로도 이나 이라 이란 입니다 이다 들 들이 들을 들은 들의 들에"},
    {2, "하다 하는 하고 하기 하면 하여 해서 해요 합니다 했습니다 하세요 하려면 할 한 함"},
    {2, "되다 되는 되고 되지 되면 되어 됩니다 됐습니다 되었습니다 된 될"},
};

constexpr StemStep kKorean[] = {{.rules = kKoParticles}};

}  // namespace

const StemTable kGreekStems{"el", kGreek};
const StemTable kHindiStems{"hi", kHindi};
const StemTable kPersianStems{"fa", kPersian};
const StemTable kHebrewStems{"he", kHebrew};
const StemTable kKoreanStems{"ko", kKorean};

}  // namespace callside
