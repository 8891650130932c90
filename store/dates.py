"""How dates, times and lengths are written for people, in the language in use (G6).

Babel knows more, and takes as long to import as the whole first frame may; these few forms are all that is shown.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from store.language import _, current, n_


def weekday_short(day: date) -> str:
    """Return "Tue" or "wt"."""
    names = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return names[day.weekday()]


def weekday(day: date) -> str:
    """Return "Tuesday" or "wtorek"."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[day.weekday()]


def month_of_date(day: date) -> str:
    """Return the month as it stands in a date: "November" or "listopada"."""
    names = (
        _("of January"), _("of February"), _("of March"), _("of April"), _("of May"), _("of June"),
        _("of July"), _("of August"), _("of September"), _("of October"), _("of November"), _("of December"),
    )  # fmt: skip
    return names[day.month - 1].removeprefix("of ")


def month_year(day: date) -> str:
    """Return "November 2026" or "listopad 2026"."""
    names = (
        _("January"), _("February"), _("March"), _("April"), _("May"), _("June"),
        _("July"), _("August"), _("September"), _("October"), _("November"), _("December"),
    )  # fmt: skip
    return f"{names[day.month - 1]} {day.year}"


def days_between(first: date, last: date) -> str:
    """Return "23–29 November 2026", "30 November – 6 December 2026" or "28 December 2026 – 3 January 2027"."""
    end = f"{last.day} {month_of_date(last)} {last.year}"
    if first.year != last.year:
        return f"{first.day} {month_of_date(first)} {first.year} – {end}"
    if first.month != last.month:
        return f"{first.day} {month_of_date(first)} – {end}"
    return f"{first.day}–{end}" if first != last else end


def long_day(day: date, today: date | None = None) -> str:
    """Return "Tuesday 24 November" or "wtorek 24 listopada"; with the year unless it is that of `today`."""
    year = "" if today is not None and day.year == today.year else f" {day.year}"
    return f"{weekday(day)} {day.day} {month_of_date(day)}{year}"


def numeric_day(day: date) -> str:
    """Return "25.11.2026"."""
    return f"{day.day:02}.{day.month:02}.{day.year}"


def full_day(day: date) -> str:
    """Return "Wed 25.11.2026" or "śr 25.11.2026"."""
    return f"{weekday_short(day)} {numeric_day(day)}"


def short_day(day: date, today: date) -> str:
    """Return "today", "tomorrow", "yesterday", "Fri 20", "20 Oct" or "20.10.25": what fits a narrow column."""
    distance = (day - today).days
    near = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if distance in near:
        return near[distance]
    if abs(distance) < 14:
        return f"{weekday_short(day)} {day.day}"
    if day.year == today.year:
        return f"{day.day}.{day.month:02}"
    return f"{day.day}.{day.month:02}.{day.year % 100:02}"


def clock_time(instant: datetime, zone: str) -> str:
    """Return "9:05" in the time zone given."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{local.hour}:{local.minute:02}"


def length(span: timedelta) -> str:
    """Return "40 s", "45 min", "1 h", "1 h 30 min" or "3 days"."""
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    if seconds and not minutes:
        return f"{seconds} s"
    if minutes and minutes % 1440 == 0:
        return n_("{count} day", "{count} days", minutes // 1440).format(count=minutes // 1440)
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def running_time(seconds: int) -> str:
    """Return what a stopwatch shows: "0:00:42", "12:05:09"."""
    minutes, rest = divmod(seconds, 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


def stamp(instant: datetime, zone: str, today: date) -> str:
    """Return when something was said or done, as short as can be: "9:12", "Mon 16:05", "20.10.26 16:05"."""
    local = instant.astimezone(ZoneInfo(zone))
    time = f"{local.hour}:{local.minute:02}"
    distance = (today - local.date()).days
    if distance == 0:
        return time
    if 0 < distance < 7:
        return f"{weekday_short(local.date())} {time}"
    return f"{short_day(local.date(), today)} {time}"


def decimal_comma() -> bool:
    """Tell whether the language in use writes a comma before decimals."""
    return current() == "pl"
