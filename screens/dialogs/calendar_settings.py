"""Asks how the calendar is to look: the first day of the week, the hours, what is shown (C2, G5)."""

from dataclasses import replace

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from screens.dialogs.frame import Dialog
from screens.dialogs.line import AskLine
from store.calendar_choices import MONDAY, SUNDAY, CalendarChoices, hours_of
from store.language import _
from widgets.cells import fit

NAMES = ("first-day", "hours", "weeks", "public", "cancelled")


class CalendarSettings(Dialog[CalendarChoices | None]):
    """Dismisses with the choices as they were left; escape keeps them as they were."""

    DEFAULT_CSS = """
    CalendarSettings > .frame { width: 58; }
    CalendarSettings OptionList { height: auto; border: none; background: $panel; padding: 0; }
    """

    def __init__(self, choices: CalendarChoices) -> None:
        super().__init__()
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Lay out."""
        with self.frame(_("The calendar"), _("space changes · enter takes it · esc closes")):
            yield OptionList(*(Option(self._line(name), id=name) for name in NAMES), compact=True)

    def on_mount(self) -> None:
        """Put the cursor into the list."""
        self.query_one(OptionList).focus()
        self.query_one(OptionList).highlighted = 0

    def _line(self, name: str) -> Text:
        c = self._choices
        on = {True: _("yes"), False: _("no")}
        label, value = {
            "first-day": (_("The week begins on"), _("Monday") if c.first_day == MONDAY else _("Sunday")),
            "hours": (_("Hours of the day"), f"{c.hours[0]}–{c.hours[1]}"),
            "weeks": (_("Week numbers"), on[c.week_numbers]),
            "public": (_("What is public, beside mine"), on[c.whose.public]),
            "cancelled": (_("What is cancelled"), on[c.cancelled]),
        }[name]
        return Text(f"{fit(label, 34)} {value}")

    def on_key(self, event: events.Key) -> None:
        """Change a line with space; take them all with enter."""
        options = self.query_one(OptionList)
        if event.key in {"space", "left", "right"} and options.highlighted is not None:
            event.stop()
            self._change(NAMES[options.highlighted])
        elif event.key == "enter":
            event.stop()
            self.dismiss(self._choices)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Change the line that was clicked."""
        self._change(NAMES[event.option_index])

    def _change(self, name: str) -> None:
        c = self._choices
        if name == "hours":
            self.app.push_screen(ask_hours(c.hours), self._take_hours)
            return
        changed = {
            "first-day": replace(c, first_day=SUNDAY if c.first_day == MONDAY else MONDAY),
            "weeks": replace(c, week_numbers=not c.week_numbers),
            "public": replace(c, whose=replace(c.whose, public=not c.whose.public)),
            "cancelled": replace(c, cancelled=not c.cancelled),
        }
        self._show(changed[name])

    def _take_hours(self, text: str | None) -> None:
        hours = hours_of(text) if text else None
        if hours is not None:
            self._show(replace(self._choices, hours=hours))

    def _show(self, choices: CalendarChoices) -> None:
        self._choices = choices
        options = self.query_one(OptionList)
        for name in NAMES:
            options.replace_option_prompt(name, self._line(name))


def ask_hours(hours: tuple[int, int]) -> AskLine:
    """Return the question for the hours of the day; what is none is said in it."""

    def why(text: str) -> str:
        return "" if hours_of(text) else _("“{text}” are no hours: write for example 8–18.").format(text=text)

    return AskLine(_("Hours of the day"), value=f"{hours[0]}–{hours[1]}", check=why)
