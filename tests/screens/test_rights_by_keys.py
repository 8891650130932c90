"""Whoever lacks a right is refused by keys, with its name on the screen: in both languages, on a small one too (G2)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest

from screens.kept_words import named_right
from store import activities, people, settings, stopwatch, time_entries
from store.clock import FixedClock
from store.database import Store
from store.rows import Acting
from tests.making import allow, at, planned
from tests.screens.driving import running, settled
from tests.screens.test_contacts import keys

LACKS = {"en": "right {right} is missing", "pl": "rakuje prawa {right}"}
SMALL, LARGE = (80, 24), (120, 40)
both = pytest.mark.parametrize(("language", "size"), [("en", SMALL), ("pl", SMALL), ("pl", LARGE)])


def shown(pilot: Any) -> str:
    """The words that stand on the screen, of a dialog those within its frame, across the ends of its lines."""
    screen = pilot.app.screen
    lines = ["".join(cell.text for cell in line) for line in screen._compositor.render_strips()]
    for frame in screen.query(".frame"):
        x, y, width, height = frame.region
        lines = [line[x : x + width] for line in lines[y : y + height]]
    return " ".join(" ".join(line.strip("│ ") for line in lines).split())


@asynccontextmanager
async def speaking(store: Store, login: str, language: str, size: tuple[int, int]) -> AsyncIterator[Any]:
    """Run the app as somebody who speaks a language, with the rights that stand now."""
    async with running(store, people.log_in(store, login), size) as pilot:
        app: Any = pilot.app
        app.choose_language(language)
        await settled(pilot)
        yield pilot


async def lacking(pilot: Any, language: str, right: str) -> None:
    """Check that the screen names the missing right: as the screen of rights does, and as commands do."""
    await settled(pilot)
    assert right in named_right(right)
    assert LACKS[language].format(right=named_right(right)).casefold() in shown(pilot).casefold()


async def found(pilot: Any, number: int) -> None:
    """Look an activity up by its number, and go into the list."""
    await keys(pilot, "slash", f"'{number}", "tab")


def stands(store: Store, me: Acting, number: int) -> Any:
    """What a refusal leaves as it is."""
    row = activities.get(store, me, number)
    return row.version, row.performers, time_entries.of_activity(store, me, number)


@both
async def test_a12_without_delegate_nobody_is_given_work(
    store: Store, anna: Acting, marek: Acting, language: str, size: tuple[int, int]
) -> None:
    row = planned(store, marek)
    before = stands(store, anna, row.id)
    async with speaking(store, "marek", language, size) as pilot:
        await keys(pilot, "r", "home", "space", "enter")
        await lacking(pilot, language, "delegate")
        await keys(pilot, "a", "'Call tomorrow 16:00 @anna")
        assert "Anna" in shown(pilot)
        await keys(pilot, "enter")
        await lacking(pilot, language, "delegate")
        assert "@anna" in shown(pilot)
        await keys(pilot, "escape", "escape", "n")
        form = pilot.app.screen
        section = next(one for one in form.query("FormSection") if one.key == "performers")
        section.focus()
        await keys(pilot, "ctrl+o")
        assert named_right("delegate") in shown(pilot)
        assert section.slot("performers").widget.disabled
    assert stands(store, anna, row.id) == before
    with store.reading() as read:
        assert read.one("select count(*) from activities") == (1,)


@both
async def test_a12_without_take_unassigned_nothing_is_taken(
    store: Store, anna: Acting, marek: Acting, language: str, size: tuple[int, int]
) -> None:
    """One who sees it all the same is refused; whoever sees none is told why."""
    settings.set_one(store, anna, "allow-without-performer", "on")
    allow(store, anna, "Employee", without="take-unassigned")
    planned(store, anna, performer_ids=())
    async with speaking(store, "marek", language, size) as pilot:
        await keys(pilot, *["right"] * 4)
        await lacking(pilot, language, "take-unassigned")
        watched = planned(store, anna, performer_ids=(), observer_ids=(marek.id,))
        before = stands(store, anna, watched.id)
        await keys(pilot, "left", "right", "T")
        await lacking(pilot, language, "take-unassigned")
    assert stands(store, anna, watched.id) == before


@both
async def test_a12_what_another_performs_is_given_to_nobody_without_edit_others(
    store: Store, anna: Acting, marek: Acting, ewa: Acting, language: str, size: tuple[int, int]
) -> None:
    """Neither by whom it only concerns nor by whom it was given to: they cannot make it their own, or another's."""
    watched = planned(store, anna, performer_ids=(ewa.id,), observer_ids=(marek.id,))
    received = planned(store, anna, performer_ids=(marek.id,))
    before = [stands(store, anna, number) for number in (watched.id, received.id)]
    async with speaking(store, "marek", language, size) as pilot:
        await keys(pilot, "r", "home", "space", "enter")
        await lacking(pilot, language, "edit-others")
        await found(pilot, watched.id)
        await keys(pilot, "T")
        assert "Ewa" in shown(pilot)
        await keys(pilot, "r", "home", "space", "enter")
        await lacking(pilot, language, "edit-others")
    assert [stands(store, anna, number) for number in (watched.id, received.id)] == before


