"""A rule in words, in the language in use (B7, G6)."""

from dataclasses import replace
from datetime import date, datetime
from itertools import product

from store.cycles.cycle import Cycle
from store.cycles.occurrences import last_moment
from store.cycles.pattern import WEEKEND, WORKDAYS
from store.cycles.rule import Rule, parse
from store.dates import month_of_date, numeric_day
from store.language import _, n_, p_

MOST = 6


def words(cycle: Cycle) -> str:
    """Return a cycle in words with its end: "every week on Tuesday and Thursday, 4 times"."""
    rule = parse(cycle.rrule)
    return ", ".join([_rule(_explicit(rule, cycle.start)), *_end(rule, cycle.start)])


def words_of_rule(rrule: str) -> str:
    """Return a rule in words without its end; what it takes from its start is left unsaid."""
    return _rule(parse(rrule))


def _explicit(rule: Rule, start: date) -> Rule:
    """Return a rule with the days that it takes from its start."""
    if rule.weekdays or rule.month_days or rule.year_days or rule.weeks:
        return rule
    match rule.frequency:
        case "WEEKLY":
            return replace(rule, weekdays=((0, start.weekday()),))
        case "MONTHLY":
            return replace(rule, month_days=(start.day,))
        case "YEARLY":
            return replace(rule, months=rule.months or (start.month,), month_days=(start.day,))
    return rule


def _end(rule: Rule, start: datetime | date) -> list[str]:
    if rule.count is not None:
        return [n_("{count} time", "{count} times", rule.count).format(count=rule.count)]
    if not rule.until:
        return []
    end = last_moment(rule.until, start)
    shown = numeric_day(end)
    if isinstance(end, datetime) and (end.hour, end.minute) != (23, 59):
        shown += f" {end.hour}:{end.minute:02}"
    return [_("until {end}").format(end=shown)]


def _rule(rule: Rule) -> str:
    text = None if rule.weeks or rule.year_days else _days(rule)
    times = _times(rule)
    if text is None or times is None:
        return _("by the rule {rule}").format(rule=replace(rule, count=None, until="").text)
    return text + times


def _days(rule: Rule) -> str | None:
    """Return the days of a rule in words, None where they are not simple."""
    match rule.frequency:
        case "DAILY":
            return None if rule.positions else _daily(rule)
        case "WEEKLY":
            return None if rule.positions else _weekly(rule)
        case "MONTHLY":
            return _monthly(rule)
        case "YEARLY":
            return None if rule.positions else _yearly(rule)


def _daily(rule: Rule) -> str | None:
    if rule.weekdays and rule.interval == 1 and not rule.month_days:
        return _weekly(replace(rule, frequency="WEEKLY"))
    text = n_("every day", "every {count} days", rule.interval).format(count=rule.interval)
    return _narrowed(rule, text, rule.month_days, rule.weekdays)


def _weekly(rule: Rule) -> str | None:
    days = tuple(day for _position, day in rule.weekdays)
    every = n_("every week", "every {count} weeks", rule.interval).format(count=rule.interval)
    if rule.interval == 1 and days == WORKDAYS:
        text = _("Monday to Friday")
    elif rule.interval == 1 and days == WEEKEND:
        text = _("at weekends")
    else:
        text = f"{every} {_on_weekdays(days)}" if days else every
    if rule.week_start and rule.interval > 1:
        return None
    return _narrowed(rule, text, (), ())


def _monthly(rule: Rule) -> str | None:
    every = n_("every month", "every {count} months", rule.interval).format(count=rule.interval)
    if rule.positions:
        days = tuple(day for position, day in rule.weekdays if not position)
        ordinals = {1: _("on the first working day"), -1: _("on the last working day")}
        if rule.month_days or days != WORKDAYS or len(rule.positions) > 1 or rule.positions[0] not in ordinals:
            return None
        return _narrowed(rule, f"{every} {ordinals[rule.positions[0]]}", (), ())
    if any(position for position, _day in rule.weekdays):
        placed = _placed(rule)
        if placed is None:
            return None
        text = (
            _("on the {weekdays} of every month").format(weekdays=placed)
            if rule.interval == 1 and not rule.month_days
            else _("{every} on the {weekdays}").format(every=every, weekdays=placed)
        )
        return _narrowed(rule, text, rule.month_days, ())
    if rule.month_days:
        days_text = _month_days(rule.month_days)
        return _narrowed(rule, f"{every} {days_text}", (), rule.weekdays) if days_text else None
    if rule.weekdays:
        return _narrowed(rule, every, (), rule.weekdays)
    return _narrowed(rule, every, (), ())


def _yearly(rule: Rule) -> str | None:
    every = n_("every year", "every {count} years", rule.interval).format(count=rule.interval)
    if not rule.filters:
        return every
    months = [month_of_date(date(2000, month, 1)) for month in rule.months]
    if rule.weekdays:
        placed = _placed(rule) if all(position for position, _day in rule.weekdays) else None
        if placed is None or len(months) != 1 or rule.month_days:
            return None
        return _("{every} on the {weekdays} of {month}").format(every=every, weekdays=placed, month=months[0])
    if not rule.month_days or not months or len(months) * len(rule.month_days) > MOST or min(rule.month_days) < 0:
        return None
    days = [f"{day} {month}" for month, day in product(months, rule.month_days)]
    return _("{every} on {days}").format(every=every, days=_joined(days))


