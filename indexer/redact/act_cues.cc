// What persons do, and what else bears a name, written from knowledge of the languages.

#include <array>

#include "indexer/redact/cue.h"

namespace callside {
namespace {

constexpr std::array kCues{
    CueList{
        role(Role::acts),
        "in your, at your, in eurem, in eurer, aus eurem, aus eurer, bei euch, en su, en vuestra, v vasi, v vasem, vino a, vino el, vino ayer, give me a, give us a, ring me, call me, get back to me, phone me, text me, "
        "email me, showed us, sorted it, fixed it, fixed my, sorted out, knows about, knows what, has my, has the, "
        "had all, took it, took the, let me, let us, rebooted, looked into, is looking into, is dealing, was on, "
        "nas je, mi zna, ve za, ve kaj, mi je uredil, mi je uredila, mi je zamenjal, je zamenjal, je popravil, "
        "je popravila, mi je pustil, me je, ga je, naj me, naj mi, pride, je bil pri, je bila pri, je delal, "
        "war da, war heute, war gestern, war hier, war bei, hat das, hat die, hat den, hat alles, weiss bescheid, "
        "weiss davon, kummert sich, wollte sich, hatte mir, hatte uns, soll mich, moge mich, kennt sich, meldete, "
        "hat gestern, hat heute, hat damals, hat versucht, vino, estuvo, sabe de, sabe lo, me lo, me la, nos lo, "
        "se quedo, quedo en, dejo el, dejo la, arreglo, no contesta, no coge, no ha venido, no vino, me ha, nos ha, "
        "ha dicho, ha llamado, ha prometido, ha venido, ha quedado, hat sich, meldet sich, meldete sich, will wissen, who promised, hat mir gesagt, hat nicht, kam "
        "nicht, called, has called, rings, calls, wants, wanted, brought, dropped, picked, came, came in, "
        "turned up, showed me, looked after, is ill, is off, is on leave, is allergic, has left, isn t "
        "in, wasn t in, spoke to me, was supposed to call, klical, klicala, je rabil, zeli, hoce, prosi, "
        "vprasa, sprasuje, je odsoten, je odsotna, je na dopustu, mi je pokazal, mi je pokazala, mi je "
        "razlozil, mi je razlozila, mi je pomagala, je rabila, je prinesel, je prinesla, je pustil, je "
        "pustila, je odgovoril, je odgovorila, je sporocil, je sporocila, rief mich an, hat mich "
        "angerufen, hat mich beraten, hat mich verbunden, hat es mir, hat gemeint, mochte, will, bittet, "
        "fragt, ist im urlaub, ist krank, hat mitgeteilt, teilte mit, schrieb mir, hat geschrieben, hat "
        "aufgelegt, legte auf, kam vorbei, brachte, holt ab, hat abgeholt, quiere, pide, pregunta, esta "
        "de baja, esta de vacaciones, me llamo ayer, me comento, comento, me indico, me informo, me "
        "colgo, colgo, me cogio, me pidio, me recomendo, recoge, trajo, dejo, said, says, told, told me, "
        "told us, gave me, gave us, promised, promised me, asked me, wrote, "
        "signed, confirmed, explained, explained to me, helped me, helped us, sold me, sent me, came "
        "round, visited, rang, rang me, phoned, phoned me, answered, answered the phone, picked up, "
        "refused, insisted, insists, claimed, claims, lives, works, works at, passed away, died, "
        "retired, forgot, lost, signed for, collected, handed me, assured me, mentioned, advised me, "
        "suggested, apologised, apologized, hung up, took my, took the call, took over, called me, "
        "called us, called back, called in, is my, is our, was very helpful, was helpful, was rude, was "
        "very rude, was so kind, from your, from the, from accounts, from billing, from support, on the "
        "phone, on reception, on the desk, at the desk, at reception, in billing, in accounts, at the "
        "counter, at the till, at your shop, in the shop, at the shop, in store, and i, and me,"
        "je rekel, je rekla, mi je rekel, mi je rekla, nam je rekla, nam je rekel, je obljubil, je "
        "obljubila, mi je obljubil, mi je obljubila, je povedal, je povedala, mi je povedal, mi je "
        "povedala, mi je dala, mi je dal, je prisel, je prisla, je poklical, je poklicala, je napisal, "
        "je vrnila, je vrnil, je prevzela, je prevzel, je klicala, je klical, je uredila, je uredil, je "
        "svetovala, je svetoval, je napisala, je podpisal, je podpisala, je pomagal, je pomagala, mi je "
        "pomagal, mi je pomagala, je bil prijazen, je bila prijazna, je bila zelo prijazna, je bil zelo "
        "prijazen, iz vase, iz podpore, iz racunovodstva, iz prodaje, iz pisarne, iz trgovine, iz "
        "klicnega, z okenca, na okencu, pri vas, mi je poslala, mi je poslal, mi je prodal, mi je "
        "prodala, mi je svetoval, mi je svetovala, mi je zagotovil, mi je zagotovila, me je poklical, me "
        "je poklicala, pravi da, pravi, dela pri, zivi, in jaz, je moja, je moj, je nas, je nasa,"
        "sagte, sagt, hat gesagt, hat mir, hat uns, meinte, meint, hat versprochen, versprach, hat "
        "angerufen, rief an, hat unterschrieben, gab mir, wohnt, arbeitet, war sehr nett, war sehr "
        "freundlich, war nett, war freundlich, war unfreundlich, aus der, aus dem, aus ihrer, vom "
        "support, vom kundendienst, von der hotline, vom service, von ihrem, von ihrer, am schalter, am "
        "telefon, an der kasse, an der hotline, hat zugesagt, hat erklart, hat geholfen, hat bestatigt, "
        "half mir, erklarte, bestatigte, verkaufte mir, schickte mir, und ich, ist mein, ist meine, ist "
        "unser, ist unsere, verstorben, ist verstorben,"
        "me dijo, me dice, dijo, dice, me prometio, nos prometio, prometio, me atendio, nos atendio, me "
        "vendio, me dio, nos dio, me llamo, llamo, firmo, vive, trabaja, vino, me ayudo, me explico, me "
        "aseguro, me confirmo, confirmo, me mando, me envio, me paso, me contesto, contesto, fue muy "
        "amable, fue amable, muy amable, de atencion, de facturacion, de soporte, de recepcion, de la "
        "tienda, de vuestra, de su, del turno, del servicio, en la tienda, en ventanilla, en recepcion, "
        "y yo, es mi, es nuestro, es nuestra, fallecio, murio"},
    CueList{role(Role::calls),
            "called, named, of, namens, hiess, heisst, mit namen, llamado, llamada, llama, de nombre, "
            "imenovan, imenovana, po imenu, z imenom, ime, named"},
    CueList{role(Role::thing),
            "polideportivo, pabellon, estadio, piscina, parque, avenida, instituto, biblioteca, teatro, museo, aeropuerto, "
        "puente, sala, salon, aula, silla, sillas, mueble, camara, lampara, camiseta, funda, falda, vestido, zapatos, "
        "botas, bicicleta, colchon, cafetera, coleccion, gama, hall, airport, theatre, theater, stadium, arena, "
        "library, museum, desk, lamp, shelf, wardrobe, dress, shirt, jacket, boots, shoes, range, collection, pan, "
        "tin, sponge, cake, cream, soap, perfume, curtain, rug, stadion, halle, saal, raum, theater, flughafen, "
        "krankenhaus, stuhl, stuhle, schrank, lampe, sessel, kleid, jacke, schuhe, hemd, kollektion, kommode, "
        "vitrine, matratze, kaffeemaschine, dvorana, dvorani, stadion, letalisce, gledalisce, sala, soba, sobi, "
        "knjiznica, bolnisnica, stol, stola, stole, stolov, mize, mizo, miz, omara, omaro, omare, posteljo, kavc, "
        "svetilka, obleka, jakna, cevlji, kolekcija, torta, sampon, parfum, model, models, plan, plans, tariff, tariffs, package, edition, version, series, type, brand, "
            "printer, server, app, program, programme, software, tool, planner, kit, set, game, book, film, "
            "movie, song, show, band, festival, dog, cat, puppy, kitten, horse, pony, rabbit, hamster, "
            "parrot, pet, ship, boat, ferry, hotel, restaurant, cafe, pub, bar, brand, company, firm, "
            "street, road, square, station, stop, line, tower, storm, hurricane, operation, project, plugin, "
            "theme, font, drill, chair, sofa, bed, table, mattress, jam, bread, cheese, wine, beer, coffee, "
            "tea, chocolate, recipe, rose, class, ward, room, bot, assistant, virus, worm, trojan,"
            "modela, modelu, modelom, tarifa, tarife, tarifo, tarifi, paket, paketa, paketu, razlicica, "
            "serija, znamka, znamke, tiskalnik, streznik, aplikacija, aplikacije, aplikacijo, aplikaciji, "
            "programu, orodje, igra, knjiga, pes, psa, psicka, macka, macko, mucek, muca, konj, kuza, kuzek, "
            "papiga, ladja, hotel, gostilna, kavarna, podjetje, firma, ulica, cesta, trg, postaja, linija, "
            "stolp, projekt, vrtec, sola, dom, postelja, miza, stol, kavc, vino, pivo, kava, nacrtovalnik, "
            "bot, robot, orkan, nevihta,"
            "modell, modells, tarif, tarifs, paket, variante, serie, marke, drucker, server, programm, app, "
            "planer, spiel, buch, film, lied, hund, hundin, katze, kater, pferd, pony, hase, hamster, "
            "papagei, haustier, welpe, schiff, boot, fahre, hotel, gasthof, gasthaus, kneipe, firma, "
            "strasse, platz, haltestelle, linie, turm, sturm, orkan, projekt, schrift, bett, tisch, stuhl, "
            "sofa, regal, wein, bier, kaffee, station, zimmer, saal, bot, chatbot, assistentin, assistent,"
            "modelo, modelos, plan, planes, tarifas, paquete, edicion, serie, marca, impresora, servidor, "
            "aplicacion, programa, juego, libro, pelicula, cancion, perro, perra, perrita, perrito, gato, "
            "gata, gatito, caballo, conejo, loro, mascota, barco, hotel, restaurante, bar, empresa, calle, "
            "plaza, estacion, parada, linea, torre, tormenta, huracan, proyecto, cama, mesa, silla, sofa, "
            "vino, cerveza, cafe, agenda, bot, asistente"},
    CueList{
        role(Role::promised),
        "ruckfrage, anfrage, anruf, nachricht, brief, beschwerde, meldung, message, letter, email, klic, "
        "sporocilo, pismo, llamada, mensaje, carta, correo, promised, served, sold, told, helped, installed, "
        "signed, delivered, given, sent, handled, advised, "
        "assured, shown, answered, taken, dealt, treated, callback, confirmed, offered, fitted, collected, "
        "spoken, ask, asked, speak, obljubljeno, povedano, prodano, zagotovljeno, sprejeto, pomagano, "
        "podpisano, dogovorjeno, zugesagt, versprochen, verkauft, gesagt, beraten, bedient, geholfen, "
        "unterschrieben, erklart, bestatigt, angenommen, bekommen, erhalten, gesprochen, telefoniert, "
        "vereinbart, ausgemacht, besprochen, abgesprochen, geredet, geklart, zmenjena, zmenjen, zmenjeni, "
        "zmenila, zmenil, dogovorjena, dogovorjen, dogovorjeni, dogovorila, dogovoril, govorila, govoril, "
        "pogovarjala, pogovarjal, obljubil, obljubila, rekel, rekla, povedal, povedala, dal, dala, svetoval, "
        "svetovala, zagotovil, zagotovila, pomagal, pomagala, prodal, prodala, poslal, poslala, klical, "
        "klicala, uredil, uredila, agreed, talked, discussed, arranged, quede, quedamos, hable, hablado, "
        "acorde, acordado, prometido, prometida, atendido, atendida, vendido, vendida, dicho, firmado, "
        "firmada, confirmado, explicado, ayudado, informado, informada"},
    CueList{
        roles(Role::agent, Role::leads_to),
        "by, through, from, with, von, durch, bei, mit, od, pri, s, z, por, con, je, mi je, nam je, me je, "
        "hat, has, vasa, vas, vaso, vase, vasi, your, ihre, ihr, ihrer, ihrem, ihren, vuestra, vuestro, su"},
    CueList{
        role(Role::leads_to),
        "for, from, of, with, to, by, through, durch, fur, von, mit, an, bei, za, od, z, s, pri, k, h, para, "
        "con, por, an, about, regarding, against, between, zwischen, med, entre, gegen, proti, uber"},
    // Firms and products that people write of to support desks, so that nobody is called so.
    CueList{role(Role::organisation),
            "muscle, kipling, oetker, hauschka, proper, aunt bessie, uncle ben, onkel ben, tante emma, mr proper, don limpio, "
        "nikolaus, christkind, weihnachtsmann, osterhase, santa claus, father christmas, miklavz, bozicek, dedek "
        "mraz, papa noel, reyes magos, jabra, sennheiser, eon, vattenfall, duden, langenscheidt, edf, mcafee, avira, avast, bitdefender, eset, yamaha, kawai, steinway, pfaff, bernina, suzuki, hyundai, peugeot, "
        "renault, citroen, skoda, audi, bmw, porsche, toyota, nissan, honda, kia, volvo, fiat, opel, mercedes, dacia, "
        "mazda, subaru, jenkins, gradle, docker, grafana, confluence, trello, asana, figma, canva, github, gitlab, "
        "bitbucket, kubernetes, fedora, debian, ubuntu, suse, vivaldi, thunderbird, libreoffice, magento, shopify, "
        "wordpress, joomla, drupal, typo3, odoo, datev, lexware, elster, quickbooks, hubspot, zendesk, freshdesk, "
        "okta, citrix, fortinet, mikrotik, ubiquiti, netgear, zyxel, tplink, lancom, avm, kobo, tolino, velux, grohe, "
        "vaillant, viessmann, buderus, junkers, weishaupt, nest, tado, netatmo, philips hue, bershka, primark, decathlon, mediamarkt, media markt, carrefour, mercadona, rewe, edeka, rossmann, tchibo, "
        "kaufland, merkur, bauhaus, argos, currys, asda, morrisons, waitrose, halfords, debenhams, braun, gillette, "
        "dyson, hetty, roomba, conga, nespresso, delonghi, krups, tefal, rowenta, moulinex, gorenje, gorenja, beko, "
        "whirlpool, electrolux, aeg, neff, makita, hilti, stihl, karcher, husqvarna, gardena, garmin, fitbit, gopro, "
        "jbl, bose, lg, tcl, toshiba, acer, razer, bizum, revolut, monzo, starling, ing, bbva, caixabank, bankia, "
        "sabadell, unicredit, addiko, otp, skb, vzajemna, generali, axa, mapfre, dkv, aok, barmer, huk, ergo, renfe, "
        "ryanair, easyjet, lufthansa, iberia, vueling, flixbus, arriva, uber, wolt, glovo, lieferando, deliveroo, "
        "oral b, pfizer, moderna, biontech, astrazeneca, mcdonald s, mcdonalds, starbucks, kfc, disney, lego, pampers, "
        "nivea, chanel, gucci, prada, versace, dior, herrera, armani, boss, lacoste, adidas, nike, puma, reebok, "
        "birkenstock, ikea, jysk, lesnina, mobelix, hornbach, leroy merlin, merlin, conforama, fressnapf, "
        "mozart, beethoven, liszt, wagner, goethe, schiller, kleist, brecht, shakespeare, dickens, christie, rowling, "
        "tolkien, austen, hanks, dicaprio, spielberg, tarantino, schwarzenegger, stallone, beyonce, rihanna, shakira, "
        "bieber, messi, ronaldo, mbappe, nadal, federer, djokovic, preseren, cankar, "
        "cankarjeva, trubar, plecnik, kosovel, einstein, darwin, picasso, velazquez, cervantes, quijote, lorca, gaudi, "
        "zuckerberg, musk, bezos, trump, biden, obama, putin, merkel, scholz, macron, sanchez castejon, potter, "
        "gandalf, skywalker, turing, jamie oliver, harry potter, tom hanks, sarah connor, adobe, acrobat, aldi, alexa, amazon, android, apple, asus, bosch, brother, canon, chrome, "
            "cisco, citrix, correos, dell, dhl, discord, dropbox, ebay, edge, endesa, epson, excel, "
            "facebook, fedex, fireface, firefox, fritzbox, gls, gmail, google, hermes, hisense, hotmail, "
            "huawei, iberdrola, ikea, instagram, intel, iphone, jenkins, jira, kaspersky, kindle, lenovo, "
            "lidl, linkedin, linux, logitech, mastercard, mercator, mercatorju, mercatorja, microsoft, "
            "miele, mobotix, motorola, movistar, naturgy, netflix, nintendo, nokia, norton, office, orange, "
            "outlook, oneplus, panasonic, paypal, petrol, petrolom, petrola, philips, playstation, "
            "powerpoint, ring, roku, safari, salesforce, samsung, sap, saturn, sharepoint, siemens, siri, "
            "sky, skype, slack, sony, sonos, spar, spotify, steam, teams, telekom, telekoma, telekomu, "
            "telekomom, telefonica, telemach, telemacha, telemachu, tesla, tiktok, tplink, twitter, ups, "
            "visa, vodafone, volkswagen, whatsapp, wikipedia, windows, word, xbox, xerox, xiaomi, yoigo, "
            "youtube, zoom, zalando, santander, sparkasse, allianz, triglav, nkbm, nlb, raiffeisen, "
            "commerzbank, postbank, klarna, hofer, tesco, sainsbury, lloyds, barclays, hsbc"},
};

}  // namespace

std::span<const CueList> act_cues() { return kCues; }

}  // namespace callside