@both
async def test_e1_without_the_right_no_stopwatch_starts_in_a_list_or_a_form(
    store: Store, anna: Acting, marek: Acting, language: str, size: tuple[int, int]
) -> None:
    row = planned(store, anna, observer_ids=(marek.id,))
    before = stands(store, anna, row.id)
    async with speaking(store, "marek", language, size) as pilot:
        await found(pilot, row.id)
        await keys(pilot, "s")
        await lacking(pilot, language, "edit-others")
        await keys(pilot, "enter", "f9")
        await lacking(pilot, language, "edit-others")
        assert stopwatch.running(store, marek) is None
    assert stands(store, anna, row.id) == before


@both
async def test_e1_a_right_withdrawn_while_it_runs_stops_it_and_does_not_go_on(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock, language: str, size: tuple[int, int]
) -> None:
    """Stopping one's own needs no right: the time was spent. Going on with it needs the right again."""
    allow(store, anna, "Employee", "edit-others")
    row = planned(store, anna, observer_ids=(marek.id,))
    async with speaking(store, "marek", language, size) as pilot:
        await found(pilot, row.id)
        await keys(pilot, "s")
        assert stopwatch.running(store, marek) is not None
        allow(store, anna, "Employee", without="edit-others")
        clock.instant += timedelta(minutes=20)
        await keys(pilot, "s")
        assert stopwatch.running(store, marek) is None
        for again in ("s", "ctrl+t"):
            await keys(pilot, again)
            await lacking(pilot, language, "edit-others")
    (entry,) = time_entries.of_activity(store, anna, row.id)
    assert (entry.user, entry.seconds) == (marek.ref, 1200)


@both
async def test_e3_without_edit_others_nobody_stops_the_stopwatch_of_another(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock, language: str, size: tuple[int, int]
) -> None:
    allow(store, anna, "Employee", "see-all-time")
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    stopwatch.start(store, anna, row.id)
    clock.instant += timedelta(minutes=20)
    before = stands(store, anna, row.id)
    async with speaking(store, "marek", language, size) as pilot:
        await keys(pilot, "S", "enter", "end", "'-11:00", "enter")
        await lacking(pilot, language, "edit-others")
        await keys(pilot, "escape", "delete", "down", "enter")
        await lacking(pilot, language, "edit-others")
    assert stands(store, anna, row.id) == before


@both
async def test_e4_without_see_all_time_the_card_and_the_report_tell_why_one_sees_no_others(
    store: Store, anna: Acting, marek: Acting, language: str, size: tuple[int, int]
) -> None:
    row = planned(store, anna, performer_ids=(marek.id,))
    time_entries.add(store, anna, row.id, at(8), at(9, 1))
    time_entries.add(store, marek, row.id, at(8), at(8, 15))
    allow(store, anna, "Employee", without="export")
    async with speaking(store, "marek", language, size) as pilot:
        await keys(pilot, "S")
        await lacking(pilot, language, "see-all-time")
        assert "Anna" not in shown(pilot).partition("see-all-time")[2].partition("esc")[0]
        await keys(pilot, "escape", "5")
        assert "see-all-time" in shown(pilot)
        assert "Anna" not in shown(pilot)
        assert "1:01" not in shown(pilot)
        await keys(pilot, "e", "enter")
        await lacking(pilot, language, "export")


async def test_e4_with_see_all_time_nothing_is_said_to_be_missing(store: Store, anna: Acting, ewa: Acting) -> None:
    row = planned(store, anna)
    time_entries.add(store, anna, row.id, at(8), at(9, 1))
    async with running(store, ewa, SMALL) as pilot:
        await found(pilot, row.id)
        await keys(pilot, "S")
        assert "1 h 1 min in all" in shown(pilot)
        assert "see-all-time" not in shown(pilot)
        await keys(pilot, "escape", "escape", "5")
        assert "1:01" in shown(pilot)
        assert "see-all-time" not in shown(pilot)
