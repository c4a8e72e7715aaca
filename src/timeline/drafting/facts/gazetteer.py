"""Names of countries, states and peoples, and the words that names of places and bodies hold.

Plain knowledge in short lists: enough to tell Kenya from Kenyan and from the Kenya Red Cross, not
enough to know every town. A town is told by the words around it.
"""

from __future__ import annotations

from typing import Final

REGIONS: Final[frozenset[str]] = frozenset(
    name.strip()
    for name in """
    afghanistan, albania, algeria, andorra, angola, argentina, armenia, australia, austria,
    azerbaijan, bahamas, bahrain, bangladesh, barbados, belarus, belgium, belize, benin, bhutan,
    bolivia, bosnia, botswana, brazil, britain, brunei, bulgaria, burkina faso, burma, burundi,
    cambodia, cameroon, canada, cape verde, central african republic, chad, chile, china, colombia,
    congo, costa rica, croatia, cuba, cyprus, czechoslovakia, czech republic, denmark, djibouti,
    dominican republic, east germany, east timor, ecuador, egypt, el salvador, england, eritrea,
    estonia, ethiopia, fiji, finland, france, french guiana, gabon, gambia, germany, ghana, greece,
    greenland, grenada, guatemala, guinea, guyana, haiti, honduras, hong kong, hungary, iceland,
    india, indonesia, iran, iraq, ireland, israel, italy, ivory coast, jamaica, japan, kazakhstan,
    kenya, kosovo, kuwait, kyrgyzstan, laos, latvia, lebanon, lesotho, liberia, libya,
    liechtenstein, lithuania, luxembourg, macau, macedonia, madagascar, malawi, malaysia, maldives,
    mali, malta, mauritania, mauritius, mexico, moldova, monaco, mongolia, montenegro, morocco,
    mozambique, myanmar, namibia, nepal, netherlands, new zealand, nicaragua, niger, nigeria,
    north korea, northern ireland, norway, oman, pakistan, palestine, panama, papua new guinea,
    paraguay, peru, philippines, poland, portugal, puerto rico, qatar, romania, russia, rwanda,
    samoa, saudi arabia, scotland, senegal, serbia, seychelles, sierra leone, singapore, slovakia,
    slovenia, somalia, south africa, south korea, south sudan, soviet union, spain, sri lanka,
    sudan, suriname, swaziland, sweden, switzerland, syria, taiwan, tajikistan, tanzania, thailand,
    tibet, togo, tonga, tunisia, turkey, turkmenistan, uganda, ukraine, united arab emirates,
    united kingdom, united states, uruguay, uzbekistan, vatican, venezuela, vietnam, wales, yemen,
    yugoslavia, zambia, zimbabwe, u.s., u.k.,
    alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida,
    georgia, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland,
    massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada,
    new hampshire, new jersey, new mexico, new york, north carolina, north dakota, ohio, oklahoma,
    oregon, pennsylvania, rhode island, south carolina, south dakota, tennessee, texas, utah,
    vermont, virginia, washington, west virginia, wisconsin, wyoming,
    alberta, british columbia, manitoba, nova scotia, ontario, quebec, saskatchewan,
    new south wales, queensland, victoria, tasmania, bavaria, catalonia, crimea, gaza, west bank,
    kashmir, chechnya, darfur, tigray, kurdistan, siberia, sicily, sardinia, normandy, brittany,
    africa, asia, europe, north america, south america, latin america, central america,
    middle east, far east, antarctica, balkans, caucasus, caribbean, scandinavia
    """.replace("\n", " ").split(",")
)
# "Gary, Ind.": newspapers' abbreviations, with the full stop left out.
STATE_ABBREVIATIONS: Final[frozenset[str]] = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb "
    "nev okla ore pa tenn tex va vt wash wis wyo".split()
)
PEOPLES: Final[frozenset[str]] = frozenset(
    "afghan african albanian algerian american arab argentine armenian asian australian austrian "
    "azeri bangladeshi belarusian belgian bolivian bosnian brazilian british briton bulgarian "
    "burmese cambodian canadian chechen chilean chinese colombian congolese croatian cuban cypriot "
    "czech danish dutch ecuadorean egyptian english eritrean estonian ethiopian european finnish "
    "french georgian german ghanaian greek guatemalan haitian honduran hungarian icelandic indian "
    "indonesian iranian iraqi irish israeli italian jamaican japanese jewish jordanian kazakh "
    "kenyan korean kurdish kuwaiti kyrgyz latvian lebanese liberian libyan lithuanian macedonian "
    "malaysian maltese mexican moldovan mongolian moroccan nepalese nicaraguan nigerian norwegian "
    "pakistani palestinian panamanian paraguayan peruvian philippine filipino polish portuguese "
    "puerto rican roman romanian russian rwandan salvadoran saudi scottish senegalese serbian "
    "sierra singaporean slovak slovene slovenian somali soviet spanish sudanese swedish swiss "
    "syrian taiwanese tajik tanzanian thai tibetan tunisian turkish turkmen ugandan ukrainian "
    "uruguayan uzbek venezuelan vietnamese welsh yemeni zambian zimbabwean "
    "christian muslim islamic catholic protestant orthodox hindu buddhist jew sunni shiite "
    "democrat democratic republican conservative liberal labour socialist communist green".split()
)
PEOPLES_PLURAL: Final[frozenset[str]] = frozenset(f"{people}s" for people in PEOPLES)

