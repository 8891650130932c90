"""Keeps what is in the form while it is not saved, and puts it back (A17)."""

from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol, cast

from screens.asking import Asking
from screens.form.reminder_entries import Entry
from screens.form.state import FormState
from widgets.pick_list import Pick

if TYPE_CHECKING:
    from screens.desk import Desk
    from store.database import Store

LOOK_SECONDS = 0.5


class Slot(Protocol):
    """Where one form is kept."""

    def keep(self, held: dict[str, Any]) -> None:
        """Write it."""

    def drop(self) -> None:
        """Remove it."""


class Drafting(Asking):
    """The part of the form that is kept on the way: a moment after something was typed, off the screen's own thread."""

    state: FormState
    store: "Store"
    _first: tuple[Any, ...]

    def __init__(self) -> None:
        super().__init__()
        self._slot: Slot | None = None
        self._kept: tuple[Any, ...] | None = None

    def on_mount(self) -> None:
        """Look now and then whether there is something to keep."""
        self.set_interval(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        now = self.state.fingerprint()
        if now == self._kept:
            return
        if now == self._first:
            if self._kept is not None:
                self._kept = None
                self._let_slot_go()
            return
        self._kept = now
        held, slot = held_of(self.state), self._place()
        if slot is not None:
            self.ask("draft", lambda: slot.keep(held), lambda _done: None)

    def keep_now(self) -> None:
        """Keep it at once: the program is about to end."""
        if self.state.fingerprint() != self._first and (slot := self._place()) is not None:
            slot.keep(held_of(self.state))

    def _place(self) -> Slot | None:
        if self._slot is None:
            desk: Desk = cast(Any, self.app).desk
            self._slot = desk.draft_slot() if desk.draft_slot is not None else None
        return self._slot

    def _let_slot_go(self) -> None:
        slot, self._slot = self._slot, None
        if slot is not None:
            slot.drop()

    def dismiss(self, result: Any = None) -> Any:
        """Close: what was in the form is saved, or not wanted."""
        self._let_slot_go()
        return super().dismiss(result)

    def put_back(self, held: dict[str, Any], slot: Slot) -> None:
        """Fill the form, before it is shown, with what was kept."""
        self._slot = slot
        fill(self.state, held, self.store.clock.now())
        self._first = ()


def held_of(state: FormState) -> dict[str, Any]:
    """Return what is in a form as JSON takes it."""
    return {
        "row": state.row.id if state.row else None,
        "version": state.row.version if state.row else 0,
        "recording": state.recording,
        "day": state.day.isoformat() if state.day else None,
        "texts": {name: getattr(state, name) for name in TEXTS},
        "on": sorted(state.on),
        "picks": {
            key: [[pick.value, pick.text, pick.note, pick.mark, pick.hue] for pick in picks]
            for key, picks in state.picks.items()
        },
        "words": state.words,
        "reminders": [[one.text, sorted(one.channels), one.own] for one in state.given_reminders],
    }


TEXTS = ("start", "end", "description", "details", "note", "cycle")


def fill(state: FormState, held: dict[str, Any], now: datetime) -> None:
    """Put back what `held_of` gave. An activity that was changed meanwhile is told from what the form began with."""
    for name in TEXTS:
        setattr(state, name, str(held["texts"].get(name, "")))
    state.on = {str(name) for name in held["on"]}
    state.recording = bool(held["recording"])
    state.day = date.fromisoformat(held["day"]) if held["day"] else None
    state.words |= {str(key): str(value) for key, value in held["words"].items()}
    state.picks |= {
        str(key): tuple(Pick(tuple(v) if isinstance(v, list) else v, *map(str, rest)) for v, *rest in picks)
        for key, picks in held["picks"].items()
    }
    state.reminders = []
    for number, (text, channels, own) in enumerate(held["reminders"], 1):
        entry = Entry(number, "", set(channels), str(own))
        entry.read(str(text), now, state.me.zone)
        state.reminders.append(entry)
    state.add_reminder()
    if state.row is not None and state.row.version != held["version"]:
        state.row, state.base_unknown = replace(state.row, version=int(held["version"])), True
