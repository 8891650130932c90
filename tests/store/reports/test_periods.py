"""The periods of reports (F, C7) and what is kept of the choices (G5)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from store.phrases import understand
from store.reports.choices import ReportChoices, report_choices_of
from store.reports.periods import Days, Period, days_of, is_quarter, is_year, of_reading, turned

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=ZoneInfo("Europe/Warsaw"))


def days(first: str, last: str) -> Days:
    return date.fromisoformat(first), date.fromisoformat(last)


@pytest.mark.parametrize(
    ("period", "today", "wanted"),
    [
        ("month", TODAY, days("2026-11-01", "2026-11-30")),
        ("last-month", TODAY, days("2026-10-01", "2026-10-31")),
        ("last-month", date(2026, 1, 31), days("2025-12-01", "2025-12-31")),
        ("quarter", TODAY, days("2026-10-01", "2026-12-31")),
        ("quarter", date(2024, 2, 29), days("2024-01-01", "2024-03-31")),
        ("year", TODAY, days("2026-01-01", "2026-12-31")),
        ("all", TODAY, (None, None)),
    ],
)
def test_f_periods_by_name(period: Period, today: date, wanted: Days) -> None:
    assert days_of(period, today) == wanted


@pytest.mark.parametrize(
    ("before", "by", "wanted"),
    [
        (days("2026-11-01", "2026-11-30"), -1, days("2026-10-01", "2026-10-31")),
        (days("2026-12-01", "2026-12-31"), 1, days("2027-01-01", "2027-01-31")),
        (days("2026-10-01", "2026-12-31"), -1, days("2026-07-01", "2026-09-30")),
        (days("2026-01-01", "2026-12-31"), 1, days("2027-01-01", "2027-12-31")),
        (days("2024-02-01", "2024-02-29"), -12, days("2023-02-01", "2023-02-28")),
        (days("2026-11-16", "2026-11-22"), 1, days("2026-11-23", "2026-11-29")),
        (days("2026-11-24", "2026-11-24"), -1, days("2026-11-23", "2026-11-23")),
        ((None, None), 1, None),
        ((None, TODAY), 1, None),
        (days("9999-12-01", "9999-12-30"), 1, None),
        (days("0001-01-01", "0001-12-31"), -1, None),
    ],
)
def test_f_turning_keeps_whole_months_or_the_length(before: Days, by: int, wanted: Days | None) -> None:
    assert turned(before, by) == wanted


@pytest.mark.parametrize(
    ("phrase", "language", "wanted"),
    [
        ("od 1 listopada do wczoraj", "pl", days("2026-11-01", "2026-11-23")),
        ("zeszły tydzień", "pl", days("2026-11-16", "2026-11-22")),
        ("from 1 November to yesterday", "en", days("2026-11-01", "2026-11-23")),
        ("last month", "en", days("2026-10-01", "2026-10-31")),
        ("yesterday", "en", days("2026-11-23", "2026-11-23")),
        ("today 9-11", "en", days("2026-11-24", "2026-11-24")),
    ],
)
def test_c7_a_period_in_words(phrase: str, language: str, wanted: Days) -> None:
    reading = understand(phrase, now=NOW, language=language).reading
    assert reading is not None
    assert of_reading(reading) == wanted


def test_f_quarters_and_years_are_known() -> None:
    assert is_quarter(date(2026, 10, 1), date(2026, 12, 31))
    assert not is_quarter(date(2026, 9, 1), date(2026, 11, 30))
    assert is_year(date(2026, 1, 1), date(2026, 12, 31))
    assert not is_year(date(2026, 2, 1), date(2027, 1, 31))


def test_g5_choices_are_found_again_and_nonsense_is_as_if_not_set() -> None:
    choices = ReportChoices("goals", "quarter", {"goals": ("user", "month")}, chart=True)
    assert report_choices_of(choices.entries()) == choices
    assert choices.dimensions() == ("user", "month")
    assert ReportChoices("overdue").dimensions() == ("age",)
    nonsense = {
        "report.kind": "money",
        "report.period": "era",
        "report.by.time": "user,user,age",
        "report.by.goals": "",
    }
    assert report_choices_of(nonsense) == ReportChoices()
    assert report_choices_of({"report.by.time": "user,day,month"}) == ReportChoices()
