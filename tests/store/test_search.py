"""One search over everything (C8): what is found, in which order, by whom; the same on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from store import activities, checking, contacts, discussion, history, persons, search
from store.database import Store
from store.drafts import PersonDraft, draft_of
from store.record_rows import PersonRow
from store.rows import Acting, ActivityRow
from store.search import Hit
from store.when import OpenEnded
from tests.making import TODAY, TOMORROW, YESTERDAY, allow, contact, past, person, planned, project, timed


def found(store: Store, me: Acting, text: str, **more: int) -> list[tuple[str, int]]:
    """Search, and return what was found as (kind, number)."""
    return [(hit.kind, hit.id) for hit in search.search(store, me, text, **more)]


def one(store: Store, me: Acting, text: str) -> Hit:
    """Search for what is found once."""
    (hit,) = search.search(store, me, text)
    return hit


def test_c8_accents_case_and_crossed_l_do_not_matter(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "Łódzka Spółdzielnia")
    zofia = person(store, anna, contact(store, anna, "AB"), "Żółć")
    rollout = project(store, anna, "Gęś")
    row = planned(store, anna, description="Jaźń")
    for typed, wanted in (
        ("lodz", ("contact", firm.id)),
        ("ŁÓDZ", ("contact", firm.id)),
        ("spol lodzka", ("contact", firm.id)),
        ("zolc", ("person", zofia.id)),
        ("ges", ("project", rollout.id)),
        ("JAZN", ("activity", row.id)),
    ):
        assert found(store, anna, typed) == [wanted]
    for typed in ("", "  ", "%", "'", '"', "lodz spol ges", "§open"):
        assert found(store, anna, typed) == []


def test_c8_words_may_stand_in_any_field_of_the_activity_and_in_its_discussion(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "AB Transport", short_name="ABT")
    jan = person(store, anna, firm, "Jan Kowalski")
    row = planned(
        store, anna, contact_id=firm.id, person_ids=(jan.id,), description="Send the offer", details="by Friday noon"
    )
    other = planned(store, anna, when=timed(17), description="Offer")
    discussion.add_note(store, anna, row.id, "will bring their lawyer")
    for typed in ("ab offer", "offer AB", "kowalski offer", "noon abt", "lawy trans", "call ab send", "off tran bring"):
        assert found(store, anna, typed) == [("activity", row.id)]
    assert set(found(store, anna, "offer")) == {("activity", row.id), ("activity", other.id)}
    hit = one(store, anna, "lawyer ab")
    assert hit.excerpt == "Anna Nowak: will bring their lawyer"
    assert [hit.excerpt[a:b] for a, b in hit.excerpt_spans] == ["lawyer"]
    assert [hit.title[a:b] for a, b in hit.title_spans] == ["AB"]


def test_c8_persons_by_email_and_telephone_contacts_by_tax_number(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "AB", tax_number="PL 526-104-08-28", emails=("office@ab.example",))
    jan = persons.add(
        store, anna, PersonDraft("Jan", firm.id, emails=("j.kowal@post.example",), phones=("+48 600 123 456",))
    )
    for typed in ("600123456", "600 123 456", "+48600123456", "600123", "123 456", "kowal@post", "600-123-456"):
        assert ("person", jan.id) in found(store, anna, typed)
    for typed in ("5261040828", "526-104-08-28", "52610", "office@ab"):
        assert ("contact", firm.id) in found(store, anna, typed)


def test_c8_the_number_of_an_activity_finds_it_first(store: Store, anna: Acting) -> None:
    contact(store, anna, "1 and more")
    row = planned(store, anna, description="x")
    hits = found(store, anna, f"#{row.id}")
    assert hits == [("activity", row.id), ("contact", 1)]
    assert found(store, anna, "999999999999") == []


def test_c8_exact_name_then_beginning_then_words_then_the_rest_then_activities(store: Store, anna: Acting) -> None:
    elsewhere = contact(store, anna, "Zefir", address="Nowak 1")
    words = contact(store, anna, "Jan Nowak i Wspólnicy")
    begins = contact(store, anna, "Nowak Meble")
    exact = contact(store, anna, "Nowak")
    longer = contact(store, anna, "Stary Nowakowski")
    row = planned(store, anna, description="Nowak")
    names = [("contact", one.id) for one in (exact, begins, words, longer, elsewhere)]
    assert found(store, anna, "nowak") == [*names, ("activity", row.id)]


def test_c8_planned_before_over_near_before_far_whole_words_before_beginnings(store: Store, anna: Acting) -> None:
    over = activities.complete(store, anna, planned(store, anna, when=timed(12), description="offer").id)
    far = planned(store, anna, when=timed(9, day=TODAY + timedelta(days=40)), description="offer")
    near = planned(store, anna, when=timed(9, day=TOMORROW), description="offer")
    late = past(store, anna, timed(9, day=YESTERDAY - timedelta(days=3)), description="offer")
    someday = planned(store, anna, when=OpenEnded(), description="offer")
    begun = planned(store, anna, when=timed(13), description="offering")
    order = [someday, near, late, far, over, begun]
    assert found(store, anna, "offer") == [("activity", row.id) for row in order]


def test_c8_the_places_are_shared_among_the_kinds(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "Same 0")
    for k in range(1, 9):
        contact(store, anna, f"Same {k}")
        person(store, anna, firm, f"Same {k}")
        planned(store, anna, when=timed(12, k), description="same")
    kinds = [kind for kind, _id in found(store, anna, "same", limit=12)]
    assert [kinds.count(kind) for kind in ("contact", "person", "activity")] == [4, 2, 6]
    assert len(found(store, anna, "same", limit=500)) == 9 + 8 + 8


def test_c8_one_finds_what_one_may_see(store: Store, anna: Acting, marek: Acting, ewa: Acting) -> None:
    secret = planned(store, anna, description="merger", performer_ids=(ewa.id,))
    assert found(store, marek, "merger") == found(store, marek, f"{secret.id}") == found(store, marek, "mergre") == []
    assert found(store, ewa, "merger") == [("activity", secret.id)]
    row = activities.edit(
        store, anna, secret.id, replace(draft_of(secret), observer_ids=(marek.id,)), version=secret.version
    )
    assert found(store, marek, "merger") == [("activity", row.id)]
    row = activities.edit(
        store, anna, row.id, replace(draft_of(row), observer_ids=(), public=True), version=row.version
    )
    assert found(store, marek, "merger") == [("activity", row.id)]
    allow(store, anna, "Employee", without="view-public")
    assert found(store, marek, "merger") == []
    history.undo(store, anna)
    history.undo(store, anna)
    assert found(store, marek, "merger") == []
    assert checking.problems(store) == []


def test_c8_a_series_shows_once_with_its_next_occurrence(store: Store, anna: Acting) -> None:
    rows = [
        past(store, anna, timed(9, day=TODAY - timedelta(days=1)), description="report"),
        *(planned(store, anna, when=timed(15, day=TODAY + timedelta(days=k)), description="report") for k in range(4)),
    ]
    single = planned(store, anna, when=timed(9, day=TODAY + timedelta(days=9)), description="report")
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into series (id, rrule, begins, zone, created_at) "
            "values (1, 'FREQ=DAILY', '2026-11-23T09:00', 'UTC', '2026-11-23T09:00:00Z')"
        )
        connection.exec_driver_sql(f"update activities set series_id = 1 where id <> {single.id}")
    discussion.add_note(store, anna, rows[0].id, "zebra")
    assert found(store, anna, "report") == [("activity", rows[1].id), ("activity", single.id)]
    hit = one(store, anna, "zebra")
    assert hit.id == rows[1].id
    assert "zebra" in hit.excerpt


def test_c8_many_of_one_series_hide_nothing_else(store: Store, anna: Acting, monkeypatch: pytest.MonkeyPatch) -> None:
    from store.finding import activities as looking

    monkeypatch.setattr(looking, "LOOKED_AT", 3)
    first = planned(store, anna, when=timed(9, day=TOMORROW), description="report")
    for k in range(8):
        planned(store, anna, when=timed(15, k), description="report")
    with store.engine.begin() as connection:
        connection.exec_driver_sql(
            "insert into series (id, rrule, begins, zone, created_at) "
            "values (1, 'FREQ=DAILY', '2026-11-23T09:00', 'UTC', '2026-11-23T09:00:00Z')"
        )
        connection.exec_driver_sql(f"update activities set series_id = 1 where id <> {first.id}")
    contact(store, anna)  # whoever writes next takes in what was marked
    assert len(found(store, anna, "report")) == 2


NEAR = {
    "transprot": "transport",
    "tranport": "transport",
    "trasnpotr": "transport",
    "artnsport": "transport",
    "transportz": "transport",
    "lawer": "lawyer",
    "lwayer": "lawyer",
    "lodzkx": "lodzka",
    "wdrozneie": "wdrozenie",
}


def test_c8_a_mistyped_word_finds_what_is_near_marked(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "Łódzka")
    project(store, anna, "Wdrożenie")
    row = planned(store, anna, description="Transport", contact_id=firm.id)
    discussion.add_note(store, anna, row.id, "their lawyer")
    found = {typed: {hit.near for hit in search.search(store, anna, typed)} for typed in NEAR}
    assert found == {typed: {(near,)} for typed, near in NEAR.items()}


def test_c8_near_words_only_where_little_is_found_and_never_too_far(store: Store, anna: Acting) -> None:
    for k in range(6):
        planned(store, anna, when=timed(12, k), description="offer")
    planned(store, anna, description="offers")
    planned(store, anna, when=timed(17), description="offal")
    assert all(not hit.near for hit in search.search(store, anna, "offer"))
    for typed in ("oxxer", "off1", "xyz", "ofxxr"):
        assert search.search(store, anna, typed) == ()


def test_c8_what_is_renamed_deleted_retired_or_taken_back_is_found_no_longer(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "Alfa")
    jan = person(store, anna, firm, "Jan")
    row = planned(store, anna, contact_id=firm.id, person_ids=(jan.id,), project_id=None, description="first")
    contacts.edit(store, anna, firm.id, replace(contacts.draft_of_contact(firm), name="Beta"), version=firm.version)
    everything = {("contact", firm.id), ("person", jan.id), ("activity", row.id)}
    assert found(store, anna, "alfa") == []
    assert set(found(store, anna, "beta")) == everything
    persons.edit(store, anna, jan.id, replace(persons.draft_of_person(jan), name="Adam"), version=jan.version)
    assert found(store, anna, "jan") == []
    assert set(found(store, anna, "adam")) == {("person", jan.id), ("activity", row.id)}
    edited = activities.edit(
        store,
        anna,
        row.id,
        replace(draft_of(row), description="second"),
        version=activities.get(store, anna, 1).version,
    )
    assert (found(store, anna, "first"), found(store, anna, "second")) == ([], [("activity", row.id)])
    history.undo(store, anna)
    assert (found(store, anna, "first"), found(store, anna, "second")) == ([("activity", row.id)], [])
    activities.delete(store, anna, edited.id)
    assert found(store, anna, "first") == []
    history.undo(store, anna)
    assert found(store, anna, "first") == [("activity", row.id)]
    assert checking.problems(store) == []


def test_c8_a_category_by_its_name_whatever_it_is_called_now(store: Store, anna: Acting) -> None:
    row = planned(store, anna)
    assert found(store, anna, "cal") == [("activity", row.id)]
    with store.writing() as session:
        from sqlalchemy import text

        session.connection().execute(text("update dictionary_entries set name = 'Telefon' where name = 'Call'"))
    assert (found(store, anna, "cal"), found(store, anna, "tele")) == ([], [("activity", row.id)])


def test_c8_hits_carry_what_a_preview_shows(store: Store, anna: Acting) -> None:
    firm = contact(store, anna, "AB")
    jan = person(store, anna, firm, "Jan")
    row = planned(store, anna, description="Jan")
    by_kind = {hit.kind: hit for hit in search.search(store, anna, "jan")}
    assert isinstance(by_kind["person"].record, PersonRow)
    assert by_kind["person"].record == persons.get(store, anna, jan.id)
    assert isinstance(by_kind["activity"].record, ActivityRow)
    assert by_kind["activity"].record == activities.get(store, anna, row.id)
