"""Users and their log-in (G1, G2, G6)."""

from dataclasses import replace

import pytest

from store import dictionaries, language, people
from store.clock import FixedClock
from store.database import Store
from store.drafts import UserDraft
from store.refusals import Ambiguous, NotFound, Stale, StoreFault
from store.rights import EMPLOYEE, MANAGER, RIGHTS
from store.rows import Acting
from tests.conftest import NOW
from tests.making import deactivate, refused


def test_g2_the_first_user_administers_the_others_have_their_roles(
    store: Store, anna: Acting, marek: Acting, ewa: Acting
) -> None:
    assert anna.rights == frozenset(RIGHTS)
    assert marek.rights == EMPLOYEE
    assert ewa.rights == MANAGER
    assert [user.login for user in people.users(store, anna)] == ["anna", "ewa", "marek"]
    assert [role.name for role in people.roles(store, anna)] == ["Administrator", "Manager", "Employee"]


def test_g1_only_who_was_added_may_log_in(store: Store, anna: Acting) -> None:
    for login in ("piotr", "Anna", "", " ", "an\x00na", "\udcff"):
        with pytest.raises(StoreFault) as caught:
            people.log_in(store, login)
        assert caught.value.reason == "unknown-user"


def test_g1_who_left_may_not_log_in_nor_be_chosen(store: Store, anna: Acting, marek: Acting) -> None:
    deactivate(store, anna, "marek")
    with pytest.raises(StoreFault, match="unknown-user"):
        people.log_in(store, "marek")
    assert marek.ref not in people.choosable(store, anna)
    assert any(row.login == "marek" for row in people.users(store, anna))


def test_g1_hidden_users_cannot_be_chosen(store: Store, anna: Acting, marek: Acting) -> None:
    row = people.user_named(store, anna, "marek")
    people.edit_user(store, anna, row.id, replace(people.draft_of_user(row), visible=False), version=1)
    assert [user.login for user in people.choosable(store, anna)] == ["anna", "ewa"]


def test_g1_logins_are_one_word_and_unique_without_case(store: Store, anna: Acting) -> None:
    with refused("login", "taken"):
        people.add_user(store, anna, UserDraft("MAREK"))
    for login in ("", "two words", "x" * 65):
        with refused("login", "not-a-login"):
            people.add_user(store, anna, UserDraft(login))
    with refused("zone", "unknown"):
        people.add_user(store, anna, UserDraft("piotr", zone="Mars/Base"))
    with refused("zone", "unknown"):
        people.add_user(store, anna, UserDraft("piotr", zone="../../etc/passwd"))
    with refused("language", "unknown"):
        people.add_user(store, anna, UserDraft("piotr", language="de"))
    with refused("role", "unknown"):
        people.add_user(store, anna, UserDraft("piotr", role_id=99))


def test_g1_a_new_user_is_an_employee_in_the_administrators_zone(store: Store, anna: Acting) -> None:
    row = people.add_user(store, anna, UserDraft("piotr"))
    assert (row.name, row.role.name, row.zone, row.language) == ("piotr", "Employee", "Europe/Warsaw", "en")


def test_a18_two_administrators_do_not_overwrite_each_other(store: Store, anna: Acting) -> None:
    row = people.user_named(store, anna, "marek")
    people.edit_user(store, anna, row.id, replace(people.draft_of_user(row), phone="+48 600 100 201"), version=1)
    with pytest.raises(Stale):
        people.edit_user(store, anna, row.id, replace(people.draft_of_user(row), phone="+48 600 100 202"), version=1)
    assert people.user_named(store, anna, "marek").phone == "+48 600 100 201"


def test_users_are_named_by_login_or_name_without_accents(store: Store, anna: Acting) -> None:
    for text in ("marek", "Marek", "ZIELINSKI", "marek zie", " ewa "):
        assert people.user_named(store, anna, text).login in {"marek", "ewa"}
    with pytest.raises(Ambiguous) as caught:
        people.user_named(store, anna, "i")
    assert caught.value.candidates == ("Ewa Wiśniewska", "Marek Zieliński")
    with pytest.raises(NotFound) as missing:
        people.user_named(store, anna, "Marek Zielinsky")
    assert "Marek Zieliński" in missing.value.near


def test_g6_the_dictionaries_begin_in_the_founders_language(databases: object, tmp_path: object) -> None:
    store = Store.open(f"{tmp_path}/pl.db", clock=FixedClock(NOW))
    jan = people.log_in(store, "jan", language="pl", zone="Not/A zone")
    assert [row.name for row in dictionaries.entries(store, jan, "category")][:3] == ["Telefon", "E-mail", "Spotkanie"]
    assert (jan.zone, jan.name, language.current()) == ("UTC", "jan", "en")
    store.close()


def test_g6_ones_own_language(store: Store, marek: Acting) -> None:
    assert people.set_language(store, marek, "pl").language == "pl"
    assert people.log_in(store, "marek").language == "pl"
    with refused("language", "unknown"):
        people.set_language(store, marek, "de")
