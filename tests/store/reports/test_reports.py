"""Reports (F1 to F5): counted as by hand, on both databases, and only over what one may see (G2)."""

import gc
import threading
from collections import Counter
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest

from store import activities, people, reports, settings, time_entries
from store.clock import FixedClock
from store.database import Store
from store.drafts import UserDraft
from store.refusals import Cancelled
from store.reports import Group, Query, Report
from store.rows import Acting
from store.when import OpenEnded
from tests.making import TODAY, YESTERDAY, at, contact, draft, entry, past, planned, project, refused, timed, whole


def numbers(report: Report) -> dict[tuple[Any, ...], dict[str, int | None]]:
    """The groups of a report by their labels."""
    return {tuple(key.label for key in group.keys): told(report, group) for group in report.groups}


def told(report: Report, group: Group) -> dict[str, int | None]:
    return {measure.name: number for measure, number in zip(report.measures, group.numbers, strict=True)}


def total(report: Report) -> dict[str, int | None]:
    return {measure.name: number for measure, number in zip(report.measures, report.total, strict=True)}


def done(store: Store, me: Acting, when: Any, outcome: Any = None, **fields: Any) -> int:
    row = activities.plan(store, me, draft(store, me, when=when, status="completed", outcome=outcome, **fields))
    return row.id


# ----------------------------------------------------------------- F1


@pytest.fixture
def timesheet(store: Store, anna: Acting, ewa: Acting) -> dict[str, int]:
    """Two contacts, time of two users, over a night and two months."""
    lodz, wro = contact(store, anna, "Łódź").id, contact(store, anna, "Wrocław").id
    first = planned(store, anna, contact_id=lodz, performer_ids=(anna.id, ewa.id)).id
    second = planned(store, anna, contact_id=wro, performer_ids=(anna.id, ewa.id)).id
    time_entries.add(store, anna, first, at(8), at(9))
    time_entries.add(store, ewa, first, at(8), at(8, 30))
    time_entries.add(store, anna, second, at(23, 30, day=YESTERDAY), at(0, 30))
    time_entries.add(store, anna, second, at(10, day=date(2026, 10, 31)), at(12, day=date(2026, 10, 31)))
    return {"lodz": lodz, "wro": wro, "first": first, "second": second}


def test_f1_time_by_contact_user_day_and_month(store: Store, anna: Acting, timesheet: dict[str, int]) -> None:
    by_contact = reports.make(store, anna, Query("time", ("contact",)))
    assert numbers(by_contact) == {
        ("Wrocław",): {"seconds": 3 * 3600, "entries": 2},
        ("Łódź",): {"seconds": 5400, "entries": 2},
    }
    assert [group.keys[0].label for group in by_contact.groups] == ["Wrocław", "Łódź"]
    assert total(by_contact) == {"seconds": 16200, "entries": 4}
    by_user = reports.make(store, anna, Query("time", ("user", "month")))
    assert numbers(by_user) == {
        ("Anna Nowak", "2026-10-01"): {"seconds": 7200, "entries": 1},
        ("Anna Nowak", "2026-11-01"): {"seconds": 7200, "entries": 2},
        ("Ewa Wiśniewska", "2026-11-01"): {"seconds": 1800, "entries": 1},
    }
    assert [told(by_user, group)["seconds"] for group in by_user.sums] == [14400, 1800]
    by_day = reports.make(store, anna, Query("time", ("day",)))
    assert [key for (key,) in numbers(by_day)] == ["2026-10-31", "2026-11-23", "2026-11-24"]
    by_week = reports.make(store, anna, Query("time", ("week",)))
    assert [key for (key,) in numbers(by_week)] == ["2026-10-26", "2026-11-23"]


def test_f1_time_is_filtered_by_period_and_everything_else(
    store: Store, anna: Acting, ewa: Acting, timesheet: dict[str, int]
) -> None:
    def seconds(**fields: Any) -> int | None:
        return total(reports.make(store, anna, Query("time", **fields)))["seconds"]

    assert seconds(start=TODAY, end=TODAY) == 5400
    assert seconds(end=date(2026, 10, 31)) == 7200
    assert seconds(user_id=ewa.id) == 1800
    assert seconds(contact_id=timesheet["lodz"]) == 5400
    assert seconds(contact_id=timesheet["lodz"], user_id=anna.id, start=TODAY) == 3600
    assert seconds(category_id=entry(store, anna, "category", "Meeting")) == 0


