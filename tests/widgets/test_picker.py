"""Pickers alone: filtering, taking, making, and what a fast typist meets (C5, H7)."""

from collections.abc import Sequence
from typing import Any

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from widgets.line_field import LineField
from widgets.pick_list import Create, Pick, PickList
from widgets.picker import MultiPicker, Picker, filtered

CITIES = (Pick(1, "Łódź"), Pick(2, "Nowa Huta"), Pick(3, "Huta Szkła"), Pick(4, "[b]Kraków"))


class Alone(App[None]):
    """A picker, a field after it, and what was said."""

    def __init__(self, *pickers: Picker) -> None:
        super().__init__()
        self._pickers = pickers
        self.heard: list[Message] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        names = "muted faint line amber danger ok field cursor side accent text".split()
        return dict.fromkeys(names, "#808080")

    def compose(self) -> ComposeResult:
        yield from self._pickers
        yield LineField(id="after")

    def on_picker_chosen(self, message: Picker.Chosen) -> None:
        self.heard.append(message)

    def on_picker_wanted(self, message: Picker.Wanted) -> None:
        self.heard.append(message)

    def on_picker_making(self, message: Picker.Making) -> None:
        self.heard.append(message)


def picker(**given: Any) -> Picker:
    return Picker(key="city", options=CITIES, creates=(("city", "+ create “{name}”"),), **given)


def texts(picks: Sequence[Pick]) -> list[str]:
    return [pick.text for pick in picks]


def test_beginnings_come_first_then_words_and_accents_do_not_matter() -> None:
    assert texts(filtered(CITIES, "huta")) == ["Huta Szkła", "Nowa Huta"]
    assert texts(filtered(CITIES, "lodz")) == ["Łódź"]
    assert texts(filtered(CITIES, "")) == texts(CITIES)


async def test_typing_narrows_and_enter_takes_and_goes_on() -> None:
    field = picker()
    app = Alone(field)
    async with app.run_test() as pilot:
        field.focus()
        await pilot.press(*"hut")
        await pilot.pause()
        assert texts(field.listed) == ["Huta Szkła", "Nowa Huta", "+ create “hut”"]
        await pilot.press("down", "enter")
        assert field.chosen == CITIES[1]
        assert (field.value, field.is_open) == ("Nowa Huta", False)
        assert app.focused is not None
        assert app.focused.id == "after"


async def test_tab_takes_what_is_highlighted() -> None:
    field = picker()
    async with Alone(field).run_test() as pilot:
        field.focus()
        await pilot.press(*"lod", "tab")
        await pilot.pause()
        assert field.chosen == CITIES[0]


async def test_the_last_entry_makes_something_new() -> None:
    field = picker()
    app = Alone(field)
    async with app.run_test() as pilot:
        field.focus()
        await pilot.press(*"Gda")
        await pilot.pause()
        assert field.listed[-1].value == Create("city", "Gda")
        await pilot.press("up", "enter")
        await pilot.pause()
        [message] = app.heard
        assert isinstance(message, Picker.Making)
        assert (message.kind, message.text) == ("city", "Gda")


async def test_an_exact_name_is_not_offered_for_making() -> None:
    field = picker()
    async with Alone(field).run_test() as pilot:
        field.focus()
        await pilot.press(*"lodz")
        await pilot.pause()
        assert texts(field.listed) == ["Łódź"]


async def test_an_emptied_field_is_nothing_chosen() -> None:
    field = picker()
    app = Alone(field)
    async with app.run_test() as pilot:
        field.focus()
        field.choose(CITIES[0])
        await pilot.press("ctrl+u")
        await pilot.pause()
        assert field.chosen is None
        assert isinstance(app.heard[-1], Picker.Chosen)


async def test_a_late_answer_to_what_is_no_longer_typed_is_dropped() -> None:
    field = Picker(key="far", remote=True)
    async with Alone(field).run_test() as pilot:
        field.focus()
        await pilot.press("a", "b")
        await pilot.pause()
        field.offer("a", CITIES)
        assert not field.is_open
        field.offer("ab", CITIES)
        assert texts(field.listed) == texts(CITIES)


