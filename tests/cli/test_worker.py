"""The worker on the command line: it logs nobody in, and says what it did (D2, G1)."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.delivery.servers import Taken, mail_server


@pytest.fixture
def due(crm: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A database in which two reminders of anna's are due by 11:00: in the program and by mail."""
    assert crm("user", "edit", "anna", "--email", "anna@example.com").code == 0
    planned = crm("add", "Call", "--start", "11:00", "--remind", "15 min:app,email", "--json")
    assert planned.code == 0, planned.err
    assert planned.json["id"] == 1
    monkeypatch.setenv("CRM_TUI_CLOCK", "2026-11-24T10:45:30+01:00")
    return crm


@pytest.mark.parametrize("log_in", ["os", "password", "fixed"])
def test_g1_d2_the_worker_logs_nobody_in_whatever_the_installation_asks(
    due: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_in: str
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'log_in = "{log_in}"\n', encoding="utf-8")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    taken = Taken()
    with mail_server(taken) as at:
        monkeypatch.setenv("CRM_TUI_MAIL__URL", f"smtp://{at}")
        monkeypatch.setenv("CRM_TUI_MAIL__SENDER", "crm@example.com")
        done = due("--config", str(config), "worker", "--once", "--json", as_="crm-service")
    assert done.code == 0, done.err
    assert done.json == {"sent": 2}
    assert [to for _from, to in taken.envelopes] == [["anna@example.com"]]
    # Nobody was made by it either.
    assert [row["login"] for row in due("user", "list", "--json").json] == ["anna"]


def test_d2_d4_show_lists_each_delivery_and_its_fate(due: Run) -> None:
    waiting = due("show", "1", "--json").json
    assert waiting["reminders"] == [
        {"at": None, "amount": 15, "unit": "minute", "minutes": 15, "channels": ["app", "email"], "text": ""}
    ]
    assert due("notifications", "--unread", "--json").json == []
    done = due("worker", "--once")
    assert done.code == 0
    assert "user=anna activity=1 delivery=1 kind=reminder channel=app" in done.err
    assert "mail.url" in done.err
    told = due("notifications", "--unread", "--json").json
    assert [(one["kind"], one["activity"], one["unread"]) for one in told] == [("reminder", 1, True)]
    fates = {one["channel"]: one["state"] for one in due("show", "1", "--json").json["deliveries"]}
    assert fates == {"app": "sent", "email": "waiting"}
    assert due("worker", "--once", "--json").json == {}


def test_d1_a_reminder_that_cannot_be_is_refused_in_a_line(crm: Run) -> None:
    for arguments in (
        ("--start", "15:00", "--remind", "yesterday 9:00"),
        ("--open-ended", "--remind", "15 min"),
        ("--start", "15:00", "--remind", "quux:email"),
    ):
        answer = crm("add", "Call", *arguments, "--json")
        assert answer.code == 1, arguments
        assert answer.err.count("\n") == 1
        assert answer.json["error"]["message"]
