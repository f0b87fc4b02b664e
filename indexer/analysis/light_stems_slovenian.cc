#include "indexer/analysis/light_stems.h"

namespace callside {

// Slovenian. The endings of nouns, adjectives and verbs are from Toporisic, Slovenska slovnica (2000).
// Popovic and Willett (1992, "The effectiveness of stemming for natural-language access to Slovene textual
// data") found that removing far more than case endings pays. Words are folded, so c, s and z also represent
// č, š and ž (pis-ati, pis-em).

namespace {

using Kind = StemStep::Kind;

// Words that are too short for the steps below, and words with two stems.
constexpr EndingRule kIrregular[] = {
    {0, "ime imena imenu imenom imen imeni imenih imenoma", "imen"},
    {0, "dan dne dneva dnevu dnevi dnevom dnevih dnevov dneve dni dnem dneh dnevoma", "dan"},
    {0, "clovek cloveka cloveku clovekom ljudje ljudi ljudem ljudmi ljudeh", "ljud"},
    {0, "otrok otroka otroku otrokom otroci otroke otrocih otroki", "otrok"},
    {0, "ura ure uri uro ur urah uram urami", "ur"},
};

constexpr EndingRule kSuperlative[] = {{5, "naj"}};

// Endings of case, number and gender, and of person and tense.
constexpr EndingRule kInflections[] = {
    {3, "a e i o u"},
    {3, "ih ah om ov ev em im am jo ama ema oma ima ami imi ega emu"},
    {3, "ava iva eva ata ita eta amo imo emo ate ite ete ajo ijo ejo aj ajte ajmo"},
    {3, "ati iti eti ala ila ela alo ilo elo ali ili eli ale ile ele"},
    {3, "ujem ujes uje ujeva ujeta ujemo ujete ujejo uj ujte ujmo"},
    {3, "ovati ovala ovalo ovali ovale oval evati evala evalo evali evale eval"},
};

// A second pass for endings that a shorter one leaves: besed-ilo and besed-il-om, and sezn-am and sezn-am-a,
// must have the same stem.
constexpr EndingRule kInnerInflections[] = {{4, "am em om im ih ov ev it at et itv"}};

// Suffixes that derive words from verbs and adjectives: brisanje, brisan, delujoc, moznost, novejsi.
constexpr EndingRule kDerivations[] = {
    {3, "anj enj ovanj evanj jevanj an en jen ovan evan ujoc ajoc ijoc ejoc iv ost ostm ostj ejs al il el"},
};

// The n of adjectives (moznost, mozna; tiskalni), and the ij that remains of funkcij, funkci-ja and
// funkci-jo.
constexpr EndingRule kAdjectiveEnds[] = {{4, "n"}, {3, "ij"}};

// Consonants changed by a following j: uporabiti, uporabljen.
constexpr EndingRule kStemEnds[] = {
    {3, "rj", "r"}, {3, "lj", "l"},  {3, "nj", "n"},  {3, "vl", "v"},  {3, "bl", "b"},  {3, "pl", "p"},
    {3, "ml", "m"}, {3, "vlj", "v"}, {3, "blj", "b"}, {3, "plj", "p"}, {3, "mlj", "m"},
};

constexpr StemStep kSteps[] = {
    {.kind = Kind::whole, .rules = kIrregular},
    {.kind = Kind::beginning, .rules = kSuperlative},
    {.rules = kInflections},
    {.rules = kInnerInflections},
    {.rules = kDerivations},
    {.rules = kDerivations},
    {.kind = Kind::fleeting, .min_left = 3, .letters = U"e", .not_beside = U"aeiou"},
    {.rules = kAdjectiveEnds},
    {.rules = kStemEnds},
};

}  // namespace

const StemTable kSlovenianStems{"sl", kSteps};

}  // namespace callside
