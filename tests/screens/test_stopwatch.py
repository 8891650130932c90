"""The stopwatch by keys (E1 to E3): start, stop, switch, go on; entries read, added, corrected, deleted."""

from datetime import timedelta
from typing import Any

import pytest
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from screens.activity_form import ActivityForm
from screens.dialogs.choose import Choose
from screens.dialogs.time_entries import TimeEntries
from screens.dialogs.time_entry import AskTime
from screens.help import Help
from store import activities, settings, stopwatch, time_entries
from store.clock import FixedClock
from store.database import Store
from store.rows import Acting
from store.time_rows import tracking
from tests.making import at, contact, planned, timed
from tests.screens.driving import running, said, settled
from widgets.activity_preview import ActivityPreview
from widgets.agenda_list import AgendaList
from widgets.bars import TopBar


def header(pilot) -> str:  # type: ignore[no-untyped-def]
    return str(pilot.app.screen.query_one(TopBar).render_line(0).text)


def lines(pilot, widget: type) -> str:  # type: ignore[no-untyped-def]
    found = pilot.app.screen.query_one(widget)
    return "\n".join(found.render_line(y).text for y in range(found.size.height))


async def test_e1_s_starts_and_stops_and_it_shows_everywhere(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna, contact_id=contact(store, anna).id)
    async with running(store, anna) as pilot:
        assert "▸" not in header(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert said(pilot) == "The stopwatch runs: Call: AB Transport"
        assert "▸ Call: AB Transport 0:00:00" in header(pilot)
        bar = pilot.app.screen.query_one(TopBar)
        assert bar.ticking
        clock.instant += timedelta(minutes=25, seconds=13)
        bar.second()
        await pilot.pause()
        assert "0:25:13" in header(pilot)
        assert "▸ 0:25" in lines(pilot, AgendaList)
        assert "time spent  ▸ 25 min" in lines(pilot, ActivityPreview)
        await pilot.press("s")
        await settled(pilot)
        assert said(pilot) == "Stopped: Call: AB Transport · 25 min"
        assert "▸" not in header(pilot) + lines(pilot, AgendaList) + lines(pilot, ActivityPreview)
        assert "time spent  25 min" in lines(pilot, ActivityPreview)
        assert not bar.ticking
        assert activities.get(store, anna, row.id).tracked_seconds == 1513


async def test_e1_starting_another_asks_whether_to_stop_the_first(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    first, second = planned(store, anna, when=timed(15)), planned(store, anna, when=timed(16))
    stopwatch.start(store, anna, first.id)
    clock.instant += timedelta(minutes=5)
    async with running(store, anna) as pilot:
        await pilot.press("down", "s")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Choose)
        assert "today 10:42–now · 0:05:00" in str(pilot.app.screen.query_one(".about", Static).render())
        await pilot.press("escape")
        await settled(pilot)
        still = stopwatch.running(store, anna)
        assert still is not None
        assert still.activity_id == first.id
        await pilot.press("s", "enter")
        await settled(pilot)
        now = stopwatch.running(store, anna)
        assert now is not None
        assert now.activity_id == second.id
        assert said(pilot) == "Stopped: Call · 5 min · The stopwatch runs: Call"


async def test_e1_stop_and_go_on_from_anywhere(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna)
    async with running(store, anna) as pilot:
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert said(pilot).startswith("Nothing was measured yet")
        stopwatch.start(store, anna, row.id)
        app: Any = pilot.app
        app._changed(found=tracking(store, anna))
        await pilot.press("3")
        await settled(pilot)
        assert "▸ Call 0:00:00" in header(pilot)
        assert not pilot.app.screen_stack[1].query_one(TopBar).ticking
        clock.instant += timedelta(minutes=5)
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert stopwatch.running(store, anna) is None
        await pilot.press("ctrl+t")
        await settled(pilot)
        assert stopwatch.running(store, anna) is not None
        await pilot.press("1")
        await settled(pilot)
        assert "▸ Call" in header(pilot)
        assert pilot.app.screen.query_one(TopBar).ticking


async def test_e1_the_figures_go_on_round_a_dialog(store: Store, anna: Acting, clock: FixedClock) -> None:
    stopwatch.start(store, anna, planned(store, anna).id)
    async with running(store, anna) as pilot:
        await pilot.press("d")
        await settled(pilot)
        below, dialog = pilot.app.screen_stack[-2:]
        assert isinstance(dialog, ModalScreen)
        bar = below.query_one(TopBar)
        assert bar.ticking
        clock.instant += timedelta(minutes=25, seconds=13)
        bar.second()
        await pilot.pause()
        drawn = "\n".join(
            "".join(segment.text for segment in line) for line in pilot.app.screen._compositor.render_strips()
        )
        assert "0:25:13" in drawn.splitlines()[0]
        await pilot.press("escape", "3")
        await settled(pilot)
        assert not bar.ticking


async def test_e2_it_is_found_running_at_the_next_start(store: Store, anna: Acting, clock: FixedClock) -> None:
    stopwatch.start(store, anna, planned(store, anna).id)
    clock.instant += timedelta(hours=13, minutes=1)
    async with running(store, anna, (80, 24)) as pilot:
        await settled(pilot)
        assert "13:01:00" in header(pilot)
        assert "▸ 13:01" in lines(pilot, AgendaList)


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_e3_entries_are_added_corrected_and_deleted_by_keys(
    store: Store, anna: Acting, size: tuple[int, int]
) -> None:
    row = planned(store, anna)
    async with running(store, anna, size) as pilot:
        await pilot.press("S")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TimeEntries)
        await pilot.press("a")
        await settled(pilot)
        assert isinstance(pilot.app.screen, AskTime)
        pilot.app.screen.query_one("#when", Input).value = "8:00–9:30"
        pilot.app.screen.query_one("#note", Input).value = "by phone"
        await settled(pilot)
        hint = str(pilot.app.screen.query_one("#hint", Static).render())
        assert hint == "Tue 24.11.2026 8:00–9:30 · 1 h 30 min"
        await pilot.press("enter")
        await settled(pilot)
        (entry,) = time_entries.of_activity(store, anna, row.id)
        assert (entry.started, entry.ended, entry.note, entry.by_hand) == (at(8), at(9, 30), "by phone", True)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.screen.query_one("#when", Input).value == "24.11.2026 8:00–9:30"
        pilot.app.screen.query_one("#when", Input).value = "8:15–9:00"
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        (entry,) = time_entries.of_activity(store, anna, row.id)
        assert (entry.started, entry.ended, entry.corrected) == (at(8, 15), at(9), True)
        listed = pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt
        assert str(listed).split() == ["today", "8:15–9:00", "Anna", "Nowak", "45", "min", "by", "hand", "·",
                                       "corrected", "·", "by", "phone"]  # fmt: skip
        await pilot.press("delete", "d")
        await settled(pilot)
        assert time_entries.of_activity(store, anna, row.id) == ()
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, TimeEntries)


