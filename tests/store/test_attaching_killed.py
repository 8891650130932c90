"""A kill at any moment of attaching leaves neither half a file nor a row without its file (A15)."""

from pathlib import Path
from typing import Any

from store import attachments, checking
from store.database import Store
from store.rows import Acting
from tests.killing import killed_at_every_step
from tests.making import contact, planned, project

# What differs by the owner is which column of a row is filled: an activity on both databases, the others on one each.
OWNERS: dict[str, tuple[attachments.Owner, ...]] = {
    "sqlite": ("activity", "contact"), "postgresql": ("activity", "project"),
}  # fmt: skip


def test_a15_a_kill_at_every_step_of_attaching_leaves_a_clean_store(store: Store, anna: Acting, tmp_path: Path) -> None:
    for owner in OWNERS[store.engine.dialect.name]:
        killed_while_attaching(store, anna, tmp_path, owner)


def killed_while_attaching(store: Store, anna: Acting, tmp_path: Path, owner: attachments.Owner) -> None:
    """Attach to an owner of a kind, killed at each step, and look at what is left."""
    made = {"activity": planned, "contact": contact, "project": project}[owner]
    row: Any = made(store, anna)  # type: ignore[operator]
    source = tmp_path / "offer.pdf"
    source.write_bytes(b"x" * 2_500_000)
    given = (store.url, str(store.files), "anna", owner, str(row.id), str(source))
    steps = killed_at_every_step("tests.store.attaching", *given)
    assert steps > 8
    assert checking.problems(store) == []
    found = attachments.of(store, anna, owner, row.id)
    assert found
    for one in found:
        assert attachments.content(store, anna, one.id)[1].stat().st_size == 2_500_000
    assert list((store.files / "incoming").iterdir()) == []
