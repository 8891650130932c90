"""The worker with real servers on this machine that misbehave, and with hostile texts: each is said, nothing crashes,
and what is beside it arrives (D1, D2, H7)."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from crm_tui.delivery.senders import MailSender, SmsSender
from crm_tui.worker import Worker
from store import activities, deliveries, dictionaries, language, notifications, people
from store.clock import FixedClock
from store.database import Store
from store.drafts import EntryDraft
from store.failure_words import shown
from store.reminder_kinds import At, Before, Channel, Reminder
from store.reminder_rows import DeliveryRow
from store.rows import Acting
from store.sms_parts import parts
from store.when import OpenEnded
from tests.delivery.servers import (
    Taken,
    Texts,
    answering,
    authenticator,
    certificate,
    free_port,
    gateway,
    mail_server,
    scripted,
    silent,
)
from tests.making import at, contact, planned, refused, timed

SENDER = "crm@example.com"
STEP = 0.4
DUE = at(14, 45)
Server = Callable[[Path], AbstractContextManager[str]]


def reach(store: Store, me: Acting, login: str, **fields: Any) -> None:
    """Give somebody an address, a number or a name."""
    row = people.user_named(store, me, login)
    people.edit_user(store, me, row.id, replace(people.draft_of_user(row), **fields), version=row.version)


@pytest.fixture(autouse=True)
def addresses(store: Store, anna: Acting) -> None:
    reach(store, anna, "anna", email="anna@example.com", phone="+48600100200")
    reach(store, anna, "marek", email="marek@example.com", phone="+48600100300")


def reminded(store: Store, me: Acting, *who: Acting, by: Channel = "email", text: str = "") -> int:
    """Plan a call with a reminder at 14:45; return its number."""
    ids = tuple(one.id for one in who or (me,))
    return planned(store, me, performer_ids=ids, reminders=(Reminder(Before(15, "minute"), (by,), text),)).id


def fate(store: Store, me: Acting, number: int) -> DeliveryRow:
    """Return the one delivery of an activity."""
    (row,) = deliveries.of_activity(store, me, number)
    return row


# ------------------------------------------------------------------- servers


@contextmanager
def refusing(_folder: Path) -> Iterator[str]:
    yield f"smtp://127.0.0.1:{free_port()}"


@contextmanager
def unknown(_folder: Path) -> Iterator[str]:
    yield "smtp://mail.nowhere.invalid:25"


@contextmanager
def wrong_password(_folder: Path) -> Iterator[str]:
    more = {"authenticator": authenticator("right"), "auth_required": True, "auth_require_tls": False}
    with mail_server(Taken(), **more) as where:
        yield f"smtp://anna:wr0ng-secret@{where}"


@contextmanager
def untrusted(folder: Path) -> Iterator[str]:
    context, _made = certificate(folder)
    with mail_server(Taken(), ssl_context=context) as where:
        yield f"smtps://{where}"


@contextmanager
def without_tls(_folder: Path) -> Iterator[str]:
    with mail_server(Taken()) as where:
        yield f"smtps://{where}"


@contextmanager
def hanging(_folder: Path) -> Iterator[str]:
    with scripted(silent) as where:
        yield f"smtp://{where}"


@contextmanager
def hanging_after_data(_folder: Path) -> Iterator[str]:
    def talk(connection: socket.socket, _number: int) -> None:
        answering(connection, {".": None})

    with scripted(talk) as where:
        yield f"smtp://{where}"


@contextmanager
def busy(_folder: Path) -> Iterator[str]:
    with mail_server(Taken(at_data="451 4.3.0 try again later")) as where:
        yield f"smtp://{where}"


SERVERS: list[tuple[Server, str, str]] = [
    (refusing, "no connection: Connection refused", "brak połączenia: Connection refused"),
    (unknown, "there is no such server", "nie ma takiego serwera"),
    (wrong_password, "the log-in was refused: 535", "logowanie odrzucone: 535"),
    (untrusted, "the certificate does not check", "nie można zweryfikować certyfikatu"),
    (without_tls, "TLS failed: wrong version number", "błąd TLS: wrong version number"),
    (hanging, "no answer in time", "brak odpowiedzi w wyznaczonym czasie"),
    (hanging_after_data, "no answer in time", "brak odpowiedzi w wyznaczonym czasie"),
    (busy, "451 4.3.0 try again later", "451 4.3.0 try again later"),
]


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize(("server", "words", "polish"), SERVERS, ids=[row[0].__name__ for row in SERVERS])
def test_d2_a_server_that_does_not_take_it_is_said_and_tried_again_and_another_day_all_arrives(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock, tmp_path: Path, caplog: pytest.LogCaptureFixture,
    server: Server, words: str, polish: str,
) -> None:  # fmt: skip
    numbers = [reminded(store, anna, who) for who in (anna, marek)]
    clock.instant = DUE
    with server(tmp_path) as url, caplog.at_level("INFO", "crm_tui"):
        assert Worker(store, {"email": MailSender(url, SENDER, step=STEP)}).run_once() == {"waiting": 2}
    rows = [fate(store, anna, number) for number in numbers]
    for row in rows:
        assert (row.state, row.attempts) == ("waiting", 1)
        assert words in row.words
        assert row.next_at > clock.instant
        with language.speaking("pl"):
            assert polish in shown(row.words)
    assert "secret" not in caplog.text + "".join(row.words for row in rows)
    taken = Taken()
    clock.instant = max(row.next_at for row in rows)
    with mail_server(taken) as where:
        sender = MailSender(f"smtp://{where}", SENDER)
        assert Worker(store, {"email": sender}).run_once() == {"sent": 2}
    assert sorted(to for _from, (to,) in taken.envelopes) == ["anna@example.com", "marek@example.com"]


def test_d2_a_recipient_refused_for_good_is_told_to_the_assigner_and_the_next_arrives(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock
) -> None:
    refused_one, other = reminded(store, anna, marek), reminded(store, anna)
    clock.instant = DUE
    taken = Taken({"marek@example.com": "550 5.1.1 no such user"})
    with mail_server(taken) as where:
        done = Worker(store, {"email": MailSender(f"smtp://{where}", SENDER)}).run_once()
    assert done == {"failed": 1, "sent": 1}
    assert fate(store, anna, other).state == "sent"
    row = fate(store, anna, refused_one)
    assert (row.state, row.reason, row.words) == ("failed", "refused", "550 5.1.1 no such user")
    (told,) = [one for one in notifications.listing(store, anna) if one.kind == "failure"]
    assert [(one.user.login, one.words) for one in told.failures] == [("marek", "550 5.1.1 no such user")]


@pytest.mark.parametrize(("by", "lack", "reason"), [("email", "email", "no-address"), ("sms", "phone", "no-number")])
def test_d2_whoever_has_no_address_or_number_is_said_to_have_none(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock, by: Channel, lack: str, reason: str
) -> None:
    without, other = reminded(store, anna, marek, by=by), reminded(store, anna, by=by)
    reach(store, anna, "marek", **{lack: ""})
    clock.instant = DUE
    sent: list[str] = []
    done = Worker(store, {by: lambda out: sent.append(out.to.login) or "ok"}).run_once()  # type: ignore[func-returns-value]
    assert done == {"failed": 1, "sent": 1}
    assert sent == ["anna"]
    assert (fate(store, anna, without).state, fate(store, anna, without).reason) == ("failed", reason)
    assert fate(store, anna, other).state == "sent"


@pytest.mark.parametrize(("status", "state"), [(400, "failed"), (401, "waiting"), (429, "waiting"), (503, "waiting")])
def test_d2_a_gateways_4xx_and_5xx_are_said(
    store: Store, anna: Acting, clock: FixedClock, status: int, state: str
) -> None:
    number = reminded(store, anna, by="sms")
    clock.instant = DUE
    with gateway(Texts(status=status, answer=b"not today")) as where:
        done = Worker(store, {"sms": SmsSender(f"json://{where}/{{phone}}", step=2)}).run_once()
    assert done == {state: 1}
    row = fate(store, anna, number)
    assert str(status) in row.words
    assert "not today" in row.words


# ------------------------------------------------------------------- times


def test_d1_a_time_that_is_over_is_refused_and_an_offset_that_is_over_is_said(store: Store, anna: Acting) -> None:
    with refused("reminders", "past"):
        planned(store, anna, reminders=(Reminder(At(at(9))),))
    row = planned(store, anna, when=timed(11), reminders=(Reminder(Before(1, "day"), ("email",)),))
    assert (fate(store, anna, row.id).state, fate(store, anna, row.id).reason) == ("cancelled", "past")
    assert Worker(store, {"email": lambda _out: "ok"}).run_once() == {"cancelled": 1}


def test_d1_an_offset_of_what_is_open_ended_is_refused_and_dropping_the_date_too(store: Store, anna: Acting) -> None:
    with refused("reminders", "open-ended"):
        planned(store, anna, when=OpenEnded(), reminders=(Reminder(Before(5, "minute")),))
    number = reminded(store, anna)
    with refused("reminders", "open-ended"):
        activities.move(store, anna, number, OpenEnded())
    assert fate(store, anna, number).state == "waiting"


# ------------------------------------------------------------------- texts


@pytest.mark.parametrize(
    ("text", "count"), [("x" * 161, 2), ("Zażółć " * 30, 4), ("🎉" * 36, 2), ("€" * 80, 1), ("x" * 1000, 7)]
)
def test_d1_a_long_text_or_one_with_emoji_goes_out_whole_in_so_many_parts(
    store: Store, anna: Acting, clock: FixedClock, text: str, count: int
) -> None:
    assert parts(text.strip()).count == count
    reminded(store, anna, by="sms", text=text)
    clock.instant = DUE
    texts = Texts()
    with gateway(texts) as where:
        assert Worker(store, {"sms": SmsSender(f"form://{where}/{{phone}}")}).run_once() == {"sent": 1}
    ((path, _headers, body),) = texts.calls
    assert path == "/+48600100200"
    assert parse_qs(body.decode())["message"] == [text.strip()]


HOSTILE = "Ewa\r\nBcc: thief@example.com\r\n\r\n<script>=?utf-8?q?=0D=0ABcc:_thief@example.com?="


def test_h7_names_and_subjects_do_not_become_headers(store: Store, anna: Acting, clock: FixedClock) -> None:
    reach(store, anna, "anna", name=HOSTILE)
    category = dictionaries.add_entry(store, anna, "category", EntryDraft(HOSTILE)).id
    about = contact(store, anna, HOSTILE)
    planned(
        store, anna, category_id=category, contact_id=about.id, description=HOSTILE, details=HOSTILE,
        reminders=(Reminder(Before(15, "minute"), ("email", "sms")),),
    )  # fmt: skip
    clock.instant = DUE
    taken, texts = Taken(), Texts()
    with mail_server(taken) as mail, gateway(texts) as sms:
        worker = Worker(
            store, {"email": MailSender(f"smtp://{mail}", SENDER), "sms": SmsSender(f"json://{sms}/{{phone}}")}
        )
        assert worker.run_once() == {"sent": 2}
    (letter,) = taken.letters
    assert letter["Bcc"] is None
    assert not letter.defects
    assert taken.envelopes == [(SENDER, ["anna@example.com"])]
    ((path, headers, _body),) = texts.calls
    assert path == "/+48600100200"
    assert "Bcc" not in headers
