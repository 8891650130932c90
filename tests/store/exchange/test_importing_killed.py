"""A kill at any moment of an import leaves all of it or nothing (H2)."""

from pathlib import Path

from store import checking, contacts, persons
from store.database import Store
from store.rows import Acting
from tests.killing import killed_at_every_step

CARDS = 100
CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jan {n}\r\nORG:Firma {n}\r\nEMAIL:jan@f{n}.pl\r\nEND:VCARD\r\n"


def test_h2_a_kill_at_every_step_of_importing_leaves_a_clean_store(store: Store, anna: Acting, tmp_path: Path) -> None:
    path = tmp_path / "many.vcf"
    path.write_text("".join(CARD.format(n=n) for n in range(CARDS)), encoding="utf-8", newline="")
    left: list[tuple[int, int]] = []

    def after() -> None:
        left.append((len(contacts.list_all(store, anna)), len(persons.list_all(store, anna))))
        assert checking.problems(store) == []

    module = "tests.store.exchange.importing"
    steps = killed_at_every_step(module, store.url, "anna", str(path), after=after)
    assert steps > 10
    assert set(left[:-1]) == {(0, 0)}
    assert left[-1] == (CARDS, CARDS)
