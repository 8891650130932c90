"""The words of cycles, folded, Polish and English side by side; weekdays and months are those of dates (C7)."""

from store.phrases.words import CARDINALS, MONTHS, ORDINALS, UNIT_OF, WEEKDAYS

# Forms that say by themselves that it is every such day; "srody", "niedziele" can also be one day.
SEVERAL_WEEKDAYS = {
    "poniedzialki": 0, "wtorki": 1, "srody": 2, "czwartki": 3, "piatki": 4, "soboty": 5, "niedziele": 6,
    "mondays": 0, "tuesdays": 1, "wednesdays": 2, "thursdays": 3, "fridays": 4, "saturdays": 5, "sundays": 6,
    "mons": 0, "tues": 1, "weds": 2, "thurs": 3, "fris": 4,
}  # fmt: skip
ANY_WEEKDAY = WEEKDAYS | SEVERAL_WEEKDAYS
OF_SEVERAL_ONLY = {"poniedzialki", "wtorki", "czwartki", "piatki", "soboty"} | {
    form for form in SEVERAL_WEEKDAYS if form.endswith("days")
}

EVERY = {"every", "each", "co", "kazdy", "kazda", "kazde", "kazdego", "kazdej", "kazdym"}
ADVERBS = {
    "daily": ("day", 1), "codziennie": ("day", 1), "codzien": ("day", 1), "everyday": ("day", 1),
    "weekly": ("week", 1), "cotygodniowo": ("week", 1), "fortnightly": ("week", 2),
    "monthly": ("month", 1), "comiesiecznie": ("month", 1), "quarterly": ("month", 3), "kwartalnie": ("month", 3),
    "yearly": ("year", 1), "annually": ("year", 1), "corocznie": ("year", 1), "rocznie": ("year", 1),
    "tygodniowo": ("week", 1), "miesiecznie": ("month", 1),
}  # fmt: skip
WORKDAYS = (
    ("dni", "robocze"), ("dzien", "roboczy"), ("weekdays",), ("weekday",), ("working", "days"), ("working", "day"),
    ("workdays",), ("workday",), ("business", "days"), ("business", "day"), ("dnia", "roboczego"),
)  # fmt: skip
WEEKENDS = (("weekends",), ("weekend",), ("weekendy",), ("the", "weekend"), ("the", "weekends"))
ONLY = {"only", "tylko", "wylacznie"}
AND = {"and", "i", "oraz", ",", "&", "a", "+"}
ON = {"on", "w", "we", "at", "the", "in", "dnia", "dniu", "dniach", "day", "days", "na"}
LAST = {
    "last", "ostatni", "ostatnia", "ostatnie", "ostatniego", "ostatniej", "ostatnim",
}  # fmt: skip
OTHER = {"other", "alternate"}
FIRST_SEVERAL = {"first", "pierwsze", "pierwszych"}

__all__ = ["CARDINALS", "MONTHS", "ORDINALS", "UNIT_OF", "WEEKDAYS"]
