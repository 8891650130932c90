"""The main job, by keys alone, in a real terminal: plan, see the day, finish, find it again."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.e2e.terminal import PROGRAM, Terminal, needs_tmux

TUESDAY = "2026-11-24T10:42:00+01:00"
LATER = "2026-11-26T10:42:00+01:00"

pytestmark = needs_tmux


def crm(folder: Path, *arguments: str, clock: str = TUESDAY) -> Any:
    """Run a command on the same database and return its document."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "LC_ALL": "C.UTF-8",
        "CRM_TUI_CLOCK": clock,
    }
    done = subprocess.run(
        [str(PROGRAM), "--db", str(folder / "crm.db"), "--as", "anna", *arguments, "--json"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return json.loads(done.stdout)


def database(folder: Path) -> None:
    """Make a database whose founder lives in Warsaw."""
    (folder / "home").mkdir(exist_ok=True)
    crm(folder, "today")
    crm(folder, "user", "edit", "anna", "--zone", "Europe/Warsaw", "--name", "Anna Zielińska")


def open_app(folder: Path, *, clock: str = TUESDAY, size: tuple[int, int] = (80, 24)) -> Terminal:
    """Return the app in a terminal."""
    return Terminal(folder, "--db", str(folder / "crm.db"), "--as", "anna", "--lang", "en", clock=clock, size=size)


def plan_the_call(terminal: Terminal) -> None:
    """Fill in the form: the contact, the person and the goal do not exist yet."""
    terminal.press("n").see("New activity")
    terminal.type("call").see("Call")
    terminal.press("Tab", "h").see("! high")
    terminal.press("Tab").type("AB Transport").see("create the contact")
    terminal.press("Enter").see("New contact")
    terminal.press("C-s").see("Created: AB Transport")
    terminal.press("Tab", "Tab").type("Jan Kowalski").see("create the person")
    terminal.press("Enter").see("New contact person")
    terminal.press("C-s").see("Created: Jan Kowalski")
    terminal.press("Tab", "o").see("→ outgoing")
    terminal.press("Tab").type("tomorrow at 15").see(r"Wed 25\.11\.2026 15:00")
    terminal.press("Tab", "Tab", "Tab", "Tab", "Tab", "Enter").see("▾ Goal")
    terminal.type("Umówienie spotkania").see("create the goal")
    terminal.press("Enter").see("New goal")
    terminal.press("C-s").see("Created: Umówienie spotkania")
    terminal.press("C-s").see("Saved")


def test_a_call_is_planned_moved_discussed_completed_and_found_again(tmp_path: Path) -> None:
    """A1, A7, A8, A10, C1, C5: nothing but keys, at 80×24."""
    database(tmp_path)
    with open_app(tmp_path) as terminal:
        terminal.see("Nothing is planned for today")
        plan_the_call(terminal)
        terminal.press("]").see("Wednesday 25 November · tomorrow")
        terminal.see(r"15:00 ! ▎Call +AB Transport")

        terminal.press("d").see("Discussion")
        terminal.type("nie odbiera").press("Enter").see("Added to the discussion")
        terminal.press("m").see("Move to")
        terminal.type("pojutrze o 9").see(r"Thu 26\.11\.2026 9:00")
        terminal.press("Enter").see("Moved")
        terminal.see("Nothing is planned for this day")

        terminal.press("]").see("Thursday 26 November")
        terminal.see(r" 9:00 ! ▎Call +AB Transport")
        terminal.press("c").see("Was the goal reached")
        terminal.press("Enter").see("Completed")

        terminal.press("h").see("Completed|ended|AB Transport")
        terminal.see("✓ ▎Call +AB Transport")
        terminal.see("nie odbiera")
    [row] = crm(tmp_path, "list", "--from", "2026-01-01")
    assert (row["status"], row["outcome"], row["direction"]) == ("completed", "success", "out")
    assert (row["contact"], row["persons"], row["goal"]) == ("AB Transport", ["Jan Kowalski"], "Umówienie spotkania")
    assert (row["start"], row["priority"]) == ("2026-11-26T09:00:00+01:00", "high")
    shown = crm(tmp_path, "show", str(row["id"]))
    assert [note["text"] for note in shown["discussion"]] == ["nie odbiera"]
    assert [entry["action"] for entry in shown["history"]] == ["plan", "move", "complete"]


def test_a16_a_call_that_was_never_answered_is_planned_anew_with_f4(tmp_path: Path) -> None:
    database(tmp_path)
    crm(tmp_path, "contact", "add", "AB Transport")
    crm(tmp_path, "add", "call AB Transport today at 15")
    with open_app(tmp_path, clock=LATER) as terminal:
        terminal.see("OVERDUE")
        terminal.press("Enter").see("Activity 1")
        terminal.press("F4").see("Saved")
        terminal.see("New activity")
        terminal.press("C-s").see(r"Saved: Call, AB Transport")
    first, second = crm(tmp_path, "list", "--from", "2026-01-01")
    assert first["contact"] == second["contact"] == "AB Transport"
    assert second["start"] == "2026-11-27T15:00:00+01:00"


def test_c6_the_same_through_the_quick_line(tmp_path: Path) -> None:
    database(tmp_path)
    crm(tmp_path, "contact", "add", "AB Transport")
    with open_app(tmp_path) as terminal:
        terminal.see("Nothing is planned for today")
        terminal.press("a").see("Quick planning")
        terminal.type("zadzwonić do AB Transport jutro o 15 !wysoki")
        terminal.see(r"Wed 25\.11\.2026 15:00–15:30")
        terminal.see(r"contact +AB Transport")
        terminal.press("Enter").see("Saved")
    typed = crm(tmp_path, "list")[0]
    told = crm(tmp_path, "add", "zadzwonić do AB Transport jutro o 15 !wysoki")
    assert {**typed, "id": 0} == {**told, "id": 0}


def test_a2_what_is_past_is_recorded_and_never_planned(tmp_path: Path) -> None:
    database(tmp_path)
    with open_app(tmp_path) as terminal:
        terminal.see("Nothing is planned for today")
        terminal.press("n").see("New activity")
        terminal.type("call").see("Call")
        terminal.press("Tab", "Tab", "Tab", "Tab").type("yesterday at 15").see(r"Mon 23\.11\.2026 15:00")
        terminal.press("C-s").see("past")
        terminal.press("Escape")
        terminal.see("New activity")
        assert crm(tmp_path, "list", "--from", "2026-01-01") == []


def test_q_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    database(tmp_path)
    with open_app(tmp_path, size=(60, 15)) as terminal:
        terminal.see("Day plan")
        terminal.press("q")
        terminal.see_no("Day plan")
        assert terminal.ended()
