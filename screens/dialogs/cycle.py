"""The cycle of an activity as plain choices: the rule in words, the count and the dates stand below (B2 to B5, B7)."""

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static

from screens.dialogs.frame import Dialog, text_line
from screens.form.repeating import dates_text
from store.dates import month_of_date, numeric_day, weekday_short
from store.language import _, current, n_, p_
from store.refusals import Invalid
from store.when import When
from widgets.choice import Check, Choice
from widgets.form_section import Columns, FormSection, Slot
from widgets.line_field import LineField

if TYPE_CHECKING:
    from store.cycles import Cycle, Pattern

Kind = Literal["daily", "workdays", "weekends", "weekly", "monthly", "monthly-weekday", "yearly", "yearly-weekday"]
KINDS: tuple[Kind, ...] = (
    "daily", "workdays", "weekends", "weekly", "monthly", "monthly-weekday", "yearly", "yearly-weekday",
)  # fmt: skip
SHOWS: dict[str, set[str]] = {
    "daily": {"interval"},
    "workdays": set(),
    "weekends": set(),
    "weekly": {"interval", "weekdays"},
    "monthly": {"interval", "days"},
    "monthly-weekday": {"interval", "position", "weekdays"},
    "yearly": {"interval", "days", "month"},
    "yearly-weekday": {"interval", "position", "weekdays", "month"},
}
POSITIONS = ("1", "2", "3", "4", "5", "-1")


class CycleEditor(Dialog[str | None]):
    """Dismisses with the cycle as it can be read again, in words where they say it all, or with None."""

    DEFAULT_CSS = """
    CycleEditor > .frame { width: 84; padding: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f5", "take", show=False, priority=True),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(self, when: When, zone: str, now: datetime, text: str = "") -> None:
        """`when` is the time of the first occurrence; `now` an instant; `text` the cycle as it stands."""
        super().__init__()
        self._when, self._zone, self._now = when, zone, now
        self._cycle: Cycle | None = None
        self._given = text

    # ----------------------------------------------------------------- layout

    def compose(self) -> ComposeResult:
        """Lay out."""
        pattern, ending, end = self._begin()
        self._kind = pattern.kind
        labels = (_("repeats"), _("every"), _("which"), _("on days"), _("month"), _("ends"))
        with self.frame(_("Cycle"), _("enter next · ^s takes it · esc closes")):
            section = FormSection(
                "cycle", "", self._rows(pattern, ending, end), columns=Columns(max(map(cell_len, labels)), 8),
                heading=False, ground="panel",
            )  # fmt: skip
            yield section
            yield text_line("", "hint", id="hint")

    def _begin(self) -> "tuple[Pattern, str, str]":
        """Return the pattern to begin with, how it ends, and the end as it is typed."""
        from store.cycles import Pattern, pattern_of, read
        from store.series import start_of

        start = start_of(self._when, self._zone)
        fresh = Pattern("weekly", weekdays=(start.weekday(),), days=(start.day,), position=1, month=start.month)
        try:
            cycle = read(self._given, start=start)
        except Invalid:
            return fresh, "count", "10"
        parts = dict(part.split("=", 1) for part in cycle.rrule.split(";"))
        known = pattern_of(cycle.rrule) or fresh
        if "COUNT" in parts:
            return known, "count", parts["COUNT"]
        return known, "until", numeric_day(datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date())  # noqa: DTZ007

    def _rows(self, pattern: "Pattern", ending: str, end: str) -> list[list[Slot]]:
        start = self._start_day()
        weekdays = pattern.weekdays or (start.weekday(),)
        days = days_text(pattern.days or (start.day,))
        shown = SHOWS[pattern.kind]
        kinds = [(kind, text) for kind, text in zip(KINDS, kind_names(), strict=True)]
        positions = list(zip(POSITIONS, position_names(), strict=True))
        months = [(str(n), month_of_date(date(2024, n, 1))) for n in range(1, 13)]
        endings = [("count", _("after a number of times")), ("until", _("on a date"))]
        checks = [Slot(f"day-{n}", make=self._day(n, n in weekdays), visible="weekdays" in shown) for n in range(7)]
        return [
            [Slot("kind", _("repeats"), lambda: Choice(kinds, pattern.kind, key="kind"), wide=True)],
            [
                Slot(
                    "interval",
                    _("every"),
                    lambda: LineField(str(pattern.interval)),
                    visible="interval" in shown,
                    hint=unit(pattern.kind),
                )
            ],
            [
                Slot(
                    "position",
                    _("which"),
                    lambda: Choice(positions, str(pattern.position or 1), key="position"),
                    visible="position" in shown,
                )
            ],
            checks,
            [
                Slot(
                    "days", _("on days"), lambda: LineField(days), visible="days" in shown, hint=_("1, 15, last or 1–7")
                )
            ],
            [
                Slot(
                    "month",
                    _("month"),
                    lambda: Choice(months, str(pattern.month or start.month), key="month"),
                    visible="month" in shown,
                )
            ],
            [Slot("ending", _("ends"), lambda: Choice(endings, ending, key="ending"), wide=True)],
            [Slot("end", "", lambda: LineField(end))],
        ]

    def _day(self, number: int, on: bool) -> Any:
        name = weekday_short(date(2024, 1, 1 + number))
        return lambda: Check(name, on, key=f"day-{number}")

    def _start_day(self) -> date:
        from store.series import start_of

        start = start_of(self._when, self._zone)
        return start.date() if isinstance(start, datetime) else start

    def on_mount(self) -> None:
        """Stand on the kind, and show what the choices mean."""
        self.query(Choice).first().focus()
        self._show()

    # ----------------------------------------------------------------- reading

    def on_choice_changed(self, message: Choice.Changed) -> None:
        """Another kind has other fields."""
        message.stop()
        if message.choice.key == "kind":
            self._kind = cast(Kind, message.value)
            section = self.query_one(FormSection)
            for key in ("interval", "position", "days", "month"):
                section.show(key, key in SHOWS[self._kind])
            for number in range(7):
                section.show(f"day-{number}", "weekdays" in SHOWS[self._kind])
            section.set_hint("interval", unit(self._kind))
        self._show()

    def on_check_changed(self, message: Check.Changed) -> None:
        """A weekday."""
        message.stop()
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """A number, days, or the end."""
        event.stop()
        self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on; from the last field it takes the cycle."""
        event.stop()
        if event.input.id == "end":
            self.action_take()
        else:
            self.focus_next()

    def _show(self) -> None:
        hint = self.query_one("#hint", Static)
        try:
            self._cycle = self._read()
        except Invalid as refused:
            from screens.wording import invalid

            self._cycle = None
            hint.set_class(True, "-problem")
            hint.update(invalid(refused))
            return
        from store import cycles

        found = cycles.dates(self._cycle)
        count = n_("{count} time", "{count} times", len(found)).format(count=len(found))
        today = self._now.astimezone(ZoneInfo(self._zone)).date()
        hint.set_class(False, "-problem")
        hint.update(f"{cycles.words(self._cycle)}\n{count}: {dates_text(found, today, shown=6)}")

    def _read(self) -> "Cycle":
        from store.cycles import Pattern, read, rrule_of
        from store.series import start_of

        fields = {field.id or "": field.value.strip() for field in self.query(LineField)}
        choices = {choice.key: choice.value for choice in self.query(Choice)}
        weekdays = tuple(int(check.key[4:]) for check in self.query(Check) if check.value)
        shown = SHOWS[self._kind]
        pattern = Pattern(
            self._kind,
            interval=whole_number("interval", fields["interval"]) if "interval" in shown else 1,
            weekdays=weekdays if "weekdays" in shown else (),
            days=days_of(fields["days"]) if "days" in shown else (),
            position=int(choices["position"]) if "position" in shown else 0,
            month=int(choices["month"]) if "month" in shown else 0,
        )
        start = start_of(self._when, self._zone)
        if choices["ending"] == "count":
            return read(rrule_of(pattern), start=start, count=whole_number("count", fields["end"]))
        return read(rrule_of(pattern), start=start, until=self._until(fields["end"]))

    def _until(self, text: str) -> date:
        from store.phrases import understand

        found = understand(text, now=self._now.astimezone(ZoneInfo(self._zone)), language=current())
        if found.reading is None:
            raise Invalid("until", "not-understood", found.message)
        last = found.reading.end or found.reading.start
        return last.date() if isinstance(last, datetime) else last

    def action_take(self) -> None:
        """Take the cycle, unless it cannot be one."""
        if self._cycle is not None:
            self.dismiss(readable(self._cycle))


