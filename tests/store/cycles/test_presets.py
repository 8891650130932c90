"""The patterns of the form against a walk through the calendar, day by day (B2 to B6)."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from store import cycles, language
from store.cycles import Pattern
from store.refusals import Invalid

WARSAW = ZoneInfo("Europe/Warsaw")
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
month_days = st.sets(st.sampled_from([*range(1, 32), -1]), min_size=1, max_size=8).map(
    lambda days: tuple(sorted(days, key=lambda day: (day < 0, day)))
)
positions = st.sampled_from([1, 2, 3, 4, 5, -1])
patterns = st.one_of(
    st.builds(Pattern, st.just("daily"), st.integers(1, 40)),
    st.sampled_from([Pattern("workdays"), Pattern("weekends")]),
    st.builds(Pattern, st.just("weekly"), st.integers(1, 6), weekdays),
    st.builds(Pattern, st.just("monthly"), st.integers(1, 14), days=month_days),
    st.builds(Pattern, st.just("monthly-weekday"), st.integers(1, 14), weekdays, position=positions),
    st.builds(
        Pattern, st.just("yearly"), st.integers(1, 4), days=st.integers(1, 31).map(lambda day: (day,)),
        month=st.integers(1, 12),
    ),
    st.builds(
        Pattern, st.just("yearly-weekday"), st.integers(1, 3), weekdays, position=positions, month=st.integers(1, 12)
    ),
)  # fmt: skip
starts = st.dates(date(2023, 1, 1), date(2030, 12, 31))


def falls(pattern: Pattern, day: date, start: date) -> bool:
    """Tell whether a pattern falls on a day, by looking at the calendar alone."""
    last = monthrange(day.year, day.month)[1]
    position = pattern.position
    placed = day.weekday() in pattern.weekdays and (
        day.day + 7 > last if position == -1 else (day.day - 1) // 7 + 1 == position
    )
    numbered = day.day in pattern.days or (-1 in pattern.days and day.day == last)
    months = (day.year - start.year) * 12 + day.month - start.month
    monday = day - timedelta(days=day.weekday())
    weeks = (monday - (start - timedelta(days=start.weekday()))).days // 7
    match pattern.kind:
        case "daily":
            return (day - start).days % pattern.interval == 0
        case "workdays":
            return day.weekday() < 5
        case "weekends":
            return day.weekday() >= 5
        case "weekly":
            return weeks % pattern.interval == 0 and day.weekday() in pattern.weekdays
        case "monthly":
            return months % pattern.interval == 0 and numbered
        case "monthly-weekday":
            return months % pattern.interval == 0 and placed
        case "yearly" | "yearly-weekday":
            fits = numbered if pattern.kind == "yearly" else placed
            return (day.year - start.year) % pattern.interval == 0 and day.month == pattern.month and fits


def walked(pattern: Pattern, start: date, until: date) -> list[date]:
    """Return the days of a pattern by walking."""
    days = (start + timedelta(days=n) for n in range((until - start).days + 1))
    return [day for day in days if falls(pattern, day, start)]


def existing(day: date, clock: time) -> datetime:
    """Return a wall-clock time in Warsaw, moved by the hour that is missing on the last Sunday of March (B6)."""
    sunday = day.month == 3 and day.weekday() == 6 and day.day > 24
    if sunday and clock.hour == 2:
        clock = clock.replace(hour=3)
    return datetime.combine(day, clock, WARSAW)


@given(patterns, starts, st.integers(400, 1500))
def test_b2_to_b5_whole_days_are_those_of_the_calendar(pattern: Pattern, start: date, length: int) -> None:
    until = start + timedelta(days=length)
    expected = walked(pattern, start, until)
    if expected:
        cycle = cycles.read(cycles.rrule_of(pattern), start=start, until=until)
        assert list(cycles.dates(cycle)) == expected
        counted = cycles.read(cycles.rrule_of(pattern), start=start, count=len(expected))
        assert list(cycles.dates(counted)) == expected


@given(patterns, starts, st.times().map(lambda one: one.replace(microsecond=0, fold=0)))
def test_b6_the_wall_clock_is_kept_over_both_changes(pattern: Pattern, start: date, clock: time) -> None:
    until = start + timedelta(days=800)
    expected = [existing(day, clock) for day in walked(pattern, start, until)]
    if expected:
        found = cycles.dates(cycles.read(cycles.rrule_of(pattern), start=existing(start, clock), until=until))
        # A start within the missing hour would itself have moved, and with it the wall clock of all.
        if existing(start, clock).time() == clock:
            assert [one.isoformat() for one in found] == [one.isoformat() for one in expected]
            assert all(a < b for a, b in pairwise(found))


def test_b6_a_time_that_is_missing_moves_by_the_gap_and_a_doubled_one_is_the_first() -> None:
    spring = cycles.read("FREQ=DAILY;COUNT=3", start=datetime(2027, 3, 27, 2, 30, tzinfo=WARSAW))
    assert [one.isoformat() for one in cycles.dates(spring)] == [
        "2027-03-27T02:30:00+01:00", "2027-03-28T03:30:00+02:00", "2027-03-29T02:30:00+02:00",
    ]  # fmt: skip
    autumn = cycles.read("FREQ=DAILY;COUNT=3", start=datetime(2027, 10, 30, 2, 30, tzinfo=WARSAW))
    assert [one.isoformat() for one in cycles.dates(autumn)] == [
        "2027-10-30T02:30:00+02:00", "2027-10-31T02:30:00+02:00", "2027-11-01T02:30:00+01:00",
    ]  # fmt: skip
    both = cycles.read("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30;COUNT=5", start=datetime(2027, 3, 27, 0, 0, tzinfo=WARSAW))
    instants = [one.astimezone(UTC) for one in cycles.dates(both) if isinstance(one, datetime)]
    assert len(set(instants)) == 5
    assert instants == sorted(instants)


@given(patterns)
def test_b7_a_pattern_survives_the_way_through_a_rule(pattern: Pattern) -> None:
    rrule = cycles.rrule_of(pattern)
    found = cycles.pattern_of(rrule)
    assert found is not None
    assert cycles.rrule_of(found) == rrule


@given(patterns, starts, st.sampled_from(["en", "pl"]))
def test_b7_the_words_shown_are_read_as_the_rule_they_show(pattern: Pattern, start: date, spoken: str) -> None:
    language.use(spoken)
    rrule = cycles.rrule_of(pattern)
    try:
        cycle = cycles.read(rrule, start=start, count=3)
    except Invalid:
        return
    text = cycles.words(cycle)
    if "RRULE" not in text and "FREQ" not in text:
        assert cycles.read(text, start=start).rrule == cycle.rrule, text
