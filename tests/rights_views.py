"""What each way to look shows of activities and of time, and what it ought to, by the oracle (G2)."""

import io
import json
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Literal, TextIO

import pytest

from store import (
    activities,
    activity_list,
    attachments,
    calendar,
    day_plan,
    discussion,
    history,
    notifications,
    record_activities,
    reports,
    search,
    series,
    tabs,
    time_entries,
)  # fmt: skip
from store.database import Store
from store.exchange import activities_out, time_out
from store.refusals import NotAllowed, NotFound
from store.reports import Key, Query
from store.rows import Acting
from tests.making import TODAY, YESTERDAY
from tests.rights_company import PEOPLE, Company
from tests.rights_oracle import CANCELLED, PLANNED, Known

LAST = date(2026, 12, 31)
EVERYBODY = (*PEOPLE, "anna")
MANY = 1000
Numbers = set[int]


class Look:
    """One user's look at everything; every method compares what the store shows with what the oracle allows."""

    def __init__(self, store: Store, company: Company, who: str) -> None:
        self.store, self.company, self.who = store, company, who
        self.model, self.me = company.model, company.me[who]
        self.may = self.model.may_see(who)

    def all(self) -> None:
        """Compare every way to look."""
        self.lists()
        self.tabs()
        self.calendars()
        self.contact()
        self.reports()
        self.exports()
        self.time()
        self.notifications()

    def numbers(self, keep: Callable[[Known], bool] = lambda one: True) -> Numbers:
        """Return what one sees and what is to be kept of it."""
        return {one.number for one in self.may if keep(one)}

    def list(self) -> None:
        """The list of everybody, with its notes and its time."""
        listed = activity_list.listed(self.store, self.me, everyone=True, limit=MANY)
        assert {row.id: (row.note_count, row.tracked_seconds) for row in listed} == {
            one.number: (one.notes, sum(seconds for _user, seconds in one.times.values())) for one in self.may
        }

    def lists(self) -> None:
        """The list of each; the search; what is chosen by a list."""
        assert set(activity_list.numbers(self.store, self.me, activity_list.Wanted(everyone=True))) == self.numbers()
        for login, user in self.company.me.items():
            shown = _ids(activity_list.listed(self.store, self.me, user_id=user.id, limit=MANY))
            assert shown == self.numbers(lambda one, login=login: login in one.performers)  # type: ignore[misc]
        hits = search.search(self.store, self.me, "zebra", limit=MANY)
        found = {hit.id for hit in hits if hit.kind == "activity"}
        assert found | {hit.record.id for hit in hits if hit.kind == "activity"} <= self.numbers()
        # Of a cycle one is found, planned or ended.
        assert _as_found(self.may) == _as_found(one for one in self.may if one.number in found)

    def tabs(self) -> None:
        """The tabs of the day plan and the numbers on them."""
        who = self.who
        wanted = {
            "unassigned": self.numbers(lambda one: one.unassigned),
            "received": self.numbers(
                lambda one: who in one.performers and one.assigner != who and one.status == PLANNED
            ),
            "delegated": self.numbers(
                lambda one: one.assigner == who and bool(one.performers - {who}) and one.status == PLANNED
            ),
            "to-complete": self.numbers(lambda one: one.marked and (one.assigner == who or who in one.performers)),
            "history": self.numbers(
                lambda one: one.status != PLANNED and (one.assigner == who or who in one.performers)
            ),
        }
        for name, numbers in wanted.items():
            assert _ids(tabs.tab(self.store, self.me, name).rows) == numbers, name
        assert _ids(tabs.tab(self.store, self.me, "all", text="zebra").rows) == self.numbers()
        counted = day_plan.counts(self.store, self.me)
        told = {"unassigned": counted.unassigned, "received": counted.received, "delegated": counted.delegated,
                "to-complete": counted.to_complete}  # fmt: skip
        assert told == {name: len(wanted[name]) for name in told}

    def calendars(self) -> None:
        """Whose calendar one may look at: of each user, of the contact, of what is public, one's own."""
        held, who = self.model.rights[self.who], self.who
        there = self.numbers(lambda one: one.status != CANCELLED)
        public = self.numbers(lambda one: one.public)
        mine = self.numbers(lambda one: who in one.performers) | (public if "view-public" in held else set())
        wanted = [
            (calendar.Whose("contact", (self.company.contact,)), there),
            (calendar.Whose("public"), there & public),
            (calendar.Whose("mine"), there & mine),
        ]
        wanted += [
            (calendar.Whose("users", (user.id,)), there & self.numbers(lambda one, who=login: who in one.performers))  # type: ignore[misc]
            for login, user in self.company.me.items()
        ]
        for whose, numbers in wanted:
            assert _ids(calendar.within(self.store, self.me, YESTERDAY, LAST, whose)) == numbers, whose
        busy = day_plan.busy_day(self.store, self.me, [user.id for user in self.company.me.values()], TODAY)
        assert _ids(busy) <= self.numbers()

    def contact(self) -> None:
        """The card of the contact: plan, history, and how much there is of both."""
        planned = self.numbers(lambda one: one.status == PLANNED)
        ended = self.numbers(lambda one: one.status != PLANNED)
        about: tuple[Store, Acting, Literal["contact"], int] = (self.store, self.me, "contact", self.company.contact)
        assert _ids(record_activities.plan(*about).rows) == planned
        assert _ids(record_activities.history(*about).rows) == ended
        totals = record_activities.totals(*about)
        spent = sum(seconds for one in self.may for _user, seconds in one.times.values())
        assert (totals.planned, totals.ended, totals.tracked_seconds) == (len(planned), len(ended), spent)

    def reports(self) -> None:
        """Reports of activities and of time, and what stands behind a group."""
        statuses = Counter(one.status for one in self.may)
        made = reports.make(self.store, self.me, Query("activities", ("status",)))
        assert {group.keys[0].value: group.numbers[0] for group in made.groups} == statuses
        performers = Counter(self.company.me[login].id for one in self.may for login in one.performers)
        nobody = sum(1 for one in self.may if not one.performers)
        made = reports.make(self.store, self.me, Query("activities", ("user",)))
        assert {group.keys[0].value: group.numbers[0] for group in made.groups} == (
            dict(performers) | ({None: nobody} if nobody else {})
        )
        assert made.total[0] == len(self.may)
        for status in statuses:
            behind = reports.activities_in(self.store, self.me, Query("activities", ("status",)), (Key(status),))
            assert _ids(behind) == self.numbers(lambda one, status=status: one.status == status)  # type: ignore[misc]
        spent: Counter[int] = Counter()
        about: Counter[tuple[Any, bool]] = Counter()
        for one, _number, user, seconds in self.model.times_seen(self.who):
            spent[self.company.me[user].id] += seconds
            shown = self.model.would_see(self.who, one)
            about[self.company.contact if shown else None, not shown] += seconds
        made = reports.make(self.store, self.me, Query("time", ("user",)))
        assert {group.keys[0].value: group.numbers[0] for group in made.groups if group.numbers[0]} == +spent
        made = reports.make(self.store, self.me, Query("time", ("contact",)))
        told = {(group.keys[0].value, group.keys[0].hidden): group.numbers[0] for group in made.groups}
        assert {key: seconds for key, seconds in told.items() if seconds} == +about
        made = reports.make(self.store, self.me, Query("time", contact_id=self.company.contact))
        assert made.total[0] == about[self.company.contact, False]
        behind = reports.activities_in(self.store, self.me, Query("time"), ())
        assert _ids(behind) == {
            one.number for one, _number, _user, _seconds in self.model.times_seen(self.who) if one in self.may
        }

    def exports(self) -> None:
        """Files of activities and of time: refused for want of the right, else what one sees."""
        everything, wanted = range(1, MANY), time_out.WantedTime()
        writes: tuple[Callable[[TextIO], Any], ...] = (
            lambda file: activities_out.export(self.store, self.me, file, "json", everything),
            lambda file: time_out.export(self.store, self.me, file, "json", wanted),
            lambda file: reports.export(
                self.store, self.me, file, "csv", reports.make(self.store, self.me, Query("activities"))
            ),
        )
        if "export" not in self.model.rights[self.who]:
            for write in writes:
                with pytest.raises(NotAllowed, match="export"):
                    write(io.StringIO())
            return
        file = io.StringIO()
        activities_out.export(self.store, self.me, file, "json", everything)
        assert {row["id"] for row in json.loads(file.getvalue())} == self.numbers()
        file = io.StringIO()
        time_out.export(self.store, self.me, file, "json", wanted)
        assert {(row["id"], row["activity"], row["description"]) for row in json.loads(file.getvalue())} == {
            (number, *((one.number, one.text) if self.model.would_see(self.who, one) else (None, "")))
            for one, number, _user, _seconds in self.model.times_seen(self.who)
        }

    def time(self) -> None:
        """The time entries of each activity, those of others only with the right."""
        seen = self.model.times_seen(self.who)
        for one in self.may:
            if one.times:
                shown = time_entries.of_activity(self.store, self.me, one.number)
                assert _ids(shown) == {number for about, number, _user, _seconds in seen if about is one}

    def notifications(self) -> None:
        """What one was told of leads to no activity that one may no longer see; what others were told is theirs."""
        told = notifications.listing(self.store, self.me)
        assert {row.activity_id for row in told if row.activity_id is not None} <= self.numbers()
        with self.store.reading() as read:
            others = read.all(
                "select id from notifications where user_id <> :me order by id desc limit 1", me=self.me.id
            )
        for (number,) in others:
            with pytest.raises(NotFound):
                notifications.get(self.store, self.me, int(number))

    def one(self, one: Known) -> None:
        """One activity by its number: all of it, or that there is none."""
        hits = search.search(self.store, self.me, str(one.number))
        assert (("activity", one.number) in {(hit.kind, hit.id) for hit in hits}) is self.model.sees(self.who, one)
        asked: list[Callable[[Store, Acting, int], Any]] = [
            activities.get, discussion.notes, history.changes, time_entries.of_activity,
            lambda store, me, number: attachments.of(store, me, "activity", number),
        ]  # fmt: skip
        if not self.model.sees(self.who, one):
            for ask in asked:
                with pytest.raises(NotFound) as caught:
                    ask(self.store, self.me, one.number)
                assert (caught.value.what, caught.value.value) == ("activity", str(one.number))
            return
        row, notes, _changes, _times, files = [ask(self.store, self.me, one.number) for ask in asked]
        assert {user.login for user in row.performers} == one.performers
        assert (row.status, row.description, len(notes)) == (one.status, one.text, one.notes)
        assert _ids(files) == set(one.files)
        if one.series:
            told = series.of(self.store, self.me, row)
            assert told is not None
            assert told.count == len([other for other in self.may if other.series == one.series])


def _as_found(known: Iterable[Known]) -> set[tuple[str, int]]:
    return {("cycle", one.series) if one.series else ("alone", one.number) for one in known}


def _ids(rows: Any) -> Numbers:
    numbers = [row.id for row in rows]
    assert len(numbers) == len(set(numbers))
    return set(numbers)
