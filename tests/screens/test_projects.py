"""Projects by keys (C4): the tree, the card, subprojects, the form."""

import pytest

from screens.project_card import ProjectCard
from screens.projects import ProjectsScreen
from store import activities, projects
from store.database import Store
from store.rows import Acting
from tests.making import contact, entry, planned, project
from tests.screens.driving import running, settled
from tests.screens.test_contacts import keys, listed, text_of, typed
from widgets.agenda_list import AgendaList
from widgets.bars import KeyBar
from widgets.change_lines import ChangeLines
from widgets.facts_pane import FactsPane
from widgets.record_table import RecordTable


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_c4_the_list_is_a_tree_and_the_card_shows_progress(
    store: Store, anna: Acting, size: tuple[int, int]
) -> None:
    top = project(store, anna, "Żagiel", status_id=entry(store, anna, "project-status", "Running"))
    project(store, anna, "Maszt", parent_id=top.id, progress=50)
    project(store, anna, "Ster", parent_id=top.id, progress=100)
    planned(store, anna, project_id=top.id, description="Order the timber")
    async with running(store, anna, size) as pilot:
        await keys(pilot, "4")
        assert isinstance(pilot.app.screen, ProjectsScreen)
        assert listed(pilot) == ["Żagiel", "Maszt", "Ster"]
        assert "   Maszt" in text_of(pilot, RecordTable)
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, ProjectCard)
        assert "75%" in text_of(pilot, FactsPane)
        await keys(pilot, *(["tab"] if size[0] < 110 else []))
        assert "Order the timber" in text_of(pilot, AgendaList)
        await keys(pilot, "tab", "tab", "enter")
        assert isinstance(pilot.app.screen, ProjectCard)
        assert pilot.app.screen.record_name() == "Maszt"
        await keys(pilot, "escape", "escape", "f")
        await typed(pilot, "ster")
        assert listed(pilot) == ["Ster"]


async def test_c4_a_project_is_made_with_dates_in_words(store: Store, anna: Acting) -> None:
    contact(store, anna, "AB Transport")
    async with running(store, anna) as pilot:
        await keys(pilot, "4", "A", "'Wdrożenie", "tab", "'Run", "tab", "tab", "'ab tr", "enter")
        for line, value in (("progress", "20"), ("start", "tomorrow"), ("end", "7.12.2026"), ("keyword", "crm, erp")):
            field = pilot.app.screen.query_one(f"#{line}")
            field.focus()
            await keys(pilot, "end", "backspace", "'" + value)
        await keys(pilot, "ctrl+s")
        row = projects.named(store, anna, "Wdrożenie")
        assert (row.progress, row.keywords) == (20, ("crm", "erp"))
        assert row.start is not None
        assert row.end is not None
        assert (row.start.isoformat(), row.end.isoformat()) == ("2026-11-25", "2026-12-07")
        assert row.contact is not None
        assert row.status is not None


async def test_c4_a_wrong_value_is_said_beside_its_field(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "4", "A", "'X")
        pilot.app.screen.query_one("#end").focus()
        await keys(pilot, "'someday", "ctrl+s")
        section = pilot.app.screen.query_one("#section-frame")
        slot = section.slot("end")  # type: ignore[attr-defined]
        assert (slot.kind, "someday" in slot.hint) == ("danger", True)
        await keys(pilot, *["backspace"] * 7, "'yesterday", "ctrl+s")
        assert projects.named(store, anna, "X").end is not None


async def test_c4_a_subproject_is_added_and_the_change_log_tells(store: Store, anna: Acting) -> None:
    top = project(store, anna, "Top")
    async with running(store, anna) as pilot:
        await keys(pilot, "4", "enter", "A", "'Low", "ctrl+s")
        below = projects.named(store, anna, "Low").parent
        assert below is not None
        assert below.id == top.id
        await keys(pilot, "E", "end", "'py", "ctrl+s", "tab", "tab", "tab", "tab")
        log = text_of(pilot, ChangeLines)
        assert "name: Top → Toppy" in log
        await keys(pilot, "n", "'Call", "enter", "enter")
        await keys(pilot, "'tomorrow at 9", "ctrl+s")
        found = activities.get(store, anna, 1).project
        assert found is not None
        assert found.id == top.id


async def test_c4_no_cycle_can_be_made_in_the_form(store: Store, anna: Acting) -> None:
    top = project(store, anna, "Top")
    project(store, anna, "Low", parent_id=top.id)
    async with running(store, anna) as pilot:
        await keys(pilot, "4", "E")
        pilot.app.screen.query_one("#parent").focus()
        await settled(pilot)
        await keys(pilot, "'Low", "enter", "ctrl+s")
        assert projects.get(store, anna, top.id).parent is None
        assert pilot.app.screen.query_one(KeyBar).message == ""
        slot = pilot.app.screen.query_one("#section-project").slot("parent")  # type: ignore[attr-defined]
        assert slot.kind == "danger"
