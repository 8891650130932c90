"""The senders, as the worker uses them: what is written reaches whom it is for (D1, D2)."""

import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from icalendar import Calendar

from crm_tui.configuration import Configuration
from crm_tui.delivery.outcome import Failure
from crm_tui.delivery.senders import MailSender, senders
from tests.delivery.making import EWA, NOW, call, outgoing
from tests.delivery.servers import Taken, Texts, answering, free_port, gateway, mail_server, scripted

SENDER = "crm@example.com"
ROOT = Path(__file__).parents[2]


def test_d1_a_reminder_goes_out_by_e_mail_and_by_sms() -> None:
    taken, texts = Taken(), Texts()
    with mail_server(taken) as mail, gateway(texts) as sms:
        configuration = Configuration(
            "", "", mail_url=f"smtp://{mail}", mail_sender=SENDER, sms_url=f"json://{sms}/{{phone}}"
        )
        ready = senders(configuration)
        assert ready["email"](outgoing("email")).startswith("250")
        assert ready["sms"](outgoing("sms")).startswith("Sent")
        assert isinstance(ready["email"], MailSender)
        ready["email"].close()
    (letter,) = taken.letters
    assert letter["Subject"] == "Przypomnienie: Telefon · AB Transport, wt 24.11.2026 15:00"
    assert letter["To"] == "Ewa Żak <ewa@example.com>"
    assert letter["Date"].datetime == NOW
    assert "reminder-1-ab12" in letter["Message-ID"]
    (attached,) = letter.iter_attachments()
    (event,) = Calendar.from_ical(str(attached.get_content())).walk("VEVENT")
    assert event["uid"] == "activity-17@crm-tui"
    assert [path for path, _headers, _body in texts.calls] == ["/+48600100200"]


def test_d2_a_channel_that_is_not_set_has_no_sender() -> None:
    assert not senders(Configuration("", ""))
    assert set(senders(Configuration("", "", mail_url="smtp://localhost"))) == {"email"}
    assert set(senders(Configuration("", "", sms_url="smsapi://TOKEN"))) == {"sms"}


def test_d2_threads_send_at_once_each_on_a_connection_that_is_kept() -> None:
    taken = Taken()
    with mail_server(taken) as at:
        sender = MailSender(f"smtp://{at}", SENDER, step=5)
        with ThreadPoolExecutor(4) as pool:
            sent = [outgoing("email", replace(EWA, email=f"u{n}@example.com"), key=str(n)) for n in range(200)]
            assert all(words.startswith("250") for words in pool.map(sender, sent))
        assert 1 <= taken.connections <= 4
        sender.close()
        sender(outgoing("email"))
        sender.close()
    assert {to for _from, (to,) in taken.envelopes} == {f"u{n}@example.com" for n in range(200)} | {EWA.email}
    assert len(taken.raw) == len({letter["Message-ID"] for letter in taken.letters}) == 201


def test_d2_a_wrong_password_is_not_tried_by_every_thread_for_every_letter() -> None:
    tried: list[int] = []

    def talk(connection: socket.socket, number: int) -> None:
        tried.append(number)
        answering(connection, {"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "535 no"})

    with scripted(talk) as at:
        sender = MailSender(f"smtp://anna:wrong@{at}", SENDER)
        for _letter in range(20):
            with pytest.raises(Failure, match="the log-in was refused: 535 no") as caught:
                sender(outgoing("email"))
            assert not caught.value.lasting
    assert tried == [1]


def test_a_server_that_is_away_for_a_moment_is_tried_again_at_once() -> None:
    taken = Taken()
    port = free_port()
    sender = MailSender(f"smtp://127.0.0.1:{port}", SENDER)
    with pytest.raises(Failure, match="Connection refused"):
        sender(outgoing("email"))
    with mail_server(taken, port=port):
        assert sender(outgoing("email")).startswith("250")
        sender.close()


def test_h7_neither_names_nor_addresses_get_into_the_headers() -> None:
    taken = Taken()
    hostile = "Ewa\r\nBcc: thief@example.com\r\n\r\nHi"
    with mail_server(taken) as at:
        sender = MailSender(f"smtp://{at}", SENDER)
        to = replace(EWA, login=hostile, name=hostile)
        sender(outgoing("email", to, activity=call(description=hostile), key=hostile))
        sender.close()
    (letter,) = taken.letters
    assert letter["Bcc"] is None
    assert taken.envelopes[0][1] == [EWA.email]


def test_nothing_heavy_is_imported_before_there_is_something_to_send() -> None:
    code = "import crm_tui.delivery.senders, sys; print(*sorted({n.partition('.')[0] for n in sys.modules}))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    heavy = {"apprise", "requests", "smsapi", "icalendar", "phonenumbers", "textual", "rich", "sqlmodel", "pydantic"}
    assert not set(run.stdout.split()) & heavy
