"""Words for measured time (E): what runs, what is in the way, how entries and their traces are told."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from screens.kept_words import named_setting
from store.dates import clock_time, length, running_time, short_day
from store.language import _, p_
from store.refusals import StopwatchRuns, TimeTaken
from store.time_rows import TimeEntryRow


def untracked() -> str:
    """Return why nothing is measured (G4)."""
    said = _("Time is not measured: the setting {setting} is off.")
    return said.format(setting=named_setting("time-tracking"))


INVALID: dict[tuple[str, str], Callable[[], str]] = {
    ("time-tracking", "off"): untracked,
    ("activity", "ended"): lambda: _("It has ended: make it planned again first, or add the time by hand."),
    ("activity", "never-measured"): lambda: _("Nothing was measured yet: choose an activity to start on."),
    ("stopwatch", "not-running"): lambda: _("The stopwatch does not run."),
    ("start", "clock-behind"): lambda: _(
        "Your last measured time ends on {value}, after the present: the clock of this machine is behind. "
        "Correct the clock, or that time."
    ),
    ("start", "future"): lambda: _("{value} is yet to come: time is measured when it is over."),
    ("end", "future"): lambda: _("{value} is yet to come: time is measured when it is over."),
    ("end", "no-length"): lambda: _("The end is the start: there is no time between them."),
}


def runs(refused: StopwatchRuns) -> str:
    """Return the line about a stopwatch that runs already."""
    words = _("The stopwatch runs already, on “{title}”, since {time}.")
    return words.format(title=refused.title or hidden_title(), time=_moment(refused.since))


def taken(refused: TimeTaken) -> str:
    """Return the line about an entry in the way."""
    end = _("now") if refused.end is None else f"{refused.end.hour}:{refused.end.minute:02}"
    words = _("{name} has measured time then already: {start}–{end}, “{title}”.")
    return words.format(name=refused.name, start=_moment(refused.start), end=end, title=refused.title or hidden_title())


def hidden_title() -> str:
    """Return what stands for an activity that may no longer be seen."""
    return _("an activity that you may no longer see")


def _moment(instant: datetime) -> str:
    return f"{instant.day:02}.{instant.month:02} {instant.hour}:{instant.minute:02}"


def stopped(entry: TimeEntryRow, now: datetime) -> str:
    """Return what is said once the stopwatch is stopped; where the clock went back, that the time can be corrected."""
    title = entry.title or hidden_title()
    if entry.started > now:
        words = _("Stopped: {title}. The clock has gone back since the start, so no time was counted; correct it.")
        return words.format(title=title)
    return _("Stopped: {title} · {time}").format(title=title, time=length(timedelta(seconds=entry.seconds)))


def running_since(entry: TimeEntryRow, zone: str, today: date, now: datetime) -> str:
    """Return "Call: AB Transport", and below it "today 9:12–now · 0:40:13"."""
    return f"{entry.title or hidden_title()}\n{span(entry, zone, today)} · {entry_length(entry, now)}"


def span(entry: TimeEntryRow, zone: str, today: date) -> str:
    """Return "today 9:12–10:40", "yesterday 23:50 – today 0:20" or "today 9:12–now"."""
    tz = ZoneInfo(zone)
    first = entry.started.astimezone(tz).date()
    start = f"{short_day(first, today)} {clock_time(entry.started, zone)}"
    if entry.ended is None:
        return f"{start}–{_('now')}"
    last = entry.ended.astimezone(tz).date()
    end = clock_time(entry.ended, zone)
    return f"{start}–{end}" if first == last else f"{start} – {short_day(last, today)} {end}"


def entry_length(entry: TimeEntryRow, now: datetime) -> str:
    """Return how long an entry is: to the second while it runs."""
    seconds = entry.length(now)
    return running_time(seconds) if entry.ended is None else length(timedelta(seconds=seconds))


def entry_marks(entry: TimeEntryRow) -> str:
    """Return what else is to be said of an entry: how it came about, and its note."""
    marks = (
        _("running") if entry.ended is None else "",
        p_("time", "by hand") if entry.by_hand else "",
        p_("time", "corrected") if entry.corrected else "",
        entry.note,
    )
    return " · ".join(mark for mark in marks if mark)


def entry_cells(entries: Sequence[TimeEntryRow], *, zone: str, today: date, now: datetime) -> list[list[str]]:
    """Return entries as rows of a table: number, when, whose, how long, what else."""
    return [
        [f"{one.id:>5}", span(one, zone, today), one.user.name, entry_length(one, now), entry_marks(one)]
        for one in entries
    ]


def changed_time(field: str, value: str) -> str:
    """Return a value of a trace (A19): how long it was."""
    return length(timedelta(seconds=int(value))) if field == "time" and value.isdigit() else value


def action_label(action: str) -> str | None:
    """Return the word for what was done to the time of an activity (A19), None for anything else."""
    words = {
        "start-time": p_("action", "stopwatch started"),
        "stop-time": p_("action", "stopwatch stopped"),
        "add-time": p_("action", "time added by hand"),
        "correct-time": p_("action", "time corrected"),
        "delete-time": p_("action", "time deleted"),
    }
    return words.get(action)


def field_label(field: str) -> str | None:
    """Return the word for a field of a time entry, None for anything else."""
    words = {
        "time_start": _("from when"),
        "time_end": _("until when"),
        "time_note": _("note"),
        "time_of": _("whose time"),
        "time": _("measured time"),
        "stopwatch": _("stopwatch"),
        "time-entry": _("time entry"),
    }
    return words.get(field)
