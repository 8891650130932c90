"""The commands about activities: the contract of the command line (H1) on the rules of the store."""

import pytest

from tests.cli.conftest import Run

KEYS = [
    "id", "version", "series", "category", "status", "outcome", "priority", "start", "end", "all_day", "open_ended",
    "busy", "public", "needs_completing", "contact", "persons", "direction", "project", "assigner", "performers",
    "observers", "goal", "description", "details", "tracked_seconds",
]  # fmt: skip


def test_h1_add_by_options_gives_the_contracts_document(company: Run) -> None:
    answer = company(
        "add", "--category", "call", "--start", "tomorrow at 15:00", "--contact", "ab transport", "--person", "jan",
        "--direction", "out", "--goal", "arrange", "--description", "Call about the offer", "--json",
    )  # fmt: skip
    assert answer.code == 0
    assert list(answer.json) == KEYS
    shown = {key: answer.json[key] for key in KEYS if key not in {"id", "version"}}
    assert shown == {
        "series": None, "category": "Call", "status": "planned", "outcome": None, "priority": "normal",
        "start": "2026-11-25T15:00:00+01:00", "end": "2026-11-25T15:30:00+01:00", "all_day": False,
        "open_ended": False, "busy": False, "public": False, "needs_completing": False,
        "contact": "AB Transport sp. z o.o.", "persons": ["Jan Kowalski"], "direction": "out", "project": None,
        "assigner": "anna", "performers": ["anna"], "observers": [], "goal": "Arrange a meeting",
        "description": "Call about the offer", "details": "", "tracked_seconds": 0,
    }  # fmt: skip


def test_c6_a_quick_line_and_options_give_the_same_activity(company: Run) -> None:
    typed = company("add", "zadzwonić do AB Transport jutro o 15 !wysoki", "--json").json
    told = company(
        "add", "--category", "Call", "--contact", "AB Transport", "--start", "jutro o 15", "--priority", "high",
        "--description", "zadzwonić", "--json",
    ).json  # fmt: skip
    for answer in (typed, told):
        answer.pop("id")
    assert typed == told
    assert typed["priority"] == "high"


def test_c6_options_override_the_quick_line(company: Run) -> None:
    answer = company("add", "call AB Transport tomorrow at 15", "--start", "Friday 9-11", "--priority", "low", "--json")
    assert (answer.json["start"], answer.json["end"]) == ("2026-11-27T09:00:00+01:00", "2026-11-27T11:00:00+01:00")
    assert answer.json["priority"] == "low"


@pytest.mark.parametrize(
    "arguments",
    [
        ("add", "call AB Transport yesterday at 15"),
        ("add", "--category", "Call", "--start", "yesterday at 15"),
        ("add", "--category", "Call", "--start", "yesterday", "--all-day"),
    ],
)
def test_a2_what_is_past_can_only_be_recorded(company: Run, arguments: tuple[str, ...]) -> None:
    refused = company(*arguments, "--json")
    assert refused.code == 1
    assert refused.json["error"]["kind"] == "invalid"
    assert refused.json["error"]["field"] == "end"
    assert "past" in refused.err
    assert company("list", "--all", "--json").json == []
    assert company(*arguments, "--done", "--json").json["status"] == "completed"
    assert company(*arguments, "--cancelled", "--json").json["status"] == "cancelled"


def test_a3_open_ended_stands_in_the_plan_of_every_day_until_it_is_ended(crm: Run) -> None:
    number = crm("add", "--category", "task", "--open-ended", "--json").json["id"]
    for day in ("today", "tomorrow", "2027-03-01"):
        assert [row["id"] for row in crm("today", day, "--json").json] == [number]
    assert crm("done", str(number)).code == 0
    assert crm("today", "tomorrow", "--json").json == []
    assert crm("add", "--category", "task", "--open-ended", "--busy").code == 1


def test_a4_all_day_has_dates_only(crm: Run) -> None:
    shown = crm("add", "--category", "visit", "--start", "2026-12-01", "--end", "2026-12-03", "--json").json
    assert (shown["start"], shown["end"], shown["all_day"]) == ("2026-12-01", "2026-12-03", True)
    refused = crm("add", "--category", "visit", "--start", "tomorrow at 15", "--end", "14:00")
    assert (refused.code, refused.err.strip()) == (1, "The end is before the start.")


