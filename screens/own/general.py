"""Language, time zone and theme (G5, G6): each in effect at once."""

from typing import TYPE_CHECKING

from screens.own.page import OwnPage
from store import language
from store.dates import clock_time
from store.language import _
from widgets.record_table import TableRow

if TYPE_CHECKING:
    from store.database import Store
    from store.rows import Acting

LANGUAGE_NAMES = {"en": "English", "pl": "Polski"}


class GeneralPage(OwnPage):
    """What everything is shown in."""

    id = "general"

    def title(self) -> str:
        """See Section."""
        return _("General")

    def about(self) -> str:
        """See Section."""
        return _("What everything is shown in: at once, and on every machine.")

    def read(self, store: "Store", me: "Acting") -> list[TableRow]:
        """See Section."""
        return [
            self.row(
                0, "language", _("Language"), LANGUAGE_NAMES[language.current()],
                _("Of everything that is shown, of dates and of what is typed in words."),
            ),
            self.row(
                1, "zone", _("Time zone"), self.own.desk.zone,
                _("All times are shown in it, and typed times are meant in it."),
            ),
            self.row(
                2, "theme", _("Theme"), _theme_word(self.own.desk.preferences.get("theme", "dark")),
                _("Light text on a dark ground, or dark text on a light one."),
            ),
        ]  # fmt: skip

    def edit(self, row: TableRow) -> None:
        """See Section: ask for the zone, choose the rest."""
        name = row.data[0]
        if name == "language":
            self._choose(
                row, [(code, LANGUAGE_NAMES[code], code[0]) for code in language.LANGUAGES], language.current()
            )
        elif name == "theme":
            now = self.own.desk.preferences.get("theme", "dark")
            self._choose(row, [(one, _theme_word(one), _theme_word(one)[0].lower()) for one in ("dark", "light")], now)
        else:
            self._ask_zone(row)

    def turn(self, row: TableRow) -> None:
        """See Section: the other language, the other theme."""
        name = row.data[0]
        if name == "language":
            self._take(row, "pl" if language.current() == "en" else "en")
        elif name == "theme":
            self._take(row, "light" if self.own.desk.preferences.get("theme", "dark") == "dark" else "dark")
        else:
            self._ask_zone(row)

    def back_to_default(self, row: TableRow) -> None:
        """See OwnPage."""
        if row.data[0] == "theme":
            self._take(row, "dark")
        else:
            self.nothing()

    def _choose(self, row: TableRow, choices: list[tuple[str, str, str]], current: str) -> None:
        from screens.dialogs.choose import Choose

        def chosen(value: str | None) -> None:
            if value is not None:
                self._take(row, value)

        dialog = Choose(row.data[1], choices, current=current)
        self.own.app.push_screen(dialog.beside(self.own.beside_row()), chosen)

    def _take(self, row: TableRow, value: str) -> None:
        if row.data[0] == "language":
            self.own.program.choose_language(value)
            words = LANGUAGE_NAMES[value]
        else:
            self.own.desk.preferences["theme"] = value
            self.own.program.choose_theme(value)
            words = _theme_word(value)
        title = _("Language") if row.data[0] == "language" else _("Theme")
        self.own.say(f"{title}: {words}")
        self.own.show_anew(row.id)

    def _ask_zone(self, row: TableRow) -> None:
        from screens.own.ask_zone import AskZone

        def answered(zone: str | None) -> None:
            if zone is None or zone == self.own.desk.zone:
                return
            from store import people

            store, me = self.own.desk.opened

            def said(changed: "Acting") -> str:
                self.own.program.act_as(changed)
                now = clock_time(self.own.desk.now, changed.zone)
                return _("Time zone: {zone}, where it is {time} now").format(zone=changed.zone, time=now)

            self.own.write(lambda: people.set_zone(store, me, zone), said, then=lambda _changed: row.id)

        self.own.app.push_screen(AskZone(self.own.desk.zone).beside(self.own.beside_row()), answered)


def _theme_word(name: str) -> str:
    return _("light") if name == "light" else _("dark")
