"""What an outside checker would try (H1, H7): contradictions, odd values, streams and settings that are wrong."""

import io
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm_tui.cli.main import shared_first
from crm_tui.clock_choice import chosen_clock
from tests.cli.conftest import Run

CALL = ("add", "--category", "call", "--start", "tomorrow at 15")


@pytest.mark.parametrize(
    ("options", "end"),
    [
        (("--end", "45m"), "15:45"),
        (("--end", "1h30"), "16:30"),
        (("--end", "16:15"), "16:15"),
        (("--end", "tomorrow at 17"), "17:00"),
        (("--for", "2 godziny"), "17:00"),
        (("--end", "", "--for", ""), "15:30"),
    ],
)
def test_a4_an_end_is_a_time_or_a_length(crm: Run, options: tuple[str, ...], end: str) -> None:
    assert crm(*CALL, *options, "--json").json["end"] == f"2026-11-25T{end}:00+01:00"


def test_a4_a_length_of_days_counts_the_first(crm: Run) -> None:
    shown = crm("add", "--category", "visit", "--start", "tomorrow", "--end", "3 days", "--json").json
    assert (shown["start"], shown["end"]) == ("2026-11-25", "2026-11-27")


@pytest.mark.parametrize(
    ("options", "field"),
    [
        (("--open-ended",), "start"),
        (("--end", "16:00", "--for", "1h"), "end"),
        (("--for", "blah"), "for"),
        (("--for", "0m"), "for"),
        (("--for", "9" * 400 + " days"), "for"),
        (("--end", "pojutrze"), "end"),
        (("--success",), "outcome"),
        (("--busy", "--performer", ""), "performers"),
        (("--description", "x" * 5_000), "description"),
    ],
)
def test_contradictions_are_refused_in_words(crm: Run, options: tuple[str, ...], field: str) -> None:
    refused = crm(*CALL, *options, "--json")
    assert (refused.code, refused.json["error"]["field"]) == (1, field)
    assert refused.err.strip() == refused.json["error"]["message"]
    assert len(refused.err) < 250
    assert f": {refused.json['error'].get('reason')}" not in refused.err
    assert crm("list", "--all", "--json").json == []


def test_a4_editing_keeps_what_is_not_named(crm: Run) -> None:
    number = str(crm(*CALL, "--json").json["id"])
    moved = crm("edit", number, "--start", "jutro o 16", "--json").json
    assert (moved["start"], moved["all_day"]) == ("2026-11-25T16:00:00+01:00", False)
    assert crm("edit", number, "--for", "2h", "--json").json["end"] == "2026-11-25T18:00:00+01:00"
    whole = crm("edit", number, "--all-day", "--json").json
    assert (whole["start"], whole["end"]) == ("2026-11-25", "2026-11-25")
    assert crm("edit", number, "--not-all-day", "--json").json["error"]["reason"] == "needs-time"
    assert crm("edit", number, "--open-ended", "--json").json["start"] is None
    assert crm("edit", number, "--not-open-ended", "--json").json["error"]["field"] == "start"


def test_a4_several_days_stay_when_they_are_made_whole(crm: Run) -> None:
    number = str(crm(*CALL, "--end", "2026-11-27 10:00", "--json").json["id"])
    shown = crm("edit", number, "--all-day", "--json").json
    assert (shown["start"], shown["end"]) == ("2026-11-25", "2026-11-27")


def test_a8_an_outcome_is_corrected_later(crm: Run) -> None:
    number = str(crm(*CALL, "--goal", "arrange", "--done", "--success", "--json").json["id"])
    assert crm("edit", number, "--failure", "--json").json["outcome"] == "failure"


def test_g1_who_is_hidden_cannot_be_chosen(crm: Run) -> None:
    crm("user", "add", "zofia", "--hidden")
    refused = crm(*CALL, "--performer", "zofia", "--json")
    assert (refused.code, refused.json["error"]["reason"]) == (1, "hidden")
    assert crm(*CALL, as_="zofia").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("show", "seven"),
        ("show",),
        ("nosuch",),
        (*CALL, "--priority", "pilne"),
        (*CALL, "--done", "--cancelled"),
        (*CALL, "--done", "--success", "--failure"),
        ("list", "--limit", "0"),
        ("list", "--limit", str(2**70)),
    ],
)
def test_h1_what_cannot_be_read_is_one_line_and_one_document(crm: Run, arguments: tuple[str, ...]) -> None:
    refused = crm(*arguments, "--json")
    assert refused.code == 2
    assert refused.json["error"]["kind"] == "invalid"
    assert refused.err == refused.json["error"]["message"] + "\n"
    assert "crm-tui" in refused.err


def test_h1_shared_options_may_stand_after_the_command(crm: Run) -> None:
    assert shared_first(["today", "--as", "ewa", "--json", "--lang=pl", "--", "--db", "x"]) == [
        "--as", "ewa", "--lang=pl", "today", "--json", "--", "--db", "x",
    ]  # fmt: skip
    assert crm("today", "--lang", "pl").out.startswith("wtorek 24 listopada")
    assert crm("today", "--as", "nobody-known", "--json").code == 1


def test_h1_a_range_that_ends_before_it_begins(crm: Run) -> None:
    refused = crm("list", "--from", "2026-12-01", "--to", "2026-11-01", "--json")
    assert (refused.code, refused.json["error"]["field"]) == (1, "to")