async def test_escape_closes_the_list_and_what_was_typed_is_unresolved() -> None:
    field = picker()
    async with Alone(field).run_test() as pilot:
        field.focus()
        await pilot.press("h", "escape")
        await pilot.pause()
        assert (field.is_open, field.unresolved) == (False, "h")


async def test_several_are_picked_and_backspace_takes_the_last_away() -> None:
    field = MultiPicker(key="cities", options=CITIES)
    async with Alone(field).run_test() as pilot:
        field.focus()
        await pilot.press(*"lod", "enter", *"krak", "enter")
        await pilot.pause()
        assert texts(field.picked) == ["Łódź", "[b]Kraków"]
        await pilot.press("down")
        await pilot.pause()
        assert texts(field.listed) == ["Nowa Huta", "Huta Szkła"]
        await pilot.press("escape", "backspace")
        assert texts(field.picked) == ["Łódź"]


def unfilled() -> Picker:
    return Picker(key="city", creates=(("city", "+ create “{name}”"),))


async def test_c5_nothing_is_new_before_what_there_is_is_known() -> None:
    field = unfilled()
    app = Alone(field)
    async with app.run_test() as pilot:
        field.focus()
        await pilot.press(*"lodz", "tab")
        assert (field.awaiting, app.heard) == (True, [])
        field.fill(CITIES)
        await pilot.pause()
        assert field.chosen == CITIES[0]
        assert not any(isinstance(message, Picker.Making) for message in app.heard)


async def test_c5_what_is_not_among_what_comes_is_made() -> None:
    field = unfilled()
    app = Alone(field)
    async with app.run_test() as pilot:
        field.focus()
        await pilot.press(*"Sopot", "tab")
        field.fill(())
        await pilot.pause()
        [making] = app.heard
        assert isinstance(making, Picker.Making)
        assert (making.kind, making.text, field.awaiting) == ("city", "Sopot", False)


async def test_what_is_told_late_of_what_was_typed_opens_no_list_over_a_choice() -> None:
    field = picker()
    app = Alone(field)
    async with app.run_test() as pilot:
        field.focus()
        field.choose(CITIES[0])
        field.post_message(Input.Changed(field, "łó"))
        await pilot.pause()
        assert field.chosen == CITIES[0]
        assert not field.is_open


async def test_c5_the_list_keeps_right_below_a_field_that_moves_and_within_the_frame_around_it() -> None:
    class Framed(Alone):
        CSS = "#frame { width: 40; height: 12; border: round white; padding: 0 1; } #above { height: 0; }"

        def compose(self) -> ComposeResult:
            with Vertical(id="frame"):
                yield Static("", id="above")
                yield from self._pickers

    field = Picker(key="city", options=[Pick(1, "Nowa Huta, the part of Kraków that was a town", "a note")])
    app = Framed(field)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("N")
        await pilot.pause()
        shown = app.screen.query_one(PickList)
        assert (shown.region.x, shown.region.y) == (field.region.x, field.region.bottom)
        assert shown.region.right == app.query_one("#frame").content_region.right
        app.query_one("#above").styles.height = 3
        await pilot.pause()
        await pilot.pause()
        assert (field.region.y, shown.region.y) == (4, 5)


async def test_what_is_asked_for_is_not_drawn_like_what_is_typed() -> None:
    field = Picker(key="city", placeholder="a city")
    app = Alone(field)
    async with app.run_test() as pilot:
        asked = field.render_line(0)
        assert field.has_focus
        assert "a city" in asked.text
        assert not any(segment.style and segment.style.bold for segment in asked if "city" in segment.text)
        await pilot.press("x")
        assert any(segment.style and segment.style.bold for segment in field.render_line(0) if "x" in segment.text)
