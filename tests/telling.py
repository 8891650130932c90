"""Makes notifications of every kind without a worker: what the list, the toast and the bell are tested with."""

import json
from datetime import datetime

from store.database import Store
from store.instants import to_text
from store.rows import Acting, ActivityRow
from store.when import Timed


def reminded(
    store: Store, me: Acting, row: ActivityRow, *, at: datetime | None = None, late: bool = False, read: bool = False
) -> None:
    """Let a reminder of an activity arrive, now or at another time."""
    now = at or store.clock.now()
    _arrive(store, me, row, "reminder", {}, now, late=late, due_at=now, read=read)


def undelivered(store: Store, me: Acting, row: ActivityRow, to: Acting, words: str) -> None:
    """Let the assigner be told that an SMS was given up."""
    failure = {"user": [to.id, to.login, to.name], "channel": "sms", "reason": "refused", "words": words}
    _arrive(store, me, row, "failure", {"failures": [failure]}, store.clock.now())


def _arrive(
    store: Store,
    me: Acting,
    row: ActivityRow,
    kind: str,
    data: dict[str, object],
    at: datetime,
    *,
    late: bool = False,
    due_at: datetime | None = None,
    read: bool = False,
) -> None:
    from store.models import Notification

    when = row.when
    times = [to_text(when.start), to_text(when.end), False] if isinstance(when, Timed) else [None, None, False]
    about = row.assignment.name if row.assignment else row.description
    held = {"title": f"{row.category.name}: {about}" if about else row.category.name, "when": times, **data}
    with store.writing() as session:
        session.add(
            Notification(
                user_id=me.id, kind=kind, activity_id=row.id, at=at, late=late, due_at=due_at,
                data=json.dumps(held, ensure_ascii=False), read_at=at if read else None,
            )
        )  # fmt: skip
