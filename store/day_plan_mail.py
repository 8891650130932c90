"""The day plan by e-mail (D7): at the team's hour on each user's own clock, on working days, to those who want it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4
from zoneinfo import ZoneInfo

from store import event_choices, pending
from store.database import Store
from store.holiday_calendar import is_working_day
from store.reading import Reader, SessionReader
from store.reminder_rows import Outgoing
from store.reminders import zone_of
from store.rows import Acting
from store.settings import SETTINGS, parse
from store.when import settled

if TYPE_CHECKING:
    from sqlmodel import Session

    from store.contents import Settled

LOOKS_AHEAD_DAYS = 60


def follow(session: "Session", user_id: int, now: datetime) -> None:
    """Make what is pending of a user's day plans what the choices, the hour and the zone say now: the next one."""
    from sqlmodel import col, select

    from store.models import Delivery

    read = SessionReader(session)
    wanted = next_one(read, user_id, now)
    rows = session.exec(
        select(Delivery).where(Delivery.user_id == user_id, Delivery.kind == "day-plan", col(Delivery.day).is_not(None))
        .order_by(col(Delivery.id).desc()).limit(10)
    ).all()  # fmt: skip
    there = {row.day: row for row in rows}
    for other in rows:
        if other.state in {"waiting", "claimed"} and (wanted is None or other.day != wanted[0].isoformat()):
            if wanted is not None and other.due_at <= now:
                continue
            other.state, other.claimed_by, other.reason = "cancelled", None, "not-wanted"
            session.add(other)
    if wanted is None:
        return
    day, due = wanted
    row: Delivery | None = there.get(day.isoformat())
    if row is None:
        row = Delivery(
            kind="day-plan", user_id=user_id, channel="email", day=day.isoformat(), due_at=due, next_at=due,
            message_id=uuid4().hex,
        )  # fmt: skip
    elif row.state in {"waiting", "cancelled"} and (row.state == "cancelled" or row.due_at != due):
        row.state, row.reason, row.due_at, row.next_at = "waiting", "", due, due
    else:
        return
    session.add(row)
    pending.wake(session, due)


def next_one(read: Reader, user_id: int, now: datetime) -> tuple[date, datetime] | None:
    """Return the day and the instant of a user's next day plan; None for whoever wants none."""
    chosen = event_choices.of_users(read, [user_id]).get(user_id)
    row = read.one("select zone from users where id = :id and email <> ''", id=user_id)
    if chosen is None or not chosen.day_plan or row is None:
        return None
    zone = zone_of(row[0])
    day = now.astimezone(ZoneInfo(zone)).date()
    for ahead in range(LOOKS_AHEAD_DAYS):
        candidate = day + timedelta(days=ahead)
        due = settled(datetime.combine(candidate, time(hour(read)), UTC), zone)
        if due > now and is_working_day(read, candidate, chosen.country, zone):
            return candidate, due
    return None


def hour(read: Reader) -> int:
    """Return the hour that the team's setting gives."""
    row = read.one("select value from team_settings where name = 'day-plan-mail-hour'")
    return int(parse("day-plan-mail-hour", row[0]) if row else SETTINGS["day-plan-mail-hour"].default)


def prepare(store: Store) -> int:
    """See to it that the next day plan of everybody who wants one is pending; return how many were not.

    Any number of workers may do so at any time.
    """
    now = store.clock.now()
    with store.reading() as read:
        missing = _missing(read)
    if not missing:
        return 0
    with store.writing() as session:
        for user in missing:
            follow(session, user, now)
    return len(missing)


def _missing(read: Reader) -> list[int]:
    rows = read.all(
        "select p.user_id from preferences p join users u on u.id = p.user_id "
        "where p.name = 'notify.day-plan' and p.value = 'on' and u.active and u.email <> '' and not exists "
        "(select 1 from deliveries d where d.user_id = p.user_id and d.kind = 'day-plan' "
        "and d.state in ('waiting', 'claimed') and d.day is not null) order by p.user_id"
    )
    return [int(user) for (user,) in rows]


def follow_all(session: "Session", now: datetime) -> None:
    """Bring the day plans of everybody who wants one up to date, after the team's hour has changed."""
    rows = SessionReader(session).all("select user_id from preferences where name = 'notify.day-plan' and value = 'on'")
    for (user,) in rows:
        follow(session, int(user), now)


def content(store: Store, read: Reader, out: Outgoing, me: Acting, day: date) -> "Outgoing | Settled":
    """Return a day plan's message with what stands in the plan; settled where its day is over."""
    from store import day_plan
    from store.contents import Settled

    if out.now.astimezone(ZoneInfo(zone_of(me.zone))).date() > day:
        return Settled("cancelled", "over")
    return replace(out, day=day, plan=day_plan.day(store, me, day))
