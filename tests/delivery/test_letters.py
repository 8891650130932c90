"""What letters say, to whom, in which language and zone (D1, D3, D5, D7, G6)."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from threading import Thread

import pytest

from crm_tui.delivery import letters
from crm_tui.delivery.message import Letter
from store import language
from store.rows import DayPlan, FieldChange, Ref
from store.when import AllDay, OpenEnded
from tests.delivery.making import CALL, DAY, EWA, HOSTILE, KIRAN, NOW, at, call, outgoing, timed, told


class Page(HTMLParser):
    """Reads HTML: which tags there are, and the text."""

    def __init__(self, letter: Letter) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(letter.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.text += "\n" if tag in {"br", "td"} else ""
        assert not any(name.startswith("on") or name in {"src", "href"} for name, _value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def words(text: str) -> list[str]:
    """Return the words of a text, without marks."""
    return re.findall(r"\w+", text)


def test_d1_a_reminder_says_what_when_and_with_whom_in_its_readers_language_and_zone() -> None:
    polish, english = (letters.letter(outgoing(to=to)) for to in (EWA, KIRAN))
    assert polish.subject == "Przypomnienie: Telefon · AB Transport, wt 24.11.2026 15:00"
    assert "wtorek 24 listopada 2026, 15:00–15:30" in polish.text
    assert "zlecający:  Anna Nowak" in polish.text
    assert english.subject == "Reminder: Telefon · AB Transport, Tue 24.11.2026 19:45"
    assert "Tuesday 24 November 2026, 19:45–20:15" in english.text
    assert "Times are those of Asia/Kathmandu." in english.text
    for letter in (polish, english):
        assert {"Zadzwonić", "Linia", "Jan", "Kowalski", "Umówienie"} <= set(words(letter.text))
    assert b"DTSTART:20261124T140000Z" in polish.calendar
    assert polish.file_name == "crm-tui-17.ics"


def test_g6_a_letter_is_in_its_readers_language_whatever_the_program_speaks() -> None:
    language.use("pl")
    assert letters.letter(outgoing(to=KIRAN)).subject.startswith("Reminder:")
    assert language._("Reminder: {title}, {when}").startswith("Przypomnienie")
    language.use("en")
    assert letters.letter(outgoing(to=EWA)).subject.startswith("Przypomnienie:")
    assert language.current() == "en"


def test_g6_another_thread_goes_on_in_its_own_language() -> None:
    heard: list[str] = []
    with language.speaking("pl"):
        thread = Thread(target=lambda: heard.append(language.current()))
        thread.start()
        thread.join()
        assert language.current() == "pl"
        with pytest.raises(ValueError, match="de"), language.speaking("de"):
            pass
        assert language.current() == "pl"
    assert heard == ["en"]


def test_d3_a_late_reminder_says_when_it_was_due() -> None:
    letter = letters.letter(outgoing(late=True, due_at=at(7, 30)))
    assert letter.subject.startswith("Spóźnione przypomnienie: ")
    assert "miało przyjść wt 24.11.2026 o 8:30" in letter.text
    assert "miało przyjść" in Page(letter).text


def test_h7_text_from_people_stays_text_in_html_and_leaves_nothing_that_controls() -> None:
    row = call(
        contact=Ref(1, HOSTILE), persons=(Ref(1, HOSTILE),), description=HOSTILE, details=HOSTILE, goal=Ref(1, HOSTILE),
        category=replace(CALL.category, name=HOSTILE),
    )  # fmt: skip
    event = told("discussed", note=HOSTILE, title=HOSTILE, fields=(FieldChange("description", HOSTILE, HOSTILE),))
    plan = DayPlan(DAY, timed=(row,))
    for sent in (
        outgoing(activity=row), outgoing(kind="event", activity=row, events=(event,)),
        outgoing(kind="event", activity=None, events=(event,)), outgoing(kind="day-plan", activity=None, plan=plan),
    ):  # fmt: skip
        letter = letters.letter(sent)
        page = Page(letter)
        assert "script" not in page.tags
        assert "[b]</td><script>" in page.text
        for text in (letter.subject, letter.text, letter.html):
            assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e]", text)
        assert "\n" not in letter.subject


def test_text_and_html_say_the_same() -> None:
    plan = DayPlan(DAY, overdue=(CALL,), any_time=(call(when=OpenEnded()),), timed=(CALL,), overdue_total=1)
    for sent in (outgoing(), outgoing(kind="event", events=(told("moved"),)), outgoing(plan=plan)):
        letter = letters.letter(sent)
        assert {word.lower() for word in words(letter.text)} == {word.lower() for word in words(Page(letter).text)}


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("assigned", "Nowe dla Ciebie"), ("moved", "Przeniesiono"), ("changed", "Zmieniono"),
        ("cancelled", "Anulowano"), ("discussed", "Nowy wpis w dyskusji"), ("unassigned", "Już nie Twoje"),
        ("completed", "Zakończono"), ("reopened", "Przywrócono do zaplanowanych"),
    ],
)  # fmt: skip
def test_d5_an_event_says_who_did_what(kind: str, subject: str) -> None:
    letter = letters.letter(outgoing(kind="event", events=(told(kind),)))
    assert letter.subject == f"{subject}: Telefon · AB Transport, wt 24.11.2026 15:00"
    assert "Anna Nowak" in letter.text


def test_d5_several_events_are_one_letter_with_what_changed() -> None:
    start = FieldChange("start", "2026-11-24T14:00:00+01:00", "2026-11-24T15:00:00+01:00")
    moved = told("moved", fields=(start, FieldChange("busy", "no", "yes")))
    letter = letters.letter(
        outgoing(kind="event", events=(told("assigned", count=4), moved, told("discussed", note="Proszę\no kontakt")))
    )
    assert letter.subject.startswith("Nowe dla Ciebie, Przeniesiono, Nowy wpis w dyskusji: Telefon")
    assert "(4 działania)" in letter.text
    assert "początek: wt 24.11.2026 14:00 → wt 24.11.2026 15:00" in letter.text
    assert "zajęty: nie → tak" in letter.text
    assert "Proszę" in letter.text
    assert letter.calendar


def test_d5_what_is_gone_or_cancelled_has_no_calendar() -> None:
    gone = letters.letter(outgoing(kind="event", activity=None, events=(told("cancelled"),)))
    assert gone.subject == "Anulowano: Telefon · AB Transport, wt 24.11.2026 15:00"
    assert not gone.calendar
    assert not letters.letter(outgoing(activity=call(status="cancelled"), events=(told("cancelled"),))).calendar
    assert not letters.letter(outgoing(activity=call(when=OpenEnded()))).calendar


def test_d7_the_day_plan_lists_overdue_all_day_timed_and_open_ended() -> None:
    monday = date(2026, 11, 23)
    plan = DayPlan(
        DAY,
        overdue=(call(when=timed(14, day=date(2026, 11, 20))),),
        any_time=(call(when=AllDay(DAY, DAY), priority="urgent"), call(when=OpenEnded(), contact=None)),
        timed=(
            call(when=timed(8, minutes=0)),
            call(when=timed(9, 15, 60)),
            call(when=timed(22, day=monday, minutes=660)),
        ),
        overdue_total=3,
    )
    letter = letters.letter(outgoing(kind="day-plan", activity=None, plan=plan, day=DAY))
    assert letter.subject == "Plan dnia: wtorek 24 listopada 2026 (5)"
    lines = letter.text.splitlines()
    headings = [line for line in lines if line and line == line.upper()]
    assert headings == ["ZALEGŁE (3)", "CAŁY DZIEŃ", "O OKREŚLONEJ GODZINIE", "BEZTERMINOWO", "-- "]
    labels = [line.split("  ")[1] for line in lines if "Telefon" in line]
    assert labels == ["pt 20.11.2026 15:00", "•", "9:00", "10:15–11:15", "…–10:00", "•"]
    assert "i jeszcze 2" in letter.text
    assert "Telefon · AB Transport [pilny]" in letter.text
    assert not letter.calendar


def test_d7_an_empty_day_is_said_to_be_one() -> None:
    letter = letters.letter(outgoing(to=KIRAN, activity=None, plan=DayPlan(DAY)))
    assert "Nothing is planned for this day." in letter.text
    assert letter.subject == "Day plan: Tuesday 24 November 2026 (0)"


def test_what_is_long_is_cut() -> None:
    letter = letters.letter(outgoing(activity=call(details="x" * 1_000_000, contact=Ref(1, "ż" * 300))))
    assert len(letter.text) < 10_000
    assert len(letter.subject) <= 150
    assert letter.subject.endswith("…")


def test_what_has_nothing_to_say_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to say"):
        letters.letter(outgoing(activity=None))


def test_a_time_in_full() -> None:
    assert letters.when_words(timed(14, minutes=0), "UTC") == "Tuesday 24 November 2026, 14:00"
    assert letters.when_words(timed(22, minutes=180), "UTC") == (
        "Tuesday 24 November 2026, 22:00 – Wednesday 25 November 2026, 1:00"
    )
    assert letters.when_words(AllDay(DAY, date(2026, 11, 25)), "UTC") == (
        "Tuesday 24 November 2026 – Wednesday 25 November 2026, all day"
    )
    assert letters.when_words(OpenEnded(), "UTC") == "open-ended"
    assert letters.trial(EWA, now=NOW).subject == "Poczta z crm-tui działa"
