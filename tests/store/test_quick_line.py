"""The quick line (C6): one typed line, understood part by part, and never planned otherwise than it says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store import activities, quick_line
from store.database import Store
from store.refusals import Ambiguous, Invalid, NotAllowed, NotFound
from store.rows import Acting
from store.when import OpenEnded
from tests.making import TOMORROW, contact, person, project, timed, whole


@pytest.fixture
def firm(store: Store, anna: Acting) -> None:
    """A contact with a person, and a project."""
    person(store, anna, contact(store, anna, "AB Transport sp. z o.o."))
    project(store, anna, "Wdrożenie CRM")


def parts(found: quick_line.QuickLine) -> dict[str, tuple[str, str]]:
    """Return what was understood, by the names of the parts."""
    return {part.name: (part.text, part.state) for part in found.parts}


@pytest.mark.parametrize(
    "text",
    [
        "call AB Transport tomorrow at 15 for 20 min !high @marek about the offer",
        "zadzwonić do ab transport jutro o 15 na 20 min !wysoki @marek about the offer",
    ],
)
def test_c6_one_line_plans_in_one_go(store: Store, anna: Acting, marek: Acting, firm: None, text: str) -> None:
    found = quick_line.understand(store, anna, text)
    assert found.problems == ()
    row = activities.plan(store, anna, found.draft)
    assert row.when == timed(15, minutes=20, day=TOMORROW)
    assert (row.category.name, row.priority, row.performers) == ("Call", "high", (marek.ref,))
    assert row.contact is not None
    assert row.contact.name == "AB Transport sp. z o.o."
    assert row.description.endswith("about the offer")


def test_c6_each_part_is_shown_as_it_was_understood(store: Store, anna: Acting, firm: None) -> None:
    found = quick_line.understand(store, anna, "meeting Friday 9-11 Jan Kowalski !busy agenda")
    assert parts(found) == {
        "category": ("Meeting", "understood"),
        "contact": ("AB Transport sp. z o.o.", "understood"),
        "persons": ("Jan Kowalski", "understood"),
        "when": ("Fri 27.11.2026 9:00–11:00", "understood"),
        "busy": ("busy", "understood"),
        "description": ("agenda", "understood"),
    }


def test_c6_whole_days_and_open_ended(store: Store, anna: Acting) -> None:
    assert quick_line.understand(store, anna, "task tomorrow").draft.when == whole(TOMORROW)
    assert quick_line.understand(store, anna, "task open-ended").draft.when == OpenEnded()
    assert quick_line.understand(store, anna, "task 25.12.2026").draft.when == whole(date(2026, 12, 25))


@pytest.mark.parametrize(
    ("text", "part", "refused"),
    [
        ("tomorrow at 15", "category", Invalid("category", "missing")),
        ("call someone", "when", Invalid("start", "missing")),
        ("call tomorrow at 15 @nobody", "performers", NotFound("user", "nobody")),
        ("call tomorrow at 15 #nothing", "project", NotFound("project", "nothing")),
        ("call tomorrow at 15 !often", "priority", Invalid("priority", "unknown")),
        ("call every wednesday at 15", "cycle", Invalid("cycle", "no-end", "FREQ=WEEKLY;BYDAY=WE")),
        ("report yesterday at 9", "when", Invalid("end", "past")),
        ("call AB Transport tomorrow at 15 #wdro", "project", Invalid("project", "two-assignments")),
        ("task open-ended !busy", "busy", Invalid("busy", "open-ended")),
    ],
)
def test_c6_what_cannot_be_planned_is_said_before_it_is_saved(
    store: Store, anna: Acting, firm: None, text: str, part: str, refused: Invalid | NotFound
) -> None:
    found = quick_line.understand(store, anna, text)
    assert parts(found)[part][1] in {"problem", "missing"}
    (problem,) = found.problems
    assert type(problem) is type(refused)
    if isinstance(problem, Invalid) and isinstance(refused, Invalid):
        assert (problem.field, problem.reason) == (refused.field, refused.reason)


def test_c6_an_ambiguous_contact_is_asked_about(store: Store, anna: Acting) -> None:
    contact(store, anna, "Nowak i Wspólnicy")
    contact(store, anna, "Nowak Transport")
    (problem,) = quick_line.understand(store, anna, "call Nowak tomorrow at 15").problems
    assert isinstance(problem, Ambiguous)
    assert problem.candidates == ("Nowak i Wspólnicy", "Nowak Transport")


def test_c5_a_contact_that_is_not_there_yet_is_offered(store: Store, anna: Acting) -> None:
    found = quick_line.understand(store, anna, "call to Nowa Firma tomorrow at 15")
    assert (found.new_contact, found.draft.contact_id) == ("Nowa Firma", None)
    assert "Nowa Firma" in found.draft.description


def test_a12_a_performer_needs_the_right_to_delegate(store: Store, anna: Acting, marek: Acting) -> None:
    (problem,) = quick_line.understand(store, marek, "call tomorrow at 15 @anna").problems
    assert problem == NotAllowed("delegate")


def test_c6_a_retired_or_half_typed_name_does_not_pass_for_another(store: Store, anna: Acting, firm: None) -> None:
    found = quick_line.understand(store, anna, "call about a transport company tomorrow at 15")
    assert found.draft.contact_id is None


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("call 31.02.2027 at 15", "31.02.2027 at 15"),
        ("call 31.04 o 15 Zefir", "31.04 o 15"),
        ("call 2026-13-01 at 15", "2026-13-01 at 15"),
        ("call tomorrow at 25:00 about it", "tomorrow at 25:00"),
        ("call friday 15:75", "friday 15:75"),
        ("call Zefir tomorrow 15", "tomorrow 15"),
        ("telefon call jutro 15 !high", "jutro 15"),
        ("call Monday 1.12 at 15", "Monday 1.12 at 15"),
        ("call tomorrow Friday at 15", "tomorrow Friday at 15"),
        ("zadzwonić call jutro o 10 i w piątek o 12", "jutro o 10 i w piątek o 12"),
    ],
)
def test_c7_two_days_or_a_day_that_is_none_are_never_planned_in_part(
    store: Store, anna: Acting, line: str, said: str
) -> None:
    """What stands beside the moment and contradicts it does not become a part of the description."""
    found = quick_line.understand(store, anna, line)
    assert parts(found)["when"] == (said, "problem")
    assert found.problems == (Invalid("when", "contradicts", said),)
    assert found.draft.when is None


@pytest.mark.parametrize(
    "line",
    [
        "call tomorrow at 15 agenda for 18:00",
        "call tomorrow at 15 room 15",
        "call tomorrow at 15 invoice from 12.11.2026",
        "call tomorrow at 15 about version 1.45.20",
        "call on Friday at 15 about the price of 31.04",
        "call about Friday report tomorrow at 15",
    ],
)
def test_c6_figures_that_belong_to_something_else_stay_in_the_description(
    store: Store, anna: Acting, line: str
) -> None:
    found = quick_line.understand(store, anna, line)
    assert found.problems == ()
    assert found.draft.when in (timed(15, day=TOMORROW), timed(15, day=date(2026, 11, 27)))


@given(text=st.text(max_size=60))
def test_c6_any_text_gives_an_answer(store: Store, anna: Acting, text: str) -> None:
    found = quick_line.understand(store, anna, text)
    assert {part.state for part in found.parts} <= {"understood", "missing", "problem"}
    assert found.problems or found.draft.when is not None


def test_c6_b1_a_cycle_is_understood_and_starts_with_its_first_occurrence(store: Store, anna: Acting) -> None:
    found = quick_line.understand(store, anna, "meeting on Wednesdays and Fridays 15-17 for 2 weeks agenda")
    assert found.problems == ()
    assert found.repeat == "FREQ=WEEKLY;BYDAY=WE,FR;UNTIL=20261207T225959Z"
    assert found.draft.when == timed(15, minutes=120, day=TOMORROW)
    assert parts(found)["cycle"] == ("every week on Wednesday and Friday, until 07.12.2026", "understood")
    assert found.draft.description == "agenda"


def test_c6_b1_a_cycle_without_an_end_asks_for_one(store: Store, anna: Acting) -> None:
    found = quick_line.understand(store, anna, "call daily at 15")
    assert found.repeat == "FREQ=DAILY"
    assert parts(found)["cycle"] == ("every day", "missing")


def test_a3_what_is_open_ended_has_no_cycle(store: Store, anna: Acting) -> None:
    found = quick_line.understand(store, anna, "task open-ended every Monday 5 times")
    assert Invalid("cycle", "open-ended") in found.problems


@pytest.mark.parametrize(("line", "repeats"), [
    ("weekly report tomorrow at 9", False), ("monthly report for Anna tomorrow", False),
    ("call daily at 9 until 31 December", True), ("weekly report tomorrow at 9, 5 times", True),
])  # fmt: skip
def test_c6_weekly_is_said_of_a_thing_too(store: Store, anna: Acting, line: str, repeats: bool) -> None:
    found = quick_line.understand(store, anna, line)
    assert (found.repeat is not None, found.problems) == (repeats, ())
