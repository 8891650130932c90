"""Eight processes that plan 200 busy activities each into the same few places, on both databases (A5)."""

import pytest

from store.database import Store
from store.rows import Acting
from tests.store import rushing
from tests.store.test_busy_at_once import overlapping, rush


@pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)
def test_a5_eight_processes_and_1600_wishes(store: Store, anna: Acting) -> None:
    said = rush(store, 8, 200)
    assert sum(one["planned"] + one["told"] for one in said) == 1600
    assert 1 <= sum(one["planned"] for one in said) <= rushing.PLACES
    assert overlapping(store) == 0
