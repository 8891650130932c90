"""C7: what holds for every phrase and every day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from store.folding import fold
from store.phrases import find, read_length, shown, understand
from store.phrases.words import MONTHS, RELATIVE_DAYS, WEEKDAYS

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=WARSAW)
PL_MONTHS = (
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia"
).split()
EN_MONTHS = ("January February March April May June July August September October November December").split()
PL_WEEKDAYS = "poniedziałek wtorek środa czwartek piątek sobota niedziela".split()
KNOWN = [
    (language, line.split("\t")[0])
    for language in ("pl", "en")
    for line in (Path(__file__).parent / f"understood_{language}.tsv").read_text(encoding="utf-8").splitlines()
]
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))
PIECES = st.sampled_from(
    [*WEEKDAYS, *MONTHS, *RELATIVE_DAYS, "o", "at", "za", "in", "w", "-", "9", "15", "31", "2026", "12:30", "3pm", "do",
     "od", "przez", "godziny", "dni", "next", "last", "koniec", "of", "1.12", ",", "2h", "pół", "kwadrans"]
)  # fmt: skip


@settings(max_examples=300)
@given(
    text=st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=9).map(" ".join)),
    language=st.sampled_from(["pl", "en"]),
)
def test_c7_no_text_breaks_the_grammar_and_moments_are_aware(text: str, language: str) -> None:
    found = understand(text, now=NOW, language=language)
    for reading in found.readings:
        if isinstance(reading.start, datetime):
            assert reading.start.tzinfo is not None
            assert reading.grain in {"minute", "hour"}
        if reading.end is not None:
            assert type(reading.end) is type(reading.start)
            assert reading.end >= reading.start
    assert bool(found.message) == (len(found.readings) != 1)


@given(day=DAYS)
def test_c7_a_full_date_reads_back_as_itself_in_every_manner(day: date) -> None:
    manners = [
        ("pl", f"{day.day} {PL_MONTHS[day.month - 1]} {day.year}"),
        ("pl", f"{day.day}.{day.month:02}.{day.year}"),
        ("pl", day.isoformat()),
        ("en", f"{day.day} {EN_MONTHS[day.month - 1]} {day.year}"),
        ("en", f"{EN_MONTHS[day.month - 1]} {day.day}, {day.year}"),
        ("en", day.isoformat()),
        ("en", f"{day.day}.{day.month}.{day.year}"),
    ]
    for language, phrase in manners:
        reading = understand(phrase, now=NOW, language=language).reading
        assert reading is not None, phrase
        assert reading.start == day, phrase


@given(day=DAYS, minute=st.integers(0, 1439))
def test_c7_a_date_with_a_time_reads_back_as_itself(day: date, minute: int) -> None:
    reading = understand(f"{day.isoformat()} {minute // 60:02}:{minute % 60:02}", now=NOW, language="pl").reading
    assert reading is not None
    local = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=WARSAW)
    assert reading.start == local.astimezone(UTC).astimezone(WARSAW)


@given(day=DAYS)
def test_c7_an_ordinal_a_roman_month_and_a_weekday_read_back_as_the_same_date(day: date) -> None:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in {11, 12, 13} else 0, "th")
    roman = "I II III IV V VI VII VIII IX X XI XII".split()[day.month - 1]
    month, polish = EN_MONTHS[day.month - 1], PL_MONTHS[day.month - 1]
    manners = [
        ("en", f"{month} {day.day}{ending}, {day.year}"),
        ("en", f"the {day.day}{ending} of {month} {day.year}"),
        ("en", f"{day:%A}, {day.day} {month[:3]} {day.year}"),
        ("pl", f"{day.day}-go {polish} {day.year} r."),
        ("pl", f"{day.day} {roman} {day.year}"),
        ("pl", f"{PL_WEEKDAYS[day.weekday()]}, {day.day}.{day.month}.{day.year}"),
    ]
    for language, phrase in manners:
        reading = understand(phrase, now=NOW, language=language).reading
        assert reading is not None, phrase
        assert (reading.start, reading.grain) == (day, "day"), phrase


@given(day=DAYS, other=st.integers(0, 6))
def test_c7_a_date_with_the_wrong_weekday_is_refused(day: date, other: int) -> None:
    assume(other != day.weekday())
    assert understand(f"{PL_WEEKDAYS[other]}, {day.isoformat()}", now=NOW, language="pl").readings == ()


@given(year=st.integers(2000, 2100), month=st.integers(1, 12), day=st.integers(28, 32))
def test_c7_a_day_that_its_month_does_not_have_is_refused_in_every_manner(year: int, month: int, day: int) -> None:
    try:
        date(year, month, day)
    except ValueError:
        phrases = (f"{day} {PL_MONTHS[month - 1]} {year}", f"{day}.{month:02}.{year}", f"{year}-{month:02}-{day:02}")
        for phrase in phrases:
            found = understand(phrase, now=NOW, language="pl")
            assert found.readings == (), phrase
            assert found.message


@settings(max_examples=200)
@given(case=st.sampled_from(KNOWN), data=st.data())
def test_c7_capitals_diacritics_and_spaces_do_not_matter(case: tuple[str, str], data: st.DataObject) -> None:
    language, phrase = case
    meant = understand(phrase, now=NOW, language=language).readings
    gap = data.draw(st.sampled_from(["  ", "   ", "\u00a0", "\t"]))
    for other in (phrase.title(), f" {phrase.replace(' ', gap)} ", fold(phrase), f"{phrase}."):
        # A month in Roman figures is told by its capitals.
        if other == phrase or other.split()[-1] not in {"i", "v", "x"}:
            assert understand(other, now=NOW, language=language).readings == meant, other


@settings(max_examples=200)
@given(case=st.sampled_from(KNOWN), word=st.sampled_from(["foo", "zażółć", "z Anną", "with Bob", "xyz", "€", "@bob"]))
def test_c7_no_word_is_passed_over(case: tuple[str, str], word: str) -> None:
    language, phrase = case
    for other in (f"{phrase} {word}", f"{word} {phrase}"):
        assert understand(other, now=NOW, language=language).readings == (), other


@pytest.mark.parametrize(
    ("phrase", "language", "starts"),
    [
        ("tonight", "en", ["2026-11-28 20:00"]),
        ("at 3", "en", ["2026-11-28 03:00", "2026-11-28 15:00", "2026-11-29 03:00", "2026-11-29 15:00"]),
        ("last Friday of the month", "en", ["2026-11-27", "2026-12-25"]),
        ("w ten piątek", "pl", ["2026-11-27", "2026-12-04"]),
        ("w weekend", "pl", ["2026-11-28"]),
        ("wieczorem", "pl", ["2026-11-28 18:00", "2026-11-29 18:00"]),
        ("dziś wieczorem", "pl", ["2026-11-28 18:00"]),
        ("o północy", "pl", ["2026-11-29 00:00"]),
    ],
)
def test_c7_what_is_over_by_a_saturday_night_is_not_silently_the_next(
    phrase: str, language: str, starts: list[str]
) -> None:
    late = datetime(2026, 11, 28, 22, 30, tzinfo=WARSAW)
    assert [shown(one) for one in understand(phrase, now=late, language=language).readings] == starts


@settings(max_examples=100)
@given(now=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), case=st.sampled_from(KNOWN))  # noqa: DTZ001
def test_c7_a_phrase_makes_sense_on_every_day(now: datetime, case: tuple[str, str]) -> None:
    """Whatever the present is, readings keep their order and a phrase is never both understood and refused."""
    language, phrase = case
    found = understand(phrase, now=now.replace(tzinfo=WARSAW), language=language)
    assert bool(found.message) == (len(found.readings) != 1)
    assert len(set(found.readings)) == len(found.readings)
    for reading in found.readings:
        assert reading.end is None or reading.end >= reading.start


@given(now=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))  # noqa: DTZ001
def test_c7_a_plain_weekday_is_within_a_week_and_never_past(now: datetime) -> None:
    local = now.replace(tzinfo=WARSAW)
    for phrase, weekday in (("w poniedziałek", 0), ("w środę", 2), ("w niedzielę", 6)):
        readings = understand(phrase, now=local, language="pl").readings
        for reading in readings:
            assert isinstance(reading.start, date)
            assert reading.start.weekday() == weekday
            assert timedelta(0) <= reading.start - local.date() <= timedelta(days=7)
        assert len(readings) == (2 if local.weekday() == weekday else 1)


@pytest.mark.parametrize(
    ("now", "phrase", "start"),
    [
        (datetime(2027, 3, 27, 12, tzinfo=WARSAW), "jutro o 2:30", datetime(2027, 3, 28, 3, 30, tzinfo=WARSAW)),
        (datetime(2026, 10, 24, 12, tzinfo=WARSAW), "jutro o 2:30", datetime(2026, 10, 25, 2, 30, tzinfo=WARSAW)),
        (datetime(2026, 10, 24, 12, tzinfo=WARSAW), "za 24 godziny", datetime(2026, 10, 25, 11, tzinfo=WARSAW)),
        (datetime(2026, 12, 31, 23, 50, tzinfo=WARSAW), "za kwadrans", datetime(2027, 1, 1, 0, 5, tzinfo=WARSAW)),
    ],
)
def test_b6_clock_times_at_the_change_of_time(now: datetime, phrase: str, start: datetime) -> None:
    """A time that does not exist moves forward by the gap; of one that exists twice it is the first."""
    reading = understand(phrase, now=now, language="pl").reading
    assert reading is not None
    assert isinstance(reading.start, datetime)
    assert reading.start.astimezone(UTC) == start.astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30 min", 30), ("1,5 h", 90), ("1.5 h", 90), ("półtorej godziny", 90), ("2h30", 150), ("1:30", 90),
        ("45m", 45),
        ("two hours", 120), ("kwadrans", 15), ("PT45M", 45), ("2 h 30 min", 150), ("pół godziny", 30),
        ("an hour and a half", 90), ("2 dni", 2880),
    ],
)  # fmt: skip
def test_c7_lengths_in_words_and_digits(text: str, minutes: int) -> None:
    assert read_length(text, language="pl") == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "5", "jutro", "0 min", "za godzinę", "-3 h", "1:75", "x" * 80])
def test_c7_what_is_no_length_is_none(text: str) -> None:
    assert read_length(text, language="pl") is None


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("zadzwonić do AB Transport jutro o 15 na 20 min !wysoki", ["jutro o 15 na 20 min"]),
        ("jutro zadzwonić do Jana o 15", ["jutro", "o 15"]),
        ("FV 118/2026 wysłać w piątek", ["w piątek"]),
        ("spotkanie hala 5 pn 9-11", ["pn 9-11"]),
        ("May Jones call tomorrow 3pm about 24/7 support", ["tomorrow 3pm"]),
        ("call 2 clients in 2 hours", ["in 2 hours"]),
        ("raport do piątku", ["do piątku"]),
        ("pierwsza wizyta jutro o 9", ["jutro o 9"]),
        ("umowa 2026-2027 wysłać jutro", ["jutro"]),
        ("send EOD report tomorrow", ["tomorrow"]),
        ("one to one with Bob tomorrow at 9", ["tomorrow at 9"]),
        ("jutro od 15 spotkanie z Anną", ["jutro od 15"]),
    ],
)
def test_c6_the_moment_is_found_in_a_line_and_other_numbers_are_left_alone(text: str, pieces: list[str]) -> None:
    match = find(text, now=NOW, language="pl")
    assert match is not None
    assert [text[first:last] for first, last in match.spans] == pieces


@pytest.mark.parametrize(
    "text",
    [
        "call Bob", "hala 5", "FV 118/2026", "FV 11/2026", "wersja 2.0", "May Jones", "",
        "you may call Bob", "second offer for Acme", "call Acme for the second time", "on the first floor",
        "end of day report", "next day delivery", "discount from 15", "buy 9 to 11 chairs", "offer by 5 percent",
        "invoice 2026-12", "call Bob for 45 min", "march for peace", "now or never",
        "rabat do 15", "do 15 osób", "od 9 osób", "druga rozmowa", "trzecia oferta dla AB", "pierwszego kontaktu brak",
        "2 do 3 ofert", "rozmowa 2 godziny", "do klienta po ofertę", "w nocy pisać", "mar fir", "wersja 9.30",
    ],
)  # fmt: skip
def test_c6_a_line_without_a_moment_has_none(text: str) -> None:
    assert find(text, now=NOW, language="en") is None


@pytest.mark.parametrize(
    "text",
    ["9 to " * 3000, "jutro " * 2000, "z Anną " * 1500, "1.12 - " * 2000, "()" * 5000],
    ids=["spans", "days", "words", "dates", "signs"],
)
def test_c6_a_long_text_is_read_at_once(text: str) -> None:
    """A pasted text of ten thousand characters does not hold up who typed it."""
    begun = process_time()
    understand(text, now=NOW, language="pl")
    find(text, now=NOW, language="pl")
    assert process_time() - begun < 2
