"""What is due goes to the workers: claimed under a lease, read again before it is sent, marked when it is (D2, D3, D6).

Any number of workers ask; each delivery is given to one of them. A claim is a lease: `next_at` is then when it ends, so
what a killed worker has claimed becomes due by itself. What is sent is marked by whoever claimed it, message by
message: a kill repeats at most the messages that were on their way.
"""

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from store import contents
from store.contents import Ready, Settled
from store.database import Store
from store.instants import from_column
from store.reading import Record
from store.reminder_kinds import Channel
from store.reminder_rows import DeliveryRow, Outgoing
from store.rows import Acting, UserRef

log = logging.getLogger("crm_tui")
LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=1)
JITTER = 0.2
_OPEN = "state in ('waiting', 'claimed')"


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery that one worker has taken for a while."""

    id: int
    kind: str
    channel: Channel
    login: str
    activity_id: int | None
    due_at: datetime | None


def next_due(store: Store, channels: Sequence[Channel]) -> datetime | None:
    """Return when the next delivery by one of these channels is due, or its claim ends; None for never."""
    found = []
    damaged: list[int] = []
    with store.reading() as read:
        for channel in channels:
            row = read.one(
                f"select next_at, id from deliveries where channel = :channel and {_OPEN} order by next_at limit 1",
                channel=channel,
            )
            if row:
                instant = _instant(row[0])
                if instant is None:
                    damaged.append(int(row[1]))
                else:
                    found.append(instant)
    if damaged:
        bury(store, damaged)
        return next_due(store, channels)
    return min(found, default=None)


def bury(store: Store, ids: Sequence[int]) -> None:
    """Give up deliveries that cannot be read, so that they stand in nobody's way; the log names each."""
    listed = ",".join(str(int(number)) for number in ids)
    with store.beside(tells=True) as read:
        rows = read.all(
            "update deliveries set state = 'failed', reason = 'damaged', claimed_by = null "
            f"where id in ({listed}) and {_OPEN} returning id, activity_id, channel, "
            "(select login from users u where u.id = user_id)"
        )
    for number, activity, channel, login in rows:
        log.warning(
            "user=%s activity=%s delivery=%s channel=%s outcome=failed reason=damaged",
            login, activity or "-", number, channel,
        )  # fmt: skip


def _instant(value: Any) -> datetime | None:
    try:
        return from_column(value)
    except ValueError:
        return None


def cancelled(store: Store, most: int = 500) -> tuple[tuple[Claim, str], ...]:
    """Return what was cancelled and why since anybody asked, each to one asker only: for the log."""
    with store.reading() as view:
        if not view.one("select 1 from deliveries where state = 'cancelled' and not logged limit 1"):
            return ()
    with store.beside() as read:
        skip = "for update skip locked" if read.engine == "postgresql" else ""
        numbers = read.all(
            "with told as materialized (select id from deliveries where state = 'cancelled' and not logged "
            f"order by id limit :most {skip}) "
            "update deliveries set logged = true where id in (select id from told) returning id",
            most=most,
        )
        if not numbers:
            return ()
        listed = ",".join(str(int(number)) for (number,) in numbers)
        rows = read.all(
            f"select {_CLAIM}, d.reason from deliveries d join users u on u.id = d.user_id "
            f"where d.id in ({listed}) order by d.id"
        )
    return tuple((_claim(row[:6]), row[6]) for row in rows)


_CLAIM = "d.id, d.kind, d.channel, u.login, d.activity_id, d.due_at"


def _claim(row: Record) -> Claim:
    number, kind, channel, login, activity, due = row
    return Claim(number, kind, channel, login, activity, _instant(due))


def claim(store: Store, worker: str, channel: Channel, most: int, *, lease: timedelta = LEASE) -> tuple[Claim, ...]:
    """Take up to `most` due deliveries for `worker`, oldest first; nobody else gets them until the lease ends."""
    now = store.clock.now()
    with store.beside() as read:
        skip = "for update skip locked" if read.engine == "postgresql" else ""
        taken = read.all(
            f"with due as materialized (select id from deliveries where channel = :channel and {_OPEN} "
            f"and next_at <= :now order by next_at, id limit :most {skip}) "
            "update deliveries set state = 'claimed', claimed_by = :worker, next_at = :until "
            "where id in (select id from due) returning id",
            channel=channel,
            now=now,
            most=most,
            worker=worker,
            until=now + lease,
        )
        if not taken:
            return ()
        listed = ",".join(str(int(number)) for (number,) in taken)
        rows = read.all(
            f"select {_CLAIM} from deliveries d join users u on u.id = d.user_id "
            f"where d.id in ({listed}) order by d.due_at, d.id"
        )
    claims = [_claim(row) for row in rows]
    damaged = [one.id for one in claims if one.due_at is None]
    if damaged:
        bury(store, damaged)
    return tuple(one for one in claims if one.due_at is not None)


def release(store: Store, worker: str, ids: Sequence[int]) -> None:
    """Give back claims that nothing was done about."""
    if not ids:
        return
    now = store.clock.now()
    listed = ",".join(str(int(number)) for number in ids)
    with store.beside() as read:
        read.do(
            f"update deliveries set state = 'waiting', claimed_by = null, next_at = :now where id in ({listed}) "
            "and claimed_by = :worker and state = 'claimed'",
            worker=worker,
            now=now,
        )


def renew(store: Store, worker: str, delivery_id: int, *, lease: timedelta = LEASE) -> bool:
    """Hold a claim for another lease; tell whether it is still held."""
    now = store.clock.now()
    with store.beside() as read:
        return _mine(read, worker, delivery_id, "next_at = :until", until=now + lease)


