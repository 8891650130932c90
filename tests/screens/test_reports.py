"""Reports by keys (F1 to F5, E4): grouping, period, filters, chart, drill down, export, counting in the background."""

import json
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from screens.contact_card import ContactCard
from screens.day_plan import DayPlanScreen
from screens.dialogs.choose import Choose
from screens.report_group import GroupActivities, GroupContacts
from screens.reports import ReportsScreen
from store import activities, people, reports, settings, time_entries
from store.clock import FixedClock
from store.database import Store
from store.refusals import Cancelled
from store.rows import Acting
from store.when import OpenEnded
from tests.making import YESTERDAY, allow, at, contact, entry, past, planned, timed
from tests.quiet import held
from tests.screens.driving import running, said, settled, until
from tests.screens.test_contacts import keys, text_of
from widgets.agenda_list import AgendaList
from widgets.bar_chart import BarChart
from widgets.bars import KeyBar, TabLine, TopBar
from widgets.chip_line import ChipLine
from widgets.record_table import RecordTable

OCTOBER = date(2026, 10, 31)


def groups(pilot: Any) -> list[tuple[str, ...]]:
    table = pilot.app.screen.query_one(RecordTable)
    return [tuple(cell.text for cell in table._rows[n].cells) for n in range(table.total)]


def chips(pilot: Any) -> str:
    return text_of(pilot, ChipLine)


@pytest.fixture
def company(store: Store, anna: Acting, ewa: Acting) -> dict[str, int]:
    """Two contacts with time of two users, this month and the last."""
    lodz, wro = contact(store, anna, "Łódź", owner_id=ewa.id).id, contact(store, anna, "[b]Wrocław[/b]").id
    first = planned(store, anna, contact_id=lodz, performer_ids=(anna.id, ewa.id), description="Call about it").id
    second = planned(store, anna, contact_id=wro, performer_ids=(anna.id, ewa.id), when=timed(16)).id
    time_entries.add(store, anna, first, at(8), at(9))
    time_entries.add(store, ewa, first, at(8), at(8, 30))
    time_entries.add(store, anna, second, at(10, day=YESTERDAY), at(11, day=YESTERDAY))
    time_entries.add(store, anna, second, at(10, day=OCTOBER), at(12, day=OCTOBER))
    return {"lodz": lodz, "wro": wro, "first": first, "second": second}


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (120, 40), (200, 60)])
async def test_f1_time_of_this_month_at_every_size(
    store: Store, anna: Acting, company: dict[str, int], size: tuple[int, int]
) -> None:
    async with running(store, anna, size) as pilot:
        await keys(pilot, "5")
        assert isinstance(pilot.app.screen, ReportsScreen)
        assert groups(pilot) == [("Anna Nowak", "2:00", "2"), ("Ewa Wiśniewska", "0:30", "1")]
        assert "period November 2026" in chips(pilot)
        total = text_of(pilot, RecordTable).splitlines()[3]
        assert total.split() == ["total", "2:30", "3"]
        assert pilot.app.screen.query_one(BarChart).display == (size[0] >= 110)
        await keys(pilot, "v")
        shown = text_of(pilot, BarChart)
        assert "Time by user · total 2:30" in shown
        assert "▸Anna Nowak" in shown
        await keys(pilot, "j")
        assert "▸Ewa" in text_of(pilot, BarChart)
        await keys(pilot, "v", "escape")
        assert isinstance(pilot.app.screen, DayPlanScreen)


async def test_f1_two_levels_with_sums_and_markup_as_text(store: Store, anna: Acting, company: dict[str, int]) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "p", "a", "g", "c", "G", "m")
        assert "period all time" in chips(pilot)
        assert "by contact → month" in chips(pilot)
        assert groups(pilot) == [
            ("[b]Wrocław[/b]", "3:00", "2"), ("October 2026", "2:00", "1"), ("November 2026", "1:00", "1"),
            ("Łódź", "1:30", "2"), ("November 2026", "1:30", "2"),
        ]  # fmt: skip
        assert "[b]Wrocław[/b]" in text_of(pilot, RecordTable)
        await keys(pilot, "G", "minus")
        assert len(groups(pilot)) == 2
        await keys(pilot, "G", "c")
        assert isinstance(pilot.app.screen, Choose | ReportsScreen)


async def test_f_the_period_turns_and_is_said_in_words(store: Store, anna: Acting, company: dict[str, int]) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "left_square_bracket")
        assert "October 2026" in chips(pilot)
        assert groups(pilot) == [("Anna Nowak", "2:00", "1")]
        await keys(pilot, "left_square_bracket")
        assert groups(pilot) == []
        assert "No time was measured in this period." in text_of(pilot, RecordTable)
        await keys(pilot, "t", "p", "w")
        pilot.app.screen.query_one(Input).focus()
        await keys(pilot, "'from 1 November to yesterday", "enter")
        assert "1–23 November 2026" in chips(pilot)
        assert groups(pilot) == [("Anna Nowak", "1:00", "1")]
        await keys(pilot, "p", "a", "right_square_bracket")
        assert "no other page of all time" in said(pilot)
        await keys(pilot, "p", "q")
        assert "4th quarter of 2026" in chips(pilot)


