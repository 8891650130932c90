"""What text messages say (D1, D3, D5)."""

import pytest

from crm_tui.delivery.texts import text_message
from store.rows import Ref
from store.sms_parts import parts
from store.when import AllDay, OpenEnded
from tests.delivery.making import DAY, EWA, HOSTILE, KIRAN, at, call, outgoing, told


def test_d1_the_standard_text_has_date_time_category_and_contact() -> None:
    assert text_message(outgoing("sms")) == "24.11.2026 15:00, Telefon, AB Transport"
    assert text_message(outgoing("sms", KIRAN)) == "24.11.2026 19:45, Telefon, AB Transport"
    assert text_message(outgoing("sms", activity=call(when=AllDay(DAY, DAY), contact=None))) == "24.11.2026, Telefon"
    assert text_message(outgoing("sms", activity=call(when=OpenEnded()))) == "bezterminowo, Telefon, AB Transport"


def test_d1_ones_own_text_takes_its_place() -> None:
    assert text_message(outgoing("sms", own_text="Weź umowę!\nI [pieczątkę]")) == "Weź umowę!\nI [pieczątkę]"
    assert text_message(outgoing("sms", own_text=" \r\n ")).startswith("24.11.2026")


def test_d3_a_late_text_says_so() -> None:
    due = at(7, 30)
    assert text_message(outgoing("sms", late=True, due_at=due)) == (
        "Po czasie (termin 24.11.2026 8:30): 24.11.2026 15:00, Telefon, AB Transport"
    )
    assert (
        text_message(outgoing("sms", KIRAN, own_text="Bring it", late=True, due_at=due))
        == "Late (due 24.11.2026 13:15): Bring it"
    )


def test_d5_an_event_is_told_in_one_message() -> None:
    events = (told("assigned"), told("discussed", note="Proszę\no " + "x" * 200))
    text = text_message(outgoing("sms", kind="event", events=events))
    assert text.startswith("Nowy wpis w dyskusji (Anna Nowak), 24.11.2026 15:00, Telefon, AB Transport, Proszę o x")
    assert text.endswith("... (+1)")
    gone = text_message(outgoing("sms", KIRAN, kind="event", activity=None, events=(told("cancelled"),)))
    assert gone == "Cancelled (Anna Nowak), 24.11.2026 19:45, Telefon · AB Transport"


def test_h7_long_and_hostile_names_neither_control_nor_cost() -> None:
    text = text_message(outgoing("sms", activity=call(contact=Ref(1, HOSTILE * 20))))
    assert text.isprintable()
    assert len(text) < 100


def test_the_standard_text_adds_nothing_that_needs_ucs_2() -> None:
    for to in (EWA, KIRAN):
        for late in (False, True):
            assert parts(text_message(outgoing("sms", to, late=late))).encoding == "GSM-7"


def test_what_has_nothing_to_say_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to say"):
        text_message(outgoing("sms", activity=None))
