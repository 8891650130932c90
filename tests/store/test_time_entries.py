"""Time entries (E3): corrected with a trace, added by hand, never overlapping for one user, and whose one may see."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from store import activities, checking, contacts, history, merging, people, record_activities, stopwatch, time_entries
from store.clock import FixedClock
from store.database import Store
from store.drafts import draft_of
from store.refusals import NotAllowed, NotFound, Stale, TimeTaken
from store.rows import Acting
from store.time_rows import TimeEntryRow
from tests.making import TODAY, YESTERDAY, allow, at, contact, planned, refused, timed


def entry_at(store: Store, me: Acting, start: datetime, end: datetime, **planning: int) -> TimeEntryRow:
    """Add time by hand to an activity of its own."""
    return time_entries.add(store, me, planned(store, me, when=timed(15), **planning).id, start, end)


def test_e3_time_is_added_by_hand_and_stands_in_the_history(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    made = time_entries.add(store, anna, row.id, at(8), at(9, 15), note="  on the\nphone ")
    assert (made.started, made.ended, made.seconds, made.note) == (at(8), at(9, 15), 4500, "on the phone")
    assert (made.by_hand, made.corrected, made.day, made.user.login) == (True, False, TODAY, "anna")
    assert activities.get(store, anna, row.id).tracked_seconds == 4500
    assert time_entries.of_activity(store, anna, row.id) == (made,)
    added = history.changes(store, anna, row.id)[0]
    assert (added.action, [(f.field, f.before, f.after) for f in added.fields]) == (
        "add-time",
        [
            ("time_start", "", "2026-11-24T08:00:00+01:00"),
            ("time_end", "", "2026-11-24T09:15:00+01:00"),
            ("time_note", "", "on the phone"),
        ],
    )


def test_e3_a_correction_leaves_a_trace(store: Store, anna: Acting) -> None:
    made = entry_at(store, anna, at(8), at(9))
    fixed = time_entries.correct(store, anna, made.id, start=at(8), end=at(9, 30), version=1)
    assert (fixed.seconds, fixed.corrected, fixed.version, fixed.note) == (5400, True, 2, "")
    traced = history.changes(store, anna, made.activity_id)[0]
    assert (traced.action, traced.user.login, [(f.field, f.before[11:16], f.after[11:16]) for f in traced.fields]) == (
        "correct-time",
        "anna",
        [("time_end", "09:00", "09:30")],
    )
    with pytest.raises(Stale):
        time_entries.correct(store, anna, made.id, start=at(8), end=at(10), version=1)
    noted = time_entries.correct(store, anna, made.id, start=at(8), end=at(9, 30), note="with Jan", version=2)
    assert (noted.note, noted.seconds) == ("with Jan", 5400)
    same = time_entries.correct(store, anna, made.id, start=at(8), end=at(9, 30), version=3)
    assert same.version == 3


def test_e3_a_running_entry_can_be_given_an_earlier_start_or_an_end(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna)
    entry = stopwatch.start(store, anna, row.id).entry
    clock.instant += timedelta(hours=3)
    earlier = time_entries.correct(store, anna, entry.id, start=at(10), end=None, version=1)
    assert (earlier.ended, earlier.corrected) == (None, True)
    ended = time_entries.correct(store, anna, entry.id, start=at(10), end=at(11), version=2)
    assert (ended.seconds, stopwatch.running(store, anna)) == (3600, None)
    with refused("end", "missing"):
        time_entries.correct(store, anna, entry.id, start=at(10), end=None, version=3)


def test_e3_what_is_deleted_stays_in_the_history(store: Store, anna: Acting) -> None:
    made = entry_at(store, anna, at(8), at(9))
    time_entries.delete(store, anna, made.id)
    assert time_entries.of_activity(store, anna, made.activity_id) == ()
    gone = history.changes(store, anna, made.activity_id)[0]
    assert (gone.action, [f.before[11:16] for f in gone.fields]) == ("delete-time", ["08:00", "09:00"])
    with pytest.raises(NotFound):
        time_entries.delete(store, anna, made.id)


@pytest.mark.parametrize(
    ("start", "end", "field", "reason"),
    [
        (at(9), at(8), "end", "end-before-start"),
        (at(9), at(9), "end", "no-length"),
        (at(10), at(11), "end", "future"),
        (at(11), at(10), "start", "future"),
        (at(8, day=date(2027, 1, 1)), at(9, day=date(2027, 1, 1)), "start", "future"),
        (datetime(1066, 10, 14, tzinfo=UTC), at(9), "start", "out-of-range"),
    ],
)
def test_e3_no_time_that_cannot_have_been_worked(
    store: Store, anna: Acting, start: datetime, end: datetime, field: str, reason: str
) -> None:
    row = planned(store, anna)
    with refused(field, reason):
        time_entries.add(store, anna, row.id, start, end)
    made = time_entries.add(store, anna, row.id, at(6), at(7))
    with refused(field, reason):
        time_entries.correct(store, anna, made.id, start=start, end=end, version=1)
    assert time_entries.of_activity(store, anna, row.id) == (made,)


@pytest.mark.parametrize(
    ("start", "end", "taken"),
    [
        (at(7), at(8), False),
        (at(9), at(10), False),
        (at(7), at(8, 1), True),
        (at(8, 59), at(10), True),
        (at(8, 15), at(8, 30), True),
        (at(7), at(10), True),
        (at(8), at(9), True),
    ],
)
def test_e3_half_open_entries_of_one_user_never_overlap(
    store: Store, anna: Acting, ewa: Acting, start: datetime, end: datetime, taken: bool
) -> None:
    first = entry_at(store, anna, at(8), at(9), contact_id=contact(store, anna).id)
    entry_at(store, ewa, start, end)
    other = planned(store, anna, when=timed(16))
    if not taken:
        assert time_entries.add(store, anna, other.id, start, end).seconds
        return
    with pytest.raises(TimeTaken) as told:
        time_entries.add(store, anna, other.id, start, end)
    assert (told.value.activity_id, told.value.title, told.value.start, told.value.end, told.value.name) == (
        first.activity_id, "Call: AB Transport", at(8), at(9), "Anna Nowak",
    )  # fmt: skip
    elsewhere = time_entries.add(store, anna, other.id, at(4), at(5))
    with pytest.raises(TimeTaken):
        time_entries.correct(store, anna, elsewhere.id, start=start, end=end, version=1)
    assert checking.problems(store) == []


def test_e3_what_runs_takes_the_time_from_its_start_on(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna)
    stopwatch.start(store, anna, row.id)
    clock.instant += timedelta(hours=2)
    with pytest.raises(TimeTaken) as told:
        time_entries.add(store, anna, row.id, at(10), at(11))
    assert told.value.end is None
    assert time_entries.add(store, anna, row.id, at(10), at(10, 42)).seconds == 2520
    running = stopwatch.running(store, anna)
    assert running is not None
    with pytest.raises(TimeTaken):
        time_entries.correct(store, anna, running.id, start=at(10, 30), end=None, version=1)


def test_e3_an_entry_over_midnight_stands_on_the_day_it_began_in_the_zone_of_its_user(
    store: Store, anna: Acting
) -> None:
    start = at(23, 30, day=YESTERDAY)
    made = entry_at(store, anna, start, start + timedelta(hours=1))
    assert made.day == YESTERDAY
    fixed = time_entries.correct(store, anna, made.id, start=start + timedelta(minutes=30), end=made.ended, version=1)
    assert fixed.day == TODAY


def test_g2_others_entries_need_see_all_time_and_the_sum_does_not(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    own = time_entries.add(store, marek, row.id, at(8), at(9))
    annas = time_entries.add(store, anna, row.id, at(8), at(10))
    assert time_entries.of_activity(store, marek, row.id) == (own,)
    assert activities.get(store, marek, row.id).tracked_seconds == 3 * 3600
    assert time_entries.of_activity(store, ewa, row.id) == (own, annas)
    with pytest.raises(NotFound):
        time_entries.get(store, marek, annas.id)
    allow(store, anna, "Manager", without="see-all-time")
    assert time_entries.of_activity(store, ewa, row.id) == ()


def test_g2_others_entries_are_corrected_with_both_rights_and_the_trace_says_whose(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    made = time_entries.add(store, marek, row.id, at(8), at(9))
    doings: dict[str, Callable[[Acting], object]] = {
        "correct": lambda me: time_entries.correct(store, me, made.id, start=at(7), end=at(9), version=1),
        "add": lambda me: time_entries.add(store, me, row.id, at(5), at(6), user_id=marek.id),
        "delete": lambda me: time_entries.delete(store, me, made.id),
    }
    allow(store, anna, "Manager", without="edit-others")
    for act in doings.values():
        with pytest.raises(NotAllowed, match="edit-others"):
            act(ewa)
    allow(store, anna, "Manager", "edit-others", without="see-all-time")
    with pytest.raises(NotAllowed, match="see-all-time"):
        doings["add"](ewa)
    with pytest.raises(NotFound):
        doings["delete"](ewa)
    allow(store, anna, "Manager", "edit-others", "see-all-time")
    for act in doings.values():
        act(ewa)
    for change in history.changes(store, ewa, row.id)[:3]:
        assert (change.user.login, change.fields[0].field, change.fields[0].after) == (
            "ewa",
            "time_of",
            "Marek Zieliński",
        )


def test_g2_the_name_of_what_one_may_no_longer_see_is_not_told(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna, performer_ids=(marek.id,), description="Secret")
    stopwatch.start(store, marek, row.id)
    clock.instant += timedelta(hours=1)
    activities.edit(store, anna, row.id, replace(draft_of(row), performer_ids=(anna.id,)), version=row.version)
    running = stopwatch.running(store, marek)
    assert running is not None
    assert running.title == ""
    assert stopwatch.stop(store, marek).seconds == 3600
    mine = planned(store, marek)
    with pytest.raises(TimeTaken) as told:
        time_entries.add(store, marek, mine.id, at(11), at(11, 20))
    assert (told.value.activity_id, told.value.title) == (None, "")


def test_e3_entries_outlive_the_activity_they_are_on(store: Store, anna: Acting, ewa: Acting) -> None:
    made, other = entry_at(store, anna, at(8), at(9)), planned(store, anna)
    activities.delete(store, anna, made.activity_id)
    assert time_entries.get(store, anna, made.id).seconds == 3600
    assert time_entries.get(store, ewa, made.id).title == "Call"
    with pytest.raises(TimeTaken):
        time_entries.add(store, anna, other.id, at(8), at(9))
    history.undo(store, anna)
    assert time_entries.of_activity(store, anna, made.activity_id) == (made,)


def test_c3_the_time_spent_stands_on_the_cards_and_survives_a_merging(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock
) -> None:
    keep, gone = contact(store, anna), contact(store, anna, "AB-Transport")
    row = planned(store, anna, contact_id=keep.id)
    time_entries.add(store, anna, row.id, at(8), at(9))
    other = planned(store, anna, contact_id=gone.id, when=timed(16))
    time_entries.add(store, anna, other.id, at(9), at(10))
    stopwatch.start(store, anna, other.id)
    clock.instant += timedelta(minutes=1)
    assert record_activities.totals(store, anna, "contact", keep.id).tracked_seconds == 3600
    merging.merge(store, anna, keep.id, gone.id)
    assert record_activities.totals(store, anna, "contact", keep.id).tracked_seconds == 7260
    assert record_activities.totals(store, marek, "contact", keep.id).tracked_seconds == 0
    assert contacts.get(store, anna, keep.id).name == "AB Transport"


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        ("update time_entries set seconds = 7 where id = 1", "time entries whose length is not that of their times: 1"),
        (
            "update time_entries set started_at = ended_at where id = 1",
            "time entries whose length is not that of their times: 1",
        ),
        (
            "update time_entries set ended_at = '2026-11-24T06:30:00Z' where id = 1",
            "time entries that end before they start: 1",
        ),
        (
            "update time_entries set started_at = '2026-11-24T07:30:00Z' where id = 2",
            "time entries of one user that overlap: 1",
        ),
    ],
)
def test_h4_the_check_finds_damaged_entries(store: Store, anna: Acting, damage: str, line: str) -> None:
    entry_at(store, anna, at(8), at(9))
    entry_at(store, anna, at(9), at(10))
    assert checking.problems(store) == []
    with store.writing() as session:
        session.connection().execute(text(damage))
    assert line in checking.problems(store)


def test_e3_a_leavers_entries_stay_theirs(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    time_entries.add(store, marek, row.id, at(8), at(9))
    leaver = people.user_named(store, anna, "marek")
    assert time_entries.of_activity(store, anna, row.id)[0].user.id == leaver.id
