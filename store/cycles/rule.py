"""A recurrence rule as its parts: read from an iCalendar RRULE value, checked, and written back in one form (B1)."""

import re
from dataclasses import dataclass
from typing import Literal

from store.refusals import Invalid

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]
FREQUENCIES: tuple[Frequency, ...] = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
TOO_FAST = ("HOURLY", "MINUTELY", "SECONDLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST = 5_000

# The lowest and highest value, and whether values may be counted from the end.
_RANGES = {
    "BYMONTH": (1, 12, False),
    "BYWEEKNO": (1, 53, True),
    "BYYEARDAY": (1, 366, True),
    "BYMONTHDAY": (1, 31, True),
    "BYHOUR": (0, 23, False),
    "BYMINUTE": (0, 59, False),
    "BYSECOND": (0, 60, False),
    "BYSETPOS": (1, 366, True),
}
_PARTS = ("FREQ", "INTERVAL", *_RANGES, "BYDAY", "WKST", "COUNT", "UNTIL")
_UNTIL = re.compile(r"(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)Z?)?", re.ASCII)
_WHOLE = re.compile(r"[0-9]{1,30}")
_SIGNED = re.compile(r"[+-]?[0-9]{1,3}")
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Rule:
    """The parts of a rule. Empty tuples are parts that it does not have.

    `weekdays` are (position, weekday): Monday is 0, position 0 means every such day, -1 the last. `until` is as
    iCalendar writes it: a date, a local date and time, or one in UTC with "Z".
    """

    frequency: Frequency
    interval: int = 1
    months: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0
    count: int | None = None
    until: str = ""

    @property
    def text(self) -> str:
        """The rule as an RRULE value: parts in a fixed order, values sorted, defaults left out."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        for name, values in (
            ("BYMONTH", self.months),
            ("BYWEEKNO", self.weeks),
            ("BYYEARDAY", self.year_days),
            ("BYMONTHDAY", self.month_days),
            ("BYDAY", tuple(f"{position or ''}{WEEKDAYS[day]}" for position, day in self.weekdays)),
            ("BYHOUR", self.hours),
            ("BYMINUTE", self.minutes),
            ("BYSECOND", self.seconds),
            ("BYSETPOS", self.positions),
        ):
            if values:
                parts.append(f"{name}={','.join(map(str, values))}")
        if self.week_start:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until:
            parts.append(f"UNTIL={self.until}")
        return ";".join(parts)

    @property
    def filters(self) -> bool:
        """Whether the rule chooses days by a BY-part."""
        return bool(self.months or self.weeks or self.year_days or self.month_days or self.weekdays)

    @property
    def has_time(self) -> bool:
        """Whether the rule says at which times of the day."""
        return bool(self.hours or self.minutes or self.seconds)


def parse(text: str) -> Rule:
    """Return the rule of an RRULE value, with or without "RRULE:", in any case, blanks allowed.

    Raises Invalid("cycle", …) for what RFC 5545 does not allow, and for what repeats within a day.
    """
    if len(text) > LONGEST:
        raise Invalid("cycle", "too-long", str(len(text)), (str(LONGEST),))
    packed = "".join(text.upper().split()).removeprefix("RRULE:").strip(";")
    parts: dict[str, str] = {}
    for piece in packed.split(";"):
        name, sign, value = piece.partition("=")
        if name not in _PARTS or not sign:
            raise Invalid("cycle", "unknown-part", piece[:60], _PARTS)
        if name in parts:
            raise Invalid("cycle", "twice", name)
        parts[name] = value
    rule = Rule(
        frequency=_frequency(parts.get("FREQ", "")),
        interval=_whole(parts, "INTERVAL") or 1,
        months=_values(parts, "BYMONTH"),
        weeks=_values(parts, "BYWEEKNO"),
        year_days=_values(parts, "BYYEARDAY"),
        month_days=_values(parts, "BYMONTHDAY"),
        weekdays=_weekdays(parts),
        hours=_values(parts, "BYHOUR"),
        minutes=_values(parts, "BYMINUTE"),
        seconds=_values(parts, "BYSECOND"),
        positions=_values(parts, "BYSETPOS"),
        week_start=_week_start(parts),
        count=_whole(parts, "COUNT"),
        until=_until(parts),
    )
    _check_together(rule, parts)
    return rule


def _frequency(value: str) -> Frequency:
    if not value:
        raise Invalid("cycle", "no-frequency", "", FREQUENCIES)
    if value in TOO_FAST:
        raise Invalid("cycle", "too-fast", value, FREQUENCIES)
    if value not in FREQUENCIES:
        raise Invalid("cycle", "wrong-value", f"FREQ={value[:60]}", (", ".join(FREQUENCIES),))
    return value


def _whole(parts: dict[str, str], name: str) -> int | None:
    if name not in parts:
        return None
    if not _WHOLE.fullmatch(parts[name]) or int(parts[name]) == 0:
        raise Invalid("cycle", "wrong-value", f"{name}={parts[name][:60]}", ("1, 2, 3 …",))
    return int(parts[name])


def _values(parts: dict[str, str], name: str) -> tuple[int, ...]:
    if name not in parts:
        return ()
    low, high, from_end = _RANGES[name]
    values: set[int] = set()
    for piece in parts[name].split(","):
        number = int(piece) if _SIGNED.fullmatch(piece) else None
        if number is None or not (low <= number <= high or (from_end and -high <= number <= -low)):
            allowed = f"{low}–{high}" + (f", -{high}–-{low}" if from_end else "")
            raise Invalid("cycle", "wrong-value", f"{name}={piece[:60]}", (allowed,))
        values.add(number)
    return tuple(sorted(values, key=lambda number: (number < 0, number)))


def _weekdays(parts: dict[str, str]) -> tuple[tuple[int, int], ...]:
    if "BYDAY" not in parts:
        return ()
    values: set[tuple[int, int]] = set()
    for piece in parts["BYDAY"].split(","):
        match = _WEEKDAY.fullmatch(piece)
        position = int(match[1]) if match and match[1] else 0
        if match is None or abs(position) > 53 or (match[1] and position == 0):
            raise Invalid("cycle", "wrong-value", f"BYDAY={piece[:60]}", ("MO, TU, WE, TH, FR, SA, SU, 1MO, -1FR …",))
        values.add((position, WEEKDAYS.index(match[2])))
    return tuple(sorted(values, key=lambda value: (value[0] < 0, value)))


def _week_start(parts: dict[str, str]) -> int:
    value = parts.get("WKST", "MO")
    if value not in WEEKDAYS:
        raise Invalid("cycle", "wrong-value", f"WKST={value[:60]}", (", ".join(WEEKDAYS),))
    return WEEKDAYS.index(value)


def _until(parts: dict[str, str]) -> str:
    if "UNTIL" not in parts:
        return ""
    from datetime import UTC, datetime

    value = parts["UNTIL"]
    match = _UNTIL.fullmatch(value)
    try:
        if match is not None:
            datetime(*(int(group or 0) for group in match.group(1, 2, 3, 5, 6, 7)), tzinfo=UTC)  # type: ignore[misc, arg-type]
            return value
    except ValueError:
        pass
    raise Invalid("cycle", "wrong-value", f"UNTIL={value[:60]}", ("20271231, 20271231T160000, 20271231T150000Z",))


def _check_together(rule: Rule, parts: dict[str, str]) -> None:
    """Refuse the parts that RFC 5545 does not allow together."""
    frequency = rule.frequency
    if rule.weeks and frequency != "YEARLY":
        raise Invalid("cycle", "not-together", f"BYWEEKNO, FREQ={frequency}", ("FREQ=YEARLY",))
    if rule.year_days and frequency != "YEARLY":
        raise Invalid("cycle", "not-together", f"BYYEARDAY, FREQ={frequency}", ("FREQ=YEARLY",))
    if rule.month_days and frequency == "WEEKLY":
        raise Invalid("cycle", "not-together", "BYMONTHDAY, FREQ=WEEKLY", ("FREQ=MONTHLY",))
    if any(position for position, _day in rule.weekdays):
        if frequency in ("DAILY", "WEEKLY"):
            raise Invalid("cycle", "not-together", f"BYDAY={parts['BYDAY']}, FREQ={frequency}", ("FREQ=MONTHLY",))
        if rule.weeks:
            raise Invalid("cycle", "not-together", f"BYDAY={parts['BYDAY']}, BYWEEKNO", ("BYDAY=MO",))
    if rule.positions and not any(name in parts for name in (*_RANGES, "BYDAY") if name != "BYSETPOS"):
        raise Invalid("cycle", "position-alone", f"BYSETPOS={parts['BYSETPOS']}")
    if rule.count is not None and rule.until:
        raise Invalid("cycle", "two-ends", f"COUNT={rule.count}, UNTIL={rule.until}")
