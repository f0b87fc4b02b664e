#pragma once

#include "indexer/analysis/stop_word_lists.h"

namespace callside {

// Slavic, Baltic and Finno-Ugric languages, Greek and Turkish.
inline constexpr StopWordList kEastStopWords[] = {
    // Left out: "kot" (angle), "med" (honey), "ne", "ni", "brez", "pred", "po", "pod", "nad", "samo", "več",
    // "vse".
    {"sl",
     "in ali pa a ampak toda vendar saj ker če da ko kadar čeprav ter oziroma tudi že še torej nato potem "
     "tako v na pri s z k h o od iz do za ob jaz on ona ono mi vi oni one me mene meni te tebe tebi ga "
     "njega mu njemu jo njo ji nji nas nam vas vam jih njih jim njim se si sebe sebi moj moja moje mojega "
     "moji svoj svoja svoje tvoj njegov njen naš naša naše vaš vaša vaše njihov ta to tega temu tem te "
     "tisti tista tisto kdo kaj kateri katera katero kje kam kod kdaj zakaj kako koliko sem si je sva smo "
     "ste so bil bila bilo bili biti bo bom boš bomo boste bodo bi naj imam ima imajo imate lahko moram "
     "mora morate želim želi hočem tukaj tu tam zelo prosim pozdravljeni zdravo živjo hvala dober halo ja "
     "ti"},
    // Left out: "ne", "ni", "bez", "prije", "poslije", "nakon", "pod", "nad", "između", "samo", "više",
    // "sve".
    {"hr",
     "i ili a ali pa te jer da ako kad kada iako dok nego također tako onda zato u na s sa k ka o od iz do "
     "za uz pri ja ti on ona ono mi vi oni one mene me meni mi tebe te tebi njega ga njemu mu nju ju joj "
     "nas nam vas vam njih ih im njima se sebe sebi si moj moja moje mojeg moji svoj svoja svoje tvoj "
     "njegov njezin njen naš naša naše vaš vaša vaše njihov taj ta to ovaj ova ovo onaj tog toga tom tome "
     "tko koji koja koje kojeg gdje kamo kada zašto kako koliko sam si je smo ste su jesam jesu bio bila "
     "bilo bili biti bude budu bih bi bismo biste ću ćeš će ćemo ćete imam ima imaju imate mogu može "
     "možete moram mora trebam treba želim želi ovdje tu tamo vrlo jako molim bok zdravo dobar hvala halo "
     "li što!"},
    {"bs",
     "i ili a ali pa te jer da ako kad kada iako dok nego također tako onda zato u na s sa k ka o od iz do "
     "za uz pri ja ti on ona ono mi vi oni one mene me meni tebe te tebi njega ga njemu mu nju ju joj nas "
     "nam vas vam njih ih im njima se sebe sebi si moj moja moje mojeg moji svoj svoja svoje tvoj njegov "
     "njen naš naša naše vaš vaša vaše njihov taj ta to ovaj ova ovo onaj tog toga tom tome ko tko šta "
     "koji koja koje kojeg gdje kamo zašto kako koliko sam si je smo ste su jesam jesu bio bila bilo bili "
     "biti bude budu bih bi bismo biste ću ćeš će ćemo ćete imam ima imaju imate mogu može možete moram "
     "mora trebam treba želim želi ovdje tu tamo vrlo jako molim zdravo dobar hvala halo li što!"},
    // In both scripts. The same words are left out as in Croatian.
    {"sr",
     "i ili a ali pa te jer da ako kad kada iako dok nego takođe tako onda zato u na s sa k ka o od iz do "
     "za uz pri ja ti on ona ono mi vi oni one mene me meni tebe te tebi njega ga njemu mu nju ju joj nas "
     "nam vas vam njih ih im njima se sebe sebi si moj moja moje svoj svoja svoje tvoj njegov njen naš "
     "naša naše vaš vaša vaše njihov taj ta to ovaj ova ovo onaj tog toga tom tome ko šta koji koja koje "
     "kojeg gde kuda zašto kako koliko sam je smo ste su jesam jesu bio bila bilo bili biti bude budu bih "
     "bi bismo biste ću ćeš će ćemo ćete imam ima imaju imate mogu može možete moram mora treba želim želi "
     "ovde tu tamo vrlo molim zdravo dobar hvala halo li и или а али па те јер да ако кад када иако док "
     "него такође тако онда зато у на с са к о од из до за уз при ја ти он она оно ми ви они оне мене ме "
     "мени тебе тебе теби њега га њему му њу ју јој нас нам вас вам њих их им њима се себе себи си мој "
     "моја моје свој своја своје твој његов њен наш наша наше ваш ваша ваше њихов тај та то овај ова ово "
     "онај тог тога том томе ко шта што који која које којег где куда зашто како колико сам је смо сте су "
     "јесам јесу био била било били бити буде буду бих би бисмо бисте ћу ћеш ће ћемо ћете имам има имају "
     "имате могу може можете морам мора треба желим жели овде ту тамо врло молим здраво добар хвала хало "
     "ли što!"},
    // Left out: "не", "без", "пред", "после", "потоа", "под", "над", "меѓу", "само", "сè".
    {"mk",
     "и или а но ама па дека оти зашто да ако кога иако додека туку исто така тогаш затоа во на со од за "
     "кај кон преку јас ти тој таа тоа ние вие тие мене ме мене ми тебе те ти него го нему му неа ја ѝ нас "
     "вас ве ви нив ги им се себе си мој моја мое мои свој своја свое твој негов нејзин наш наша наше ваш "
     "ваша ваше нивен овој оваа ова овие оној она оние тоа кој која кое кои што каде каде кога како колку "
     "сум си е сме сте се бев беше бевме беа биде бил била било биле ќе би имам има имаат имаме можам може "
     "можете можат морам мора треба сакам сака овде тука таму многу ве молам здраво добар благодарам ало "
     "ли"},
    // Left out: "не", "без", "преди", "след", "под", "над", "между", "само", "всички", "още".
    {"bg",
     "и или а но ами че да ако когато кога въпреки докато също така тогава затова понеже защото в във на с "
     "със от за при към у аз ти той тя то ние вие те мен ме мене ми теб те него го нему му нея я ѝ й нас "
     "вас ви тях ги им се си себе мой моя мое мои моята моят свой своя свое твой негов неин наш наша "
     "нашият ваш ваша вашия техен този тази това тези онзи онази онова кой коя кое кои който която което "
     "които какво какъв каква къде как колко защо съм си е сме сте са бях беше бяхме бяха бъде бъда бил "
     "била било били ще би бих имам има имат имате мога може можете могат трябва искам иска тук там много "
     "моля здравейте здравей здрасти добър благодаря ало ли ни"},
    // Left out: "ne", "bez", "před", "po", "pod", "nad", "mezi", "jen", "více", "všechno", "vypnout".
    {"cs",
     "a i nebo ale však že aby když protože jestli pokud než jako také taky tak pak proto v ve na s se z "
     "ze k ke o u od do za pro při já ty on ona ono my vy oni mě mne mi mně tebe tě ti jeho ho jemu mu ji "
     "jí nás nám vás vám jich je jim nim se sebe sobě si můj moje má mé mého svůj svoje tvůj její náš naše "
     "váš vaše jejich ten ta to toho tomu tom ti ty tento tato toto který která které kterého kdo co kde "
     "kam kdy proč jak kolik jsem jsi je jsme jste jsou byl byla bylo byli bude budu budeme budete bych by "
     "bychom byste mám má mají máte mohu můžu může můžete musím musí chci chce chtěl chtěla zde tady tam "
     "velmi prosím ahoj dobrý děkuji díky haló být!"},
    // Left out: "nie", "bez", "pred", "po", "pod", "nad", "medzi", "len", "viac", "všetko".
    {"sk",
     "a i aj alebo ale však že aby keď pretože lebo či ak než ako tiež tak potom preto v vo na s so z zo k "
     "ku o u od do za pre pri ja ty on ona ono my vy oni mňa ma mi mne teba ťa ti jeho ho jemu mu ju jej "
     "nás nám vás vám ich im nim sa seba sebe si môj moja moje svoj svoja svoje tvoj náš naša naše váš "
     "vaša vaše ten tá to toho tomu tom tie tí tento táto toto ktorý ktorá ktoré ktorého kto čo kde kam "
     "kedy prečo koľko som si je sme ste sú bol bola bolo boli bude budem budeme budete by mám má majú "
     "máte môžem môže môžete musím musí chcem chce chcel chcela tu sem tam veľmi prosím ahoj dobrý ďakujem "
     "haló byť!"},
    // Left out: "nie", "bez", "przed", "po", "pod", "nad", "między", "tylko", "więcej", "wszystko".
    {"pl",
     "a i oraz lub albo ale lecz że żeby aby gdy kiedy ponieważ bo jeśli jeżeli niż jak także też tak więc "
     "dlatego w we na z ze do od o u za dla przy przez ja ty on ona ono my wy oni one mnie mi mną ciebie "
     "cię ci jego go jemu mu ją jej nas nam was wam ich im nimi się siebie sobie mój moja moje mojego swój "
     "swoja swoje twój nasz nasza nasze wasz wasza ten ta to tego temu tym te ci tamten który która które "
     "którego kto co gdzie dokąd dlaczego czemu ile czy jest są jestem jesteś jesteśmy był była było były "
     "być będzie będę będą by bym mam ma mają mogę może można możecie muszę musi chcę chce chciałbym "
     "chciałabym tu tutaj tam bardzo proszę pan pani cześć dobry dziękuję halo"},
    // Left out: "не", "без", "перед", "після", "під", "над", "між", "тільки", "все", "ще", "до".
    {"uk",
     "і й та або чи але а проте що щоб якщо коли бо тому оскільки хоча ніж як також теж так потім в у на з "
     "із зі від за для при про через я ти він вона воно ми ви вони мене мені тебе тобі його йому її їй нас "
     "нам вас вам їх їм ним себе собі мій моя моє мої мого свій своя своє твій наш наша наше ваш ваша ваше "
     "їхній цей ця це ці цього той те ті того який яка яке які якого хто де куди чому скільки є був була "
     "було були бути буде буду будуть би б маю має мають можу може можна можете треба потрібно хочу хоче "
     "тут там дуже будь ласка прошу привіт вітаю добрий дякую алло"},
    // Left out: "не", "нет", "без", "перед", "после", "до", "под", "над", "между", "только", "все", "ещё".
    {"ru",
     "и или но а однако что чтобы если когда потому поэтому так как хотя чем также тоже же ли в во на с со "
     "из от за для при про через к ко о об у я ты он она оно мы вы они меня мне мной тебя тебе его ему её "
     "ей нас нам вас вам их им ими себя себе мой моя моё мои моего свой своя своё твой наш наша наше ваш "
     "ваша ваше этот эта это эти этого этой тот та те того который которая которое которые кто где куда "
     "почему зачем сколько какой какая какое какие есть был была было были быть будет буду будут бы имею "
     "имеет могу может можно можете надо нужно хочу хочет хотел хотела здесь тут там очень пожалуйста "
     "здравствуйте привет добрый спасибо алло вот по"},
    // Left out: "bez", "ne", "pirms", "pēc", "zem", "virs", "starp", "tikai", "viss".
    {"lv",
     "un vai bet ka lai ja kad jo tāpēc kaut nekā kā arī tad tā no ar pie par es tu viņš viņa mēs jūs viņi "
     "viņas mani man manis tevi tev viņu viņam viņai mūs mums jums jūsu mūsu viņiem sevi sev mans mana "
     "mani tavs tava savs sava šis šī šie šīs tas tie tās to tam kas kurš kura kuri kādas kāds kāda kur "
     "kāpēc cik ir esmu esi esam esat bija biju būt būs būšu būtu tiek tika var varu varat vajag vēlos "
     "gribu šeit te tur ļoti lūdzu sveiki labdien paldies alo pa"},
    // Left out: "be", "ne", "prieš", "po", "virš", "tarp", "tik", "viskas", "daugiau".
    {"lt",
     "ir ar arba bet tačiau kad jog jei jeigu kai nes todėl nors negu kaip taip pat tada iš į! su prie dėl "
     "apie pas aš! tu jis ji mes jūs jie jos mane man manęs tave tau jį jam ją jai mus mums jus jums juos "
     "savo mano tavo mūsų jūsų jų šis ši šie šios tas ta tie tos to tai kas kuris kuri kurie kurios koks "
     "kokia kur kodėl kiek yra esu esi esame esate buvo buvau būti bus būsiu būtų turiu turi galiu gali "
     "galite galima reikia noriu nori norėčiau čia ten labai prašau sveiki ačiū alio laba"},
    // Left out: "ei", "ilma", "enne", "pärast", "peale", "all", "üle", "ainult", "kõik", "sisse", "välja".
    {"et",
     "ja või aga kuid et kui sest sellepärast kuigi nagu ka siis nii ning ma mina sa sina ta tema me meie "
     "te teie nad nemad mind mulle minu mul sind sulle sinu sul teda talle temal tal meid meile meil teid "
     "teile teil neid neile nende oma ise see need seda selle sellel selles neil kes mis mida kelle mille "
     "kus kuhu millal miks kuidas mitu kumb milline olen oled oleme olete oli olid olin olema olnud oleks "
     "saab saan saate saaks saama võib võin pean peab tahan tahab soovin siin seal väga palun tere aitäh "
     "tänan halloo on"},
    // Left out: "ei", "ilman", "ennen", "jälkeen", "päälle", "pois", "alla", "yli", "vain", "kaikki".
    {"fi",
     "ja tai vai mutta sekä että jos kun koska vaikka kuin myös niin siis joten minä sinä hän me te he "
     "minun sinun hänen meidän teidän heidän minut sinut hänet minua sinua häntä minulla sinulla hänellä "
     "meillä teillä heillä minulle sinulle hänelle meille teille se ne tämä tuo nämä nuo sen sitä siinä "
     "siitä niiden tämän tätä joka jotka jonka mikä mitä minkä kuka kenen missä mistä mihin milloin miksi "
     "miten kuinka paljonko on olen olet olemme olette ovat oli olin olivat olla ollut olisi voi voin "
     "voitte voiko voisi voida pitää täytyy haluan haluaa haluaisin täällä tässä tuolla siellä hyvin "
     "erittäin hei moi terve kiitos haloo"},
    // Left out: "nem", "ne", "nélkül", "előtt", "után", "be", "ki", "alatt", "felett", "csak", "minden",
    // "több".
    {"hu",
     "a az egy és vagy de hanem hogy ha mert mivel amikor mint is így akkor tehát én te ő mi ti ők engem "
     "téged minket titeket őket nekem neked neki nekünk nektek nekik velem veled vele enyém tied maga ez "
     "ezt ennek ezek azt annak azok ami amely aki akit amit mi mit kinek melyik milyen hol hova honnan "
     "mikor miért hogyan mennyi hány van vannak vagyok vagy vagyunk volt voltam voltak lesz lenne lehet "
     "lett tud tudok tudom tudja kell kellene szeretnék szeretném szeretne akarok akar itt ott nagyon "
     "kérem szia helló üdvözlöm napot köszönöm halló őt! bár!"},
    // Left out: "δεν", "μη", "χωρίς", "πριν", "μετά", "πάνω", "κάτω", "εκτός", "μόνο", "όλα".
    {"el",
     "ο η το οι τα του της των τον την τους τις στο στη στην στον στους στις στα σε με από για και κι ή! "
     "αλλά όμως ότι πως που αν όταν επειδή γιατί ενώ ώστε να θα ας όπως επίσης έτσι τότε εγώ εσύ αυτός "
     "αυτή αυτό εμείς εσείς αυτοί αυτές αυτά με μου μας εμένα σε σου σας εσένα τους μου ένας μία μια ένα "
     "αυτόν αυτήν εκείνος εκείνη εκείνο ποιος ποια ποιο ποιοι τι πού πώς πότε πόσο πόσα είναι είμαι είσαι "
     "είμαστε είστε ήταν ήμουν έχω έχει έχεις έχουμε έχετε έχουν είχα είχε μπορώ μπορεί μπορείτε μπορούμε "
     "πρέπει θέλω θέλει θέλετε ήθελα εδώ εκεί πολύ παρακαλώ γεια χαίρετε καλημέρα καλησπέρα ευχαριστώ "
     "εμπρός"},
    // Left out: "değil", "yok", "var", "önce", "sonra", "altında", "üstünde", "sadece", "bütün", "daha".
    {"tr",
     "ve veya ya da de ile için ama fakat ancak çünkü ki eğer ise gibi kadar göre bir bu o bunlar şunlar "
     "onlar bunu şunu onu bunun onun buna ona ben sen biz siz beni seni bizi sizi bana sana bize size "
     "benim senim senin bizim sizin onların kendi mi mı mu mü miyim mıyım musun ne neden niçin niye nasıl "
     "nerede nereye nereden hangi kim kimin kaç olan olarak oldu olur olmak olsa etmek ediyor edebilir "
     "miyiz misiniz mısınız olabilir idi şey şimdi burada orada çok lütfen merhaba selam teşekkürler "
     "teşekkür ederim alo iyi günler bey hanım şu!"},
};

}  // namespace callside
