"""Keeping the dictionaries (G3): order, retirement, two administrators at once; and one's own zone (G5)."""

from dataclasses import replace

import pytest

from store import dictionaries, history, people, settings
from store.database import Store
from store.drafts import EntryDraft, UserDraft
from store.models import DictionaryEntry
from store.refusals import NotAllowed, Stale
from store.rights import RIGHTS
from store.rows import Acting
from tests.making import entry, planned, refused


def names(store: Store, me: Acting, kind: str = "goal") -> list[str]:
    return [row.name for row in dictionaries.entries(store, me, kind, retired=True)]


def test_g3_an_entry_is_moved_and_stops_at_the_ends(store: Store, anna: Acting) -> None:
    before = names(store, anna)
    first = entry(store, anna, "goal", before[0])
    assert dictionaries.move_entry(store, anna, first, by=1).position == 1
    assert names(store, anna) == [before[1], before[0], *before[2:]]
    dictionaries.move_entry(store, anna, first, by=100)
    assert names(store, anna) == [*before[1:], before[0]]
    dictionaries.move_entry(store, anna, first, by=-100)
    assert names(store, anna) == before
    positions = [row.position for row in dictionaries.entries(store, anna, "goal")]
    assert positions == list(range(len(before)))


def test_g3_a_group_moves_among_those_of_its_level(store: Store, anna: Acting) -> None:
    def add(name: str, parent: int | None = None) -> int:
        return dictionaries.add_entry(store, anna, "contact-group", EntryDraft(name, parent_id=parent)).id

    top = entry(store, anna, "contact-group", "Key customers")
    other = entry(store, anna, "contact-group", "Newsletter")
    add("North", top)
    add("East", other)
    south = add("South", top)
    dictionaries.move_entry(store, anna, south, by=-1)
    rows = dictionaries.tree(dictionaries.entries(store, anna, "contact-group"))
    assert [(depth, row.name) for depth, row in rows] == [
        (0, "Key customers"), (1, "South"), (1, "North"), (0, "Newsletter"), (1, "East"),
    ]  # fmt: skip
    dictionaries.move_entry(store, anna, south, by=-1)
    assert [row.name for _, row in dictionaries.tree(dictionaries.entries(store, anna, "contact-group"))][1] == "South"


def test_g3_only_who_may_administer_moves_entries(store: Store, anna: Acting, ewa: Acting) -> None:
    before = names(store, anna)
    with pytest.raises(NotAllowed, match="administer"):
        dictionaries.move_entry(store, ewa, entry(store, anna, "goal", before[0]), by=1)
    assert names(store, anna) == before


def test_a18_two_administrators_do_not_overwrite_each_others_entries(store: Store, anna: Acting) -> None:
    row = dictionaries.entry_named(store, anna, "goal", "Sign the contract")
    draft = dictionaries.draft_of_entry(row)
    dictionaries.edit_entry(store, anna, row.id, replace(draft, name="Sign it"), seen=row)
    with pytest.raises(Stale):
        dictionaries.edit_entry(store, anna, row.id, replace(draft, name="Sign there"), seen=row)
    assert "Sign it" in names(store, anna)


def test_a18_two_administrators_do_not_overwrite_each_others_roles(store: Store, anna: Acting) -> None:
    row = people.role_named(store, anna, "Employee")
    people.save_role(store, anna, row.name, row.rights | {"delegate"}, role_id=row.id, seen=row)
    with pytest.raises(Stale):
        people.save_role(store, anna, row.name, row.rights | {"export"}, role_id=row.id, seen=row)


def test_g3_a_name_that_a_retired_entry_has_is_refused_with_a_reason_of_its_own(store: Store, anna: Acting) -> None:
    row = dictionaries.entry_named(store, anna, "goal", "Sign the contract")
    planned(store, anna, goal_id=row.id)
    dictionaries.edit_entry(store, anna, row.id, replace(dictionaries.draft_of_entry(row), retired=True))
    with refused("name", "taken-by-retired"):
        dictionaries.add_entry(store, anna, "goal", EntryDraft("sign the contract"))


