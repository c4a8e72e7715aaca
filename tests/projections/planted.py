"""Planted headlines: one happening told twice, and two of one day that are not the same."""

from __future__ import annotations

from random import Random

from timeline.projections.selection import fold

HEADLINES = """
López Obrador lists his conditions for helping at the border
Border officials process thousands of migrants in one day
Blinken and Mayorkas meet López Obrador in Mexico City over migration
U.S. officials credit Mexico with a drop in illegal crossings
Guatemala's new president takes office after hours of delay
Texas troops seize a park along the river in Eagle Pass
The Supreme Court lets federal agents cut the razor wire
Senate negotiators release the text of a border agreement
House Republicans impeach the homeland security secretary
A judge in Austin blocks the state's immigration law
Mexico resumes repatriation flights to Venezuela
Panama's foreign minister warns of record crossings of the Darién
Customs agents reopen the rail bridges at Eagle Pass and El Paso
Migrants set up a camp outside the airport in Tijuana
A boat capsizes off San Diego, killing at least eight
The mayor of Denver asks Washington for more money for shelters
New York's mayor limits the arrival of chartered buses
The Justice Department sues Texas over its deportation law
Ecuador declares a state of emergency after a prison break
Mexican soldiers free kidnapped migrants near Reynosa
Honduras ends its extradition treaty with the United States
Canada brings back visa requirements for Mexican visitors
Arizona's governor sends the national guard to Lukeville
The port of entry at Lukeville closes to all traffic
The port of entry at Lukeville opens again
Brazilian police arrest the leader of a smuggling ring
A caravan of migrants leaves Tapachula on Christmas Eve
The caravan dissolves after talks with Mexican officials
Inflation slows in the euro area for the third month
The central bank raises its key interest rate
Workers at the car plant vote to join the union
The airline grounds its planes after a door panel blows out
Regulators approve the merger of two railway companies
An earthquake shakes the Noto peninsula on New Year's Day
The prime minister announces a snap election
Protesters block the motorway outside the capital
The court orders the company to pay damages to farmers
The minister resigns over undeclared payments
A storm cuts power to homes along the coast
Doctors at public hospitals begin a six-day strike
""".strip().splitlines()

# One happening, by another hand.
PARAPHRASED = {
    "López Obrador lists his conditions for helping at the border": (
        "López Obrador names conditions for help at the border"
    ),
    "Border officials process thousands of migrants in one day": (
        "Thousands of migrants processed by border officials in a single day"
    ),
    "Blinken and Mayorkas meet López Obrador in Mexico City over migration": (
        "Blinken, Mayorkas meet Lopez Obrador on migration in Mexico City"
    ),
    "U.S. officials credit Mexico with a drop in illegal crossings": (
        "Mexico credited by U.S. officials for drop in illegal crossings"
    ),
    "Guatemala's new president takes office after hours of delay": (
        "After delay of hours, Guatemala's new president takes office"
    ),
    "Texas troops seize a park along the river in Eagle Pass": (
        "Texas troops take over riverside park in Eagle Pass"
    ),
    "The Supreme Court lets federal agents cut the razor wire": (
        "Supreme Court allows federal agents to cut razor wire"
    ),
    "Senate negotiators release the text of a border agreement": (
        "Senate negotiators publish text of border agreement"
    ),
    "House Republicans impeach the homeland security secretary": (
        "Homeland security secretary impeached by House Republicans"
    ),
    "A judge in Austin blocks the state's immigration law": (
        "Judge in Austin blocks Texas immigration law"
    ),
    "Mexico resumes repatriation flights to Venezuela": (
        "Repatriation flights to Venezuela resumed by Mexico"
    ),
    "Customs agents reopen the rail bridges at Eagle Pass and El Paso": (
        "Rail bridges at Eagle Pass, El Paso reopened by customs agents"
    ),
    "Migrants set up a camp outside the airport in Tijuana": (
        "Migrants camping outside Tijuana airport"
    ),
    "A boat capsizes off San Diego, killing at least eight": (
        "Boat capsized off San Diego, at least eight killed"
    ),
    "The Justice Department sues Texas over its deportation law": (
        "Justice Department files suit against Texas over deportation law"
    ),
    "Ecuador declares a state of emergency after a prison break": (
        "State of emergency declared in Ecuador after prison break"
    ),
    "Mexican soldiers free kidnapped migrants near Reynosa": (
        "Kidnapped migrants freed near Reynosa by Mexican soldiers"
    ),
    "Canada brings back visa requirements for Mexican visitors": (
        "Canada reimposes visa requirement on Mexican visitors"
    ),
    "The port of entry at Lukeville closes to all traffic": (
        "Lukeville port of entry closed to all traffic"
    ),
    "Regulators approve the merger of two railway companies": (
        "Merger of two railway companies approved by regulators"
    ),
    "The minister resigns over undeclared payments": ("Minister resigned over undeclared payments"),
    "Doctors at public hospitals begin a six-day strike": (
        "Public hospital doctors begin six-day strike"
    ),
}

