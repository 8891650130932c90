"""Where an activity goes when somebody says when (A4, C7, C9): what was said is changed, the rest is kept."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from store.database import Store
from store.moving import moved_to, shifted, stretched
from store.phrases import Reading
from store.rows import Acting
from store.when import OpenEnded, Timed, When
from tests.making import TOMORROW, at, planned, timed, whole

ZONE = "Europe/Warsaw"
FRIDAY = date(2026, 11, 27)


def local(hour: int, minute: int = 0, day: date = TOMORROW) -> datetime:
    """Return a local time as a phrase gives it."""
    return at(hour, minute, day=day).astimezone(ZoneInfo(ZONE))


@pytest.mark.parametrize(
    ("before", "said", "after"),
    [
        (timed(15, minutes=45), Reading(FRIDAY, None, "day"), timed(15, minutes=45, day=FRIDAY)),
        (timed(15, minutes=45), Reading(local(9), None, "minute"), timed(9, minutes=45, day=TOMORROW)),
        (timed(15, minutes=45), Reading(local(9), local(11), "minute"), timed(9, minutes=120, day=TOMORROW)),
        (timed(15), Reading(TOMORROW, FRIDAY, "day"), whole(TOMORROW, FRIDAY)),
        (whole(TOMORROW, FRIDAY), Reading(FRIDAY, None, "day"), whole(FRIDAY, date(2026, 11, 29))),
        (whole(TOMORROW), Reading(local(9), None, "minute"), timed(9, day=TOMORROW)),
        (OpenEnded(), Reading(FRIDAY, None, "day"), whole(FRIDAY)),
        (OpenEnded(), Reading(local(9), None, "minute"), timed(9, day=TOMORROW)),
    ],
)
def test_what_was_not_said_is_kept(store: Store, anna: Acting, before: When, said: Reading, after: When) -> None:
    assert moved_to(planned(store, anna, when=before), said, ZONE) == after


def test_b6_a_day_keeps_the_clock_across_a_change_of_the_clocks(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(15, minutes=60))
    summer = date(2027, 6, 1)
    moved = moved_to(row, Reading(summer, None, "day"), ZONE)
    assert moved == timed(15, minutes=60, day=summer)
    night = planned(store, anna, when=timed(2, 30, day=TOMORROW))
    gap = moved_to(night, Reading(date(2027, 3, 28), None, "day"), ZONE)
    assert isinstance(gap, Timed)
    assert gap.start.astimezone(ZoneInfo(ZONE)).hour == 3


def test_b6_moving_by_days_keeps_the_clock_across_a_change_of_time() -> None:
    before = timed(9, minutes=60, day=date(2026, 10, 24))
    after = shifted(before, "Europe/Warsaw", days=1)
    assert after == timed(9, minutes=60, day=date(2026, 10, 25))
    assert shifted(after, "Europe/Warsaw", days=-1, minutes=30) == timed(9, 30, minutes=60, day=date(2026, 10, 24))


def test_c2_lengthening_and_shortening_stop_at_the_start() -> None:
    assert stretched(timed(9), minutes=30) == timed(9, minutes=60)
    assert stretched(timed(9), minutes=-90) == timed(9, minutes=0)
    day = date(2026, 11, 24)
    assert stretched(whole(day), days=1) == whole(day, date(2026, 11, 25))
    assert stretched(whole(day), days=-1) == whole(day)
    assert shifted(whole(day), "Europe/Warsaw", days=2, minutes=30) == whole(date(2026, 11, 26))
    assert shifted(OpenEnded(), "Europe/Warsaw", days=1) == stretched(OpenEnded(), days=1) == OpenEnded()
