"""What is typed into start and end, made a time: words through the grammar, lengths, the category's default (A4, C7)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from screens.dialogs.when import reading_text
from store.dates import clock_time, full_day, length
from store.language import _, current
from store.phrases import Reading, read_length, understand
from store.when import AllDay, OpenEnded, Timed, When

DEFAULT_LENGTH = timedelta(minutes=30)


@dataclass(frozen=True)
class Typed:
    """What start and end say: the time, a word for beside each field, and how good those are (ok or problem)."""

    when: When | None
    start_hint: str = ""
    end_hint: str = ""
    start_kind: str = "ok"
    end_kind: str = "ok"
    choices: tuple[Reading, ...] = ()


def read_times(
    start: str,
    end: str,
    *,
    now: datetime,
    zone: str,
    all_day: bool,
    open_ended: bool,
    usual: timedelta | None = None,
    choice: int = 0,
) -> Typed:
    """Return what the two fields mean to somebody in `zone` at `now`; `choice` picks among several readings."""
    if open_ended:
        return Typed(OpenEnded(), _("in the plan of every day until it is ended"), "", "muted")
    local = now.astimezone(ZoneInfo(zone))
    if not start.strip():
        return Typed(None, _("for example: tomorrow at 15, Friday 9–11"), "", "muted")
    found = understand(start, now=local, language=current())
    if not found.readings:
        return Typed(None, found.message, "", "problem")
    several = found.readings if len(found.readings) > 1 else ()
    reading = found.readings[choice % len(found.readings)]
    hint = reading_text(reading, zone)
    if several:
        hint = f"{choice % len(several) + 1}/{len(several)}: {hint} · {_('↑ ↓ another')}"
    else:
        hint += _away(reading, local.date())
    kind = "warning" if several else "ok"
    if all_day or not isinstance(reading.start, datetime):
        return _days(reading, end, hint, kind, several, local)
    return _timed(reading, end, hint, kind, several, zone, usual)


def _away(reading: Reading, today: date) -> str:
    start = reading.start
    day = start.date() if isinstance(start, datetime) else start
    distance = (day - today).days
    if not distance:
        return ""
    words = _("in {length}") if distance > 0 else _("{length} ago")
    return " · " + words.format(length=length(timedelta(days=abs(distance))))


def _days(reading: Reading, end: str, hint: str, kind: str, several: tuple[Reading, ...], local: datetime) -> Typed:
    start = reading.start
    first = start.date() if isinstance(start, datetime) else start
    if reading.grain == "month":
        return Typed(None, _("on which day?"), "", "problem")
    last = first
    if reading.end is not None:
        last = reading.end.date() if isinstance(reading.end, datetime) else reading.end
    elif reading.grain == "week":
        last = first + timedelta(days=6)
    if end.strip():
        found = understand(end, now=local, language=current())
        moment = found.readings[0].start if found.readings else None
        span = read_length(end, language=current())
        if moment is not None:
            last = moment.date() if isinstance(moment, datetime) else moment
        elif span is not None and span >= timedelta(days=1):
            last = first + span - timedelta(days=1)
        else:
            return Typed(None, hint, found.message, kind, "problem", several)
    if last < first:
        return Typed(None, hint, _("The end is before the start."), kind, "problem", several)
    days = (last - first).days + 1
    text = _("all day") if days == 1 else f"{full_day(last)} · {length(timedelta(days=days))}"
    return Typed(AllDay(first, last), hint, text, kind, "ok", several)


def _timed(
    reading: Reading, end: str, hint: str, kind: str, several: tuple[Reading, ...], zone: str, usual: timedelta | None
) -> Typed:
    assert isinstance(reading.start, datetime)
    start = reading.start.astimezone(UTC)
    if not end.strip():
        if isinstance(reading.end, datetime):
            stop = reading.end.astimezone(UTC)
            return Typed(Timed(start, stop), hint, "", kind, "muted", several)
        stop = start + (usual or DEFAULT_LENGTH)
        text = _("until {time} · the usual {length}").format(time=clock_time(stop, zone), length=length(stop - start))
        return Typed(Timed(start, stop), hint, text, kind, "muted", several)
    found_stop, problem = _end(end, reading.start, zone)
    if found_stop is None:
        return Typed(None, hint, problem, kind, "problem", several)
    if found_stop < start:
        return Typed(None, hint, _("The end is before the start."), kind, "problem", several)
    day = found_stop.astimezone(ZoneInfo(zone)).date()
    same = day == reading.start.date()
    text = _("until {time} · {length}").format(
        time=clock_time(found_stop, zone) if same else f"{full_day(day)} {clock_time(found_stop, zone)}",
        length=length(found_stop - start),
    )
    return Typed(Timed(start, found_stop), hint, text, kind, "ok", several)


def _end(text: str, start: datetime, zone: str) -> tuple[datetime | None, str]:
    """An end: a length from the start, or a moment, told from the start's own day."""
    import re

    span = None if re.fullmatch(r"\s*\d{1,2}:\d{2}\s*", text) else read_length(text, language=current())
    if span is not None:
        return (start.astimezone(UTC) + span), ""
    midnight = start.replace(hour=0, minute=0)
    found = understand(text, now=midnight, language=current())
    later = [r for r in found.readings if isinstance(r.start, datetime) and r.start >= start]
    if later:
        moment = later[0].start
        assert isinstance(moment, datetime)
        return moment.astimezone(UTC), ""
    if found.readings:
        if all(isinstance(r.start, datetime) for r in found.readings):
            moment = found.readings[0].start
            assert isinstance(moment, datetime)
            return moment.astimezone(UTC), ""
        return None, _("Say at what time it ends, or how long it takes.")
    return None, found.message


def words_of(when: When | None, zone: str) -> tuple[str, str]:
    """Return what start and end would say for a time that is already known: both are read back as the same."""
    match when:
        case Timed():
            tz = ZoneInfo(zone)
            first, last = when.start.astimezone(tz), when.end.astimezone(tz)
            start = f"{first:%Y-%m-%d %H:%M}"
            return start, f"{last:%H:%M}" if first.date() == last.date() else f"{last:%Y-%m-%d %H:%M}"
        case AllDay():
            return when.first.isoformat(), when.last.isoformat() if when.last != when.first else ""
    return "", ""