async def test_f_choices_are_kept_for_the_next_time(store: Store, anna: Acting, company: dict[str, int]) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "right", "g", "u", "p", "y", "v", "escape")
    kept = settings.preferences(store, anna)
    assert kept["report.kind"] == "activities"
    assert kept["report.by.activities"] == "user"
    assert kept["report.chart"] == "on"
    async with running(store, anna) as pilot:
        await keys(pilot, "5")
        assert "by user" in chips(pilot)
        assert text_of(pilot, BarChart).splitlines()[0].startswith(" Activities by user · total 2")


async def test_f_filters_narrow_and_esc_shows_all_again(store: Store, anna: Acting, company: dict[str, int]) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "f", "'ewa", "enter", "'lodz")
        await pilot.pause()
        await keys(pilot, "enter", "ctrl+s")
        assert "filter Ewa Wiśniewska, Łódź" in chips(pilot)
        assert groups(pilot) == [("Ewa Wiśniewska", "0:30", "1")]
        await keys(pilot, "right")
        assert "filter Ewa Wiśniewska, Łódź" in chips(pilot)
        await keys(pilot, "left", "escape")
        assert "filter none" in chips(pilot)
        assert len(groups(pilot)) == 2
        assert isinstance(pilot.app.screen, ReportsScreen)


async def test_e4_enter_goes_down_to_the_activities_and_back(
    store: Store, anna: Acting, company: dict[str, int]
) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "g", "c", "end", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, GroupActivities)
        assert [row.id for row in screen._rows] == [company["second"]]
        await keys(pilot, "escape", "home", "enter")
        assert "Call about it" in text_of(pilot, AgendaList)
        assert "c complete" in text_of(pilot, KeyBar)
        await keys(pilot, "c")
        assert activities.get(store, anna, company["first"]).status == "completed"
        assert "c complete" not in text_of(pilot, KeyBar)
        await keys(pilot, "K")
        assert isinstance(pilot.app.screen, ContactCard)
        await keys(pilot, "escape", "escape")
        assert isinstance(pilot.app.screen, ReportsScreen)
        await keys(pilot, "K")
        assert isinstance(pilot.app.screen, ContactCard)


async def test_e4_what_a_group_counts_is_told_by_what_the_group_does_not_say(
    store: Store, anna: Acting, company: dict[str, int]
) -> None:
    """Of a user to whom it is assigned, of a contact who performs it."""
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "g", "u", "enter")
        assert isinstance(pilot.app.screen, GroupActivities)
        assert not pilot.app.screen.agenda.by_performer
        await keys(pilot, "escape", "g", "c", "enter")
        assert isinstance(pilot.app.screen, GroupActivities)
        assert pilot.app.screen.agenda.by_performer


async def test_f3_goals_and_f4_overdue(store: Store, anna: Acting) -> None:
    goal = entry(store, anna, "goal", "Arrange a meeting")
    for hour, outcome in ((7, "success"), (8, "failure"), (9, "success")):
        planned(store, anna, when=timed(hour), status="completed", outcome=outcome, goal_id=goal)
    past(store, anna, timed(8, day=YESTERDAY))
    planned(store, anna, when=OpenEnded())
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "right", "right")
        assert groups(pilot) == [("Arrange a meeting", "3", "2", "1", "0", "67 %")]
        shown = text_of(pilot, BarChart)
        assert "██ success" in shown
        assert "▒▒ failure" in shown
        await keys(pilot, "right")
        assert groups(pilot) == [("a week or less", "1", "1", "1 day")]
        await keys(pilot, "p")
        assert said(pilot) == "This report is of now, not of a period."


async def test_f5_forgotten_contacts_lead_to_their_cards(store: Store, anna: Acting, ewa: Acting) -> None:
    contact(store, anna, "Dawny", owner_id=ewa.id)
    planned(store, anna, contact_id=contact(store, anna, "Zajęty").id)
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "left")
        assert groups(pilot) == [("Ewa Wiśniewska", "1", "—")]
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, GroupContacts)
        assert "Dawny" in text_of(pilot, RecordTable)
        await keys(pilot, "enter")
        assert isinstance(pilot.app.screen, ContactCard)
        await keys(pilot, "escape", "escape", "g", "c", "enter")
        assert isinstance(pilot.app.screen, ContactCard)


async def test_f_a_report_is_exported_and_cells_are_safe(
    store: Store, anna: Acting, tmp_path: Path, company: dict[str, int]
) -> None:
    evil = contact(store, anna, "=HYPERLINK(1)").id
    row = planned(store, anna, contact_id=evil, when=timed(18))
    time_entries.add(store, anna, row.id, at(7), at(8))
    async with running(store, anna) as pilot:
        for name in ("out.csv", "out.json"):
            await keys(pilot, "5", "g", "c", "e")
            field = pilot.app.screen.query_one(Input)
            assert field.value.startswith("time-contact-2026-11-01-2026-11-30")
            field.value = str(tmp_path / name)
            await keys(pilot, "enter")
            assert "3 groups exported" in said(pilot)
    table = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "'=HYPERLINK(1)" in table
    rows = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert {"contact": "=HYPERLINK(1)", "seconds": 3600, "entries": 1} in rows


