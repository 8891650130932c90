"""Logging in by password (G1): pauses, no telling who exists, changing and resetting."""

from datetime import timedelta

import pytest

from store import history, passwords
from store.clock import FixedClock
from store.database import Store
from store.refusals import Invalid, NotAllowed, NotFound, WrongPassword
from store.rows import Acting
from tests.making import deactivate, refused

GOOD = "zażółć gęślą jaźń"


@pytest.fixture
def with_password(store: Store, anna: Acting, marek: Acting) -> Store:
    passwords.set_password(store, anna, anna.id, GOOD)
    passwords.set_password(store, anna, marek.id, "kolejka-2026")
    return store


def test_g1_login_and_password_prove_who_one_is(with_password: Store, clock: FixedClock, anna: Acting) -> None:
    assert passwords.log_in(with_password, " anna ", GOOD) == anna
    # Another way to type the same letters: composed of base and accent.
    assert passwords.log_in(with_password, "anna", "zażółć gęślą jaźń") == anna
    for wrong in ("", "zazolc gesla jazn", GOOD + " ", GOOD.upper()):
        with pytest.raises(WrongPassword):
            passwords.log_in(with_password, "anna", wrong)
        clock.instant += timedelta(minutes=5)


def test_g1_the_answer_is_the_same_for_wrong_unknown_left_and_without_password(
    with_password: Store, anna: Acting, ewa: Acting
) -> None:
    deactivate(with_password, anna, "marek")
    answers = []
    for login, password in (("anna", "wrong-one"), ("nobody", GOOD), ("marek", "kolejka-2026"), (ewa.login, GOOD)):
        for _try in range(4):
            with pytest.raises(WrongPassword) as caught:
                passwords.log_in(with_password, login, password)
            answers.append((login, caught.value.pause, caught.value.unread))
    by_login = {login: [answer[1:] for answer in answers if answer[0] == login] for login in ("anna", "nobody")}
    assert by_login["anna"] == by_login["nobody"] == [(0, False), (0, False), (2, False), (2, True)]
    assert len({tuple(answer[1:] for answer in answers[i : i + 4]) for i in range(0, 16, 4)}) == 1


def test_g1_pauses_grow_to_five_minutes_and_end_with_the_right_password(
    with_password: Store, clock: FixedClock, anna: Acting
) -> None:
    pauses = []
    for _try in range(14):
        with pytest.raises(WrongPassword) as caught:
            passwords.log_in(with_password, "anna", "wrong-one")
        pauses.append(caught.value.pause)
        clock.instant += timedelta(seconds=caught.value.pause)
    assert pauses == [0, 0, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300]
    with pytest.raises(WrongPassword) as caught:
        passwords.log_in(with_password, "anna", "wrong-one")
    clock.instant += timedelta(seconds=299)
    with pytest.raises(WrongPassword) as early:
        passwords.log_in(with_password, "anna", GOOD)
    assert early.value.unread
    assert early.value.pause == 1
    clock.instant += timedelta(seconds=1)
    assert passwords.log_in(with_password, "anna", GOOD) == anna
    with pytest.raises(WrongPassword) as fresh:
        passwords.log_in(with_password, "anna", "wrong-one")
    assert fresh.value.pause == 0


def test_g1_a_clock_that_was_set_back_locks_nobody_out(with_password: Store, clock: FixedClock, anna: Acting) -> None:
    for _try in range(3):
        with pytest.raises(WrongPassword):
            passwords.log_in(with_password, "anna", "wrong-one")
    clock.instant -= timedelta(days=3)
    with pytest.raises(WrongPassword) as caught:
        passwords.log_in(with_password, "anna", GOOD)
    assert caught.value.pause <= 300


def test_g1_ones_own_password_needs_the_current_one(with_password: Store, clock: FixedClock, marek: Acting) -> None:
    for current in (None, "", "wrong-one"):
        with pytest.raises(WrongPassword):
            passwords.set_password(with_password, marek, marek.id, "nowe-haslo-1", current=current)
        clock.instant += timedelta(minutes=5)
    passwords.set_password(with_password, marek, marek.id, "nowe-haslo-1", current="kolejka-2026")
    assert passwords.log_in(with_password, "marek", "nowe-haslo-1") == marek
    with pytest.raises(WrongPassword):
        passwords.log_in(with_password, "marek", "kolejka-2026")


def test_g1_others_passwords_are_an_administrators(with_password: Store, anna: Acting, ewa: Acting) -> None:
    with pytest.raises(NotAllowed, match="administer"):
        passwords.set_password(with_password, ewa, anna.id, "przejmuje-konto")
    with pytest.raises(NotFound):
        passwords.set_password(with_password, anna, 10_000, "nikogo-tu-nie-ma")
    passwords.set_password(with_password, anna, ewa.id, "nowe-haslo-1")
    assert passwords.log_in(with_password, "ewa", "nowe-haslo-1") == ewa
    assert "password" in [change.action for change in history.record_changes(with_password, anna, "user", ewa.id)]


@pytest.mark.parametrize(
    ("password", "reason"),
    [("short", "too-short"), ("x" * 257, "too-long"), ("with\x1bescape", "unreadable"), ("with\nline", "unreadable")],
)
def test_g1_what_cannot_be_a_password(store: Store, anna: Acting, password: str, reason: str) -> None:
    with refused("password", reason):
        passwords.set_password(store, anna, anna.id, password)
    assert not passwords.has_password(store, anna)


def test_g1_the_login_is_no_password() -> None:
    with pytest.raises(Invalid, match="like-login"):
        passwords.check("administrator", " administrator".strip().upper())


def test_g1_no_password_and_no_login_is_stored_in_clear(with_password: Store) -> None:
    with pytest.raises(WrongPassword):
        passwords.log_in(with_password, "my-secret-typed-as-login", "x")
    with with_password.reading() as read:
        held = str(read.all("select * from credentials")) + str(read.all("select * from log_in_pauses"))
        held += str(read.all("select fields from changes"))
    assert "$argon2id$" in held
    for secret in (GOOD, "kolejka-2026", "my-secret-typed-as-login"):
        assert secret not in held
