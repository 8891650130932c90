"""How the calendar is to look (C2, G5): the same choices as its own dialog offers."""

from dataclasses import replace
from typing import TYPE_CHECKING

from screens.own.page import OwnPage
from store.calendar_choices import MONDAY, SUNDAY, VIEWS, CalendarChoices, choices_of, hours_of
from store.language import _
from widgets.record_table import TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting


class CalendarPage(OwnPage):
    """View, first day, hours, what is shown."""

    id = "calendar"

    def title(self) -> str:
        """See Section."""
        return _("Calendar")

    def about(self) -> str:
        """See Section."""
        return _("How the calendar opens and what it shows.")

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """See Section."""
        c = choices_of(self.own.desk.preferences)
        on = {True: _("yes"), False: _("no")}
        first = _("Monday") if c.first_day == MONDAY else _("Sunday")
        return [
            self.row(0, "view", _("View"), view_word(c.view), _("What the calendar opens with.")),
            self.row(1, "first-day", _("The week begins on"), first, _("In every week and month that is shown.")),
            self.row(
                2, "hours", _("Hours of the day"), f"{c.hours[0]}–{c.hours[1]}",
                _("Shown in day and week; what lies outside is still reached by scrolling."),
            ),
            self.row(3, "weeks", _("Week numbers"), on[c.week_numbers], _("Of the year, as ISO 8601 counts them.")),
            self.row(
                4, "public", _("What is public, beside mine"), on[c.whose.public],
                _("Activities marked public stand in the calendar of all who may see them."),
            ),
            self.row(
                5, "cancelled", _("What is cancelled"), on[c.cancelled], _("Struck out in its place, or left out."),
            ),
        ]  # fmt: skip

    def edit(self, row: TableRow) -> None:
        """See Section: the next value; hours are asked for."""
        c = choices_of(self.own.desk.preferences)
        name = row.data[0]
        if name == "hours":
            self._ask_hours(row, c)
            return
        changed = {
            "view": replace(c, view=VIEWS[(VIEWS.index(c.view) + 1) % len(VIEWS)]),
            "first-day": replace(c, first_day=SUNDAY if c.first_day == MONDAY else MONDAY),
            "weeks": replace(c, week_numbers=not c.week_numbers),
            "public": replace(c, whose=replace(c.whose, public=not c.whose.public)),
            "cancelled": replace(c, cancelled=not c.cancelled),
        }
        self._choose(row, c, changed[name])

    def back_to_default(self, row: TableRow) -> None:
        """See OwnPage."""
        c, usual = choices_of(self.own.desk.preferences), CalendarChoices()
        changed = {
            "view": replace(c, view=usual.view),
            "first-day": replace(c, first_day=usual.first_day),
            "hours": replace(c, hours=usual.hours),
            "weeks": replace(c, week_numbers=usual.week_numbers),
            "public": replace(c, whose=replace(c.whose, public=usual.whose.public)),
            "cancelled": replace(c, cancelled=usual.cancelled),
        }
        self._choose(row, c, changed[row.data[0]])

    def _ask_hours(self, row: TableRow, c: CalendarChoices) -> None:
        from screens.dialogs.calendar_settings import ask_hours

        def answered(text: str | None) -> None:
            hours = hours_of(text) if text else None
            if hours is not None:
                self._choose(row, c, replace(c, hours=hours))

        self.own.app.push_screen(ask_hours(c.hours).beside(self.own.beside_row()), answered)

    def _choose(self, row: TableRow, before: CalendarChoices, after: CalendarChoices) -> None:
        held, entries = before.entries(), after.entries()
        changed = {name: value for name, value in entries.items() if held[name] != value}
        if changed:
            self.keep(changed, _("Saved: {title}").format(title=row.data[1]), row.id)


def view_word(view: str) -> str:
    """Return the word for a view of the calendar."""
    words = {
        "day": _("day"),
        "week": _("week"),
        "work": _("work week"),
        "month": _("month"),
        "agenda": _("agenda"),
    }
    return words.get(view, view)