async def test_e3_what_is_refused_stays_typed_and_says_why(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    time_entries.add(store, anna, row.id, at(8), at(9))
    async with running(store, anna) as pilot:
        await pilot.press("S", "a")
        await settled(pilot)
        for typed, words in (
            ("8:30–9:30", "Anna Nowak has measured time then already: 24.11 8:00–9:00, “Call”."),
            ("10:00–11:00", "24.11.2026 11:00 is yet to come: time is measured when it is over."),
            ("9:30", "Say when it ended, or how long it took."),
            ("yesterday", "Say at what time it began."),
        ):
            pilot.app.screen.query_one("#when", Input).value = typed
            await settled(pilot)
            await pilot.press("enter")
            await settled(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, AskTime)
            assert str(screen.query_one("#hint", Static).render()) == words
            assert screen.query_one("#when", Input).value == typed
    assert len(time_entries.of_activity(store, anna, row.id)) == 1


async def test_e3_a_running_entry_is_given_an_earlier_start(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna)
    stopwatch.start(store, anna, row.id)
    clock.instant += timedelta(minutes=8)
    async with running(store, anna) as pilot:
        await pilot.press("S")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        pilot.app.screen.query_one("#when", Input).value = "10:15"
        await settled(pilot)
        assert "it runs on" in str(pilot.app.screen.query_one("#hint", Static).render())
        await pilot.press("enter")
        await settled(pilot)
        entry = stopwatch.running(store, anna)
        assert entry is not None
        assert (entry.started, entry.ended) == (at(10, 15), None)


async def test_g4_while_time_is_not_tracked_the_keys_say_so_and_the_help_is_silent(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    time_entries.add(store, anna, row.id, at(8), at(9))
    settings.set_one(store, anna, "time-tracking", "off")
    async with running(store, anna) as pilot:
        for key in ("s", "S", "ctrl+t"):
            await pilot.press(key)
            await settled(pilot)
            assert "time-tracking" in said(pilot)
        assert "time spent" not in lines(pilot, ActivityPreview)
        palette = {command.title for command in pilot.app.get_system_commands(pilot.app.screen)}
        assert not any("topwatch" in name for name in palette)
        await pilot.press("question_mark")
        await settled(pilot)
        assert isinstance(pilot.app.screen, Help)
        shown = "\n".join(str(widget.render()) for widget in pilot.app.screen.query(Static))
        assert "stopwatch" not in shown


async def test_e1_a_refused_start_says_which_right_is_missing(store: Store, anna: Acting, marek: Acting) -> None:
    planned(store, anna, observer_ids=(marek.id,))
    async with running(store, marek) as pilot:
        await pilot.press("left", "left")
        await settled(pilot)
        await pilot.press("s")
        await settled(pilot)
        assert "edit-others" in said(pilot)


async def test_e1_in_the_form_f6_starts_and_f7_corrects_and_what_is_typed_stays(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna)
    time_entries.add(store, anna, row.id, at(8), at(9))
    async with running(store, anna) as pilot:
        await pilot.press("enter")
        await settled(pilot)
        form = pilot.app.screen
        assert isinstance(form, ActivityForm)
        section = form.section_of("time")
        assert section is not None
        assert section.summary == "1 h"
        described = form.field("description")
        described.value = "typed"
        await pilot.press("f9")
        await settled(pilot)
        assert said(pilot) == "The stopwatch runs: Call"
        assert "▸ Call 0:00:00" in header(pilot)
        clock.instant += timedelta(minutes=30)
        await pilot.press("f7")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TimeEntries)
        await pilot.press("escape")
        await settled(pilot)
        assert section.summary == "1 h 30 min · runs since 10:42"
        await pilot.press("f9")
        await settled(pilot)
        assert section.summary == "1 h 30 min"
        assert form.field("description").value == "typed"
        await pilot.press("ctrl+s")
        await settled(pilot)
    saved = activities.get(store, anna, row.id)
    assert (saved.description, saved.tracked_seconds) == ("typed", 5400)


async def test_c7_readings_of_a_measured_time_are_told_as_people_write_them(store: Store, anna: Acting) -> None:
    planned(store, anna)
    async with running(store, anna) as pilot:
        await pilot.press("S", "a")
        await settled(pilot)
        pilot.app.screen.query_one("#when", Input).value = "yesterday 6:30-7:45"
        await settled(pilot)
        hint = str(pilot.app.screen.query_one("#hint", Static).render())
        assert "Mon 23.11.2026 6:30–7:45, Mon 23.11.2026 18:30–19:45" in hint


async def test_e3_without_entries_only_the_keys_that_do_something_are_told(store: Store, anna: Acting) -> None:
    planned(store, anna)
    async with running(store, anna, (80, 24)) as pilot:
        await pilot.press("S")
        await settled(pilot)
        assert "corrects" not in str(pilot.app.screen.query_one(".frame").border_subtitle)
        await pilot.press("a")
        await settled(pilot)
        fields = {field.styles.background.hex for field in pilot.app.screen.query(Input) if not field.has_focus}
        assert pilot.app.screen.query_one(".frame").styles.background.hex not in fields
        await pilot.press(*"8-9", "enter")
        await settled(pilot)
        assert "corrects" in str(pilot.app.screen.query_one(".frame").border_subtitle)
        assert pilot.app.screen.focused is pilot.app.screen.query_one(OptionList)


async def test_e3_a_long_note_hangs_under_its_beginning(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    time_entries.add(store, anna, row.id, at(8), at(9), note="prepared the offer with Marek and asked for the drawings")
    async with running(store, anna, (80, 24)) as pilot:
        await pilot.press("S")
        await settled(pilot)
        first, *more = str(pilot.app.screen.query_one(OptionList).get_option_at_index(0).prompt).split("\n")
        assert more
        assert {len(line) - len(line.lstrip()) for line in more} == {first.index("by hand")}
        about = str(pilot.app.screen.query_one("#about").render())
        assert about.split("\n")[1] == "1 h in all"
