"""The chosen activity beside the list: all that one wants to know before picking up the telephone (C1)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from store.dates import clock_time, full_day, length, short_day, stamp
from store.language import _
from store.reminder_words import channel_words, words
from store.rows import ActivityRow, NoteRow
from store.when import AllDay, OpenEnded, Timed, When
from widgets.cells import fit, plain, right, wrap
from widgets.line_list import Line, LinePane
from widgets.palette import Palette
from widgets.stopwatch import SIGN

BOLD = Style(bold=True)
NARROW_LINES = 3
DETAILS_SHOWN = 4000


class ActivityPreview(LinePane):
    """One activity, drawn tall where there is room and in three lines where there is not."""

    def __init__(self, zone: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._zone = zone
        self._row: ActivityRow | None = None
        self._notes: Sequence[NoteRow] = ()
        self._today = date.min
        self._now: datetime | None = None
        self._troubles: tuple[str, ...] = ()

    def show(
        self,
        row: ActivityRow | None,
        today: date,
        notes: Sequence[NoteRow] = (),
        troubles: Sequence[str] | None = None,
        *,
        now: datetime | None = None,
    ) -> None:
        """Show an activity; without `notes` only the last entry of its discussion is known.

        `troubles` say what of its reminders could not be delivered; without them what was known of it stays. `now`
        (aware) is until when a stopwatch that runs on it counts.
        """
        same = row is not None and self._row is not None and row.id == self._row.id
        if troubles is not None or not same:
            self._troubles = tuple(troubles or ())
        self._row, self._today, self._now = row, today, now
        self._notes = notes or ((row.last_note,) if row and row.last_note else ())
        self.redraw(top=not same)

    def minute(self, now: datetime) -> None:
        """A minute of the stopwatch has passed: tell the time spent anew."""
        if self._row is not None and self._row.running:
            self._now = now
            self.redraw()

    @property
    def notes(self) -> Sequence[NoteRow]:
        """What is known of the discussion."""
        return self._notes

    def set_zone(self, zone: str) -> None:
        """Tell times in another zone."""
        self._zone = zone

    def draw(self, p: Palette, width: int) -> list[Line]:
        """See LinePane."""
        if self._row is None:
            return []
        if self.size.height <= NARROW_LINES + 1:
            return self._narrow(p, width, self._row)
        return self._tall(p, width, self._row)

    def _narrow(self, p: Palette, width: int, row: ActivityRow) -> list[Line]:
        facts = [when_line(row.when, self._zone, self._today)]
        facts += [", ".join(plain(person.name) for person in row.persons)] if row.persons else []
        second = [_("goal: {name}").format(name=plain(row.goal.name))] if row.goal else []
        second.append(_("from {name}").format(name=plain(row.assigner.name)))
        second.append(", ".join(plain(user.name) for user in row.performers) or _("nobody yet"))
        if spent := self._spent(row):
            second.append(_("time spent {time}").format(time=spent))
        lines: list[Line] = [
            [
                Segment(" ▎", p.hue(row.category.hue)),
                Segment(plain(row.category.name), p.hue(row.category.hue) + BOLD),
                Segment(_cut("    " + " · ".join(facts), width - 2 - cell_len(plain(row.category.name))), p.text),
            ],
            [Segment(_cut("  " + " · ".join(second), width), p.muted)],
        ]
        if self._notes:
            note = self._notes[-1]
            who, at = f"  {plain(note.author.name)} ", stamp(note.at, self._zone, self._today) + " "
            said = _cut(plain(note.text), width - cell_len(who) - cell_len(at))
            lines.append([Segment(who, p.accent), Segment(at, p.faint), Segment(said, p.text)])
        elif row.details:
            lines.append([Segment(_cut("  " + plain(row.details), width), p.muted)])
        return lines

    def _tall(self, p: Palette, width: int, row: ActivityRow) -> list[Line]:
        hue = p.hue(row.category.hue)
        priority = {"urgent": _("‼ urgent"), "high": _("! high"), "low": _("↓ low")}.get(row.priority, "")
        gap = max(1, width - 3 - cell_len(plain(row.category.name)) - cell_len(priority) - 1)
        lines: list[Line] = [
            [],
            [
                Segment(" ▎", hue),
                Segment(plain(row.category.name), hue + BOLD),
                Segment(" " * gap),
                Segment(priority, p.danger if row.priority == "urgent" else p.amber),
            ],
        ]
        lines += [[Segment("  " + line, p.bold)] for line in wrap(row.description, width - 3) if line]
        lines.append([])
        lines += self._facts(p, width, row)
        lines += self._discussion(p, width)
        if row.details:
            lines += [[], _rule(p, width, _("Details"))]
            for paragraph in row.details[:DETAILS_SHOWN].split("\n"):
                lines += [[Segment("  " + line, p.muted)] for line in (wrap(paragraph, width - 3) or [""])]
        return lines

    def _facts(self, p: Palette, width: int, row: ActivityRow) -> list[Line]:
        facts = [
            (_("when"), when_line(row.when, self._zone, self._today) + (f" · {_('busy')}" if row.busy else "")),
            (_("contact"), row.contact.name if row.contact else ""),
            (_("project"), row.project.name if row.project else ""),
            (_("persons"), ", ".join(person.name for person in row.persons)),
            (_("direction"), {"in": _("incoming"), "out": _("outgoing")}.get(row.direction or "", "")),
            (_("performers"), ", ".join(user.name for user in row.performers) or _("nobody yet")),
            (_("observers"), ", ".join(user.name for user in row.observers)),
            (_("assigner"), row.assigner.name),
            (_("goal"), row.goal.name if row.goal else ""),
            (_("status"), self._status(row)),
            (_("time spent"), self._spent(row)),
            (_("marks"), self._marks(row)),
            (_("reminders"), self._reminders(row)),
        ]
        shown = [(label, value) for label, value in facts if value]
        column = max(cell_len(label) for label, _value in shown) + 1
        lines: list[Line] = []
        for label, value in shown:
            first, *rest = wrap(value, max(8, width - column - 4)) or [""]
            lines.append([Segment(" " + right(label, column), p.muted), Segment("  " + first, p.text)])
            lines += [[Segment(" " * (column + 3) + line, p.text)] for line in rest]
        for trouble in self._troubles:
            lines += [[Segment(" " * (column + 3) + line, p.danger)] for line in wrap(trouble, width - column - 4)]
        return lines

    def _reminders(self, row: ActivityRow) -> str:
        return "; ".join(
            ", ".join((words(one.when, self._zone), *(channel_words(channel) for channel in one.channels)))
            for one in row.reminders
        )

    def _status(self, row: ActivityRow) -> str:
        if row.status == "planned":
            return ""
        words = {"completed": _("completed"), "cancelled": _("cancelled")}
        outcome = {"success": _("success"), "failure": _("failure")}.get(row.outcome or "", "")
        ended = stamp(row.ended_at, self._zone, self._today) if row.ended_at else ""
        return " · ".join(part for part in (words[row.status], outcome, ended) if part)

    def _spent(self, row: ActivityRow) -> str:
        """How long was worked on it, by everybody (E4)."""
        seconds = row.tracked(self._now) if self._now is not None else row.tracked_seconds
        if row.running:
            return f"{SIGN} {length(timedelta(seconds=seconds // 60 * 60))}"
        return length(timedelta(seconds=seconds)) if seconds else ""

    def _marks(self, row: ActivityRow) -> str:
        marks = (
            _("of a cycle") if row.series is not None else "",
            _("public") if row.public else "",
            _("needs completing") if row.needs_completing else "",
        )
        return " · ".join(mark for mark in marks if mark)

    def _discussion(self, p: Palette, width: int) -> list[Line]:
        if not self._notes:
            return []
        lines: list[Line] = [[], _rule(p, width, _("Discussion"))]
        for note in self._notes:
            lines.append(
                [
                    Segment("  " + plain(note.author.name), p.accent),
                    Segment(" " + stamp(note.at, self._zone, self._today), p.faint),
                ]
            )
            for paragraph in note.text.split("\n"):
                lines += [[Segment("  " + line, p.text)] for line in wrap(paragraph, width - 3)]
        return lines


def _cut(text: str, cells: int) -> str:
    """Return text on one line, cut with … where it is longer than some cells."""
    return fit(text, max(1, min(cell_len(text), cells - 1)))


def _rule(p: Palette, width: int, title: str) -> Line:
    return [
        Segment(f"  {title} ", p.muted_bold),
        Segment("─" * max(0, width - cell_len(title) - 5), p.line),
    ]


def when_line(when: When, zone: str, today: date) -> str:
    """Return "today 11:00–12:00", "Wed 25.11.2026 15:00–15:30", "tomorrow, all day" or "open-ended"."""
    match when:
        case Timed():
            tz = ZoneInfo(zone)
            first, last = when.start.astimezone(tz), when.end.astimezone(tz)
            start = f"{_near(first.date(), today)} {clock_time(when.start, zone)}"
            if when.start == when.end:
                return start
            return f"{start}–{clock_time(when.end, zone)}" if first.date() == last.date() else _long(start, last, zone)
        case AllDay():
            days = _near(when.first, today)
            if when.first != when.last:
                days = f"{days} – {full_day(when.last)}"
            return f"{days}, {_('all day')}"
        case OpenEnded():
            return _("open-ended")


def _long(start: str, last: datetime, zone: str) -> str:
    return f"{start} – {full_day(last.date())} {clock_time(last, zone)}"


def _near(day: date, today: date) -> str:
    return short_day(day, today) if abs((day - today).days) <= 1 else full_day(day)
