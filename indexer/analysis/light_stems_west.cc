#include "indexer/analysis/light_stems.h"

namespace callside {

namespace {

using Kind = StemStep::Kind;

// Czech. Case endings after the light stemmer of Dolamic and Savoy 2009 ("Indexing and stemming approaches
// for the Czech language"), and verb endings.
constexpr EndingRule kCsSuperlative[] = {{5, "nej"}};

constexpr EndingRule kCsInflections[] = {
    {5, "te"},
    {3, "a e i o u y"},
    {3, "ech ich ach ych atech ete eti em im om um am ym ou emi imi ami ymi ama yma ima"},
    {3, "eho iho oho emu imu omu ove ovi ovy ata aty et es os us"},
    {3, "at it et ati iti eti al il el ala ila ela alo ilo elo ali ili eli aly ily ely as is es"},
    {3,
     "ame ime eme ate ite ete aji eji ej ejte ejme aj ajte uji uje ujes ujeme ujete uju ujou uj ujte ujme"},
    {3, "ovat ovati oval ovala ovalo ovali ovaly out ul ula ulo uli uly ijte ouci ajici ujici ejici ici"},
};

constexpr EndingRule kCsInner[] = {{4, "am em om um at it et al il el"}};

constexpr EndingRule kCsDerivations[] = {
    {3, "ani eni ovan ovani an en in ov ost ejs jsi sti uj ij ujic ajic ejic"},
};

constexpr EndingRule kCsStemEnds[] = {
    {3, "k", "c"}, {3, "h", "z"}, {3, "ck", "c"}, {3, "sk", "st"}, {3, "ct", "ck"}, {3, "g", "z"},
};

constexpr StemStep kCzech[] = {
    {.kind = Kind::beginning, .rules = kCsSuperlative},
    {.rules = kCsInflections},
    {.rules = kCsInner},
    {.rules = kCsDerivations},
    {.kind = Kind::fleeting, .min_left = 3, .letters = U"e", .not_beside = U"aeiouy"},
    {.rules = kCsStemEnds},
};

// Slovak. The same approach with endings from Pauliny, Kratka gramatika slovenska.
constexpr EndingRule kSkSuperlative[] = {{5, "naj"}};

constexpr EndingRule kSkInflections[] = {
    {3, "a e i o u y"},
    {3,
     "ia ie iu ii iou iam iach iami ach och ech ich ych am om em im ym ou ami mi ymi imi ov ovi ove ovia "
     "ovho ovmu ova ovej ovo ovou ovu ovych ovym ovymi"},
    {3, "eho ieho emu iemu ej iej at ata aty ati"},
    {3, "it et iet al il ala ila ela alo ilo elo ali ili eli iel iela ielo ieli as is es ies"},
    {3,
     "ame ime eme ieme ate ite ete iete aju eju ia aj ajte ajme uj ujte ujme ujem ujes uje ujeme ujete uju"},
    {3, "ovat oval ovala ovalo ovali ut ul ula ulo uli ujuc ajuc iac uc ujuci ajuci uci iaci"},
};

constexpr EndingRule kSkInner[] = {{4, "am em om im ov at it al il"}};

constexpr EndingRule kSkDerivations[] = {
    {3, "ani eni ovani ovan an en in ost ejs sti uj ujuc ajuc iac uc"},
};

constexpr EndingRule kSkStemEnds[] = {{3, "k", "c"}, {3, "h", "z"}, {3, "ck", "c"}};

constexpr StemStep kSlovak[] = {
    {.kind = Kind::beginning, .rules = kSkSuperlative},
    {.rules = kSkInflections},
    {.rules = kSkInner},
    {.rules = kSkDerivations},
    {.rules = kSkDerivations},
    {.kind = Kind::fleeting, .min_left = 3, .letters = U"eo", .not_beside = U"aeiouy"},
    {.rules = kSkStemEnds},
};

// Polish. In the style of Savoy's light stemmers, with endings from Nagorko, Zarys gramatyki polskiej.
constexpr EndingRule kPlSuperlative[] = {{5, "naj"}};

constexpr EndingRule kPlInflections[] = {
    {3, "a e i o u y"},
    {3, "om em im ym ow ach ech ich ych ami emi imi ymi owi owie ego iego emu iemu ej iej ia ie iu io ii"},
    {3, "iem iom iami iach iow ou"},
    {3, "ac ic yc ec al il yl ala ila yla ela alo ilo ylo elo ali ili yli eli aly ily yly ely"},
    {3, "am as amy acie aja em esz emy ecie isz imy icie ysz ymy ycie asz"},
    {3,
     "aj ajcie ajmy ij ijcie uj ujcie uje ujesz ujemy ujecie uja ujac ajac owac owal owala owalo owali "
     "owaly"},
    {3, "ela elo eli ely iesz iemy iecie iemy ony ona one"},
    {3, "alem alam ales alas alismy alysmy ilem ilam ylem ylam"},
};

constexpr EndingRule kPlInner[] = {{4, "em om ow ym im"}};

constexpr EndingRule kPlDerivations[] = {
    {3, "ani eni ien ion owani owan iec iet iejs ejs sz osc ost uj ujac ajac ac aj i"},
    {4, "an on en"},
};

constexpr EndingRule kPlStemEnds[] = {
    {3, "rz", "r"}, {3, "dz", "d"},  {3, "c", "k"},   {3, "cz", "k"},
    {3, "ci", "t"}, {3, "sc", "st"}, {3, "dzi", "d"}, {3, "nc", "nt"},
};

constexpr StemStep kPolish[] = {
    {.kind = Kind::beginning, .rules = kPlSuperlative},
    {.rules = kPlInflections},
    {.rules = kPlInner},
    {.rules = kPlDerivations},
    {.kind = Kind::fleeting, .min_left = 3, .letters = U"e", .not_beside = U"aeiouy"},
    {.rules = kPlStemEnds},
};

// Ukrainian. Endings from Pliushch (ed.), Suchasna ukrainska literaturna mova. The alternation of o and e
// with i in closed syllables is not undone, because that would merge too many different words.
constexpr EndingRule kUkReflexive[] = {{3, "ся сь"}};

constexpr EndingRule kUkFuture[] = {{3, "тиму тимеш тиме тимем тимемо тимете тимуть", "ти"}};

constexpr EndingRule kUkInflections[] = {
    {3, "а е є и і ї о у ю я ь й"},
    {3,
     "ам ям ом ем єм им ім ах ях их іх ою ею єю ами ями ими іми ові еві єві ів їв ей ів ої ій ій ого його"},
    {3, "ому йому ії ією ій ія ію іє іям іях іями їм їх їми"},
    {3, "ать ять уть ють ить їть иш їш еш єш имо їмо емо ємо ите їте ете єте ай яй айте яйте ймо йте"},
    {3, "ати яти ити іти їти ав яв ив ів їв ала яла ила іла їла ало яло ило іло їло али яли или іли їли"},
    {3, "аю яю ую юю ає яє ує ює аєш ує уєш уємо уєте ують ають яють аємо аєте яєш яємо яєте"},
    {3, "увати ювати ував ював увала увало ували ювала ювало ювали уй уйте уймо юй юйте"},
    {3, "вши авши ивши ував увавши ював ювавши увано ювано ано ено ито уто ут ит ячи учи ючи аючи уючи"},
};

constexpr EndingRule kUkDerivations[] = {
    {3, "анн енн уванн юванн ан ен ян уван юван ість ост іш іст н ськ"},
};

constexpr StemStep kUkrainian[] = {
    {.rules = kUkReflexive},
    {.rules = kUkFuture},
    {.rules = kUkInflections},
    {.rules = kUkDerivations},
    {.kind = Kind::fleeting, .min_left = 3, .letters = U"оеі", .not_beside = U"аеєиіїоуюяьй"},
};

}  // namespace

const StemTable kCzechStems{"cs", kCzech};
const StemTable kSlovakStems{"sk", kSlovak};
const StemTable kPolishStems{"pl", kPolish};
const StemTable kUkrainianStems{"uk", kUkrainian};

}  // namespace callside
