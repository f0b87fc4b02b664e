#pragma once

#include "indexer/analysis/stop_word_lists.h"

namespace callside {

// Germanic, Romance and Celtic languages, and Basque.
inline constexpr StopWordList kWestStopWords[] = {
    // Left out: "may", "on", "off", "out", "up", "down", "over", "under", "only", "all", "more", "again".
    {"en",
     "a an the this that these those there here and or but so if then than because while although though "
     "as of to in at by for from with about into onto i me my mine myself you your yours yourself he him "
     "his she her hers it its itself we us our ours they them their theirs who whom whose which what when "
     "where why how is are was were be been being am do does did doing have has had having will would "
     "shall should can could might must ought some any such just also too very really please hello hi hey "
     "thanks thank ok okay um uh er yeah i'm i've i'd i'll it's that's there's what's you're we're they're "
     "let's get gets got"},
    // Left out: "an", "auf", "aus", "ab", "ohne", "vor", "nach", "nur", "mehr", "alle", "unter", "über",
    // "zwischen".
    {"de",
     "der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem jener "
     "jene jenes und oder aber denn sondern weil dass daß ob wenn als wie so auch da dann doch noch schon "
     "mal ja eben ich du er sie es wir ihr mich dich sich uns euch ihn ihm ihnen mir dir mein meine meinen "
     "meinem meiner dein deine sein seine seinen ihre ihren ihrem ihrer unser unsere unseren euer man wer "
     "wen wem was welche welcher welches wo wohin woher wann warum wieso weshalb in im ins bei beim mit "
     "von vom zu zum zur für um durch am ist sind war waren bin bist seid wird werden werde wurde "
     "wurden worden hat habe haben hatte hatten hast kann können könnte könnten kannst soll sollen sollte "
     "muss müssen musste möchte möchten will wollen wollte darf dürfen bitte danke hallo guten gern gerne "
     "hier dort etwas sehr fuer moechte moechten koennen koennte koennten muessen"},
    // Left out: "son" (sound), "été", "car", "or", "avant", "après", "sans", "plus", "sous", "entre", "tout".
    {"fr",
     "le la les l un une des du de au aux ce cet cette ces celui celle ceux celles cela ça ceci et ou mais "
     "donc si que qu qui quoi dont où lorsque lorsqu puisque puisqu quand comme comment pourquoi quel "
     "quelle quels quelles combien parce afin alors aussi ainsi je j tu il elle on nous vous ils elles me "
     "te se moi toi lui leur leurs eux soi y en mon ma mes ton ta tes sa ses notre nos votre vos à dans "
     "par pour avec chez vers sur est sont suis es sommes êtes était étaient être soit sera serait ai as a "
     "avons avez ont avait avaient avoir aura aurait fait faire fais peux peut peuvent pouvez pouvoir "
     "pourrait dois doit devez doivent devoir veux veut voulez voudrais très bien voici voilà bonjour "
     "bonsoir salut allô merci svp c'est j'ai s'il qu'est"},
    // Left out: "sin", "sobre" (envelope), "antes", "después", "nada", "bajo", "más", "solo", "entre",
    // "desde".
    {"es",
     "el la los las lo un una unos unas al del este esta estos estas ese esa esos esas aquel aquella esto "
     "eso aquello y e o u pero porque pues que si como cuando mientras aunque también así entonces de a en "
     "con por para hacia yo tú! él! ella ello nosotros vosotros ellos ellas usted ustedes me te se le les "
     "nos os mi mis mí! tu tus su sus mío mía nuestro nuestra nuestros nuestras vuestro vuestra quien "
     "quienes qué cuál cuáles cuándo cómo dónde donde quién cuánto cuánta por es son soy eres somos era "
     "eran fue fueron ser sido siendo está están estoy estamos estaba estar he ha han hemos había habían "
     "haber hay puede pueden puedo podemos podría poder debe deben debo quiero quiere quisiera voy va van "
     "hace hacer muy ya pues hola gracias favor buenos buenas"},
    // Left out: "sei" (six), "ora" (hour), "stato" (state), "su", "sotto", "prima", "dopo", "senza", "più",
    // "tutto".
    {"it",
     "il lo la i gli le l un uno una dei degli delle del dello della dell di a ad al allo alla ai agli "
     "alle all da dal dallo dalla dai dagli dalle in nel nello nella nei negli nelle nell con sul sullo "
     "sulla sui sugli sulle per tra fra e ed o od ma se che chi cui quale quali quando come dove perché "
     "perchè quanto cosa mentre anche così quindi allora io tu lui lei noi voi loro egli essa esso mi ti "
     "ci vi si me te lo gliene ne mio mia miei mie tuo tua suo sua suoi sue nostro nostra vostro vostra "
     "questo questa questi queste quello quella quelli quelle è! sono siamo siete era erano essere essendo "
     "sia sarà ho hai ha abbiamo avete hanno avevo aveva avere può possono posso possiamo potrei potrebbe "
     "potere deve devo devono dovrei dovere vorrei voglio vuole molto già ecco ciao buongiorno buonasera "
     "salve grazie prego favore"},
    // Left out: "sem", "não", "antes", "depois", "sobre", "mais", "nada", "até", "entre", "conta".
    {"pt",
     "o a os as um uma uns umas ao aos à às do da dos das no na nos nas num numa pelo pela pelos pelas de "
     "em por para com e ou mas porque pois que se como quando enquanto embora também assim então eu tu "
     "você vocês ele ela eles elas nós! vos me te lhe lhes mim si meu minha meus minhas teu tua seu sua "
     "seus suas nosso nossa nossos nossas este esta estes estas esse essa esses essas aquele aquela isto "
     "isso aquilo qual quais quem onde quanto é! são sou somos era eram foi foram ser sido sendo está! "
     "estão estou estava estavam estar tem têm tenho temos tinha tinham ter há! haver pode podem posso "
     "podemos poderia poder deve devem devo dever quero quer queria gostaria vou vai vão fazer faz muito "
     "já olá obrigado obrigada favor"},
    // Left out: "aan", "uit", "af", "zonder", "voor" (before), "na", "niet", "geen", "over", "onder",
    // "alleen".
    {"nl",
     "de het een dit dat deze die er hier daar en of maar want omdat dus als dan toen terwijl hoewel dat "
     "zodat ook nog wel al van in te ten ter bij met door om naar tot ik jij je u hij zij ze wij we jullie "
     "mij me jou hem haar ons hen hun zich mijn jouw uw zijn onze wie wat welke welk waar wanneer waarom "
     "hoe waarmee is ben bent was waren zijn geweest word wordt worden werd werden heb hebt heeft hebben "
     "had hadden gehad kan kunt kunnen kon konden moet moeten moest zal zullen zou zouden wil wilt willen "
     "wilde mag mogen doe doet doen gaat gaan graag even heel erg hallo hoi goedemorgen goedemiddag "
     "alstublieft alsjeblieft bedankt dank"},
    // Left out: "på", "av", "utan", "före", "efter", "inte", "ej", "upp", "ut", "under", "över", "bara".
    {"sv",
     "en ett den det de dem denna detta dessa och eller men för att som om när då därför så än också samt "
     "medan eftersom i till med från vid hos åt jag du han hon vi ni man mig dig honom henne oss er sig "
     "min mitt mina din ditt dina hans hennes vår vårt våra ert era deras sin sitt sina vem vad vilken "
     "vilket vilka var vart varför hur är! vara varit blir bli blev blivit har ha hade haft kan kunna "
     "kunde ska skall skulle vill vilja ville måste bör borde få fick gör göra gjorde här! där! ju nog "
     "mycket hej hallå tack snälla god får!"},
    // Left out: "af", "fra", "på", "uden", "før", "efter", "ikke", "op", "ud", "under", "over", "kun".
    {"da",
     "en et den det de dem denne dette disse og eller men for at som om når da derfor så end også samt "
     "mens fordi i til med ved hos ad jeg du han hun vi i man mig dig ham hende os jer sig min mit mine "
     "din dit dine hans hendes vores vor jeres deres sin sit sine hvem hvad hvilken hvilket hvilke hvor "
     "hvornår hvorfor hvordan er var være været bliver blive blev blevet har have havde haft kan kunne "
     "skal skulle vil ville må! måtte bør burde få fik gør gøre gjorde her der jo nok meget hej hallo tak "
     "venligst god goddag får!"},
    // Left out: "av", "på", "uten", "før", "etter", "ikke", "opp", "ut", "under", "over", "bare".
    {"nb",
     "en ei et den det de dem denne dette disse og eller men for å! at som om når da derfor så enn også "
     "samt mens fordi i til med ved hos fra jeg du han hun vi dere man meg deg ham henne oss seg min mitt "
     "mine mi din ditt dine hans hennes vår vårt våre deres sin sitt sine hvem hva hvilken hvilket hvilke "
     "hvor når hvorfor hvordan er var være vært blir bli ble blitt har ha hadde hatt kan kunne skal skulle "
     "vil ville må! måtte bør burde få fikk gjør gjøre gjorde her der jo nok veldig eg me dei ein eit "
     "korleis kva kvar hei hallo takk vennligst god får!"},
    // Left out: "sense", "no", "abans", "després", "sobre", "més", "sota", "tot", "son" (sleep).
    {"ca",
     "el la els les l un una uns unes lo al als del dels pel pels de d a en amb per i o però perquè doncs "
     "que si com quan mentre encara també així aleshores jo tu ell ella nosaltres vosaltres ells elles "
     "vostè vostès em et es ens us li hi ho en ne me te se meu meva meus meves teu teva seu seva seus "
     "seves nostre nostra nostres vostre vostra aquest aquesta aquests aquestes aquell aquella això allò "
     "qui què quin quina quins quines quant són! som era eren ser sigut sent està estan estic estava estar "
     "he ha han hem havia haver hi pot poden puc podem podria poder ha heu vull vol voldria vaig va van "
     "fer fa molt ja hola bon gràcies sisplau on és sóc ets"},
    // Left out: "fără", "nu", "înainte", "după", "peste", "sub", "numai", "mai", "tot".
    {"ro",
     "un o unui unei niște cel cea cei cele al ai ale lui și sau dar iar însă deci că să dacă când cum "
     "unde care ce cine cui cât câte fiindcă pentru deoarece deși de din dintre la în într cu prin către "
     "eu tu el ea noi voi ei ele mă te se ne vă îi le îl își mie ție lor meu mea mei mele tău ta său sa "
     "noastră nostru voastră vostru acest această aceasta acesta acești aceste acel acea acela asta ăsta "
     "aici acolo este e sunt ești suntem era erau fost fiind am ai are avem aveți au avea avut pot poate "
     "puteți putem putea trebuie vreau vrea doresc aș! ar voi va vor foarte deja bună salut mulțumesc rog "
     "vă alo"},
    // Left out: "gan", "ní", "níl", "roimh", "tar éis", "faoi", "thar", "as", "amháin".
    {"ga",
     "an na a agus is nó ach mar má dá go gur le leis do don de den i in sa san ag ar chuig ó! trí mé! tú! "
     "sé! sí! muid sinn sibh siad mise tusa eisean mo do ár! bhur seo sin siúd é! í! iad cad céard cé "
     "conas cén cathain cá fáth tá! bhí beidh bíonn bheith raibh bhfuil atá ba agam agat aige aici againn "
     "agaibh acu dom duit dó! dúinn liom leat freisin anseo ansin dia duit hello más ann"},
    // Left out: "gabe", "ez", "aurretik", "ondoren", "gainean", "azpian", "bakarrik", "on" (good).
    {"eu",
     "eta edo baina ere baino bezala bat batzuk hau hori hura hauek horiek haiek honek horrek ni zu hura "
     "gu zuek haiek nik zuk gure zure nire bere haien niri zuri guri nire zein zer nor nork nola non nora "
     "noiz zergatik zenbat da dira naiz zara gara dago daude nago zen ziren izan izango du dute dut duzu "
     "dugu zuen zuten ditu dituzte behar ahal nahi dezake dezaket daiteke al ba bada hemen hor han oso "
     "jada kaixo mesedez eskerrik asko agur"},
};

}  // namespace callside
