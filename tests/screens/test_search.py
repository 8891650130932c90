"""The search by keys (C8): results while typing, into the form and back to where one was."""

import threading
from typing import Any, cast

import pytest
from textual.pilot import Pilot

from crm_tui.app import CrmTui
from screens.activity_form import ActivityForm
from screens.contact_card import ContactCard
from screens.day_plan import DayPlanScreen
from screens.search import SearchScreen
from store import activities, discussion, language, search
from store.database import Store
from store.rows import Acting
from tests.making import contact, person, planned, project, timed
from tests.quiet import held
from tests.screens.driving import running, settled, until
from widgets.bars import TopBar
from widgets.hit_list import HitList
from widgets.hit_preview import HitPreview
from widgets.line_field import LineField


def lines_of(drawn: HitList | HitPreview) -> list[str]:
    """What a widget shows."""
    return [drawn.render_line(y).text.rstrip() for y in range(drawn.size.height)]


def lines(pilot: Pilot[Any]) -> list[str]:
    """What the list shows."""
    return lines_of(pilot.app.screen.query_one(HitList))


def hits(pilot: Pilot[Any]) -> list[tuple[str, int]]:
    """What was found, in the order of the list."""
    screen = pilot.app.screen
    assert isinstance(screen, SearchScreen)
    return [(hit.kind, hit.id) for hit in screen.hits]


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Open the search and type."""
    await pilot.press("slash")
    await settled(pilot)
    await pilot.press(*("space" if letter == " " else letter for letter in text))
    await settled(pilot)


async def test_c8_results_while_typing_and_back_to_where_one_was(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "Łódzka [b]S[/b]")
    jan = person(store, anna, firm, "Jan")
    row = planned(store, anna, contact_id=firm.id, description="Offer")
    async with running(store, anna) as pilot:
        await typed(pilot, "lo")
        assert hits(pilot) == [("contact", firm.id), ("person", jan.id), ("activity", row.id)]
        assert "Łódzka [b]S[/b]" in lines(pilot)[1]
        await pilot.press(*"dz", "space", *"off")
        await settled(pilot)
        assert hits(pilot) == [("activity", row.id)]
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DayPlanScreen)


async def test_c8_enter_opens_the_form_and_the_search_is_there_after_it(store: Store, anna: Acting) -> None:
    row = planned(store, anna, description="Offer")
    planned(store, anna, when=timed(17), description="Offer two")
    async with running(store, anna) as pilot:
        await typed(pilot, "offer")
        await pilot.press("down", "up", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ActivityForm)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.query_one(LineField).value == "offer"
        assert hits(pilot)[0] == ("activity", row.id)


async def test_c8_the_preview_follows_the_cursor(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "AB Transport", emails=("office@ab.example",))
    rollout = project(store, anna, "AB roll-out")
    row = planned(store, anna, contact_id=firm.id)
    discussion.add_note(store, anna, row.id, "first said")
    discussion.add_note(store, anna, row.id, "said last")
    async with running(store, anna) as pilot:
        await typed(pilot, "ab")
        preview = pilot.app.screen.query_one(HitPreview)
        for wanted in ("office@ab.example", "roll-out", "first said"):
            await until(pilot, lambda wanted=wanted: wanted in "".join(lines_of(preview)), wanted)
            await pilot.press("down")
        assert hits(pilot) == [("contact", firm.id), ("project", rollout.id), ("activity", row.id)]
        await pilot.press("home", "up", "up", "up", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ContactCard)


async def test_c8_keys_act_in_the_list_and_type_in_the_box(store: Store, anna: Acting) -> None:
    row = planned(store, anna, description="cancel me")
    async with running(store, anna) as pilot:
        await typed(pilot, "c")
        assert activities.get(store, anna, row.id).status == "planned"
        await pilot.press("tab", "c")
        await settled(pilot)
        assert activities.get(store, anna, row.id).status == "completed"
        assert "✓" in "".join(lines(pilot))
        await pilot.press("u")
        await settled(pilot)
        assert activities.get(store, anna, row.id).status == "planned"
        await pilot.press("slash", "x")
        await settled(pilot)
        assert pilot.app.screen.query_one(LineField).value == "x"


async def test_c8_empty_and_nothing_and_near_are_said(store: Store, anna: Acting) -> None:
    planned(store, anna, description="transport")
    async with running(store, anna, (80, 24)) as pilot:
        await typed(pilot, "")
        assert any("Accents do not matter" in line for line in lines(pilot))
        await pilot.press(*"transprot")
        await settled(pilot)
        assert any("SIMILAR: transport" in line for line in lines(pilot))
        await pilot.press(*"qqq")
        await settled(pilot)
        assert any("Nothing contains “transprotqqq”" in line for line in lines(pilot))


async def test_c8_only_the_newest_text_is_answered_in_the_end(
    store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = search.search

    def noted(store: Store, me: Acting, text: str, **more: Any) -> Any:
        asked.append(text)
        return real(store, me, text, **more)

    row = planned(store, anna, description="offer")
    async with running(store, anna) as pilot:
        await pilot.press("slash")
        await settled(pilot)
        monkeypatch.setattr(search, "search", noted)
        box = pilot.app.screen.query_one(LineField)
        for text in ("o", "of", "off", "offe", "offer"):
            box.value = text
        await settled(pilot)
        assert asked[-1] == "offer"
        assert len(asked) < 5
        assert hits(pilot) == [("activity", row.id)]


async def test_g6_a_search_opened_before_the_database_answers_takes_over_its_language_and_zone(
    store: Store, anna: Acting
) -> None:
    planned(store, anna, description="Offer")
    go = threading.Event()

    def opener() -> tuple[Any, ...]:
        assert held(go)
        language.use("pl")
        return store, anna, str(store.path)

    app = CrmTui(clock=store.clock, opener=opener)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("slash", *"offer")
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, SearchScreen)
        assert screen.query_one("#query", LineField).placeholder == "a name, a word, a number …"
        go.set()
        await until(pilot, lambda: bool(screen.hits))
        assert screen.query_one("#query", LineField).placeholder == "nazwa, słowo, numer …"
        assert "Szukaj" in screen.query_one(TopBar).render_line(0).text
        assert any("15:00" in line for line in lines_of(screen.query_one(HitPreview)))


async def test_g6_what_was_found_follows_the_language_while_running(store: Store, anna: Acting) -> None:
    contact(store, anna, "Nowak")
    async with running(store, anna) as pilot:
        await typed(pilot, "nowak")
        assert "Contact" in "\n".join(lines_of(pilot.app.screen.query_one(HitPreview)))
        cast(CrmTui, pilot.app).choose_language("pl")
        await settled(pilot)
        assert "Kontakt" in "\n".join(lines_of(pilot.app.screen.query_one(HitPreview)))
        await pilot.press("ctrl+u")
        cast(CrmTui, pilot.app).choose_language("en")
        await settled(pilot)
        assert "Accents do not matter" in "\n".join(lines(pilot))
