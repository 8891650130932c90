"""The keys of the screen it was called from."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.dialogs.frame import Dialog
from store.language import _
from widgets.cells import fit
from widgets.palette import palette

WIDTH, BESIDE, KEY = 132, 8, 11
TWO_FROM = 100

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class Help(Dialog[None]):
    """All keys, by group, in two columns where there is room."""

    DEFAULT_CSS = """
    Help > .frame { width: 132; }
    Help VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    """

    SCROLLS = "VerticalScroll"

    def __init__(self, groups: Groups) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("Help"), _("↑ ↓ scroll · esc closes")), VerticalScroll():
            yield Static(Text(""), id="keys", markup=False)

    def on_mount(self) -> None:
        """Be ready to scroll."""
        self.query_one(VerticalScroll).focus()

    def on_resize(self, event: events.Resize) -> None:
        """Write the keys for the width there is."""
        super().on_resize(event)
        p = palette(self.app)
        text = Text()
        room = min(WIDTH, int(event.size.width * 0.94)) - BESIDE
        wide = event.size.width >= TWO_FROM
        fitting = [entries for _title, entries in self._groups if wide and _columns([entries], room)]
        common = _columns(fitting, room) if fitting else None
        for title, entries in self._groups:
            text.append(f"{title}\n", p.bold)
            widths = common if entries in fitting else None
            rows = (len(entries) + 1) // 2 if widths else len(entries)
            for k in range(rows):
                for (key, what), width in zip(entries[k::rows], widths or (room - KEY,), strict=False):
                    text.append(f"  {fit(key, KEY - 2)}", p.accent_bold)
                    text.append(fit(what, width), p.text)
                text.append("\n")
            text.append("\n")
        text.append(_("ctrl+p opens the palette: every action by name, themes and languages.") + "\n\n", p.muted)
        text.append(_("The quick line") + "\n", p.bold)
        text.append("  " + _("call AB Transport tomorrow at 15 for 20 min !high @marek #project") + "\n", p.text)
        text.append(
            "  " + _("names, dates, times and lengths need no mark; what was understood is shown.") + "\n", p.muted
        )
        self.query_one("#keys", Static).update(text)


def _columns(groups: Sequence[Sequence[tuple[str, str]]], room: int) -> tuple[int, int] | None:
    """How wide the words of two columns are, the same in all groups; None where something had to be cut."""
    halves = [(entries[: (len(entries) + 1) // 2], entries[(len(entries) + 1) // 2 :]) for entries in groups]
    left, right = (max((cell_len(what) for half in halves for _key, what in half[side]), default=0) for side in (0, 1))
    spare = room - 2 * KEY - left - right
    if spare < 0:
        return None
    half = room // 2 - KEY
    return (half, half) if max(left, right) <= half else (left + spare // 2, right + spare - spare // 2)
