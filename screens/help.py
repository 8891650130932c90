"""The keys of the screen it was called from."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.dialogs.frame import Dialog
from store.language import _
from widgets.cells import fit
from widgets.palette import palette

WIDTH, BESIDE, KEY = 100, 8, 11

Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class Help(Dialog[None]):
    """All keys, by group, in two columns where there is room."""

    DEFAULT_CSS = """
    Help > .frame { width: 100; }
    Help VerticalScroll { height: auto; max-height: 40; scrollbar-size-vertical: 1; }
    """

    def __init__(self, groups: Groups) -> None:
        super().__init__()
        self._groups = groups

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("Help"), _("↑ ↓ scroll · esc closes")), VerticalScroll():
            yield Static(Text(""), id="keys", markup=False)

    def on_mount(self) -> None:
        """Write the keys."""
        self.query_one(VerticalScroll).focus()
        p = palette(self.app)
        text = Text()
        room = min(WIDTH, int(self.size.width * 0.94)) - BESIDE
        half = room // 2 - KEY
        for title, entries in self._groups:
            text.append(f"{title}\n", p.bold)
            cells = [(key, what) for key, what in entries]
            two = self.size.width >= 100 and all(cell_len(what) <= half for _key, what in cells)
            rows = (len(cells) + 1) // 2 if two else len(cells)
            for k in range(rows):
                for key, what in cells[k::rows][:2] if two else cells[k : k + 1]:
                    text.append(f"  {fit(key, KEY - 2)}", p.accent_bold)
                    text.append(fit(what, half if two else room - KEY), p.text)
                text.append("\n")
            text.append("\n")
        text.append(_("ctrl+p opens the palette: every action by name, themes and languages.") + "\n\n", p.muted)
        text.append(_("The quick line") + "\n", p.bold)
        text.append("  " + _("call AB Transport tomorrow at 15 for 20 min !high @marek #project") + "\n", p.text)
        text.append(
            "  " + _("names, dates, times and lengths need no mark; what was understood is shown.") + "\n", p.muted
        )
        self.query_one("#keys", Static).update(text)
