"""Asks until when a notification is to rest: some lengths by one key, or a time in words (D4)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from screens.desk import Desk
from screens.dialogs.frame import Dialog, text_line
from screens.dialogs.when import reading_text
from store.dates import clock_time, short_day
from store.language import _, current
from store.phrases import read_length, understand
from widgets.cells import fit
from widgets.line_field import LineField

MORNING = time(9)


class AskSnooze(Dialog[datetime | None]):
    """Dismisses with an instant to come, in UTC."""

    DEFAULT_CSS = """
    AskSnooze > .frame { width: 56; }
    AskSnooze OptionList { height: auto; border: none; background: $panel; padding: 0; margin-bottom: 1; }
    AskSnooze OptionList:focus { background-tint: $panel 0%; }
    AskSnooze OptionList > .option-list--option-highlighted,
    AskSnooze OptionList:focus > .option-list--option-highlighted {
        background: $cursor; color: $text; text-style: bold;
    }
    """
    TAKES_TEXT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", show=False), Binding("shift+tab", "app.focus_previous", show=False)
    ]  # fmt: skip

    def __init__(self, desk: Desk, *, about: str = "") -> None:
        super().__init__()
        self._desk, self._about = desk, about
        self._choices = choices(desk.now, desk.zone)
        self._understood: datetime | None = None

    def compose(self) -> ComposeResult:
        """Lay out."""
        today = self._desk.today
        with self.frame(_("Remind me again"), _("enter takes it · tab: in words · esc closes")):
            if self._about:
                yield text_line(self._about, "about")
            options = [
                Option(Text(f"{letter}  {fit(text, 22)} {_moment(instant, self._desk.zone, today)}"), id=letter)
                for letter, text, instant in self._choices
            ]
            yield OptionList(*options, compact=True)
            yield LineField(placeholder=_("in two hours, tomorrow at 15, 20 min"))
            yield text_line("", "hint", id="hint")

    def on_mount(self) -> None:
        """Stand on the shortest."""
        self.query_one(OptionList).focus()
        self.query_one(OptionList).highlighted = 0

    def on_key(self, event: events.Key) -> None:
        """Take a length by its key."""
        if isinstance(self.focused, LineField):
            return
        for letter, _text, instant in self._choices:
            if event.character == letter:
                event.stop()
                self.dismiss(instant)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the length."""
        self.dismiss(self._choices[event.option_index][2])

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood so far."""
        self._understood, said = read_snooze(event.value, self._desk.now, self._desk.zone)
        hint = self.query_one("#hint", Static)
        hint.set_class(self._understood is None and bool(event.value.strip()), "-problem")
        hint.update(said)

    def on_input_submitted(self) -> None:
        """Take what was understood."""
        if self._understood is not None:
            self.dismiss(self._understood)


def choices(now: datetime, zone: str) -> list[tuple[str, str, datetime]]:
    """Return (key, what it says, until when)."""
    local = now.astimezone(ZoneInfo(zone))
    tomorrow = datetime.combine(local.date() + timedelta(days=1), MORNING, ZoneInfo(zone)).astimezone(UTC)
    return [
        ("1", _("in 5 minutes"), now + timedelta(minutes=5)),
        ("2", _("in 15 minutes"), now + timedelta(minutes=15)),
        ("3", _("in an hour"), now + timedelta(hours=1)),
        ("4", _("tomorrow morning"), tomorrow),
    ]


def read_snooze(text: str, now: datetime, zone: str) -> tuple[datetime | None, str]:
    """Return the instant that words mean, and what to say of it."""
    if not text.strip():
        return None, ""
    span = read_length(text, language=current())
    if span is not None:
        instant = now + span
        return instant, _moment(instant, zone, now.astimezone(ZoneInfo(zone)).date())
    found = understand(text, now=now.astimezone(ZoneInfo(zone)), language=current())
    moments = [reading for reading in found.readings if isinstance(reading.start, datetime) and reading.start > now]
    if len(moments) == 1 and isinstance(moments[0].start, datetime):
        return moments[0].start.astimezone(UTC), reading_text(moments[0], zone)
    if found.readings and not moments:
        days = not isinstance(found.readings[0].start, datetime)
        return None, _("Say at what time.") if days else _("That is over.")
    return None, found.message


def _moment(instant: datetime, zone: str, today: date) -> str:
    local = instant.astimezone(ZoneInfo(zone))
    return f"{short_day(local.date(), today)} {clock_time(instant, zone)}"
