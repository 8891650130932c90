"""In two terminals one person delegates; the other measures, is killed, comes back and stops; the first sees it (E)."""

import os
import signal
from pathlib import Path

from tests.e2e.terminal import Terminal, needs_tmux
from tests.e2e.test_main_job import crm, database

pytestmark = needs_tmux

MORNING = "2026-11-24T10:42:00+01:00"
LATER = "2026-11-24T11:12:30+01:00"


def app(folder: Path, login: str, clock: str, *, language: str = "en") -> Terminal:
    """The app as somebody, at a time."""
    arguments = ("--db", str(folder / "crm.db"), "--as", login, "--lang", language)
    return Terminal(folder, *arguments, clock=clock, size=(120, 40))


def test_e2_a_stopwatch_survives_sigkill_and_the_assigner_sees_the_time(tmp_path: Path) -> None:
    database(tmp_path)
    crm(tmp_path, "user", "add", "marek", "--name", "Marek Nowak", "--zone", "Europe/Warsaw")
    with app(tmp_path, "anna", MORNING) as anna, app(tmp_path, "marek", MORNING) as marek:
        anna.see("Nothing is planned")
        anna.press("a").type("Call about the invoice today 15:00 @marek")
        anna.see("Marek")
        anna.press("Enter")
        marek.see("about the invoice")
        marek.press("s")
        marek.see("The stopwatch runs: Call")
        marek.see("▸ Call.* 0:00:00")
        marek.see("▸ 0:00")
        os.kill(marek.pid(), signal.SIGKILL)
        assert marek.ended()
        with app(tmp_path, "marek", LATER) as again:
            again.see("▸ Call.* 0:30:30")
            with app(tmp_path, "marek", LATER) as second:
                second.see("▸ Call.* 0:30:30")
                again.press("s")
                again.see("Stopped: Call.* · 30 min")
                second.see_no("0:30:30")
        anna.press("Right", "Right", "Right")
        anna.see("time spent +30 min")
        anna.press("5").see("Marek Nowak +0:30 ")
    assert crm(tmp_path, "list", "--all")[0]["tracked_seconds"] == 1830


def test_g2_without_the_right_each_step_is_refused_with_its_name(tmp_path: Path) -> None:
    database(tmp_path)
    crm(tmp_path, "user", "add", "marek", "--name", "Marek Nowak", "--zone", "Europe/Warsaw")
    made = crm(tmp_path, "add", "--category", "Call", "--start", "today 15:00", "--observer", "marek")
    crm(tmp_path, "start", str(made["id"]))
    delegated = crm(
        tmp_path, "--as", "marek", "add", "--category", "Call", "--start", "today 16:00", "--performer", "anna"
    )
    assert (delegated["error"]["kind"], delegated["error"]["right"]) == ("denied", "delegate")
    with app(tmp_path, "marek", MORNING) as marek:
        marek.see("Nothing is planned")
        marek.press("a").type("Call today 16:00 @anna").see("performers  Anna")
        marek.press("Enter").see("the right “delegate” is missing")
        marek.press("Escape").see_no("@anna")
        marek.press("/").type("1").see("ACTIVITIES")
        marek.press("Tab").see("c complete")
        marek.press("s").see("the right “edit-others” is missing")
        marek.press("Escape").see("Day plan")
        marek.press("5").see("the right “see-all-time” is missing")
        marek.see_no("Anna")
    started = crm(tmp_path, "--as", "marek", "start", str(made["id"]))
    assert (started["error"]["kind"], started["error"]["right"]) == ("denied", "edit-others")
    assert crm(tmp_path, "--as", "marek", "show", str(made["id"]))["time_entries"] == []
    assert len(crm(tmp_path, "show", str(made["id"]))["time_entries"]) == 1