def test_c7_every_line_gets_its_document(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("jutro\n\n\udcff\udcfe\npojutrze"))
    documents = [json.loads(line) for line in crm("when", "-").out.splitlines()]
    assert [one["start"] for one in documents] == ["2026-11-25", None, None, "2026-11-26"]
    assert documents[2]["phrase"] == "\ufffd\ufffd"


def test_h7_bytes_that_are_no_text_are_replaced(crm: Run) -> None:
    assert crm("contact", "add", "bad\udcff", "--json").json["name"] == "bad\ufffd"
    refused = crm("contact", "show", "Łódź\udcff \x1b[31m")
    assert (refused.code, "\x1b" in refused.err) == (1, False)


def test_h1_a_terminal_without_unicode(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    crm("contact", "add", "Łódź")
    plain = io.TextIOWrapper(io.BytesIO(), encoding="ascii", write_through=True)
    monkeypatch.setattr(sys, "stdout", plain)
    assert crm("contact", "list", "--json").code == 0
    assert json.loads(plain.buffer.getvalue())[0]["name"] == "Łódź"
    assert crm("contact", "list").code == 0


@pytest.mark.parametrize("clock", ["blah", "2026-11-24T10:42:00", "blah running"])
def test_a_wrong_clock_is_named(crm: Run, monkeypatch: pytest.MonkeyPatch, clock: str) -> None:
    monkeypatch.setenv("CRM_TUI_CLOCK", clock)
    refused = crm("today", "--json")
    assert (refused.code, "CRM_TUI_CLOCK" in refused.err) == (1, True)


def test_a_clock_of_tests_may_run_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_TUI_CLOCK", "2026-11-24T10:42:00+01:00 running")
    clock = chosen_clock()
    first = clock.now()
    assert timedelta(0) <= first - datetime(2026, 11, 24, 9, 42, tzinfo=UTC) < timedelta(seconds=10)
    while clock.now() == first:
        pass


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("blah\n", ":1"),
        ('lang = "en"\ndb = 5\n', ":2"),
        ('[mail]\nurl = "smtp://x"\nfoo = 1\n', ":3"),
        ('[nosuch]\nx = 1\n', ":1"),
        ('lang = "de"\n', ":1"),
        ('log_in = "kerberos"\n', ":1"),
        ('[sms]\nurl = "json://localhost/{phone}"\n[mail]\nurl = "ftp://anna:tajne@x"\n', ":4"),
        ('[mail]\nurl = "smtp://x"\n[sms]\nurl = "tajne"\n', ":4"),
        ('[sms]\nurl = "twilio://tajne"\n', ":2"),
        ('[sms]\nurl = "smsapi://"\n', ":2"),
        ('[mail]\nurl = "smtp://x"\nsender = "tajne"\n', ":3"),
        ('mail.url = "tajne"\n', ":1"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named_with_its_line_in_words(crm: Run, tmp_path: Path, text: str, place: str) -> None:
    config = tmp_path / "config.toml"
    config.write_text(text)
    refused = crm("--lang", "pl", "--config", str(config), "today", "--json")
    assert (refused.code, f"{config}{place}" in refused.err) == (1, True)
    assert refused.err.startswith("Ustawienie")
    assert "Input should" not in refused.err
    assert "Extra inputs" not in refused.err
    assert "tajne" not in refused.err + refused.out


def test_an_address_read_from_a_file_is_held_to_its_form_too(
    crm: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "mail"
    secret.write_text("tajne\n")
    monkeypatch.setenv("CRM_TUI_MAIL__URL_FILE", str(secret))
    refused = crm("today", "--json")
    assert (refused.code, refused.json["error"]["name"]) == (1, "mail.url_file")
    assert "CRM_TUI_MAIL__URL_FILE" in refused.err
    assert "tajne" not in refused.err


def test_a_table_of_settings_is_no_variable(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRM_TUI_MAIL", "{bad")
    assert "CRM_TUI_MAIL" in crm("today").err


@pytest.mark.parametrize("url", ["a" * 5_000, "mysql://x/y", "://", "postgres://127.0.0.1:1/x"])
def test_h3_an_address_that_is_none_is_one_clear_line(crm: Run, url: str) -> None:
    refused = crm("today", "--db", url, "--json")
    assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    assert refused.json["error"]["reason"] in {"no-folder", "unreachable"}


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("contact", "add", "X", "--short", "x" * 5_000), "short"),
        (("contact", "add", "X", "--email", "blah"), "email"),
        (("project", "add", "X", "--keyword", "x" * 5_000), "keyword"),
        (("user", "add", "x", "--email", "blah"), "email"),
        (("user", "add", "x", "--phone", "1" * 5_000), "phone"),
        (("goal", "edit", "arrange", "--name", ""), "name"),
        (("role", "edit", "employee", "--name", ""), "name"),
        (("contact", "add", "\u200f\u200b"), "name"),
        (("role", "add", "X", "--deny", "nope"), "rights"),
    ],
)
def test_records_take_no_text_that_a_database_cannot_index(crm: Run, arguments: tuple[str, ...], field: str) -> None:
    refused = crm(*arguments, "--json")
    assert (refused.code, refused.json["error"]["field"]) == (1, field)


@pytest.mark.parametrize("phrase", ["December", "next week"])
def test_c7_moving_asks_for_the_day(crm: Run, phrase: str) -> None:
    number = str(crm(*CALL, "--json").json["id"])
    refused = crm("move", number, phrase, "--json")
    assert (refused.code, refused.json["error"]["reason"]) == (1, "needs-day")
    assert phrase in refused.err
