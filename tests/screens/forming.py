"""Opens the form over the day plan and fills it by keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from screens.activity_form import ActivityForm
from store.database import Store
from store.rows import Acting
from tests.screens.driving import running, settled
from widgets.form_section import FormSection


@asynccontextmanager
async def form_open(
    store: Store, me: Acting, size: tuple[int, int] = (120, 40), **given: Any
) -> AsyncIterator[tuple[Pilot[Any], ActivityForm]]:
    """Run the app and open the form on what is given."""
    async with running(store, me, size) as pilot:
        form = ActivityForm(store, me, **given)
        pilot.app.push_screen(form)
        await settled(pilot)
        yield pilot, form


async def keys(pilot: Pilot[Any], *presses: str) -> None:
    """Press keys; a word of several letters in quotes is typed."""
    for press in presses:
        if press.startswith("'"):
            await pilot.press(*("space" if letter == " " else letter for letter in press[1:]))
        else:
            await pilot.press(press)
        await settled(pilot)


def beside(form: ActivityForm, key: str) -> tuple[str, str]:
    """What stands beside a field, and its colour."""
    section = form.section_of(key)
    slot = section.slot(key) if section else None
    assert slot is not None
    return slot.hint, slot.kind


def section(form: ActivityForm, name: str) -> FormSection:
    """A section by its name."""
    return form.query_one(f"#section-{name}", FormSection)


def focused(form: ActivityForm) -> str:
    """The name of the field with the focus."""
    return (form.focused.id or "") if form.focused else ""
