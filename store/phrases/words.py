"""The words of dates and times, folded, Polish and English side by side (C7)."""


def _table(text: str) -> dict[str, int]:
    """Read lines of "number: forms"."""
    table: dict[str, int] = {}
    for line in text.strip().splitlines():
        number, forms = line.split(":")
        for form in forms.split():
            table[form] = int(number)
    return table


WEEKDAYS = _table("""
0: poniedzialek poniedzialku poniedzialkiem poniedzialkowi pon pn monday mon
1: wtorek wtorku wtorkiem wtorkowi wt wto tuesday tue tues
2: sroda srode srody srodzie sr sro wednesday wed weds
3: czwartek czwartku czwartkiem czwartkowi cz czw thursday thu thur thurs
4: piatek piatku piatkiem piatkowi pt pia friday fri
5: sobota sobote soboty sobocie so sob sb saturday sat
6: niedziela niedziele niedzieli nd ndz niedz sunday sun
""")

MONTHS = _table("""
1: styczen stycznia styczniu styczniem sty january jan
2: luty lutego lutym lut february feb
3: marzec marca marcu marcem march mar
4: kwiecien kwietnia kwietniu kwietniem kwi kwie april apr
5: maj maja maju majem may
6: czerwiec czerwca czerwcu czerwcem cze czer june jun
7: lipiec lipca lipcu lipcem lip july jul
8: sierpien sierpnia sierpniu sierpniem sie sier august aug
9: wrzesien wrzesnia wrzesniu wrzesniem wrz september sep sept
10: pazdziernik pazdziernika pazdzierniku pazdziernikiem paz pazdz october oct
11: listopad listopada listopadzie listopadem lis november nov
12: grudzien grudnia grudniu grudniem gru grud december dec
""")
ROMAN = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "x": 10,
    "xi": 11,
    "xii": 12,
}

CARDINALS = _table("""
0: zero
1: jeden jedna jedno jednego jednej one
2: dwa dwie dwoch dwu two
3: trzy trzech three
4: cztery czterech four
5: piec pieciu five
6: szesc szesciu six
7: siedem siedmiu seven
8: osiem osmiu eight
9: dziewiec dziewieciu nine
10: dziesiec dziesieciu ten
11: jedenascie jedenastu eleven
12: dwanascie dwunastu twelve
13: trzynascie trzynastu thirteen
14: czternascie czternastu fourteen
15: pietnascie pietnastu fifteen
16: szesnascie szesnastu sixteen
17: siedemnascie siedemnastu seventeen
18: osiemnascie osiemnastu eighteen
19: dziewietnascie dziewietnastu nineteen
20: dwadziescia dwudziestu twenty
30: trzydziesci trzydziestu thirty
40: czterdziesci czterdziestu forty
45: czterdziescipiec
50: piecdziesiat piecdziesieciu fifty
60: szescdziesiat sixty
90: dziewiecdziesiat ninety
100: sto hundred
""")

_STEMS = {
    1: "pierwsz", 2: "drug", 3: "trzec", 4: "czwart", 5: "piat", 6: "szost", 7: "siodm", 8: "osm", 9: "dziewiat",
    10: "dziesiat", 11: "jedenast", 12: "dwunast", 13: "trzynast", 14: "czternast", 15: "pietnast", 16: "szesnast",
    17: "siedemnast", 18: "osiemnast", 19: "dziewietnast", 20: "dwudziest", 30: "trzydziest",
}  # fmt: skip
_ENDINGS = ("y", "a", "e", "ego", "ej", "ym", "i", "ia", "ie", "iego", "iej", "im")
POLISH_ORDINALS = {stem + ending: number for number, stem in _STEMS.items() for ending in _ENDINGS}
ENGLISH_ORDINALS = _table("""
1: first
2: second
3: third
4: fourth
5: fifth
6: sixth
7: seventh
8: eighth
9: ninth
10: tenth
11: eleventh
12: twelfth
13: thirteenth
14: fourteenth
15: fifteenth
16: sixteenth
17: seventeenth
18: eighteenth
19: nineteenth
20: twentieth
30: thirtieth
""")
ORDINALS = POLISH_ORDINALS | ENGLISH_ORDINALS
FEMININE = {word for word in POLISH_ORDINALS if word.endswith(("a", "ej"))}

RELATIVE_DAYS = _table("""
0: dzis dzisiaj dzisiejszym dzisiejszy dzisiejszego today
1: jutro jutra jutrze jutrem jutrzejszym jutrzejszy jutrzejszego tomorrow tmrw tmr tmw tomorow tommorow tommorrow
2: pojutrze pojutrza overmorrow
3: popojutrze
-1: wczoraj wczorajszy wczorajszego yesterday
-2: przedwczoraj onegdaj
""")

