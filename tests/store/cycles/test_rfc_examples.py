"""Every example of RFC 5545 that is daily or slower gives the dates that the RFC gives (B2 to B6)."""

import pytest

from store import cycles
from tests.store.cycles.rfc_examples import EXAMPLES, LONG, listed, moment


@pytest.mark.parametrize(("rule", "start", "days"), EXAMPLES, ids=[rule for rule, _start, _days in EXAMPLES])
def test_b6_the_examples_of_the_standard(rule: str, start: str, days: str) -> None:
    found = cycles.dates(cycles.read(rule, start=moment(start)))
    assert list(found) == listed(days)
    assert {one.isoformat()[10:19] for one in found} == {"T09:00:00"}


@pytest.mark.parametrize(("rule", "start", "count", "last"), LONG, ids=[one[0] for one in LONG])
def test_b6_the_long_examples_of_the_standard(rule: str, start: str, count: int, last: str) -> None:
    found = cycles.dates(cycles.read(rule, start=moment(start)))
    assert (len(found), found[0], found[-1]) == (count, moment(start), moment(last))


def test_b6_the_example_with_times_within_the_day() -> None:
    rule = "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40;COUNT=26"
    found = cycles.dates(cycles.read(rule, start=moment("1997-09-02")))
    expected = [moment("1997-09-02", hour, minute) for hour in range(9, 17) for minute in (0, 20, 40)]
    assert list(found) == [*expected, moment("1997-09-03", 9, 0), moment("1997-09-03", 9, 20)]
