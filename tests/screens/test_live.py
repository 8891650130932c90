"""What others do is seen without a key, marked, and disturbs nobody; a server that is away is told above (H5)."""

import pytest

from crm_tui.watching import Watching
from store import activities, contacts
from store.clock import FixedClock
from store.database import Store
from store.drafts import ContactDraft
from store.rows import Acting
from tests.making import contact, planned, timed
from tests.screens.driving import running, settled, until
from widgets.agenda_list import AgendaList
from widgets.bars import TopBar
from widgets.lately import LATELY_SIGN
from widgets.record_table import RecordTable


def lines(widget) -> list[str]:  # type: ignore[no-untyped-def]
    return [widget.render_line(y).text for y in range(widget.size.height)]


def marked(widget) -> list[str]:  # type: ignore[no-untyped-def]
    return [line for line in lines(widget) if line.startswith(LATELY_SIGN)]


async def test_h5_what_another_changes_is_marked_until_the_cursor_was_there(
    store: Store, anna: Acting, marek: Acting
) -> None:
    """The row is found again by its sign, without colour; cursor and scroll stay where they were."""
    first = planned(store, anna, when=timed(14), description="First")
    rows = [planned(store, anna, when=timed(15, k), description=f"Later {k}") for k in range(30)]
    activities.edit(store, anna, rows[2].id, _with(store, anna, rows[2], performer_ids=(anna.id, marek.id)), version=1)
    async with running(store, anna, (100, 20)) as pilot:
        listing = pilot.app.screen.query_one(AgendaList)
        await pilot.press("down")
        before = (listing.highlighted.id, listing.scroll_offset)  # type: ignore[union-attr]
        activities.set_priority(store, marek, rows[2].id, "urgent")
        await until(pilot, lambda: marked(listing))
        assert ["Later 2" in line and "‼" in line for line in marked(listing)] == [True]
        assert (listing.highlighted.id, listing.scroll_offset) == before  # type: ignore[union-attr]
        assert first.id != before[0]
        await pilot.press("down", "down")
        assert listing.highlighted.id == rows[2].id  # type: ignore[union-attr]
        assert marked(listing) == []


async def test_h5_what_was_written_after_the_first_reading_and_before_the_first_look_is_seen(
    store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = Watching.begin

    def write_first(self: Watching) -> None:
        planned(store, _manager(store), when=timed(14), description="Between", performer_ids=(anna.id,))
        begin(self)

    monkeypatch.setattr(Watching, "begin", write_first)
    planned(store, anna, when=timed(15), description="Before")
    async with running(store, anna) as pilot:
        listing = pilot.app.screen.query_one(AgendaList)
        await until(pilot, lambda: any("Between" in line for line in lines(listing)))
        assert ["Between" in line for line in marked(listing)] == [True]


async def test_h5_one_s_own_changes_are_not_marked(store: Store, anna: Acting) -> None:
    """Neither those made here nor those of one's other session."""
    planned(store, anna, when=timed(14))
    row = planned(store, anna, when=timed(15), description="Mine")
    async with running(store, anna) as pilot:
        listing = pilot.app.screen.query_one(AgendaList)
        activities.set_priority(store, anna, row.id, "urgent")
        await until(pilot, lambda: any("‼" in line for line in lines(listing)))
        await settled(pilot)
        assert marked(listing) == []


async def test_h5_a_mark_goes_by_itself(store: Store, anna: Acting, marek: Acting, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("widgets.lately.LATELY_SECONDS", 0.05)
    planned(store, anna, when=timed(14))
    async with running(store, anna) as pilot:
        listing = pilot.app.screen.query_one(AgendaList)
        listing.touch([1])
        assert marked(listing)
        await until(pilot, lambda: not marked(listing))


async def test_h5_what_was_changed_below_a_card_is_marked_when_one_comes_back(
    store: Store, anna: Acting, marek: Acting
) -> None:
    contact(store, anna, "Zefir")
    other = contact(store, anna, "Wisła")
    async with running(store, anna) as pilot:
        await pilot.press("3")
        await until(pilot, lambda: pilot.app.screen.query(RecordTable))
        table = pilot.app.screen.query_one(RecordTable)
        await until(pilot, lambda: table.total == 2)
        await pilot.press("enter")
        await settled(pilot)
        contacts.edit(store, _manager(store), other.id, ContactDraft("Wisła", web="https://example.com"), version=1)
        screen = pilot.app.screen_stack[-2]
        await until(pilot, lambda: getattr(screen, "stale", False))
        await pilot.press("escape")
        await until(pilot, lambda: marked(table) or table.highlighted.id == other.id)  # type: ignore[union-attr]
        assert ["Wisła" in line for line in marked(table)] == [True]


async def test_h5_a_database_that_does_not_answer_is_told_above_and_nothing_typed_is_lost(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    async with running(store, anna) as pilot:
        await pilot.press("n")
        await until(pilot, lambda: len(pilot.app.screen_stack) == 3)
        await pilot.press(*"call")
        pilot.app.offline = True  # type: ignore[attr-defined]
        await pilot.pause()
        bar = pilot.app.screen.query_one(TopBar)
        assert "no connection …" in bar.render_line(0).text
        assert len(pilot.app.screen_stack) == 3
        pilot.app.offline = False  # type: ignore[attr-defined]
        await pilot.pause()
        assert "no connection" not in bar.render_line(0).text


def _manager(store: Store) -> Acting:
    from store import people

    return people.log_in(store, "ewa")


def _with(store: Store, me: Acting, row, **fields):  # type: ignore[no-untyped-def]
    from dataclasses import replace

    from store.drafts import draft_of

    return replace(draft_of(row), **fields)