# Words that a name of a body holds: with one of these, or with "of" or "for", it's no person.
BODY_WORDS: Final[frozenset[str]] = frozenset(
    "academy administration agency airlines airways alliance amendment army assembly association "
    "authority bank bankers battalion board brewery brigade broadcasting brothers bureau cabinet "
    "caucus center centre chamber chase church club coalition college commission committee "
    "communications company conference confederation congress corp corporation council court "
    "courts cup dairy data defense defence department division drug electric embassy energy "
    "enterprises exchange express federal federation films finance financial firm food foods force "
    "forces foundation front fund fraud games gazette government group guard guards health herald "
    "holdings homeland hospital hotel house inc industries initiative institute institution "
    "insurance intelligence interior international investigation investment journal laboratories "
    "laboratory league legislature limited llc ltd magazine management media medical ministry "
    "mission monitor motors movement museum national nations navy network news newspaper office "
    "olympic olympics open orchestra order organization organisation pact paper parliament "
    "partners party patrol petroleum pharmaceuticals plan plc police post press prize program "
    "programme project publishing radio rail railway records reports research reserve resources "
    "review ruling sachs school schools science sciences secretariat security senate service "
    "services society software solutions steel stock studios supreme systems taskforce team "
    "technologies technology telegraph telegram television times today treasury treaty tribune "
    "trust union unit united university vision watch workers works world act bill law code deal "
    "accord agreement amendment award awards war wars battle operation nobel general-assembly "
    "democrats republicans conservatives liberals socialists communists americans".split()
)
# Words that end a name of a place one can stand in or beside.
PLACE_WORDS: Final[frozenset[str]] = frozenset(
    "airport archipelago avenue basin bay beach boulevard bridge camp canal canyon cape castle "
    "cathedral cemetery city coast county creek dam desert district estate fields forest gardens "
    "gate gulf harbor harbour heights highway hill hills island islands lake lane mall market "
    "mount mountain mountains ocean palace park pass peninsula pier plain plaza port prefecture "
    "prison province ranch reef region reservoir ridge river road sea shore square stadium "
    "station strait street terminal tower town township tunnel university valley village volcano "
    "zoo".split()
)
# "the city of Korvin"
PLACE_KINDS: Final[frozenset[str]] = frozenset(
    "city town village port province state island region district county suburb capital coast "
    "department municipality hamlet resort valley republic kingdom neighborhood".split()
)
# Capitalised behind a preposition, and still no place.
NO_PLACES: Final[frozenset[str]] = frozenset(
    "congress parliament senate god islam christianity twitter facebook youtube instagram tiktok "
    "google amazon apple microsoft internet earth mars moon constitution bible olympics medicare "
    "medicaid nato covid english mr mrs ms dr i art article section chapter title room act".split()
)
