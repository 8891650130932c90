"""The day plan (C1): what stands where, at the edges of days and of zones, and the numbers on the tabs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from store import activities, day_plan
from store.clock import FixedClock
from store.database import Store
from store.rows import Acting, ActivityRow, Gap, TabCounts
from store.when import OpenEnded, Timed, day_bounds
from tests.making import TODAY, TOMORROW, YESTERDAY, at, past, planned, timed, whole

SECTIONS = ("overdue", "any_time", "timed", "done")


def places(store: Store, me: Acting, row: ActivityRow, day: date = TODAY) -> list[str]:
    """Return the sections of a day in which an activity stands."""
    plan = day_plan.day(store, me, day)
    return [name for name in SECTIONS if row.id in {found.id for found in getattr(plan, name)}]


def test_c1_sections_of_today(store: Store, anna: Acting) -> None:
    late, points = past(store, anna, timed(9, day=YESTERDAY)), planned(store, anna, when=Timed(at(16), at(16)))
    days, call = planned(store, anna, when=whole(TODAY)), planned(store, anna)
    someday = planned(store, anna, when=OpenEnded())
    urgent = planned(store, anna, when=OpenEnded(), priority="urgent")
    done = activities.complete(store, anna, planned(store, anna, when=timed(18)).id)
    off = activities.cancel(store, anna, planned(store, anna, when=timed(17)).id)
    plan = day_plan.day(store, anna, TODAY)
    assert [row.id for row in plan.overdue] == [late.id]
    assert [row.id for row in plan.any_time] == [days.id, urgent.id, someday.id]
    assert [row.id for row in plan.timed] == [call.id, points.id]
    assert [row.id for row in plan.done] == [off.id, done.id]
    assert plan.counts == day_plan.counts(store, anna) == TabCounts(plan=6)


def test_c1_earlier_today_is_not_overdue_yesterday_is(store: Store, anna: Acting) -> None:
    assert places(store, anna, past(store, anna, timed(8))) == ["timed"]
    assert places(store, anna, past(store, anna, timed(8, day=YESTERDAY))) == ["overdue"]
    assert places(store, anna, past(store, anna, whole(YESTERDAY))) == ["overdue"]


def test_c1_what_ends_at_midnight_belongs_to_the_day_before(store: Store, anna: Acting) -> None:
    till_midnight = past(store, anna, Timed(at(22, day=YESTERDAY), at(0)))
    assert places(store, anna, till_midnight) == ["overdue"]
    assert places(store, anna, till_midnight, YESTERDAY) == ["timed"]
    tonight = planned(store, anna, when=Timed(at(22), at(0, day=TOMORROW)))
    assert places(store, anna, tonight) == ["timed"]
    assert places(store, anna, tonight, TOMORROW) == []


def test_c1_a_point_at_midnight_belongs_to_the_day_it_begins(store: Store, anna: Acting) -> None:
    point = past(store, anna, Timed(at(0), at(0)))
    assert places(store, anna, point) == ["timed"]
    assert places(store, anna, point, YESTERDAY) == []


def test_c1_an_activity_over_several_days_stands_in_each(store: Store, anna: Acting) -> None:
    trip = past(store, anna, Timed(at(20, day=YESTERDAY), at(9, day=TOMORROW)))
    fair = planned(store, anna, when=whole(YESTERDAY, TOMORROW))
    for day in (YESTERDAY, TODAY, TOMORROW):
        assert places(store, anna, trip, day) == ["timed"]
        assert places(store, anna, fair, day) == ["any_time"]
    after = TOMORROW + timedelta(days=1)
    assert places(store, anna, trip, after) == places(store, anna, fair, after) == []


@pytest.mark.parametrize("days", [-400, -1, 0, 1, 400])
def test_a3_open_ended_stands_in_every_day_until_it_is_ended(store: Store, anna: Acting, days: int) -> None:
    row, day = planned(store, anna, when=OpenEnded()), TODAY + timedelta(days=days)
    assert places(store, anna, row, day) == ["any_time"]
    activities.complete(store, anna, row.id)
    assert places(store, anna, row, day) == (["done"] if days == 0 else [])


def test_c1_overdue_is_shown_today_only(store: Store, anna: Acting) -> None:
    row = past(store, anna, timed(8, day=date(2026, 11, 20)))
    assert [places(store, anna, row, day) for day in (YESTERDAY, TODAY, TOMORROW)] == [[], ["overdue"], []]
    assert day_plan.day(store, anna, TOMORROW).counts.plan == 1


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Tokyo", "UTC", "America/New_York", "Pacific/Pago_Pago"])
def test_a4_whole_days_are_the_same_dates_in_every_zone(
    store: Store, anna: Acting, clock: FixedClock, zone: str
) -> None:
    me, noon = replace(anna, zone=zone), at(12, zone=zone)
    clock.instant = noon - timedelta(days=3)
    row = planned(store, me, when=whole(TODAY))
    for when in (noon.replace(), day_bounds(TODAY, zone)[0], day_bounds(TODAY, zone)[1] - timedelta(seconds=1)):
        clock.instant = when
        assert [places(store, me, row, day) for day in (YESTERDAY, TODAY, TOMORROW)] == [[], ["any_time"], []]
        assert day_plan.counts(store, me) == day_plan.day(store, me, TODAY).counts == TabCounts(plan=1)
        assert [bool(day_plan.busy_day(store, me, [me.id], day)) for day in (YESTERDAY, TODAY, TOMORROW)] == [
            False,
            True,
            False,
        ]
    clock.instant = day_bounds(TODAY, zone)[1]
    assert places(store, me, row, TOMORROW) == ["overdue"]
    activities.complete(store, me, row.id)
    assert places(store, me, row, TODAY) == places(store, me, row, TOMORROW) == ["done"]
    assert places(store, me, row, YESTERDAY) == []


def test_c1_tomorrows_whole_day_is_not_counted_today(store: Store, anna: Acting, clock: FixedClock) -> None:
    me = replace(anna, zone="America/New_York")
    clock.instant = at(20, zone=me.zone)
    planned(store, me, when=whole(TOMORROW))
    assert day_plan.counts(store, me).plan == day_plan.day(store, me, TODAY).counts.plan == 0


@pytest.mark.parametrize(
    ("day", "zone", "hours"),
    [
        (date(2026, 3, 29), "Europe/Warsaw", 23),
        (date(2026, 10, 25), "Europe/Warsaw", 25),
        (date(2026, 4, 24), "Africa/Cairo", 23),  # midnight does not exist that day
        (date(2026, 11, 1), "America/New_York", 25),
        (TODAY, "Asia/Kathmandu", 24),
    ],
)
def test_c1_days_with_a_change_of_the_clocks(
    store: Store, anna: Acting, clock: FixedClock, day: date, zone: str, hours: int
) -> None:
    me = replace(anna, zone=zone)
    start, end = day_bounds(day, zone)
    assert end - start == timedelta(hours=hours)
    clock.instant = start - timedelta(days=2)
    first = planned(store, me, when=Timed(start, start))
    last = planned(store, me, when=Timed(end - timedelta(minutes=1), end))
    before = planned(store, me, when=Timed(start - timedelta(minutes=5), start))
    after = planned(store, me, when=Timed(end, end))
    assert [row.id for row in day_plan.day(store, me, day).timed] == [first.id, last.id]
    assert places(store, me, before, day) == places(store, me, after, day) == []


def test_c1_done_on_the_day_it_was_ended_and_in_the_past_where_it_stood(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    row = past(store, anna, timed(9, day=YESTERDAY))
    activities.complete(store, anna, row.id)
    assert places(store, anna, row) == ["done"]
    assert places(store, anna, row, YESTERDAY) == ["done"]
    clock.instant = at(10, day=TOMORROW)
    assert places(store, anna, row, TODAY) == ["done"]
    assert places(store, anna, row, TOMORROW) == []


def test_c1_everybody_has_a_plan_of_their_own(store: Store, anna: Acting, marek: Acting) -> None:
    ours = planned(store, anna, performer_ids=(anna.id, marek.id))
    mine = planned(store, marek, when=timed(16))
    assert [row.id for row in day_plan.day(store, anna, TODAY).timed] == [ours.id]
    assert [row.id for row in day_plan.day(store, marek, TODAY).timed] == [ours.id, mine.id]
    assert [row.id for row in day_plan.busy_day(store, anna, [anna.id, marek.id], TODAY)] == [ours.id, mine.id]
    assert [row.id for row in day_plan.busy_day(store, marek, [anna.id], TODAY)] == [ours.id]
    assert day_plan.busy_day(store, anna, [], TODAY) == ()


def test_c1_the_day_of_a_colleague_shows_only_what_one_may_see(store: Store, anna: Acting, marek: Acting) -> None:
    planned(store, anna)
    public = planned(store, anna, when=timed(16), public=True)
    assert [row.id for row in day_plan.busy_day(store, marek, [anna.id], TODAY)] == [public.id]


def test_c1_free_gaps_of_a_quarter_and_longer_within_working_hours(store: Store, anna: Acting) -> None:
    for when in (timed(11, minutes=60), timed(12, 10), timed(11, 15), timed(14, minutes=60)):
        planned(store, anna, when=when)
    assert day_plan.day(store, anna, TODAY).gaps == (
        Gap(at(8), at(11)),
        Gap(at(12, 40), at(14)),
        Gap(at(15), None),
    )
    assert day_plan.day(store, anna, TOMORROW).gaps == (Gap(at(8, day=TOMORROW), None),)


def test_c1_counts_of_the_tabs(store: Store, anna: Acting, marek: Acting) -> None:
    planned(store, anna, performer_ids=(marek.id,))
    planned(store, anna, performer_ids=(marek.id, anna.id), needs_completing=True)
    planned(store, marek, needs_completing=True, when=timed(9, day=TOMORROW))
    assert day_plan.counts(store, anna) == TabCounts(plan=1, to_complete=1, delegated=2)
    assert day_plan.counts(store, marek) == TabCounts(plan=2, to_complete=2, received=2)


def test_c1_more_overdue_than_are_shown_are_counted(
    store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(day_plan, "OVERDUE_SHOWN", 2)
    for hour in (8, 9, 10):
        past(store, anna, timed(hour, day=YESTERDAY))
    plan = day_plan.day(store, anna, TODAY)
    assert (len(plan.overdue), plan.overdue_total, plan.counts.plan) == (2, 3, 3)


def test_the_clock_is_asked_each_time(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna)
    clock.instant = datetime(2026, 11, 24, 22, 59, 59, tzinfo=UTC)
    assert places(store, anna, row) == ["timed"]
    clock.instant += timedelta(seconds=1)
    assert places(store, anna, row, TOMORROW) == ["overdue"]


def test_c1_known_numbers_are_not_counted_again(store: Store, anna: Acting) -> None:
    planned(store, anna)
    known = TabCounts(plan=9, received=4)
    assert day_plan.day(store, anna, TOMORROW, known=known).counts == known
    assert day_plan.day(store, anna, TODAY, known=known).counts == TabCounts(plan=1, received=4)