UNITS = {
    "minute": "minuta minute minuty minut minutke minutek min mins m minutes".split(),
    "hour": "godzina godzine godziny godzin godzinke godzinki godz h hr hrs hour hours".split(),
    "day": "dzien dni dnia doba dobe doby day days d".split(),
    "week": "tydzien tygodnie tygodni tygodnia tyg tydz week weeks wk wks w".split(),
    "month": "miesiac miesiace miesiecy miesiaca mies m-c m-ca m-ce m-cy month months mth".split(),
    "year": "rok lata lat roku year years yr yrs".split(),
    "fortnight": "fortnight fortnights".split(),
}
UNIT_OF = {form: unit for unit, forms in UNITS.items() for form in forms}
SINGULAR = frozenset(
    "minuta minute minutke godzina godzine godzinke godzinka godz dzien doba dobe tydzien tydz tyg miesiac mies m-c "
    "rok hour day week month year fortnight".split()
)
UNIT_OF |= {f"{form}'s": unit for form, unit in UNIT_OF.items()}
WORKING = {"roboczych", "robocze", "roboczy", "roboczego", "working", "business", "work"}

THIS = "ten ta te tym tej tego biezacy biezacym biezacego biezaca this".split()
NEXT = (
    "przyszly przyszla przyszle przyszlym przyszlej przyszlego nastepny nastepna nastepne nastepnym nastepnej "
    "nastepnego kolejny kolejnym kolejnego kolejna next"
).split()
COMING = (
    "najblizszy najblizsza najblizsze najblizszym najblizszej najblizszego nadchodzacy nadchodzaca nadchodzace "
    "nadchodzacym coming upcoming"
).split()
LAST = (
    "zeszly zeszla zeszle zeszlym zeszlej zeszlego ubiegly ubiegla ubiegle ubieglym ubieglej ubieglego miniony minione "
    "miniona minionym poprzedni poprzednia poprzednie poprzednim poprzedniego last previous past"
).split()
FINAL = "ostatni ostatnia ostatnie ostatniego ostatnim ostatniej last final".split()
BEGINNING = "poczatek poczatku poczatkiem beginning start".split()
STARTING = ("od", "from", "starting", "poczawszy")
UNTIL = ("do", "by", "until", "till")
BY = ("do", "by")
END = "koniec konca koncu koncem end".split()

# Parts of the day: the hour they stand for alone, and the hours an hour named beside them may be moved to.
PARTS = {
    "morning": (8, 1, 11, ("rano", "rana", "ranem", "ranek", "rankiem", "poranek", "morning")),
    "dawn": (None, 2, 7, ("switem",)),
    "forenoon": (10, 6, 12, ("przedpoludniem",)),
    "noon": (12, 12, 12, ("poludnie", "noon", "midday")),
    "afternoon": (15, 12, 18, ("popoludniu", "popoludnie", "popoludniem", "afternoon")),
    "evening": (18, 16, 23, ("wieczor", "wieczorem", "wieczorkiem", "evening")),
    "night": (None, 20, 5, ("noc", "nocy", "noca", "night")),
}
PART_OF = {form: name for name, (_hour, _from, _to, forms) in PARTS.items() for form in forms}

NAMED_DAYS = {
    ("wigilia",): (12, 24), ("wigilie",): (12, 24), ("wigilii",): (12, 24), ("christmas", "eve"): (12, 24),
    ("boze", "narodzenie"): (12, 25), ("christmas", "day"): (12, 25), ("christmas",): (12, 25),
    ("boxing", "day"): (12, 26),
    ("xmas",): (12, 25), ("nye",): (12, 31), ("sylwester",): (12, 31), ("sylwestra",): (12, 31),
    ("new", "year's", "eve"): (12, 31), ("new", "years", "eve"): (12, 31),
    ("nowy", "rok"): (1, 1), ("new", "year's", "day"): (1, 1), ("new", "years", "day"): (1, 1),
    ("trzech", "kroli"): (1, 6), ("walentynki",): (2, 14), ("valentine's", "day"): (2, 14),
    ("mikolajki",): (12, 6), ("halloween",): (10, 31), ("wszystkich", "swietych"): (11, 1),
}  # fmt: skip

FILLERS = {
    "dnia",
    "dniu",
    "the",
    "of",
    "punktualnie",
    "najpozniej",
    "punkt",
    "dokladnie",
    "rowno",
    "sharp",
    "exactly",
}
