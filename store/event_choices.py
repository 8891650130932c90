"""What each user wants to be told of, and by which channels (D5, D7, G5)."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from store import rights
from store.database import Store
from store.reading import Reader, SessionReader, among
from store.refusals import Invalid
from store.reminder_kinds import CHANNELS, Channel
from store.reminder_rows import EVENTS, Choices
from store.rows import Acting

CHOICE: dict[str, str] = {
    "assigned": "assigned", "moved": "moved", "changed": "changed", "cancelled": "cancelled", "discussed": "discussed",
    "unassigned": "cancelled", "completed": "changed", "reopened": "changed",
}  # fmt: skip
# Inside the program everything; nobody gets mail that they did not ask for.
USUAL = Choices(dict.fromkeys(EVENTS, ("app",)))


def choices(store: Store, me: Acting) -> Choices:
    """Return the acting user's choices."""
    with rights.reading(store, me) as read:
        return of_users(read, [me.id]).get(me.id, USUAL)


def set_choices(store: Store, me: Acting, chosen: Choices) -> Choices:
    """Keep the acting user's choices. Raises Invalid for an event, a channel or a country that is none."""
    from store import day_plan_mail
    from store.models import Preference

    values = _values(chosen)
    now = store.clock.now()
    with store.writing() as session:
        rights.current_in(session, me)
        for name, value in values.items():
            row = session.get(Preference, (me.id, name)) or Preference(user_id=me.id, name=name, value="")
            row.value = value
            session.add(row)
        session.flush()
        day_plan_mail.follow(session, me.id, now)
        return of_users(SessionReader(session), [me.id])[me.id]


def of_users(read: Reader, users: Iterable[int]) -> dict[int, Choices]:
    """Return the choices of those among `users` who may log in."""
    held: dict[int, dict[str, str]] = defaultdict(dict)
    for user, name, value in read.all(
        "select u.id, p.name, p.value from users u left join preferences p on p.user_id = u.id "
        f"and p.name like 'notify.%' where u.id {among(read)} and u.active",
        ids=list(users),
    ):
        held[user].update({name: value} if name else {})
    return {user: _choices(values) for user, values in held.items()}


def _choices(held: dict[str, str]) -> Choices:
    channels: dict[str, tuple[Channel, ...]] = {}
    for event in EVENTS:
        value = held.get(f"notify.{event}")
        channels[event] = USUAL.channels[event] if value is None else tuple(c for c in CHANNELS if c in value.split())
    return Choices(
        channels,
        observing=held.get("notify.observing", "on") == "on",
        public=held.get("notify.public", "on") == "on",
        day_plan=held.get("notify.day-plan", "off") == "on",
        country=held.get("notify.country", ""),
    )


def _values(chosen: Choices) -> dict[str, str]:
    values: dict[str, Any] = {}
    for event, channels in chosen.channels.items():
        if event not in EVENTS:
            raise Invalid("event", "unknown", event, EVENTS)
        for channel in channels:
            if channel not in CHANNELS:
                raise Invalid("channels", "unknown", channel, CHANNELS)
        values[f"notify.{event}"] = " ".join(c for c in CHANNELS if c in channels)
    if not re.fullmatch(r"([A-Z]{2})?", chosen.country):
        raise Invalid("country", "unknown", chosen.country)
    switches = {"observing": chosen.observing, "public": chosen.public, "day-plan": chosen.day_plan}
    return values | {f"notify.{n}": "on" if on else "off" for n, on in switches.items()} | {
        "notify.country": chosen.country
    }  # fmt: skip
