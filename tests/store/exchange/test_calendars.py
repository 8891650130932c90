"""An activity as iCalendar, read back by the same library that others use (D1, H2)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Calendar

from store.exchange.calendars import calendar, event
from store.rows import ActivityRow, CategoryRef, Ref, UserRef
from store.when import AllDay, OpenEnded, Timed

NOW = datetime(2026, 11, 24, 9, 42, 7, 123, tzinfo=UTC)
ANNA = UserRef(1, "anna", "Anna Nowak")
START = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
CALL = ActivityRow(
    17, 3, Timed(START, START + timedelta(hours=2)), CategoryRef(1, "Telefon", "T", "blue"), "planned", ANNA,
    contact=Ref(1, "AB, Transport; „Łódź”"), description="Oferta", details="Linia 1\nBEGIN:VALARM\nLinia 3",
)  # fmt: skip


def read(*rows: ActivityRow) -> list[Any]:
    """Return the events of a calendar of some activities."""
    return list(Calendar.from_ical(calendar(rows, now=NOW)).walk("VEVENT"))


def test_an_instant_stays_one_where_the_clock_is_changed() -> None:
    (made,) = read(CALL)
    assert made.start == START
    assert made.end == START + timedelta(hours=2)
    assert made["dtstamp"].dt == NOW.replace(microsecond=0)


def test_names_and_details_come_back_as_they_were() -> None:
    (made,) = read(CALL)
    assert made["summary"] == "Telefon · AB, Transport; „Łódź”"
    assert made["description"] == "Oferta\n\nLinia 1\nBEGIN:VALARM\nLinia 3"
    assert not made.subcomponents


def test_whole_days_are_dates_and_end_on_the_day_after() -> None:
    (made,) = read(replace(CALL, when=AllDay(date(2026, 11, 24), date(2026, 11, 25))))
    assert (made["dtstart"].dt, made["dtend"].dt) == (date(2026, 11, 24), date(2026, 11, 26))


def test_a_point_in_time_has_no_end() -> None:
    (made,) = read(replace(CALL, when=Timed(START, START)))
    assert "dtend" not in made


def test_a_calendar_replaces_what_it_was_given_before() -> None:
    (before,), (after,) = read(CALL), read(replace(CALL, version=4, status="cancelled", busy=True, priority="urgent"))
    assert before["uid"] == after["uid"] == "activity-17@crm-tui"
    assert (before["sequence"], after["sequence"]) == (3, 4)
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert (before["transp"], after["transp"]) == ("TRANSPARENT", "OPAQUE")
    assert (before["priority"], after["priority"]) == (5, 1)


def test_what_is_open_ended_has_no_place_in_a_calendar() -> None:
    endless = replace(CALL, when=OpenEnded())
    assert event(endless, now=NOW) is None
    assert calendar([endless], now=NOW) == b""
    assert len(read(endless, CALL)) == 1


def test_lines_are_short_and_end_as_the_format_wants() -> None:
    written = calendar([replace(CALL, details="ż" * 5000)], now=NOW)
    assert b"METHOD:PUBLISH\r\n" in written
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