def test_f1_what_runs_counts_up_to_now(
    store: Store, clock: FixedClock, anna: Acting, timesheet: dict[str, int]
) -> None:
    from store import stopwatch

    stopwatch.start(store, anna, timesheet["first"])
    clock.instant += timedelta(minutes=7)
    assert total(reports.make(store, anna, Query("time")))["seconds"] == 16200 + 420
    clock.instant -= timedelta(hours=2)
    assert total(reports.make(store, anna, Query("time")))["seconds"] == 16200


def test_f1_nothing_is_reported_while_time_is_not_tracked(store: Store, anna: Acting) -> None:
    settings.set_one(store, anna, "time-tracking", "off")
    with refused("time-tracking", "off"):
        reports.make(store, anna, Query("time"))


def test_g2_without_the_right_one_sees_ones_own_time_and_no_names_of_what_one_may_not_see(
    store: Store, anna: Acting, marek: Acting
) -> None:
    secret = contact(store, anna, "Tajny kontrahent").id
    row = planned(store, anna, contact_id=secret, performer_ids=(marek.id, anna.id))
    time_entries.add(store, marek, row.id, at(8), at(9))
    time_entries.add(store, anna, row.id, at(8), at(10))
    assert numbers(reports.make(store, marek, Query("time", ("contact",)))) == {
        ("Tajny kontrahent",): {"seconds": 3600, "entries": 1}
    }
    stands = activities.get(store, anna, row.id)
    activities.edit(
        store, anna, row.id, draft(store, anna, contact_id=secret, performer_ids=(anna.id,)), version=stands.version
    )
    [group] = reports.make(store, marek, Query("time", ("contact",))).groups
    assert group.keys[0].hidden
    assert group.keys[0].label == ""
    assert group.numbers == (3600, 1)
    assert reports.activities_in(store, marek, Query("time", ("contact",)), group.keys) == ()
    assert total(reports.make(store, marek, Query("time", contact_id=secret)))["seconds"] == 0


# ----------------------------------------------------------------- F2, F3


def test_f2_activities_are_counted_for_each_performer_and_once_in_the_total(
    store: Store, anna: Acting, marek: Acting
) -> None:
    settings.set_one(store, anna, "allow-without-performer", "on")
    planned(store, anna, performer_ids=(anna.id, marek.id))
    planned(store, anna, performer_ids=(marek.id,), when=timed(16))
    planned(store, anna, performer_ids=(), when=timed(17))
    report = reports.make(store, anna, Query("activities", ("user",)))
    assert {key[0]: row["activities"] for key, row in numbers(report).items()} == {
        "Marek Zieliński": 2, "Anna Nowak": 1, "": 1,
    }  # fmt: skip
    assert total(report)["activities"] == 3


def test_f2_days_are_those_of_ones_own_zone_through_the_change_of_the_clock(store: Store, anna: Acting) -> None:
    # In the night to 25 October 2026 Warsaw goes from +2 to +1.
    for day, hour, minute in ((24, 0, 5), (24, 23, 55), (25, 0, 5), (25, 23, 55), (26, 0, 5)):
        done(store, anna, timed(hour, minute, minutes=1, day=date(2026, 10, day)))
    done(store, anna, whole(date(2026, 10, 25)))
    report = reports.make(store, anna, Query("activities", ("day",)))
    assert {key[0]: row["activities"] for key, row in numbers(report).items()} == {
        "2026-10-24": 2, "2026-10-25": 3, "2026-10-26": 1,
    }  # fmt: skip
    within = Query("activities", ("day",), start=date(2026, 10, 25), end=date(2026, 10, 25))
    assert total(reports.make(store, anna, within))["activities"] == 3


