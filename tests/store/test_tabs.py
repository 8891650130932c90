"""The tabs beside the plan (C1) and the list in the order of time: what each holds, whole, however it is cut."""

from dataclasses import replace
from datetime import date

import pytest

from store import activities, activity_list, containing, day_plan, settings
from store.clock import FixedClock
from store.database import Store
from store.refusals import NotFound
from store.rows import Acting, ActivityRow
from store.when import OpenEnded, Timed
from tests.making import TODAY, TOMORROW, YESTERDAY, at, contact, past, person, planned, project, timed, whole


def pages(store: Store, me: Acting, tab: str, limit: int, text: str = "") -> list[ActivityRow]:
    """Return all rows of a tab, a page at a time."""
    rows: list[ActivityRow] = []
    after: str | None = None
    while True:
        page = day_plan.tab(store, me, tab, text=text, after=after, limit=limit)
        assert len(page.rows) <= limit
        rows += page.rows
        if page.after is None:
            return rows
        after = page.after


def many(store: Store, me: Acting, other: Acting) -> None:
    """Fill every tab, with equal times among them."""
    settings.set_one(store, me, "allow-without-performer", "on")
    for when in (OpenEnded(), timed(15), timed(15), timed(16), whole(TODAY), whole(TOMORROW), OpenEnded()):
        planned(store, me, when=when, performer_ids=(other.id,), needs_completing=True, description="Zażółć")
        planned(store, me, when=when, performer_ids=(), description="Zażółć")
        activities.complete(store, me, planned(store, me, when=when, description="Zażółć").id)


# Tab, text of the filter, and how many rows there are in what `many` makes.
HELD = (
    ("to-complete", "", 7),
    ("received", "", 7),
    ("delegated", "", 7),
    ("unassigned", "", 7),
    ("all", "", 19),
    ("all", "zazolc", 21),
    ("history", "", 7),
    ("history", "ZAŻÓŁĆ", 7),
    ("delegated", "zazo", 7),
    ("delegated", "no such text", 0),
)


def test_c1_pages_hold_every_row_once_and_in_order(store: Store, anna: Acting, ewa: Acting) -> None:
    many(store, anna, ewa)
    for tab, text, total in HELD:
        me = ewa if tab == "received" else anna
        whole_list = pages(store, me, tab, 1000, text)
        assert len(whole_list) == total, (tab, text)
        assert len({row.id for row in whole_list}) == total
        for limit in (1, 2, 3, 7, 200):
            cut = [row.id for row in pages(store, me, tab, limit, text)]
            assert cut == [row.id for row in whole_list], (tab, text, limit)


def test_c1_all_begins_with_the_day(store: Store, anna: Acting) -> None:
    evening, early = past(store, anna, timed(23, day=YESTERDAY)), past(store, anna, timed(0, 10))
    days = planned(store, anna, when=whole(TODAY))
    past(store, anna, whole(YESTERDAY))
    assert [row.id for row in day_plan.tab(store, anna, "all").rows] == [early.id, days.id]
    later = day_plan.tab(store, anna, "all", day=YESTERDAY).rows
    assert evening.id in {row.id for row in later}


