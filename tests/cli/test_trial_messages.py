"""crm-tui setting test-mail and test-sms: one message, and what the server said (D1)."""

import json

import pytest

from tests.cli.conftest import Run
from tests.delivery.servers import Taken, Texts, free_port, gateway, mail_server


def test_one_letter_is_sent_and_the_servers_words_are_shown(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = Taken()
    with mail_server(taken) as at:
        monkeypatch.setenv("CRM_TUI_MAIL__URL", f"smtp://{at}")
        monkeypatch.setenv("CRM_TUI_MAIL__SENDER", "crm@example.com")
        shown = crm("setting", "test-mail", "ewa@example.com")
        assert (shown.code, shown.err) == (0, "")
        assert shown.out == "Sent to ewa@example.com. The server said: 250 2.0.0 Ok: queued as 4711\n"
        crm("user", "edit", "anna", "--email", "anna@example.com")
        assert crm("setting", "test-mail", "--json").json == {
            "channel": "email", "to": "anna@example.com", "words": "250 2.0.0 Ok: queued as 4711",
        }  # fmt: skip
    assert [to for _from, to in taken.envelopes] == [["ewa@example.com"], ["anna@example.com"]]
    assert taken.letters[0]["Subject"] == "E-mail from crm-tui works"
    assert taken.letters[0]["Message-ID"] != taken.letters[1]["Message-ID"]


def test_one_text_is_sent_and_the_gateways_words_are_shown(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = Texts()
    with gateway(texts) as at:
        monkeypatch.setenv("CRM_TUI_SMS__URL", f"json://{at}/{{phone}}")
        shown = crm("setting", "test-sms", "600 100 200", "--json", "--lang", "pl")
    assert shown.json == {"channel": "sms", "to": "600 100 200", "words": "Sent JSON POST notification."}
    ((path, _headers, body),) = texts.calls
    assert path == "/+48600100200"
    assert json.loads(body)["message"] == "Wiadomość próbna z crm-tui"


def test_a_failure_is_one_line_without_the_password(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_TUI_MAIL__URL", f"smtp://anna:tajne@127.0.0.1:{free_port()}")
    monkeypatch.setenv("CRM_TUI_MAIL__SENDER", "crm@example.com")
    shown = crm("setting", "test-mail", "ewa@example.com", "--json")
    assert shown.code == 1
    error = shown.json["error"]
    assert (error["channel"], error["to"], error["lasting"]) == ("email", "ewa@example.com", False)
    assert error["message"] == error["words"] == shown.err.rstrip("\n")
    assert "Connection refused" in error["words"]
    assert "tajne" not in shown.out + shown.err


def test_what_is_not_set_is_named(crm: Run) -> None:
    mail, sms = crm("setting", "test-mail", "ewa@example.com"), crm("setting", "test-sms", "600100200")
    assert (mail.code, mail.err) == (1, "no mail server is set (mail.url)\n")
    assert (sms.code, sms.err) == (1, "no SMS gateway is set (sms.url)\n")


def test_g2_only_an_administrator_sends_them(crm: Run) -> None:
    crm("user", "add", "marek")
    for command in ("test-mail", "test-sms"):
        denied = crm("setting", command, "x", "--json", as_="marek")
        assert (denied.code, denied.json["error"]["kind"]) == (1, "denied")
