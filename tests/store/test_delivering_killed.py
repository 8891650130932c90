"""Workers apart, killed while they deliver: nothing is lost, and nothing repeated but what was on its way (D2)."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crm_tui.worker import THREADS
from store import notifications, people
from store.clock import SystemClock
from store.database import Store
from tests.delivering import Fire, Inbox, Kill, reminders_due, states


@pytest.fixture
def now_store(store: Store) -> Store:
    """The store with the machine's clock, as the workers have it."""
    store.clock = SystemClock()
    return store


def soon(store: Store) -> datetime:
    return store.clock.now() + timedelta(seconds=2)


def test_d2_several_workers_deliver_each_once(now_store: Store, tmp_path: Path) -> None:
    with Inbox() as inbox:
        reminders_due(now_store, 60, first=soon(now_store), within=timedelta(seconds=2))
        Fire(now_store, inbox, workers=3, lease=120, log=tmp_path / "log", every=None).run(most_seconds=60)
        assert states(now_store) == {"sent": 60}
        assert len(inbox.counts) == 60
        assert inbox.repeated == 0


def test_d2_killed_workers_lose_nothing(now_store: Store, tmp_path: Path) -> None:
    with Inbox() as inbox:
        reminders_due(now_store, 300, first=soon(now_store), within=timedelta(seconds=6))
        fire = Fire(now_store, inbox, workers=2, lease=3, log=tmp_path / "log", every=0.8)
        fire.run(most_seconds=90, most_kills=6)
        assert len(fire.kills) >= 2
        assert states(now_store) == {"sent": 300}
        assert len(inbox.counts) == 300
        assert fire.unexplained == {}
        assert all(len(kill.under_way) <= THREADS for kill in fire.kills)


def test_d4_what_arrives_in_the_app_arrives_once(now_store: Store, tmp_path: Path) -> None:
    with Inbox() as inbox:
        reminders_due(
            now_store,
            80,
            first=soon(now_store),
            within=timedelta(seconds=4),
            channel="app",
        )
        fire = Fire(now_store, replace(inbox, port=0), workers=2, lease=3, log=tmp_path / "log", every=0.2)
        fire.run(most_seconds=60, most_kills=6)
        anna = people.log_in(now_store, "anna")
        assert fire.kills
        assert states(now_store) == {"sent": 80}
        assert len(notifications.listing(now_store, anna, limit=500)) == 80


def test_what_comes_twice_without_a_kill_while_it_was_sent_is_found(tmp_path: Path) -> None:
    """The check of the tests above, and of the bench, with figures made up."""
    inbox = Inbox()
    for key, count in (("once", 1), ("killed", 2), ("twice", 2), ("thrice", 3), ("killed-twice", 3)):
        inbox.counts[f"<crm-tui.{key}.0123@example.com>"] = count
    kills = [
        Kill("worker-1", 24, frozenset({"killed", "thrice", "killed-twice"})),
        Kill("worker-2", 3, frozenset({"killed-twice", "once"})),
    ]
    store: Any = None
    fire = Fire(store, inbox, workers=2, lease=3, log=tmp_path / "log", every=1.0, kills=kills)
    assert fire.unexplained == {"twice": 1, "thrice": 1}
