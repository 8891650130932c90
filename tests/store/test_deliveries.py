"""Deliveries: claimed by one, read again, tried again, given up; late, quiet, damaged (D2, D3, D6)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import text

from crm_tui.delivery.outcome import Failure
from crm_tui.worker import Worker
from store import activities, deliveries, notifications, people, settings
from store.clock import FixedClock
from store.contents import Settled
from store.database import Store
from store.reminder_kinds import At, Before, Channel, Reminder
from store.reminder_rows import Bell, Outgoing
from store.rows import Acting, ActivityRow
from tests.making import TODAY, TOMORROW, at, deactivate, planned, timed

SOON = Reminder(Before(15, "minute"), ("email",))


class Post:
    """Takes messages, or fails as it is told to."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.taken = list(failures), list[Outgoing]()

    def __call__(self, out: Outgoing) -> str:
        if self.failures:
            raise self.failures.pop(0)
        self.taken.append(out)
        return "250 taken"


@pytest.fixture(autouse=True)
def addresses(store: Store, anna: Acting) -> None:
    for login in ("anna", "marek"):
        row = people.user_named(store, anna, login)
        draft = replace(people.draft_of_user(row), email=f"{login}@example.com", zone="Europe/Warsaw")
        people.edit_user(store, anna, row.id, draft, version=row.version)


def deliver(store: Store, post: Post, channel: Channel = "email") -> dict[str, int]:
    return Worker(store, {channel: post}).run_once()


def fate(store: Store, me: Acting, row: ActivityRow) -> tuple[str, str]:
    (one,) = deliveries.of_activity(store, me, row.id)
    return one.state, one.reason


def test_d2_one_claim_each_until_the_lease_ends(store: Store, anna: Acting, clock: FixedClock) -> None:
    for hour in (15, 16):
        planned(store, anna, when=timed(hour), reminders=(SOON,))
    assert deliveries.next_due(store, ("app", "email")) == at(14, 45)
    assert deliveries.claim(store, "one", "email", 5) == ()
    clock.instant = at(15, 50)
    first = deliveries.claim(store, "one", "email", 1)
    second = deliveries.claim(store, "two", "email", 5)
    assert len(first) == len(second) == 1
    assert first[0].id != second[0].id
    assert deliveries.claim(store, "three", "email", 5) == ()
    clock.instant += deliveries.LEASE
    again = deliveries.claim(store, "three", "email", 5)
    assert {one.id for one in again} == {first[0].id, second[0].id}
    # What was sent after all, however late, is nobody's to send again.
    assert not deliveries.sent(store, "one", first[0].id)
    assert isinstance(deliveries.outgoing(store, "three", first[0].id), Settled)
    assert deliveries.sent(store, "three", second[0].id)


def test_d2_the_next_is_one_probe_of_an_index(store: Store) -> None:
    if store.path is None:
        pytest.skip("SQLite tells its plan plainly")
    with store.reading() as read:
        plan = read.all(
            "explain query plan select next_at, id from deliveries where channel = :channel "
            "and state in ('waiting', 'claimed') order by next_at limit 1", channel="email",
        )  # fmt: skip
    assert [row[3].replace("COVERING ", "") for row in plan] == [
        "SEARCH deliveries USING INDEX ix_deliveries_next (channel=?)"
    ]


def test_d3_what_was_claimed_is_read_again_before_it_is_sent(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna, reminders=(SOON,))
    clock.instant = at(14, 45)
    (claim,) = deliveries.claim(store, "one", "email", 5)
    activities.complete(store, anna, row.id)
    found = deliveries.outgoing(store, "one", claim.id)
    assert isinstance(found, Settled)
    assert fate(store, anna, row) == ("cancelled", "ended")


@pytest.mark.parametrize("recent", [0.0, 60.0], ids=["a-while-ago", "just-now"])
def test_d3_what_waits_behind_another_message_is_looked_at_again(
    store: Store, anna: Acting, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, recent: float
) -> None:
    first, second = (planned(store, anna, when=timed(15, minute), reminders=(SOON,)) for minute in (0, 1))
    clock.instant = at(14, 46)
    monkeypatch.setattr("crm_tui.worker.RECENT_SECONDS", recent)
    sent: list[int] = []

    def post(out: Outgoing) -> str:
        assert out.activity is not None
        sent.append(out.activity.id)
        if out.activity.id == first.id:
            activities.complete(store, anna, second.id)
        return "250 taken"

    Worker(store, {"email": post}, threads=1).run_once()
    assert sent == ([first.id] if recent == 0 else [first.id, second.id])


