"""Users, roles and rights of the team (G1, G2)."""

from store import people
from store.database import Store
from store.rights import EMPLOYEE, MANAGER, RIGHTS
from store.rows import Acting


def test_g2_first_user_administers_the_others_have_their_roles(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    assert anna.rights == frozenset(RIGHTS)
    assert marek.rights == EMPLOYEE
    assert ewa.rights == MANAGER
    assert [user.login for user in people.users(store, anna)] == ["anna", "ewa", "marek"]
