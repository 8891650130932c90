"""A running program is told that anybody has written, and what others have changed (H5)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from store import activities, deliveries, discussion, others, settings
from store.clock import FixedClock
from store.database import Store
from store.engines import KEPT_OPEN
from store.feed import Feed
from store.reminder_kinds import Before, Reminder
from store.rows import Acting
from tests.making import planned

PATIENCE = 20.0
NOTHING = 0.15


@contextmanager
def fed(store: Store) -> Iterator[Feed]:
    """What tells of changes, from now on."""
    feed = Feed(store)
    try:
        yield feed
    finally:
        feed.close()


def told(feed: Feed) -> bool:
    """Whether a change is told within the patience of a test; a file is asked again and again."""
    return any(feed.wait(0.02 if feed._ear is None else PATIENCE) for _ in range(50))


def test_h5_every_kind_of_write_is_told(store: Store, anna: Acting, clock: FixedClock) -> None:
    other = Store.open(store.url, clock=clock)
    row = planned(store, anna, reminders=(Reminder(Before(15, "minute"), ("app", "email")),))
    with fed(other) as feed:
        while feed.wait(NOTHING):
            pass
        for write in (
            lambda: planned(store, anna),
            lambda: activities.set_priority(store, anna, row.id, "high"),
            lambda: discussion.add_note(store, anna, row.id, "x"),
            lambda: settings.set_preference(store, anna, "theme", "light"),
            lambda: settings.set_one(store, anna, "copy-discussion", "on"),
        ):
            write()
            assert told(feed)
            assert not feed.wait(NOTHING)
    other.close()


def test_h5_what_becomes_of_a_delivery_is_told(store: Store, anna: Acting, clock: FixedClock) -> None:
    """Also where no row is added: that an SMS was sent, put off or given up stands on the assigner's screen (D2)."""
    other = Store.open(store.url, clock=clock)
    planned(store, anna, reminders=(Reminder(Before(15, "minute"), ("email", "sms")),))
    clock.instant += timedelta(days=2)
    mail, sms = (deliveries.claim(store, "w", channel, 1)[0] for channel in ("email", "sms"))
    with fed(other) as feed:
        while feed.wait(NOTHING):
            pass
        deliveries.sent(store, "w", mail.id)
        assert told(feed)
        deliveries.failed_try(store, "w", sms.id, words="busy", lasting=False)
        assert told(feed)
    other.close()


def test_h5_what_was_refused_is_not_told(store: Store, anna: Acting, clock: FixedClock) -> None:
    other = Store.open(store.url, clock=clock)
    with fed(other) as feed:
        with pytest.raises(ZeroDivisionError), store.writing():
            raise ZeroDivisionError
        with store.reading() as read:
            read.one("select 1 from users")
        assert not feed.wait(NOTHING)
    other.close()


def test_h5_waiting_is_interrupted(store: Store) -> None:
    with fed(store) as feed:
        feed.interrupt()
        feed.wait(PATIENCE)


def test_h5_who_changed_what_since(store: Store, anna: Acting, marek: Acting) -> None:
    """Others' changes and discussion are named, one's own are not."""
    first, second = planned(store, anna, performer_ids=(marek.id,)), planned(store, anna)
    seen = others.look(store, anna, None)
    assert seen.touched == frozenset()
    activities.set_priority(store, anna, second.id, "low")
    seen = others.look(store, anna, seen)
    assert seen.touched == frozenset()
    activities.set_priority(store, marek, first.id, "high")
    seen = others.look(store, anna, seen)
    assert seen.touched == {("activity", first.id)}
    assert others.look(store, anna, seen).touched == frozenset()
    discussion.add_note(store, marek, first.id, "hm")
    assert others.look(store, anna, seen).touched == {("activity", first.id)}
    assert others.look(store, marek, seen).touched == frozenset()


def test_h5_two_hundred_sessions_share_a_server(store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session that rests holds one connection, which hears; one that works holds one more, for a while."""
    if store.path is not None:
        pytest.skip("a file has no connections to share")
    monkeypatch.setattr("store.listening.LOOK_SECONDS", 0.05)
    monkeypatch.setattr("store.database.KEPT_SECONDS", 0.0)
    with fed(store):
        planned(store, anna)
        assert KEPT_OPEN == 1
        for _ in range(200):
            if not store._engine.pool.checkedin():  # type: ignore[union-attr]
                break
            store._listener._closing.wait(0.05)  # type: ignore[union-attr]
        assert store._engine.pool.checkedin() == 0  # type: ignore[union-attr]
        planned(store, anna)
