"""The preview of a cycle from the command line (B7, H1)."""

import io
import json

import pytest

from tests.cli.conftest import Run


def test_b7_a_cycle_is_previewed(crm: Run) -> None:
    answer = crm("cycle", "FREQ=WEEKLY;BYDAY=TU,TH", "--start", "today at 15", "--count", "3", "--json")
    assert answer.code == 0
    assert answer.json == {
        "rrule": "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3",
        "words": "every week on Tuesday and Thursday, 3 times",
        "count": 3,
        "dates": ["2026-11-24T15:00:00+01:00", "2026-11-26T15:00:00+01:00", "2026-12-01T15:00:00+01:00"],
    }
    days = crm("cycle", "every", "day", "--start", "tomorrow", "--until", "27.11.2026", "--json").json
    assert days["dates"] == ["2026-11-25", "2026-11-26", "2026-11-27"]
    shown = crm("cycle", "every day 2 times", "--start", "tomorrow")
    assert shown.out.splitlines() == ["every day, 2 times", "2 dates", "2026-11-25", "2026-11-26"]


def test_b7_a_refused_cycle_says_why(crm: Run) -> None:
    answer = crm("cycle", "FREQ=DAILY;COUNT=4000", "--start", "tomorrow", "--json")
    assert answer.code == 1
    assert "4,000" in answer.json["message"]
    assert "3,660" in answer.err
    assert crm("cycle", "FREQ=DAILY;COUNT=4", "--start", "someday").code == 1
    assert crm("cycle", "FREQ=DAILY;COUNT=4").code == 1


def test_b7_lines_are_answered_one_by_one(crm: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        {"rrule": "FREQ=DAILY;COUNT=2", "start": "2027-03-27T02:30:00+01:00"},
        "nonsense",
        {"rrule": "FREQ=DAILY", "start": "2027-03-27", "until": "2027-03-28", "count": None},
        {"rrule": "FREQ=DAILY", "start": "2027-03-27", "count": "many"},
        {"rrule": "FREQ=DAILY", "start": None, "count": 2},
        {"start": "2027-03-27"},
    ]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, lines)) + "\n{\n"))
    answers = [json.loads(line) for line in crm("cycle", "-").out.splitlines()]
    assert answers[0]["dates"] == ["2027-03-27T02:30:00+01:00", "2027-03-28T03:30:00+02:00"]
    assert answers[2]["dates"] == ["2027-03-27", "2027-03-28"]
    assert [("message" in answer) for answer in answers] == [False, True, False, True, True, True, True]


@pytest.mark.parametrize("until", ["December", "next week", "2026-12-10", "10 December at 9:00"])
def test_b7_a_preview_ends_where_the_plan_does(crm: Run, until: str) -> None:
    shown = crm("cycle", "every day", "--start", "tomorrow", "--until", until, "--json").json
    assert crm("cycle", "every day", "--start", "tomorrow", "--until", until).code == 0
    options = ("--category", "call", "--start", "tomorrow", "--repeat", "every day", "--until", until, "--json")
    planned = crm("add", "x", *options).json["activities"]
    assert shown["dates"] == [one["start"] for one in planned]


def test_b8_an_occurrence_says_which_cycle_it_is_part_of(crm: Run) -> None:
    options = ("--category", "call", "--start", "tomorrow at 9", "--repeat", "every day", "--count", "3", "--json")
    _first, second, _third = crm("add", "x", *options).json["activities"]
    assert "every day, 3 times · 2 of 3, 3 still planned" in crm("show", str(second["id"])).out
    alone = crm("add", "x", "--category", "call", "--start", "tomorrow at 15", "--json").json["id"]
    assert "cycle" not in crm("show", str(alone)).out
