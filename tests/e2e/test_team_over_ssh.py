"""Two people over SSH on one database: each sees what the other does, and nothing of either is lost (A17, A18, H5)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Databases
from tests.e2e.secure_shell import Server, needs_sshd, served
from tests.e2e.terminal import Terminal, needs_tmux

pytestmark = [needs_tmux, needs_sshd]

SIZE = (100, 30)
# From the category to the description: of a new activity, and of one that is open-ended and saved.
TO_DESCRIPTION_NEW, TO_DESCRIPTION_SAVED = 12, 7


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path, databases: Databases) -> Iterator[Server]:
    """Let anna and ewa in, to a database on either engine. What they plan is open-ended: it stands in every day."""
    if request.param == "sqlite":
        databases.sqlite(tmp_path / "crm.db")
        with served(tmp_path, "anna", "ewa") as server:
            yield server
        return
    with databases.postgresql(f"ssh_{tmp_path.name[-20:]}") as url, served(tmp_path, "anna", "ewa", db=url) as server:
        yield server


def shown(server: Server, number: int) -> Any:
    """Return an activity as a command over SSH gives it."""
    return json.loads(server.run("anna", f"show {number} --json").out)


def describe(terminal: Terminal, tabs: int, text: str) -> None:
    """Add to the description; the cursor stands in the category."""
    terminal.press(*["Tab"] * tabs, "End").type(text).see(text.strip())


def test_h5_what_one_plans_the_other_sees_and_of_two_edits_each_field_gets_its_right_value(server: Server) -> None:
    with server.terminal("anna", size=SIZE) as anna, server.terminal("ewa", size=SIZE) as ewa:
        anna.see("n plans an activity")
        ewa.see("n plans an activity")
        anna.press("a").see("Quick planning")
        anna.type("call Offer for the mill open-ended @ewa @anna").see("Ewa Wiśniewska")
        anna.press("Enter").see("Saved: ")
        ewa.see("Plan 1 .*\n(.*\n)+.*Call .* Offer for the mill")

        for terminal in (anna, ewa):
            terminal.press("Enter").see("Activity 1")
        ewa.type("meeting").see("Meeting")
        describe(ewa, TO_DESCRIPTION_SAVED, " by Ewa")
        anna.press("Tab", "h").see("! high")
        describe(anna, TO_DESCRIPTION_SAVED - 1, " by Anna")
        anna.press("C-s").see("Saved: ")
        ewa.press("C-s").see(r"Anna Nowak changed it meanwhile")
        ewa.see(r"\(•\) mine +Meeting(.*\n)+.*\(•\) Anna Nowak +high(.*\n)+.*\( \) mine +Offer for the mill by Ewa")
        ewa.press("Left").see(r"\(•\) mine +Offer for the mill by Ewa")
        ewa.press("Enter").see("Saved: ")
        anna.see("Meeting .*Offer for the mill by Ewa")

    row = shown(server, 1)
    assert (row["category"], row["priority"], row["description"]) == ("Meeting", "high", "Offer for the mill by Ewa")
    assert [(step["user"], step["action"]) for step in row["history"]] == [
        ("anna", "plan"), ("anna", "edit"), ("ewa", "edit"),
    ]  # fmt: skip


def test_a17_a_line_that_breaks_gives_the_draft_back_at_the_next_log_in(server: Server) -> None:
    with server.terminal("ewa", size=SIZE) as ewa:
        ewa.see("n plans an activity")
        ewa.press("n").see("New activity")
        ewa.type("call").see("Call")
        describe(ewa, TO_DESCRIPTION_NEW, "Half a sentence about")
        server.drop("ewa")
        assert ewa.ended()
    with server.terminal("anna", size=SIZE) as anna:
        anna.see("n plans an activity")
        anna.see_no("Not saved")
    with server.terminal("ewa", size=SIZE) as ewa:
        ewa.see("Not saved: a form of")
        ewa.press("o").see("Half a sentence about")
