"""The day plan by e-mail: at the team's hour on each user's clock, on working days, to those who want it (D7)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from crm_tui.worker import Worker
from store import day_plan_mail, event_choices, people, settings
from store.clock import FixedClock
from store.database import Store
from store.instants import from_column
from store.reminder_rows import Outgoing
from store.rows import Acting
from tests.making import TOMORROW, at, planned, refused, timed


def wants(store: Store, me: Acting, admin: Acting, *, zone: str = "Europe/Warsaw", on: bool = True) -> None:
    row = people.user_named(store, admin, me.login)
    mail = replace(people.draft_of_user(row), email=f"{me.login}@example.com", zone=zone)
    people.edit_user(store, admin, row.id, mail, version=row.version)
    event_choices.set_choices(store, me, replace(event_choices.choices(store, me), day_plan=on))


def pending(store: Store) -> list[tuple[str, datetime]]:
    with store.reading() as read:
        rows = read.all("select day, due_at from deliveries where kind = 'day-plan' and state = 'waiting' order by id")
    return [(day, from_column(due)) for day, due in rows]


def test_d7_once_a_working_day_at_the_hour(store: Store, anna: Acting, clock: FixedClock) -> None:
    planned(store, anna, when=timed(9, day=TOMORROW))
    wants(store, anna, anna)
    taken: list[Outgoing] = []

    def post(out: Outgoing) -> str:
        taken.append(out)
        return "250"

    while clock.instant < at(12, day=date(2026, 12, 1)):
        clock.instant += timedelta(minutes=30)
        Worker(store, {"email": post}).run_once()
    assert [out.day for out in taken] == [date(2026, 11, day) for day in (25, 26, 27, 30)] + [date(2026, 12, 1)]
    assert all(out.plan is not None and out.now.astimezone().hour == 6 for out in taken)
    assert taken[0].plan is not None
    assert len(taken[0].plan.timed) == 1


def test_d7_not_on_holidays_of_ones_country(store: Store, anna: Acting, clock: FixedClock) -> None:
    clock.instant = at(12, day=date(2026, 11, 10))
    wants(store, anna, anna)
    assert pending(store) == [("2026-11-12", at(7, day=date(2026, 11, 12)))]
    chosen = replace(event_choices.choices(store, anna), country="US")
    clock.instant = at(12, day=date(2026, 11, 9))
    event_choices.set_choices(store, anna, chosen)
    assert pending(store)[-1] == ("2026-11-10", at(7, day=date(2026, 11, 10)))


def test_d7_by_each_users_own_clock(store: Store, anna: Acting, marek: Acting) -> None:
    wants(store, marek, anna, zone="Asia/Kathmandu")
    assert pending(store) == [("2026-11-25", at(7, day=TOMORROW, zone="Asia/Kathmandu"))]
    wants(store, marek, anna, zone="America/New_York")
    assert pending(store) == [("2026-11-24", at(7, zone="America/New_York"))]
    people.set_zone(store, marek, "Asia/Kathmandu")
    assert pending(store) == [("2026-11-25", at(7, day=TOMORROW, zone="Asia/Kathmandu"))]


def test_d7_the_hour_and_the_wish_may_change(store: Store, anna: Acting) -> None:
    wants(store, anna, anna)
    settings.set_one(store, anna, "day-plan-mail-hour", "6")
    assert pending(store) == [("2026-11-25", at(6, day=TOMORROW))]
    wants(store, anna, anna, on=False)
    assert pending(store) == []
    assert day_plan_mail.prepare(store) == 0


def test_d7_any_number_of_workers_prepare_one(store: Store, anna: Acting, clock: FixedClock) -> None:
    wants(store, anna, anna)
    clock.instant = at(12, day=date(2026, 11, 29))
    assert day_plan_mail.prepare(store) == 0
    assert Worker(store, {"email": lambda _out: "250"}).run_once() == {"cancelled": 1}
    assert day_plan_mail.prepare(store) == 1
    assert day_plan_mail.prepare(store) == 0
    assert pending(store) == [("2026-11-30", at(7, day=date(2026, 11, 30)))]


def test_d7_the_country_is_one(store: Store, anna: Acting) -> None:
    assert settings.set_one(store, anna, "holidays-country", "pl") == "PL"
    with refused("holidays-country", "unknown"):
        settings.set_one(store, anna, "holidays-country", "XX")
