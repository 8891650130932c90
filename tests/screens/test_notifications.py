"""The bell, the toast and the list of notifications (D4, D5), and one's own choices (G5)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from textual.pilot import Pilot
from textual.widgets._toast import Toast

from crm_tui.app import CrmTui
from crm_tui.worker import Worker
from screens import notice_words
from screens.activity_form import ActivityForm
from screens.dialogs.choose import Choose
from screens.notifications import NotificationsScreen
from store import activities, discussion, event_choices, notifications
from store.clock import FixedClock
from store.database import Store
from store.reminder_kinds import Before, Reminder
from store.rows import Acting
from tests.conftest import NOW
from tests.making import allow, contact, planned, timed
from tests.screens.driving import running, said, settled, until
from tests.screens.forming import keys
from tests.telling import reminded, undelivered
from widgets.bars import KeyBar, TopBar
from widgets.notice_list import NoticeList


def toasts(pilot: Pilot[Any]) -> list[str]:
    """What the toasts of the screen in front say."""
    return [str(toast.render()) for toast in pilot.app.screen.query(Toast)]


def above(pilot: Pilot[Any]) -> str:
    """The line above."""
    return pilot.app.screen.query_one(TopBar).render_line(0).text


def rings(app: Any, monkeypatch: Any) -> list[int]:
    """Count how often the terminal's bell is rung."""
    rung: list[int] = []
    monkeypatch.setattr(app, "bell", lambda: rung.append(1))
    return rung


def lines(pilot: Pilot[Any]) -> list[str]:
    """The lines of the list."""
    drawn = pilot.app.screen.query_one(NoticeList)
    return [drawn.render_line(y).text.rstrip() for y in range(drawn.size.height) if drawn.render_line(y).text.strip()]


async def test_d4_a_reminder_rings_once_and_shows_a_toast_over_what_one_does(
    store: Store, anna: Acting, monkeypatch: Any
) -> None:
    row = planned(store, anna, when=timed(11), description="[bold]hostile[/bold] \x1b[31m text")
    async with running(store, anna, toasts=True) as pilot:
        app: Any = pilot.app
        rung = rings(app, monkeypatch)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Choose))
        focused = app.screen.focused
        reminded(store, anna, row)
        await until(pilot, lambda: bool(toasts(pilot)))
        (toast,) = toasts(pilot)
        assert "[bold]hostile[/bold]" in toast
        assert "\x1b" not in toast
        assert "in 18 min" in toast
        assert app.screen.focused is focused
        assert rung == [1]
        await pilot.press("escape")
        assert "● 1" in above(pilot)


async def test_d4_a_burst_is_one_toast_with_a_count(store: Store, anna: Acting, monkeypatch: Any) -> None:
    rows = [planned(store, anna, when=timed(11 + k), description=f"n {k}") for k in range(5)]
    async with running(store, anna, toasts=True) as pilot:
        rung = rings(pilot.app, monkeypatch)
        for row in rows[:4]:
            reminded(store, anna, row)
        await until(pilot, lambda: len(toasts(pilot)) == 1 and "4 new notifications" in toasts(pilot)[0])
        reminded(store, anna, rows[4])
        await until(pilot, lambda: toasts(pilot) and "5 new notifications" in toasts(pilot)[-1])
        await settled(pilot)
        assert len(toasts(pilot)) == 1
        assert len(rung) == 2


async def test_d5_at_the_start_what_is_unread_is_told_without_ringing(
    store: Store, anna: Acting, monkeypatch: Any
) -> None:
    for k in range(5):
        reminded(store, anna, planned(store, anna, when=timed(11 + k), description=f"n {k}"))
    rung: list[int] = []
    monkeypatch.setattr(CrmTui, "bell", lambda _self: rung.append(1))
    async with running(store, anna, toasts=True) as pilot:
        await until(pilot, lambda: bool(toasts(pilot)))
        assert "5 new notifications" in toasts(pilot)[0]
        assert "● 5" in above(pilot)
        assert rung == []


async def test_d2_the_worker_in_the_app_delivers_and_ends(store: Store, anna: Acting, clock: FixedClock) -> None:
    planned(store, anna, when=timed(11), description="soon", reminders=(Reminder(Before(18, "minute")),))
    made: list[Worker] = []

    def worker(opened: Store) -> Worker:
        made.append(Worker(opened, {}))
        return made[0]

    app = CrmTui(clock=clock, opener=lambda: (store, anna, ""), worker=worker)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: app.desk.store is not None)
        assert not made
        assert app.background is not None
        app.background.begin(store)
        await until(pilot, lambda: bool(toasts(pilot)))
        assert "Reminder" in toasts(pilot)[0]
    app.background.wait()
    assert made[0].counts.get("sent") == 1


async def told(store: Store, anna: Acting, marek: Acting, clock: FixedClock) -> int:
    """Let Anna be told of a reminder, a change, a failure; return the number of the activity reminded of."""
    allow(store, anna, "Employee", "delegate")
    soon = planned(store, anna, when=timed(11), contact_id=contact(store, anna).id)
    clock.instant = NOW - timedelta(hours=1)
    other = planned(store, marek, when=timed(13), performer_ids=(anna.id,), description="Cennik")
    undelivered(store, anna, soon, marek, "no route")
    clock.instant = NOW - timedelta(minutes=30)
    activities.move(store, marek, other.id, timed(14))
    discussion.add_note(store, marek, other.id, "weź umowę")
    clock.instant = NOW
    reminded(store, anna, soon)
    return soon.id


