"""A team on one database, under load and under fire.

    python -m tests.bench.team [--only load file kills restarts seen] [--seconds 120] [--sessions 100] [--kills 200]
                               [--restarts 20] [--changes 40]

load: so many sessions (each a day plan every 2 s, a save every 10 s) on one PostgreSQL. file: ten on one SQLite file.
kills: programs killed (kill -9) at random moments of saving, on both databases. restarts: the PostgreSQL server killed
and started again under load. seen: from a change by one program until it is on the screen of another, on both.
The PostgreSQL server is one of its own, with its usual durability. Each line ends with the load of the machine.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from store import activities, checking, company, people
from store.clock import SystemClock
from store.database import Store, load_writing_side
from store.drafts import ActivityDraft, UserDraft
from store.instants import from_column
from store.refusals import StoreFault
from store.reminder_kinds import Before, Reminder
from store.rows import Acting
from store.when import Timed
from tests.bench.pty_program import PtyProgram
from tests.bench.team_session import SHARED
from tests.own_server import OwnServer

ROOT = Path(__file__).parents[2]
FILLED = 2_000
LIMIT_SAVE_MS, LIMIT_PLAN_MS = 100, 50


def say(line: str) -> None:
    """Print a line, with the load of the machine."""
    print(f"{line}  [load {os.getloadavg()[0]:.1f}]", flush=True)


def share(values: Sequence[float], part: float) -> float:
    """Return the value in milliseconds below which a part of them is."""
    return 1000 * sorted(values)[min(len(values) - 1, int(part * len(values)))] if values else 0.0


@contextmanager
def opened(engine: str, server: OwnServer, folder: Path) -> Iterator[Store]:
    """Open a new, empty database."""
    name = f"team_{time.monotonic_ns()}"
    store = server.make(name) if engine == "postgresql" else Store.open(str(folder / name), clock=SystemClock())
    yield store
    store.close()


def staff(store: Store, count: int, *, filled: int = FILLED) -> Acting:
    """Fill a database; add users u000, u001 … and a few activities that all work on. Returns the administrator."""
    anna = people.log_in(store, "anna", name="Anna Nowak", language="en", zone="Europe/Warsaw")
    if filled:
        company.fill(store, anna, activities=filled, seed=1)
    role = people.role_named(store, anna, "Manager").id
    users = [people.add_user(store, anna, UserDraft(f"u{k:03}", f"User {k}", role_id=role)) for k in range(count)]
    with store.reading() as read:
        [(category,)] = read.all("select min(id) from dictionary_entries where kind = 'category'")
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
    everybody = tuple(user.id for user in users)
    for step in range(4):
        when = Timed(start + timedelta(minutes=30 * step), start + timedelta(minutes=30 * step + 20))
        activities.plan(store, anna, ActivityDraft(category, when, description=f"work {step}", performer_ids=everybody))
    for user in users[:10]:
        draft = ActivityDraft(category, when, description="0", details=SHARED, performer_ids=(user.id,))
        activities.plan(store, anna, draft)
    if store.path is None:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("analyze")
    return anna


class Team:
    """Sessions at work, each a process of its own."""

    def __init__(self, store: Store, count: int, seconds: float, *, plan_every: float, save_every: float) -> None:
        url = str(store.path or store.engine.url.render_as_string(hide_password=False))
        self._running = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.bench.team_session", url,
                 *map(str, (number, seconds, plan_every, save_every))],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            )
            for number in range(count)
        ]  # fmt: skip
        for one in self._running:
            assert one.stdout is not None
            assert one.stdout.readline() == '"ready"\n'

    def begin(self) -> None:
        """Let them work."""
        for one in self._running:
            assert one.stdin is not None
            one.stdin.write("go\n")
            one.stdin.flush()

    def told(self) -> list[dict[str, Any]]:
        """Wait for them; return what each tells."""
        return [json.loads(one.communicate(timeout=900)[0]) for one in self._running]


def wrong(store: Store, told: list[dict[str, Any]]) -> list[str]:
    """Return what is lost, doubled, half or in the way of each other in a database, after all that was acknowledged."""
    found = checking.problems(store)
    with store.reading() as read:
        planned = [row[0] for row in read.all("select description from activities where description like 'p%-%'")]
        noted = [row[0] for row in read.all("select text from notes where text like 'n%-%'")]
        begun = [row[0] for row in read.all("select text from notes where text like 'p%-%'")]
        shared = read.all("select id, description from activities where details = :shared", shared=SHARED)
        spans = read.all("select user_id, starts_at, ends_at from performers where planned and busy order by 1, 2")
    for name, held, said in (
        ("planned", planned, [token for one in told for token in one["planned"]]),
        ("begun", begun, [token for one in told for token in one["planned"]]),
        ("noted", noted, [token for one in told for token in one["noted"]]),
    ):
        doubled, missing = len(held) - len(set(held)), len(set(said) - set(held))
        found += [f"{name}: doubled {doubled}, lost {missing}"] if doubled or missing else []
    for number, text in shared:
        said_ = sum(one["added"].get(str(number), 0) for one in told)
        found += [f"lost updates of {number}: {said_} said, {text} held"] if int(text) != said_ else []
    at = [(user, from_column(start), from_column(end)) for user, start, end in spans]
    twice = sum(u == v and a < d and c < b for (u, a, b), (v, c, d) in pairwise(at))
    return found + ([f"double bookings: {twice}"] if twice else [])


def load(store: Store, sessions: int, seconds: float) -> None:
    """Measure a team at work."""
    staff(store, sessions)
    team = Team(store, sessions, seconds, plan_every=2, save_every=10)
    cpu = os.times()
    team.begin()
    told = team.told()
    plans = [value for one in told for value in one["plans"]]
    saves = [value for one in told for value in one["saves"]]
    errors = [error for one in told for error in one["errors"]]
    spent = os.times().children_user + os.times().children_system - cpu.children_user - cpu.children_system
    refused = [sum(one[kind] for one in told) for kind in ("busy", "stale", "lost")]
    name, found = store.engine.dialect.name, wrong(store, told)
    say(
        f"{name:<11} load: {sessions} sessions, {seconds:.0f} s: {of(plans, 'day plans', LIMIT_PLAN_MS)}; "
        f"{of(saves, 'saves', LIMIT_SAVE_MS)}; refused: busy {refused[0]}, stale {refused[1]}; errors "
        f"{errors[:5] or 0}, lost connections {refused[2]}; wrong afterwards: {found or 'nothing'}; sessions' CPU "
        f"{spent:.0f} s"
    )


def of(values: Sequence[float], what: str, limit: int) -> str:
    """Return how long things took."""
    parts = ", ".join(f"p{100 * part:.0f} {share(values, part):.1f}" for part in (0.5, 0.95, 0.99))
    return f"{len(values)} {what}, {parts} ms (limit of p95: {limit})"


def restarts(store: Store, server: OwnServer, count: int) -> None:
    """Kill the server again and again under load."""
    staff(store, 10, filled=0)
    team = Team(store, 10, count * 9.0, plan_every=1, save_every=0.2)
    team.begin()
    begun = time.monotonic()
    for _turn in range(count):
        time.sleep(random.uniform(0.5, 3))
        server.kill()
        server.start()
    took = time.monotonic() - begun
    told = team.told()
    saves = sum(len(one["planned"]) + len(one["noted"]) + sum(one["added"].values()) for one in told)
    errors = [error for one in told for error in one["errors"]]
    say(
        f"postgresql  restarts: killed and started {count} times in {took:.0f} s under 10 sessions: {saves} saves "
        f"acknowledged, {sum(one['lost'] for one in told)} tries failed and repeated, undecided "
        f"{sum(one['undecided'] for one in told)}, errors {errors[:5] or 0}; wrong afterwards: "
        f"{wrong(store, told) or 'nothing'}"
    )


# ----------------------------------------------------------------- kills


def save_on(url: str, number: int, pipe: int) -> None:
    """Save until killed, saying on a pipe what was acknowledged; runs in a process of its own."""
    store = Store.open(url, clock=SystemClock())
    me = people.log_in(store, f"u{number % 10:03}")
    with store.reading() as read:
        [(category,)] = read.all("select min(id) from dictionary_entries where kind = 'category'")
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1 + number)
    for turn in range(100_000):
        token = f"k{number}-{turn}"
        when = Timed(start + timedelta(minutes=turn), start + timedelta(minutes=turn + 5))
        draft = ActivityDraft(
            category, when, description=token, reminders=(Reminder(Before(15, "minute"), ("app", "email")),)
        )
        row = activities.plan(store, me, draft, note=token)
        os.write(pipe, f"{row.id} {token} 1\n".encode())
        activities.move(store, me, row.id, Timed(when.start + timedelta(hours=1), when.end + timedelta(hours=1)))
        os.write(pipe, f"{row.id} {token} 2\n".encode())


def kills(store: Store, count: int, *, at_once: int = 4) -> None:
    """Kill programs at random moments of saving, several at work at once."""
    staff(store, 10, filled=0)
    url = str(store.path or store.engine.url.render_as_string(hide_password=False))
    store.close()
    load_writing_side()
    acknowledged: dict[int, tuple[str, int]] = {}
    for first in range(0, count, at_once):
        children = []
        for number in range(first, min(count, first + at_once)):
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                os.close(reading)
                try:
                    save_on(url, number, writing)
                finally:
                    os._exit(1)
            os.close(writing)
            children.append((child, reading))
        heard = {reading: os.read(reading, 65536) for _child, reading in children}
        for child, reading in children:
            time.sleep(random.uniform(0, 0.25))
            os.kill(child, signal.SIGKILL)
            _pid, status = os.waitpid(child, 0)
            assert os.WTERMSIG(status) == signal.SIGKILL
            while data := os.read(reading, 65536):
                heard[reading] += data
            os.close(reading)
        for data in heard.values():
            for line in data.decode().split("\n")[:-1]:
                row, token, version = line.split()
                acknowledged[int(row)] = (token, int(version))
    again = Store.open(url, clock=SystemClock())
    say(
        f"{again.engine.dialect.name:<11} kills: {count} programs killed while {at_once} save: {len(acknowledged)} "
        f"activities acknowledged; wrong afterwards: {half(again, acknowledged) or 'nothing'}"
    )
    again.close()


def half(store: Store, acknowledged: dict[int, tuple[str, int]]) -> list[str]:
    """Return what is lost or half in a database."""
    found = checking.problems(store)
    with store.reading() as read:
        rows = {row[0]: row[1:] for row in read.all(
            "select a.id, a.description, a.version, (select count(*) from performers m where m.activity_id = a.id), "
            "(select count(*) from notes n where n.activity_id = a.id and n.text = a.description), "
            "(select count(*) from reminders r where r.activity_id = a.id), "
            "(select count(*) from changes c where c.kind = 'activity' and c.record_id = a.id), "
            "(select count(*) from deliveries d where d.activity_id = a.id and d.state = 'waiting'), "
            "(select count(*) from search_activity s where s.id = a.id) "
            "from activities a where a.description like 'k%-%'"
        )}  # fmt: skip
        records = read.one("select count(*) from changes c where kind = 'activity' and not exists "
                           "(select 1 from activities a where a.id = c.record_id)")  # fmt: skip
    missing = [token for number, (token, version) in acknowledged.items()
               if number not in rows or rows[number][0] != token or rows[number][1] < version]  # fmt: skip
    broken = [row for row in rows.values() if row[2:] != (1, 1, 1, row[1], 2, 1)]
    found += [f"acknowledged and not there: {missing[:5]}"] if missing else []
    found += [f"half saved: {broken[:5]} of {len(broken)}"] if broken else []
    return found + ([f"changes of nothing: {records[0]}"] if records and records[0] else [])


# ----------------------------------------------------------------- seen


def word(turn: int) -> str:
    """Return a word that has no letter where the one of the turn before has it: only cells that change are written."""
    return "".join(chr(ord("a") + (5 * turn + 3 * place) % 26) for place in range(9))


def seen(store: Store, folder: Path, count: int) -> None:
    """Measure from a change by this program until it is on the screen of another."""
    anna = staff(store, 1, filled=0)
    me = people.log_in(store, "u000")
    with store.reading() as read:
        [(category,)] = read.all("select min(id) from dictionary_entries where kind = 'category'")
    home = folder / f"home{time.monotonic_ns()}"
    home.mkdir()
    url = str(store.path or store.engine.url.render_as_string(hide_password=False))
    program = str(Path(sys.executable).with_name("crm-tui"))
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}
    shown = PtyProgram([program, "--db", url, "--as", "u000"], environment)
    shown.until(b"work 3")
    shown.settle(2.5)
    waits: list[float] = []
    for turn in range(count):
        shown.settle(random.uniform(1.2, 2.2))
        start = datetime.now(UTC).replace(microsecond=0) + timedelta(minutes=2)
        draft = ActivityDraft(category, Timed(start, start), description=word(turn), performer_ids=(me.id,))
        since, begun = len(shown.output), time.perf_counter()
        row = activities.plan(store, anna, draft)
        shown.until(word(turn).encode(), since=since)
        waits.append(time.perf_counter() - begun)
        activities.cancel(store, anna, row.id)
    shown.quit(b"q")
    say(
        f"{store.engine.dialect.name:<11} seen: {count} changes by another program, from before the save until on the "
        f"screen: median {share(waits, 0.5):.0f} ms, p95 {share(waits, 0.95):.0f} ms, worst {1000 * max(waits):.0f} ms"
    )


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="+", default=["load", "file", "kills", "restarts", "seen"])
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--restarts", type=int, default=20)
    parser.add_argument("--changes", type=int, default=40)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, OwnServer(connections=3 * given.sessions + 50) as server:
        folder = Path(name)

        def measure(what: str, engine: str) -> None:
            with opened(engine, server, folder) as store:
                if what == "kills":
                    kills(store, given.kills)
                elif what == "seen":
                    seen(store, folder, given.changes)
                elif what == "restarts":
                    restarts(store, server, given.restarts)
                else:
                    load(store, given.sessions if what == "load" else 10, given.seconds)

        for what in given.only:
            engines = {"load": ["postgresql"], "file": ["sqlite"], "restarts": ["postgresql"]}
            for engine in engines.get(what, ["postgresql", "sqlite"]):
                measure(what, engine)


if __name__ == "__main__":
    try:
        main()
    except StoreFault as fault:
        raise SystemExit(str(fault)) from fault
