"""What is in the way of a time, and the free times near it: each is taken with one key (A5)."""

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
from widgets.cells import plain
from widgets.palette import palette

SHOWN = 6


class TimeTaken(Dialog[Timed | AllDay | None]):
    """Dismisses with the free time that was chosen, or with None; where none can be taken it only says what is.

    `choosing` is off where another time would be another wish: taking, undoing.
    """

    DEFAULT_CSS = """
    TimeTaken > .frame { width: 72; }
    TimeTaken #taken { height: auto; max-height: 9; }
    TimeTaken OptionList { height: auto; border: none; background: $panel; padding: 0; }
    TimeTaken OptionList > .option-list--option-highlighted { background: $cursor; color: $text; text-style: bold; }
    """

    def __init__(self, conflict: BusyConflict, zone: str, *, choosing: bool = True) -> None:
        super().__init__()
        self._conflict, self._zone = conflict, zone
        self._slots = conflict.slots if choosing else ()

    def compose(self) -> ComposeResult:
        """Lay out."""
        keys = _("enter or its number takes it · esc goes back") if self._slots else _("esc goes back")
        with self.frame(_("Time is taken"), keys):
            yield Static(Text(""), id="taken", markup=False)
            if self._slots:
                yield text_line(_("Free nearby:"), "about")
                yield OptionList(
                    *(
                        Option(Text(f"{number}  {when_words(slot, self._zone)}"), id=str(number))
                        for number, slot in enumerate(self._slots, 1)
                    ),
                    compact=True,
                )

    def on_mount(self) -> None:
        """Say what is in the way; stand on the nearest free time."""
        self._show()
        for options in self.query(OptionList):
            options.highlighted = 0
            options.focus()

    def _show(self) -> None:
        p, text = palette(self.app), Text()
        whose: dict[tuple[object, str, str], list[Collision]] = {}
        for one in self._conflict.collisions:
            whose.setdefault((one.activity_id or one.when, when_words(one.when, self._zone), what(one)), []).append(one)
        for (_key, when, title), taken in list(whose.items())[:SHOWN]:
            names = ", ".join(dict.fromkeys(one.name for one in taken))
            text.append("▎", p.amber)
            text.append(f"{when}  ", p.bold)
            text.append(plain(title), p.text)
            text.append(f"  {plain(names)}", p.muted)
            text.append("  ↻\n" if taken[0].series else "\n", p.muted)
        more = len(whose) - SHOWN
        if more > 0:
            text.append(n_("and {count} more", "and {count} more", more).format(count=more) + "\n", p.muted)
        self.query_one("#taken", Static).update(text)

    def on_key(self, event: events.Key) -> None:
        """Take a free time by its number."""
        if event.character and event.character.isdecimal() and 1 <= int(event.character) <= len(self._slots):
            event.stop()
            self.dismiss(self._slots[int(event.character) - 1])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the chosen one."""
        self.dismiss(self._slots[event.option_index])
