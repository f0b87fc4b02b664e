#include "indexer/analysis/light_stems.h"

namespace callside {

namespace {

using Kind = StemStep::Kind;

// Croatian, Serbian and Bosnian in Latin letters. fold() transliterates Serbian Cyrillic (normalize.h).
// Endings after Ljubesic, Boras and Kubelka 2007 ("Retrieving information in Croatian: building a simple and
// efficient rule-based stemmer") and the declensions and conjugations of Baric et al., Hrvatska gramatika.
constexpr EndingRule kHrSuperlative[] = {{5, "naj"}};

constexpr EndingRule kHrInflections[] = {
    {3, "a e i o u"},
    {3, "om em im ih og eg oj ega oga emu omu ome ama ima ovi evi ova eva ove eve ovima evima ovom"},
    {3, "am amo ate aju em emo ete im imo ite ju"},
    {3, "ati iti eti uti at it et ao io eo uo ala ila ela ula alo ilo elo ulo ali ili eli uli ale ile ele"},
    {3, "ule ah ahu ase asmo aste ih ise ismo iste uh use usmo uste ijah ijahu ijase"},
    {3, "ajuci juci avsi ivsi uvsi evsi aj ajte ajmo ij ijte ijmo jte jmo"},
    {3, "ujem ujes uje ujemo ujete uju ujuci uj ujte ujmo"},
    {3, "ovati ovao ovala ovalo ovali ovale ivati ivao ivala ivalo ivali ivale ovavsi ivavsi ovah ivah"},
    {3, "ovat ivat ovase ovasmo ovaste ovahu ivase ivasmo ivaste ivahu"},
};

constexpr EndingRule kHrInner[] = {{4, "as es is us al il el ul om em ov ev it at et"}};

constexpr EndingRule kHrDerivations[] = {
    {3, "anj enj ovanj ivanj an en ovan ivan ost osc ij ajuc juc"},
    {4, "ij ijeg ijem"},
};

constexpr EndingRule kHrStemEnds[] = {
    {3, "vlj", "v"}, {3, "blj", "b"}, {3, "plj", "p"}, {3, "mlj", "m"}, {3, "nj", "n"},
    {3, "lj", "l"},  {3, "k", "c"},   {3, "g", "z"},   {3, "h", "s"},   {3, "dj", "d"},
};

constexpr StemStep kCroatian[] = {
    {.kind = Kind::beginning, .rules = kHrSuperlative},
    {.rules = kHrInflections},
    {.rules = kHrInner},
    {.rules = kHrDerivations},
    {.rules = kHrDerivations},
    {.kind = Kind::fleeting, .min_left = 3, .letters = U"a", .not_beside = U"aeiou"},
    {.rules = kHrStemEnds},
};

// Bulgarian and Macedonian. Articles, plurals and verb endings, after Savoy 2007 ("Searching strategies for
// the Bulgarian language") and Nakov 2003 ("BulStem").
constexpr EndingRule kBgArticles[] = {
    {3, "ът ят ия а я иът ият ата ята ото ето ите"},
    {3, "стта", "ст"},
};

constexpr EndingRule kBgInflections[] = {
    {3, "а я о е и у ъ ю"},
    {3, "ове еве ища ии ие"},
    {3, "ам ям иш еш им ем ите ете ат ят аме яме ате яте аш яш ва"},
    {3, "ах ях их ахме яхме ихме ахте яхте ихте аха яха иха ех ехме ехте еха"},
    {3, "ала яла ила ела ало яло ило ело али или ели"},
    {3, "ана яна ена ано яно ено ани ени"},
    {3, "ване вания ван вани вана вано вам ваш ваме вате ват ваше ваха вах вахме вахте"},
    {3, "ай яй айте яйте йте йки айки ейки яйки вайки"},
    {3, "ащ ящ ещ аща яща еща ащо ящо ещо ащи ящи ещи"},
};

constexpr EndingRule kBgInner[] = {
    {3, "ав яв ев ов ан ен ян ал ил ел ял ащ ещ ящ ат ят ит ет ах ях их в й"},
    {3, "ост ств ани ени яни ован уван ван вал вани"},
};

constexpr EndingRule kBgStemEnds[] = {{4, "н"},      {3, "ч", "к"}, {3, "ц", "к"},
                                      {3, "ж", "г"}, {3, "з", "г"}, {3, "ш", "х"}};

constexpr StemStep kBulgarian[] = {
    {.rules = kBgArticles},
    {.rules = kBgInflections},
    {.rules = kBgInner},
    {.kind = Kind::fleeting, .min_left = 3, .letters = U"еъ", .not_beside = U"аеиоуъюя"},
    {.rules = kBgStemEnds},
};

constexpr EndingRule kMkArticles[] = {
    {3, "от та то те ва во ве на но не ов он"},
};

constexpr EndingRule kMkInflections[] = {
    {3, "а е и о у"},
    {3, "ови еви ишта иња"},
    {3, "ам аш еш иш име еме аме ете ите ате ат"},
    {3, "ав ев ив авме евме ивме авте евте ивте аа еа иа"},
    {3, "ал ел ил ала ела ила ало ело ило але еле иле"},
    {3, "ан ен ана ена ано ено ани ени ање ење ања ења ајќи ејќи"},
    {3,
     "ај ајте ејте ува уваат увам уваш уваме увате увал увала увало увале уван увани увана увано ување "
     "увања"},
};

constexpr EndingRule kMkInner[] = {{3, "ост ств ск ув ан ен ањ ењ ат"}};

constexpr EndingRule kMkStemEnds[] = {{3, "ц", "к"}, {3, "ч", "к"}, {3, "з", "г"}, {3, "ж", "г"}};

constexpr StemStep kMacedonian[] = {
    {.rules = kMkArticles},
    {.rules = kMkInflections},
    {.rules = kMkInner},
    {.kind = Kind::fleeting, .min_left = 3, .letters = U"еоа", .not_beside = U"аеиоу"},
    {.rules = kMkStemEnds},
};

}  // namespace

const StemTable kCroatianStems{"hr sr bs", kCroatian};
const StemTable kBulgarianStems{"bg", kBulgarian};
const StemTable kMacedonianStems{"mk", kMacedonian};

}  // namespace callside
