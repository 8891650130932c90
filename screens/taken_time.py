"""Words for time that is taken (A5): what is in the way, one line each, and the free times near by."""

from store.language import _, n_
from store.refusals import BusyConflict, Collision

NAMED = 3


def summary(conflict: BusyConflict) -> str:
    """Return one line for all that is in the way."""
    names = list(dict.fromkeys(f"{one.name}: {what(one)}" for one in conflict.collisions))
    shown, more = names[:NAMED], len(names) - NAMED
    if more > 0:
        shown.append(n_("{count} more", "{count} more", more).format(count=more))
    return _("The time is taken: {names}.").format(names="; ".join(shown))


def lines(conflict: BusyConflict, zone: str) -> list[str]:
    """Return one line a collision: who, when in `zone`, what."""
    return [
        _("{name} is taken {when}: {what}").format(name=one.name, when=when_words(one.when, zone), what=what(one))
        for one in conflict.collisions
    ]


def free(conflict: BusyConflict, zone: str) -> str:
    """Return one line with the free times, or that there are none near by; "" where none were looked for."""
    if not conflict.slots:
        return _("There is no free time near by.") if conflict.searched else ""
    return _("Free nearby: {times}").format(times="; ".join(when_words(slot, zone) for slot in conflict.slots))


def what(collision: Collision) -> str:
    """Return what is in the way; of what may not be seen only that it is there."""
    if collision.among_asked:
        return _("another date of the same cycle")
    return collision.title or _("busy")


def when_words(when: object, zone: str) -> str:
    """Return "Wed 25.11.2026 15:00–15:30" or "Wed 25.11.2026"."""
    from store.quick_line import when_text

    return when_text(when, zone)  # type: ignore[arg-type]
