"""Phrases among the options: dates, spans and lengths, read by the one grammar (C7)."""

from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from crm_tui.cli.session import NotUnderstood, Session
from store.language import current
from store.phrases import Reading, Understanding, read_length, understand
from store.phrases import shown as reading_shown
from store.refusals import Invalid
from store.when import AllDay, Timed, When

Moment = TypeVar("Moment", date, datetime)


def reading(session: Session, field: str, phrase: str, *, now: datetime | None = None) -> Reading:
    """Return the one reading of a phrase. Raises NotUnderstood."""
    return _only(field, phrase, understand(phrase, now=now or session.now, language=current()))


def past_reading(session: Session, field: str, phrase: str, *, of: datetime | None = None) -> Reading:
    """Return the one reading of a phrase about time that has been, as the form of time reads it (E3).

    `of` is when the entry began that is corrected: a phrase without a day is one of that day. Raises NotUnderstood.
    """
    from store.phrases.measured import past

    day = of.astimezone(session.now.tzinfo).date() if of is not None else None
    return _only(field, phrase, past(phrase, now=session.now, language=current(), day=day))


def _only(field: str, phrase: str, found: Understanding) -> Reading:
    if found.reading is None:
        raise NotUnderstood(field, phrase, found.message, tuple(reading_shown(one) for one in found.readings))
    return found.reading


def day(session: Session, field: str, phrase: str) -> date:
    """Return the day of a phrase."""
    start = reading(session, field, phrase).start
    return start.date() if isinstance(start, datetime) else start


def one_day(session: Session, field: str, phrase: str) -> date:
    """Return the day of a phrase that names one: of a week or a month it is asked which (C7)."""
    found = reading(session, field, phrase)
    if found.grain in {"week", "month"} and found.end is None:
        raise Invalid(field, "needs-day", phrase)
    return found.start.date() if isinstance(found.start, datetime) else found.start


def last_day(found: Reading) -> date:
    """Return the last day of a reading: of a day, a week, a month or a span."""
    last = found.end or found.start
    day = last.date() if isinstance(last, datetime) else last
    if found.end is not None or found.grain not in {"week", "month"}:
        return day
    if found.grain == "week":
        return day + timedelta(days=6)
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def until(session: Session, phrase: str, *, now: datetime | None = None) -> datetime | date:
    """Return the last day, or the last moment, of a cycle: the end of a week or a month is its last day (B1)."""
    found = reading(session, "until", phrase, now=now)
    if found.end is None and found.grain in {"week", "month"}:
        return last_day(found)
    return found.end if found.end is not None else found.start


def span(text: str, field: str = "for") -> timedelta:
    """Return a length. Raises Invalid."""
    found = read_length(text, language=current())
    if found is None or found <= timedelta(0):
        raise Invalid(field, "not-a-length", text)
    return found


def when(
    session: Session,
    *,
    start: str,
    end: str | None,
    lasts: str | None,
    all_day: bool,
    usual: timedelta,
    first: Reading | None = None,
) -> When:
    """Return the time that --start, --end, --for and --all-day name; `first` is what --start means, where it is read
    already."""
    if end is not None and lasts is not None:
        raise Invalid("end", "two-ends", end)
    first = first or reading(session, "start", start)
    if all_day or not isinstance(first.start, datetime):
        return _days(session, start, first, end, lasts)
    begins = first.start.astimezone(UTC)
    if end is not None and _is_length(end):
        lasts = end
    if lasts is not None:
        return Timed(begins, _later(begins, span(lasts)))
    if end is not None:
        return Timed(begins, _end(session, end, first.start))
    if isinstance(first.end, datetime):
        return Timed(begins, first.end.astimezone(UTC))
    return Timed(begins, begins + usual)


def _days(session: Session, start: str, first: Reading, end: str | None, lasts: str | None) -> AllDay:
    begins = first.start.date() if isinstance(first.start, datetime) else first.start
    if first.grain == "month":
        raise Invalid("start", "needs-day", start)
    last = begins
    if first.end is not None:
        last = first.end.date() if isinstance(first.end, datetime) else first.end
    elif first.grain == "week":
        last = begins + timedelta(days=6)
    if end is not None and _is_length(end):
        lasts, end = end, None
    if lasts is not None:
        last = _later(begins, max(timedelta(), span(lasts) - timedelta(days=1)))
    elif end is not None:
        last = last_day(reading(session, "end", end))
    if last < begins:
        raise Invalid("end", "end-before-start", last.isoformat())
    return AllDay(begins, last)


def _is_length(text: str) -> bool:
    """Whether an end is told by a length: "45 min", and no clock time or date."""
    return read_length(text, language=current()) is not None and not _readings(text)


def _readings(text: str) -> tuple[Reading, ...]:
    return understand(text, now=datetime(2026, 1, 5, tzinfo=UTC), language=current()).readings


def _later(start: Moment, length: timedelta) -> Moment:
    try:
        return start + length
    except OverflowError:
        raise Invalid("end", "out-of-range", str(length.days)) from None


def _end(session: Session, phrase: str, start: datetime) -> datetime:
    """An end: a clock time counts on the start's own day; a phrase with a day is taken as it is."""
    if not _clock_only(phrase):
        told = reading(session, "end", phrase).start
        if not isinstance(told, datetime):
            raise Invalid("end", "needs-time", phrase)
        return told.astimezone(UTC)
    found = understand(phrase, now=start.replace(hour=0, minute=0, second=0), language=current())
    later = [one.start for one in found.readings if isinstance(one.start, datetime)]
    if len(later) > 1:
        later = [one for one in later if one >= start] or later
    if len(later) != 1:
        raise NotUnderstood("end", phrase, found.message, tuple(reading_shown(one) for one in found.readings))
    return later[0].astimezone(UTC)


def _clock_only(phrase: str) -> bool:
    """Whether a phrase names no day: it moves with the day it is read on."""
    days = []
    for base in (datetime(2026, 1, 5, tzinfo=UTC), datetime(2026, 3, 11, tzinfo=UTC)):
        found = understand(phrase, now=base, language=current())
        days.append(
            {(one.start.date() - base.date()).days for one in found.readings if isinstance(one.start, datetime)}
        )
    return days[0] == days[1] == {0}
