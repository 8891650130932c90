"""Reminders and notifications on the command line (D): --remind, worker, notifications, the fate of each delivery."""

import re
import sys
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer

from crm_tui.cli import phrases_in, printing, shapes
from crm_tui.cli.session import Session
from store.failure_words import shown
from store.language import _, current, p_
from store.refusals import Invalid
from store.reminder_kinds import At, Before, Channel, Reminder
from store.reminder_rows import DeliveryRow, NotificationRow
from store.rows import Acting

Json = Annotated[bool, typer.Option("--json", help="One JSON document.")]
_CHANNELS = re.compile(r"((?:[:,](?:app|email|sms))+)$")
_BEFORE = re.compile(r"\s+(before|przed|wcześniej|wczesniej|earlier)$", re.IGNORECASE)


def add_to(app: typer.Typer) -> None:
    """Put the commands into the app."""
    app.command("worker")(worker)
    app.command("notifications")(notifications)


def reminder_of(session: Session, text: str) -> Reminder:
    """Return the reminder that OFFSET[:CHANNEL]… means: a length before the start, a shortcut's name, or a time."""
    found = _CHANNELS.search(text)
    words = text[: found.start()] if found else text
    named = re.split(r"[:,]", found[1])[1:] if found else ["app"]
    channels: tuple[Channel, ...] = tuple(name for name in ("app", "email", "sms") if name in named)
    return Reminder(_time_of(session, words.strip()), channels)


def _time_of(session: Session, words: str) -> Before | At:
    from store import dictionaries
    from store.folding import fold
    from store.phrases import read_length
    from store.reminders import offset

    shortcuts = dictionaries.entries(session.store, session.me, "reminder-shortcut")
    for entry in shortcuts:
        if entry.length_minutes is not None and fold(entry.name) == fold(words):
            return offset(entry.length_minutes)
    bare = _BEFORE.sub("", words)
    if re.fullmatch(r"0+(\s*(min|minutes?|minut))?", bare):
        return Before(0, "minute")
    length = read_length(bare, language=current())
    if length is not None and length > timedelta(0):
        return offset(int(length.total_seconds()) // 60)
    start = phrases_in.reading(session, "remind", words).start
    if not isinstance(start, datetime):
        raise Invalid("reminders", "needs-time", words)
    return At(start.astimezone(UTC).replace(microsecond=0))


def worker(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="Until nothing more is due now.")] = False,
    json: Json = False,
) -> None:
    """Deliver what is due; runs until it is stopped."""
    import logging
    import signal
    from pathlib import Path

    from crm_tui.configuration import load
    from crm_tui.delivery.senders import senders
    from crm_tui.worker import Worker
    from store.database import Store

    session: Session = context.obj
    configuration = load(session.options, nobody=True)
    log = logging.getLogger("crm_tui")
    spoken = logging.StreamHandler(sys.stderr)
    spoken.setFormatter(logging.Formatter("%(message)s"))
    if not json:
        log.addHandler(spoken)
    store = Store.open(
        configuration.db, clock=session.clock, files=Path(configuration.files) if configuration.files else None
    )
    channels = senders(configuration)
    for name, known in (("email", _("no mail server is set (mail.url): e-mail waits")),
                        ("sms", _("no SMS gateway is set (sms.url): SMS waits"))):  # fmt: skip
        if name not in channels:
            printing.problem(known)
    at_work = Worker(store, channels)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_signal: at_work.stop())
    try:
        if once:
            counts = at_work.run_once()
            if json:
                printing.document(counts)
        else:
            at_work.run()
            if json:
                printing.document(at_work.counts)
    finally:
        log.removeHandler(spoken)
        store.close()


