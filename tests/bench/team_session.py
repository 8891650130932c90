"""A session of a team: looks at its day plan and saves, as people do; run by team.py as a program.

    python -m tests.bench.team_session URL NUMBER SECONDS PLAN_EVERY SAVE_EVERY

On standard output one JSON line when it is ready, another when it is done: what took how long, what was acknowledged.
A save is planning an activity of two performers in one of a few places, adding one to a number that others add to as
well, or an entry of a discussion. What fails as the server is gone is tried again, as a person would, until it is
answered.
"""

import json
import os
import random
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from store import activities, day_plan, discussion, people
from store.clock import SystemClock
from store.database import Store
from store.drafts import ActivityDraft, draft_of
from store.refusals import BusyConflict, Stale, StoreFault, Undecided
from store.rows import Acting
from store.when import OpenEnded, Timed

SHARED = "shared"
PLACES = 200
AGAIN_SECONDS = 0.3


@dataclass
class Told:
    """What a session has to tell."""

    plans: list[float] = field(default_factory=list)
    saves: list[float] = field(default_factory=list)
    planned: list[str] = field(default_factory=list)
    added: dict[int, int] = field(default_factory=dict)
    noted: list[str] = field(default_factory=list)
    busy: int = 0
    stale: int = 0
    lost: int = 0
    undecided: int = 0
    errors: list[str] = field(default_factory=list)


class TeamSession:
    """One person's session."""

    def __init__(self, url: str, number: int, told: Told) -> None:
        self._store = Store.open(url, clock=SystemClock())
        self._me: Acting = people.log_in(self._store, f"u{number:03}")
        self._chance = random.Random(number)
        self._told, self._number, self._turn = told, number, 0
        self._began = time.monotonic()
        with self._store.reading() as read:
            self._users = [row[0] for row in read.all("select id from users where login like 'u%' order by id")]
            [(self._category,)] = read.all("select min(id) from dictionary_entries where kind = 'category'")
            shared = read.all("select id from activities where details = :shared order by id", shared=SHARED)
        self._shared = [row[0] for row in shared]

    def warm(self) -> None:
        """Do once what is done again and again: a program that runs has done so."""
        while True:
            with suppress(StoreFault):
                self._look()
                activities.plan(self._store, self._me, ActivityDraft(self._category, OpenEnded(), description="warm"))
                return

    def run(self, start: float, seconds: float, plan_every: float, save_every: float) -> None:
        """Work for so long."""
        self._began = start
        next_plan = start + self._chance.random() * plan_every
        next_save = start + self._chance.random() * save_every
        while True:
            moment = min(next_plan, next_save)
            if moment > start + seconds:
                break
            time.sleep(max(0.0, moment - time.monotonic()))
            if next_plan <= next_save:
                self._timed(self._told.plans, self._look)
                next_plan = max(next_plan + plan_every, time.monotonic())
            else:
                self._timed(self._told.saves, self._save)
                next_save = max(next_save + save_every, time.monotonic())
        self._store.close()

    def _timed(self, into: list[float], act: Callable[[], None]) -> None:
        """Act until it is answered; what was answered at once counts."""
        first = True
        while True:
            begun = time.perf_counter()
            try:
                act()
            except (BusyConflict, Stale) as refused:
                self._told.busy += isinstance(refused, BusyConflict)
                self._told.stale += isinstance(refused, Stale)
            except Undecided as fault:
                self._told.undecided += 1
                self._told.errors.append(repr(fault))
            except StoreFault as fault:
                if fault.reason not in {"unreachable", "lost", "locked", "no-room"}:
                    raise
                self._told.lost += 1
                if fault.reason in {"locked", "no-room"}:
                    at = time.monotonic() - self._began
                    self._told.errors.append(f"{fault.reason} after {at:.0f} s: {fault.__cause__!r}")
                first = False
                time.sleep(AGAIN_SECONDS)
                continue
            if first:
                into.append(time.perf_counter() - begun)
            return

    def _look(self) -> None:
        day_plan.day(self._store, self._me, datetime.now(UTC).date())

    def _save(self) -> None:
        kind = self._turn % 3
        (self._plan, self._add, self._note)[kind]()
        self._turn += 1

    def _plan(self) -> None:
        """Plan what is busy, for two who are asked for by others too."""
        place = self._chance.randrange(PLACES)
        start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1, minutes=20 * place)
        token = f"p{self._number}-{self._turn}"
        wish = ActivityDraft(
            category_id=self._category,
            when=Timed(start, start + timedelta(minutes=30)),
            busy=True,
            performer_ids=tuple(self._chance.sample(self._users, 2)),
            description=token,
        )
        activities.plan(self._store, self._me, wish, note=token)
        self._told.planned.append(token)

    def _add(self) -> None:
        """Add one to the number that an activity of all has for its description."""
        number = self._shared[self._chance.randrange(len(self._shared))]
        row = activities.get(self._store, self._me, number)
        draft: Any = draft_of(row)
        more = {name: getattr(draft, name) for name in draft.__slots__} | {"description": str(int(row.description) + 1)}
        activities.edit(self._store, self._me, number, ActivityDraft(**more), version=row.version)
        self._told.added[number] = self._told.added.get(number, 0) + 1

    def _note(self) -> None:
        number = self._shared[self._chance.randrange(len(self._shared))]
        text = f"n{self._number}-{self._turn}"
        discussion.add_note(self._store, self._me, number, text)
        self._told.noted.append(text)


def main() -> None:
    """Run the session."""
    url, number, seconds, plan_every, save_every = sys.argv[1:]
    told = Told()
    session = TeamSession(url, int(number), told)
    session.warm()
    print(json.dumps("ready"), flush=True)
    sys.stdin.readline()
    try:
        session.run(time.monotonic(), float(seconds), float(plan_every), float(save_every))
    except Exception as error:  # noqa: BLE001 - told, not hidden
        told.errors.append(repr(error))
    print(json.dumps(asdict(told)), flush=True)
    # Taking a hundred programs apart keeps the processor busy for seconds, in which others are still measured.
    os._exit(0)


if __name__ == "__main__":
    main()