def test_a7_persons_are_of_the_contact_only(company: Run) -> None:
    company("contact", "add", "Żabka Centrum")
    refused = company("add", "--category", "call", "--start", "tomorrow at 9", "--contact", "zabka", "--person", "jan")
    assert refused.code == 1
    number = str(company("add", "call AB Transport tomorrow at 9", "--person", "jan", "--json").json["id"])
    changed = company("edit", number, "--contact", "zabka", "--json").json
    assert (changed["contact"], changed["persons"]) == ("Żabka Centrum", [])


def test_a8_a_goal_wants_an_outcome(crm: Run) -> None:
    number = str(crm("add", "--category", "call", "--start", "tomorrow at 9", "--goal", "arrange", "--json").json["id"])
    refused = crm("done", number, "--json")
    assert (refused.code, refused.json["error"]["field"]) == (1, "outcome")
    done = crm("done", number, "--success", "--note", "umówione", "--json").json
    assert (done["status"], done["outcome"]) == ("completed", "success")
    shown = crm("show", number, "--json").json
    assert [note["text"] for note in shown["discussion"]] == ["umówione"]
    assert {"discussion", "files", "links", "reminders", "time_entries", "history"} <= set(shown)


def test_a19_history_tells_who_changed_what_and_undo_takes_it_back(crm: Run) -> None:
    number = str(crm("add", "--category", "call", "--start", "tomorrow at 9", "--json").json["id"])
    crm("move", number, "pojutrze o 10")
    crm("edit", number, "--priority", "urgent")
    assert crm("undo", "--json").json["activity"]["priority"] == "normal"
    assert crm("undo", "--json").json["activity"]["start"] == "2026-11-25T09:00:00+01:00"
    assert crm("redo", "--json").json["activity"]["start"] == "2026-11-26T10:00:00+01:00"
    actions = [entry["action"] for entry in crm("show", number, "--json").json["history"]]
    assert actions == ["plan", "move", "edit", "undo", "undo", "redo"]
    crm("undo")
    crm("undo")
    assert crm("undo").code == 1


def test_every_way_to_end_and_bring_back(crm: Run) -> None:
    number = str(crm("add", "--category", "call", "--start", "tomorrow at 9", "--json").json["id"])
    assert crm("cancel", number, "--json").json["status"] == "cancelled"
    assert crm("reopen", number, "--json").json["status"] == "planned"
    assert crm("delete", number, "--json").json == {"id": int(number), "deleted": True}
    assert crm("show", number, "--json").json["error"]["kind"] == "not_found"
    assert crm("undo", "--json").json["activity"]["id"] == int(number)


def test_list_filters(company: Run) -> None:
    company("add", "call AB Transport tomorrow at 15")
    company("add", "--category", "report", "--start", "2026-12-01 10:00", "--description", "Łódź")
    company("add", "--category", "task", "--open-ended")
    everything = company("list", "--json").json
    assert [row["category"] for row in everything] == ["Call", "Report", "Task"]
    assert [row["category"] for row in company("list", "--category", "call", "--json").json] == ["Call"]
    assert [row["category"] for row in company("list", "--contact", "ab", "--json").json] == ["Call"]
    assert [row["category"] for row in company("list", "--text", "lodz", "--json").json] == ["Report"]
    assert [row["category"] for row in company("list", "--from", "in December", "--json").json] == ["Report"]
    assert [row["category"] for row in company("list", "--to", "this week", "--json").json] == ["Call"]
    assert len(company("list", "--limit", "1", "--json").json) == 1
    assert company("list", "--status", "nonsense").code == 2


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("add", "--category", "nonsense", "--start", "tomorrow"), "not_found"),
        (("add", "--category", "call", "--start", "blah"), "invalid"),
        (("add", "--category", "call", "--start", "we wtorek o 15"), "ambiguous"),
        (("add", "--category", "call", "--start", "31 lutego"), "invalid"),
        (("add", "call somebody"), "invalid"),
        (("add", "--category", "call", "--start", "tomorrow", "--repeat", "FREQ=DAILY"), "invalid"),
        (("show", "99999999999"), "not_found"),
        (("move", "7", "tomorrow"), "not_found"),
        (("done", "7"), "not_found"),
    ],
)
def test_refusals_are_one_line_and_one_document(crm: Run, arguments: tuple[str, ...], kind: str) -> None:
    refused = crm(*arguments, "--json")
    assert refused.code == 1
    assert refused.json["error"]["kind"] == kind
    assert len(refused.err.strip().splitlines()) == 1
    assert "Traceback" not in refused.err