def notifications(
    context: typer.Context,
    unread: Annotated[bool, typer.Option("--unread", help="Only what is unread.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000)] = 100,
    json: Json = False,
) -> None:
    """List the notifications inside the program, newest first."""
    from store import notifications as told

    session: Session = context.obj
    rows = told.listing(session.store, session.me, unread=unread, limit=limit)
    if json:
        printing.document([notification(row, session.me) for row in rows])
        return
    if not rows:
        printing.line(_("Nothing new."))
        return
    printing.table([_line(session, row) for row in rows])


def notification(row: NotificationRow, me: Acting) -> dict[str, Any]:
    """A notification as the contract has it."""
    start, end = shapes.bounds(row.when, me.zone)
    return {
        "id": row.id,
        "kind": row.kind,
        "at": shapes.moment(row.at, me.zone),
        "activity": row.activity_id,
        "title": row.title,
        "name": row.title,
        "start": start,
        "end": end,
        "unread": not row.read,
        "snoozed_until": shapes.moment(row.snoozed_until, me.zone) if row.snoozed_until else None,
        "due": shapes.moment(row.due_at, me.zone) if row.due_at else None,
        "late": row.late,
        "events": [
            {
                "kind": one.kind,
                "by": one.by.login,
                "at": shapes.moment(one.at, me.zone),
                "fields": [{"field": f.field, "from": f.before, "to": f.after} for f in one.fields],
                "note": one.note or None,
                "count": one.count,
            }
            for one in row.events
        ],
        "failures": [
            {"user": one.user.login, "channel": one.channel, "reason": one.reason, "words": one.words}
            for one in row.failures
        ],
    }


def _line(session: Session, row: NotificationRow) -> list[str]:
    from store.dates import stamp

    zone, today = session.me.zone, session.now.date()
    match row.kind:
        case "event":
            told = ", ".join(dict.fromkeys(f"{kind_words(one.kind)} ({one.by.name})" for one in row.events))
        case "failure":
            told = ", ".join(f"{_('not delivered')} ({one.user.name})" for one in row.failures)
        case _:
            told = _("reminder, late") if row.late else _("reminder")
    mark = "●" if not row.read else ""
    number = f"#{row.activity_id}" if row.activity_id else ""
    return [mark, stamp(row.at, zone, today), told, row.title, number]


def kind_words(kind: str) -> str:
    """Return what an event is called."""
    words = {
        "assigned": p_("event", "assigned"),
        "unassigned": p_("event", "no longer yours"),
        "moved": p_("event", "moved"),
        "changed": p_("event", "changed"),
        "cancelled": p_("event", "cancelled"),
        "completed": p_("event", "completed"),
        "reopened": p_("event", "planned again"),
        "discussed": p_("event", "discussed"),
    }
    return words.get(kind, kind)


def reminder(one: Reminder, zone: str) -> dict[str, Any]:
    """A reminder as JSON: either `at`, or `amount` of `unit` before the start."""
    relative = isinstance(one.when, Before)
    return {
        "at": shapes.moment(one.when.instant, zone) if isinstance(one.when, At) else None,
        "amount": one.when.amount if isinstance(one.when, Before) else None,
        "unit": one.when.unit if isinstance(one.when, Before) else None,
        "minutes": one.when.minutes if isinstance(one.when, Before) and relative else None,
        "channels": list(one.channels),
        "text": one.text,
    }


def delivery(row: DeliveryRow, zone: str) -> dict[str, Any]:
    """A delivery and its fate as JSON."""
    return {
        "id": row.id,
        "kind": row.kind,
        "user": row.user.login,
        "channel": row.channel,
        "due": shapes.moment(row.due_at, zone),
        "state": row.state,
        "next": shapes.moment(row.next_at, zone) if row.state in {"waiting", "claimed"} else None,
        "attempts": row.attempts,
        "late": row.late,
        "sent": shapes.moment(row.sent_at, zone) if row.sent_at else None,
        "reason": row.reason or None,
        "words": row.words or None,
    }


def print_reminders(session: Session, reminders: tuple[Reminder, ...], fates: tuple[DeliveryRow, ...]) -> None:
    """Print an activity's reminders, and each delivery with what became of it."""
    from store.dates import stamp
    from store.reminder_words import channel_words, offset_words

    zone, today = session.me.zone, session.now.date()
    if reminders:
        printing.heading(_("Reminders"))
        for one in reminders:
            when = offset_words(one.when) if isinstance(one.when, Before) else stamp(one.when.instant, zone, today)
            ways = ", ".join(channel_words(channel) for channel in one.channels)
            printing.line(printing.safe(f"  {when}: {ways}" + (f" “{one.text}”" if one.text else "")))
    if fates:
        printing.heading(_("Deliveries"))
        printing.table(
            [
                [stamp(row.due_at, zone, today), row.user.name, channel_words(row.channel), fate_words(session, row)]
                for row in fates
            ]
        )


def fate_words(session: Session, row: DeliveryRow) -> str:
    """Return what became of a delivery, in words."""
    from store.dates import stamp
    from store.reminder_words import reason_words

    zone, today = session.me.zone, session.now.date()
    match row.state:
        case "sent":
            assert row.sent_at is not None
            text = (_("sent late {when}") if row.late else _("sent {when}")).format(
                when=stamp(row.sent_at, zone, today)
            )
        case "failed":
            text = _("failed: {reason}").format(reason=reason_words(row.reason))
        case "cancelled":
            text = _("cancelled: {reason}").format(reason=reason_words(row.reason))
        case "claimed":
            text = _("being sent")
        case _ if row.attempts:
            text = _("failed {n} times, next try {when}").format(n=row.attempts, when=stamp(row.next_at, zone, today))
        case _ if row.next_at > row.due_at:
            text = _("waits until {when}").format(when=stamp(row.next_at, zone, today))
        case _ if row.due_at < session.clock.now() - timedelta(minutes=1):
            text = _("waiting: no worker that can send it has run since")
        case _:
            text = _("waiting")
    return f"{text} ({shown(row.words)})" if row.words else text
