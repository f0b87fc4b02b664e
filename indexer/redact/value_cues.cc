// Words that say what the value beside them is, written from knowledge of the languages.

#include <array>

#include "indexer/redact/cue.h"

namespace callside {
namespace {

constexpr std::array kValueCues{
    CueList{role(Role::birth),
            "born, b day, birthday, birthdate, birth date, date of birth, dob, d o b, birthday is,"
            "rojen, rojena, rojeni, rojeno, roj, rojstni dan, rojstni datum, datum rojstva, rojstva, rojstni,"
            "rojstvo, rodil se, rodila se, rodil sem se, rodila sem se, rodil, rodila,"
            "geboren, geborene, geb, geburtsdatum, geburtstag, geburtsdat, gebdatum, geb datum, gebdat, "
            "geburtstags,"
            "geboren am, nacido, nacida, naci, nacio, fecha de nacimiento, nacimiento, f nacimiento, f nac, "
            "fec nac,"
            "fnac, cumpleanos, cumple, cumplo, b, nac, naciste, nacida el, nacido el"},
    CueList{role(Role::cut_off),
            "before, until, till, after, since, by, from, between, do, pred, po, od, med, bis, vor, nach, "
            "seit, ab,"
            "zwischen, zum, hasta, antes, despues, desde, entre, partir"},
    CueList{
        role(Role::month),
        "january, february, march, april, may, june, july, august, september, october, november, december,"
        "jan, feb, mar, apr, jun, jul, aug, sep, sept, oct, okt, nov, dec, dez,"
        "januar, januarja, februar, februarja, marec, marca, aprila, maj, maja, junij, junija, julij, julija,"
        "avgust, avgusta, avg, septembra, oktober, oktobra, novembra, decembra,"
        "janner, jaenner, marz, maerz, mai, juni, juli, dezember,"
        "enero, febrero, marzo, abril, mayo, junio, julio, agosto, septiembre, setiembre, octubre, noviembre,"
        "diciembre"},
    CueList{
        role(Role::number_word),
        "first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh, twelfth,"
        "thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth, twentieth,"
        "thirtieth, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, one, two, three, four, "
        "five,"
        "six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen,"
        "eighteen, nineteen, hundred, thousand, oh, st, nd, rd, th,"
        "ersten, erster, zweiten, zweiter, dritten, dritter, vierten, vierter, funften, sechsten, siebten,"
        "siebenten, achten, neunten, zehnten, elften, zwolften, dreizehnten, vierzehnten, funfzehnten,"
        "sechzehnten, siebzehnten, achtzehnten, neunzehnten, zwanzigsten, *undzwanzigsten, dreissigsten,"
        "einunddreissigsten, neunzehnhundert*, zweitausend*,"
        "prvega, drugega, tretjega, cetrtega, petega, sestega, sedmega, osmega, devetega, desetega,"
        "enajstega, dvanajstega, trinajstega, stirinajstega, petnajstega, sestnajstega, sedemnajstega,"
        "osemnajstega, devetnajstega, dvajsetega, *indvajsetega, tridesetega, enaintridesetega, tisoc,"
        "devetsto, dva, *deset,"
        "primero, uno, dos, tres, cuatro, cinco, seis, siete, ocho, nueve, diez, once, doce, trece, catorce,"
        "quince, dieciseis, diecisiete, dieciocho, diecinueve, veinte, veintiuno, veintidos, veintitres,"
        "veinticuatro, veinticinco, veintiseis, veintisiete, veintiocho, veintinueve, treinta, mil,"
        "novecientos, ochenta, noventa, setenta, sesenta, cincuenta, cuarenta"},
    CueList{
        role(Role::links),
        "dat, datum, is, was, on, the, of, are, given, as, im, i, am, s, it, its, my, his, her, their, our, "
        "there, here, no,"
        "nr, number, je, sem, bila, bil, se, dne, na, dan, st, stevilka, stevilko, stevilke, moja, moj, moje,"
        "njegova, njegov, njena, njen, otroka, otrokova, ist, war, der, den, dem, die, das, lautet, nummer,"
        "meine, mein, ihre, seine, hier, es, era, fue, el, la, del, de, dia, numero, n, mi, su, con, nuestro,"
        "a, o, te, her, that, this, me, to, has, had, ima, hat, hatte, tiene, feiert, praznuje, falls, "
        "fallt, celebrates, po, osebe, stranke, meiner, meines, tochter, sohn, hcere, sina, son, daughter, "
        "hijo, hija, hijos, anos, years, un, une, they, were, both, year, den, dne"},

    CueList{
        role(Role::secret),
        "answer to the security question, answer to my security question, answer to security "
        "question, secret answer, memorable word, memorable information, memorable place, mother s maiden "
        "name, "
        "mothers maiden name, maiden name of my mother, safe word, codeword, code word, telephone password, "
        "phone "
        "password, wifi password, wi fi password, network key, passkey, magic word, odgovor na varnostno "
        "vprasanje, "
        "varnostno vprasanje, varnostni odgovor, dekliski priimek matere, dekliski priimek mame, mamin "
        "dekliski "
        "priimek, skrivno vprasanje, skrivna beseda, telefonsko geslo, antwort auf die sicherheitsfrage, "
        "antwort "
        "auf meine sicherheitsfrage, sicherheitsfrage, antwort lautet, madchenname der mutter, madchenname "
        "meiner "
        "mutter, geburtsname der mutter, codewort, kodewort, losungswort, parole, merkwort, telefonpasswort, "
        "respuesta de seguridad, respuesta a la pregunta de seguridad, respuesta secreta, a la pregunta de "
        "seguridad, pregunta de seguridad, apellido de soltera de mi madre, apellido de soltera, palabra de "
        "paso, "
        "palabra clave, palabra secreta, clave telefonica, clave de la wifi, clave del router, clave de "
        "acceso, "
        "pass phrase is, pw is, password, passwords, passwort, passwords, passcode, passphrase, pass phrase, "
        "pwd, pw, passwd, pass,"
        "kennwort, passwort, zugangswort, losungswort, losung, geslo, gesla, geslom, gesli, gesel,"
        "contrasena, contrasenas, contrasenya, clave, *passwort, *kennwort, *geslo, api key, apikey, api "
        "token,"
        "access key, access token, auth token, bearer, bearer token, secret key, client secret, secret, "
        "token,"
        "private key, api schlussel, apischlussel, api kljuc, kljuc api, zeton, schlussel api, zugangstoken,"
        "zugriffstoken, geheimer schlussel, clave api, clave de api, token de acceso, clave secreta,"
        "clave privada, webhook secret, wifi key, wlan schlussel, wlan key, netzwerkschlussel, security key,"
        "recovery key, security answer, sicherheitsantwort, api geslo, clave del wifi, clave wifi,"
        "credentials, zugangsdaten, login data"},
    CueList{
        role(Role::code),
        "registration code, invite code, invitation code, enrolment code, join code, class code, setup code, "
        "pairing "
        "code, master code, release code, unlock pin, card pin, sim pin, app pin, memorable number, "
        "passnumber, "
        "telepin, vpisna koda, vpisno kodo, registracijska koda, registracijsko kodo, vabilna koda, "
        "povezovalna koda, "
        "potrditvena koda, potrditveno kodo, varnostna koda, varnostno kodo, dostopna koda, dostopno kodo, "
        "enkratna "
        "koda, enkratno kodo, odklepna koda, aktivacijska koda, aktivacijsko kodo, stevilka pin, pin "
        "stevilka, "
        "freigabecode, einladungscode, registrierungscode, kopplungscode, mastercode, klassencode, "
        "sperrcode, "
        "hausturcode, torcode, garagencode, schliessfachcode, tresorcode, safecode, briefkastencode, "
        "entsperrungscode, verifikationscode, pushtan, sms tan, karten pin, handy pin, pin nummer, "
        "geheimcode, "
        "turpin, online pin, banking pin, telefon pin, codigo de registro, codigo de invitacion, codigo de "
        "vinculacion, codigo maestro, codigo secreto, codigo puk, codigo de firma, clave de firma, firma "
        "electronica, "
        "numero pin, numero personal, pin, pins, pincode, pin code, pin st, puk, tan, mtan, cvv, cvc, cvv2, "
        "otp, one time code, onetime "
        "code,"
        "one time password, one time passcode, one time pin, verification code, security code, access code,"
        "confirmation code, login code, sign in code, authentication code, 2fa code, two step code,"
        "two factor code, sms code, text code, door code, entry code, gate code, alarm code, lock code, "
        "unlock code,"
        "voicemail code, activation code, reset code, recovery code, backup code, safe code, call code,"
        "code from the sms, code from the text, pickup code,"
        "einmalcode, einmalkennwort, einmalpasswort, einmal code, bestatigungscode, verifizierungscode,"
        "sicherheitscode, zugangscode, turcode, tur code, alarmcode, anmeldecode, aktivierungscode, smscode,"
        "entsperrcode, rucksetzcode, freischaltcode, prufziffer, kartenprufnummer, geheimzahl, geheimnummer,"
        "code aus der sms, anrufcode, abholcode, telefonkennwort, kundenkennwort, zahlencode, zwei faktor "
        "code,"
        "enkratna koda, enkratno kodo, enkratno geslo, potrditvena koda, potrditveno kodo, varnostna koda,"
        "varnostno kodo, koda iz sms, kodo iz sms, aktivacijska koda, aktivacijsko kodo, vstopna koda,"
        "koda za vrata, koda za alarm, koda za prijavo, kodo za prijavo, sms koda, sms kodo, pin koda, pin "
        "kodo,"
        "pinom, pina, pinu, klicna koda, klicno kodo, koda za vstop, prevzemna koda,"
        "codigo de un solo uso, codigo de uso unico, codigo de verificacion, codigo de seguridad,"
        "codigo de acceso, codigo de confirmacion, codigo sms, codigo de activacion, codigo pin, codigo del "
        "sms,"
        "codigo de la puerta, codigo de la alarma, codigo de desbloqueo, clave de acceso, clave de un solo "
        "uso,"
        "clave del banco, numero secreto, codigo de recogida"},
    CueList{
        role(Role::weak_code),
        "code, codes, koda, kodo, kode, codigo, kod, sifra, sifro, combination, kombination, kombinacija"},
    CueList{
        role(Role::ordinary),
        "gesendet, recipients, recipient, verteiler, empfanger, destinatarios, prejemniki, poslano, enviado, "
        "fwd, fw, aw, wg, padezco, padecemos, padece, error code, bus pass, season pass, day pass, travel "
        "pass, boarding pass, guest pass, zip code, post code, country code, area "
        "code, bar code, source code, status code,"
        "exit code, return code, http code, product code, item code, discount code, promo code, voucher code,"
        "coupon code, qr code, gift code, tracking code, booking code, customer code, sort code, colour code,"
        "koda napake, kodo napake, koda izdelka, koda artikla, promocijska koda, koda za popust, postna koda,"
        "codigo postal, codigo de error, codigo de barras, codigo promocional, codigo de descuento,"
        "codigo de producto, codigo de reserva, codigo qr, code de error"},
    CueList{
        role(Role::states),
        "is, its, s, was, now, as, to, set to, reset to, changed to, it is, it s, is now, is still, reads, "
        "be,"
        "je, je zdaj, je bilo, je bila, sedaj, zdaj, na, nastavil na, nastavila na, nastavljeno na, glasi, "
        "se glasi, pa je,"
        "spremenil v, spremenila v, spremenili v, nastavili na, dali na, changed to, wurde auf, geandert "
        "auf, cambiaron a, han cambiado a, la cambie a, lo cambie a, ist, lautet, lautete, ist jetzt, lautet "
        "jetzt, war, auf, jetzt, gesetzt "
        "auf,"
        "heisst, es, es ahora, ahora es, era, ahora, puse, he puesto, cambiado a, sigue siendo, a, are, "
        "sind, son, so,"
        "namlich, in sicer, namely, use, uporabite, verwenden sie, enter, try, type, used, typed, entered, "
        "chose, picked, i use, i used, entering, uporabljam, uporabil, uporabila, koristim, vtipkam, "
        "vtipkal, vtipkala, tipkam, izbral, izbrala, dal, dala, sem dal, sem dala, habe ich, ich habe, ich "
        "nehme, genommen, gewahlt, tippe, eingetippt, tippe ein, meto, introduzco, escribo, tecleo, uso, "
        "elegi, would be, seria, ware, bi bilo, was set to, changed it to, set it to, made it, number is, i "
        "have, imam, it was, still, noch, immer noch, se vedno, todavia, todavia es, new one is, the new one "
        "is, novo je, nova je, neues ist, neue ist, la nueva es, el nuevo es, to je,"
        "vpisem, vpisal, vpisala, vnesel, vnesla, eingegeben, pongo, puesto, with, mit, z, s, con"},
    CueList{
        role(Role::measures),
        "characters, character, chars, digits, digit, letters, numbers, symbols, znakov, znake, znaki, stevk,"
        "stevilk, crk, zeichen, ziffern, stellen, stellig, stellige, buchstaben, zahlen, caracteres, cifras,"
        "digitos, letras, numeros, minutes, minut, minuten, minutos, seconds, sekund, sekunden, segundos, "
        "days,"
        "dni, tage, tagen, dias, times, krat, mal, veces, hours, ur, stunden, horas, attempts, poskusov,"
        "versuche, versuchen, intentos, years, let, jahre, anos, months, weeks, percent, euros, eur, euro"},
    CueList{role(Role::token_head),
            "sk, pk, rk, ghp, gho, ghs, glpat, xoxb, xoxp, akia*, asia*, eyj*, whsec, shpat"},

    CueList{role(Role::personal_number),
            "emso, emsa, emsu, emsom, slovenian id, maticna stevilka obcana, osebna stevilka, jmbg, national "
            "id, personal number, id number"},
    CueList{role(Role::tax),
            "davcna, davcno, davcne, davcni, davcna stevilka, davcno stevilko, davcna st, tax number, tax "
            "no, tax id,"
            "slovenian tax number, tin, numero fiscal, steuernummer, ds, id za ddv, davcni zavezanec, "
            "slowenische steuernummer, id fiscal, nif esloveno"},
    CueList{role(Role::personal_number),
            "ssn, ssns, social security, social security number, social security no, soc sec, social, itin,"
            "sozialversicherungsnummer, stevilka socialnega zavarovanja, numero de la seguridad social, "
            "seguridad social"},
    CueList{role(Role::dni),
            "dni, nie, nif, documento nacional, documento, documento de identidad, carnet de identidad, "
            "identidad"},
    CueList{
        role(Role::tax),
        "steuer ident, steuerident, ident nr, identnummer, steuer identnummer, steuer ident nr, st id, stid, "
        "steuernr, steuer id, steuerid, steueridentifikationsnummer, steuerliche identifikationsnummer,"
        "identifikationsnummer, idnr, id nr, steuernummer, steuer identifikationsnummer, tin, tax id, tax "
        "number,"
        "tax no, german tax id, german tax number, nemska davcna, nemska davcna stevilka, nemska davcna st,"
        "davcna, davcna stevilka, identificacion fiscal, finanzamt, numero fiscal, steuer idnr, steueridnr, "
        "steuer nr"},
    CueList{
        role(Role::version),
        "version, versions, v, ver, build, release, firmware, fw, sw, software, update, upgrade, patch, "
        "driver,"
        "chapter, section, step, paragraph, article, clause, chrome, firefox, safari, edge, windows, android,"
        "ios, kernel, java, php, node, agent, client, app, sdk, bios, plugin, module, revision, rev,"
        "verzija, verzijo, verzije, verziji, razlicica, razlicico, razlicice, razlicici, posodobitev, "
        "posodobitve,"
        "posodobitvi, korak, koraku, poglavje, poglavju, tocka, tocki, clen, clenu, gonilnik, programska,"
        "fassung, ausgabe, kapitel, abschnitt, schritt, punkt, treiber, stand, aktualisierung, paragraf,"
        "versionen, absatz, version*, actualizacion, capitulo, apartado, seccion, paso, punto, controlador,"
        "revision, entrega, oid, standard, norm, norma, lot, batch, tag, branch"},
    CueList{role(Role::network),
            "ip, ipv4, ipv6, ip address, ip adresse, ip naslov, ip naslova, ip naslovu, direccion ip, ips, "
            "host, addr,"
            "client ip, remote, login, logins, logged, access, attempts, prijave, prijava, prijav, "
            "anmeldeversuche,"
            "anmeldung, zugriff, zugriffe, intentos, acceso, accesos, x forwarded for, address, adresse, "
            "naslov, naslova,"
            "direccion, mac, mac address, mac adresse, mac naslov, direccion mac, bssid, hwaddr, physical "
            "address,"
            "physische adresse, hardware address"},
};

}  // namespace

std::span<const CueList> value_cues() { return kValueCues; }

}  // namespace callside
