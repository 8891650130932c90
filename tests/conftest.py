"""What every test may ask for: a clock that stands still, a store on either database, three people."""

import asyncio
import gc
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from store import language, people
from store.clock import FixedClock
from store.database import Store
from store.rows import Acting
from tests.compiling import compile_once
from tests.databases import Databases
from tests.quiet import Policy, drive_by_quiet
from tests.sql_features import Watch
from tests.styling import parse_once

# Tuesday 24 November 2026, 10:42 in Warsaw.
NOW = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)

# What the paths of tests that take seconds have in them.
LONG = ("/tests/e2e/", "_killed", "test_rights_", "_property", "test_lost_server")
# Statements of PostgreSQL that have been held to the list of features, in this process.
_STATEMENTS: set[str] = set()

settings.register_profile(
    "here", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
settings.register_profile("ci", settings.get_profile("here"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_configure() -> None:
    """Let every event loop be one that tells when it has nothing to do."""
    asyncio.set_event_loop_policy(Policy())


def pytest_collection_finish() -> None:
    """Let the collector leave alone what stays until the end: going through it again and again took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Begin with the tests that take long, on every worker: one that comes last has the others wait for it.

    Each worker is given a piece of the list first and takes from others once it is done.
    """
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    items.sort(key=lambda item: not any(name in item.path.as_posix() for name in LONG))
    items[:] = [item for first in range(workers) for item in items[first::workers]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of the store on both databases, the others on SQLite."""
    if "store" in metafunc.fixturenames:
        both = "store" in metafunc.definition.path.parent.relative_to(Path(__file__).parent).parts
        engines = ["sqlite", "postgresql"] if both else ["sqlite"]
        metafunc.parametrize("store", engines, indirect=True, scope="function")


@pytest.fixture(autouse=True)
def hermetic(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hide the configuration, the language and the colours of whoever runs the tests."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    for name in [name for name in os.environ if name.startswith("CRM_TUI_")]:
        monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_MESSAGES", "TEXTUAL", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    # The machine's zone is asked for once in a process: no test shall find what another has set.
    monkeypatch.setattr("tzlocal.unix._cache_tz_name", None)
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    language.use("en")
    logger = logging.getLogger("crm_tui")
    before = (list(logger.handlers), logger.propagate, logger.level)
    yield
    for handler in set(logger.handlers) - set(before[0]):
        handler.close()
    logger.handlers, logger.propagate = before[0], before[1]
    logger.setLevel(before[2])
    language.use("en")


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Compile a statement once for a whole run."""
    with pytest.MonkeyPatch.context() as patch:
        compile_once(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def styles_parsed_once() -> Iterator[None]:
    """Parse the styles once for a whole run."""
    with pytest.MonkeyPatch.context() as patch:
        parse_once(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def driven_by_quiet() -> Iterator[None]:
    """Let the tests that drive the program wait for what it does, not for the clock."""
    with pytest.MonkeyPatch.context() as patch:
        drive_by_quiet(patch)
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """Hash passwords with as little work as can be: what is tested is not argon2."""
    from argon2 import PasswordHasher

    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr("store.passwords._hasher", lambda: quick)
        yield


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Make databases by copying one that was migrated and founded once."""
    base = tmp_path_factory.getbasetemp()
    with_workers = "PYTEST_XDIST_WORKER" in os.environ
    made = Databases(own=base, shared=base.parent if with_workers else base, now=NOW)
    yield made
    made.close()


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at 10:42 in Warsaw on Tuesday 24 November 2026 until a test sets it."""
    return FixedClock(NOW)


@pytest.fixture
def store(request: pytest.FixtureRequest, databases: Databases, clock: FixedClock, tmp_path: Path) -> Iterator[Store]:
    """A store with anna, marek and ewa in it and the dictionaries in English."""
    if request.param == "sqlite":
        opened = Store.open(str(databases.sqlite(tmp_path / "crm.db")), clock=clock, files=tmp_path / "files")
        yield opened
        opened.close()
        return
    opened = Store.open(databases.postgresql_kept(), clock=clock, files=tmp_path / "files")
    watch = Watch(opened.engine, _STATEMENTS)
    yield opened
    watch.stop()
    opened.close()
    assert not watch.outside, f"SQL outside the list in docs/postgresql.md (H3): {sorted(watch.outside)}"


@pytest.fixture
def anna(store: Store) -> Acting:
    """The first user, an administrator."""
    return people.log_in(store, "anna")


@pytest.fixture
def marek(store: Store) -> Acting:
    """An employee."""
    return people.log_in(store, "marek")


@pytest.fixture
def ewa(store: Store) -> Acting:
    """A manager."""
    return people.log_in(store, "ewa")