def test_c1_a3_all_begins_with_what_has_no_date_and_what_is_running(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    """A3, A4: the day plan shows both, so the list of everything does too."""
    clock.instant = at(9, day=date(2026, 9, 1))
    season = planned(store, anna, when=Timed(at(9, day=date(2026, 9, 2)), at(17, day=date(2026, 12, 30))))
    fair = planned(store, anna, when=whole(YESTERDAY, TOMORROW))
    over = planned(store, anna, when=Timed(at(22, day=YESTERDAY), at(0)))
    night = planned(store, anna, when=Timed(at(22, day=YESTERDAY), at(1)))
    someday, done = planned(store, anna, when=OpenEnded()), planned(store, anna, when=OpenEnded())
    activities.complete(store, anna, done.id)
    today = planned(store, anna)
    clock.instant = at(9)
    expected = [someday.id, season.id, fair.id, night.id, today.id]
    for limit in (1, 2, 3, 200):
        assert [row.id for row in pages(store, anna, "all", limit)] == expected
    assert over.id not in expected


def test_c1_all_begins_with_the_day_of_ones_own_zone(store: Store, anna: Acting, clock: FixedClock) -> None:
    me = replace(anna, zone="America/New_York")
    clock.instant = at(9, day=date(2026, 11, 20))
    planned(store, me, when=timed(21, day=YESTERDAY, zone=me.zone))
    today = planned(store, me, when=timed(0, 30, zone=me.zone))
    clock.instant = at(9, zone=me.zone)
    assert [row.id for row in day_plan.tab(store, me, "all").rows] == [today.id]


def test_c1_history_comes_latest_first_with_what_one_assigned(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock
) -> None:
    given, own = planned(store, anna, performer_ids=(marek.id,)), planned(store, anna)
    clock.instant = at(11)
    activities.complete(store, marek, given.id)
    clock.instant = at(12)
    activities.cancel(store, anna, own.id)
    assert [row.id for row in day_plan.tab(store, anna, "history").rows] == [own.id, given.id]
    assert [row.id for row in day_plan.tab(store, marek, "history").rows] == [given.id]


def test_c1_text_is_found_in_description_contact_project_person_category(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "Łódzka Spółdzielnia")
    jan = person(store, anna, firm, "Zdzisław Żak")
    row = planned(store, anna, contact_id=firm.id, person_ids=(jan.id,), description="Oferta 100%", details="gęś")
    other = planned(store, anna, project_id=project(store, anna, "Wdrożenie").id)
    for text in ("lodzka", "SPOLDZ", "zdzislaw zak", "100%", "ges", "call"):
        assert row.id in {found.id for found in pages(store, anna, "all", 50, text)}
    for text in ("wdrozenie",):
        assert [found.id for found in pages(store, anna, "all", 50, text)] == [other.id]
    for text in ("zolc", "%%%", "' or 1=1 --", ":me", "\udcff"):
        assert pages(store, anna, "all", 50, text) == []


def test_c1_an_unknown_tab_is_refused(store: Store, anna: Acting) -> None:
    with pytest.raises(NotFound):
        day_plan.tab(store, anna, "nothing")


def test_listed_is_cut_by_instants_and_by_local_days(store: Store, anna: Acting) -> None:
    yesterday = past(store, anna, whole(YESTERDAY))
    today, tomorrow = planned(store, anna, when=whole(TODAY)), planned(store, anna, when=whole(TOMORROW))
    call, someday = planned(store, anna), planned(store, anna, when=OpenEnded())
    midnight, next_midnight = at(0), at(0, day=TOMORROW)
    listed = activity_list.listed(store, anna, start=midnight, end=next_midnight)
    assert [row.id for row in listed] == [today.id, call.id]
    before = activity_list.listed(store, anna, end=midnight)
    assert [row.id for row in before] == [yesterday.id]
    after = activity_list.listed(store, anna, start=next_midnight)
    assert [row.id for row in after] == [tomorrow.id]
    everything = activity_list.listed(store, anna)
    assert [row.id for row in everything] == [yesterday.id, today.id, call.id, tomorrow.id, someday.id]


def test_listed_by_any_property(store: Store, anna: Acting, marek: Acting) -> None:
    firm, rollout = contact(store, anna), project(store, anna)
    a = planned(store, anna, contact_id=firm.id, description="first")
    b = planned(store, anna, project_id=rollout.id, when=timed(16))
    c = activities.cancel(store, anna, planned(store, anna, performer_ids=(marek.id,), when=timed(17)).id)
    for filters, expected in (
        ({"contact_id": firm.id}, [a]),
        ({"project_id": rollout.id}, [b]),
        ({"status": "cancelled", "everyone": True}, [c]),
        ({"user_id": marek.id}, [c]),
        ({"category_id": a.category.id, "everyone": True}, [a, b, c]),
        ({"text": "FIRST"}, [a]),
        ({"everyone": True, "limit": 2}, [a, b]),
        ({"category_id": 0}, []),
    ):
        found = activity_list.listed(store, anna, **filters)
        assert [row.id for row in found] == [row.id for row in expected]


def test_lists_cut_long_details_one_activity_is_whole(store: Store, anna: Acting) -> None:
    row = planned(store, anna, details="x" * 10_000)
    (shown,) = day_plan.day(store, anna, TODAY).timed
    assert len(shown.details) < len(activities.get(store, anna, row.id).details) == 10_000


def test_c1_walking_the_list_finds_what_the_index_finds(
    store: Store, anna: Acting, ewa: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where very much matches, the list is walked instead of what matches being fetched: it has to mean the same."""
    many(store, anna, ewa)
    planned(store, anna, contact_id=contact(store, anna, "Zażółć Woda 600 123").id, description="call off")
    texts = ("zazo", "call zazo", "za wo", "600 123", "600123", "off", "nothing")

    def found(tab: str) -> dict[str, list[int]]:
        return {text: [row.id for row in pages(store, anna, tab, 50, text)] for text in texts}

    tabs = ("to-complete", "delegated", "all", "history")
    fetched = {tab: found(tab) for tab in tabs}
    monkeypatch.setattr(containing, "FETCHED", -1)
    assert {tab: found(tab) for tab in tabs} == fetched
    assert all(any(of_tab.values()) for of_tab in fetched.values())