def test_f2_by_status_and_outcome(store: Store, anna: Acting) -> None:
    goal = entry(store, anna, "goal", "Arrange a meeting")
    planned(store, anna)
    done(store, anna, timed(8), outcome="success", goal_id=goal)
    done(store, anna, timed(9), outcome="failure", goal_id=goal)
    done(store, anna, timed(9, 30), outcome="success", goal_id=goal)
    by_status = reports.make(store, anna, Query("activities", ("status",)))
    assert numbers(by_status) == {("completed",): {"activities": 3}, ("planned",): {"activities": 1}}
    by_outcome = reports.make(store, anna, Query("activities", ("outcome",)))
    assert {key[0]: row["completed"] for key, row in numbers(by_outcome).items()} == {
        "success": 2, "failure": 1, "": 0,
    }  # fmt: skip
    goals = reports.make(store, anna, Query("goals", ("goal",)))
    assert numbers(goals) == {("Arrange a meeting",): {"goals": 3, "success": 2, "failure": 1, "open": 0, "rate": 67}}


def test_f3_the_rate_of_nothing_is_none(store: Store, anna: Acting) -> None:
    planned(store, anna, goal_id=entry(store, anna, "goal", "Sign the contract"))
    report = reports.make(store, anna, Query("goals", ("goal",)))
    assert total(report) == {"goals": 1, "success": 0, "failure": 0, "open": 1, "rate": None}


def test_f2_the_activities_of_a_group_are_those_that_were_counted(store: Store, anna: Acting, marek: Acting) -> None:
    lodz = contact(store, anna, "Łódź").id
    ids = {planned(store, anna, contact_id=lodz, when=timed(hour)).id for hour in (14, 15)}
    planned(store, anna, when=timed(16))
    query = Query("activities", ("contact", "month"))
    for group in reports.make(store, anna, query).groups:
        rows = reports.activities_in(store, anna, query, group.keys)
        assert len(rows) == group.numbers[0]
        if group.keys[0].value == lodz:
            assert {row.id for row in rows} == ids
    assert reports.make(store, marek, query).groups == ()


# ----------------------------------------------------------------- F4, F5


def test_f4_what_is_overdue_and_open_ended_by_age(store: Store, clock: FixedClock, anna: Acting) -> None:
    past(store, anna, timed(8, day=YESTERDAY))
    past(store, anna, timed(8, day=TODAY - timedelta(days=10)))
    past(store, anna, whole(TODAY - timedelta(days=200)))
    planned(store, anna, when=OpenEnded())
    planned(store, anna)
    done(store, anna, timed(8, day=YESTERDAY))
    report = reports.make(store, anna, Query("overdue"))
    assert [(key[0], row) for key, row in numbers(report).items()] == [
        ("older", {"overdue": 1, "open_ended": 0, "oldest": 200}),
        ("month", {"overdue": 1, "open_ended": 0, "oldest": 10}),
        ("week", {"overdue": 1, "open_ended": 1, "oldest": 1}),
    ]
    assert total(report) == {"overdue": 3, "open_ended": 1, "oldest": 200}


def test_f5_contacts_without_planned_activity(store: Store, anna: Acting, ewa: Acting) -> None:
    busy, old, new = (contact(store, anna, name, owner_id=ewa.id).id for name in ("Zajęty", "Dawny", "Nowy"))
    planned(store, anna, contact_id=busy)
    done(store, anna, timed(8, day=TODAY - timedelta(days=40)), contact_id=old)
    report = reports.make(store, anna, Query("forgotten", ("contact",)))
    assert {key[0] for key in numbers(report)} == {"Dawny", "Nowy"}
    by_owner = reports.make(store, anna, Query("forgotten", ("owner", "age")))
    assert numbers(by_owner)[("Ewa Wiśniewska", "never")]["contacts"] == 1
    assert numbers(by_owner)[("Ewa Wiśniewska", "quarter")]["contacts"] == 1
    assert {group.keys[0].value for group in report.groups} == {old, new}
    assert total(reports.make(store, anna, Query("forgotten", user_id=anna.id)))["contacts"] == 0


# ----------------------------------------------------------------- around


@pytest.mark.parametrize(
    ("query", "field", "reason"),
    [
        (Query("money"), "report", "unknown"),  # type: ignore[arg-type]
        (Query("time", ("age",)), "by", "unknown"),
        (Query("time", ("user", "user")), "by", "twice"),
        (Query("time", ("user", "day", "month")), "by", "too-many"),
        (Query("time", start=TODAY, end=YESTERDAY), "end", "end-before-start"),
        (Query("overdue", start=TODAY), "start", "not-of-report"),
        (Query("forgotten", contact_id=1), "contact", "not-of-report"),
    ],
)
def test_f_what_cannot_be_asked_is_refused(store: Store, anna: Acting, query: Query, field: str, reason: str) -> None:
    with refused(field, reason):
        reports.make(store, anna, query)


