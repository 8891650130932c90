"""What is due inside the program arrives (D4): the notification and the mark that it is sent are one transaction, so it
comes exactly once, whatever is killed when."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from store.database import Store
from store.instants import from_column, to_text
from store.reading import Writer

LATE = timedelta(minutes=2)
log = logging.getLogger("crm_tui")

_DUE = """
    select d.id, u.id, u.login, u.active, d.activity_id, d.due_at, a.status, a.deleted, a.starts_at, a.ends_at,
    a.all_day, c.name, coalesce(k.name, p.name, ''), a.description,
    exists (select 1 from performers m where m.activity_id = d.activity_id and m.user_id = d.user_id)
    from deliveries d join users u on u.id = d.user_id join activities a on a.id = d.activity_id
    join dictionary_entries c on c.id = a.category_id
    left join contacts k on k.id = a.contact_id left join projects p on p.id = a.project_id
    where d.channel = 'app' and d.state in ('waiting', 'claimed') and d.next_at <= :now
    order by d.next_at, d.id limit :most
"""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One delivery inside the program and what became of it: "sent", "cancelled" or "failed"."""

    id: int
    login: str
    activity_id: int | None
    due_at: datetime | None
    outcome: str
    reason: str = ""
    late: bool = False


def deliver(store: Store, *, most: int = 200) -> tuple[Arrival, ...]:
    """Deliver up to `most` of what is due; any number of workers may at once."""
    now = store.clock.now().replace(microsecond=0)
    with store.beside(tells=True) as write:
        skip = " for update of d skip locked" if write.engine == "postgresql" else ""
        rows = write.all(_DUE + skip, now=now, most=most)
        arrivals = [_arrive(write, row, now) for row in rows]
    return tuple(arrivals)


def _arrive(write: Writer, row: Any, now: datetime) -> Arrival:
    number, user, login, active, activity, due_at, status, deleted, *_rest, performs = row
    try:
        due = from_column(due_at)
        data = _data(row)
    except (ValueError, TypeError) as error:
        log.warning("delivery %s is damaged: %s", number, error)
        return _end(write, Arrival(number, login, activity, None, "failed", "damaged"), now)
    arrival = Arrival(number, login, activity, due, "sent", late=now - due > LATE)
    if not active:
        return _end(write, Arrival(number, login, activity, due, "failed", "inactive"), now)
    if status != "planned" or deleted:
        return _end(write, Arrival(number, login, activity, due, "cancelled", "deleted" if deleted else "ended"), now)
    if not performs:
        return _end(write, Arrival(number, login, activity, due, "cancelled", "not-performer"), now)
    write.do(
        "insert into notifications (user_id, kind, activity_id, delivery_id, at, late, due_at, data) "
        "values (:user, 'reminder', :activity, :delivery, :now, :late, :due, :data)",
        user=user, activity=activity, delivery=number, now=now, late=arrival.late, due=due, data=data,
    )  # fmt: skip
    return _end(write, arrival, now)


def _end(write: Writer, arrival: Arrival, now: datetime) -> Arrival:
    write.do(
        "update deliveries set state = :state, reason = :reason, claimed_by = null, late = :late, logged = :logged, "
        "sent_at = :sent where id = :id",
        state=arrival.outcome, reason=arrival.reason, late=arrival.late, logged=True, id=arrival.id,
        sent=now if arrival.outcome == "sent" else None,
    )  # fmt: skip
    return arrival


def _data(row: Any) -> str:
    start, end, all_day, category, about, description = row[8:14]
    times = [to_text(value) if isinstance(value, datetime) else value for value in (start, end)]
    title = f"{category}: {about or description}" if about or description else category
    return json.dumps({"title": title, "when": [*times, bool(all_day)]}, ensure_ascii=False)
