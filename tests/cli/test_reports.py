"""crm-tui report (F, H1): tables, --json, --export, refusals."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def timesheet(company: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """An hour on a call at AB Transport."""
    made = company("add", "Call AB Transport about the offer tomorrow 15:00", "--json").json
    company("start", str(made["id"]))
    monkeypatch.setenv("CRM_TUI_CLOCK", "2026-11-24T11:42:00+01:00")
    assert company("stop").code == 0
    return company


def test_f1_time_by_two_levels_as_json(timesheet: Run) -> None:
    for by in (["--by", "user,month"], ["--by", "user", "--by", "month"]):
        made = timesheet("report", "time", *by, "--json")
        assert made.code == 0
        assert made.json == {
            "report": "time", "by": ["user", "month"], "from": None, "to": None,
            "rows": [{"user": "anna", "month": "2026-11-01", "seconds": 3600, "entries": 1}],
            "total": {"seconds": 3600, "entries": 1},
        }  # fmt: skip


def test_f1_a_table_for_people_in_both_languages(timesheet: Run) -> None:
    lines = timesheet("report", "time", "--by", "contact").out.splitlines()
    assert [line.split() for line in lines[-2:]] == [
        ["AB", "Transport", "sp.", "z", "o.o.", "1:00", "1"],
        ["total", "1:00", "1"],
    ]
    polish = timesheet("--lang", "pl", "report", "time", "--by", "month").out
    assert "listopad 2026" in polish
    assert "razem" in polish
    assert timesheet("report", "goals").out == "Nothing found.\n"


def test_f_the_period_is_in_words_and_inclusive(timesheet: Run) -> None:
    def seconds(*options: str) -> int:
        total: int = timesheet("report", "time", *options, "--json").json["total"]["seconds"]
        return total

    assert seconds("--from", "today", "--to", "today") == 3600
    assert seconds("--to", "yesterday") == 0
    assert seconds("--from", "this month", "--to", "this month") == 3600
    document = timesheet("report", "time", "--from", "this month", "--to", "this month", "--json").json
    assert (document["from"], document["to"]) == ("2026-11-01", "2026-11-30")


@pytest.mark.parametrize("kind", ["activities", "goals", "overdue", "forgotten"])
def test_f_every_report_answers(timesheet: Run, kind: str) -> None:
    made = timesheet("report", kind, "--json")
    assert made.code == 0
    assert made.json["report"] == kind
    assert timesheet("report", kind).code == 0


def test_f_a_report_is_exported_by_the_ending_of_the_file(timesheet: Run, tmp_path: Path) -> None:
    timesheet("contact", "add", "@SUM(A1)")
    table = tmp_path / "out.csv"
    assert timesheet("report", "forgotten", "--by", "contact", "--export", str(table)).code == 0
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [["contact", "contacts", "longest_ago"], ["'@SUM(A1)", "1", ""]]
    whole = tmp_path / "out.json"
    assert timesheet("report", "forgotten", "--by", "contact", "--export", str(whole)).code == 0
    assert json.loads(whole.read_text(encoding="utf-8")) == [
        {"contact": "@SUM(A1)", "contacts": 1, "longest_ago": None}
    ]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["money"], "There is no report “money”"),
        (["time", "--by", "age"], "does not group by “age”"),
        (["time", "--by", "user,day,month"], "at most 2 levels"),
        (["time", "--by", "user,user"], "grouped by “user” already"),
        (["overdue", "--from", "today"], "cannot be narrowed by"),
        (["time", "--user", "nobody"], "nobody"),
        (["time", "--from", "someday"], "someday"),
        (["time", "--from", "today", "--to", "yesterday"], "The end is before the start."),
        (["activities", "--status", "done"], "done"),
        (["time", "--export", "out.xls"], "out.xls"),
    ],
)
def test_f_what_cannot_be_asked_is_refused_in_one_line(timesheet: Run, options: list[str], said: str) -> None:
    answer = timesheet("report", *options)
    assert answer.code == 1
    assert said in answer.err
    assert len(answer.err.splitlines()) == 1
    told = timesheet("report", *options, "--json")
    assert told.json["error"]["kind"] in {"invalid", "not_found"}


def test_e1_time_that_is_not_tracked_is_refused(timesheet: Run) -> None:
    assert timesheet("setting", "set", "time-tracking", "off").code == 0
    answer = timesheet("report", "time")
    assert answer.code == 1
    assert answer.err


def test_g2_without_the_right_one_sees_ones_own_time_and_exports_nothing(timesheet: Run, tmp_path: Path) -> None:
    assert timesheet("user", "add", "marek").code == 0
    assert timesheet("report", "time", "--json", as_="marek").json["total"]["seconds"] == 0
    assert timesheet("role", "edit", "Employee", "--deny", "export").code == 0
    out = tmp_path / "no.csv"
    answer = timesheet("report", "time", "--export", str(out), as_="marek")
    assert answer.code == 1
    assert "export" in answer.err
    assert not out.exists()
