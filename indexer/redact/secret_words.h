#pragma once

#include <string_view>

namespace callside {

// What is said of a secret where its value could stand, in lower case and without accents: "the password is
// wrong". Written from knowledge of the four languages.
inline constexpr std::string_view kSaidOfSecrets =
    "is ist es je mother mothers maiden name question mutter mame madre wrong incorrect invalid expired "
    "blocked locked not never always still too very the a an my your his her our "
    "their same correct right fine good working required needed weak strong short long old new gone "
    "forgotten lost "
    "unknown stolen hacked sent reset changed visible case sensitive being refused rejected accepted denied "
    "asked "
    "empty blank missing there here and or but so what where when why how no yes ok okay only just also "
    "already "
    "different known saved stored written printed in on at to of for from with by it that this which set "
    "used valid "
    "active inactive disabled enabled protected unsafe secure insecure compromised leaked shared public "
    "private "
    "incorrectly again now nowhere none null undefined true false error asterisks hidden shown displayed "
    "and does doesnt dont did didnt has had have was were will would can cant cannot should must may "
    "napacno napacna napacen neveljavno neveljavna poteklo potekla blokirano blokirana zaklenjeno ne ni se "
    "pa in ali "
    "moje moja moj isto ista prav pravilno pravilna prekratko predolgo staro novo pozabljeno pozabljena "
    "izgubljeno "
    "neznano ukradeno poslano spremenjeno zahtevano sibko mocno kratko dolgo tajno prazno manjka kje kaj "
    "kako zakaj "
    "ze samo tudi zdaj sedaj spet vedno nikoli vidno skrito shranjeno zapisano zavrnjeno sprejeto veljavno "
    "aktivno "
    "ki ko ker da bo bi sem si je so za na v z s od do pri po treba potrebno enako drugo prava stara nova "
    "falsch richtig ungultig abgelaufen gesperrt blockiert nicht nie immer noch zu sehr das der die ein eine "
    "mein "
    "meine ihr dein gleich dasselbe selbe korrekt gut notig erforderlich schwach stark kurz lang alt neu weg "
    "vergessen verloren unbekannt gestohlen gehackt gesendet geschickt geandert sichtbar leer fehlt wo was "
    "wann warum "
    "wie kein keine ja nein nur auch schon jetzt wieder anders bekannt gespeichert notiert verlangt und oder "
    "aber bei "
    "mit von fur in im am auf aus sicher unsicher aktiv inaktiv gultig abgelehnt akzeptiert zuruckgesetzt "
    "incorrecta incorrecto equivocada equivocado invalida invalido caducada caducado bloqueada bloqueado no "
    "nunca "
    "siempre todavia aun muy el la los las un una mi su tu misma mismo correcta correcto bien necesaria "
    "debil fuerte "
    "corta larga vieja nueva nuevo olvidada olvidado perdida perdido desconocida robada enviada cambiada "
    "visible vacia "
    "falta donde que cuando como si solo tambien ya ahora otra otro conocida guardada y o pero de del con en "
    "para por "
    "valida valido segura insegura obligatoria rechazada aceptada erronea erroneo mala malo buena demasiado ";

// The digits as they are spoken one by one, and what else stands in such a row ("double", "und").
inline constexpr std::string_view kSpokenDigits =
    "zero oh nought one two three four five six seven eight nine double triple "
    "nic nicla ena dva dve tri stiri pet sest sedem osem devet "
    "null eins zwei zwo drei vier funf sechs sieben acht neun "
    "cero uno dos tres cuatro cinco seis siete ocho nueve doble ";

inline constexpr std::string_view kSpokenTens =
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty "
    "fifty sixty "
    "seventy eighty ninety hundred "
    "deset enajst dvanajst trinajst stirinajst petnajst sestnajst sedemnajst osemnajst devetnajst dvajset "
    "trideset "
    "stirideset petdeset sestdeset sedemdeset osemdeset devetdeset sto "
    "zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn zwanzig dreissig vierzig "
    "funfzig "
    "sechzig siebzig achtzig neunzig hundert "
    "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno "
    "veintidos "
    "veintitres treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento ";

// What a code is for when it is none to keep: "code for error 5006".
inline constexpr std::string_view kOpenCodes =
    "error errors product item article order discount voucher country postal parcel tracking colour color "
    "napako "
    "napaka izdelek artikel narocilo popust posto posiljko barvo fehler produkt rabatt bestellung land farbe "
    "sendung "
    "producto articulo pedido descuento pais envio ";

}  // namespace callside
