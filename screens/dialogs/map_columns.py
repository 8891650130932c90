"""Asks what the columns of a table mean: a list of them, each with the field it fills (H2)."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.dialogs.choose import Choose
from screens.dialogs.frame import Dialog, text_line
from screens.exchange_words import column_field_label
from store.exchange.columns import FIELDS
from store.exchange.remembered import Chosen
from store.language import _
from widgets.cells import fit, plain


class MapColumns(Dialog[Chosen | None]):
    """Dismisses with the choice, or with None."""

    DEFAULT_CSS = """
    MapColumns > .frame { width: 76; }
    MapColumns OptionList { height: auto; border: none; background: $panel; padding: 0; }
    MapColumns OptionList > .option-list--option-highlighted,
    MapColumns OptionList:focus > .option-list--option-highlighted {
        background: $cursor; color: $text; text-style: bold;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "header", show=False),
        Binding("ctrl+s", "take", show=False, priority=True),
    ]

    SCROLLS = "OptionList"

    def __init__(self, columns: Sequence[str], chosen: Chosen) -> None:
        super().__init__()
        self._columns, self._fields, self._header = tuple(columns), list(chosen.fields), chosen.header

    def compose(self) -> ComposeResult:
        """Lay out."""
        keys = _("enter changes · h header or not · ^s takes them · esc closes")
        with self.frame(_("What the columns mean"), keys):
            yield text_line("", "about", id="header")
            yield OptionList(compact=True)

    def on_mount(self) -> None:
        """Show them."""
        self._show()
        self.query_one(OptionList).focus()

    def _show(self, at: int = 0) -> None:
        words = _("The first line is a header.") if self._header else _("The first line is a row like the others.")
        self.query_one("#header").update(words)  # type: ignore[attr-defined]
        options = self.query_one(OptionList)
        options.clear_options()
        for place, (column, field) in enumerate(zip(self._columns, self._fields, strict=True)):
            name = fit(plain(column) or f"({place + 1})", 34)
            label = column_field_label(field) if field else "—"
            options.add_option(Option(Text(f"{name} → {label}"), id=str(place)))
        options.highlighted = at

    def action_header(self) -> None:
        """Say that the first line is a header, or that it is not."""
        self._header = not self._header
        self._show(self.query_one(OptionList).highlighted or 0)

    def action_take(self) -> None:
        """Take the choice."""
        self.dismiss(Chosen(tuple(self._fields), self._header))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose the field of a column."""
        place = int(event.option_id or 0)
        choices = [("-", "—", "-"), *((field, column_field_label(field), "") for field in FIELDS)]

        def took(field: str | None) -> None:
            if field is not None:
                self._fields[place] = "" if field == "-" else field
                self._show(place)

        about = plain(self._columns[place])
        self.app.push_screen(
            Choose(_("This column is"), choices, current=self._fields[place] or "-", about=about), took
        )
