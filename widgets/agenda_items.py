"""What stands in an agenda: headings, activities, free gaps, the now-line; and how a day plan becomes such a list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from store.dates import clock_time, length, short_day
from store.language import _
from store.rows import ActivityRow, DayPlan
from store.when import AllDay, OpenEnded, Timed
from widgets.stopwatch import SIGN


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a section and how many stand in it."""

    text: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity; `time` is what stands in the time column, `faded` what is over, `late` what should be."""

    row: ActivityRow
    time: str
    faded: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """A muted line that cannot be chosen, with a time before it."""

    time: str
    text: str


@dataclass(frozen=True, slots=True)
class NowLine:
    """Where the present is."""

    time: str


@dataclass(frozen=True, slots=True)
class Blank:
    """Words in an empty list: what belongs here, and which key makes the first one."""

    lines: tuple[str, ...] = field(default_factory=tuple)


Item = Heading | Entry | Remark | NowLine | Blank


def plan_items(plan: DayPlan, *, now: datetime, zone: str, today: date) -> list[Item]:
    """Return the list of a day plan (C1): overdue, any time, timed with gaps and the now-line, done."""
    items: list[Item] = []
    if plan.overdue:
        items.append(Heading(_("OVERDUE"), plan.overdue_total))
        items += [Entry(row, _day_of(row, zone, today), late=True) for row in plan.overdue]
    if plan.any_time:
        items.append(Heading(_("ANY TIME"), len(plan.any_time)))
        items += [Entry(row, _untimed(row)) for row in plan.any_time]
    if plan.timed:
        items.append(Heading(_("TIMED"), len(plan.timed)))
        items += _timed(plan, now, zone, today)
    if plan.done:
        items.append(Heading(_("DONE TODAY") if plan.day == today else _("DONE"), len(plan.done)))
        items += [Entry(row, _time_of(row, zone), faded=True) for row in plan.done]
    if not (plan.overdue or plan.any_time or plan.timed):
        empty = _("Nothing is planned for today.") if plan.day == today else _("Nothing is planned for this day.")
        hint = _("n plans an activity, a takes it in one typed line, N records what is done.")
        items.insert(0, Blank((empty, hint)))
    return items


def list_items(
    rows: Iterable[ActivityRow],
    *,
    zone: str,
    today: date,
    now: datetime,
    empty: Sequence[str] = (),
    fade: bool = True,
) -> list[Item]:
    """Return the list of a tab: each activity with its day and time; what is over fades if told to."""
    items: list[Item] = []
    for row in rows:
        over = row.status != "planned"
        late = not over and isinstance(row.when, Timed) and row.when.end < now
        items.append(Entry(row, _day_and_time(row, zone, today), faded=over and fade, late=late))
    return items or [Blank(tuple(empty))]


def _timed(plan: DayPlan, now: datetime, zone: str, today: date) -> list[Item]:
    pieces: list[tuple[datetime, int, Item]] = []
    for row in plan.timed:
        if isinstance(row.when, Timed):
            late = plan.day == today and row.when.end < now
            pieces.append((row.when.start, 1, Entry(row, _start_on(row.when, plan.day, zone), late=late)))
    for gap in plan.gaps:
        if gap.end is None:
            text = _("free until the end of the day")
        else:
            text = _("free until {time} · {length}").format(
                time=clock_time(gap.end, zone), length=length(gap.end - gap.start)
            )
        pieces.append((gap.start, 0, Remark(clock_time(gap.start, zone), text)))
    if plan.day == today:
        pieces.append((now, 2, NowLine(clock_time(now, zone))))
    return [item for _start, _rank, item in sorted(pieces, key=lambda piece: piece[:2])]


def _start_on(when: Timed, day: date, zone: str) -> str:
    started = when.start.astimezone(ZoneInfo(zone)).date()
    return clock_time(when.start, zone) if started >= day else "…" + clock_time(when.end, zone)


def _day_of(row: ActivityRow, zone: str, today: date) -> str:
    match row.when:
        case Timed():
            return short_day(row.when.start.astimezone(ZoneInfo(zone)).date(), today)
        case AllDay():
            return short_day(row.when.first, today)
        case OpenEnded():
            return "∞"


def _untimed(row: ActivityRow) -> str:
    return "∞" if isinstance(row.when, OpenEnded) else _("all day")


def _time_of(row: ActivityRow, zone: str) -> str:
    return clock_time(row.when.start, zone) if isinstance(row.when, Timed) else _untimed(row)


def _day_and_time(row: ActivityRow, zone: str, today: date) -> str:
    if isinstance(row.when, Timed):
        return f"{_day_of(row, zone, today)} {clock_time(row.when.start, zone):>5}"
    return _day_of(row, zone, today)


def coming_items(
    rows: Iterable[ActivityRow], *, zone: str, today: date, days: int = 7
) -> list[tuple[date, list[ActivityRow]]]:
    """Return the planned activities of the coming days, day by day."""
    by_day: dict[date, list[ActivityRow]] = {today + timedelta(days=k): [] for k in range(1, days + 1)}
    for row in rows:
        match row.when:
            case Timed():
                day = row.when.start.astimezone(ZoneInfo(zone)).date()
            case AllDay():
                day = max(row.when.first, today + timedelta(days=1))
            case OpenEnded():
                continue
        if day in by_day:
            by_day[day].append(row)
    return list(by_day.items())


def tail_signs(row: ActivityRow, me: int | None, now: datetime | None) -> str:
    """Return the signs at the right end of a line: one's own running stopwatch, to be completed, the discussion, a
    series."""
    mine = next((running for running in row.running if running.user_id == me), None)
    minutes = mine.seconds(now) // 60 if mine is not None and now is not None else None
    signs = (
        "" if minutes is None else f"{SIGN} {minutes // 60}:{minutes % 60:02}",
        "✎" if row.needs_completing else "",
        f"“{row.note_count}" if row.note_count else "",
        "↻" if row.series else "",
    )
    return " ".join(sign for sign in signs if sign)
