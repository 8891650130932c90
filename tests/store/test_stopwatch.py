"""The stopwatch (E1, E2): one for each user, between stored instants, whatever happens to the program."""

from datetime import timedelta

import pytest

from store import activities, bulk, checking, history, people, settings, stopwatch, time_entries
from store.clock import FixedClock
from store.database import Store
from store.refusals import NotAllowed, NotFound, StopwatchRuns, StoreFault
from store.rows import Acting
from tests.conftest import NOW
from tests.making import allow, at, contact, deactivate, draft, planned, refused, timed


def later(clock: FixedClock, **length: float) -> None:
    """Let time pass."""
    clock.instant += timedelta(**length)


def test_e1_it_measures_from_start_to_stop_and_the_sum_stands_on_the_activity(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna)
    started = stopwatch.start(store, anna, row.id)
    assert (started.entry.started, started.entry.ended, started.stopped) == (NOW, None, None)
    later(clock, minutes=25)
    running = stopwatch.running(store, anna)
    assert running is not None
    assert (running.activity_id, running.length(clock.now())) == (row.id, 1500)
    shown = activities.get(store, anna, row.id)
    assert (shown.tracked_seconds, shown.tracked(clock.now())) == (0, 1500)
    assert stopwatch.stop(store, anna).seconds == 1500
    assert stopwatch.running(store, anna) is None
    later(clock, minutes=5)
    stopwatch.start(store, anna, row.id)
    later(clock, minutes=10)
    assert activities.get(store, anna, row.id).tracked(clock.now()) == 2100
    assert row.version == activities.get(store, anna, row.id).version


def test_e1_resuming_starts_what_was_measured_last(store: Store, anna: Acting, clock: FixedClock) -> None:
    with refused("activity", "never-measured"):
        stopwatch.start(store, anna)
    first, second = planned(store, anna), planned(store, anna, when=timed(16))
    for row in (first, second, first):
        stopwatch.start(store, anna, row.id)
        later(clock, minutes=1)
        stopwatch.stop(store, anna)
    later(clock, minutes=10)
    assert stopwatch.start(store, anna).entry.activity_id == first.id
    with pytest.raises(StopwatchRuns) as told:
        stopwatch.start(store, anna)
    assert (told.value.activity_id, told.value.since) == (first.id, clock.now())


