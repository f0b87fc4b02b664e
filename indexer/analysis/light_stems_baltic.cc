#include "indexer/analysis/light_stems.h"

namespace callside {

namespace {

// Latvian. Endings after Kreslins 1996 ("A stemming algorithm for Latvian"). Most of its palatalised
// consonants need no rule, because folding already makes them plain.
constexpr EndingRule kLvInflections[] = {
    {3, "a e i o u s as am ai es em ei is im iem us um os ie is ij ias iam iai ia ium ius ios"},
    {3, "ais ajam ajai aja ajiem ajam ajas ajos ajos ajo aj"},
    {3, "t at it et ot am im em ats its ets ots ata ita eta ati iti eti atu itu etu atas itas etas"},
    {3, "ja ji ju jam jat jot sim siet su si tu tos jos jiet iet ies isies as os amies aties oties"},
    {3, "ajot ejot ijot osa oss osi osu osam osas osiem osos osais osaja osajai osajam osajiem osajos"},
    {3, "samies saties siesies tis ties tos sos simies sieties jies jas jos"},
    {3, "ams ama ami amu amam amai amas amiem amos amais amaja amajam amajai amajas amajos amajiem amo"},
};

constexpr EndingRule kLvDerivations[] = {
    {3, "san en in sij um jum ak jak ig taj tav at it et ot j us os am jam sim dam"},
};

// Vowels that remain at the end of a stem.
constexpr EndingRule kVowels[] = {{3, "a e i o u"}};

constexpr EndingRule kLvStemEnds[] = {
    {3, "bj", "b"}, {3, "pj", "p"}, {3, "mj", "m"}, {3, "vj", "v"},
    {3, "d", "z"},  {3, "t", "s"},  {3, "c", "k"},
};

constexpr StemStep kLatvian[] = {
    {.rules = kLvInflections}, {.rules = kLvDerivations}, {.rules = kLvDerivations},
    {.rules = kVowels},        {.rules = kLvStemEnds},
};

// Estonian. The endings are the fourteen cases with their preceding vowel (Erelt et al., Eesti keele
// grammatika). Folding keeps the dots of its vowels (normalize.h), so words typed without them have other
// stems.
constexpr EndingRule kEtClitics[] = {{4, "gi ki"}};

constexpr EndingRule kEtInflections[] = {
    {3, "a e i u aid eid uid d ad ed id ud at et it ut"},
    {3, "asse ast as ale al alt aks ani ana ata aga esse est es ele el elt eks eni ena eta ega"},
    {3, "isse ist is ile il ilt iks ini ina ita iga usse ust us ule ul ult uks uni una uta uga"},
    {3, "ade adesse ades adest adele adel adelt adeks adeni adena adeta adega"},
    {3, "ede edesse edes edest edele edel edelt edeks edeni edena edeta edega"},
    {3, "ide idesse ides idest idele idel idelt ideks ideni idena ideta idega"},
    {3, "ude udesse udes udest udele udel udelt udeks udeni udena udeta udega"},
    {3, "te tesse tes test tele tel telt teks teni tena teta tega"},
    {3, "ma mata mas mast maks da b me vad sin sid sime site nud nuks ks ksid tud takse ti tavad v va vat"},
    {3, "ama ada ab ame ate avad asin asid as asime anud ati atud atakse av ava avad avat avate ake"},
    {3, "ima ida ib ime ite ivad isin isid isime inud iti itud itakse iv iva ivad ivat ivate ige"},
    {3, "uma uda ub ume ute uvad usin usid usime unud uti utud utakse uv uva uvad uvat uvate uge"},
    {3, "eda eb eme ete evad esin esid enud eti etud etakse ev eva evad evat evate ege"},
};

constexpr EndingRule kEtDerivations[] = {
    {3, "min mis am im um aj ij uj ej av iv uv amat imat umat"},
    {4, "at it ut us usk ust lik lis likk atav itav utav"},
};

constexpr EndingRule kEtStemEnds[] = {
    {3, "tt", "t"}, {3, "kk", "k"}, {3, "pp", "p"}, {3, "d", "t"},
    {3, "g", "k"},  {3, "b", "p"},  {3, "ss", "s"},
};

constexpr StemStep kEstonian[] = {
    {.rules = kEtClitics}, {.rules = kEtInflections}, {.rules = kEtDerivations},
    {.rules = kVowels},    {.rules = kEtStemEnds},
};

}  // namespace

const StemTable kLatvianStems{"lv", kLatvian};
const StemTable kEstonianStems{"et", kEstonian};

}  // namespace callside
