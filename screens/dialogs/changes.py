"""Who changed what in an activity, or in what administrators keep (A19, G)."""

from rich.cells import cell_len
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from screens.desk import Desk
from screens.dialogs.frame import Dialog, text_line
from store.dates import stamp
from store.language import _
from store.rows import ChangeRow
from widgets.cells import plain, wrap
from widgets.palette import palette

INDENT = 17


class Changes(Dialog[None]):
    """The history, newest first."""

    DEFAULT_CSS = """
    Changes > .frame { width: 92; }
    Changes VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    """

    SCROLLS = "VerticalScroll"

    def __init__(self, desk: Desk, about: str, number: int, *, kind: str = "activity") -> None:
        """`kind` and `number` are whose history it is, `about` what to call it."""
        super().__init__()
        self._desk, self._about, self._number, self._kind = desk, about, number, kind

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("History of changes"), _("↑ ↓ scroll · esc closes")):
            yield text_line(self._about, "about")
            with VerticalScroll():
                yield Static(Text(""), id="changes", markup=False)

    def on_mount(self) -> None:
        """Read the history."""
        self.query_one(VerticalScroll).focus()
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        from store import history

        store, me = self._desk.store, self._desk.me
        if store is not None and me is not None:
            changes = history.record_changes(store, me, self._kind, self._number)
            self.app.call_from_thread(self._show, changes)

    def _show(self, changes: tuple[ChangeRow, ...]) -> None:
        from screens.wording import action_label, changed_value, field_label

        room = max(20, (self.query_one("#changes").size.width or 86) - INDENT)
        p = palette(self.app)
        text = Text()
        for change in changes:
            text.append(f"{stamp(change.at, self._desk.zone, self._desk.today):>15}  ", p.faint)
            text.append(plain(change.user.name), p.accent)
            text.append(f"  {action_label(change.action)}\n", p.bold)
            for field in change.fields:
                before, after = (changed_value(field.field, value) for value in (field.before, field.after))
                label = field_label(field.field) + ": "
                first, *rest = wrap(f"{before or '—'} → {after or '—'}", room - cell_len(label))
                text.append(" " * INDENT + label, p.muted)
                text.append(first + "\n", p.text)
                for line in rest:
                    text.append(" " * (INDENT + cell_len(label)) + line + "\n", p.text)
        if not changes:
            text.append(_("Nothing has been changed yet."), p.muted)
        self.query_one("#changes", Static).update(text)
