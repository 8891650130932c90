"""What text messages say (D1): one's own text, or date, time, category and contact, in the reader's language and zone.

The standard text keeps to characters that fit 160 to a message, as far as names allow.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from crm_tui.delivery.letters import event_words
from store.dates import clock_time, numeric_day
from store.language import _, p_, speaking
from store.reminder_rows import Outgoing, Told
from store.rows import ActivityRow
from store.texts import many_lines, one_line
from store.when import AllDay, Timed, When

LONGEST_NAME = 60
LONGEST_NOTE = 80


def text_message(outgoing: Outgoing) -> str:
    """Return the text for what is to be sent. Raises ValueError where there is nothing to say."""
    with speaking(outgoing.to.language):
        zone = outgoing.to.zone
        if outgoing.events:
            return event(outgoing.events[-1], outgoing.activity, zone, more=len(outgoing.events) - 1)
        if outgoing.activity is not None:
            return reminder(outgoing.activity, zone, own=outgoing.own_text, due=outgoing.due)
    raise ValueError(f"delivery {outgoing.id} of kind {outgoing.kind} has nothing to say")


def reminder(row: ActivityRow, zone: str, *, own: str = "", due: datetime | None = None) -> str:
    """Return the text of a reminder in the language in use; `due` is when it should have come, if it is late (D3)."""
    said = many_lines(own) or ", ".join((_when(row.when, zone), *_names(row)))
    if due is None:
        return said
    moment = f"{numeric_day(due.astimezone(ZoneInfo(zone)).date())} {clock_time(due, zone)}"
    return f"{p_('SMS', 'Late (due {moment})').format(moment=moment)}: {said}"


def event(told: Told, row: ActivityRow | None, zone: str, *, more: int = 0) -> str:
    """Return the text that tells of what somebody did to an activity (D5), in the language in use."""
    names = _names(row) if row is not None else (_cut(told.title),)
    parts = [
        f"{event_words(told)} ({_cut(told.by.name)})",
        _when(row.when if row is not None else told.when, zone),
        *names,
    ]
    if told.note:
        note = one_line(told.note)
        parts.append(note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 3] + "...")
    return ", ".join(parts) + (f" (+{more})" if more > 0 else "")


def trial() -> str:
    """Return the text by which an administrator tries whether messages leave, in the language in use."""
    return p_("SMS", "Test message from crm-tui")


def _when(when: When, zone: str) -> str:
    match when:
        case Timed():
            return f"{numeric_day(when.start.astimezone(ZoneInfo(zone)).date())} {clock_time(when.start, zone)}"
        case AllDay():
            last = f"-{numeric_day(when.last)}" if when.last != when.first else ""
            return numeric_day(when.first) + last
    return _("open-ended")


def _names(row: ActivityRow) -> tuple[str, ...]:
    names = (row.category.name, row.assignment.name if row.assignment else "")
    return tuple(_cut(name) for name in names if name)


def _cut(name: str) -> str:
    name = one_line(name)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 3] + "..."
