// Words of postal addresses, written from knowledge of how they are written in each country.

#include <array>

#include "indexer/redact/cue.h"

namespace callside {
namespace {

constexpr std::array kPlaceCues{
    CueList{
        role(Role::street_after),
        "street, st, str, road, rd, avenue, ave, av, lane, ln, close, row, drive, dr, court, ct, crescent, "
        "cres,"
        "terrace, ter, way, place, pl, square, sq, gardens, gdns, grove, walk, mews, quay, boulevard, blvd,"
        "highway, hwy, parkway, pkwy, circle, cir, trail, rise, view, green, hill, park, parade, wharf, gate,"
        "yard, bank, drove, passage, alley, mount, heights, meadow, meadows, fields, brae, wynd, gait, loop,"
        "point, turnpike, plaza, path, end, vale, common, esplanade, promenade, embankment, cottages, villas,"
        "*strasse, *str, *weg, *gasse, *platz, *allee, *ufer, *damm, *steig, *stieg, *chaussee, *zeile, "
        "*pfad,"
        "*ring, *graben, *stiege, *twiete, *redder, *kamp, *promenade, *markt, *brucke, *tor, *winkel,"
        "*wall, *garten, *hang, *berg, *feld, *hof, *anger, *wiese, *park, *siedlung, *zug, *straat,"
        "strasse, gasse, allee, weg, platz, ring, ufer, damm, steig, chaussee, pfad, siedlung, strassle,"
        "ulica, ulici, ulico, ulice, ul, cesta, cesti, cesto, ceste, c, pot, poti, trg, trgu, trga, steza, "
        "stezi,"
        "naselje, naselju, nabrezje, nabrezju, drevored, drevoredu, obala, obali, gaj, ploscad, breg, bregu,"
        "prehod, promenada, vas, dol, dolina"},
    CueList{role(Role::street_before),
            "calle, c, cl, avenida, avda, avd, av, plaza, pza, plza, pl, paseo, po, pso, camino, cno, "
            "carretera, ctra, carrer,"
            "ronda, rda, travesia, trav, urbanizacion, urb, pasaje, pje, glorieta, gta, cuesta, costanilla, "
            "callejon,"
            "rambla, via, barrio, poligono, alameda, bulevar, sendero, vereda, placa, passeig, avinguda, "
            "cami, praza, rua,"
            "ulica, ulici, ulice, ul, trg, trgu, trga, cesta, cesti, ceste, pot, poti, naselje, naselju, "
            "nabrezje, nabrezju,"
            "pod, na, pri, ob, za, v, k,"
            "am, an der, an den, auf der, auf dem, hinter der, hinter dem, im, in der, in den, in dem, unter "
            "den, unter der, vor dem, vor der,"
            "zum, zur, bei der, beim, alte, alter, neue, neuer, grosse, kleine, lange, obere, untere, "
            "strasse, platz, rue"},
    CueList{
        role(Role::lives),
        "place is, new place is, my place, our place, our house, my house, my flat, round to, pick me up at, "
        "parked at, i m at, home "
        "is, doma na, bivam, domujem, pri nas na, bei uns, daheim, meine wohnung, unser haus, mi piso, mi "
        "direccion, nuestra casa, live at, lives at, living at, lived at, live in, lives in, living in, live "
        "on, lives on, reside at, "
        "resides at, residing at, resident at,"
        "staying at, based at, my address, address, address is, new address, home address, postal address,"
        "mailing address, delivery address, billing address, shipping address, moved to, moving to, move to,"
        "deliver to, delivered to, delivered at, send it to, sent to, went to, ship to, shipped to, post it "
        "to, parcel to, pick up at,"
        "collect from, home at, house at, flat at, we are at, i am at, i m at, i live, we live, he lives, "
        "she lives,"
        "registered at, supply address, installation address, service address, come to, left at, left it at,"
        "naslov, naslovu, naslova, moj naslov, nov naslov, novi naslov, stalni naslov, naslov je, naslov "
        "stranke, naslov za dostavo,"
        "stanujem, stanujemo, stanuje, stanujejo, stanujoc, stanujoca, zivim, zivimo, zivi, prebivam, "
        "prebiva, prebivalisce,"
        "preselil, preselila, preselili, selim, selimo, dostava na, dostavite na, poslji na, posljite na, na "
        "naslovu,"
        "domuje, doma, stan, biva,"
        "anschrift, adresse, wohne, wohnen, wohnt, wohnhaft, wohnhaft in, wohnte, wohnadresse, "
        "lieferadresse, rechnungsadresse,"
        "neue adresse, neue anschrift, postanschrift, lieferanschrift, wohnsitz, umgezogen nach, umgezogen "
        "in, ziehe, ziehen, gezogen,"
        "gemeldet, zugestellt, liefern an, liegt bei, zuhause, abgegeben bei, geliefert nach, geliefert an, "
        "schicken an, senden an,"
        "direccion, domicilio, domiciliado, domiciliada, vivo, vivimos, vive, viven, resido, reside, "
        "residente,"
        "empadronado, empadronada, nos mudamos, me mude, mudado, mudamos, mudado a, direccion de envio, "
        "direccion nueva, nueva direccion,"
        "dejaron en, envien a, manden a, mandar a, enviar a, entregar en, entregado en, entregaron en, envio "
        "a, recoger en, mi casa, senas"},
    CueList{role(Role::dwelling),
            "flat, apartment, apt, unit, suite, ste, room, floor, no, number, house, studio, block, "
            "building, box, lot, stairs,"
            "stanovanje, stan, st, hisna, nadstropje, vhod, wohnung, whg, top, etage, stock, og, eg, "
            "hinterhaus, stiege, tur, haus, nr, hausnummer,"
            "piso, puerta, pta, bajo, atico, escalera, esc, portal, bloque, izquierda, izda, izq, derecha, "
            "dcha, dch, num, n, numero, planta, local"},
    CueList{
        role(Role::premises),
        "shop, shops, store, stores, branch, branches, office, offices, outlet, showroom, warehouse, depot, "
        "counter, school, stop, stops,"
        "station, restaurant, hotel, clinic, library, headquarters, hq, salon, market, pharmacy, museum, "
        "gym, reception, centre, center, bus, line,"
        "trgovina, trgovini, trgovino, trgovine, poslovalnica, poslovalnici, poslovalnico, poslovalnice, "
        "pisarna, pisarni, pisarno, podruznica,"
        "podruznici, servis, servisu, salon, salonu, sola, soli, postaja, postaji, postajalisce, "
        "postajaliscu, sedez, sedezu, skladisce, skladiscu, okence,"
        "enota, enoti, enoto, lekarna, lekarni, knjiznica, knjiznici, banka, banki, posta, posti, avtobus, "
        "avtobusa, center, centru,"
        "filiale, filialen, geschaft, laden, shop, buro, niederlassung, zweigstelle, geschaftsstelle, "
        "haltestelle, schule, markt, supermarkt, baumarkt,"
        "apotheke, bibliothek, hauptsitz, zentrale, werkstatt, kasse, lager, depot, standort, abholstation, "
        "packstation, kundenzentrum, servicecenter, bus, linie,"
        "tienda, tiendas, sucursal, sucursales, oficina, oficinas, local, comercio, almacen, escuela, "
        "colegio, parada, paradas, estacion, sede, delegacion,"
        "farmacia, biblioteca, taller, centro, supermercado, ventanilla, mostrador, autobus, linea, agencia"},
};

}  // namespace

std::span<const CueList> place_cues() { return kPlaceCues; }

}  // namespace callside