def test_g1_nobody_deactivates_themselves(store: Store, anna: Acting, ewa: Acting) -> None:
    row = people.user_named(store, anna, "ewa")
    everything = people.role_named(store, anna, "Administrator")
    people.edit_user(
        store, anna, row.id, replace(people.draft_of_user(row), role_id=everything.id), version=row.version
    )
    mine = people.user_named(store, anna, "anna")
    with refused("active", "oneself"):
        people.edit_user(store, anna, mine.id, replace(people.draft_of_user(mine), active=False), version=mine.version)
    assert people.user_named(store, anna, "anna").active


def test_g2_a_role_may_have_no_right_and_lets_one_do_what_is_ones_own(store: Store, anna: Acting) -> None:
    role = people.save_role(store, anna, "Guest", frozenset())
    people.add_user(store, anna, UserDraft("piotr", role_id=role.id))
    piotr = people.log_in(store, "piotr")
    assert piotr.rights == frozenset()
    assert planned(store, piotr).performers == (piotr.ref,)
    with refused("active", "last-administrator"):
        people.save_role(
            store, anna, "Administrator", frozenset(RIGHTS) - {"administer"},
            role_id=people.role_named(store, anna, "Administrator").id,
        )  # fmt: skip


def test_g5_ones_own_time_zone(store: Store, marek: Acting) -> None:
    assert people.set_zone(store, marek, "America/New_York").zone == "America/New_York"
    assert people.log_in(store, "marek").zone == "America/New_York"
    for wrong in ("Mars/Base", "", "../../etc/passwd"):
        with refused("zone", "unknown"):
            people.set_zone(store, marek, wrong)


def test_a18_what_one_changes_of_oneself_is_told_and_not_overwritten_by_an_open_form(
    store: Store, anna: Acting, marek: Acting
) -> None:
    seen = people.user_named(store, anna, "marek")
    people.set_language(store, marek, "pl")
    people.set_zone(store, marek, "Asia/Tokyo")
    told = [(c.user.login, *(f.field for f in c.fields)) for c in history.record_changes(store, anna, "user", marek.id)]
    assert told[:2] == [("marek", "zone"), ("marek", "language")]
    with pytest.raises(Stale):
        people.edit_user(store, anna, marek.id, people.draft_of_user(seen), version=seen.version)


def test_a19_what_changes_nothing_leaves_no_line_in_the_history(store: Store, anna: Acting) -> None:
    call = dictionaries.entry_named(store, anna, "category", "Call")
    dictionaries.edit_entry(store, anna, call.id, dictionaries.draft_of_entry(call))
    settings.set_one(store, anna, "copy-discussion", "off")
    helper = people.save_role(store, anna, "Helper", frozenset({"export"}))
    people.save_role(store, anna, "Helper", helper.rights, role_id=helper.id)
    marek = people.user_named(store, anna, "marek")
    people.edit_user(store, anna, marek.id, people.draft_of_user(marek), version=marek.version)
    place = list(settings.SETTINGS).index("copy-discussion")
    for kind, number in (("entry", call.id), ("setting", place), ("user", marek.id)):
        assert "edit" not in [change.action for change in history.record_changes(store, anna, kind, number)]
    assert [change.action for change in history.record_changes(store, anna, "role", helper.id)] == ["add"]


def test_g3_what_an_entry_has_that_its_dictionary_does_not_know_stays_until_it_is_changed(
    store: Store, anna: Acting
) -> None:
    old = dictionaries.add_entry(store, anna, "goal", EntryDraft("Old"))
    with store.writing() as session:
        session.get_one(DictionaryEntry, old.id).colour = "green"
    draft = dictionaries.draft_of_entry(dictionaries.entry_named(store, anna, "goal", "Old"))
    assert dictionaries.edit_entry(store, anna, old.id, replace(draft, retired=True)).retired
    with refused("colour", "not-of-kind"):
        dictionaries.edit_entry(store, anna, old.id, replace(draft, colour="blue"))
