"""What stands in start and end, made a time: words, lengths, the category's usual length (A4, C7)."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.dates import clock_time, full_day, length, numeric_day
from store.language import _, current
from store.phrases import Reading, read_length, understand
from store.when import AllDay, OpenEnded, Timed, When
from widgets.form_section import Kind

DEFAULT_LENGTH = timedelta(minutes=30)
_CLOCK = re.compile(r"(?:at |o |do |until |till |to )?\s*(\d{1,2})(?:[:.](\d{2}))?", re.IGNORECASE)
_UNTIL = re.compile(r"(?:do|until|till|to)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Times:
    """What the two fields say: the time, a word beside each field and its colour, and the readings to choose from."""

    when: When | None
    start: str = ""
    start_kind: Kind = "muted"
    end: str = ""
    end_kind: Kind = "muted"
    readings: tuple[Reading, ...] = ()

    @property
    def field(self) -> str:
        """The field that keeps it from being a time."""
        return "end" if self.end_kind == "danger" else "start"


@dataclass(frozen=True)
class Frame:
    """What phrases are read against. `day` is the one that was being looked at: a bare time is of that day."""

    now: datetime
    zone: str
    day: date | None = None
    usual: timedelta | None = None

    @property
    def local(self) -> datetime:
        """The present in the user's zone."""
        return self.now.astimezone(ZoneInfo(self.zone))


def read(
    start: str,
    end: str,
    frame: Frame,
    *,
    all_day: bool = False,
    open_ended: bool = False,
    chosen: Reading | None = None,
) -> Times:
    """Return what the two fields mean. `chosen` is the reading that was picked where the start has several."""
    if open_ended:
        return Times(OpenEnded(), _("in the plan of every day until it is ended"))
    if not start.strip():
        return Times(None)
    readings = _start(start, frame)
    if chosen is not None and chosen in readings:
        readings = (chosen,)
    if not readings:
        return Times(None, understand(start, now=frame.local, language=current()).message, "danger")
    if len(readings) > 1:
        return Times(None, _("can mean more than one thing: ↓ choose"), "amber", readings=readings)
    reading = readings[0]
    if reading.grain == "month" or (reading.grain == "week" and not all_day):
        return Times(None, _("on which day?"), "amber")
    if all_day or not isinstance(reading.start, datetime):
        return _whole_days(reading, end, frame)
    return _timed(reading, end, frame)


def _start(text: str, frame: Frame) -> tuple[Reading, ...]:
    clock = _clock(text)
    if frame.day is not None and frame.day != frame.local.date() and clock is not None:
        return (Reading(datetime.combine(frame.day, clock, ZoneInfo(frame.zone)), None, "minute"),)
    return understand(text, now=frame.local, language=current()).readings


def _clock(text: str) -> time | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def reading_words(reading: Reading, frame: Frame) -> str:
    """Return a reading as it stands beside the field and in the list: "Wed 25.11.2026 15:00 · in 1 day"."""
    start = reading.start
    day = start.date() if isinstance(start, datetime) else start
    text = f"{full_day(day)} {clock_time(start, frame.zone)}" if isinstance(start, datetime) else full_day(day)
    distance = (day - frame.local.date()).days
    if distance:
        words = _("in {length}") if distance > 0 else _("{length} ago")
        return f"{text} · {words.format(length=length(timedelta(days=abs(distance))))}"
    return f"{text} · {_('today')}"


def _whole_days(reading: Reading, end: str, frame: Frame) -> Times:
    start = reading.start
    first = start.date() if isinstance(start, datetime) else start
    said = reading_words(Reading(first, None, "day"), frame)
    last: date | None = first
    if isinstance(reading.end, date):
        last = reading.end.date() if isinstance(reading.end, datetime) else reading.end
    elif reading.grain == "week":
        last = first + timedelta(days=6)
    if end.strip():
        last = _last_day(end, first, frame)
        if last is None:
            return Times(None, said, "ok", _("a date, or a number of days"), "danger")
    assert last is not None
    if last < first:
        return Times(None, said, "ok", _("The end is before the start."), "danger")
    days = (last - first).days + 1
    text = _("all day") if days == 1 else f"{full_day(last)} · {length(timedelta(days=days))}"
    return Times(AllDay(first, last), said, "ok", text, "ok" if end.strip() else "muted")