def test_e1_starting_another_asks_first_and_switching_stops_the_first(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    about = contact(store, anna)
    first = planned(store, anna, contact_id=about.id)
    second = planned(store, anna, when=timed(16))
    stopwatch.start(store, anna, first.id)
    later(clock, minutes=3)
    with pytest.raises(StopwatchRuns) as told:
        stopwatch.start(store, anna, second.id)
    assert (told.value.activity_id, told.value.title, told.value.since) == (first.id, "Call: AB Transport", NOW)
    with pytest.raises(StopwatchRuns):
        stopwatch.start(store, anna, first.id, switch=True)
    started = stopwatch.start(store, anna, second.id, switch=True)
    assert started.stopped is not None
    assert (started.stopped.seconds, started.entry.activity_id) == (180, second.id)
    assert started.entry.started == started.stopped.ended
    assert checking.problems(store) == []


def test_e1_each_user_has_one_of_their_own(store: Store, anna: Acting, marek: Acting, clock: FixedClock) -> None:
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    stopwatch.start(store, anna, row.id)
    stopwatch.start(store, marek, row.id)
    later(clock, minutes=2)
    assert activities.get(store, anna, row.id).tracked(clock.now()) == 240
    stopwatch.stop(store, marek)
    assert stopwatch.running(store, anna) is not None
    assert stopwatch.running(store, marek) is None


def test_e2_another_session_sees_it_run_and_stops_it(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna)
    stopwatch.start(store, anna, row.id)
    other = Store.open(str(store.path or store.url), clock=clock)
    again = people.log_in(other, "anna")
    before = other.data_version()
    running = stopwatch.running(other, again)
    assert running is not None
    assert running.activity_id == row.id
    later(clock, hours=1)
    stopwatch.stop(store, anna)
    assert other.data_version() != before
    assert stopwatch.running(other, again) is None
    with refused("stopwatch", "not-running"):
        stopwatch.stop(other, again)
    other.close()


def test_e1_on_what_one_may_not_see_or_perform_it_does_not_start(store: Store, anna: Acting, marek: Acting) -> None:
    hidden = planned(store, anna)
    with pytest.raises(NotFound):
        stopwatch.start(store, marek, hidden.id)
    observed = planned(store, anna, when=timed(16), observer_ids=(marek.id,))
    with pytest.raises(NotAllowed, match="edit-others"):
        stopwatch.start(store, marek, observed.id)
    with pytest.raises(NotFound):
        stopwatch.start(store, anna, 2**40)
    allow(store, anna, "Employee", "edit-others")
    stopwatch.start(store, marek, observed.id)


def test_e1_what_has_ended_is_not_started(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    activities.complete(store, anna, row.id)
    with refused("activity", "ended"):
        stopwatch.start(store, anna, row.id)


@pytest.mark.parametrize("end", ["complete", "cancel", "delete", "bulk"])
def test_e1_ending_an_activity_stops_ones_own_stopwatch_and_nobody_elses(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock, end: str
) -> None:
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    stopwatch.start(store, anna, row.id)
    stopwatch.start(store, marek, row.id)
    later(clock, minutes=7)
    if end == "bulk":
        bulk.cancel(store, anna, [row.id])
    else:
        getattr(activities, end)(store, anna, row.id)
    assert stopwatch.running(store, anna) is None
    going = stopwatch.running(store, marek)
    assert going is not None
    assert stopwatch.stop(store, marek).seconds == 420
    with store.reading() as read:
        assert [row[0] for row in read.all("select seconds from time_entries order by user_id")] == [420, 420]


def test_a19_undoing_takes_back_the_last_change_and_leaves_the_time(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna)
    activities.set_priority(store, anna, row.id, "high")
    stopwatch.start(store, anna, row.id)
    later(clock, minutes=1)
    stopwatch.stop(store, anna)
    undone = history.undo(store, anna)
    assert (undone.action, undone.row and undone.row.priority) == ("priority", "normal")
    assert history.redo(store, anna).action == "priority"
    assert activities.get(store, anna, row.id).tracked_seconds == 60


def test_a19_starting_and_stopping_stand_in_the_history(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna)
    stopwatch.start(store, anna, row.id)
    later(clock, minutes=1)
    stopwatch.stop(store, anna)
    stop, start, _plan = history.changes(store, anna, row.id)
    assert (start.action, [(f.field, f.after) for f in start.fields]) == (
        "start-time",
        [("time_start", "2026-11-24T10:42:00+01:00")],
    )
    assert (stop.action, [(f.field, f.after) for f in stop.fields]) == (
        "stop-time",
        [("time_end", "2026-11-24T10:43:00+01:00"), ("time", "60")],
    )


def test_g4_without_the_setting_nothing_is_measured_and_nothing_shown(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    stopwatch.start(store, marek, row.id)
    later(clock, minutes=30)
    settings.set_one(store, anna, "time-tracking", "off")
    later(clock, days=2)
    assert stopwatch.running(store, marek) is None
    shown = activities.get(store, anna, row.id)
    assert (shown.tracked_seconds, shown.running, shown.tracked(clock.now())) == (0, (), 0)
    assert time_entries.of_activity(store, anna, row.id) == ()
    for act in (
        lambda: stopwatch.start(store, marek, row.id),
        lambda: stopwatch.stop(store, marek),
        lambda: time_entries.add(store, marek, row.id, at(8), at(9)),
        lambda: time_entries.correct(store, marek, 1, start=at(8), end=at(9), version=1),
        lambda: time_entries.delete(store, marek, 1),
    ):
        with refused("time-tracking", "off"):
            act()
    settings.set_one(store, anna, "time-tracking", "on")
    assert stopwatch.running(store, marek) is None
    assert activities.get(store, anna, row.id).tracked_seconds == 1800


def test_g1_who_may_no_longer_log_in_measures_no_longer(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    stopwatch.start(store, marek, row.id)
    later(clock, minutes=30)
    deactivate(store, anna, "marek")
    later(clock, hours=5)
    (entry,) = time_entries.of_activity(store, anna, row.id)
    assert (entry.user.login, entry.seconds) == ("marek", 1800)
    with pytest.raises(StoreFault, match="unknown-user"):
        stopwatch.stop(store, marek)


def test_e2_a_clock_that_went_back_loses_nothing(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna)
    stopwatch.start(store, anna, row.id)
    later(clock, hours=-2)
    running = stopwatch.running(store, anna)
    assert running is not None
    assert running.length(clock.now()) == 0
    stopped = stopwatch.stop(store, anna)
    assert (stopped.started, stopped.ended, stopped.seconds) == (NOW, NOW, 0)
    with refused("start", "clock-behind"):
        stopwatch.start(store, anna, row.id)
    clock.instant = NOW - timedelta(minutes=2)
    assert stopwatch.start(store, anna, row.id).entry.started == NOW
    clock.instant = NOW + timedelta(minutes=2)
    assert stopwatch.stop(store, anna).seconds == 120
    assert checking.problems(store) == []


def test_e1_a_second_that_is_begun_and_ended_at_once_keeps_the_order(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    first, second = planned(store, anna), planned(store, anna, when=timed(16))
    for row in (first, second) * 3:
        stopwatch.start(store, anna, row.id, switch=True)
    later(clock, minutes=1)
    assert stopwatch.stop(store, anna).activity_id == second.id
    assert activities.get(store, anna, second.id).tracked_seconds == 60
    assert checking.problems(store) == []


def test_e1_a_refused_switch_leaves_the_first_running(store: Store, anna: Acting, marek: Acting) -> None:
    own = activities.plan(store, marek, draft(store, marek))
    observed = planned(store, anna, when=timed(16), observer_ids=(marek.id,))
    stopwatch.start(store, marek, own.id)
    with pytest.raises(NotAllowed):
        stopwatch.start(store, marek, observed.id, switch=True)
    running = stopwatch.running(store, marek)
    assert running is not None
    assert running.activity_id == own.id
