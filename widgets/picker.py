"""Picks one of many by typing a part of its name; what is not there yet can be made on the spot (C5)."""

from collections.abc import Callable, Sequence
from typing import Any, Literal

from textual import events
from textual.message import Message
from textual.widgets import Input

from store.folding import fold
from widgets.pick_list import Create, Pick
from widgets.suggesting import Suggesting


class Picker(Suggesting):
    """Filters `options` itself, or, with `remote`, asks for picks by Wanted and is answered by `offer`.

    Messages out: Chosen, Wanted, Making.
    """

    class Chosen(Message):
        """Something else was chosen, or nothing."""

        def __init__(self, picker: "Picker", pick: Pick | None) -> None:
            super().__init__()
            self.picker, self.pick = picker, pick

    class Wanted(Message):
        """Picks for a text are wanted."""

        def __init__(self, picker: "Picker", text: str) -> None:
            super().__init__()
            self.picker, self.text = picker, text

    class Making(Message):
        """Something new is to be made of what was typed."""

        def __init__(self, picker: "Picker", kind: str, text: str) -> None:
            super().__init__()
            self.picker, self.kind, self.text = picker, kind, text

    def __init__(
        self,
        *,
        key: str,
        options: Sequence[Pick] = (),
        chosen: Pick | None = None,
        remote: bool = False,
        creates: Sequence[tuple[str, str]] = (),
        placeholder: str = "",
        at_once: Callable[[Pick | None], None] | None = None,
    ) -> None:
        """`creates` are (kind, "+ create “{name}”") for what can be made of a text.

        `at_once` is called before the key that chose something does anything else; Chosen comes later.
        Without `options`, a picker that can create waits for `fill`: nothing is new before all that is there is known.
        """
        super().__init__(chosen.text if chosen else "", placeholder=placeholder)
        self.key = key
        self.options = tuple(options)
        self.chosen = chosen
        self._remote = remote
        self._creates = tuple(creates)
        self._at_once = at_once
        self._asked: str | None = None
        self._asked_with = ""
        self._answered: str | None = None
        self._take_first: str | None = None
        self._waits = bool(creates) and not remote and not options

    @property
    def unresolved(self) -> str:
        """What was typed and is not what is chosen, "" where all is well."""
        typed = self.value.strip()
        return typed if typed and (self.chosen is None or typed != self.shown(self.chosen)) else ""

    def shown(self, pick: Pick) -> str:
        """What stands in the field for a pick."""
        return " ".join(pick.text.split())

    def choose(self, pick: Pick | None, *, tell: bool = False) -> None:
        """Choose something or nothing."""
        self.chosen = pick
        self.put(self.shown(pick) if pick else "")
        self.close_list()
        if tell:
            if self._at_once is not None:
                self._at_once(pick)
            self.post_message(self.Chosen(self, pick))

    @property
    def awaiting(self) -> bool:
        """Whether the first pick for what was typed is to be taken as soon as it is known."""
        return self._take_first is not None

    def fill(self, options: Sequence[Pick]) -> None:
        """Replace what there is to pick from; what was typed before there was anything is looked up now."""
        first, self.options, self._waits = not self.options, tuple(options), False
        if not self._remote and self._take_first == self.value.strip():
            self.offer(self._take_first, filtered(self.options, self._take_first))
        elif first and self.options and self.unresolved:
            if self.has_focus:
                self._ask(self.value.strip())
            else:
                self._take_first_of(self.value.strip())

    def offer(self, text: str, picks: Sequence[Pick]) -> None:
        """Answer Wanted; an answer to what is no longer in the field is dropped."""
        if text == self._take_first:
            self._take_first = None
            if listed := self._with_making(text, picks):
                self.close_list()
                self.take(listed[0])
        elif text == self._asked and self.has_focus:
            self._suggest(text, picks)

    def taken_by_enter(self) -> None:
        """Enter takes and goes on."""
        if not isinstance(self, MultiPicker) and self.chosen is not None and not self.unresolved:
            self.go_on()

    def take(self, pick: Pick) -> None:
        """Take a pick, or have something new made."""
        if isinstance(pick.value, Create):
            self.post_message(self.Making(self, pick.value.kind, pick.value.text))
        else:
            self.choose(pick, tell=True)

    @property
    def _is_fresh(self) -> bool:
        """Whether the list is the answer to what stands in the field now."""
        return self._asked is not None and self._answered == self._asked and self._asked_with == self.value.strip()

    def take_highlighted(self) -> None:
        """Take what the list has highlighted; where the list has not caught up with fast typing, the first pick."""
        if not self.unresolved or self._is_fresh:
            super().take_highlighted()
        else:
            self._take_first_of(self.value.strip())

    def on_key(self, event: events.Key) -> None:
        """Take the first pick by tab or enter even where the list has not caught up with fast typing."""
        if event.key not in {"enter", "tab"} or not self.unresolved or self._is_fresh:
            return
        taken = self._take_first_of(self.value.strip())
        if taken and event.key == "enter":
            event.stop()
            event.prevent_default()
            self.taken_by_enter()

    def _take_first_of(self, text: str) -> bool:
        """Take the first pick for a text; False where it has to be asked for."""
        self.close_list()
        if self._remote:
            self._take_first = text
            self.post_message(self.Wanted(self, text))
        elif self._waits:
            self._take_first = text
        elif picks := filtered(self.options, text):
            self.take(picks[0])
            return True
        return False

    def want_list(self) -> None:
        """Show everything there is, what is chosen under the cursor."""
        self._ask("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing; an emptied field is nothing chosen."""
        event.stop()
        text = self.value.strip()
        if not self.has_focus:
            return
        if not text:
            self.close_list()
            self._asked = None
            if self.chosen is not None:
                self.chosen = None
                self.post_message(self.Chosen(self, None))
        elif self.unresolved:
            # Else told late, of what was typed before the choice.
            self._ask(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on a closed list goes on to the next line."""
        event.stop()
        self.go_on()

    def _ask(self, text: str) -> None:
        self._asked, self._asked_with, self._answered = text, self.value.strip(), None
        if self._remote:
            self.post_message(self.Wanted(self, text))
        elif not self._waits:
            self._suggest(text, filtered(self.options, text))

    def _with_making(self, text: str, picks: Sequence[Pick]) -> list[Pick]:
        """Picks, and behind them what can be made of a text that is the name of none."""
        exact = any(fold(pick.text) == fold(text) for pick in picks)
        making = [
            Pick(Create(kind, text), template.format(name=text))
            for kind, template in self._creates
            if text and not exact
        ]
        return [*picks, *making]

    def _suggest(self, text: str, picks: Sequence[Pick]) -> None:
        self._answered = text
        listed = self._with_making(text, picks)
        chosen = next((i for i, pick in enumerate(picks) if self.chosen and pick.value == self.chosen.value), 0)
        self.suggest(listed, highlighted=(chosen if not text else 0) if picks else (0 if text and listed else -1))


def filtered(picks: Sequence[Pick], text: str) -> list[Pick]:
    """Return the picks that contain a text, without case and accents: beginnings first, then beginnings of words."""
    part = fold(text.strip())
    if not part:
        return list(picks)
    ranked: list[tuple[int, int, Pick]] = []
    for index, pick in enumerate(picks):
        name = fold(pick.text)
        rank: Literal[0, 1, 2] | None = (
            0 if name.startswith(part) else 1 if f" {part}" in name else 2 if part in name else None
        )
        if rank is not None:
            ranked.append((rank, index, pick))
    return [pick for _rank, _index, pick in sorted(ranked, key=lambda entry: entry[:2])]


class MultiPicker(Picker):
    """Picks several: what is picked stands before the field and is taken away by backspace (A7, A12, A13)."""

    class Repicked(Message):
        """The picks are others now."""

        def __init__(self, picker: "MultiPicker") -> None:
            super().__init__()
            self.picker = picker

    def __init__(self, *, picked: Sequence[Pick] = (), **options: Any) -> None:
        super().__init__(**options)
        self.picked: tuple[Pick, ...] = tuple(picked)

    @property
    def unresolved(self) -> str:
        """What was typed and not picked."""
        return self.value.strip()

    def choose(self, pick: Pick | None, *, tell: bool = False) -> None:
        """Add a pick."""
        self.put("")
        self.close_list()
        if pick is not None and all(pick.value != other.value for other in self.picked):
            self.set_picked((*self.picked, pick))

    def set_picked(self, picked: Sequence[Pick], *, tell: bool = True) -> None:
        """Replace what is picked."""
        self.picked = tuple(picked)
        self.refresh(layout=True)
        if tell:
            self.post_message(self.Repicked(self))

    def _suggest(self, text: str, picks: Sequence[Pick]) -> None:
        there = {pick.value for pick in self.picked}
        super()._suggest(text, [pick for pick in picks if pick.value not in there])

    def action_delete_left(self) -> None:
        """Take away the last pick where there is no text to delete."""
        if not self.value and self.picked:
            self.set_picked(self.picked[:-1])
        else:
            super().action_delete_left()
