"""Whom a change by somebody else is told to, in the transaction that makes it (D5, A13)."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from store import activities, bulk, deliveries, discussion, event_choices, history, notifications, series, settings
from store.clock import FixedClock
from store.cycles import Cycle
from store.database import Store
from store.drafts import draft_of
from store.refusals import NotFound
from store.rows import Acting
from tests.making import TOMORROW, allow, at, draft, planned, refused, timed


def told(store: Store, me: Acting) -> list[list[str]]:
    """The kinds of events of each notification, newest first."""
    return [[one.kind for one in row.events] for row in notifications.listing(store, me) if row.kind == "event"]


def test_d5_performers_are_told_and_never_the_one_who_did_it(store: Store, anna: Acting, marek: Acting) -> None:
    planned(store, anna, performer_ids=(anna.id, marek.id))
    assert told(store, marek) == [["assigned"]]
    assert told(store, anna) == []


@pytest.mark.parametrize("kind", ["moved", "changed", "cancelled", "deleted", "discussed", "unassigned", "completed"])
def test_d5_of_each_kind_of_change(store: Store, anna: Acting, marek: Acting, clock: FixedClock, kind: str) -> None:
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    clock.instant += timedelta(minutes=11)
    match kind:
        case "moved":
            activities.move(store, anna, row.id, timed(17))
        case "changed":
            activities.set_priority(store, anna, row.id, "high")
        case "cancelled":
            activities.cancel(store, anna, row.id)
        case "deleted":
            activities.delete(store, anna, row.id)
        case "discussed":
            discussion.add_note(store, anna, row.id, "Zadzwoń wcześniej")
        case "unassigned":
            bulk.reassign(store, anna, [row.id], [anna.id])
        case "completed":
            activities.complete(store, anna, row.id)
    assert told(store, marek)[0] == ["cancelled" if kind == "deleted" else kind]
    newest = notifications.listing(store, marek)[0]
    assert newest.events[0].by.login == "anna"
    assert (newest.activity is None) == (kind in {"deleted", "unassigned"})
    assert newest.title == "Call"


def test_d5_several_at_once_are_one(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    activities.move(store, anna, row.id, timed(17))
    activities.set_priority(store, anna, row.id, "high")
    assert told(store, marek) == [["assigned", "moved", "changed"]]
    assert notifications.bell(store, marek).unread == 1


def test_d5_a_cycle_and_a_bulk_change_are_told_once(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock
) -> None:
    cycle = Cycle("FREQ=DAILY;COUNT=30", at(15).astimezone(ZoneInfo("Europe/Warsaw")))
    rows = series.plan(store, anna, draft(store, anna, performer_ids=(marek.id,)), cycle).rows
    (one,) = notifications.listing(store, marek)
    assert (one.events[0].kind, one.events[0].count) == ("assigned", 30)
    clock.instant += timedelta(minutes=11)
    bulk.cancel(store, anna, [row.id for row in rows[:4]])
    assert notifications.listing(store, marek)[0].events[0].count == 4


def test_d5_each_user_chooses_which_event_by_which_channel(store: Store, anna: Acting, marek: Acting) -> None:
    mine = event_choices.choices(store, marek)
    assert mine.channels["moved"] == ("app",)
    event_choices.set_choices(
        store, marek, replace(mine, channels=mine.channels | {"moved": ("email",), "assigned": ()})
    )
    row = planned(store, anna, performer_ids=(marek.id,))
    activities.move(store, anna, row.id, timed(17))
    activities.move(store, anna, row.id, timed(18))
    assert told(store, marek) == []
    (mail,) = deliveries.of_activity(store, anna, row.id)
    assert (mail.kind, mail.channel, mail.state) == ("event", "email", "waiting")
    with refused("channels", "unknown"):
        event_choices.set_choices(store, marek, replace(mine, channels={"moved": ("fax",)}))  # type: ignore[dict-item]


def test_d5_what_is_refused_tells_nobody(store: Store, anna: Acting, marek: Acting) -> None:
    with refused("end", "past"):
        planned(store, anna, when=timed(8), performer_ids=(marek.id,))
    assert told(store, marek) == []


def test_d5_observers_by_their_own_choice(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    event_choices.set_choices(store, ewa, replace(event_choices.choices(store, ewa), observing=False))
    row = planned(store, anna, observer_ids=(marek.id, ewa.id))
    assert (told(store, marek), told(store, ewa)) == ([["assigned"]], [])
    activities.edit(store, anna, row.id, replace(draft_of(row), when=timed(9, day=TOMORROW)), version=row.version)
    assert told(store, marek) == [["assigned", "moved"]]


def test_d6_public_ones_are_told_to_everyone_who_may_see_them_if_the_setting_says_so(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    planned(store, anna, public=True)
    assert told(store, marek) == []
    settings.set_one(store, anna, "public-notifies-all", "on")
    allow(store, anna, "Employee", without="view-public")
    planned(store, anna, public=True)
    assert (told(store, ewa), told(store, marek), told(store, anna)) == ([["assigned"]], [], [])


def test_d5_the_assigner_is_told_of_what_a_performer_does(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    activities.complete(store, marek, row.id)
    assert told(store, anna) == [["completed"]]
    history.undo(store, marek)
    assert told(store, anna) == [["completed", "reopened"]]


def test_d5_one_sees_and_reads_only_ones_own(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    planned(store, anna, performer_ids=(marek.id,))
    (row,) = notifications.listing(store, marek)
    notifications.mark_read(store, ewa, [row.id])
    with pytest.raises(NotFound):
        notifications.get(store, ewa, row.id)
    with pytest.raises(NotFound):
        notifications.snooze(store, ewa, row.id, at(18))
    kept = notifications.get(store, marek, row.id)
    assert (kept.read, kept.snoozed_until) == (False, None)
    assert notifications.listing(store, ewa) == ()
    assert notifications.mark_all_read(store, marek) == 1
    assert date(2026, 11, 24) == at(12).date()
