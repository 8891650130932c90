"""The words that the quick line knows, in both languages, folded (C6)."""

PRIORITIES = {
    "low": ("low", "niski", "niska", "niskie"),
    "normal": ("normal", "normalny", "zwykly"),
    "high": ("high", "wysoki", "wysoka", "wysokie", "wazne", "wazny", "important"),
    "urgent": ("urgent", "pilny", "pilna", "pilne"),
}
BUSY = ("busy", "zajety", "zajeta", "zajete")
PUBLIC = ("public", "publiczne", "publiczny")
OPEN_ENDED = (("open-ended",), ("open", "ended"), ("bezterminowo",), ("bezterminowe",))
ALL_DAY = (("all", "day"), ("all-day",), ("caly", "dzien"), ("calodniowe",))

# What people write for what they will do, and the names that such a category may have.
MEANT = (
    (
        ("zadzwonic", "zadzwon", "dzwonic", "oddzwonic", "oddzwon", "przedzwonic", "tel", "tel.", "telefon", "call",
         "phone", "ring", "callback"),
        ("telefon", "call", "rozmowa", "phone call"),
    ),
    (
        ("mail", "maila", "email", "e-mail", "e-maila", "napisac", "napisz", "odpisac", "odpisz", "write", "reply"),
        ("e-mail", "email", "mail"),
    ),
    (
        ("spotkanie", "spotkac", "spotkam", "spotykam", "meeting", "meet", "zebranie", "narada"),
        ("spotkanie", "meeting", "zebranie"),
    ),
    (
        ("wizyta", "odwiedzic", "odwiedz", "pojechac", "visit"),
        ("wizyta", "visit"),
    ),
    (
        ("raport", "sprawozdanie", "zestawienie", "report"),
        ("raport", "report", "sprawozdanie"),
    ),
    (
        ("zadanie", "zrobic", "zrob", "przygotowac", "przygotuj", "sprawdzic", "sprawdz", "task", "todo",
         "prepare",
         "check"),
        ("zadanie", "task"),
    ),
)  # fmt: skip

BEFORE_CONTACT = (
    "do",
    "z",
    "ze",
    "u",
    "dla",
    "od",
    "w",
    "we",
    "na",
    "with",
    "to",
    "for",
    "at",
    "from",
    "about",
)
REPEATS = (
    "codziennie", "cotygodniowo", "comiesiecznie", "corocznie", "daily", "weekly", "monthly", "yearly", "every", "co",
)  # fmt: skip
# Also said of a thing: of these alone, without an end, the word behind decides.
ADJECTIVES = ("daily", "weekly", "monthly", "yearly", "fortnightly")
BEFORE_TIME = ("at", "from", "on", "in", "until", "till", "for", "starting", "beginning", "today", "tomorrow")
EVERY = ("co", "every")
REPEATED = (
    "dzien", "tydzien", "miesiac", "rok", "poniedzialek", "wtorek", "srode", "czwartek", "piatek", "sobote",
    "niedziele", "dwa", "trzy", "drugi", "druga", "drugie", "day", "week", "month", "year", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "second", "other", "2", "3", "4", "weekday",
)  # fmt: skip
