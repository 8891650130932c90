"""The channels together, as the worker uses them: what is written reaches whom it is for (D1, D2)."""

import subprocess
import sys
from pathlib import Path

import pytest
from crm_tui.delivery.channels import Channels
from icalendar import Calendar

from crm_tui.delivery.outcome import Failure
from tests.delivery.making import EWA, NOW, call, outgoing
from tests.delivery.servers import Taken, Texts, gateway, mail_server


def test_d1_a_reminder_goes_out_by_e_mail_and_by_sms() -> None:
    taken, texts = Taken(), Texts()
    with (
        mail_server(taken) as mail,
        gateway(texts) as sms,
        Channels(f"smtp://{mail}", "crm@example.com", f"json://{sms}/{{phone}}") as channels,
    ):
        assert channels.deliver(outgoing("email")).startswith("250")
        assert channels.deliver(outgoing("sms")).startswith("Sent")
    (letter,) = taken.letters
    assert letter["Subject"] == "Przypomnienie: Telefon · AB Transport, wt 24.11.2026 15:00"
    assert letter["To"] == "Ewa Żak <ewa@example.com>"
    assert letter["Date"].datetime == NOW.replace(microsecond=0)
    assert "reminder-1-ab12" in letter["Message-ID"]
    (attached,) = letter.iter_attachments()
    (event,) = Calendar.from_ical(attached.get_payload(decode=True)).walk("VEVENT")  # type: ignore[arg-type]
    assert event["uid"] == "activity-17@crm-tui"
    assert [path for path, _headers, _body in texts.calls] == ["/+48600100200"]


def test_d2_each_channel_that_is_not_set_says_so_and_leaves_the_other_alone() -> None:
    taken = Taken()
    with mail_server(taken) as at, Channels(f"smtp://{at}", "crm@example.com", "") as channels:
        with pytest.raises(Failure, match=r"no SMS gateway is set \(sms.url\)"):
            channels.deliver(outgoing("sms"))
        channels.deliver(outgoing("email"))
    with Channels("", "", "") as channels, pytest.raises(Failure, match=r"no mail server is set \(mail.url\)"):
        channels.deliver(outgoing("email"))
    with pytest.raises(Failure) as caught:
        Channels("", "", "").deliver(outgoing("app"))
    assert caught.value.lasting


def test_h7_neither_names_nor_addresses_get_into_the_headers() -> None:
    taken = Taken()
    hostile = "Ewa\r\nBcc: thief@example.com\r\n\r\nHi"
    with mail_server(taken) as at, Channels(f"smtp://{at}", "crm@example.com", "") as channels:
        to = outgoing().to.__class__(2, hostile, hostile, "ewa@example.com", "", "Europe/Warsaw", "pl")
        channels.deliver(outgoing("email", to, activity=call(description=hostile), key=hostile))
    (letter,) = taken.letters
    assert letter["Bcc"] is None
    assert taken.envelopes[0][1] == [EWA.email]


def test_nothing_heavy_is_imported_before_there_is_something_to_send() -> None:
    code = "import crm_tui.delivery.channels, sys; print(*sorted({n.partition('.')[0] for n in sys.modules}))"
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    heavy = {"apprise", "requests", "smsapi", "icalendar", "phonenumbers", "textual", "rich", "sqlmodel", "pydantic"}
    assert not set(run.stdout.split()) & heavy
