"""What the quick line needs to plan a cycle: its start, its first occurrence, and words that ask for one (B1, C6)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from store import quick_words
from store.phrases import Reading
from store.when import AllDay, OpenEnded, Timed, When


def start_of(when: When, zone: str) -> datetime | date | None:
    """Return the wall-clock start of a cycle in the user's zone, a date for whole days, None for what has no date."""
    match when:
        case Timed():
            return when.start.astimezone(ZoneInfo(zone))
        case AllDay():
            return when.first
        case OpenEnded():
            return None


def moved(when: When, first: datetime | date) -> When:
    """Return a time of the same length that starts with an occurrence."""
    if isinstance(when, Timed) and isinstance(first, datetime):
        start = first.astimezone(UTC)
        return Timed(start, start + (when.end - when.start))
    if isinstance(when, AllDay):
        return AllDay(first, first + (when.last - when.first))
    return when


def to_come(readings: tuple[Reading, ...], now: datetime) -> tuple[Reading, ...]:
    """Return the readings that are not over: a cycle begins with what is to come. All where none is."""
    kept = tuple(one for one in readings if not isinstance(one.start, datetime) or one.start >= now)
    return kept or readings


def unread(words: list[str], taken: list[bool]) -> list[int]:
    """Return the places of words that ask for a repetition, empty where there are none."""
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        if taken[index] or word not in quick_words.REPEATS:
            continue
        if word in quick_words.EVERY and following not in quick_words.REPEATED:
            continue
        return [index, index + 1] if word in quick_words.EVERY else [index]
    return []
