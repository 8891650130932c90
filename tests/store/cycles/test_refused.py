"""What is no cycle, or none that can be kept, is refused; and nothing takes long, whatever it says (B1, B7)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from store import cycles
from store.cycles import calendar_days
from store.refusals import Invalid

START = datetime(2026, 11, 24, 15, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
SIXTY = ",".join(map(str, range(60)))
EVERY_SECOND = f"FREQ=DAILY;BYHOUR={','.join(map(str, range(24)))};BYMINUTE={SIXTY};BYSECOND={SIXTY}"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "missing"),
        ("FREQ=DAILY", "no-end"),
        ("every day", "no-end"),
        ("COUNT=5", "no-frequency"),
        ("FREQ=HOURLY;COUNT=5", "too-fast"),
        ("FREQ=SECONDLY;COUNT=5", "too-fast"),
        ("FREQ=OFTEN;COUNT=5", "wrong-value"),
        ("FREQ=DAILY;COUNT=5;UNTIL=20271231", "two-ends"),
        ("FREQ=DAILY;COUNT=5;COUNT=5", "twice"),
        ("FREQ=DAILY;COUNT=0", "wrong-value"),
        ("FREQ=DAILY;COUNT=-1", "wrong-value"),
        ("FREQ=DAILY;INTERVAL=0;COUNT=5", "wrong-value"),
        ("FREQ=DAILY;COLOUR=RED;COUNT=5", "unknown-part"),
        ("FREQ=DAILY;COUNT", "unknown-part"),
        ("FREQ=DAILY;UNTIL=20271301", "wrong-value"),
        ("FREQ=DAILY;UNTIL=soon", "wrong-value"),
        ("FREQ=DAILY;UNTIL=20261123", "end-before-start"),
        ("FREQ=DAILY;UNTIL=20261124T135959Z", "end-before-start"),
        ("FREQ=MONTHLY;BYMONTHDAY=32;COUNT=5", "wrong-value"),
        ("FREQ=MONTHLY;BYMONTHDAY=0;COUNT=5", "wrong-value"),
        ("FREQ=MONTHLY;BYMONTHDAY=;COUNT=5", "wrong-value"),
        ("FREQ=YEARLY;BYMONTH=13;COUNT=5", "wrong-value"),
        ("FREQ=YEARLY;BYMONTH=-1;COUNT=5", "wrong-value"),
        ("FREQ=YEARLY;BYWEEKNO=54;COUNT=5", "wrong-value"),
        ("FREQ=YEARLY;BYYEARDAY=367;COUNT=5", "wrong-value"),
        ("FREQ=DAILY;BYHOUR=24;COUNT=5", "wrong-value"),
        ("FREQ=WEEKLY;BYDAY=XX;COUNT=5", "wrong-value"),
        ("FREQ=MONTHLY;BYDAY=0MO;COUNT=5", "wrong-value"),
        ("FREQ=WEEKLY;WKST=1;COUNT=5", "wrong-value"),
        ("FREQ=MONTHLY;BYWEEKNO=20;COUNT=5", "not-together"),
        ("FREQ=DAILY;BYYEARDAY=20;COUNT=5", "not-together"),
        ("FREQ=WEEKLY;BYMONTHDAY=20;COUNT=5", "not-together"),
        ("FREQ=WEEKLY;BYDAY=2MO;COUNT=5", "not-together"),
        ("FREQ=DAILY;BYDAY=-1MO;COUNT=5", "not-together"),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO;COUNT=5", "not-together"),
        ("FREQ=MONTHLY;BYSETPOS=1;COUNT=5", "position-alone"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", "never"),
        ("FREQ=MONTHLY;BYDAY=6MO;COUNT=5", "never"),
        ("FREQ=DAILY;INTERVAL=7;BYDAY=MO;COUNT=5", "never"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6;COUNT=5", "never"),
        ("FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20261130", "never"),
        ("FREQ=DAILY;COUNT=3661", "too-many"),
        ("FREQ=DAILY;COUNT=1000000000", "too-many"),
        ("FREQ=DAILY;UNTIL=20371231", "too-many"),
        ("FREQ=DAILY;UNTIL=99991231", "too-many"),
        (f"{EVERY_SECOND};UNTIL=20301231", "too-many"),
        ("FREQ=YEARLY;INTERVAL=1000000000;COUNT=2", "too-far"),
        ("FREQ=DAILY;INTERVAL=1000000000;COUNT=2", "too-far"),
        ("FREQ=YEARLY;UNTIL=99991231", "too-far"),
        ("FREQ=DAILY;COUNT=" + "9" * 4_900, "wrong-value"),
        ("FREQ=DAILY;COUNT=" + "9" * 9_000, "too-long"),
        ("FREQ=DAILY;COUNT=٣", "wrong-value"),
        ("every blue moon", "not-understood"),
        ("every day for ever", "not-understood"),
        ("every 2 days on Monday 5 times", "not-understood"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_b1_b7_what_is_no_cycle_is_refused(text: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        cycles.read(text, start=START)
    assert (refused.value.field, refused.value.reason) == ("cycle", reason)


def test_b7_too_many_are_refused_with_their_count() -> None:
    with pytest.raises(Invalid) as refused:
        cycles.read("FREQ=DAILY", start=START, until=date(2036, 12, 1))
    assert (refused.value.value, refused.value.allowed) == ("3,661", ("3,660",))
    assert len(cycles.dates(cycles.read("FREQ=DAILY", start=START, until=date(2036, 11, 30)))) == 3660
    assert len(cycles.dates(cycles.read(f"{EVERY_SECOND};COUNT=3660", start=START))) == 3660


def test_b7_whole_days_have_no_hours() -> None:
    with pytest.raises(Invalid, match="whole-days"):
        cycles.read("FREQ=DAILY;BYHOUR=9;COUNT=2", start=date(2026, 11, 24))


def test_b1_an_end_is_given_once() -> None:
    for until, count in ((date(2027, 1, 1), None), (None, 6), (date(2027, 1, 1), 5)):
        with pytest.raises(Invalid, match="two-ends"):
            cycles.read("FREQ=DAILY;COUNT=5", start=START, until=until, count=count)
    assert cycles.read("FREQ=DAILY;COUNT=5", start=START, count=5).rrule == "FREQ=DAILY;COUNT=5"
    until_day = cycles.read("FREQ=DAILY;UNTIL=20261231", start=START, until=date(2026, 12, 31))
    assert until_day.rrule == "FREQ=DAILY;UNTIL=20261231T225959Z"


@pytest.mark.parametrize(
    ("until", "count"),
    [("20261126", 3), ("20261126T150000", 3), ("20261126T145959", 2), ("20261126T140000Z", 3), ("20261126T135959Z", 2)],
)
def test_b1_until_is_inclusive_as_a_day_a_local_time_and_an_instant(until: str, count: int) -> None:
    assert len(cycles.dates(cycles.read(f"FREQ=DAILY;UNTIL={until}", start=START))) == count


def test_b1_the_start_counts_only_where_the_rule_falls_on_it() -> None:
    found = cycles.dates(cycles.read("FREQ=WEEKLY;BYDAY=WE;COUNT=2", start=date(2026, 11, 24)))
    assert found == (date(2026, 11, 25), date(2026, 12, 2))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=MO;COUNT=2", (date(2044, 2, 29), date(2072, 2, 29))),
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=SU;COUNT=2", (date(2027, 1, 3), date(2033, 1, 2))),
        ("FREQ=YEARLY;INTERVAL=100;COUNT=2", (date(2026, 11, 24), date(2126, 11, 24))),
        ("FREQ=MONTHLY;BYDAY=MO,2TU;COUNT=3", (date(2026, 11, 30), date(2026, 12, 7), date(2026, 12, 8))),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=1;COUNT=2", (date(2026, 11, 30), date(2026, 12, 7))),
        ("FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", (date(2026, 12, 31), date(2027, 12, 31))),
    ],
)
def test_b5_what_is_rare_is_found(rule: str, expected: tuple[date, ...]) -> None:
    assert cycles.dates(cycles.read(rule, start=date(2026, 11, 24))) == expected


def test_b7_a_rule_that_never_falls_costs_one_look_at_each_kind_of_year(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    inner = calendar_days._asked
    calendar_days._days_of_year.cache_clear()

    def counted(year: int, filters: dict[str, Any]) -> Iterator[int]:
        asked.append(year)
        return inner(year, filters)

    monkeypatch.setattr(calendar_days, "_asked", counted)
    with pytest.raises(Invalid, match="never"):
        cycles.read("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5", start=START)
    assert 0 < len(asked) <= 21


@pytest.mark.parametrize("text", ["rrule:freq=weekly; byday=th,tu ;count=4", "FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH;WKST=MO"])
def test_b1_one_rule_has_one_form(text: str) -> None:
    assert cycles.read(text, start=START).rrule == "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=4"


def test_b1_a_naive_start_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="naive"):
        cycles.read("FREQ=DAILY;COUNT=1", start=START.astimezone(UTC).replace(tzinfo=None))
