"""Reminders belong to the activity: planned, moved, ended, undone and repeated with it (D1, D3, A12, B8, B9)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import activities, bulk, checking, deliveries, dictionaries, history, people, reminders, series
from store.clock import FixedClock
from store.cycles import Cycle
from store.database import Store
from store.drafts import draft_of
from store.refusals import Invalid
from store.reminder_kinds import At, Before, Reminder
from store.rows import Acting
from store.when import OpenEnded
from tests.making import TOMORROW, at, planned, refused, timed, whole

QUARTER = Reminder(Before(15, "minute"), ("app", "email"))
DAY = Reminder(Before(1, "day"))


def fates(store: Store, me: Acting, number: int) -> list[tuple[str, str, datetime, str]]:
    """Who, by what, when, and its state."""
    return [(d.user.login, d.channel, d.due_at, d.state) for d in deliveries.of_activity(store, me, number)]


def move_user(store: Store, me: Acting, login: str, zone: str) -> None:
    row = people.user_named(store, me, login)
    people.edit_user(store, me, row.id, replace(people.draft_of_user(row), zone=zone), version=row.version)


def test_d1_each_goes_to_every_performer_by_every_channel(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, reminders=(QUARTER,), performer_ids=(anna.id, marek.id))
    assert row.reminders == (QUARTER,)
    due = at(14, 45)
    assert sorted(fates(store, anna, row.id)) == [
        (login, channel, due, "waiting") for login in ("anna", "marek") for channel in ("app", "email")
    ]


def test_d1_several_and_those_alike_are_one(store: Store, anna: Acting) -> None:
    own = Reminder(At(at(12)), ("sms",), "Ruszaj!")
    alike = (Reminder(Before(15, "minute"), ("email",)), Reminder(Before(15, "minute"), ("app",)))
    row = planned(store, anna, reminders=(*alike, own, DAY))
    assert row.reminders == (own, DAY, QUARTER)
    assert activities.get(store, anna, row.id).reminders == row.reminders


@pytest.mark.parametrize(
    ("reminder", "reason"),
    [
        (Reminder(Before(15, "minute"), ()), "channel"),
        (Reminder(Before(15, "minute"), ("fax",)), "channel"),  # type: ignore[arg-type]
        (Reminder(Before(-1, "minute")), "out-of-range"),
        (Reminder(Before(60, "week")), "out-of-range"),
        (Reminder(Before(1, "month")), "unit"),  # type: ignore[arg-type]
        (Reminder(At(at(9))), "past"),
        (Reminder(Before(1, "hour"), ("sms",), "x" * 1001), "too-long"),
    ],
)
def test_d1_what_cannot_be_is_refused(store: Store, anna: Acting, reminder: Reminder, reason: str) -> None:
    with refused("reminders", reason):
        planned(store, anna, reminders=(reminder,))


def test_d1_an_open_ended_one_has_no_start_to_be_before(store: Store, anna: Acting) -> None:
    with refused("reminders", "open-ended"):
        planned(store, anna, when=OpenEnded(), reminders=(QUARTER,))
    row = planned(store, anna, when=OpenEnded(), reminders=(Reminder(At(at(16))),))
    assert fates(store, anna, row.id) == [("anna", "app", at(16), "waiting")]
    dated = planned(store, anna, when=timed(18), reminders=(QUARTER,))
    with refused("reminders", "open-ended"):
        activities.edit(store, anna, dated.id, replace(draft_of(dated), when=OpenEnded()), version=dated.version)


def test_d1_a_relative_one_whose_time_is_over_is_not_sent_and_says_so(store: Store, anna: Acting) -> None:
    row = planned(store, anna, reminders=(DAY,))
    (fate,) = deliveries.of_activity(store, anna, row.id)
    assert (fate.state, fate.reason) == ("cancelled", "past")


def test_d1_an_absolute_one_that_is_over_stays_when_another_is_added(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    noon = Reminder(At(at(12)))
    row = planned(store, anna, reminders=(noon,))
    clock.instant = at(13)
    changed = replace(draft_of(row), reminders=(noon, QUARTER))
    assert activities.edit(store, anna, row.id, changed, version=row.version).reminders == (noon, QUARTER)


def test_d3_moving_moves_the_relative_and_leaves_the_absolute(store: Store, anna: Acting) -> None:
    row = planned(store, anna, reminders=(Reminder(Before(15, "minute")), Reminder(At(at(12)))))
    activities.move(store, anna, row.id, timed(17))
    assert fates(store, anna, row.id) == [
        ("anna", "app", at(12), "waiting"),
        ("anna", "app", at(14, 45), "cancelled"),
        ("anna", "app", at(16, 45), "waiting"),
    ]


@pytest.mark.parametrize("end", [activities.complete, activities.cancel, activities.delete])
def test_d3_ending_cancels_and_undo_brings_back(store: Store, anna: Acting, end: Any) -> None:
    row = planned(store, anna, reminders=(QUARTER,))
    end(store, anna, row.id)
    with store.reading() as read:
        assert read.all("select distinct state from deliveries") == [("cancelled",)]
    history.undo(store, anna)
    assert {fate[3] for fate in fates(store, anna, row.id)} == {"waiting"}
    assert activities.get(store, anna, row.id).reminders == (QUARTER,)


def test_d3_performers_come_and_go(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, reminders=(Reminder(Before(15, "minute")),))
    bulk.reassign(store, anna, [row.id], [marek.id])
    assert fates(store, anna, row.id) == [
        ("anna", "app", at(14, 45), "cancelled"),
        ("marek", "app", at(14, 45), "waiting"),
    ]


def test_d3_what_was_sent_is_sent_again_only_for_another_instant_to_come(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna, reminders=(Reminder(Before(1, "hour"), ("email",)),))
    clock.instant = at(14)
    (claim,) = deliveries.claim(store, "w", "email", 5)
    assert deliveries.sent(store, "w", claim.id)

    def offset(amount: int) -> list[tuple[datetime, str]]:
        now = activities.get(store, anna, row.id)
        changed = replace(draft_of(now), reminders=(Reminder(Before(amount, "minute"), ("email",)),))
        activities.edit(store, anna, row.id, changed, version=now.version)
        return [(due, state) for _who, _by, due, state in fates(store, anna, row.id)]

    assert offset(30) == [(at(14), "sent"), (at(14, 30), "waiting")]
    assert offset(90) == [(at(13, 30), "cancelled"), (at(14), "sent"), (at(14, 30), "cancelled")]
    assert offset(60) == [(at(13, 30), "cancelled"), (at(14), "sent"), (at(14, 30), "cancelled")]


def test_a19_history_shows_reminders_and_undo_takes_them_back(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    activities.edit(store, anna, row.id, replace(draft_of(row), reminders=(QUARTER,)), version=row.version)
    (change,) = history.changes(store, anna, row.id)[0].fields
    assert (change.field, change.before, change.after) == ("reminders", "", "15 min (app, email)")
    history.undo(store, anna)
    assert activities.get(store, anna, row.id).reminders == ()
    assert {fate[3] for fate in fates(store, anna, row.id)} == {"cancelled"}


def test_b9_every_occurrence_has_its_own(store: Store, anna: Acting) -> None:
    from tests.making import draft

    first = draft(store, anna, reminders=(Reminder(Before(15, "minute")), Reminder(At(at(12)))))
    cycle = Cycle("FREQ=DAILY;COUNT=3", at(15).astimezone(ZoneInfo("Europe/Warsaw")))
    rows = series.plan(store, anna, first, cycle).rows
    for ahead, row in enumerate(rows):
        day = date(2026, 11, 24 + ahead)
        assert [due for _w, _b, due, _s in fates(store, anna, row.id)] == [at(12, day=day), at(14, 45, day=day)]
    changed = replace(draft_of(rows[0]), reminders=(Reminder(At(at(13))), DAY))
    activities.edit(store, anna, rows[0].id, changed, version=rows[0].version, scope="all")
    last = activities.get(store, anna, rows[2].id)
    assert last.reminders == (Reminder(At(at(13, day=date(2026, 11, 26)))), DAY)


def test_a16_plan_similar_keeps_what_can_be_kept(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna, reminders=(Reminder(At(at(12))), QUARTER))
    clock.instant = at(13)
    assert activities.similar(store, anna, row).reminders == (QUARTER,)


def test_a2_what_is_recorded_as_done_reminds_nobody(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(8), status="completed", reminders=(QUARTER,))
    assert fates(store, anna, row.id) == []


def test_d3_whoever_changes_zone_is_reminded_by_their_new_clock(store: Store, anna: Acting, marek: Acting) -> None:
    move_user(store, anna, "marek", "Asia/Kathmandu")
    row = planned(store, anna, when=whole(TOMORROW), reminders=(Reminder(Before(1, "hour")),), performer_ids=(marek.id,))
    assert fates(store, anna, row.id) == [("marek", "app", at(23, day=date(2026, 11, 24), zone="Asia/Kathmandu"), "waiting")]
    move_user(store, anna, "marek", "America/New_York")
    assert fates(store, anna, row.id)[-1][2:] == (at(23, day=date(2026, 11, 24), zone="America/New_York"), "waiting")
    assert checking.problems(store) == []


def test_g3_a_new_database_has_shortcuts(store: Store, anna: Acting) -> None:
    rows = dictionaries.entries(store, anna, "reminder-shortcut")
    assert [row.length_minutes for row in rows] == [5, 15, 30, 60, 120, 1440, 2880, 10080]
    assert reminders.offset(1440) == Before(1, "day")
    assert reminders.offset(90) == Before(90, "minute")


# ------------------------------------------------------------------------------- the two changes of the clock

CHANGES = [
    ("Europe/Warsaw", date(2027, 3, 28)), ("Europe/Warsaw", date(2026, 10, 25)),
    ("America/New_York", date(2027, 3, 14)), ("America/New_York", date(2026, 11, 1)),
    ("Asia/Kathmandu", date(2027, 3, 28)), ("Asia/Kathmandu", date(2026, 11, 1)),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "day"), CHANGES)
@pytest.mark.parametrize("hour", [0, 4, 9, 23])
def test_d1_a_day_before_is_the_same_clock_time_across_both_changes(zone: str, day: date, hour: int) -> None:
    tz = ZoneInfo(zone)
    for ahead in range(2):
        start = datetime(day.year, day.month, day.day, hour, tzinfo=tz) + timedelta(days=ahead)
        due = reminders.instant_of(Before(1, "day"), start.astimezone(UTC), all_day=False, zone=zone).astimezone(tz)
        assert (due.date(), due.hour, due.minute) == (start.date() - timedelta(days=1), hour, 0)
        hours = reminders.instant_of(Before(24, "hour"), start.astimezone(UTC), all_day=False, zone=zone)
        assert start.astimezone(UTC) - hours == timedelta(hours=24)


def test_d1_a_time_that_does_not_exist_moves_forward() -> None:
    start = datetime(2027, 3, 29, 2, 30, tzinfo=ZoneInfo("Europe/Warsaw")).astimezone(UTC)
    due = reminders.instant_of(Before(1, "day"), start, all_day=False, zone="Europe/Warsaw")
    assert due == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "day"), CHANGES)
def test_d1_whole_days_begin_at_the_performers_midnight(zone: str, day: date) -> None:
    start = datetime(day.year, day.month, day.day, tzinfo=UTC)
    due = reminders.instant_of(Before(15, "minute"), start, all_day=True, zone=zone)
    assert due == at(23, 45, day=day - timedelta(days=1), zone=zone)


def test_d1_performers_in_three_zones_each_go_by_their_own_clock(
    store: Store, anna: Acting, marek: Acting, ewa: Acting, clock: FixedClock
) -> None:
    move_user(store, anna, "marek", "America/New_York")
    move_user(store, anna, "ewa", "Asia/Kathmandu")
    when = timed(9, day=date(2027, 3, 14))
    row = planned(store, anna, when=when, reminders=(DAY,), performer_ids=(anna.id, marek.id, ewa.id))
    due = {login: instant for login, _by, instant, _state in fates(store, anna, row.id)}
    assert due["anna"] == due["ewa"] == when.start - timedelta(hours=24)
    # New York's clock goes forward in that night: 4:00 the day before is 23 hours earlier.
    assert due["marek"].astimezone(ZoneInfo("America/New_York")).hour == 4
    assert due["marek"] == when.start - timedelta(hours=23)


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1)), days=st.integers(0, 60),  # noqa: DTZ001
    zone=st.sampled_from(["Europe/Warsaw", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"]),
)  # fmt: skip
def test_d1_days_before_keep_the_clock_or_the_gap(start: datetime, days: int, zone: str) -> None:
    instant = start.replace(microsecond=0, tzinfo=UTC)
    tz = ZoneInfo(zone)
    due = reminders.instant_of(Before(days, "day"), instant, all_day=False, zone=zone)
    wall, shown = instant.astimezone(tz).replace(tzinfo=None), due.astimezone(tz).replace(tzinfo=None)
    apart = shown - (wall - timedelta(days=days))
    assert apart in {timedelta(0), timedelta(hours=1), timedelta(minutes=30)}
    assert due <= instant


@given(st.lists(st.tuples(st.sampled_from(["minute", "hour", "day", "week"]), st.integers(0, 50)), max_size=8))
def test_d1_values_of_a_state_give_the_same_reminders_back(pairs: list[tuple[Any, int]]) -> None:
    asked = [Reminder(Before(amount, unit), ("email", "app")) for unit, amount in pairs]
    values = reminders.values_of(asked)
    assert reminders.values_of(reminders.reminders_of(values)) == values
    assert {one.when for one in reminders.reminders_of(values)} == {one.when for one in asked}


def test_d1_too_many_are_refused() -> None:
    with pytest.raises(Invalid):
        reminders.values_of([Reminder(Before(number, "minute")) for number in range(51)])
