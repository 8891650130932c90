"""How each user wants the calendar to be (C2, G5)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.calendar import KINDS, Whose
from store.calendar_choices import VIEWS, CalendarChoices, View, choices_of, days_of, hours_of, turned

days = st.dates(date(1950, 1, 1), date(2150, 1, 1))
whose = st.one_of(
    st.builds(Whose, st.sampled_from(["mine", "public"]), public=st.booleans()),
    st.builds(Whose, st.just("users"), st.lists(st.integers(1, 999), min_size=1).map(tuple), st.booleans()),
    st.builds(Whose, st.sampled_from(["contact", "project"]), st.tuples(st.integers(1, 999)), st.booleans()),
)
hours = st.tuples(st.integers(0, 23), st.integers(1, 24)).filter(lambda pair: pair[0] < pair[1])
choices = st.builds(
    CalendarChoices, st.sampled_from(VIEWS), st.sampled_from([0, 6]), hours, st.booleans(), st.booleans(), whose
)


@given(choices)
def test_what_is_chosen_is_found_again(chosen: CalendarChoices) -> None:
    assert choices_of(chosen.entries()) == chosen


@given(st.dictionaries(st.sampled_from([f"calendar.{n}" for n in ("view", "hours", "whose", "first-day")]), st.text()))
def test_nonsense_is_as_if_nothing_had_been_chosen(held: dict[str, str]) -> None:
    found = choices_of(held)
    assert found.view in VIEWS
    assert found.whose.kind in KINDS
    assert 0 <= found.hours[0] < found.hours[1] <= 24


@given(days, st.sampled_from(VIEWS), st.sampled_from([0, 6]))
def test_a_page_holds_its_day_and_whole_weeks(day: date, view: View, first_day: int) -> None:
    first, last = days_of(view, day, first_day)
    if view != "work":
        assert first <= day <= last
    if view in {"week", "month"}:
        assert first.weekday() == first_day
        assert ((last - first).days + 1) % 7 == 0


@given(days, st.sampled_from(VIEWS), st.integers(-30, 30))
def test_turning_over_there_and_back_is_the_same_page(day: date, view: View, by: int) -> None:
    there = turned(view, day, by)
    if view == "month":
        assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == by
        assert turned(view, there, -by).replace(day=1) == day.replace(day=1)
    else:
        assert turned(view, there, -by) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [("8-18", (8, 18)), ("8:00 – 18:00", (8, 18)), ("0-24", (0, 24)), ("18-8", None), ("8-25", None), ("x", None)],
)
def test_hours(text: str, expected: tuple[int, int] | None) -> None:
    assert hours_of(text) == expected
