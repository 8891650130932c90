"""Cycles by keys alone in a real terminal, and the same from the command line (B1 to B9)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.e2e.terminal import needs_tmux
from tests.e2e.test_main_job import crm, database, open_app

pytestmark = needs_tmux

TO_START, TO_CYCLE = ["Tab"] * 4, ["Tab"] * 5
TRAINING = ["2026-11-24T15:00", "2026-11-26T15:00", "2026-12-01T15:00", "2026-12-03T15:00"]
REPORTS = [f"2027-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 8)]


def starts(rows: Iterable[dict[str, Any]], size: int) -> list[str]:
    """Where activities begin, cut to so many characters."""
    return [row["start"][:size] for row in rows]


def test_b3_a_training_on_two_weekdays_for_two_weeks(tmp_path: Path) -> None:
    database(tmp_path)
    with open_app(tmp_path) as terminal:
        terminal.see("Nothing is planned for today")
        terminal.press("n").see("New activity")
        terminal.type("meeting").see("Meeting")
        terminal.press(*TO_START).type("today from 15 to 17").see("until 17:00")
        terminal.press(*TO_CYCLE).type("on Tuesdays and Thursdays for two weeks").see(r"Tue 24|today, Thu")
        terminal.press("C-s").see(r"Planned 4 activities")
        terminal.see("15:00 +▎Meeting")
    rows = crm(tmp_path, "list")
    assert starts(rows, 16) == TRAINING
    assert {row["end"][11:16] for row in rows} == {"17:00"}
    crm(tmp_path, "undo")
    assert crm(tmp_path, "list") == []
    told = crm(
        tmp_path, "add", "--category", "meeting", "--start", "today at 15", "--end", "17:00",
        "--repeat", "FREQ=WEEKLY;BYDAY=TU,TH", "--count", "4",
    )  # fmt: skip
    assert starts(told["activities"], 16) == TRAINING
    assert {row["series"] for row in told["activities"]} == {told["series"]}


def test_b4_a_report_on_the_first_seven_days_of_each_month_all_year(tmp_path: Path) -> None:
    database(tmp_path)
    with open_app(tmp_path) as terminal:
        terminal.see("Nothing is planned for today")
        terminal.press("n").see("New activity")
        terminal.type("report").see("Report")
        terminal.press(*TO_START).type("1.01.2027").see(r"01\.01\.2027")
        terminal.press(*TO_CYCLE).type("pierwsze 7 dni każdego miesiąca przez cały rok").see("84 times")
        terminal.press("C-s").see(r"Planned 84 activities")
    rows = crm(tmp_path, "list", "--to", "2028-01-01", "--limit", "200")
    assert starts(rows, 10) == REPORTS
    crm(tmp_path, "undo")
    told = crm(
        tmp_path, "add", "--category", "report", "--start", "2027-01-01", "--all-day",
        "--repeat", "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7", "--until", "2027-12-31",
    )  # fmt: skip
    assert starts(told["activities"], 10) == REPORTS
