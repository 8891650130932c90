"""In two terminals one person delegates; the other measures, is killed, comes back and stops; the first sees it (E)."""

import os
import signal
from pathlib import Path

from tests.e2e.terminal import Terminal, needs_tmux
from tests.e2e.test_main_job import crm, database

pytestmark = needs_tmux

MORNING = "2026-11-24T10:42:00+01:00"
LATER = "2026-11-24T11:12:30+01:00"


def app(folder: Path, login: str, clock: str, *, size: tuple[int, int] = (120, 40)) -> Terminal:
    """The app as somebody, at a time."""
    arguments = ("--db", str(folder / "crm.db"), "--as", login, "--lang", "en")
    return Terminal(folder, *arguments, clock=clock, size=size)


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
    """One whom it only concerns, at 80×24: giving work, taking it, measuring, time of others, the report (A12, E)."""
    database(tmp_path)
    crm(tmp_path, "user", "add", "marek", "--name", "Marek Nowak", "--zone", "Europe/Warsaw")
    crm(tmp_path, "setting", "set", "allow-without-performer", "on")
    crm(tmp_path, "role", "edit", "Employee", "--deny", "take-unassigned", "--deny", "export")
    watched = ("add", "--category", "Call", "--observer", "marek")
    crm(tmp_path, *watched, "--start", "today 16:00")
    with app(tmp_path, "anna", MORNING) as anna:
        anna.see("16:00")
        anna.press("r").see(r"\[x\] Anna")
        anna.press("Space").see(r"\[ \] Anna")
        anna.press("Enter").see("Given to others: Call")
    made = crm(tmp_path, *watched, "--start", "today 15:00")
    crm(tmp_path, "start", str(made["id"]))
    crm(tmp_path, "stop", clock=LATER)
    with app(tmp_path, "marek", LATER, size=(80, 24)) as marek:
        marek.see("Nothing is planned")
        marek.press("a").type("Call today 17:00 @anna").see("performers  Anna")
        marek.press("Enter").see("right “delegate” is missing")
        marek.press("Escape").see_no("@anna")
        marek.press(*["Right"] * 4).see("today 16:00")
        marek.press("T").see("right “take what is unassigned” .take-unassigned. is missing")
        marek.press("/").type(str(made["id"])).see("ACTIVITIES")
        marek.press("Tab").see("c complete")
        marek.press("r").see(r"\[ \] Marek")
        marek.press("Down", "Space").see(r"\[x\] Marek")
        marek.press("Enter").see("right “change what others planned” .edit-others. is missing")
        marek.press("S").see("30 min in all.* [Tt]he right “see all time")
        marek.press("Escape").see_no("Measured time|edit-others")
        marek.press("s").see("right “change what others planned” .edit-others. is missing")
        marek.press("Escape").see("Day plan")
        marek.press("5").see("no right “see-all-time”")
        marek.see_no("Anna")
        marek.press("Right").see("g by category")
        marek.press("e").see("csv")
        marek.press("Enter").see("right “export” is missing")
    assert crm(tmp_path, "--as", "marek", "show", str(made["id"]))["time_entries"] == []
    assert [one["user"] for one in crm(tmp_path, "show", str(made["id"]))["time_entries"]] == ["anna"]
    assert len(crm(tmp_path, "list", "--all")) == 2


def test_g2_a_right_that_is_withdrawn_while_it_runs_lets_it_be_stopped_and_no_more(tmp_path: Path) -> None:
    """The time was spent, so stopping needs no right (E1); going on needs it again. Seen by another session at once."""
    database(tmp_path)
    crm(tmp_path, "user", "add", "marek", "--name", "Marek Nowak", "--zone", "Europe/Warsaw")
    crm(tmp_path, "role", "edit", "Employee", "--allow", "edit-others")
    made = crm(tmp_path, "add", "--category", "Call", "--start", "today 15:00", "--observer", "marek")
    crm(tmp_path, "--as", "marek", "start", str(made["id"]))
    with app(tmp_path, "marek", LATER, size=(80, 24)) as marek:
        marek.see("▸ Call 0:30:30")
        crm(tmp_path, "role", "edit", "Employee", "--deny", "edit-others")
        marek.press("C-t").see("Stopped: Call · 30 min")
        marek.press("C-t").see("right “change what others planned” .edit-others. is missing")
    assert crm(tmp_path, "list", "--all")[0]["tracked_seconds"] == 1830
