"""start, stop, time and export time from the shell (E, H1)."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Clock = pytest.MonkeyPatch


def clock(monkeypatch: Clock, time: str) -> None:
    """Let it be a time of 24 November in Warsaw."""
    monkeypatch.setenv("CRM_TUI_CLOCK", f"2026-11-24T{time}:00+01:00")


def test_e1_start_stop_and_resume(company: Run, monkeypatch: Clock) -> None:
    made = company("add", "Call AB Transport about the offer tomorrow 15:00", "--json").json
    started = company("start", str(made["id"]), "--json")
    assert started.code == 0
    assert (started.json["id"], started.json["tracked_seconds"]) == (made["id"], 0)
    assert started.json["time_entry"]["start"] == "2026-11-24T10:42:00+01:00"
    assert started.json["time_entry"]["end"] is None
    clock(monkeypatch, "11:00")
    shown = company("show", str(made["id"]), "--json").json
    assert shown["tracked_seconds"] == 1080
    assert [(one["user"], one["seconds"], one["end"]) for one in shown["time_entries"]] == [("anna", 1080, None)]
    again = company("start", str(made["id"]), "--json")
    assert (again.code, again.json["error"]["kind"]) == (1, "invalid")
    assert "runs already, on “Call: AB Transport sp. z o.o.”, since 24.11 10:42" in again.err
    stopped = company("stop")
    assert stopped.code == 0
    assert "Stopped: Call: AB Transport sp. z o.o. · 18 min" in stopped.out
    clock(monkeypatch, "12:00")
    assert company("stop").err == "The stopwatch does not run.\n"
    resumed = company("start", "--json").json
    assert (resumed["id"], resumed["time_entry"]["start"]) == (made["id"], "2026-11-24T12:00:00+01:00")
    listed = company("list", "--json").json
    assert [row["tracked_seconds"] for row in listed] == [1080]


def test_e1_another_is_started_with_switch(company: Run, monkeypatch: Clock) -> None:
    first = company("add", "Call AB Transport tomorrow 15:00", "--json").json["id"]
    second = company("add", "Meeting tomorrow 16:00", "--category", "Meeting", "--json").json["id"]
    assert company("start").err.startswith("Nothing was measured yet")
    company("start", str(first))
    clock(monkeypatch, "10:50")
    refused = company("start", str(second), "--json")
    assert (refused.code, refused.json["error"]["activity_id"]) == (1, first)
    switched = company("start", str(second), "--switch")
    assert switched.code == 0
    assert "Stopped: Call: AB Transport sp. z o.o. · 8 min" in switched.out
    assert "The stopwatch runs." in switched.out
    assert company("show", str(first), "--json").json["tracked_seconds"] == 480


def test_e3_time_is_added_corrected_and_deleted_by_command(company: Run) -> None:
    number = str(company("add", "Call AB Transport tomorrow 15:00", "--json").json["id"])
    added = company("time", "add", number, "--start", "today 8:00", "--for", "45 min", "--note", "prepared", "--json")
    assert added.code == 0
    entry = added.json["time_entry"]
    assert (entry["seconds"], entry["by_hand"], entry["note"]) == (2700, True, "prepared")
    overlap = company("time", "add", number, "--start", "today 8:30–9:30", "--json")
    assert (overlap.code, overlap.json["error"]["kind"]) == (1, "invalid")
    assert overlap.err == ("anna has measured time then already: 24.11 8:00–8:45, “Call: AB Transport sp. z o.o.”.\n")
    fixed = company("time", "edit", str(entry["id"]), "--end", "9:15", "--json").json["time_entry"]
    assert (fixed["seconds"], fixed["corrected"], fixed["note"]) == (4500, True, "prepared")
    earlier = company("time", "edit", str(entry["id"]), "--start", "today 8:15", "--json").json["time_entry"]
    assert earlier["seconds"] == 3600
    assert company("time", "edit", str(entry["id"]), "--note", "prepared the offer").code == 0
    words = company("show", number)
    assert "Measured time" in words.out
    assert "today 8:15–9:15  anna  1 h  by hand · corrected · prepared the offer" in words.out
    assert "time corrected" in words.out
    assert company("time", "delete", str(entry["id"])).out == "Deleted; the history of the activity keeps it.\n"
    assert company("time", "delete", str(entry["id"]), "--json").json["error"]["kind"] == "not_found"


def test_e3_c7_a_phrase_about_measured_time_means_what_it_means_in_the_form(company: Run) -> None:
    """Of several readings the one that has been; a clock time is one of the day of the entry that is corrected."""
    number = str(company("add", "Call AB Transport tomorrow 15:00", "--json").json["id"])
    this_morning = company("time", "add", number, "--start", "8:00", "--for", "30 min", "--json").json["time_entry"]
    assert this_morning["start"] == "2026-11-24T08:00:00+01:00"
    added = company("time", "add", number, "--start", "yesterday 8:00–8:30", "--json").json["time_entry"]
    moved = company("time", "edit", str(added["id"]), "--start", "9:15–10", "--json").json["time_entry"]
    assert (moved["start"], moved["end"]) == ("2026-11-23T09:15:00+01:00", "2026-11-23T10:00:00+01:00")
    later = company("time", "edit", str(added["id"]), "--end", "10:30", "--json").json["time_entry"]
    assert (later["start"], later["end"]) == ("2026-11-23T09:15:00+01:00", "2026-11-23T10:30:00+01:00")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--start", "today 9:00", "--end", "8:00"], "The end is before the start."),
        (["--start", "today 9:00", "--end", "9:00"], "there is no time between them"),
        (["--start", "today 10:00", "--end", "11:00"], "24.11.2026 11:00 is yet to come"),
        (["--start", "today 9:00"], "Say when it ends."),
        (["--start", "today"], "Say at what time it starts"),
        (["--start", "sometime"], "sometime"),
    ],
)
def test_e3_what_cannot_have_been_worked_is_refused_clearly(company: Run, options: list[str], words: str) -> None:
    number = str(company("add", "Call AB Transport tomorrow 15:00", "--json").json["id"])
    answer = company("time", "add", number, *options)
    assert answer.code == 1
    assert words in answer.err
    assert answer.err.count("\n") == 1


def test_g4_while_time_is_not_tracked_the_commands_say_so(company: Run) -> None:
    number = str(company("add", "Call AB Transport tomorrow 15:00", "--json").json["id"])
    company("start", number)
    company("setting", "set", "time-tracking", "off")
    for command in (["start", number], ["stop"], ["time", "delete", "1"], ["export", "time", "-", "--format", "csv"]):
        answer = company(*command)
        assert answer.code == 1
        assert "time-tracking" in answer.err
    assert company("show", number, "--json").json["time_entries"] == []


def test_e4_exported_time_is_safe_for_spreadsheets(company: Run, tmp_path: Path, monkeypatch: Clock) -> None:
    number = str(company("add", "--category", "Call", "--start", "tomorrow 15:00", "--json").json["id"])
    company("time", "add", number, "--start", "yesterday 8:00–9:00", "--note", '=cmd|"calc"!A1')
    company("time", "add", number, "--start", "today 8:00–9:30")
    company("start", number)
    clock(monkeypatch, "10:52")
    path = tmp_path / "time.csv"
    assert company("export", "time", str(path)).out == f"3 time entries written to {path}.\n"
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    assert [row["seconds"] for row in rows] == ["3600", "5400", "600"]
    assert rows[0]["note"] == '\'=cmd|"calc"!A1'
    assert (rows[0]["user"], rows[0]["category"], rows[0]["day"], rows[2]["end"]) == ("anna", "Call", "2026-11-23", "")
    told = json.loads(company("export", "time", "-", "--format", "json", "--from", "today").out)
    assert [(row["seconds"], row["by_hand"]) for row in told] == [(5400, True), (600, False)]
    assert json.loads(company("export", "time", "-", "--format", "json", "--to", "yesterday").out)[0]["id"] == 1


def test_g2_without_the_right_nothing_is_exported(company: Run, tmp_path: Path) -> None:
    company("user", "add", "marek", "--name", "Marek Nowak")
    company("role", "edit", "Employee", "--deny", "export")
    answer = company("export", "time", str(tmp_path / "x.csv"), as_="marek")
    assert (answer.code, "export" in answer.err) == (1, True)
    assert not (tmp_path / "x.csv").exists()
