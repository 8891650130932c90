"""The cycles that a form can show as plain choices (B2 to B5), and the way between them and rules."""

from dataclasses import dataclass, replace
from typing import Literal

from store.cycles.rule import Rule, parse

Kind = Literal["daily", "workdays", "weekends", "weekly", "monthly", "monthly-weekday", "yearly", "yearly-weekday"]
WORKDAYS = (0, 1, 2, 3, 4)
WEEKEND = (5, 6)
POSITIONS = (1, 2, 3, 4, 5, -1)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A cycle as choices; what a kind does not use is left empty.

    `interval` is every how many days, weeks, months or years (1 for workdays and weekends). `weekdays` count from
    Monday, 0. `days` are days of the month, -1 the last one; a range such as the first seven days is 1 to 7.
    `position` is the k-th weekday, 1 to 5, or -1 for the last. `month` is 1 to 12. Left empty, weekdays, days and
    month are those of the start.
    """

    kind: Kind
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    position: int = 0
    month: int = 0


def rrule_of(pattern: Pattern) -> str:
    """Return a pattern as an RRULE value without an end."""
    plain = tuple((0, day) for day in sorted(set(pattern.weekdays)))
    placed = tuple((pattern.position, day) for day in sorted(set(pattern.weekdays)))
    months = (pattern.month,) if pattern.month else ()
    days = tuple(sorted(set(pattern.days), key=lambda day: (day < 0, day)))
    match pattern.kind:
        case "daily":
            rule = Rule("DAILY", pattern.interval)
        case "workdays":
            rule = Rule("WEEKLY", weekdays=tuple((0, day) for day in WORKDAYS))
        case "weekends":
            rule = Rule("WEEKLY", weekdays=tuple((0, day) for day in WEEKEND))
        case "weekly":
            rule = Rule("WEEKLY", pattern.interval, weekdays=plain)
        case "monthly":
            rule = Rule("MONTHLY", pattern.interval, month_days=days)
        case "monthly-weekday":
            rule = Rule("MONTHLY", pattern.interval, weekdays=placed)
        case "yearly":
            rule = Rule("YEARLY", pattern.interval, months=months, month_days=days)
        case "yearly-weekday":
            rule = Rule("YEARLY", pattern.interval, months=months, weekdays=placed)
    return rule.text


def pattern_of(rrule: str) -> Pattern | None:
    """Return a rule as a pattern, its end left aside; None where it says more than the form can show."""
    rule = parse(rrule)
    if rule.has_time or rule.positions or rule.weeks or rule.year_days:
        return None
    if rule.week_start and rule.frequency == "WEEKLY" and rule.interval > 1:
        return None
    found = _pattern(rule)
    # The way back must say the same: what a pattern leaves out would be lost on saving.
    if found is None or parse(rrule_of(found)) != _comparable(rule):
        return None
    return found


def _comparable(rule: Rule) -> Rule:
    bare = replace(rule, count=None, until="", week_start=0)
    plain = {day for position, day in bare.weekdays if not position}
    every_day = bare.frequency == "DAILY" and bare.interval == 1 and not bare.months and not bare.month_days
    if every_day and plain in (set(WORKDAYS), set(WEEKEND)):
        return replace(bare, frequency="WEEKLY")
    return bare


def _pattern(rule: Rule) -> Pattern | None:
    weekdays = tuple(sorted(day for _position, day in rule.weekdays))
    places = {position for position, _day in rule.weekdays}
    position = places.pop() if len(places) == 1 else 0
    month = rule.months[0] if len(rule.months) == 1 else 0
    if any(day < -1 for day in rule.month_days):
        return None
    match rule.frequency:
        case "DAILY" | "WEEKLY" if rule.interval == 1 and weekdays in (WORKDAYS, WEEKEND):
            return Pattern("workdays" if weekdays == WORKDAYS else "weekends")
        case "DAILY":
            return Pattern("daily", rule.interval)
        case "WEEKLY":
            return Pattern("weekly", rule.interval, weekdays)
        case "MONTHLY" | "YEARLY":
            yearly = rule.frequency == "YEARLY"
            if not rule.weekdays:
                return Pattern("yearly" if yearly else "monthly", rule.interval, days=rule.month_days, month=month)
            if position not in POSITIONS or (yearly and not month):
                return None
            kind: Kind = "yearly-weekday" if yearly else "monthly-weekday"
            return Pattern(kind, rule.interval, weekdays, position=position, month=month)
