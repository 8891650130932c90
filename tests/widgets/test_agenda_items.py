"""C1: how a day plan becomes a list: sections, the now-line, free gaps, what is done."""

from datetime import UTC, date, datetime

from store.rows import DayPlan, Gap
from store.when import AllDay, OpenEnded
from tests.widgets.rows import NOW, row
from widgets.agenda_items import Blank, Entry, Heading, NowLine, Remark, list_items, plan_items

TODAY = date(2026, 11, 24)


def test_c1_the_sections_stand_in_order_with_the_now_line_between_past_and_coming() -> None:
    plan = DayPlan(
        day=TODAY,
        overdue=(row(1, -20),),
        overdue_total=1,
        any_time=(row(2, when=AllDay(TODAY, TODAY)), row(3, when=OpenEnded())),
        timed=(row(4, 8), row(5, 12)),
        done=(row(6, 7, status="completed"),),
        gaps=(Gap(datetime(2026, 11, 24, 8, 30, tzinfo=UTC), datetime(2026, 11, 24, 12, tzinfo=UTC)),),
    )
    items = plan_items(plan, now=NOW, zone="Europe/Warsaw", today=TODAY)
    kinds = [type(item) for item in items]
    assert kinds == [Heading, Entry, Heading, Entry, Entry, Heading, Entry, Remark, NowLine, Entry, Heading, Entry]
    times = [item.time for item in items if isinstance(item, Entry)]
    assert times == ["yesterday", "all day", "∞", "9:00", "13:00", "8:00"]
    remark = next(item for item in items if isinstance(item, Remark))
    assert (remark.time, remark.text) == ("9:30", "free until 13:00 · 3 h 30 min")
    assert [item.late for item in items if isinstance(item, Entry)] == [True, False, False, True, False, False]


def test_c1_another_day_has_no_now_line_and_an_empty_one_says_what_to_do() -> None:
    day = date(2026, 11, 26)
    items = plan_items(DayPlan(day=day), now=NOW, zone="Europe/Warsaw", today=TODAY)
    assert not any(isinstance(item, NowLine) for item in items)
    assert isinstance(items[0], Blank)
    assert "n plans" in items[0].lines[1]


def test_lists_show_day_and_time_and_fade_what_is_over() -> None:
    items = list_items([row(1), row(2, status="cancelled")], zone="Europe/Warsaw", today=TODAY, now=NOW)
    entries = [item for item in items if isinstance(item, Entry)]
    assert [(entry.time, entry.faded) for entry in entries] == [("today 16:00", False), ("today 16:00", True)]