def test_f_a_report_can_be_cancelled(store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled = threading.Event()
    cancelled.set()
    slow = "with recursive n (i) as (select 1 union all select i + 1 from n where i < 300000000) select count(*) from n"
    from store.reading import interruptible

    with pytest.raises(Cancelled), store.reading() as read, interruptible(read, cancelled):
        read.all(slow)
    assert total(reports.make(store, anna, Query("activities")))["activities"] == 0


def test_f_looking_for_cycles_goes_on_after_a_report_however_it_ended(store: Store, anna: Acting) -> None:
    reports.make(store, anna, Query("activities"))
    assert gc.isenabled()
    settings.set_one(store, anna, "time-tracking", "off")
    with refused("time-tracking", "off"):
        reports.make(store, anna, Query("time"))
    assert gc.isenabled()


def test_g2_each_counts_only_what_they_may_see(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    people.add_user(store, anna, UserDraft("ola"))
    wishes = [(anna.id,), (marek.id,), (ewa.id,), (anna.id, marek.id)]
    for place, performers in enumerate(wishes):
        planned(store, anna, performer_ids=performers, when=timed(11 + place), public=place == 2)
    seen = Counter(
        {me.login: total(reports.make(store, me, Query("activities")))["activities"] or 0 for me in (anna, marek, ewa)}
    )
    assert seen == Counter(anna=4, marek=3, ewa=4)


def test_f5_the_contacts_of_a_group_are_those_that_were_counted(store: Store, anna: Acting, ewa: Acting) -> None:
    old, new, _own = (
        contact(store, anna, name, owner_id=owner.id).id
        for name, owner in (("Dawny", ewa), ("Nowy", ewa), ("Własny", anna))
    )
    done(store, anna, timed(8, day=TODAY - timedelta(days=40)), contact_id=old)
    query = Query("forgotten", ("owner", "age"))
    found = {}
    for group in reports.make(store, anna, query).groups:
        page = reports.contacts_in(store, anna, query, group.keys)
        assert page.total == len(page.rows) == group.numbers[0]
        found[tuple(key.label for key in group.keys)] = [row.name for row in page.rows]
    assert found == {
        ("Ewa Wiśniewska", "quarter"): ["Dawny"],
        ("Ewa Wiśniewska", "never"): ["Nowy"],
        ("Anna Nowak", "never"): ["Własny"],
    }
    [of_ewa, *_rest] = [group for group in reports.make(store, anna, query).sums if group.keys[0].value == ewa.id]
    assert [row.id for row in reports.contacts_in(store, anna, query, of_ewa.keys).rows] == [new, old]
    assert [row.id for row in reports.contacts_in(store, anna, query, of_ewa.keys, first=1, limit=1).rows] == [old]
    assert reports.contacts_in(store, anna, Query("time"), ()).total == 0


def test_g2_a_report_of_time_tells_that_it_is_only_ones_own(
    store: Store, anna: Acting, marek: Acting, timesheet: dict[str, int]
) -> None:
    assert not reports.make(store, anna, Query("time")).own_only
    assert reports.make(store, marek, Query("time")).own_only
    assert not reports.make(store, marek, Query("activities")).own_only


def test_h5_what_stands_differs_after_a_change_and_not_after_a_preference(store: Store, anna: Acting) -> None:
    from store import stopwatch
    from store.reports.changed import standing

    row = planned(store, anna)
    before = standing(store, anna)
    settings.set_preference(store, anna, "report.kind", "goals")
    assert standing(store, anna) == before
    stopwatch.start(store, anna, row.id)
    running = standing(store, anna)
    assert running != before
    stopwatch.stop(store, anna)
    stopped = standing(store, anna)
    assert stopped != running
    activities.set_priority(store, anna, row.id, "high")
    assert standing(store, anna) != stopped


# ----------------------------------------------------------------- as by hand


def test_f2_two_levels_hold_what_is_nowhere_and_add_up(store: Store, anna: Acting, marek: Acting) -> None:
    """Groups without a contact, a project or a performer stand beside the others; sums count an activity once."""
    settings.set_one(store, anna, "allow-without-performer", "on")
    lodz = contact(store, anna, "Łódź").id
    crm = project(store, anna, "CRM").id
    months = [date(2026, month, 15) for month in (9, 10, 11)]
    places: list[tuple[int | None, int | None]] = [(lodz, None), (None, crm), (None, None)]
    performers = [(anna.id,), (anna.id, marek.id), ()]
    rows = [(where, who, day) for where in places for who in performers for day in months]
    for (about, part_of), who, day in rows:
        done(store, anna, whole(day), contact_id=about, project_id=part_of, performer_ids=who)

    def counted(*by: Any) -> tuple[dict[tuple[Any, ...], int | None], dict[Any, int | None], int | None]:
        report = reports.make(store, anna, Query("activities", by))
        found = {tuple(key.value for key in group.keys): group.numbers[0] for group in report.groups}
        return found, {group.keys[0].value: group.numbers[0] for group in report.sums}, report.total[0]

    def month(day: date) -> str:
        return day.replace(day=1).isoformat()

    assert counted("contact", "project") == (dict.fromkeys(places, 9), {lodz: 9, None: 18}, 27)
    found, sums, everything = counted("user", "month")
    assert found == Counter((user, month(day)) for _where, who, day in rows for user in who or (None,))
    assert (sums, everything) == ({anna.id: 18, marek.id: 9, None: 9}, 27)
    found, sums, everything = counted("month", "user")
    assert found == Counter((month(day), user) for _where, who, day in rows for user in who or (None,))
    assert (sums, everything) == ({month(day): 9 for day in months}, 27)
    assert counted("day", "contact")[1] == {day.isoformat(): 9 for day in months}
    assert counted("status", "week")[2] == 27


def test_g2_what_may_not_be_seen_is_a_group_of_its_own_on_two_levels(store: Store, anna: Acting, marek: Acting) -> None:
    row = planned(store, anna, contact_id=contact(store, anna, "Tajny").id, performer_ids=(marek.id, anna.id))
    time_entries.add(store, marek, row.id, at(8), at(9))
    time_entries.add(store, marek, planned(store, marek).id, at(9), at(10))
    mine = draft(store, anna, contact_id=row.contact.id if row.contact else None, performer_ids=(anna.id,))
    activities.edit(store, anna, row.id, mine, version=activities.get(store, anna, row.id).version)
    report = reports.make(store, marek, Query("time", ("contact", "project")))
    assert [([(key.value, key.label, key.hidden) for key in group.keys], group.numbers) for group in report.groups] == [
        ([(None, "", True)] * 2, (3600, 1)),
        ([(None, "", False)] * 2, (3600, 1)),
    ]


def test_f2_the_order_is_by_number_then_by_name_of_what_it_is_about(store: Store, anna: Acting) -> None:
    first, second, third = (contact(store, anna, name).id for name in ("A", "B", "C"))
    for about, hours in ((first, (14,)), (second, (15, 16)), (third, (17,))):
        for hour in hours:
            planned(store, anna, contact_id=about, when=timed(hour))
    report = reports.make(store, anna, Query("activities", ("contact",)))
    assert [group.keys[0].value for group in report.groups] == [second, first, third]
    two = reports.make(store, anna, Query("activities", ("category", "contact")))
    assert [group.keys[1].value for group in two.groups] == [second, first, third]


def test_f1_whatever_it_is_grouped_by_sums_and_total_have_the_numbers_of_the_groups(
    store: Store, anna: Acting, timesheet: dict[str, int]
) -> None:
    """Every kind by every one and every two of its dimensions, of what is planned, over and done."""
    past(store, anna, timed(9, day=YESTERDAY), contact_id=timesheet["lodz"])
    done(store, anna, timed(10, day=YESTERDAY))
    uneven = []
    for kind in reports.KINDS:
        dimensions = reports.dimensions_of(kind)
        for by in [(name,) for name in dimensions] + list(permutations(dimensions, 2)):
            report = reports.make(store, anna, Query(kind, by))
            rows = [report.total, *(group.numbers for group in (*report.groups, *report.sums))]
            uneven += [(kind, by) for row in rows if len(row) != len(report.measures)]
    assert not uneven
