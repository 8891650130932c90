"""The agenda of the calendar: the coming two weeks as a list, day by day (C2)."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from store.dates import clock_time, long_day, short_day
from store.language import _
from store.rows import ActivityRow
from widgets.agenda_items import Blank, Entry, Heading, Item, NowLine
from widgets.calendar_layout import parts
from widgets.calendar_words import is_late, is_over


def agenda_items(rows: Iterable[ActivityRow], first: date, last: date, *, now: datetime, zone: str) -> list[Item]:
    """Return a heading for each day that has something, and what begins on it or comes into it first."""
    today = now.astimezone(ZoneInfo(zone)).date()
    days: dict[date, list[tuple[int, int, Item]]] = {}
    for row in rows:
        bars, pieces = parts(row, zone)
        begins = bars[0].first if bars else pieces[0].day if pieces else None
        if begins is None or (bars[0].last if bars else pieces[-1].day) < first or begins > last:
            continue
        day = max(begins, first)
        minute = pieces[0].start if pieces and begins >= first else -1
        entry = Entry(row, _time(row, day, zone, today), faded=is_over(row), late=is_late(row, now, zone))
        days.setdefault(day, []).append((minute, row.id, entry))
    if first <= today <= last:
        local = now.astimezone(ZoneInfo(zone))
        days.setdefault(today, []).append((local.hour * 60 + local.minute, 0, NowLine(clock_time(now, zone))))
    items: list[Item] = []
    for day in sorted(days):
        entries = [item for _minute, _id, item in sorted(days[day], key=lambda one: one[:2])]
        near = f" · {short_day(day, today)}" if abs((day - today).days) <= 1 else ""
        items.append(Heading(long_day(day, today) + near, sum(isinstance(item, Entry) for item in entries)))
        items += entries
    if not any(isinstance(item, Entry) for item in items):
        hint = _("+ plans on this day, [ ] turn over, g goes to a date.")
        items.insert(0, Blank((_("Nothing in these two weeks."), hint)))
    return items


def _time(row: ActivityRow, day: date, zone: str, today: date) -> str:
    bars, pieces = parts(row, zone)
    if bars:
        return f"– {short_day(bars[0].last, today)}" if bars[0].last > day else _("all day")
    piece = pieces[0] if pieces[0].day == day else pieces[-1]
    minute = piece.end if piece.before else piece.start
    return f"{'…' if piece.before else ''}{minute // 60}:{minute % 60:02}"
