"""Many tries at once do not slip past the pauses (G1)."""

from concurrent.futures import ThreadPoolExecutor

from store import passwords
from store.database import Store
from store.refusals import WrongPassword
from store.rows import Acting


def test_g1_of_many_tries_at_once_only_those_before_the_first_pause_are_read(store: Store, anna: Acting) -> None:
    passwords.set_password(store, anna, anna.id, "kolejka-2026")

    def attempt(_number: int) -> bool:
        try:
            passwords.log_in(store, "anna", "wrong-one")
        except WrongPassword as refused:
            return refused.unread
        raise AssertionError("a wrong password was taken")

    with ThreadPoolExecutor(8) as pool:
        unread = list(pool.map(attempt, range(16)))
    assert unread.count(False) == passwords.WITHOUT_PAUSE + 1
