"""What one chooses of reports: which one, by what, of which period, narrowed to what (F)."""

from dataclasses import replace
from typing import Any, cast

from screens import report_words
from screens.record_actions import RecordActions
from store.language import _
from store.reports import KINDS, ByWhat, Kind, Query, dimensions_of, filters_of
from store.reports.choices import ReportChoices, report_choices_of
from store.reports.periods import PERIODS, Days, Period, days_of, of_reading, turned

WORDS = "words"
LETTERS = {"month": "m", "last-month": "l", "quarter": "q", "year": "y", "all": "a", WORDS: "w"}


class ReportChoosing(RecordActions):
    """The choices of reports; each is kept among the user's preferences as soon as it is made."""

    def __init__(self) -> None:
        super().__init__()
        self.choices = ReportChoices()
        self.days: Days = (None, None)
        self.filters: dict[str, tuple[Any, str]] = {}

    def count(self) -> None:
        """Count what is chosen now; to be overridden."""
        raise NotImplementedError

    def begin(self) -> None:
        """Take the choices as they were left."""
        self.choices = report_choices_of(self.desk.preferences)
        if self.choices.kind not in self.kinds():
            self.choices = replace(self.choices, kind=self.kinds()[0])
        self.days = days_of(self.choices.period, self.desk.today)

    def kinds(self) -> tuple[Kind, ...]:
        """Return the reports there are: that of time only while time is tracked (E1)."""
        return KINDS if self.desk.tracking.on else tuple(kind for kind in KINDS if kind != "time")

    @property
    def asked(self) -> Query:
        """What is to be counted: of the period and the filters what the report knows."""
        kind = self.choices.kind
        known = filters_of(kind)
        start, end = self.days if "start" in known else (None, None)
        chosen = {
            name if name == "status" else f"{name}_id": value
            for name, (value, _word) in self.filters.items()
            if name in known
        }
        return Query(kind, self.choices.dimensions(), start=start, end=end, **chosen)

    def filter_words(self) -> str:
        """What the report is narrowed to, in words, "" for all."""
        known = filters_of(self.choices.kind)
        return ", ".join(word for name, (_value, word) in self.filters.items() if name in known)

    def choose(self, choices: ReportChoices) -> None:
        """Keep choices, and count."""
        self.keep(choices)
        self.count()

    def keep(self, choices: ReportChoices) -> None:
        """Keep choices without counting."""
        before, after = self.choices.entries(), choices.entries()
        self.choices = choices
        changed = {name: value for name, value in after.items() if before.get(name) != value}
        if not changed:
            return
        self.desk.preferences |= changed
        store, me = self.desk.opened
        from store import settings

        def write() -> None:
            for name, value in changed.items():
                settings.set_preference(store, me, name, value)

        self.ask("preferences", write, lambda _nothing: None)

    # ----------------------------------------------------------------- which report

    def go_to_report(self, kind: str) -> None:
        """Show another report."""
        self.choose(replace(self.choices, kind=cast(Kind, kind)))

    def action_shift_tab(self, by: int) -> None:
        """Go to the next or previous report."""
        kinds = self.kinds()
        at = kinds.index(self.choices.kind) if self.choices.kind in kinds else 0
        self.go_to_report(kinds[(at + by) % len(kinds)])

    # ----------------------------------------------------------------- by what

    def action_group(self, level: int) -> None:
        """Ask by what to group, on the first or on the second level."""
        from screens.dialogs.choose import Choose

        by = self.choices.dimensions()
        names: list[str] = [name for name in dimensions_of(self.choices.kind) if not level or name != by[0]]
        choices = lettered([(name, report_words.dimension(name)) for name in names])
        if level:
            choices.insert(0, ("none", _("on one level only"), "-"))
        current = (by[level] if len(by) > level else "none") if level else by[0]

        def chosen(name: str | None) -> None:
            if name is not None:
                self._group(level, name)

        title = _("Group by, second level") if level else _("Group by")
        self.app.push_screen(Choose(title, choices, current=current), chosen)

    def _group(self, level: int, name: str) -> None:
        by = self.choices.dimensions()
        what = cast(ByWhat, name)
        if level:
            grouped = by[:1] if name == "none" else (by[0], what)
        else:
            grouped = (what, *(second for second in by[1:] if second != what))
        self.choose(self.choices.grouped(grouped))

    # ----------------------------------------------------------------- of which period

    def _has_period(self) -> bool:
        if "start" in filters_of(self.choices.kind):
            return True
        self.say(_("This report is of now, not of a period."), "hint")
        return False

    def action_period(self) -> None:
        """Ask for a period: by name, or in words."""
        if not self._has_period():
            return
        from screens.dialogs.choose import Choose

        choices: list[tuple[str, str, str]] = [
            (period, report_words.period_name(period), LETTERS[period]) for period in PERIODS
        ]
        choices.append((WORDS, _("in words …"), LETTERS[WORDS]))
        at = next((period for period in PERIODS if days_of(period, self.desk.today) == self.days), WORDS)
        self.app.push_screen(Choose(_("Period"), choices, current=at), self._period_chosen)

    def _period_chosen(self, answer: str | None) -> None:
        if answer == WORDS:
            from screens.dialogs.when import AskWhen

            example = _("for example: from 1 November to yesterday, last week, September 2026")
            dialog = AskWhen(self.desk, title=_("Period"), days_only=True, example=example)
            self.app.push_screen(dialog, self._period_read)
        elif answer is not None:
            period = cast(Period, answer)
            self.days = days_of(period, self.desk.today)
            self.choose(replace(self.choices, period=period))

    def _period_read(self, reading: Any) -> None:
        if reading is not None:
            self.days = of_reading(reading)
            self.count()

    def action_turn_period(self, by: int) -> None:
        """Go to the next or previous period."""
        if not self._has_period():
            return
        days = turned(self.days, by)
        if days is None:
            self.say(_("There is no other page of all time; p chooses a period."), "hint")
        else:
            self.days = days
            self.count()

    def action_present_period(self) -> None:
        """Go back to the period around today."""
        if self._has_period():
            self.days = days_of(self.choices.period, self.desk.today)
            self.count()

    # ----------------------------------------------------------------- narrowed to what

    def action_narrow(self) -> None:
        """Ask what the report is to be narrowed to."""
        from screens.dialogs.narrow_report import NarrowReport

        def chosen(filters: Any) -> None:
            if filters is not None:
                self.filters = dict(filters)
                self.count()

        self.app.push_screen(NarrowReport(*self.desk.opened, self.choices.kind, self.filters), chosen)

    def widen(self) -> None:
        """Show all again."""
        known = filters_of(self.choices.kind)
        self.filters = {name: held for name, held in self.filters.items() if name not in known}
        self.count()


def lettered(choices: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Return choices with a letter each: the first of its words that is not taken."""
    taken: set[str] = set()
    found: list[tuple[str, str, str]] = []
    for name, text in choices:
        letter = next((c for c in text.lower() if c.isalpha() and c not in taken), "")
        taken.add(letter)
        found.append((name, text, letter))
    return found
