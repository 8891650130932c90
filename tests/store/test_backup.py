"""Everything in one file while others write, and back, on either database and from one to the other (H4)."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store import activities, attachments, people, search
from store.backup import back_up, restore
from store.backup.rows import tables
from store.checking import problems
from store.clock import FixedClock
from store.database import Store
from store.refusals import FileFault, NotAllowed
from store.rows import Acting
from tests.apart import Apart
from tests.databases import Databases
from tests.making import contact, person, planned, project, refused

Place = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, databases: Databases, tmp_path: Path) -> Iterator[str]:
    """The address of an empty place to restore into."""
    if request.param == "sqlite":
        yield str(tmp_path / "back.db")
        return
    with databases.postgresql(f"back_{tmp_path.name}"[:60].lower(), template="template1") as url:
        yield url


def rows(store: Store) -> dict[str, list[Any]]:
    """Every row of every table of the records."""
    with store.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key.columns))]
            for table in tables()
        }


@pytest.fixture
def company(store: Store, anna: Acting, tmp_path: Path) -> Store:
    """A store with something in every corner."""
    lodz = contact(store, anna, "Łódzkie Zakłady [/b]")
    jan = person(store, anna, lodz)
    whole = project(store, anna, "Całość")
    project(store, anna, "Część", parent_id=whole.id)
    row = planned(store, anna, contact_id=lodz.id, person_ids=(jan.id,), description="zażółć\ngęślą")
    activities.complete(store, anna, row.id, note="odebrał")
    file = tmp_path / "umowa.txt"
    file.write_text("umowa", encoding="utf-8")
    attachments.attach(store, anna, "activity", row.id, file)
    return store


def test_h4_what_comes_back_equals_the_original_row_for_row(
    company: Store, anna: Acting, clock: FixedClock, place: str, tmp_path: Path
) -> None:
    made = back_up(company, anna, tmp_path / "all.zip")
    assert made.files == 1
    assert made.missing == ()
    restore(tmp_path / "all.zip", place, clock=clock, files=tmp_path / "other")
    back = Store.open(place, clock=clock, files=tmp_path / "other")
    try:
        assert rows(back) == rows(company)
        assert problems(back) == []
        me = people.log_in(back, "anna")
        assert [hit.title for hit in search.search(back, me, "lodzkie")][:1] == ["Łódzkie Zakłady [/b]"]
        new = planned(back, me)
        assert new.id > max(row[0] for row in rows(company)["activities"])
    finally:
        back.close()


def test_h4_a_backup_taken_while_eight_write_restores_to_a_consistent_store(
    store: Store, anna: Acting, clock: FixedClock, tmp_path: Path
) -> None:
    writers = [Apart("tests.store.writing_on", str(store.path or store.url)) for _number in range(8)]
    try:
        for one in writers:
            assert one.readline() == "ready\n"
        back_up(store, anna, tmp_path / "all.zip")
    finally:
        done = [one.end("stop\n") for one in writers]
    restore(tmp_path / "all.zip", str(tmp_path / "back.db"), clock=clock, files=None)
    back = Store.open(str(tmp_path / "back.db"), clock=clock)
    held, all_ = rows(back), rows(store)
    assert problems(back) == []
    back.close()
    assert 8 <= len(held["activities"]) <= len(all_["activities"]) == sum(map(int, done))
    assert held["changes"] == all_["changes"][: len(held["changes"])] or store.path is None
    written = {change[5] for change in held["changes"] if change[4] == "activity"}
    assert written == {row[0] for row in held["activities"]}


def test_h4_only_administrators_take_everything_away(store: Store, ewa: Acting, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="administer"):
        back_up(store, ewa, tmp_path / "all.zip")
    assert list(tmp_path.glob("*.zip")) == []


def test_h4_nothing_is_overwritten(company: Store, anna: Acting, clock: FixedClock, place: str, tmp_path: Path) -> None:
    target = tmp_path / "all.zip"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(FileFault, match="exists"):
        back_up(company, anna, target)
    assert target.read_text(encoding="utf-8") == "mine"
    back_up(company, anna, target, replace=True)
    restore(target, place, clock=clock, files=tmp_path / "other")
    with refused("database", "used"):
        restore(target, place, clock=clock, files=tmp_path / "other")


@pytest.mark.parametrize("harm", ["cut", "turned", "no-manifest", "wrong-file", "no-zip"])
def test_h4_a_damaged_archive_leaves_nothing(
    company: Store, anna: Acting, clock: FixedClock, tmp_path: Path, harm: str
) -> None:
    source, broken = tmp_path / "all.zip", tmp_path / "broken.zip"
    back_up(company, anna, source)
    data = bytearray(source.read_bytes())
    if harm == "cut":
        broken.write_bytes(data[: len(data) // 2])
    elif harm == "turned":
        data[len(data) // 3] ^= 255
        broken.write_bytes(data)
    elif harm == "no-zip":
        broken.write_text("to nie jest kopia", encoding="utf-8")
    else:
        with zipfile.ZipFile(source) as held, zipfile.ZipFile(broken, "w") as made:
            for name in held.namelist():
                if harm == "no-manifest" and name == "manifest.json":
                    continue
                text = b"another" if name.startswith("files/") else held.read(name)
                made.writestr("files/../../escaped" if name.startswith("files/") else name, text)
    with refused("backup", "not-a-backup" if harm in {"cut", "no-manifest", "no-zip"} else "damaged"):
        restore(broken, str(tmp_path / "back.db"), clock=clock, files=tmp_path / "other")
    left = [path for path in (tmp_path / "other").rglob("*") if path.is_file()]
    assert left == []
    assert list(tmp_path.glob("*back*")) == []
    assert not (tmp_path / "escaped").exists()
