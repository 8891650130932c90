"""Contacts, projects, files and the search, by keys alone, in a real terminal (A7, A15, C3, C4, C5, C8)."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.e2e.terminal import Terminal, needs_tmux
from tests.e2e.test_main_job import CAPTURED, crm, database, open_app

pytestmark = needs_tmux


@dataclass(frozen=True)
class Job:
    """What is typed and seen in one language."""

    language: str
    new: str
    call: str
    category: str
    create_contact: str
    create_person: str
    created: str
    outgoing_letter: str
    outgoing: str
    phrase: str
    attach: str
    attached: str
    save_as: str
    saved_as: str
    saved: str
    contacts: str
    projects: str
    new_project: str
    project: str
    completed: str


ENGLISH = Job(
    "en", "New activity", "call", "Call", "create the contact", "create the person", "Created: ", "o", "→ outgoing",
    "tomorrow at {hour}", "Attach a file", "Attached: ", "save a copy as", "Saved as", "Saved", "Contacts",
    "Projects", "New project", "Project", "Completed",
)  # fmt: skip
POLISH = Job(
    "pl", "Nowe działanie", "tel", "Telefon", "utwórz kontakt", "utwórz osobę", "Utworzono: ", "w", "→ wychodzące",
    "jutro o {hour}", "Dołącz plik", "Dołączono: ", "zapisz kopię jako", "Zapisano jako", "Zapisano", "Kontakty",
    "Projekty", "Nowy projekt", "Projekt", "Zakończono",
)  # fmt: skip
START = r"25\.11\.2026 {hour}:00"


def keep(terminal: Terminal, job: Job, name: str) -> None:
    """Hold the screen to the one that was looked at and found good."""
    terminal.keep(CAPTURED / f"contacts_{job.language}" / f"{name}.txt")


def plan_with_a_file(terminal: Terminal, job: Job, offer: Path, copy: Path) -> None:
    """Plan a call; the contact and both persons are made on the way, the file is attached with F3, opened and saved."""
    terminal.press("n").see(job.new)
    terminal.type(job.call).see(job.category)
    terminal.press("Tab", "Tab").type("Fabryka Łódź").see(job.create_contact)
    terminal.press("Enter").see(r"│ +\S+ +Fabryka Łódź")
    terminal.press("C-s").see(job.created + "Fabryka Łódź")
    terminal.press("Tab", "Tab")
    for person in ("Jan Łodzki", "Ewa Nowak"):
        terminal.type(person).see(job.create_person)
        terminal.press("Enter").see(rf"│ +\S+ +{person}")
        terminal.press("C-s").see(job.created + person)
    keep(terminal, job, "01-two-persons")
    terminal.press("Tab", job.outgoing_letter).see(job.outgoing)
    terminal.press("Tab").type(job.phrase.format(hour=15)).see(START.format(hour=15))
    terminal.press(*["Tab"] * 8).type("Rozmowa o ofercie")
    terminal.press("F3").see(job.attach)
    terminal.press("Tab").type(str(offer))
    terminal.press("Enter").see(job.attached + offer.name)
    keep(terminal, job, "02-attached")
    terminal.press(*["Tab"] * 4, "Enter").see(job.save_as)
    terminal.press("C-u", "C-k").type(str(copy))
    terminal.press("Enter").see(job.saved_as)
    terminal.press("C-s").see(job.saved + ": ")


@pytest.mark.parametrize("job", [ENGLISH, POLISH], ids=["en", "pl"])
def test_a_contact_is_made_planned_with_read_and_found_again(tmp_path: Path, job: Job) -> None:
    database(tmp_path, job.language)
    offer, copy = tmp_path / "oferta Łódź.txt", tmp_path / "copy.txt"
    offer.write_text("treść", encoding="utf-8")
    with open_app(tmp_path, language=job.language) as terminal:
        plan_with_a_file(terminal, job, offer, copy)
        assert copy.read_text(encoding="utf-8") == "treść"

        terminal.press("3").see(job.contacts)
        terminal.see("Fabryka Łódź")
        terminal.press("Enter").see("Jan Łodzki")
        keep(terminal, job, "03-contact-card")
        terminal.press("n").see(job.new)
        terminal.see("Fabryka Łódź")
        terminal.type(job.call).see(job.category)
        terminal.press(*["Tab"] * 6).type(job.phrase.format(hour=9)).see(START.format(hour=9))
        terminal.press("C-s").see(job.saved + ": ")

        terminal.press("4").see(job.projects)
        terminal.press("A").see(job.new_project)
        terminal.type("Wdrożenie Łódź")
        terminal.press("C-s").see(job.saved + ": ")
        terminal.press("Enter").see(rf"{job.project} +Wdrożenie Łódź")
        terminal.press("n").see(job.new)
        terminal.see("Wdrożenie Łódź")
        terminal.type(job.call).see(job.category)
        terminal.press(*["Tab"] * 4).type(job.phrase.format(hour=11)).see(START.format(hour=11))
        terminal.press("C-s").see(job.saved + ": ")
        keep(terminal, job, "04-project-card")

        terminal.press("3").see(job.contacts)
        terminal.press("Enter").see("Jan Łodzki")
        terminal.press("Tab").see(" 9:00")
        terminal.press("Down", "c").see(job.completed)
        terminal.press("Tab").see("✓")
        terminal.see("Rozmowa o ofercie")
        keep(terminal, job, "05-history")

        terminal.press("/").see("“lodz”|„lodz”")
        terminal.type("lodz")
        for found in ("Fabryka Łódź", "Jan Łodzki", "Wdrożenie Łódź", "Rozmowa o ofercie"):
            terminal.see(found)
        keep(terminal, job, "06-found")
        terminal.press("Enter").see("Fabryka Łódź")
    rows = crm(tmp_path, "list", "--from", "2026-01-01")
    assert [(row["contact"], row["project"], row["status"]) for row in rows] == [
        ("Fabryka Łódź", None, "planned"),
        (None, "Wdrożenie Łódź", "planned"),
        ("Fabryka Łódź", None, "completed"),
    ]
    assert rows[2]["persons"] == ["Ewa Nowak", "Jan Łodzki"] or rows[2]["persons"] == ["Jan Łodzki", "Ewa Nowak"]
    assert [file["name"] for file in crm(tmp_path, "show", str(rows[2]["id"]))["files"]] == [offer.name]
    hits = crm(tmp_path, "search", "lodz")
    assert {hit["kind"] for hit in hits} == {"activity", "contact", "person", "project"}
    assert all(re.search("Łódź|Łodzki", hit["title"] + hit["excerpt"]) for hit in hits)