# Of one day, alike in words, and not one happening.
DIFFERENT = (
    (
        "The port of entry at Lukeville closes to all traffic",
        "The port of entry at Nogales closes to all traffic",
    ),
    (
        "The port of entry at Lukeville opens again",
        "The port of entry at Lukeville closes again",
    ),
    (
        "House Republicans impeach the homeland security secretary",
        "House Republicans fail to impeach the homeland security secretary",
    ),
    (
        "Blinken and Mayorkas meet López Obrador in Mexico City over migration",
        "Blinken and Mayorkas brief senators in Washington over migration",
    ),
    (
        "The mayor of Denver asks Washington for more money for shelters",
        "The mayor of Chicago asks Washington for more money for shelters",
    ),
    (
        "The Justice Department sues Texas over its deportation law",
        "The Justice Department sues Texas over its floating barrier",
    ),
    (
        "The central bank raises its key interest rate",
        "The central bank leaves its key interest rate unchanged",
    ),
    (
        "Mexico resumes repatriation flights to Venezuela",
        "Mexico resumes repatriation flights to Cuba",
    ),
    (
        "A judge in Austin blocks the state's immigration law",
        "A judge in New Orleans reinstates the state's immigration law",
    ),
    (
        "Guatemala's new president takes office after hours of delay",
        "Guatemala's new president names his cabinet",
    ),
    (
        "Canada brings back visa requirements for Mexican visitors",
        "Mexico regrets visa requirements for Mexican visitors to Canada",
    ),
    (
        "Workers at the car plant vote to join the union",
        "Workers at the tyre plant vote against the union",
    ),
    ("A storm cuts power to homes along the coast", "A storm floods homes along the coast"),
    (
        "Regulators approve the merger of two railway companies",
        "Regulators reject the merger of two airline companies",
    ),
    (
        "The prime minister announces a snap election",
        "The prime minister announces new sanctions",
    ),
    (
        "Doctors at public hospitals begin a six-day strike",
        "Nurses at public hospitals begin a two-day strike",
    ),
    (
        "Mexican soldiers free kidnapped migrants near Reynosa",
        "Mexican soldiers find kidnapped migrants dead near Reynosa",
    ),
    (
        "Brazilian police arrest the leader of a smuggling ring",
        "Brazilian police arrest the leader of a trafficking ring",
    ),
)

_OTHER_FORMS = dict(
    pair.split("/")
    for pair in (
        "lists/listed process/processed meet/met credit/credited takes/took seize/seized "
        "lets/let release/released impeach/impeached blocks/blocked resumes/resumed "
        "warns/warned reopen/reopened capsizes/capsized asks/asked limits/limited "
        "sues/sued declares/declared free/freed ends/ended brings/brought sends/sent "
        "closes/closed opens/opened arrest/arrested leaves/left dissolves/dissolved "
        "slows/slowed raises/raised vote/voted grounds/grounded approve/approved "
        "shakes/shook announces/announced block/blocked orders/ordered resigns/resigned "
        "cuts/cut begin/began officials/official crossings/crossing migrants/migrant "
        "conditions/condition"
    ).split()
)


def planted(rng: Random) -> dict[str, list[tuple[str, str]]]:
    """Pairs that are one happening, by what was done to the second."""
    return {
        "paraphrased": [*PARAPHRASED.items()],
        "reordered": [(one, reorder(one, rng)) for one in HEADLINES],
        "mistyped": [(one, mistype(one, rng)) for one in HEADLINES],
        "inflected": [(one, inflect(one)) for one in HEADLINES],
        "without accents": [(one, fold(one).upper()) for one in HEADLINES],
        "cut or added to": [(one, cut(one, rng)) for one in HEADLINES],
    }


def reorder(headline: str, rng: Random) -> str:
    words = headline.split()
    place = rng.randrange(2, len(words) - 1)
    return " ".join(words[place:] + words[:place])


def mistype(headline: str, rng: Random) -> str:
    """A letter lost, doubled or exchanged in up to two words."""
    words = headline.split()
    for place in rng.sample(range(len(words)), 2):
        word = words[place]
        if len(word) >= 5:
            at = rng.randrange(1, len(word) - 1)
            words[place] = rng.choice(
                (
                    word[:at] + word[at + 1 :],
                    word[:at] + word[at] + word[at:],
                    word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                )
            )
    return " ".join(words)


def inflect(headline: str) -> str:
    return " ".join(_OTHER_FORMS.get(word, word) for word in headline.split())


def cut(headline: str, rng: Random) -> str:
    words = headline.split()
    del words[rng.randrange(len(words))]
    return " ".join(words + ["officials", "say"][: rng.randrange(3)])
