"""Asks for the time of an entry in words, and for a note; what was understood stands below (E3, C7)."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.desk import Desk
from screens.dialogs.frame import Dialog, text_line
from screens.dialogs.when import reading_text
from screens.form.pending_keys import caught_up
from store.dates import clock_time, length, numeric_day
from store.language import _, current
from store.phrases import Reading, Understanding
from store.refusals import Refused
from widgets.line_field import LineField

if TYPE_CHECKING:
    from store.time_rows import TimeEntryRow


class AskTime(Dialog[bool | None]):
    """Adds an entry to an activity, or corrects one; dismisses with True when it is written.

    What was typed stays until it is in the database.
    """

    DEFAULT_CSS = """
    AskTime .label { color: $muted; height: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "take", show=False, priority=True)]

    def __init__(self, desk: Desk, *, activity_id: int, about: str, entry: "TimeEntryRow | None" = None) -> None:
        super().__init__()
        self._desk, self._activity, self._about, self._entry = desk, activity_id, about, entry
        self._understood: Understanding | None = None
        self._writing = False

    def compose(self) -> ComposeResult:
        """Lay out."""
        title = _("Add time") if self._entry is None else _("Correct the time")
        with self.frame(title, _("enter takes it · tab next field · esc closes")):
            yield text_line(self._about, "about")
            yield text_line(_("from when until when"), "label")
            yield LineField(self._held(), id="when")
            yield text_line(_("note"), "label")
            yield LineField(self._entry.note if self._entry else "", id="note")
            yield text_line(self._example(), "hint -waiting", id="hint")

    def _held(self) -> str:
        """The time of the entry as one would type it."""
        if self._entry is None:
            return ""
        tz = ZoneInfo(self._desk.zone)
        start = self._entry.started.astimezone(tz)
        text = f"{numeric_day(start.date())} {start.hour}:{start:%M}"
        if self._entry.ended is None:
            return text
        end = self._entry.ended.astimezone(tz)
        clock = f"{end.hour}:{end:%M}"
        return f"{text}–{clock}" if end.date() == start.date() else f"{text} – {numeric_day(end.date())} {clock}"

    def _example(self) -> str:
        if self._entry is not None and self._entry.ended is None:
            return _("for example: 9:30 (it runs on), 9:30–11 (it is stopped)")
        return _("for example: 9–10:15, yesterday 14:00 for 45 min")

    def on_mount(self) -> None:
        """Begin in the time."""
        self.set_focus(self.query_one("#when", Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood so far."""
        if event.input.id != "when":
            return
        self._understood = self._read(event.value) if event.value.strip() else None
        self._show()

    def _read(self, text: str) -> Understanding:
        from store.phrases.measured import past

        now = self._desk.now.astimezone(ZoneInfo(self._desk.zone))
        day = self._entry.started.astimezone(now.tzinfo).date() if self._entry else None
        return past(text, now=now, language=current(), day=day)

    def _show(self) -> None:
        found = self._understood
        if found is None:
            self._hint(self._example(), "-waiting")
        elif len(found.readings) > 1:
            choices = ", ".join(reading_text(reading, self._desk.zone) for reading in found.readings)
            words = _("“{phrase}” can mean more than one thing: {choices}.")
            self._hint(words.format(phrase=self.query_one("#when", Input).value.strip(), choices=choices), "-problem")
        elif found.reading is None:
            self._hint(found.message, "-problem")
        else:
            self._hint(self._said(found.reading), "")

    def _said(self, reading: Reading) -> str:
        text = reading_text(reading, self._desk.zone)
        if isinstance(reading.start, datetime) and isinstance(reading.end, datetime):
            return f"{text} · {length(reading.end - reading.start)}"
        if isinstance(reading.start, datetime) and self._entry is not None:
            if self._entry.ended is None:
                return f"{text} · {_('it runs on')}"
            return f"{text} – {clock_time(self._entry.ended, self._desk.zone)}"
        return text

    def _hint(self, text: str, kind: str) -> None:
        hint = self.query_one("#hint", Static)
        for name in ("-waiting", "-problem"):
            hint.set_class(name == kind, name)
        hint.update(text)

    async def action_take(self) -> None:
        """Write it, with all that was typed before."""
        await caught_up(self.focused)
        self._take()

    def on_input_submitted(self) -> None:
        """Write it."""
        self._take()

    def _take(self) -> None:
        reading = self._understood.reading if self._understood else None
        if reading is None or self._writing:
            return
        start, end = reading.start, reading.end
        if not isinstance(start, datetime):
            self._hint(_("Say at what time it began."), "-problem")
            return
        until = end if isinstance(end, datetime) else None
        if until is None and (self._entry is None or self._entry.ended is not None):
            if self._entry is None:
                self._hint(_("Say when it ended, or how long it took."), "-problem")
                return
            until = self._entry.ended
        self._writing = True
        note = self.query_one("#note", Input).value
        self.run_worker(lambda: self._write(start, until, note), thread=True)

    def _write(self, start: datetime, end: datetime | None, note: str) -> None:
        from store import time_entries

        store, me = self._desk.opened
        try:
            if self._entry is None:
                assert end is not None
                time_entries.add(store, me, self._activity, start, end, note=note)
            else:
                time_entries.correct(
                    store, me, self._entry.id, start=start, end=end, note=note, version=self._entry.version
                )
        except Refused as refused:
            self.app.call_from_thread(self._refused, refused)
        else:
            self.app.call_from_thread(self.dismiss, True)

    def _refused(self, refused: Refused) -> None:
        from screens.wording import refusal

        self._writing = False
        self._hint(refusal(refused), "-problem")
