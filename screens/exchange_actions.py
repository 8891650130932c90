"""Files in and out, from the palette: contacts both ways, activities as a tab shows them (H2, C9)."""

from datetime import date
from typing import Any

from screens.activity_actions import ActivityActions


class ExchangeActions(ActivityActions):
    """What a screen can do with files of contacts."""

    def action_export_contacts(self) -> None:
        """Put all contacts out to a file (H2)."""
        from screens.exporting import export_contacts

        self.when_open(lambda: export_contacts(self))

    def action_import_contacts(self) -> None:
        """Bring contacts in from a file (H2)."""

        def act() -> None:
            from screens.import_contacts import ImportContacts

            self.app.push_screen(ImportContacts(), self._imported)

        self.when_open(act)

    def _imported(self, report: Any) -> None:
        if report is not None:
            from screens.exchange_words import summary

            self.say(summary(report))
            self.reload()


class TabExport(ExchangeActions):
    """What a screen of activities can do with files. It shows a tab, from a day on, filtered by a text."""

    _tab: str
    _day: date
    _text: str

    def action_export_shown(self) -> None:
        """Put what the tab holds out to a file (C9)."""
        from screens.exporting import export_activities

        self.when_open(lambda: export_activities(self, self._numbers, f"{self._tab}-{self._day}.csv"))

    def _numbers(self) -> list[int]:
        """Return the numbers of everything that the tab holds, also beyond the window; blocking."""
        from store import day_plan

        store, me = self.desk.opened
        tab, day, text = self._tab, self._day, self._text
        if tab == "plan":
            plan = day_plan.day(store, me, day)
            return [row.id for row in (*plan.overdue, *plan.any_time, *plan.timed, *plan.done)]
        numbers: dict[int, None] = {}
        after: str | None = None
        while True:
            page = day_plan.tab(store, me, tab, day=day, text=text, after=after, limit=1000)
            numbers |= dict.fromkeys(row.id for row in page.rows)
            if page.after is None:
                return list(numbers)
            after = page.after
