"""What is imported, and when: the store knows no terminal, and the first frame waits for nothing heavy."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
WRITING = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "psycopg"}
HEAVY = WRITING | {"dateparser", "babel", "typer", "apprise", "requests", "smsapi", "icalendar", "smtplib"}
TERMINAL = {"textual", "rich"}


def loaded(*statements: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after some statements."""
    code = "\n".join([*statements, "import sys", "print(*sorted({name.partition('.')[0] for name in sys.modules}))"])
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(run.stdout.split())


def modules(room: str) -> list[str]:
    """Return the modules of a room, but for the revisions of the schema."""
    paths = sorted((ROOT / room).rglob("*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return [name for name in names if ".versions" not in name and not name.endswith("migrations.env")]


def test_the_whole_store_loads_no_terminal() -> None:
    names = loaded(*(f"import {name}" for name in modules("store")))
    assert not names & TERMINAL


def test_the_reading_side_loads_the_standard_library_alone() -> None:
    names = loaded("import store.day_plan, store.people, store.database, store.phrases")
    assert not names & (HEAVY | TERMINAL)


def test_looking_at_ones_day_loads_nothing_heavy(databases: object, tmp_path: Path) -> None:
    from tests.databases import Databases

    assert isinstance(databases, Databases)
    path = databases.sqlite(tmp_path / "crm.db")
    names = loaded(
        "import datetime",
        "from store import day_plan, people, activities, activity_list, contacts, settings, quick_line",
        "from store.clock import SystemClock",
        "from store.database import Store",
        f"store = Store.open({str(path)!r}, clock=SystemClock())",
        "me = people.log_in(store, 'anna')",
        "day_plan.day(store, me, datetime.date(2026, 11, 24))",
        "day_plan.counts(store, me), settings.get(store, me), contacts.search(store, me, 'x')",
        "day_plan.tab(store, me, 'history'), activity_list.listed(store, me)",
    )
    assert not names & (HEAVY | TERMINAL)


@pytest.mark.parametrize(
    "names", [["crm_tui.app"], modules("screens"), modules("widgets")], ids=["app", "screens", "widgets"]
)
def test_start_up_loads_nothing_heavy(names: list[str]) -> None:
    assert not loaded(*(f"import {name}" for name in names)) & HEAVY


def test_the_entry_point_loads_nothing_until_it_knows_what_is_asked() -> None:
    assert not loaded("import crm_tui.__main__") & (HEAVY | TERMINAL)
