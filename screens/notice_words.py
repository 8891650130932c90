"""What notifications say, in a line of the list, in a toast and beside the list (D4, D5)."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from screens.wording import changed_value, channel_label, field_label
from store.dates import clock_time, length, short_day, stamp
from store.failure_words import shown
from store.language import _, n_, p_
from store.reminder_rows import Failed, NotificationRow, Told
from store.reminder_words import reason_words
from store.when import AllDay, OpenEnded, Timed, When
from widgets.activity_preview import when_line
from widgets.notice_list import Notice

INKS = {"reminder": "amber", "failure": "danger", "cancelled": "danger", "assigned": "accent", "moved": "accent"}
SHOWN, LOW = 3, 30


def line(row: NotificationRow, *, zone: str, today: date, now: datetime) -> Notice:
    """Return a notification as a line of the list."""
    activity = row.activity
    told = row.events[-1] if row.events else None
    kind = told.kind if told else row.kind
    about = activity.assignment.name if activity and activity.assignment else row.title
    return Notice(
        row.id,
        stamp(row.at, zone, today),
        kind_word(kind),
        INKS.get(kind, "text"),
        about,
        said(row, zone=zone, today=today, now=now),
        activity.category.name if activity else "",
        activity.category.letter if activity else "",
        activity.category.hue if activity else "",
        not row.read and row.snoozed_until is None,
    )


def kind_word(kind: str) -> str:
    """Return what kind of news it is, in a word."""
    words = {
        "reminder": p_("notification", "reminder"),
        "failure": p_("notification", "not delivered"),
        "assigned": p_("notification", "for you"),
        "unassigned": p_("notification", "no longer yours"),
        "moved": p_("notification", "moved"),
        "changed": p_("notification", "changed"),
        "cancelled": p_("notification", "cancelled"),
        "completed": p_("notification", "completed"),
        "reopened": p_("notification", "planned again"),
        "discussed": p_("notification", "discussed"),
    }
    return words.get(kind, kind)


def said(row: NotificationRow, *, zone: str, today: date, now: datetime) -> str:
    """Return what a notification says, in one line."""
    if row.snoozed_until is not None and row.snoozed_until > now:
        return _("again at {time}").format(time=stamp_ahead(row.snoozed_until, zone, today))
    if row.kind == "failure":
        return "; ".join(failure_text(one) for one in row.failures)
    if row.events:
        text = told_text(row.events[-1], zone=zone, today=today)
        more = len(row.events) - 1
        return f"{text} · {n_('{count} more', '{count} more', more).format(count=more)}" if more else text
    when = starts(row.when, zone=zone, today=today, now=now, soon=not row.read)
    described = row.activity.description if row.activity else ""
    late = _("late, was due at {time}").format(time=stamp(row.due_at, zone, today)) if row.late and row.due_at else ""
    return " · ".join(part for part in (when, described, late) if part)


def starts(when: When, *, zone: str, today: date, now: datetime, soon: bool = True) -> str:
    """Return when what one is reminded of begins and, with `soon`, how soon that is: "11:00 · in 15 min"."""
    if not isinstance(when, Timed):
        return when_line(when, zone, today)
    day = when.start.astimezone(ZoneInfo(zone)).date()
    text = clock_time(when.start, zone)
    text = text if day == today else f"{short_day(day, today)} {text}"
    ahead = when.start - now
    if soon and 0 < ahead.total_seconds() < 86400:
        # The minute that has begun counts: fifteen minutes before is told some seconds after.
        minutes = -(-int(ahead.total_seconds()) // 60)
        return f"{text} · {_('in {length}').format(length=length(type(ahead)(minutes=minutes)))}"
    return text


def told_text(told: Told, *, zone: str, today: date) -> str:
    """Return one event: who did what."""
    who = told.by.name
    many = n_("{count} activity", "{count} activities", told.count).format(count=told.count) if told.count > 1 else ""
    if told.kind == "discussed":
        return _("{name}: “{text}”").format(name=who, text=told.note)
    if told.kind == "moved":
        return " · ".join(part for part in (f"{who}: → {moment(told.when, zone, today)}", many) if part)
    if told.kind == "assigned":
        return " · ".join(part for part in (f"{who}: {moment(told.when, zone, today)}", many) if part)
    if told.kind == "changed" and told.fields:
        return f"{who}: {', '.join(field_label(field.field) for field in told.fields)}"
    return " · ".join(part for part in (f"{who}: {kind_word(told.kind)}", many) if part)


def moment(when: When, zone: str, today: date) -> str:
    """Return a time as short as can be: "tomorrow 9:00", "Wed 25, all day", "open-ended"."""
    match when:
        case Timed():
            day = when.start.astimezone(ZoneInfo(zone)).date()
            return f"{short_day(day, today)} {clock_time(when.start, zone)}"
        case AllDay():
            return f"{short_day(when.first, today)}, {_('all day')}"
        case OpenEnded():
            return _("open-ended")


def stamp_ahead(instant: datetime, zone: str, today: date) -> str:
    """Return an instant to come: "11:05", "tomorrow 9:00"."""
    day = instant.astimezone(ZoneInfo(zone)).date()
    time = clock_time(instant, zone)
    return time if day == today else f"{short_day(day, today)} {time}"


def failure_text(failed: Failed) -> str:
    """Return to whom what could not be delivered, and why."""
    return f"{channel_label(failed.channel)} → {failed.user.name}: {reason_text(failed.reason, failed.words)}"


def reason_text(reason: str, words: str) -> str:
    """Return why a delivery came to nothing; `words` are the server's, or the program's own."""
    return ": ".join(part for part in (reason_words(reason), shown(words)) if part)


def toast(
    rows: Sequence[NotificationRow], count: int, *, zone: str, today: date, now: datetime, lines: int = LOW
) -> tuple[str, str]:
    """Return the title and the text of the one toast that tells of `count` notifications; `rows` are the newest.

    On a screen of few `lines` what stands there is worth more than the names of all.
    """
    hint = _("b shows it")
    if count == 1 and len(rows) == 1:
        (row,) = rows
        notice = line(row, zone=zone, today=today, now=now)
        return f"{_upper(notice.kind)} · {_named(row)}", "\n".join(part for part in (notice.text, hint) if part)
    title = n_("{count} new notification", "{count} new notifications", count).format(count=count)
    named = [
        f"{line(row, zone=zone, today=today, now=now).kind} · {_named(row)}"
        for row in rows[: SHOWN if lines >= LOW else 1]
    ]
    more = count - len(named)
    if more > 0:
        hint = n_("and {count} more; b shows them", "and {count} more; b shows them", more).format(count=more)
    else:
        hint = _("b shows them")
    return title, "\n".join([*named, hint])


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _named(row: NotificationRow) -> str:
    return row.title or _("an activity")


def whole(row: NotificationRow, *, zone: str, today: date, now: datetime) -> list[tuple[str, str]]:
    """Return all that a notification says, as (colour, line): for the pane beside the list."""
    told = row.events[-1].kind if row.events else row.kind
    lines = [(INKS.get(told, "bold"), f"{kind_word(told)} · {stamp(row.at, zone, today)}")]
    if row.activity is None:
        lines.append(("bold", row.title))
    if row.kind == "reminder":
        lines.append(("text", starts(row.when, zone=zone, today=today, now=now)))
    if row.late and row.due_at:
        lines.append(("amber", _("late, was due at {time}").format(time=stamp(row.due_at, zone, today))))
    # The newest is what the list shows: it comes first.
    for event in reversed(row.events):
        lines.append(("text", told_text(event, zone=zone, today=today)))
        for field in event.fields:
            if event.kind == "moved" and field.field != "start":
                continue
            before, after = (changed_value(field.field, value) for value in (field.before, field.after))
            lines.append(("muted", f"{field_label(field.field)}: {before or '—'} → {after or '—'}"))
    lines += [("danger", failure_text(one)) for one in row.failures]
    if row.snoozed_until is not None and row.snoozed_until > now:
        lines.append(("muted", _("again at {time}").format(time=stamp_ahead(row.snoozed_until, zone, today))))
    return lines