def test_d2_what_is_damaged_is_logged_and_what_cannot_even_be_given_up_too(
    store: Store, anna: Acting, clock: FixedClock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = planned(store, anna, reminders=(SOON,))
    with store.engine.begin() as connection:
        connection.execute(text("update deliveries set data = '{'"))
    clock.instant = at(14, 45)

    def broken(*_given: object, **_more: object) -> None:
        raise RuntimeError("cannot be written")

    with caplog.at_level("INFO", "crm_tui"), monkeypatch.context() as patch:
        patch.setattr(deliveries, "settle", broken)
        Worker(store, {"email": Post()}).run_once()
    assert "is damaged and cannot be given up" in caplog.text
    assert fate(store, anna, row)[0] == "claimed"
    clock.instant += deliveries.LEASE
    caplog.clear()
    with caplog.at_level("INFO", "crm_tui"):
        Worker(store, {"email": Post()}).run_once()
    (line,) = [line for line in caplog.messages if f"user=anna activity={row.id} " in line]
    assert line.endswith("outcome=failed reason=damaged")


def test_d3_fell_due_while_nothing_ran_once_and_late(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna, reminders=(replace(SOON, channels=("app", "email")),))
    clock.instant = at(12, day=date(2026, 12, 1))
    post = Post()
    assert deliver(store, post) == {"sent": 2}
    assert deliver(store, post) == {}
    (out,) = post.taken
    assert (out.late, out.due) == (True, at(14, 45))
    assert [note.late for note in notifications.listing(store, anna)] == [True]
    assert {one.late for one in deliveries.of_activity(store, anna, row.id)} == {True}


def test_d2_tried_again_with_growing_pauses_then_failed_and_the_assigner_told(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna, reminders=(SOON,), performer_ids=(marek.id,))
    clock.instant = at(14, 45)
    pauses = []
    for tries in range(1, deliveries.MOST_ATTEMPTS):
        assert deliver(store, Post(Failure("421 later"))) == {"waiting": 1}
        (one,) = deliveries.of_activity(store, anna, row.id)
        assert (one.attempts, one.words) == (tries, "421 later")
        pauses.append(one.next_at - clock.instant)
        assert deliver(store, Post()) == {}
        clock.instant = one.next_at
    assert pauses[0] <= timedelta(minutes=1.3)
    assert all(later > sooner for sooner, later in pairwise(pauses[:6]))
    assert deliver(store, Post(Failure("421 later"))) == {"failed": 1}
    assert fate(store, anna, row) == ("failed", "tried-out")
    (told,) = [one for one in notifications.listing(store, anna) if one.kind == "failure"]
    (failed,) = told.failures
    assert (failed.user.login, failed.channel, failed.reason, failed.words) == (
        "marek",
        "email",
        "tried-out",
        "421 later",
    )


def test_d2_what_is_refused_for_good_is_not_tried_again(store: Store, anna: Acting, clock: FixedClock) -> None:
    row = planned(store, anna, reminders=(SOON,))
    clock.instant = at(14, 45)
    assert deliver(store, Post(Failure("550 no such user", lasting=True))) == {"failed": 1}
    assert fate(store, anna, row) == ("failed", "refused")


def test_d2_a_bad_recipient_holds_up_nobody(store: Store, anna: Acting, clock: FixedClock) -> None:
    rows = [planned(store, anna, reminders=(SOON,)) for _ in range(5)]
    with store.engine.begin() as connection:
        connection.execute(text("update deliveries set data = '{' where activity_id = :n"), {"n": rows[1].id})
    clock.instant = at(14, 45)
    post = Post(RuntimeError("boom"), ValueError("cannot be written"), Failure("no", lasting=True))
    assert deliver(store, post) == {"failed": 3, "waiting": 1, "sent": 1}
    assert fate(store, anna, rows[1]) == ("failed", "damaged")


@pytest.mark.parametrize(("lack", "reason"), [("email", "no-address"), ("active", "inactive")])
def test_d2_without_address_or_log_in_it_fails_and_says_why(
    store: Store, anna: Acting, marek: Acting, clock: FixedClock, lack: str, reason: str
) -> None:
    row = planned(store, anna, reminders=(SOON,), performer_ids=(marek.id,))
    if lack == "active":
        deactivate(store, anna, "marek")
    else:
        user = people.user_named(store, anna, "marek")
        people.edit_user(store, anna, user.id, replace(people.draft_of_user(user), email=""), version=user.version)
    clock.instant = at(14, 45)
    post = Post()
    assert deliver(store, post) == {"failed": 1}
    assert post.taken == []
    assert fate(store, anna, row) == ("failed", reason)


def test_d6_mail_waits_for_the_morning_of_its_reader_and_the_app_does_not(
    store: Store, anna: Acting, clock: FixedClock
) -> None:
    row = planned(store, anna, when=timed(23), reminders=(Reminder(Before(15, "minute"), ("app", "email")),))
    clock.instant = at(22, 45)
    post = Post()
    assert deliver(store, post) == {"sent": 1, "waiting": 1}
    mail = next(one for one in deliveries.of_activity(store, anna, row.id) if one.channel == "email")
    assert (mail.state, mail.next_at) == ("waiting", at(7, day=TOMORROW))
    clock.instant = at(7, day=TOMORROW)
    assert deliver(store, post) == {"sent": 1}
    assert [out.late for out in post.taken] == [False]


def test_d6_at_night_all_the_same_if_the_setting_says_so(store: Store, anna: Acting, clock: FixedClock) -> None:
    settings.set_one(store, anna, "notify-in-quiet-hours", "on")
    planned(store, anna, when=timed(23), reminders=(SOON,))
    clock.instant = at(22, 45)
    assert deliver(store, Post()) == {"sent": 1}


def test_d1_an_sms_takes_its_own_text(store: Store, anna: Acting, clock: FixedClock) -> None:
    user = people.user_named(store, anna, "anna")
    people.edit_user(
        store, anna, user.id, replace(people.draft_of_user(user), phone="+48500600700"), version=user.version
    )
    planned(store, anna, reminders=(Reminder(At(at(12)), ("sms",), "Ruszaj!"),))
    clock.instant = at(12)
    post = Post()
    deliver(store, post, "sms")
    assert [(out.own_text, out.late, out.to.phone) for out in post.taken] == [("Ruszaj!", False, "+48 500 600 700")]


def test_d4_snoozed_it_comes_back_and_is_told_anew(store: Store, anna: Acting, clock: FixedClock) -> None:
    planned(store, anna, reminders=(Reminder(Before(15, "minute")),))
    since = notifications.arrived(store, anna)
    clock.instant = at(14, 45)
    deliver(store, Post())
    since = notifications.arrived(store, anna, since)
    (row,) = since.rows
    notifications.snooze(store, anna, row.id, at(14, 55))
    assert notifications.bell(store, anna) == Bell(0, at(14, 55))
    since = notifications.arrived(store, anna, since)
    assert since.rows == ()
    clock.instant = at(14, 55)
    assert [one.id for one in notifications.arrived(store, anna, since).rows] == [row.id]
    notifications.mark_read(store, anna, [row.id])
    assert notifications.bell(store, anna).unread == 0


def test_d4_what_is_read_or_snoozed_elsewhere_is_noticed(store: Store, anna: Acting, clock: FixedClock) -> None:
    planned(store, anna, reminders=(Reminder(Before(15, "minute")),))
    clock.instant = at(14, 45)
    deliver(store, Post())
    (row,) = notifications.listing(store, anna)
    seen = [store.data_version()]
    for write in (
        lambda: notifications.mark_read(store, anna, [row.id]),
        lambda: notifications.snooze(store, anna, row.id, at(14, 55)),
        lambda: notifications.mark_all_read(store, anna),
    ):
        write()
        seen.append(store.data_version())
    assert len(set(seen)) == 4


def test_d2_the_log_tells_why(store: Store, anna: Acting, clock: FixedClock, caplog: pytest.LogCaptureFixture) -> None:
    import logging

    logging.getLogger("crm_tui").propagate = True
    row = planned(store, anna, reminders=(SOON, Reminder(Before(5, "minute"))))
    activities.move(store, anna, row.id, timed(17))
    with caplog.at_level(logging.INFO, "crm_tui"):
        deliver(store, Post())
    lines = [line for line in caplog.messages if f"user=anna activity={row.id} " in line]
    assert [line.split("kind=")[1] for line in lines] == [
        "reminder channel=email due=2026-11-24T13:45:00Z outcome=cancelled reason=changed",
        "reminder channel=app due=2026-11-24T13:55:00Z outcome=cancelled reason=changed",
    ]


def test_d2_a_stopping_worker_gives_back_what_it_has_not_begun(store: Store, anna: Acting, clock: FixedClock) -> None:
    for _ in range(9):
        planned(store, anna, reminders=(SOON,))
    clock.instant = at(14, 45)
    worker: Worker

    def post(_out: Outgoing) -> str:
        worker.stop()
        return "250 taken"

    worker = Worker(store, {"email": post}, threads=1)
    worker.run_once()
    with store.reading() as read:
        found: dict[str, int] = dict(read.all("select state, count(*) from deliveries group by state"))
    assert found == {"sent": 1, "waiting": 8}
    assert datetime(2026, 11, 24, tzinfo=UTC).date() == TODAY
