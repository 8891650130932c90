"""The main job, by keys alone, in a real terminal: plan, see the day, finish, find it again."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.apart import command
from tests.e2e.terminal import Terminal, needs_tmux

TUESDAY = "2026-11-24T10:42:00+01:00"
LATER = "2026-11-26T10:42:00+01:00"
CAPTURED = Path(__file__).with_name("captured")

pytestmark = needs_tmux


def crm(folder: Path, *arguments: str, clock: str = TUESDAY) -> Any:
    """Run a command on the same database and return its document."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder / "home"),
        "LC_ALL": "C.UTF-8",
        "CRM_TUI_CLOCK": clock,
    }
    _code, out, _said = command(
        "--db", str(folder / "crm.db"), "--as", "anna", *arguments, "--json", environment=environment
    )
    return json.loads(out)


def database(folder: Path, language: str = "en") -> None:
    """Make a database whose founder lives in Warsaw and speaks a language."""
    (folder / "home").mkdir(exist_ok=True)
    crm(folder, "--lang", language, "today")
    crm(folder, "user", "edit", "anna", "--zone", "Europe/Warsaw", "--name", "Anna Zielińska")


def open_app(folder: Path, *, clock: str = TUESDAY, size: tuple[int, int] = (80, 24), language: str = "en") -> Terminal:
    """Return the app in a terminal."""
    return Terminal(folder, "--db", str(folder / "crm.db"), "--as", "anna", "--lang", language, clock=clock, size=size)


@dataclass(frozen=True)
class Job:
    """The words of the job in one language: what is typed, and what is to be seen."""

    language: str
    nothing: str
    new: str
    call: str
    category: str
    letter: str
    high: str
    create_contact: str
    create_person: str
    create_goal: str
    created: str
    outgoing: str
    outgoing_letter: str
    goal_section: str
    goal_is_there: bool
    phrase: str
    understood: str
    saved: str
    tomorrow: str
    added: str
    moved_phrase: str
    moved_to: str
    moved: str
    day_after: str
    question: str
    completed: str
    overdue: str
    opened: str
    again: str
    again_on: str


ENGLISH = Job(
    "en", "Nothing is planned for today", "New activity", "call", "Call", "h", "! high", "create the contact",
    "create the person", "create the goal", "Created: ", "→ outgoing", "o", "▾ Goal", False, "tomorrow at 15",
    r"Wed 25\.11\.2026 15:00", "Saved", "Wednesday 25 November · tomorrow", "Added to the discussion",
    "day after tomorrow at 9", r"Thu 26\.11\.2026 9:00", "Moved", "Thursday 26 November", "Was the goal reached",
    "Completed", "OVERDUE", "Activity 1", "This is a new activity, filled alike", r"27\.11\.2026 15:00",
)  # fmt: skip
POLISH = Job(
    "pl", "Na dziś nic nie jest zaplanowane", "Nowe działanie", "tel", "Telefon", "w", "! wysoki", "utwórz kontakt",
    "utwórz osobę", "utwórz cel", "Utworzono: ", "→ wychodzące", "w", "▾ Cel", True, "jutro o 15",
    r"śr 25\.11\.2026 15:00", "Zapisano", "środa 25 listopada · jutro", "Dodano do dyskusji", "pojutrze o 9",
    r"cz 26\.11\.2026 9:00", "Przeniesiono", "czwartek 26 listopada", "Czy cel został osiągnięty", "Zakończono",
    "ZALEGŁE", "Działanie 1", "To jest nowe działanie", r"27\.11\.2026 15:00",
)  # fmt: skip
JOBS = pytest.mark.parametrize("job", [ENGLISH, POLISH], ids=["en", "pl"])


def captured(job: Job, name: str) -> Path:
    """Return where a step's screen is kept."""
    return CAPTURED / f"main_job_{job.language}" / f"{name}.txt"


