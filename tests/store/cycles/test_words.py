"""Cycles in words, both languages at once, and back (B2 to B5, B7, C6)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from store import cycles, language
from store.refusals import Invalid

START = datetime(2026, 11, 24, 15, 0, tzinfo=ZoneInfo("Europe/Warsaw"))

READ = [
    ("FREQ=DAILY", "every day; daily; codziennie; co dzień; każdego dnia; co dzien"),
    ("FREQ=DAILY;INTERVAL=2", "every other day; every 2 days; every second day; co drugi dzień; co 2 dni; co dwa dni"),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday; weekdays; Monday to Friday; w dni robocze; "
     "od poniedziałku do piątku; od poniedzialku do piatku; codziennie od poniedziałku do piątku"),
    ("FREQ=WEEKLY;BYDAY=SA,SU", "weekends; at weekends; every weekend; w weekendy; co weekend; weekends only; "
     "only at weekends; tylko w weekendy; wyłącznie weekendy"),
    ("FREQ=WEEKLY;BYDAY=TU", "every Tuesday; w każdy wtorek; co wtorek; we wtorki; every week on Tuesday"),
    ("FREQ=WEEKLY;BYDAY=TU,TH", "on Tuesdays and Thursdays; every Tue and Thu; co tydzień we wtorki i czwartki"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH",
     "every second Tuesday and Thursday; every 2 weeks on Tue and Thu; co 2 tygodnie we wtorki i czwartki"),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "co dwa tygodnie w poniedziałek; every other Monday; co drugi poniedziałek"),
    ("FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", "every 3 weeks on Mon; co trzy tygodnie w poniedziałki"),
    ("FREQ=WEEKLY", "weekly; every week; co tydzień"),
    ("FREQ=MONTHLY", "monthly; every month; co miesiąc"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7", "first 7 days of each month; every month on days 1–7; "
     "pierwsze 7 dni każdego miesiąca; co miesiąc w dniach 1-7"),
    ("FREQ=MONTHLY;BYMONTHDAY=1,15", "on the 1st and 15th of each month; co miesiąc 1. i 15.; "
     "every month on days 1 and 15"),
    ("FREQ=MONTHLY;BYMONTHDAY=-1", "last day of every month; ostatniego dnia miesiąca; co miesiąc w ostatnim dniu"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "last Friday of the month; the last Friday of every month; w ostatni piątek miesiąca"),
    ("FREQ=MONTHLY;BYDAY=2TU", "every second Tuesday of the month; drugi wtorek miesiąca"),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "last working day of the month; ostatni dzień roboczy miesiąca"),
    ("FREQ=YEARLY", "yearly; every year; co rok; co roku"),
    ("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24",
     "every year on 24 December; every 24 December; every December 24; co roku 24 grudnia"),
    ("FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
     "every year on the last Monday of May; co roku w ostatni poniedziałek maja"),
]  # fmt: skip


@pytest.mark.parametrize("spoken", ["en", "pl"])
@pytest.mark.parametrize(("rule", "phrases"), READ, ids=[rule for rule, _phrases in READ])
def test_b2_to_b5_words_are_read_in_both_languages(rule: str, phrases: str, spoken: str) -> None:
    language.use(spoken)
    for phrase in phrases.split("; "):
        assert cycles.read(phrase, start=START, count=2).rrule == f"{rule};COUNT=2", phrase


@pytest.mark.parametrize(
    ("phrase", "count", "last"),
    [
        ("on Tuesdays and Thursdays for two weeks", 4, date(2026, 12, 3)),
        ("we wtorki i czwartki przez 2 tygodnie", 4, date(2026, 12, 3)),
        ("every day until 31 December", 38, date(2026, 12, 31)),
        ("codziennie do końca roku", 38, date(2026, 12, 31)),
        ("every day 10 times", 10, date(2026, 12, 3)),
        ("codziennie 10 razy", 10, date(2026, 12, 3)),
        ("first 7 days of each month, all year", 84, date(2027, 11, 7)),
    ],
)
def test_b1_words_say_when_it_ends(phrase: str, count: int, last: date) -> None:
    found = cycles.dates(cycles.read(phrase, start=date(2026, 11, 24)))
    assert (len(found), found[-1]) == (count, last)


def test_b4_a_year_of_first_seven_days_from_new_year_on() -> None:
    for phrase in ("first 7 days of each month, all year", "pierwsze 7 dni każdego miesiąca przez cały rok"):
        cycle = cycles.read(phrase, start=date(2027, 1, 1))
        assert len(cycles.dates(cycle)) == 84
        assert cycles.words(cycle) == "every month on days 1–7, until 31.12.2027"


@pytest.mark.parametrize(
    "phrase",
    "every; every month on Monday; every 2 days on Monday; every Tuesday foo; every day at 9; hourly; co godzinę; 31 "
    "December; once a week; every day except Sunday; codziennie oprócz niedzieli; every 0 days; every day every week; "
    "every leap year; twice a week; biweekly; every month in May; codziennie do wczoraj wieczorem jutro".split("; "),
)
def test_c7_what_is_not_wholly_understood_is_refused(phrase: str) -> None:
    with pytest.raises(Invalid, match="not-understood"):
        cycles.read(phrase, start=START, count=2)


@pytest.mark.parametrize(
    ("rule", "english", "polish"),
    [
        ("FREQ=DAILY;COUNT=1", "every day, 1 time", "codziennie, 1 raz"),
        ("FREQ=DAILY;INTERVAL=2;COUNT=5", "every 2 days, 5 times", "co 2 dni, 5 razy"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=2", "Monday to Friday, 2 times", "od poniedziałku do piątku, 2 razy"),
        ("FREQ=WEEKLY;BYDAY=SA,SU;COUNT=2", "at weekends, 2 times", "w weekendy, 2 razy"),
        ("FREQ=WEEKLY;INTERVAL=5;BYDAY=TU;UNTIL=20271231", "every 5 weeks on Tuesday, until 31.12.2027",
         "co 5 tygodni we wtorki, do 31.12.2027"),
        ("FREQ=WEEKLY;COUNT=2", "every week on Tuesday, 2 times", "co tydzień we wtorki, 2 razy"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1WE;COUNT=2", "every 2 months on the last Wednesday, 2 times",
         "co 2 miesiące w ostatnią środę, 2 razy"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=24;COUNT=2", "every 2 years on 24 December, 2 times",
         "co 2 lata 24 grudnia, 2 razy"),
        ("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2", "every month on day 13, only on Friday, 2 times",
         "co miesiąc w dniu 13, tylko w piątki, 2 razy"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=2", "by the rule FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO, 2 times",
         "według reguły FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO, 2 razy"),
        ("FREQ=DAILY;UNTIL=20261231T160000", "every day, until 31.12.2026 16:00", "codziennie, do 31.12.2026 16:00"),
    ],
)  # fmt: skip
def test_b7_a_rule_is_shown_in_words(rule: str, english: str, polish: str) -> None:
    cycle = cycles.read(rule, start=START)
    assert cycles.words(cycle) == english
    language.use("pl")
    assert cycles.words(cycle) == polish


@pytest.mark.parametrize(
    ("line", "rule", "taken"),
    [
        ("szkolenie we wtorki i czwartki 15-17 przez 2 tygodnie", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261207",
         ["we wtorki i czwartki", "przez 2 tygodnie"]),
        ("call every Wednesday at 9 10 times", "FREQ=WEEKLY;BYDAY=WE;COUNT=10", ["every Wednesday", "10 times"]),
        ("spotkanie co miesiąc 15-17", "FREQ=MONTHLY", ["co miesiąc"]),
    ],
)  # fmt: skip
def test_c6_the_cycle_in_a_running_line(line: str, rule: str, taken: list[str]) -> None:
    found = cycles.find_words(line, start=START.date())
    assert found is not None
    assert found.rrule(START.date()) == rule
    assert [line[first:last] for first, last in found.spans] == taken


@pytest.mark.parametrize(
    "line",
    [
        "urlop od poniedziałku do piątku",
        "spotkanie we wtorek 15-17",
        "call on Tuesday",
        "raport 1. i 15.",
        "co słychać",
    ],
)
def test_c6_what_is_once_is_no_cycle(line: str) -> None:
    assert cycles.find_words(line, start=START) is None
