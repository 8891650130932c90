"""A delivery that was given up is told inside the program to whoever assigned the activity (D2)."""

import json
from datetime import datetime
from typing import Any

from store.history import title
from store.instants import to_text


def tell(read: Any, delivery_id: int, reason: str, words: str, now: datetime) -> None:
    """Notify the assigner, of a day plan the user; nobody who may no longer log in."""
    row = read.one(
        "select d.activity_id, d.channel, d.kind, u.id, u.login, u.name, coalesce(a.assigner_id, d.user_id), "
        "a.starts_at, a.ends_at, a.all_day from deliveries d join users u on u.id = d.user_id "
        "left join activities a on a.id = d.activity_id where d.id = :id",
        id=delivery_id,
    )
    if row is None:
        return
    number, channel, _kind, user, login, name, to, start, end, all_day = row
    if not read.one("select 1 from users where id = :id and active", id=to):
        return
    times = [to_text(value) if isinstance(value, datetime) else value for value in (start, end)]
    data = {
        "title": title(read, number) if number is not None else "",
        "when": [*times, bool(all_day)],
        "failures": [{"user": [user, login, name], "channel": channel, "reason": reason, "words": words}],
    }
    read.do(
        "insert into notifications (user_id, kind, activity_id, delivery_id, at, late, data) "
        "values (:to, 'failure', :activity, :delivery, :now, false, :data)",
        to=to,
        activity=number,
        delivery=delivery_id,
        now=now.replace(microsecond=0),
        data=json.dumps(data, ensure_ascii=False),
    )