def plan_the_call(terminal: Terminal, job: Job) -> None:
    """Fill in the form: the contact, the person and the goal do not exist yet."""
    terminal.press("n").see(job.new)
    terminal.type(job.call).see(job.category)
    terminal.press("Tab", job.letter).see(job.high)
    terminal.press("Tab").type("AB Transport").see(job.create_contact)
    terminal.keep(captured(job, "01-contact-not-there"))
    terminal.press("Enter").see("AB Transport")
    terminal.keep(captured(job, "02-new-contact"))
    terminal.press("C-s").see(job.created + "AB Transport")
    terminal.press("Tab", "Tab").type("Jan Kowalski").see(job.create_person)
    terminal.press("Enter")
    terminal.keep(captured(job, "03-new-person"))
    terminal.press("C-s").see(job.created + "Jan Kowalski")
    terminal.press("Tab", job.outgoing_letter).see(job.outgoing)
    terminal.press("Tab").type(job.phrase).see(job.understood)
    terminal.press(*["Tab"] * 7, "Enter").see(job.goal_section)
    terminal.type("Umówienie spotkania").see("▎" if job.goal_is_there else job.create_goal)
    terminal.keep(captured(job, "04-goal"))
    terminal.press("Enter")
    if not job.goal_is_there:
        terminal.see("New goal")
        terminal.press("C-s").see(job.created + "Umówienie spotkania")
    terminal.keep(captured(job, "05-form-filled"))
    terminal.press("C-s").see(job.saved)


@JOBS
def test_a_call_is_planned_moved_discussed_completed_and_found_again(tmp_path: Path, job: Job) -> None:
    """A1, A7, A8, A10, C1, C5, G6: nothing but keys, at 80×24, each screen as it was found good."""
    database(tmp_path, job.language)
    with open_app(tmp_path, language=job.language) as terminal:
        terminal.see(job.nothing)
        terminal.keep(captured(job, "00-empty-plan"))
        plan_the_call(terminal, job)
        terminal.keep(captured(job, "06-saved"))
        terminal.press("]").see(job.tomorrow)
        terminal.see(rf"15:00 ! ▎{job.category} +AB Transport")
        terminal.keep(captured(job, "07-stands-in-the-plan"))

        terminal.press("d").type("nie odbiera")
        terminal.keep(captured(job, "08-discussion"))
        terminal.press("Enter").see(job.added)
        terminal.press("m").type(job.moved_phrase).see(job.moved_to)
        terminal.keep(captured(job, "09-move"))
        terminal.press("Enter").see(job.moved)
        terminal.keep(captured(job, "10-moved"))

        terminal.press("]").see(job.day_after)
        terminal.see(rf" 9:00 ! ▎{job.category} +AB Transport")
        terminal.press("c").see(job.question)
        terminal.keep(captured(job, "11-outcome"))
        terminal.press("Enter").see(job.completed)
        terminal.keep(captured(job, "12-completed"))

        terminal.press("h")
        terminal.see(rf"✓ ▎{job.category} +AB Transport")
        terminal.see("nie odbiera")
        terminal.keep(captured(job, "13-history"))
        terminal.press("Enter").see("AB Transport")
        terminal.keep(captured(job, "14-opened-again"))
    [row] = crm(tmp_path, "list", "--from", "2026-01-01")
    assert (row["status"], row["outcome"], row["direction"]) == ("completed", "success", "out")
    assert (row["contact"], row["persons"], row["goal"]) == ("AB Transport", ["Jan Kowalski"], "Umówienie spotkania")
    assert (row["start"], row["priority"]) == ("2026-11-26T09:00:00+01:00", "high")
    shown = crm(tmp_path, "show", str(row["id"]))
    assert [note["text"] for note in shown["discussion"]] == ["nie odbiera"]
    assert [entry["action"] for entry in shown["history"]] == ["plan", "move", "complete"]


@JOBS
def test_a16_a_call_that_was_never_answered_is_planned_anew_with_f4(tmp_path: Path, job: Job) -> None:
    database(tmp_path, job.language)
    crm(tmp_path, "contact", "add", "AB Transport")
    crm(tmp_path, "add", f"{job.category} AB Transport {'dziś o' if job is POLISH else 'today at'} 15")
    with open_app(tmp_path, clock=LATER, language=job.language) as terminal:
        terminal.see(job.overdue)
        terminal.keep(captured(job, "20-overdue"))
        terminal.press("Enter").see(job.opened)
        terminal.press("F4").see(job.again)
        terminal.keep(captured(job, "21-filled-alike"))
        terminal.press("C-s").see(rf"{job.saved}: {job.category}, AB Transport")
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
