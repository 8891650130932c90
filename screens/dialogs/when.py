"""Asks for a date or time in words; what was understood stands below while one types (C7)."""

from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.desk import Desk
from screens.dialogs.frame import Dialog, text_line
from store.dates import clock_time, full_day, length
from store.language import _, current
from store.phrases import Reading, Understanding, understand
from store.rows import ActivityRow
from widgets.line_field import LineField


class AskWhen(Dialog[Reading | None]):
    """Dismisses with the reading. Where a phrase has several, the arrows or their numbers choose one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
    ]

    def __init__(
        self,
        desk: Desk,
        *,
        title: str,
        about: str = "",
        row: ActivityRow | None = None,
        days_only: bool = False,
        example: str = "",
    ) -> None:
        super().__init__()
        self._wanted = example
        self._desk, self._title, self._about, self._row, self._days_only = desk, title, about, row, days_only
        self._understood: Understanding | None = None
        self._choice = 0

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(self._title, _("enter takes it · esc closes")):
            if self._about:
                yield text_line(self._about, "about")
            yield LineField()
            yield text_line(self._example(), "hint -waiting", id="hint")

    def _example(self) -> str:
        if self._wanted:
            return self._wanted
        if self._days_only:
            return _("for example: Friday, 1 December, in two weeks")
        return _("for example: tomorrow at 15, Friday 9–11, in two hours")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood so far."""
        self._choice = 0
        self._understood = None
        if event.value.strip():
            now = self._desk.now.astimezone(ZoneInfo(self._desk.zone))
            self._understood = understand(event.value, now=now, language=current())
        self._show()

    def _show(self) -> None:
        hint = self.query_one("#hint", Static)
        found = self._understood
        hint.set_class(found is None, "-waiting")
        hint.set_class(found is not None and not found.readings, "-problem")
        if found is None:
            hint.update(self._example())
        elif len(found.readings) > 1:
            lines = [_("This can mean more than one thing; ↑ ↓ choose:")]
            lines += [f"{'▸' if k == self._choice else ' '} {self._said(r)}" for k, r in enumerate(found.readings)]
            hint.update("\n".join(lines))
        else:
            hint.update(self._said(found.readings[0]) if found.readings else found.message)

    def _said(self, reading: Reading) -> str:
        text = reading_text(reading, self._desk.zone)
        start = reading.start
        day = start.date() if isinstance(start, datetime) else start
        away = (day - self._desk.today).days
        if away:
            distance = length(timedelta(days=abs(away)))
            text += " · " + (_("in {length}") if away > 0 else _("{length} ago")).format(length=distance)
        return text

    def action_choose(self, by: int) -> None:
        """Choose among several readings."""
        if self._understood and len(self._understood.readings) > 1:
            self._choice = (self._choice + by) % len(self._understood.readings)
            self._show()

    def on_input_submitted(self) -> None:
        """Take the reading, if there is one."""
        if self._understood and self._understood.readings:
            self.dismiss(self._understood.readings[self._choice])


def reading_text(reading: Reading, zone: str) -> str:
    """Return a reading as people write it: "Wed 25.11.2026 15:00–15:30"."""
    start, end = reading.start, reading.end
    if isinstance(start, datetime):
        text = f"{full_day(start.date())} {clock_time(start, zone)}"
        if isinstance(end, datetime):
            same = end.date() == start.date()
            text += f"–{clock_time(end, zone)}" if same else f" – {full_day(end.date())} {clock_time(end, zone)}"
        return text
    if end is not None and not isinstance(end, datetime):
        return f"{full_day(start)} – {full_day(end)}"
    if reading.grain == "week":
        return _("week from {day}").format(day=full_day(start))
    return full_day(start)
