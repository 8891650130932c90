"""The commands about records, people, settings, phrases and the database (H1, G, C7)."""

import io
import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_records_are_added_listed_shown_and_edited(crm: Run) -> None:
    added = crm(
        "contact", "add", "Łódzka Spółdzielnia", "--short", "ŁS", "--tax-number", "526-000-12-46", "--email", "a@b.pl",
        "--email", "c@d.pl", "--phone", "600 100 200", "--address", "Łódź", "--web", "ls.pl", "--status", "customer",
        "--group", "key", "--owner", "anna", "--json",
    ).json  # fmt: skip
    assert added["email"] == ["a@b.pl", "c@d.pl"]
    assert (added["status"], added["group"], added["owner"]) == ("Customer", ["Key customers"], "anna")
    assert crm("contact", "edit", "lodzka", "--web", "", "--json").json["web"] is None
    assert [row["name"] for row in crm("contact", "list", "--json").json] == ["Łódzka Spółdzielnia"]
    person = crm(
        "person", "add", "Ewa Król", "--contact", "ls", "--position", "prezes", "--function", "decides", "--json"
    )
    assert person.json["function"] == ["Decides"]
    assert crm("contact", "show", "LODZKA", "--json").json["persons"] == ["Ewa Król"]
    project = crm(
        "project", "add", "Wdrożenie", "--contact", "ls", "--status", "running", "--stage", "offer", "--keyword", "crm",
        "--responsible", "anna", "--start", "1 December", "--end", "2027-01-31", "--progress", "20", "--json",
    ).json  # fmt: skip
    assert (project["start"], project["end"], project["progress"]) == ("2026-12-01", "2027-01-31", 20)
    assert crm("project", "edit", "wdrozenie", "--parent", "wdrozenie").code == 1


def test_g3_a_category_is_retired_and_keeps_its_name(crm: Run) -> None:
    assert crm("category", "add", "Lunch", "--length", "45 min", "--json").json["length"] == 45
    assert (
        crm("add", "--category", "lunch", "--start", "tomorrow at 12", "--json")
        .json["end"]
        .startswith("2026-11-25T12:45")
    )
    assert crm("category", "edit", "lunch", "--retired", "--json").json["retired"] is True
    assert crm("add", "--category", "lunch", "--start", "tomorrow at 12").code == 1
    assert crm("category", "add", "LUNCH").code == 1
    assert crm("goal", "add", "Umówienie spotkania", "--json").json["name"] == "Umówienie spotkania"


def test_names_are_refused_with_candidates(crm: Run) -> None:
    crm("contact", "add", "Orzeł Logistyka")
    crm("contact", "add", "Orzeł Serwis")
    several = crm("contact", "show", "orzel", "--json")
    assert several.json["error"]["kind"] == "ambiguous"
    assert several.json["error"]["candidates"] == ["Orzeł Logistyka", "Orzeł Serwis"]
    near = crm("contact", "show", "Orzel Logistika", "--json")
    assert near.json["error"]["near"][0] == "Orzeł Logistyka"


def test_g1_users_roles_and_denied_actions(crm: Run) -> None:
    assert crm("user", "add", "marek", "--name", "Marek Wójcik", "--json").json["role"] == "Employee"
    assert crm("user", "add", "MAREK").code == 1
    denied = crm("user", "add", "ewa", "--json", as_="marek")
    assert (denied.code, denied.json["error"]["kind"], denied.json["error"]["right"]) == (1, "denied", "administer")
    refused = crm("add", "--category", "call", "--start", "tomorrow at 9", "--performer", "anna", as_="marek")
    assert (refused.code, "delegate" in refused.err) == (1, True)
    assert crm("role", "edit", "employee", "--allow", "delegate", "--json").json["allow"].count("delegate") == 1
    assert crm("add", "--category", "call", "--start", "tomorrow at 9", "--performer", "anna", as_="marek").code == 0
    assert crm("user", "edit", "anna", "--inactive").code == 1
    stranger = crm("today", as_="nobody-known")
    assert (stranger.code, "nobody-known" in stranger.err) == (1, True)


def test_g4_settings(crm: Run) -> None:
    assert crm("setting", "get", "--json").json["time-tracking"] is True
    assert crm("setting", "set", "attachment-limit", "10 MB", "--json").json == {"attachment-limit": 10 * 1024 * 1024}
    assert crm("setting", "set", "time-tracking", "perhaps").code == 1
    assert crm("setting", "get", "no-such").code == 1
    assert crm("setting", "set", "time-tracking", "off", as_="anna").code == 0


def test_c7_when_says_what_a_phrase_means_without_a_database(crm: Run, database: Path) -> None:
    database.unlink()
    shown = crm("when", "tomorrow", "at", "15", "--json").json
    assert shown == {
        "phrase": "tomorrow at 15", "start": "2026-11-25T15:00:00+01:00", "end": None, "grain": "hour", "readings": [],
    }  # fmt: skip
    several = crm("--lang", "en", "when", "3/4", "--json")
    assert (several.code, several.json["start"], len(several.json["readings"])) == (1, None, 2)
    refused = crm("--lang", "pl", "when", "31 lutego", "--json")
    assert (refused.code, refused.json["readings"]) == (1, [])
    assert refused.json["message"]
    assert not database.exists()


def test_c7_when_reads_phrases_from_standard_input(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("jutro\nblah\nod jutra do piątku\n"))
    answer = crm("when", "-")
    documents = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.code == 0
    assert [one["start"] for one in documents] == ["2026-11-25", None, "2026-11-25"]
    assert documents[2]["end"] == "2026-11-27"


def test_demo_fills_a_new_database_and_refuses_a_used_one(crm: Run) -> None:
    assert crm("demo", "--activities", "60", "--seed", "3", "--json").json == {"activities": 60, "seed": 3}
    assert len(crm("list", "--all", "--from", "2020-01-01", "--json").json) > 30
    assert crm("demo").code == 1
    assert crm("db", "check", "--json").json == {"clean": True, "problems": []}


def test_usage_errors_exit_with_two(crm: Run) -> None:
    assert crm("nosuch").code == 2
    assert crm("add", "--no-such-option").code == 2
    assert crm("--lang", "xx", "today").code == 2
    assert crm("show", "seven").code == 2
    assert crm("--version").code == 0


def test_h3_trouble_with_the_database_is_one_clear_line(crm: Run, database: Path) -> None:
    database.write_text("this is no database, and long enough to be read as one " * 50)
    broken = crm("today")
    assert (broken.code, "not a crm-tui database" in broken.err) == (1, True)
    database.unlink()
    assert crm("today").code == 0
    with sqlite3.connect(database) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    newer = crm("today")
    assert (newer.code, "newer" in newer.err) == (1, True)
    assert "Traceback" not in broken.err + newer.err


def test_a_wrong_setting_of_the_installation_is_named_with_its_line(
    crm: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('lang = "en"\nnonsense = 1\n')
    refused = crm("--config", str(config), "today")
    assert (refused.code, "nonsense" in refused.err, ":2" in refused.err) == (1, True, True)
    config.write_text('log_in = "fixed"\n')
    denied = crm("--config", str(config), "today")
    assert denied.code == 1
    monkeypatch.setenv("CRM_TUI_NONSENSE", "1")
    assert "CRM_TUI_NONSENSE" in crm("today").err