async def test_g2_export_needs_its_right_and_ones_own_time_is_told(
    store: Store, anna: Acting, marek: Acting, tmp_path: Path
) -> None:
    row = planned(store, anna, performer_ids=(anna.id, marek.id))
    time_entries.add(store, anna, row.id, at(8), at(9))
    time_entries.add(store, marek, row.id, at(8), at(8, 15))
    allow(store, anna, "Employee", without="export")
    async with running(store, people.log_in(store, "marek")) as pilot:
        await keys(pilot, "5")
        assert groups(pilot) == [("Marek Zieliński", "0:15", "1")]
        assert "only yours: no right “see all time and reports” (see-all-time)" in chips(pilot)
        await keys(pilot, "e")
        pilot.app.screen.query_one(Input).value = str(tmp_path / "no.csv")
        await keys(pilot, "enter")
        assert "export" in said(pilot)
        assert not (tmp_path / "no.csv").exists()


async def test_e1_without_tracking_there_is_no_report_of_time_and_it_says_why(store: Store, anna: Acting) -> None:
    settings.set_preference(store, anna, "report.kind", "time")
    settings.set_one(store, anna, "time-tracking", "off")
    async with running(store, anna) as pilot:
        await keys(pilot, "5")
        assert text_of(pilot, TabLine).split()[:2] == ["Activities", "Goals"]
        assert "the setting “Time tracking” (time-tracking) is off" in said(pilot)
        assert "There are no activities in this period." in text_of(pilot, RecordTable)


async def test_f_counting_is_said_and_can_be_stopped(
    store: Store, anna: Acting, company: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, begun = reports.make, threading.Event()

    def slow(store: Store, me: Acting, query: Any, *, cancelled: threading.Event | None = None) -> Any:
        if query.kind != "goals":
            return whole(store, me, query, cancelled=cancelled)
        begun.set()
        assert cancelled is not None
        assert held(cancelled)
        raise Cancelled

    monkeypatch.setattr(reports, "make", slow)
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "right")
        before = groups(pilot)
        assert before
        await pilot.press("right")
        assert begun.wait(10)
        await pilot.pause()
        assert said(pilot).startswith("counting … · esc stops it")
        assert "counting …" in text_of(pilot, RecordTable)
        await keys(pilot, "escape")
        assert said(pilot) == "Not counted to the end. r counts again."
        await pilot.press("r")
        await pilot.pause()
        await keys(pilot, "left")
        assert groups(pilot) == before


async def test_f_what_is_given_up_leaves_the_choices_of_what_is_shown(
    store: Store, anna: Acting, company: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = reports.make

    def slow(store: Store, me: Acting, query: Any, *, cancelled: threading.Event | None = None) -> Any:
        if query.by == ("user",):
            return whole(store, me, query, cancelled=cancelled)
        assert cancelled is not None
        assert held(cancelled)
        raise Cancelled

    monkeypatch.setattr(reports, "make", slow)
    async with running(store, anna) as pilot:
        await keys(pilot, "5")
        before = groups(pilot)
        await pilot.press("g")
        await pilot.pause()
        await pilot.press("c")
        await pilot.pause()
        assert "by contact" in chips(pilot)
        await keys(pilot, "escape")
        assert "by user" in chips(pilot)
        assert groups(pilot) == before
        assert said(pilot) == "Not counted to the end; this was counted before."
    assert settings.preferences(store, anna)["report.by.time"] == ""


async def test_h5_what_changes_is_counted_again_where_that_is_cheap_else_it_is_said(
    store: Store, anna: Acting, clock: FixedClock, company: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "5")
        screen = pilot.app.screen
        assert isinstance(screen, ReportsScreen)
        time_entries.add(store, anna, company["first"], at(7), at(7, 30))
        screen.reload()
        await until(pilot, lambda: groups(pilot)[0][1] == "2:30")
        monkeypatch.setattr("screens.reports.CHEAP_SECONDS", -1.0)
        time_entries.add(store, anna, company["first"], at(6), at(6, 30))
        screen.reload()
        await until(pilot, lambda: "changed since; r counts again" in text_of(pilot, TopBar))
        assert groups(pilot)[0][1] == "2:30"
        await keys(pilot, "r")
        assert groups(pilot)[0][1] == "3:00"
        assert "changed since" not in text_of(pilot, TopBar)


async def test_f_the_cursor_stays_on_its_group_when_it_is_counted_again(
    store: Store, anna: Acting, company: dict[str, int]
) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "5", "j")
        time_entries.add(store, people.log_in(store, "ewa"), company["first"], at(2), at(7))
        await keys(pilot, "r")
        table = pilot.app.screen.query_one(RecordTable)
        assert groups(pilot)[0][0] == "Ewa Wiśniewska"
        assert table.cursor == 0
        await settled(pilot)