def readable(cycle: "Cycle") -> str:
    """Return a cycle as one may type it: in words where they are read back as the same, else as its rule."""
    from store import cycles

    text = cycles.words(cycle)
    try:
        return text if cycles.read(text, start=cycle.start) == cycle else cycle.rrule
    except Invalid:
        return cycle.rrule


def whole_number(field: str, text: str) -> int:
    """Return a number from 1 on. Raises Invalid."""
    if not re.fullmatch(r"[0-9]{1,9}", text) or int(text) < 1:
        raise Invalid(field, "not-a-number", text)
    return int(text)


def days_of(text: str) -> tuple[int, ...]:
    """Return the days of the month that "1, 15, last" or "1-7" names; the last one is -1. Raises Invalid."""
    days: set[int] = set()
    for part in re.split(r"[,;\s]+", text.strip().lower()):
        span = re.fullmatch(r"([0-9]{1,2})[-–]([0-9]{1,2})", part)
        if span and 1 <= int(span[1]) <= int(span[2]) <= 31:
            days |= set(range(int(span[1]), int(span[2]) + 1))
        elif re.fullmatch(r"[0-9]{1,2}\.?", part) and 1 <= int(part.rstrip(".")) <= 31:
            days.add(int(part.rstrip(".")))
        elif part in {"last", "ostatni", "-1"}:
            days.add(-1)
        else:
            raise Invalid("days", "not-days", text)
    return tuple(sorted(days, key=lambda day: (day < 0, day)))


def days_text(days: tuple[int, ...]) -> str:
    """Return days of the month as they are typed: "1–7", "1, 15, last"."""
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{days[0]}–{days[-1]}"
    return ", ".join(p_("day of the month", "last") if day < 0 else str(day) for day in days)


def kind_names() -> tuple[str, ...]:
    """Return what the kinds are called, in their order."""
    return (
        _("daily"), _("Monday to Friday"), _("at weekends"), _("weekly"), _("monthly, on days"),
        _("monthly, on a weekday"), _("yearly, on a date"), _("yearly, on a weekday"),
    )  # fmt: skip


def position_names() -> tuple[str, ...]:
    """Return which weekday of the month, in the order of POSITIONS."""
    return (
        p_("which weekday", "first"), p_("which weekday", "second"), p_("which weekday", "third"),
        p_("which weekday", "fourth"), p_("which weekday", "fifth"), p_("which weekday", "last"),
    )  # fmt: skip


def unit(kind: str) -> str:
    """Return what the interval counts."""
    if kind == "daily":
        return _("day(s)")
    if kind == "weekly":
        return _("week(s)")
    return _("month(s)") if kind.startswith("monthly") else _("year(s)")