async def test_d4_the_list_opens_marks_snoozes(store: Store, anna: Acting, marek: Acting, clock: FixedClock) -> None:
    number = await told(store, anna, marek, clock)
    unread = notifications.bell(store, anna).unread
    async with running(store, anna) as pilot:
        app: Any = pilot.app
        await keys(pilot, "b")
        assert isinstance(app.screen, NotificationsScreen)
        shown = lines(pilot)
        assert shown[0].strip() == f"NEW {unread}"
        assert "reminder" in shown[1]
        assert "AB Transport" in shown[1]
        assert any("not delivered" in line and "SMS → Mar" in line for line in shown), shown
        assert any("discussed" in line and "Marek Ziel" in line for line in shown), shown
        await keys(pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, ActivityForm))
        assert pilot.app.screen.query_one(TopBar).render_line(0).text.strip().startswith(f"Activity {number}")
        await keys(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, NotificationsScreen))
        assert notifications.bell(store, anna).unread == unread - 1
        await keys(pilot, "home", "z", "2")
        assert said(pilot) == "It comes again: 10:57."
        assert any("PUT OFF 1" in line for line in lines(pilot))
        assert any("again at 10:57" in line for line in lines(pilot))
        await keys(pilot, "home", "space")
        assert notifications.bell(store, anna).unread == unread - 3
        await keys(pilot, "R")
        assert said(pilot) == "All marked as read."
        assert notifications.bell(store, anna).unread == 0
        assert lines(pilot)[0].strip() == "TODAY"
        await keys(pilot, "f")
        assert "Everything has been read." in "\n".join(lines(pilot))
        await keys(pilot, "escape")
        assert not isinstance(app.screen, NotificationsScreen)


async def test_d4_what_was_snoozed_is_told_again(store: Store, anna: Acting, clock: FixedClock) -> None:
    reminded(store, anna, planned(store, anna, when=timed(11), description="again"))
    (row,) = notifications.listing(store, anna)
    notifications.snooze(store, anna, row.id, NOW + timedelta(minutes=5))
    async with running(store, anna, toasts=True) as pilot:
        app: Any = pilot.app
        await settled(pilot)
        assert toasts(pilot) == []
        clock.instant = NOW + timedelta(minutes=5)
        await until(pilot, lambda: bool(toasts(pilot)))
        assert app.unread == 1


async def test_d4_a_time_to_snooze_in_words(store: Store, anna: Acting) -> None:
    reminded(store, anna, planned(store, anna, when=timed(11), description="again"))
    async with running(store, anna) as pilot:
        await keys(pilot, "b", "z", "tab", "'tomorrow at 9", "enter")
        assert said(pilot) == "It comes again: tomorrow 9:00."
        await keys(pilot, "z", "tab", "'yesterday at 9", "enter", "escape")
    (row,) = notifications.listing(store, anna)
    assert row.snoozed_until == NOW + timedelta(hours=22, minutes=18)


async def test_d4_the_list_is_empty_at_first_and_says_what_belongs_there(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "b")
        assert "Nothing has been told yet." in "\n".join(lines(pilot))
        assert pilot.app.screen.query_one(KeyBar).render_line(0).text.startswith(" V settings   esc back")
        await keys(pilot, "space", "R", "z", "enter")
        assert isinstance(pilot.app.screen, NotificationsScreen)


async def test_d4_a_long_list_is_read_by_pages(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(11), description="many")
    for k in range(230):
        reminded(store, anna, row, at=NOW - timedelta(minutes=230 - k), read=True)
    async with running(store, anna) as pilot:
        await keys(pilot, "b")
        screen: Any = pilot.app.screen
        assert len(screen._held.all) == 100
        await keys(pilot, "end", "end", "end")
        assert len(screen._held.all) == 230


async def test_d5_g5_events_and_channels_are_chosen(store: Store, anna: Acting) -> None:
    async with running(store, anna) as pilot:
        await keys(pilot, "b", "V", "right", "space", "down", "left", "space", "enter")
        assert said(pilot).startswith("Kept")
        await keys(pilot, "V", "space", "escape")
    chosen = event_choices.choices(store, anna)
    assert chosen.channels["assigned"] == ("app", "email")
    assert chosen.channels["moved"] == ()
    assert chosen == replace(event_choices.USUAL, channels=chosen.channels)


async def test_h5_the_bell_of_another_session_follows(store: Store, anna: Acting) -> None:
    row = planned(store, anna, when=timed(11), description="x")
    reminded(store, anna, row)
    async with running(store, anna) as pilot:
        await until(pilot, lambda: "● 1" in above(pilot))
        notifications.mark_all_read(store, anna)
        await until(pilot, lambda: "●" not in above(pilot))


def test_d4_on_a_low_screen_the_toast_names_one_and_counts_the_rest(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    for hours in (3, 2, 1):
        reminded(store, anna, row, at=NOW - timedelta(hours=hours))
    rows = tuple(notifications.listing(store, anna))
    given: Any = {"zone": "UTC", "today": NOW.date(), "now": NOW}
    _title, high = notice_words.toast(rows, len(rows), lines=40, **given)
    _title, low = notice_words.toast(rows, len(rows), lines=24, **given)
    assert len(high.split("\n")) == 4
    assert len(low.split("\n")) == 2
    assert "2 more" in low
