"""Words for reports (F): what they are called, by what they group, how their numbers are written."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from store.dates import days_between, decimal_comma, full_day, month_year
from store.language import _, n_, p_
from store.reports.periods import is_quarter, is_year

if TYPE_CHECKING:
    from store.reports import Key, Measure, Query

INVALID: dict[tuple[str, str], Callable[[], str]] = {
    ("report", "unknown"): lambda: _("There is no report “{value}”. Possible: {allowed}."),
    ("by", "unknown"): lambda: _("This report does not group by “{value}”. Possible: {allowed}."),
    ("by", "too-many"): lambda: _("A report groups on at most {allowed} levels, not by {value}."),
    ("by", "twice"): lambda: _("It is grouped by “{value}” already."),
    ("", "not-of-report"): lambda: _("This report cannot be narrowed by {field}. Possible: {allowed}."),
}


def report_name(kind: str) -> str:
    """Return what a report is called."""
    return {
        "time": p_("report", "Time"),
        "activities": p_("report", "Activities"),
        "goals": p_("report", "Goals"),
        "overdue": p_("report", "Overdue"),
        "forgotten": p_("report", "Forgotten"),
    }.get(kind, kind)


def dimension(name: str) -> str:
    """Return the word for what a report groups by."""
    words = {
        "user": p_("by", "user"),
        "owner": p_("by", "owner"),
        "contact": p_("by", "contact"),
        "project": p_("by", "project"),
        "category": p_("by", "category"),
        "goal": p_("by", "goal"),
        "status": p_("by", "status"),
        "outcome": p_("by", "outcome"),
        "day": p_("by", "day"),
        "week": p_("by", "week"),
        "month": p_("by", "month"),
        "age": p_("by", "age"),
    }
    return words.get(name, name)


def grouped_by(name: str) -> str:
    """Return the same word where it stands after "by": other languages have another case there."""
    words = {
        "user": p_("grouped by", "user"),
        "owner": p_("grouped by", "owner"),
        "contact": p_("grouped by", "contact"),
        "project": p_("grouped by", "project"),
        "category": p_("grouped by", "category"),
        "goal": p_("grouped by", "goal"),
        "status": p_("grouped by", "status"),
        "outcome": p_("grouped by", "outcome"),
        "day": p_("grouped by", "day"),
        "week": p_("grouped by", "week"),
        "month": p_("grouped by", "month"),
        "age": p_("grouped by", "age"),
    }
    return words.get(name, name)


def measure(name: str) -> str:
    """Return the heading of a column of numbers."""
    words = {
        "seconds": _("time"),
        "entries": _("entries"),
        "activities": _("activities"),
        "planned": p_("how many", "planned"),
        "completed": p_("how many", "completed"),
        "cancelled": p_("how many", "cancelled"),
        "goals": _("with a goal"),
        "success": p_("how many", "success"),
        "failure": p_("how many", "failure"),
        "open": p_("how many", "open"),
        "rate": _("success rate"),
        "overdue": p_("how many", "overdue"),
        "open_ended": p_("how many", "open-ended"),
        "oldest": _("oldest"),
        "contacts": _("contacts"),
        "longest_ago": _("longest ago"),
    }
    return words.get(name, name)


def key_text(by: str, key: "Key") -> str:
    """Return what a group is called."""
    if key.hidden:
        return _("what you may not see")
    if key.value is None:
        return _none(by)
    if by in {"day", "week", "month"}:
        day = date.fromisoformat(str(key.value))
        if by == "month":
            return month_year(day)
        return full_day(day) if by == "day" else days_between(day, day + timedelta(days=6))
    words = {
        "planned": _("planned"),
        "completed": _("completed"),
        "cancelled": _("cancelled"),
        "success": _("success"),
        "failure": _("failure"),
        "week": _("a week or less"),
        "month": _("8 to 30 days"),
        "quarter": _("31 to 90 days"),
        "older": _("more than 90 days"),
        "never": _("never"),
    }
    return words.get(key.label, key.label) if by in {"status", "outcome", "age"} else key.label


def _none(by: str) -> str:
    words = {
        "user": _("nobody"),
        "owner": _("no owner"),
        "contact": _("no contact"),
        "project": _("no project"),
        "goal": _("no goal"),
        "outcome": _("no outcome"),
        "status": _("no status"),
    }
    return words.get(by, "—")


def _quarter(month: int) -> str:
    names = (p_("quarter", "1st"), p_("quarter", "2nd"), p_("quarter", "3rd"), p_("quarter", "4th"))
    return names[(month - 1) // 3]


def status_words() -> dict[str, str]:
    """Return the words for what an activity stands at."""
    return {"planned": _("planned"), "completed": _("completed"), "cancelled": _("cancelled")}


def groups_exported(count: int, path: str) -> str:
    """Return the line about what was exported."""
    said = n_("{count} group exported to {path}", "{count} groups exported to {path}", count)
    return said.format(count=count, path=path)


def period_name(period: str) -> str:
    """Return what a kind of period is called."""
    return {
        "month": _("this month"),
        "last-month": _("last month"),
        "quarter": _("this quarter"),
        "year": _("this year"),
        "all": _("all time"),
    }[period]


def number(unit: "Measure", value: int | None) -> str:
    """Return a number as people read it: "12:30" hours, "67 %", "3 days", "1 234"."""
    if value is None:
        return "—"
    match unit.unit:
        case "seconds":
            minutes = round(value / 60)
            return f"{grouped(minutes // 60)}:{minutes % 60:02}"
        case "percent":
            return f"{value} %"
        case "days":
            return n_("{count} day", "{count} days", value).format(count=grouped(value))
    return grouped(value)


def grouped(value: int) -> str:
    """Return a whole number with its thousands apart, as the language in use has it."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}" if decimal_comma() else ",")


def period(query: "Query") -> str:
    """Return the period of a report."""
    match query.start, query.end:
        case None, None:
            return _("all time")
        case start, None if start is not None:
            return _("from {day}").format(day=full_day(start))
        case None, end if end is not None:
            return _("until {day}").format(day=full_day(end))
    assert query.start is not None
    assert query.end is not None
    first = query.start
    if first.day == 1 and query.end == (first + timedelta(days=31)).replace(day=1) - timedelta(days=1):
        return month_year(first)
    if is_year(first, query.end):
        return str(first.year)
    if is_quarter(first, query.end):
        return _("{number} quarter of {year}").format(number=_quarter(first.month), year=first.year)
    return full_day(first) if first == query.end else days_between(first, query.end)
