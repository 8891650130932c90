"""Picks one of the files that whom a key lets in has on the server: names, no folders to walk through (A15, G1)."""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text
from textual.app import ComposeResult
from textual.widgets import OptionList

from screens.dialogs.frame import Dialog, text_line
from screens.wording import size_text
from store.language import _
from widgets.cells import plain


class PickOwnFile(Dialog[Path]):
    """Dismisses with the name of a file, or with None."""

    DEFAULT_CSS = """
    PickOwnFile OptionList { height: auto; max-height: 14; border: none; background: $panel; padding: 0; }
    """
    TAKES_TEXT = False

    def __init__(self, files: Sequence[tuple[str, int]]) -> None:
        """`files` are names and sizes."""
        super().__init__()
        self._files = list(files)

    def compose(self) -> ComposeResult:
        """Lay out."""
        keys = _("enter takes it · esc closes") if self._files else _("esc closes")
        with self.frame(_("Attach a file"), keys):
            if not self._files:
                yield text_line(_("You have no files on the server yet."), "about")
                yield text_line(_("“ssh … file put NAME < file” brings one here."), "about")
                return
            yield OptionList(*(Text(f"{plain(name)}  {size_text(size)}") for name, size in self._files), compact=True)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take it."""
        self.dismiss(Path(self._files[event.option_index][0]))