def _last_day(text: str, first: date, frame: Frame) -> date | None:
    span = read_length(text, language=current())
    if span is not None and span >= timedelta(days=1):
        return first + span - timedelta(days=1)
    reading = understand(_UNTIL.sub("", text.strip(), count=1), now=frame.local, language=current()).reading
    if reading is None:
        return None
    return reading.start.date() if isinstance(reading.start, datetime) else reading.start


def _timed(reading: Reading, end: str, frame: Frame) -> Times:
    assert isinstance(reading.start, datetime)
    start = reading.start.astimezone(UTC)
    said = reading_words(reading, frame)
    kind: Kind = "ok"
    if end.strip():
        found, problem = _end(end, reading.start, frame)
        if found is None:
            return Times(None, said, "ok", problem, "danger")
        stop = found
    elif isinstance(reading.end, datetime):
        stop = reading.end.astimezone(UTC)
    else:
        stop, kind = start + (frame.usual or DEFAULT_LENGTH), "muted"
    if stop < start:
        return Times(None, said, "ok", _("The end is before the start."), "danger")
    return Times(Timed(start, stop), said, "ok", _until(start, stop, frame.zone), kind)


def _until(start: datetime, stop: datetime, zone: str) -> str:
    tz = ZoneInfo(zone)
    day = stop.astimezone(tz).date()
    moment = clock_time(stop, zone)
    if day != start.astimezone(tz).date():
        moment = f"{full_day(day)} {moment}"
    if stop == start:
        return _("a point in time")
    return _("until {time} · {length}").format(time=moment, length=length(stop - start))


def _end(text: str, start: datetime, frame: Frame) -> tuple[datetime | None, str]:
    """An end: a clock time on the start's day, a length, or a moment in words."""
    clock = _clock(text)
    if clock is not None:
        return datetime.combine(start.date(), clock, ZoneInfo(frame.zone)).astimezone(UTC), ""
    span = read_length(text, language=current())
    if span is not None:
        return start.astimezone(UTC) + span, ""
    found = understand(_UNTIL.sub("", text.strip(), count=1), now=frame.local, language=current())
    moments = [r.start for r in found.readings if isinstance(r.start, datetime)]
    after = [moment for moment in moments if moment >= start]
    if len(after) == 1 or len(moments) == 1:
        return (after or moments)[0].astimezone(UTC), ""
    if found.readings:
        return None, _("Say at what time it ends, or how long it takes.")
    return None, found.message


def words_of(when: When | None, zone: str) -> tuple[str, str]:
    """Return what start and end say for a time that is known: both are read back as the same."""
    match when:
        case Timed():
            tz = ZoneInfo(zone)
            first, last = when.start.astimezone(tz), when.end.astimezone(tz)
            start = f"{numeric_day(first.date())} {first:%H:%M}"
            same = first.date() == last.date()
            return start, f"{last:%H:%M}" if same else f"{numeric_day(last.date())} {last:%H:%M}"
        case AllDay():
            return numeric_day(when.first), numeric_day(when.last) if when.last != when.first else ""
        case _:
            return "", ""


def known(when: When, said: Times, frame: Frame) -> Times:
    """Return a time that was given and not touched, with what stands beside the fields for it."""
    match when:
        case Timed():
            start = when.start.astimezone(ZoneInfo(frame.zone))
            words = reading_words(Reading(start, None, "minute"), frame)
            return Times(when, words, "ok", _until(when.start, when.end, frame.zone), "ok")
        case AllDay():
            words = reading_words(Reading(when.first, None, "day"), frame)
            return Times(when, words, "ok", said.end, "muted")
        case OpenEnded():
            return said


def local_day(instant: datetime, zone: str) -> date:
    """Return the date of an instant in a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()
