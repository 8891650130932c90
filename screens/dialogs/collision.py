"""What is in the way of a time, and the free times near it: each is taken with one key (A5)."""

from typing import Literal

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens.dialogs.frame import Dialog, text_line
from screens.taken_time import what, when_words
from store.language import _, n_
from store.refusals import BusyConflict, Collision
from store.when import AllDay, Timed
from widgets.cells import fit, plain
from widgets.palette import palette

SHOWN = 6
WIDTH, BESIDE = 72, 6


class TimeTaken(Dialog[Timed | AllDay | Literal["skip"] | None]):
    """Dismisses with the free time that was chosen, or with None; where none can be taken it only says what is.

    `choosing` is off where another time would be another wish: taking, undoing. Of a cycle of `occurrences` dates,
    those that collide can be skipped: it dismisses with "skip" then (B9).
    """

    DEFAULT_CSS = """
    TimeTaken > .frame { width: 72; }
    TimeTaken #taken { height: auto; max-height: 9; }
    TimeTaken OptionList { height: auto; border: none; background: $panel; padding: 0; }
    """

    def __init__(self, conflict: BusyConflict, zone: str, *, choosing: bool = True, occurrences: int = 0) -> None:
        super().__init__()
        self._conflict, self._zone = conflict, zone
        self._slots = conflict.slots if choosing else ()
        self._skipped = len({one.asked for one in conflict.collisions})
        self._left = max(0, occurrences - self._skipped)

    def compose(self) -> ComposeResult:
        """Lay out."""
        keys = _("enter or its number takes it · esc goes back") if self._slots else _("esc goes back")
        if self._left:
            keys = _("enter takes it · esc goes back")
        with self.frame(_("Time is taken"), keys):
            yield Static(Text(""), id="taken", markup=False)
            if self._left:
                yield OptionList(
                    Option(Text(_("b  go back to the form"))), Option(Text(self._skip_words())), compact=True
                )
                return
            if self._slots:
                yield text_line(_("Free nearby:"), "about")
                yield OptionList(
                    *(
                        Option(Text(f"{number}  {when_words(slot, self._zone)}"), id=str(number))
                        for number, slot in enumerate(self._slots, 1)
                    ),
                    compact=True,
                )

    def _skip_words(self) -> str:
        skipped = n_("s  skip {count} date", "s  skip {count} dates", self._skipped).format(count=self._skipped)
        left = n_("plan the other {count}", "plan the other {count}", self._left).format(count=self._left)
        return f"{skipped}, {left}"

    def on_mount(self) -> None:
        """Say what is in the way; stand on the nearest free time."""
        self._show()
        for options in self.query(OptionList):
            options.highlighted = 0
            options.focus()

    def _show(self) -> None:
        p, text = palette(self.app), Text()
        room = min(WIDTH, int(self.app.size.width * 0.94)) - BESIDE
        whose: dict[tuple[object, str, str], list[Collision]] = {}
        for one in self._conflict.collisions:
            whose.setdefault((one.activity_id or one.when, when_words(one.when, self._zone), what(one)), []).append(one)
        for (_key, when, title), taken in list(whose.items())[:SHOWN]:
            names = plain(", ".join(dict.fromkeys(one.name for one in taken)))
            behind = f"  {names}" + ("  ↻" if taken[0].series else "")
            text.append("▎", p.amber)
            text.append(f"{when}  ", p.bold)
            left = room - cell_len(when) - 3
            beside = min(cell_len(behind), left - min(left // 2, cell_len(plain(title))))
            text.append(fit(plain(title), left - beside), p.text)
            text.append(f"{fit(behind, beside)}\n", p.muted)
        more = len(whose) - SHOWN
        if more > 0:
            text.append(n_("and {count} more", "and {count} more", more).format(count=more) + "\n", p.muted)
        self.query_one("#taken", Static).update(text)

    def on_key(self, event: events.Key) -> None:
        """Take a free time by its number; skip or go back by the letter."""
        if self._left and event.character in {"b", "s"}:
            event.stop()
            self.dismiss("skip" if event.character == "s" else None)
        if event.character and event.character.isdecimal() and 1 <= int(event.character) <= len(self._slots):
            event.stop()
            self.dismiss(self._slots[int(event.character) - 1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the chosen one."""
        if self._left:
            self.dismiss("skip" if event.option_index else None)
        else:
            self.dismiss(self._slots[event.option_index])