def _narrowed(rule: Rule, text: str, month_days: tuple[int, ...], weekdays: tuple[tuple[int, int], ...]) -> str | None:
    """Add what narrows a rule further: days of the month, weekdays, months."""
    if month_days:
        days = _month_days(month_days)
        if days is None:
            return None
        text = _("{text}, only {days}").format(text=text, days=days)
    if weekdays:
        if any(position for position, _day in weekdays):
            return None
        text = _("{text}, only {days}").format(text=text, days=_on_weekdays(tuple(day for _p, day in weekdays)))
    if rule.months:
        months = (
            p_("in a month", "in January"), p_("in a month", "in February"), p_("in a month", "in March"),
            p_("in a month", "in April"), p_("in a month", "in May"), p_("in a month", "in June"),
            p_("in a month", "in July"), p_("in a month", "in August"), p_("in a month", "in September"),
            p_("in a month", "in October"), p_("in a month", "in November"), p_("in a month", "in December"),
        )  # fmt: skip
        chosen = _joined([months[month - 1] for month in rule.months])
        text = _("{text}, only {days}").format(text=text, days=chosen)
    return text


def _on_weekdays(days: tuple[int, ...]) -> str:
    first = (
        p_("weekly", "on Monday"), p_("weekly", "on Tuesday"), p_("weekly", "on Wednesday"),
        p_("weekly", "on Thursday"), p_("weekly", "on Friday"), p_("weekly", "on Saturday"), p_("weekly", "on Sunday"),
    )  # fmt: skip
    further = (
        p_("weekly", "Monday"), p_("weekly", "Tuesday"), p_("weekly", "Wednesday"), p_("weekly", "Thursday"),
        p_("weekly", "Friday"), p_("weekly", "Saturday"), p_("weekly", "Sunday"),
    )  # fmt: skip
    return _joined([first[days[0]], *(further[day] for day in days[1:])])


def _placed(rule: Rule) -> str | None:
    """Return "first Monday and last Friday"."""
    his = {
        1: p_("masculine", "first"), 2: p_("masculine", "second"), 3: p_("masculine", "third"),
        4: p_("masculine", "fourth"), 5: p_("masculine", "fifth"), -1: p_("masculine", "last"),
        -2: p_("masculine", "last but one"),
    }  # fmt: skip
    her = {
        1: p_("feminine", "first"), 2: p_("feminine", "second"), 3: p_("feminine", "third"),
        4: p_("feminine", "fourth"), 5: p_("feminine", "fifth"), -1: p_("feminine", "last"),
        -2: p_("feminine", "last but one"),
    }  # fmt: skip
    names = (
        p_("which", "Monday"), p_("which", "Tuesday"), p_("which", "Wednesday"), p_("which", "Thursday"),
        p_("which", "Friday"), p_("which", "Saturday"), p_("which", "Sunday"),
    )  # fmt: skip
    if len(rule.weekdays) > MOST or any(position not in his for position, _day in rule.weekdays):
        return None
    return _joined([f"{(her if day in (2, 5, 6) else his)[position]} {names[day]}" for position, day in rule.weekdays])


def _month_days(days: tuple[int, ...]) -> str | None:
    """Return "on days 1–7", "on day 15", "on days 1 and 15 and on the last day"."""
    if any(day < -1 for day in days):
        return None
    named = [day for day in days if day > 0]
    pieces = []
    if named:
        shown = _joined([f"{first}–{last}" if last > first else str(first) for first, last in runs(named)])
        pieces.append(n_("on day {days}", "on days {days}", len(named)).format(days=shown))
    if -1 in days:
        pieces.append(_("on the last day"))
    return _joined(pieces)


def runs(days: list[int]) -> list[tuple[int, int]]:
    """Return sorted days as runs of three or more, and single days."""
    found: list[tuple[int, int]] = []
    for day in days:
        if found and day == found[-1][1] + 1:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return [
        piece for run in found for piece in ([run] if run[1] - run[0] != 1 else [(run[0], run[0]), (run[1], run[1])])
    ]


def _times(rule: Rule) -> str | None:
    """Return ", at 9:00 and 9:20"; "" where the rule does not say, None where it says too much."""
    if not rule.has_time:
        return ""
    if not rule.hours or rule.seconds or len(rule.hours) * max(1, len(rule.minutes)) > MOST:
        return None
    if not rule.minutes:
        return None
    shown = _joined([f"{hour}:{minute:02}" for hour, minute in product(rule.hours, rule.minutes)])
    return _(", at {times}").format(times=shown)


def _joined(pieces: list[str]) -> str:
    if len(pieces) < 2:
        return "".join(pieces)
    return _("{first} and {last}").format(first=", ".join(pieces[:-1]), last=pieces[-1])
