#pragma once

#include <string_view>

namespace callside {

// Towns whose names are names of persons, too, or look like one, in lower case and without accents: alone
// they are taken for the town. Written from knowledge; not a list of all towns.
inline constexpr std::string_view kTownNames =
    "aachen aalen aberdeen albany alicante almeria amberg ansbach ascot atlanta augsburg austin avila "
    "badajoz bamberg "
    "barcelona basel bath bayreuth bedford berlin bern bilbao bled bochum bolton bonn boston bozen bradford "
    "braga "
    "bregenz bremen brest brezice brighton bristol brixen bruck burgos caceres cadiz camden carlisle "
    "cartagena celje "
    "celle chelsea chester coburg cordoba cottbus coventry dallas darlington denver derby dessau detroit "
    "detmold "
    "domzale dover dresden dublin durham eisenach elche emden erfurt erlangen essen exeter ferrol ferrara "
    "florence "
    "frankfurt freiburg fulda furth genf genoa gera gijon girona glasgow gloucester goslar gotha granada "
    "graz gutersloh "
    "halifax halle hamburg hameln hamm hanau hereford herford herne hof houston hrastnik huelva huesca hull "
    "husum "
    "idrija ingolstadt ipswich izola jaen jena jersey jesenice jever kamnik kassel kempten kiel koblenz "
    "kocevje koln "
    "konstanz koper kranj krsko lancaster landau landshut lausanne leeds leicester leipzig lendava lenz leon "
    "lincoln "
    "linz lisbon litija liverpool ljubljana ljutomer logatec logrono london lorca lubeck lugano lugo luzern "
    "luton "
    "madison madrid mainz malaga manchester mannheim marburg maribor melbourne memphis meran merida miami "
    "minden "
    "murcia nantes newcastle newport norwich nottingham odense olpe orlando ormoz osnabruck ourense oviedo "
    "oxford "
    "padua palencia palma pamplona paris passau perth peterborough philadelphia phoenix piran plymouth "
    "portland "
    "portoroz postojna potsdam prag prague preston ptuj radovljica ravne reading regensburg reutlingen rom "
    "rome "
    "rosenheim rostock salamanca salem salzburg santander schwerin segovia sevilla sezana sheffield siegen "
    "soest "
    "sofia solingen soria speyer stirling stockport stuttgart suhl sunderland swindon sydney tarragona "
    "teruel toledo "
    "tolmin toronto torquay trbovlje trier truro ulm unna valencia valladolid velenje venice verona victoria "
    "vienna "
    "vigo villach vitoria vrhnika wakefield warwick weimar wells welwyn wetzlar wien wismar worcester worms "
    "york "
    "zagorje zagorja zamora zaragoza zell zug zurich zwickau ";

}  // namespace callside