def test_h7_hostile_text_is_kept_as_text_and_never_reaches_the_terminal(crm: Run) -> None:
    hostile = "[/b] \x1b[31mred\x07 \u202eabc 漢字 e\u0301"
    crm("contact", "add", hostile)
    number = str(crm("add", "--category", "call", "--open-ended", "--description", hostile, "--json").json["id"])
    for arguments in (("today",), ("list",), ("show", number), ("contact", "list"), ("contact", "show", "red")):
        answer = crm(*arguments)
        assert answer.code == 0
        assert not set(answer.out) & {"\x1b", "\x07", "\u202e"}
        assert "[/b]" in answer.out


def test_a5_busy_time_is_refused_with_what_and_when_and_free_times(company: Run) -> None:
    first = company(
        "add", "--category", "Meeting", "--start", "tomorrow 15-16", "--busy", "--contact", "ab", "--json"
    ).json
    plain = company("add", "--category", "Call", "--start", "tomorrow 15:30", "--for", "30 min")
    assert (plain.code, plain.out) == (1, "")
    taken, free = plain.err.splitlines()
    assert taken == "anna is taken Wed 25.11.2026 15:00–16:00: Meeting: AB Transport sp. z o.o."
    assert free.startswith("Free nearby: Wed 25.11.2026 16:00–16:30; Wed 25.11.2026 14:30–15:00")
    error = company("add", "--category", "Call", "--start", "tomorrow 15:30", "--for", "30 min", "--json").json["error"]
    assert error["kind"] == "busy"
    assert error["collisions"] == [
        {
            "user": "anna", "id": first["id"], "title": "Meeting: AB Transport sp. z o.o.",
            "start": "2026-11-25T15:00:00+01:00", "end": "2026-11-25T16:00:00+01:00",
        }
    ]  # fmt: skip
    assert error["slots"][0] == {"start": "2026-11-25T16:00:00+01:00", "end": "2026-11-25T16:30:00+01:00"}
    assert "AB Transport" in error["message"]


def test_a5_moving_and_reopening_are_refused_alike(company: Run) -> None:
    def call(start: str, *more: str) -> str:
        return str(company("add", "--category", "Call", "--start", start, "--json", *more).json["id"])

    call("tomorrow at 15", "--busy")
    other = call("tomorrow at 12")
    assert company("move", other, "tomorrow at 15", "--json").json["error"]["kind"] == "busy"
    assert company("edit", other, "--start", "tomorrow at 15", "--json").json["error"]["kind"] == "busy"
    assert company("cancel", other).code == 0
    call("tomorrow at 12", "--busy")
    assert company("reopen", other, "--json").json["error"]["kind"] == "busy"


def test_c8_search_gives_kind_number_title_and_excerpt(company: Run) -> None:
    number = company("add", "call AB Transport tomorrow at 15 about the offer", "--json").json["id"]
    company("note", str(number), "will bring their Łódź lawyer")
    found = company("search", "ab", "--json").json
    assert [(one["kind"], one["id"]) for one in found] == [("contact", 1), ("person", 1), ("activity", number)]
    (one,) = company("search", "lodz", "lawyer", "--json").json
    assert {key: one[key] for key in ("kind", "id", "title", "excerpt")} == {
        "kind": "activity", "id": number, "title": "Call: AB Transport sp. z o.o.",
        "excerpt": "anna: will bring their Łódź lawyer",
    }  # fmt: skip
    assert company("search", "nothing at all", "--json").json == []
    assert "Nothing found." in company("search", "nothing at all").out
    assert "will bring" in company("search", "lawer").out