def outgoing(store: Store, worker: str, delivery_id: int) -> Outgoing | Settled:
    """Read what a claim is to send now. Where it is not to be sent (any more, or yet), settle it and say how."""
    with store.reading() as read:
        found = contents.one(store, read, worker, delivery_id)
    if isinstance(found, Settled) and found.outcome != "lost":
        settle(store, worker, delivery_id, found)
    return found


def ready(store: Store, worker: str, ids: Sequence[int]) -> dict[int, Ready]:
    """Read what claims are to send, all in one view; without those that have to be read alone when they are sent."""
    if not ids:
        return {}
    with store.reading() as read:
        return contents.several(store, read, worker, ids)


def stands(store: Store, worker: str, found: Ready) -> bool:
    """Tell whether what was read of a claim is still what stands: it is held, and neither its activity nor its reader
    has changed."""
    with store.reading() as read:
        return contents.versions(read, worker, found.content.id) == found.versions


def settle(store: Store, worker: str, delivery_id: int, how: Settled, *, words: str = "") -> None:
    """End a claim without sending. A failure is told to whoever assigned the activity."""
    from store.delivery_failures import tell

    now = store.clock.now()
    with store.beside(tells=True) as read:
        if how.outcome == "waiting":
            _mine(
                read, worker, delivery_id, "state = 'waiting', claimed_by = null, next_at = :at", at=how.next_at or now
            )
            return
        values = "state = :state, claimed_by = null, reason = :reason, words = :words, logged = true"
        held = {"state": how.outcome, "reason": how.reason, "words": words}
        if _mine(read, worker, delivery_id, values, **held) and how.outcome == "failed":
            tell(read, delivery_id, how.reason, words, now)


@dataclass(frozen=True, slots=True)
class Mark:
    """A claim that was sent; `words` are the server's."""

    id: int
    words: str = ""
    late: bool = False


def sent(store: Store, worker: str, delivery_id: int, *, words: str = "", late: bool = False) -> bool:
    """Mark a claim sent. Tells whether it was still held."""
    return delivery_id in mark_sent(store, worker, [Mark(delivery_id, words, late)])


def mark_sent(store: Store, worker: str, marks: Sequence[Mark]) -> set[int]:
    """Mark claims sent, all in one transaction; return those that were still held.

    One that a longer lease took elsewhere meanwhile is marked all the same where nobody has sent it yet.
    """
    now = store.clock.now()
    held: set[int] = set()
    with store.beside(tells=True) as read:
        for mark in marks:
            values = "state = 'sent', claimed_by = null, sent_at = :now, words = :words, reason = '', late = :late"
            bound = {"now": now, "words": mark.words, "late": mark.late}
            if _mine(read, worker, mark.id, values, **bound):
                held.add(mark.id)
            else:
                read.do(f"update deliveries set {values} where id = :id and {_OPEN}", id=mark.id, **bound)
    return held


def failed_try(store: Store, worker: str, delivery_id: int, *, words: str, lasting: bool) -> Settled:
    """Put a claim off after a try that failed, or give it up: where it is `lasting`, or after the last try."""
    with store.reading() as read:
        row = read.one("select attempts from deliveries where id = :id", id=delivery_id)
    attempts = int(row[0]) + 1 if row else 1
    if lasting or attempts >= MOST_ATTEMPTS:
        how = Settled("failed", "refused" if lasting else "tried-out")
        with store.beside(tells=True) as read:
            _mine(read, worker, delivery_id, "attempts = :attempts", attempts=attempts)
        settle(store, worker, delivery_id, how, words=words)
        return how
    how = Settled("waiting", "retry", store.clock.now() + pause_after(attempts))
    with store.beside(tells=True) as read:
        _mine(
            read, worker, delivery_id,
            "state = 'waiting', claimed_by = null, attempts = :attempts, words = :words, next_at = :at",
            attempts=attempts, words=words, at=how.next_at,
        )  # fmt: skip
    return how


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failed tries: twice as long each time, a little more or less by chance."""
    pause: timedelta = min(FIRST_PAUSE * 2.0 ** (attempts - 1), LONGEST_PAUSE)
    return pause * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311 - spreads tries, hides nothing


def _mine(read: Any, worker: str, delivery_id: int, values: str, **bound: Any) -> bool:
    """Change a claim that is still held; tell whether it is."""
    changed: int = read.do(
        f"update deliveries set {values} where id = :id and claimed_by = :worker and state = 'claimed'",
        id=delivery_id,
        worker=worker,
        **bound,
    )
    return changed == 1


def of_activity(store: Store, me: Acting, activity_id: int) -> tuple[DeliveryRow, ...]:
    """Return every delivery of an activity and its fate, in the order they are due. Raises NotFound."""
    from store.activity_changes import seen

    with store.reading() as read:
        seen(read, me, activity_id)
        rows = read.all(
            "select d.id, d.kind, u.id, u.login, u.name, d.channel, d.due_at, d.state, d.next_at, d.attempts, d.late, "
            "d.reason, d.words, d.sent_at from deliveries d join users u on u.id = d.user_id "
            "where d.activity_id = :id order by d.due_at, d.id",
            id=activity_id,
        )
    return tuple(
        DeliveryRow(
            number, kind, UserRef(user, login, name), channel, from_column(due_at), state, from_column(next_at),
            attempts, bool(late), reason, words, from_column(sent_at) if sent_at else None,
        )
        for number, kind, user, login, name, channel, due_at, state, next_at, attempts, late, reason, words, sent_at
        in rows
    )  # fmt: skip
