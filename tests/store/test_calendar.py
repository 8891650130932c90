"""What the calendar shows of a range of days (C2), and to whom."""

from datetime import date, timedelta

import pytest

from store import activities, calendar
from store.calendar import Whose
from store.database import Store
from store.rows import Acting, ActivityRow
from store.when import OpenEnded, Timed
from tests.making import TODAY, TOMORROW, YESTERDAY, allow, at, contact, planned, project, timed, whole

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)


def shown(
    store: Store, me: Acting, first: date = MONDAY, last: date = SUNDAY, whose: Whose | None = None, **more: bool
) -> set[int]:
    return {row.id for row in calendar.within(store, me, first, last, whose, **more)}


def ids(*rows: ActivityRow) -> set[int]:
    return {row.id for row in rows}


def test_c2_a_range_holds_what_touches_it_by_the_users_own_days(store: Store, anna: Acting) -> None:
    before = planned(store, anna, when=timed(23, minutes=60, day=date(2026, 11, 29)))
    into = planned(store, anna, when=timed(23, minutes=120, day=date(2026, 11, 29)))
    within = planned(store, anna, when=timed(0, day=date(2026, 11, 30)))
    point = planned(store, anna, when=Timed(at(0, day=date(2026, 12, 1)), at(0, day=date(2026, 12, 1))))
    planned(store, anna, when=OpenEnded())
    assert shown(store, anna, date(2026, 11, 30), date(2026, 11, 30)) == ids(into, within)
    assert shown(store, anna, date(2026, 12, 1), date(2026, 12, 1)) == ids(point)
    assert shown(store, anna, SUNDAY, SUNDAY) == ids(before, into)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Los_Angeles", "Europe/Warsaw"])
def test_a4_whole_days_are_the_same_dates_in_every_zone(store: Store, anna: Acting, zone: str) -> None:
    from dataclasses import replace

    me = replace(anna, zone=zone)
    row = planned(store, anna, when=whole(date(2026, 12, 3), date(2026, 12, 4)))
    days = [day for day in range(1, 7) if shown(store, me, date(2026, 12, day), date(2026, 12, day))]
    assert days == [3, 4]
    assert shown(store, me, date(2026, 12, 1), date(2026, 12, 31)) == ids(row)


def test_c2_what_lasts_for_months_is_found_in_its_middle(store: Store, anna: Acting) -> None:
    firm = contact(store, anna)
    start = at(9, day=TOMORROW)
    by_month = planned(store, anna, when=whole(TOMORROW, TOMORROW + timedelta(days=200)), public=True)
    by_hour = planned(store, anna, when=Timed(start, start + timedelta(days=150)), contact_id=firm.id, public=True)
    month = planned(store, anna, when=whole(TOMORROW, TOMORROW + timedelta(days=30)), contact_id=firm.id)
    day = TOMORROW + timedelta(days=30)
    assert shown(store, anna, day, day) == ids(by_month, by_hour, month)
    day = TOMORROW + timedelta(days=120)
    assert shown(store, anna, day, day) == ids(by_month, by_hour)
    assert shown(store, anna, day, day, Whose("public")) == ids(by_month, by_hour)
    assert shown(store, anna, day, day, Whose("contact", (firm.id,))) == ids(by_hour)
    day = TOMORROW + timedelta(days=151)
    assert shown(store, anna, day, day) == ids(by_month)


def test_c2_mine_colleagues_public_a_contact_a_project(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    firm, job = contact(store, anna), project(store, anna)
    mine = planned(store, anna, contact_id=firm.id)
    mareks = planned(store, anna, performer_ids=(marek.id,), project_id=job.id)
    both = planned(store, anna, performer_ids=(marek.id, ewa.id))
    public = planned(store, ewa, public=True)
    assert shown(store, anna) == ids(mine, public)
    assert shown(store, anna, whose=Whose(public=False)) == ids(mine)
    assert shown(store, anna, whose=Whose("users", (marek.id,))) == ids(mareks, both)
    assert shown(store, anna, whose=Whose("users", (marek.id, ewa.id))) == ids(mareks, both, public)
    assert shown(store, anna, whose=Whose("users", ())) == set()
    assert shown(store, anna, whose=Whose("public")) == ids(public)
    assert shown(store, anna, whose=Whose("contact", (firm.id,))) == ids(mine)
    assert shown(store, anna, whose=Whose("project", (job.id,))) == ids(mareks)


def test_g2_one_sees_only_what_one_may_see(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    firm = contact(store, anna)
    planned(store, anna, performer_ids=(ewa.id,), contact_id=firm.id)
    observed = planned(store, anna, performer_ids=(ewa.id,), observer_ids=(marek.id,), contact_id=firm.id)
    public = planned(store, anna, performer_ids=(ewa.id,), public=True, contact_id=firm.id)
    everyone = (anna.id, marek.id, ewa.id)
    assert shown(store, marek, whose=Whose("users", everyone)) == ids(observed, public)
    assert shown(store, marek, whose=Whose("contact", (firm.id,))) == ids(observed, public)
    assert shown(store, marek) == ids(public)
    allow(store, anna, "Employee", without="view-public")
    assert shown(store, marek) == set()
    assert shown(store, marek, whose=Whose("public")) == set()
    assert shown(store, marek, whose=Whose("users", everyone)) == ids(observed)


def test_c2_done_is_shown_cancelled_only_if_asked_for_deleted_never(store: Store, anna: Acting) -> None:
    done = activities.complete(store, anna, planned(store, anna).id)
    cancelled = activities.cancel(store, anna, planned(store, anna).id)
    activities.delete(store, anna, planned(store, anna).id)
    assert shown(store, anna) == ids(done)
    assert shown(store, anna, cancelled=True) == ids(done, cancelled)


def test_rows_come_in_the_order_of_time_the_longer_first(store: Store, anna: Acting) -> None:
    late = planned(store, anna, when=timed(12))
    short, long = planned(store, anna, when=timed(11)), planned(store, anna, when=timed(11, minutes=90))
    rows = calendar.within(store, anna, YESTERDAY, TODAY)
    assert [row.id for row in rows] == [long.id, short.id, late.id]
