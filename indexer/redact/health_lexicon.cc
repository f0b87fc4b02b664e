// Further words of illness, disability, treatment, medicine and pregnancy: many of them as the begins and ends that
// medical words are made with in all four languages ("*itis", "*krebs", "onkolog*"). Written from knowledge of the
// languages; which ends are safe was seen on the demo's articles and on software manuals.

#include <array>

#include "indexer/redact/cue.h"

namespace callside {
namespace {

constexpr std::array kCues{
    CueList{
        role(Role::condition),
        "*itis, *itisa, *itisom, *itisu, *ectomy, *ektomie, *ectomia, *ektomija, *ektomijo, *ektomije, *plegia, "
        "*plegic, *plegie, *plegik, *plejia, *plejico, *anamie, *scopia, *skopija, *skopijo, *skopije, *krebs, "
        "*krankheit, *syndrom, *syndroms, *sindrom, *sindromom, *sindroma, *allergie, *allergiker, *allergikerin, "
        "*infarkt, *therapie, *schmerzen, *lahmung, *insuffizienz, *transplantation, *prothese, *implantat, "
        "*diabetiker, *krank, *behindert, *behinderte, *phobie, *phobia, onkolog*, oncolog*, kardiolog*, "
        "cardiolog*, nevrolog*, neurolog*, psihiat*, psychiat*, psiquiat*, ginekolog*, gynakolog*, ginecolog*, "
        "gynecolog*, gynaecolog*, urolog*, dermatolog*, hematolog*, nefrolog*, nephrolog*, revmatolog*, "
        "rheumatolog*, reumatolog*, kemoter*, chemoth*, quimioter*, radioter*, radioth*, dializ*, dialys*, "
        "dialis*, insulin*, inzulin*, diabet*, epilep*, asthma*, asma*, astma*, astmi*, autis*, avtis*, shizofr*, "
        "schizo*, esquizofr*, depresi*, depressi*, parkins*, alzheim*, demenc*, dement*, demenz*, levkemi*, "
        "leukami*, leukaem*, leucem*, endometrio*, fibromialg*, fibromyalg*, artroz*, arthros*, artros*, "
        "osteopen*, fenilketon*, mukoviszid*, zerebralpar*, querschnitt*, schwangersch*, hochschwanger, nosecn*, "
        "embaraz*, kaiserschnitt, cesarea, carski rez, c section, caesarean, postpartum, wochenbett, stillzeit, "
        "menopaus*, wechseljahr*, unfruchtbar*, infertil*, neplodn*, kinderwunsch*, fecundacion, inseminacion, "
        "abort*, splav, splava, splavu, hysterec*, histerec*, mastec*, mastek*, kolonosk*, colonosc*, koloskop*, "
        "gastrosk*, laparosk*, laparosc*, biopsi*, mrt termin, ct termin, magnetresonan*, magnetna resonanca, "
        "magnetno resonanco, resonancia, mri scan, ct scan, ultraschalltermin, notoperation, not op, "
        "bypassoperation, herzkatheter, schrittmacher, defibrillator, pacemaker, marcapasos, audifono, audifonos, "
        "implante coclear, slusni, slusnim, spodbujevalnik srca, spodbujevalnika srca, spodbujevalnikom, srcna "
        "napaka, srcno napako, srcni bolnik, srcna bolnica, zdravila za srce, tablete za pritisk, antikoag*, "
        "anticoag*, sintrom, eliquis, xarelto, ramipril, bisoprolol, metoprolol, amlodipin, simvastatin, "
        "atorvastatin, statine, metformin, ozempic, mounjaro, levothyrox*, l thyroxin, euthyrox, pantoprazol, "
        "omeprazol*, ibuprofen, tramadol, tilidin, fentanyl, oxycodon*, morphin*, morfin*, morfij*, buprenorph*, "
        "subutex, metadon*, methadon*, diazepam, valium, lorazepam, tavor, xanax, zoloft, sertralin*, fluoxetin*, "
        "prozac, citalopram, escitalopram, venlafaxin*, mirtazapin*, quetiapin*, seroquel, olanzapin*, "
        "risperidon*, lithium, litij, litio, concerta, medikinet, prednisolon*, prednison*, kortison, kortizon*, "
        "cortisona, humira, rituximab, tamoxifen, keytruda, ventolin, salbutamol, symbicort, asthmaspray, "
        "insulinpen, antibiotik*, antibiotic*, antidepres*, antipsicot*, antipsihot*, neurolept*, schmerzmittel, "
        "painkillers, opioids, opiate, opiates, protibolec*, benzos, pomirjeval*, beruhigungsmittel, "
        "schlaftabletten, tranquiliz*, somniferos, analgesic*"},
    CueList{
        role(Role::condition),
        "erwerbsgemindert, erwerbsunfahig, berufsunfahig, arbeitsunfahig, krankgeschrieben, dienstunfahig, "
        "pflegegrad, pflegestufe, pflegefall, merkzeichen, schwerbehindertenausweis, tagesklinik, entzugsklinik, "
        "rehaklinik, intensivstation, ms patient, ms patientin, als patient, copd patient, bettlagrig, halbseitig "
        "gelahmt, gehunfahig, blinde, blinder, taubstumm, gehorlose, gehorloser, sehschwache, nachtblind, "
        "farbenblind, rot grun schwache, kleinwuchsig, downsyndrom, lernschwach, entwicklungsverzogert, "
        "fruhgeboren, fruhchen, fruhgeburt, ubergewicht, magenband, magersucht, essgestort, bulimie, trockener "
        "alkoholiker, drogenabhangig, spielsuchtig, substituiert, traumatisiert, burn out, gallensteine, "
        "nierensteine, leistenbruch, hexenschuss, ischias, bandscheibe, bandscheiben, kreuzband, kreuzbandriss, "
        "meniskus, arthroskopie, knie tep, neue hufte, neues knie, kunstliche hufte, fersensporn, "
        "oberschenkelbruch, rippenbruch, schadelbruch, hirnblutung, hirnodem, aneurysma, embolie, lungenembolie, "
        "vorhofflimmern, herzrhythmus*, angina pectoris, bluthochdruck, lymphodem, lipodem, krampfadern, offenes "
        "bein, wundrose, nesselsucht, zoster, herpes, syphilis, tripper, chlamydien, krebskranke, krebspatient, "
        "krebspatientin, metastasen, palliativ*, im sterben, kunstlicher darmausgang, dauerkatheter, "
        "sauerstoffgerat, beatmungspatient, trachealkan*, sondennahrung, magensonde, dekubitus, zuckerkrankheit, "
        "unterzucker, unterzuckerung, nierenschwache, leberwerte, fettleber, hepatitisc, glutenfrei wegen, "
        "unvertraglichkeit, nussallergisch, anaphyla*, epipen, krampfanfall, krampfanfalle, anfallsleiden, "
        "ohnmacht, schwindelanfalle, tinnitus, horsturz, horschaden, nervenkrank, nervenleiden, polyneurop*, "
        "karpaltunnel, gurtelrose, polio, kinderlahmung, long covid, me cfs, chronisch krank, chronische "
        "krankheit, schwer krank, schwer erkrankt, unheilbar, todkrank, krebsdiagnose"},
    CueList{
        role(Role::condition),
        "housebound, bed bound, bedbound, wheelchair bound, registered disabled, blue badge holder, half blind, "
        "colour blind, color blind, legally blind, low vision, sight loss, losing my sight, lost his sight, lost "
        "her sight, sight impaired, stone deaf, half deaf, profoundly deaf, deafblind, lip read, sign language "
        "user, bsl user, speech impaired, stammer, stammers, aphasia, brain injury, head injury, brain bleed, "
        "brain damage, haemorrhage, aneurysm, embolism, blood clot, blood clots, atrial fibrillation, irregular "
        "heartbeat, triple bypass, open heart surgery, congestive, dialysis patient, on the transplant list, "
        "kidney stones, gallstones, gallbladder, appendicitis, appendix out, hysterectomy, endometriosis, pcos, "
        "fibroids, miscarried, stillbirth, stillborn, expecting twins, morning sickness, gestational, "
        "preeclampsia, premature baby, preemie, fertility treatment, menopause, colostomy, ileostomy, "
        "catheterised, feeding tube, tube fed, tracheostomy, on a ventilator, oxygen concentrator, nebuliser, "
        "nebulizer, chemo, stage four, hospice care, end of life, macmillan nurse, mental breakdown, sectioned, "
        "self harming, suicide attempt, attempted suicide, overdose, recovering addict, recovering alcoholic, "
        "drug problem, drinking problem, gambling addiction, eating disorders, autistic spectrum, nonspeaking, "
        "learning disabled, developmental delay, dwarfism, cleft palate, motor neurone, huntington s, "
        "huntingtons, neuropathy, sciatica, slipped disc, herniated disc, back problems, bad back, bad hip, bad "
        "knee, new hip, new knee, knee op, hip op, had an op, amputee, prosthetic, walking stick, zimmer frame, "
        "rollator, stairlift, shingles, ibs, crohns, colitis, stomach ulcer, coeliac, lactose, anaphylactic, epi "
        "pen, blood sugar, type one diabetic, type two diabetic, thyroid, underactive thyroid, overactive "
        "thyroid, addison s, cushing s, hiv, herpes, sepsis, pneumonia, covid, long covid, chronic illness, "
        "chronically ill, seriously ill, gravely ill, critically ill, intensive care, vertigo, tinnitus, "
        "fainting, blackouts, seizures, epileptic fits, night terrors, insomnia, narcoleptic, dialysis, "
        "psoriatic, rheumatoid, fibro, sarcoidosis, thalassaemia"},
    CueList{
        role(Role::condition),
        "slabo pokreten, slabo pokretna, slabo pokretnega, tezko pokreten, tezko pokretna, gibalno oviran, "
        "gibalno ovirana, gibalno oviranega, invalidka, invalidke, invalidko, invalidski, na vozicku, vozickar, "
        "vozickarka, nepremicen, priklenjen na posteljo, priklenjena na posteljo, slepa, gluhonem, gluhonema, "
        "gluhota, naglusnost, slabovidnost, kratkoviden, anevrizm*, embolij*, atrijsk*, aritmij*, infarktu, "
        "zvisan pritisk, povisan pritisk, sladkorno, sladkorni, zvisan sladkor, scitnic*, golsavost, putika, "
        "putiko, revm*, protin, artritis, hernija, zlom, zloma, zlomu, zlomom, zlomljen, zlomljena, zlomljeno, "
        "zlomila, zlomil, zvin, zvinjen, hrbtenic*, diskus hernija, isias, operiran, operirana, operirali, "
        "kemoterapij*, obsevan*, metastaz*, levkemij*, onkoloski, onkoloskem, paliativ*, hospic*, dializ*, "
        "ciroz*, hepatitis*, zlatenica, stomo, stoma, kateter*, astmo, astme, alergij*, alergicen, alergicna, "
        "alergika, celiakij*, intoleranca, intoleranco, nosecn*, nosec*, rizicna nosecnost, rizicno nosecnost, "
        "porodnisk*, carski, splav*, umetna oploditev, umetno oploditev, menopavz*, dusevna bolezen, dusevno "
        "bolezen, depresi*, tesnob*, tesnobo, psihiatr*, samomor*, odvisnost, odvisnosti, odvisnostjo, zasvojen*, "
        "metadon*, bulimij*, anoreksij*, motnja hranjenja, motnjo hranjenja, avtiz*, aspergerj*, adhd, downov*, "
        "posebne potrebe, posebnimi potrebami, motnje v razvoju, zaostanek, cerebraln*, distrofij*, skleroz*, "
        "parkinson*, demenc*, demenco, alzheimer*, epilepsij*, epileptic*, bozjast*, padavic*, migren*, "
        "vrtoglavic*, omedlevic*, tinitus*, nespecnost*, kronicno bolan, kronicna bolezen, hudo bolan, hudo "
        "bolna, tezko bolan, tezko bolna, neozdravljivo, na intenzivni, v bolnisnici, bolniski dopust, bolniskem "
        "stalezu, bolniski stalez, bolniska, na bolniski, na bolniskem dopustu"},
    CueList{
        role(Role::condition),
        "invidente, ciego, ciega, ciegos, sordo, sorda, sordomudo, sordomuda, sordera, hipoacusia, ceguera, "
        "discapacitado, discapacitada, discapacidad, minusvalido, minusvalida, minusvalia, movilidad reducida, "
        "silla de ruedas, andador, muletas, encamado, encamada, postrado, postrada, gran dependiente, grado de "
        "dependencia, paralitico, paralitica, paralisis, tetraplej*, paraplej*, hemiplej*, amputado, amputada, "
        "protesis, ictus, infarto, embolia, arritm*, fibrilacion, hipertens*, azucar alto, colesterol alto, "
        "marcapasos, cateter, quirofano, hospitalizado, hospitalizada, trasplante, "
        "trasplantado, trasplantada, dialisis, insuficiencia, cirrosis, hernia, ulcera, celiaco, celiaca, "
        "celiaquia, intolerancia, alergia, alergias, anafil*, crohn, colitis, colon irritable, cancer, tumor, "
        "metastasis, quimio*, radioter*, oncolog*, leucemia, linfoma, mieloma, paliativos, cuidados paliativos, "
        "sida, vih, seropositivo, seropositiva, sifilis, herpes, embaraz*, gestante, dio a luz, cesarea, aborto, "
        "aborte, preeclampsia, reproduccion asistida, menopausia, endometriosis, fibromialgia, artritis, "
        "artrosis, osteoporosis, escoliosis, lumbago, ciatica, lumbalgia, fractura, roto la cadera, rompio la "
        "cadera, cadera rota, pierna rota, brazo roto, rompi la pierna, rompi el brazo, esguince, escayola, "
        "cataratas, glaucoma, desprendimiento de retina, vertigos, acufenos, migran*, cefalea, cefaleas, epilep*, "
        "convulsiones, ataques epilepticos, parkinson, alzheimer, demencia, esclerosis, huntington, distrofia, "
        "autis*, asperger, tdah, dislexia, sindrome de down, retraso madurativo, paralisis cerebral, tartamud*, "
        "depresion, depresiva, ansiedad, ataques de panico, agorafobia, bipolar, bipolaridad, esquizofren*, "
        "trastorno bipolar, trastorno alimentario, anorexia, bulimia, suicid*, intento de suicidio, psiquiat*, "
        "alcoholi*, ludopat*, drogadic*, toxicoman*, adiccion, desintoxicacion, metadona, insulina, respirador, "
        "bolsa de colostomia, ostomia, quimioterapia, fisioterapia, baja medica, baja por depresion, baja por "
        "enfermedad, enfermo cronico, enferma cronica, enfermedad cronica, enfermedad rara, muy enfermo, muy "
        "enferma, celiac*, diabet*, asma*, asmatic*, epoc, bronquitis, neumonia, covid, covid persistente, "
        "tiroides, hipotiroid*, hipertiroid*, anemia, hemofil*, psoriasis, eczema, dermatitis"},
};

}  // namespace

std::span<const CueList> health_lexicon() { return kCues; }

}  // namespace callside
