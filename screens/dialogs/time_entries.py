"""The measured time of an activity: its entries, to be added to, corrected and deleted (E3)."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from screens import time_words
from screens.desk import Desk
from screens.dialogs.choose import Choose
from screens.dialogs.frame import Dialog, text_line
from screens.dialogs.time_entry import AskTime
from screens.kept_words import named_right
from store.dates import length
from store.language import _
from store.refusals import Refused
from widgets.cells import plain, wrap
from widgets.palette import palette
from widgets.stopwatch import SIGN

if TYPE_CHECKING:
    from store.time_rows import TimeEntryRow

SCROLLBAR, NARROWEST = 2, 14


class TimeEntries(Dialog[bool]):
    """Lists the entries, the newest first; dismisses with whether any was changed."""

    DEFAULT_CSS = """
    TimeEntries > .frame { width: 84; }
    TimeEntries OptionList { height: auto; max-height: 14; border: none; background: $panel; padding: 0; }
    TimeEntries OptionList:focus { background-tint: $panel 0%; }
    TimeEntries OptionList > .option-list--option-highlighted,
    TimeEntries OptionList:focus > .option-list--option-highlighted {
        background: $cursor; color: $text; text-style: none;
    }
    """
    TAKES_TEXT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,A,plus", "add", show=False, priority=True),
        Binding("delete,x", "delete", show=False, priority=True),
        Binding("j", "cursor(1)", show=False),
        Binding("k", "cursor(-1)", show=False),
    ]

    def __init__(self, desk: Desk, *, activity_id: int, about: str) -> None:
        super().__init__()
        self._desk, self._activity, self._about = desk, activity_id, about
        self._entries: tuple[TimeEntryRow, ...] = ()
        self._spent = 0
        self._changed = False

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("Measured time"), _("a adds · esc closes")):
            yield text_line(self._about, "about", id="about")
            yield OptionList(id="entries", compact=True)
            yield text_line("", "hint", id="hint")

    def on_mount(self) -> None:
        """Read the entries."""
        self.query_one(OptionList).focus()
        self._read_again()

    def _read_again(self) -> None:
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        from store import activities, time_entries

        store, me = self._desk.opened
        try:
            entries = time_entries.of_activity(store, me, self._activity)
            spent = activities.get(store, me, self._activity).tracked(store.clock.now())
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self._show, entries[::-1], spent)

    def _show(self, entries: "Sequence[TimeEntryRow]", spent: int) -> None:
        self._entries = tuple(entries)
        total = _("{time} in all").format(time=length(timedelta(seconds=spent)))
        hidden = spent > sum(entry.length(self._desk.now) for entry in self._entries)
        if hidden:
            more = _("{total}, with colleagues' time: the right {right} is missing")
            total = more.format(total=total, right=named_right("see-all-time"))
        self.query_one("#about", Static).update(f"{plain(self._about)}\n{total}" if spent else plain(self._about))
        options, there = self.query_one(OptionList), bool(self._entries)
        # Without entries it is not there at all, and its keys are not told.
        options.display = there
        keys = _("a adds · enter corrects · del deletes · esc closes") if there else _("a adds · esc closes")
        self.query_one(".frame").border_subtitle = keys
        self._list()
        if there:
            options.focus()
        elif not hidden:
            self._hint(
                _("Nothing was measured here yet; a adds time by hand, s starts the stopwatch."), kind="-waiting"
            )

    @on(events.Resize)
    def _list_anew(self) -> None:
        """Break the notes for the new width, once it is laid out."""
        self.call_after_refresh(self._list)

    def _list(self) -> None:
        options = self.query_one(OptionList)
        at = options.highlighted or 0
        options.clear_options()
        options.add_options([Option(line, id=str(entry.id)) for entry, line in self._drawn()])
        if self._entries:
            options.highlighted = min(at, len(self._entries) - 1)

    def _drawn(self) -> "list[tuple[TimeEntryRow, Text]]":
        p, desk = palette(self.app), self._desk
        cells = [
            (
                time_words.span(entry, desk.zone, desk.today),
                plain(entry.user.name),
                time_words.entry_length(entry, desk.now),
                time_words.entry_marks(entry),
            )
            for entry in self._entries
        ]
        widths = [max((cell_len(row[k]) for row in cells), default=0) for k in range(3)]
        # What else is to be said hangs under where it begins, on a narrow screen under the whole.
        width = self.query_one("#about").size.width - SCROLLBAR
        beside = sum(widths) + 8
        hanging = beside if width - beside >= NARROWEST else 4
        lines = []
        for entry, (when, who, long, marks) in zip(self._entries, cells, strict=True):
            line = Text()
            line.append(f"{SIGN} " if entry.ended is None else "  ", p.ok)
            line.append(when + " " * (widths[0] - cell_len(when)) + "  ", p.text)
            line.append(who + " " * (widths[1] - cell_len(who)) + "  ", p.muted)
            line.append(" " * (widths[2] - cell_len(long)) + long + "  ", p.ok if entry.ended is None else p.bold)
            said = wrap(marks, max(NARROWEST, width - hanging)) if marks else []
            if hanging < beside and marks:
                said = ["", *said]
            line.append(("\n" + " " * hanging).join(said), p.muted)
            lines.append((entry, line))
        return lines

    def _hint(self, text: str, *, kind: str = "") -> None:
        hint = self.query_one("#hint", Static)
        for name in ("-problem", "-waiting"):
            hint.set_class(name == kind, name)
        hint.update(text)

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        self._hint(refusal(refused), kind="-problem")

    @property
    def _chosen(self) -> "TimeEntryRow | None":
        at = self.query_one(OptionList).highlighted
        return self._entries[at] if at is not None and at < len(self._entries) else None

    def action_cursor(self, by: int) -> None:
        """Move the cursor."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_add(self) -> None:
        """Add time by hand."""
        self.app.push_screen(AskTime(self._desk, activity_id=self._activity, about=self._about), self._written)

    def on_option_list_option_selected(self) -> None:
        """Correct an entry."""
        entry = self._chosen
        if entry is not None:
            dialog = AskTime(self._desk, activity_id=self._activity, about=self._about, entry=entry)
            self.app.push_screen(dialog, self._written)

    def _written(self, done: bool | None) -> None:
        if done:
            self._changed = True
            self._hint(_("Written; the history keeps what it said before."))
            self._read_again()

    def action_delete(self) -> None:
        """Delete an entry, after asking."""
        entry = self._chosen
        if entry is None:
            return
        choices = [("no", _("keep it"), "k"), ("yes", _("delete it"), "d")]
        about = time_words.span(entry, self._desk.zone, self._desk.today)

        def answered(answer: str | None) -> None:
            if answer == "yes":
                self.run_worker(lambda: self._delete(entry.id), thread=True)

        self.app.push_screen(Choose(_("Delete this time?"), choices, about=about), answered)

    def _delete(self, number: int) -> None:
        from store import time_entries

        store, me = self._desk.opened
        try:
            time_entries.delete(store, me, number)
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self._written, True)

    def action_close(self) -> None:
        """Close, and say whether anything was changed."""
        self.dismiss(self._changed)
